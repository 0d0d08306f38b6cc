"""A little of each kind of the soak, by its own command, with a seed that is always the same; and
what keeps a long one. What needs the virtual PC is played where that is (`system/pc`)."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from system.soak import results
from system.soak.__main__ import KINDS, Kind, main
from system.soak.outcome import Line, Outcome, Record, latest
from system.sticks.promises import Breach, demand_none

SOAK = Path(__file__).parent
COUNT, SEED = 20, 8
HIT = {"kills": "died, ", "stops": "stopped, "}  # how each of their runs has to end

system = [
    pytest.mark.system,
    pytest.mark.skipif(os.geteuid() != 0, reason="loop devices need root"),
]


@pytest.mark.parametrize(
    "kind",
    [pytest.param(kind, marks=system, id=kind.name) for kind in KINDS if not kind.needs_pc],
)
def test_a_little_of_each(tmp_path: Path, kind: Kind) -> None:
    options = ["--count", str(COUNT), "--seed", str(SEED), "--folder", str(tmp_path)]
    command = [sys.executable, str(SOAK), kind.name, *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    for line in Record(tmp_path, kind.name, SEED).broken(COUNT):
        demand_none(line.outcome.breaches, done.stdout)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"| {COUNT} of {COUNT} | {SEED} |" in done.stdout
    told = json.loads((tmp_path / "results.json").read_text())["kinds"][kind.name]
    hit = [end.startswith(HIT.get(kind.name, "")) for end in told["ends"]]
    assert all(hit), "a signal that came too late was counted"


def test_what_was_done_is_kept(tmp_path: Path) -> None:
    record = Record(tmp_path, "kills", 7)
    record.add(Line(0, Outcome("died", [], {"word": "blank"}), 0.5, "aaaaaaa"))
    record.add(Line(2, Outcome("verified", [Breach.FALSE_SUCCESS]), 0.25))
    with (tmp_path / "kills-7.jsonl").open("a") as file:
        file.write('{"number": 3, "ki')  # interrupted
    again = latest(tmp_path, "kills")
    assert again is not None
    assert again.seed == 7
    assert again.lines == record.lines
    assert [line.number for line in again.broken(10)] == [2]
    assert again.broken(2) == []
    assert latest(tmp_path, "power") is None


def test_the_result_counts_what_was_kept(tmp_path: Path) -> None:
    record = Record(tmp_path, "kills", 7)
    for number in range(4):
        breaches = [Breach.UNTOLD] if number == 1 else []
        commit = "aaaaaaa" if number < 3 else "bbbbbbb-dirty"
        record.add(Line(number, Outcome("died", breaches), 30, commit))
    told = results.of([(KINDS[0], record, 4)])
    assert "| 3 of 4 | 7 | 2.0 | 3 × aaaaaaa, 1 × bbbbbbb-dirty |" in told.markdown()
    assert "4 × died" in told.markdown()
    told.keep(tmp_path)
    assert '"kept": 3' in (tmp_path / "results.json").read_text()


def test_one_run_needs_its_seed(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["kills", "--only", "3"])
    assert "--only needs a kind and --seed" in capsys.readouterr().err

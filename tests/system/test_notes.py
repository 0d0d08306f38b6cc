"""A broken promise is noted where somebody asks for notes; what only went wrong is not."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from system.broken import NOTES, note

ROOT = Path(__file__).parents[2]
PYTEST = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider"]
NOTED = """
import pytest
from system.sticks.promises import Breach, BrokenPromise, demand_none


def test_a_lie():
    demand_none([Breach.HANGS, Breach.FALSE_SUCCESS])


def test_tidying_up_goes_wrong_as_well():
    try:
        demand_none([Breach.BYSTANDER])
    finally:
        raise OSError("no stick")


def test_slow():
    demand_none([Breach.HANGS])


def test_expected():
    with pytest.raises(BrokenPromise):
        demand_none([Breach.LOOKS_FINISHED])
"""


def test_lies_and_harm_are_noted(tmp_path: Path) -> None:
    notes, test = tmp_path / "notes", tmp_path / "test_it.py"
    test.write_text(NOTED)
    (tmp_path / "conftest.py").write_text(Path(__file__).with_name("conftest.py").read_text())
    done = subprocess.run(
        [*PYTEST, "-c", str(ROOT / "pyproject.toml"), "--rootdir", str(tmp_path), str(test)],
        cwd=ROOT,
        env=os.environ | {NOTES: str(notes)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "3 failed, 1 passed" in done.stdout, done.stdout + done.stderr
    lie, harm = notes.read_text().splitlines()
    assert "test_a_lie: it does not come to an end; it said verified" in lie
    assert "test_tidying_up_goes_wrong_as_well: what it had no business with was changed" in harm


@pytest.mark.parametrize("notes", ["", None])
def test_nobody_has_to_ask(notes: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(NOTES, raising=False)
    if notes is not None:
        monkeypatch.setenv(NOTES, notes)
    note("a lie")

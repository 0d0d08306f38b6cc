"""`stickwright test`, as it is typed."""

import errno
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from support_drives import Faults, failing_stick
from support_stopped import filled

from app.capacity import Capacity, Cell, Verdict
from app.cli import main
from app.commands.ends import DIFFERS, DONE, FAILED, REFUSED, STOPPED, USAGE
from app.commands.test import lines
from app.control import Control
from app.drives.drive import Drive
from app.drives.image_file import ImageFileDrive
from app.drives.medium import Descriptor
from app.events import Stage, StageStarted
from app.job import Job
from app.journal.probing import probed
from app.plan_capacity import CapacityPlan

SIZE = 12 << 20


def events(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_probe_asks_nothing_and_changes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = filled(tmp_path / "stick.img", SIZE)
    assert main(["test", str(tmp_path / "stick.img")]) == DONE
    out = capsys.readouterr().out
    assert "Nothing wrong was found in 320 places in 320 of 320 parts" in out
    assert "What was there before is back." in out
    assert "genuine" not in out
    assert (tmp_path / "stick.img").read_bytes() == before


def test_every_byte_is_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = filled(tmp_path / "stick.img", SIZE)
    assert main(["test", "--all", str(tmp_path / "stick.img")]) == USAGE
    assert (tmp_path / "stick.img").read_bytes() == before
    assert main(["test", "--all", "--yes", str(tmp_path / "stick.img")]) == DONE
    assert "all 12.6 MB came back as they were written" in capsys.readouterr().out
    assert (tmp_path / "stick.img").read_bytes() != before


@pytest.mark.parametrize("size", [512, 4096, 8192 - 512])
def test_what_has_no_place_to_look_at_is_not_called_good(
    size: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A quick test never touches the first 4 KiB."""
    stick = tmp_path / "stick.img"
    before = filled(stick, size)
    assert main(["test", str(stick)]) == REFUSED
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == (
        f"stickwright: The drive has only {size:,} bytes, too few for a quick test. "
        "Test every byte of it.\n"
    )
    assert stick.read_bytes() == before
    assert main(["test", "--all", "--yes", str(stick)]) == DONE


def test_one_place_is_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    filled(tmp_path / "stick.img", 8192)
    assert main(["test", str(tmp_path / "stick.img")]) == DONE
    assert "Nothing wrong was found in 1 place in 1 of 1 parts" in capsys.readouterr().out


@pytest.mark.parametrize("words", [[], ["--all", "--yes"]])
def test_a_fake_is_told(
    tmp_path: Path,
    words: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    drive = failing_stick(tmp_path / "stick.img", SIZE, Faults(wrap_at=5 << 20))
    monkeypatch.setattr("app.commands.test.open_drive", lambda _node: drive)
    assert main(["test", *words, str(tmp_path / "stick.img")]) == DIFFERS
    assert "it says 12.6 MB and keeps 5.24 MB (5,242,880 bytes)" in capsys.readouterr().out
    assert main(["test", "--json", *words, str(tmp_path / "stick.img")]) == DIFFERS
    told = events(capsys)
    assert [told[0]["event"], told[-1]["event"]] == ["plan", "finished"]
    assert told[0]["every_byte"] is bool(words)
    assert (told[-1]["result"], told[-1]["keeps"]) == ("fake", 5 << 20)
    assert len(told[-1]["cells"]) == 320
    assert {line["cell"] for line in told if line["event"] == "cell"} == set(range(320))


def test_a_drive_that_turned_read_only_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class WornOut(Descriptor):
        left = 6 << 20  # bytes

        def write(self, buffer: memoryview, offset: int) -> int:
            if len(buffer) > WornOut.left:
                WornOut.left = 0
                raise OSError(errno.EIO, "Input/output error")
            WornOut.left -= len(buffer)
            return super().write(buffer, offset)

    info = failing_stick(tmp_path / "stick.img", SIZE, Faults()).info
    drive = ImageFileDrive(info, WornOut)
    monkeypatch.setattr("app.commands.test.open_drive", lambda _node: drive)
    assert main(["test", "--all", "--yes", "--json", str(tmp_path / "stick.img")]) == FAILED
    said = capsys.readouterr()
    last = json.loads(said.out.splitlines()[-1])
    assert (last["event"], last["code"]) == ("failed", "drive-read-only")
    assert "has become write-protected" in said.err
    assert "What was written over is gone." in said.err
    assert "fake" not in said.out + said.err


def test_one_that_is_stopped_says_that_all_is_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """And names no undo: nothing is kept for that."""
    before, stick = filled(tmp_path / "stick.img", SIZE), str(tmp_path / "stick.img")

    def stopping(plan: CapacityPlan, drive: Drive, control: Control) -> Job:
        for event in probed(plan, drive, control):
            if isinstance(event, StageStarted) and event.stage is Stage.PROBE:
                control.stop()
            yield event

    monkeypatch.setattr("app.commands.test.probed", stopping)
    assert main(["test", stick]) == STOPPED
    said = capsys.readouterr().err.splitlines()[-1]
    assert said == "stickwright: Stopped. What was there before is back."
    assert (tmp_path / "stick.img").read_bytes() == before
    assert main(["undo", stick]) == REFUSED


def test_one_that_could_not_put_all_back_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody pulled anything out."""
    stick = tmp_path / "stick.img"
    drive = failing_stick(stick, SIZE, Faults(sync_errors=[0, 0, errno.EIO]))
    monkeypatch.setattr("app.commands.test.open_drive", lambda _node: drive)
    assert main(["test", str(stick)]) == FAILED
    said = capsys.readouterr().err.splitlines()[-1]
    assert said.endswith(
        "then another drive. Not all that was there could be put back. It is kept: “stickwright "
        f"undo {stick}” tries that again."
    )
    assert main(["undo", str(stick)]) == DONE


def test_a_file_that_loses_its_name_is_put_back_once_it_has_it_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stick, elsewhere = tmp_path / "stick.img", tmp_path / "elsewhere.img"
    before = filled(stick, SIZE)

    def moving(plan: CapacityPlan, drive: Drive, control: Control) -> Job:
        for event in probed(plan, drive, control):
            if isinstance(event, StageStarted) and event.stage is Stage.PUT_BACK:
                stick.rename(elsewhere)
            yield event

    monkeypatch.setattr("app.commands.test.probed", moving)
    assert main(["test", str(stick)]) == FAILED
    assert capsys.readouterr().err.splitlines()[-1] == (
        "stickwright: stick.img was renamed, deleted, replaced or resized meanwhile. Put it back "
        f"as it was. As soon as it is there again, “stickwright undo {stick}” puts back what was "
        "there."
    )
    assert elsewhere.read_bytes() != before
    elsewhere.rename(stick)
    assert main(["undo", str(stick)]) == DONE
    assert stick.read_bytes() == before


def test_bad_places_are_named(tmp_path: Path) -> None:
    drive = failing_stick(tmp_path / "stick.img", SIZE, Faults())
    ranges = tuple((number << 20, 512) for number in range(7))
    found = Capacity(SIZE, SIZE, Verdict.WORN, (Cell.LOST,), ranges, 9, True, 1.0)
    said = lines(found, drive.info)
    assert said[0] == "This drive has worn-out places. Don’t keep anything on it that matters."
    assert said[1:4] == ["  x", "  512 bytes at byte 0", "  512 bytes at byte 1,048,576"]
    assert "  and 2 more places" in said


def test_what_there_was_no_time_for_is_said(tmp_path: Path) -> None:
    drive = failing_stick(tmp_path / "stick.img", SIZE, Faults())
    found = Capacity(SIZE, SIZE, Verdict.FINE, (Cell.GOOD,), (), 9, False, 1.0, 0, 40)
    late = "too slow to look through more in two minutes: if it is smaller than it claims"
    assert late in lines(replace(found, through=False), drive.info)[0]
    assert "slow" not in lines(found, drive.info)[0]


def test_what_could_not_be_put_back_is_said(tmp_path: Path) -> None:
    drive = failing_stick(tmp_path / "stick.img", SIZE, Faults())
    found = Capacity(SIZE, SIZE, Verdict.FINE, (Cell.GOOD,), (), 9, False, 1.0, changed=2)
    assert "2 places could not be put back" in lines(found, drive.info)[-1]

"""`undo` and `write --resume`, as they are typed."""

import errno
import json
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from support_drives import Faults, failing_stick, faulty
from support_images import image_bytes
from support_stopped import filled, stopped_at, writing

from app import journal
from app.cli import main
from app.commands.ends import DIFFERS, DONE, FAILED, REFUSED, STOPPED
from app.drives.drive import DriveInfo
from app.drives.image_file import ImageFileDrive, virtual_stick
from app.errors import DiskFull, DriveGone
from app.events import Stage
from app.journal import old_of
from app.journal.probing import probed
from app.plan_capacity import plan_capacity
from app.sources import open_source
from app.stages.flow import CHUNK

STICK = 12 << 20
LENGTH = (9 << 20) + 1000


@pytest.fixture
def image(tmp_path: Path) -> Path:
    path = tmp_path / "image.img"
    path.write_bytes(image_bytes(LENGTH))
    return path


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    return tmp_path / "stick.img"


def stop_early(image: Path, stick: Path) -> bytes:
    before = filled(stick, STICK)
    job = writing(open_source(image), virtual_stick(stick), journal.folder())
    stopped_at(job, Stage.WRITE, CHUNK)
    return before


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_undo_puts_back(image: Path, stick: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = stop_early(image, stick)
    assert main(["undo", str(stick)]) == DONE
    out, error = capsys.readouterr()
    assert stick.read_bytes() == before
    assert "Put back" in out
    assert "Looking what is on the drive already…" in error
    assert main(["undo", str(stick)]) == REFUSED
    assert "Nothing is kept" in capsys.readouterr().err


def test_the_computer_stays_awake_meanwhile(
    image: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As long as it is put back, or compared."""
    held_off: list[str] = []

    def awake(_image: str, drives: list[DriveInfo], doing: str) -> nullcontext[None]:
        held_off.append(f"{doing} {drives[0].name}")
        return nullcontext()

    for command in ("undo", "verify"):
        monkeypatch.setattr(f"app.commands.{command}.staying_awake", awake)
    stop_early(image, stick)
    assert main(["undo", str(stick)]) == DONE
    assert main(["verify", str(image), str(stick)]) == DIFFERS
    assert held_off == ["Putting back what was on stick.img", "Comparing stick.img"]


def test_undo_as_json(image: Path, stick: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stop_early(image, stick)
    assert main(["undo", "--json", str(stick)]) == DONE
    first, *_, last = lines(capsys.readouterr().out)
    assert (first["event"], first["drive"]["node"]) == ("plan", str(stick))
    assert (last["event"], last["result"]) == ("finished", "put-back")


def test_undo_of_a_changed_drive_is_refused(
    image: Path, stick: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stop_early(image, stick)
    with stick.open("r+b") as file:
        file.seek(3 << 20)
        file.write(b"mine")
    changed = stick.read_bytes()
    assert main(["undo", str(stick)]) == REFUSED
    assert stick.read_bytes() == changed
    assert "not as the stopped write left it" in capsys.readouterr().err
    assert main(["undo", "--json", str(stick)]) == REFUSED
    last = lines(capsys.readouterr().out)[-1]
    assert (last["event"], last["code"]) == ("failed", "not-as-left")


def test_the_plan_says_that_it_can_go_on(
    image: Path, stick: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stop_early(image, stick)
    assert main(["write", "--yes", "--resume", str(image), str(stick)]) == DONE
    out, error = capsys.readouterr()
    assert "but for what is on it already" in out
    assert "bytes of the image were on it already" in error
    assert "Written, read back, identical" in out
    assert stick.read_bytes()[:LENGTH] == image.read_bytes()


def test_without_resume_it_is_offered(
    image: Path, stick: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stop_early(image, stick)
    assert main(["write", "--yes", "--json", str(image), str(stick)]) == DONE
    told = lines(capsys.readouterr().out)
    assert told[0]["resume"] is False
    (offer,) = (line for line in told if line.get("code") == "unfinished")
    assert "--resume" in offer["text"]
    assert main(["write", "--yes", "--json", str(image), str(stick)]) == DONE
    assert "unfinished" not in capsys.readouterr().out


def test_another_image_is_not_offered_to_go_on(
    image: Path, stick: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stop_early(image, stick)
    image.write_bytes(image_bytes(LENGTH, "another"))
    assert main(["write", "--yes", "--json", str(image), str(stick)]) == DONE
    told = lines(capsys.readouterr().out)
    (offer,) = (line for line in told if line.get("code") == "unfinished")
    assert "--resume" not in offer["text"]
    assert f"“stickwright undo {stick}” still puts back what was there" in offer["text"]


def test_what_can_be_put_back_is_not_nothing(
    image: Path, stick: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stop_early(image, stick)
    assert main(["write", "--yes", str(image), str(stick)]) == DONE
    out = capsys.readouterr().out
    assert "): what was there before a stopped write can still be put back\n" in out
    assert "nothing on it" not in out


def cut_short(stick: Path) -> bytes:
    """A quick test, by a pulled plug."""
    drive = failing_stick(stick, STICK, Faults(unplugged_after=2 << 20))
    before = stick.read_bytes()
    with pytest.raises(DriveGone):
        list(probed(plan_capacity(drive.info), drive))
    return before


def test_of_a_test_that_was_cut_short_nobody_says_that_it_was_a_write(
    image: Path, stick: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = cut_short(stick)
    assert main(["verify", str(image), str(stick)]) == DIFFERS
    first, *_, last = capsys.readouterr().err.splitlines()
    assert first.startswith("Note: The last test of it was not finished: Quick probe, ")
    assert last.endswith("That may be of the quick test that was not finished.")
    assert main(["undo", str(stick)]) == DONE
    out = capsys.readouterr().out
    assert "1. Look whether stick.img (" in out
    assert " is as the test left it, at " in out
    assert "  2. Put back what was there, wherever one of its marks is\n" in out
    assert " that the test may have overwritten were read back and are as they were.\n" in out
    assert out.endswith("the drive: the test did not come to its end.\n")
    assert "write" not in out
    assert stick.read_bytes() == before


def test_what_is_on_it_is_said_all_the_same_before_it_is_written(
    image: Path, stick: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A test leaves all that tells it."""
    cut_short(stick)
    assert main(["write", "--yes", str(image), str(stick)]) == DONE
    out, err = capsys.readouterr()
    assert "): holds data of another kind now\n" in out
    assert "A test of it ended early: Quick probe, " in err
    assert f"“stickwright undo {stick}” still puts back what was there" in err


@pytest.mark.parametrize(
    ("faults", "first"),
    [
        (Faults(write_error=(errno.EIO, 0)), "Try another port."),
        (Faults(sync_errors=[errno.EIO]), "Try another port."),
        (Faults(write_error=(errno.ENOSPC, 0)), DiskFull.hint),
    ],
)
def test_what_keeps_it_from_being_put_back_does_not_end_it(
    faults: Faults,
    first: str,
    image: Path,
    stick: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = stop_early(image, stick)
    drive = ImageFileDrive(virtual_stick(stick).info, faulty(faults))
    with monkeypatch.context() as patch:
        patch.setattr("app.commands.undo.open_drive", lambda _node: drive)
        assert main(["undo", str(stick)]) == FAILED
    said = capsys.readouterr().err.splitlines()[-1]
    again = f"“stickwright undo {stick}” goes on with it."
    assert said.endswith(f". {first} What was there before may not all be back: {again}")
    assert main(["undo", str(stick)]) == DONE
    assert stick.read_bytes() == before


# Types Ctrl+C for itself, just before it writes the first byte behind the head.
TYPING = """
import os, signal
from app.cli import main
from app.drives.medium import Descriptor
write = Descriptor.write
def typing(self, view, offset):
    if offset == 1 << 20:
        os.kill(os.getpid(), signal.SIGINT)
    return write(self, view, offset)
Descriptor.write = typing
raise SystemExit(main())
"""


def test_ctrl_c_says_how_it_can_be_undone(image: Path, stick: Path) -> None:
    before = filled(stick, STICK)
    command = [sys.executable, "-c", TYPING, "write", "--yes", "--json", str(image), str(stick)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        command, capture_output=True, text=True, env=environment, check=False, timeout=60
    )
    assert done.returncode == STOPPED
    assert {"event": "undo", "possible": True} in lines(done.stdout)
    assert lines(done.stdout)[-1] == {"event": "stopped"}
    assert stick.read_bytes() != before
    assert f"stickwright undo {stick}" in done.stderr
    assert main(["undo", str(stick)]) == DONE
    assert stick.read_bytes() == before


def fail(faults: Faults, stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While it is undone."""
    drive = ImageFileDrive(virtual_stick(stick).info, faulty(faults))
    monkeypatch.setattr("app.commands.undo.open_drive", lambda _: drive)


@pytest.mark.parametrize(
    ("faults", "status", "says"),
    [
        (lambda _: Faults(unplugged_after=3 << 20), FAILED, "Plug it in again."),
        (lambda kept: Faults(unplugged_after=kept), FAILED, "Plug it in again."),
        (lambda _: Faults(drop_from=3 << 20), DIFFERS, "Try another port."),
    ],
    ids=["in the middle", "at the first sector", "dropped"],
)
def test_an_undo_that_does_not_come_to_its_end_goes_on(
    image: Path,
    stick: Path,
    faults: Callable[[int], Faults],
    status: int,
    says: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """What was there is not gone, and is when somebody writes again."""
    before = stop_early(image, stick)  # how much is kept by then, no two runs agree on
    kept = old_of(virtual_stick(stick).info).size
    with monkeypatch.context() as during:
        fail(faults(kept), stick, during)
        assert main(["undo", str(stick)]) == status
    said = capsys.readouterr().err.splitlines()[-1]
    again = (
        f"What was there before may not all be back: “stickwright undo {stick}” goes on with it."
    )
    assert said.endswith(f". {says} {again}")
    assert main(["undo", str(stick)]) == DONE
    assert stick.read_bytes() == before


def test_undo_of_a_test_that_does_not_come_to_its_end_has_touched_the_drive(
    stick: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = cut_short(stick)
    with monkeypatch.context() as during:
        fail(Faults(unplugged_after=100 << 10), stick, during)
        assert main(["undo", str(stick)]) == FAILED
    assert f"“stickwright undo {stick}” goes on with it." in capsys.readouterr().err
    assert main(["undo", str(stick)]) == DONE
    assert stick.read_bytes() == before


def test_undo_of_nothing(tmp_path: Path, stick: Path, capsys: pytest.CaptureFixture[str]) -> None:
    filled(stick, STICK)
    assert main(["undo", str(stick)]) == REFUSED
    assert main(["undo", str(tmp_path / "nowhere.img")]) in (FAILED, REFUSED)
    assert "Traceback" not in capsys.readouterr().err

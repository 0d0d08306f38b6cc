"""A drive that is pulled out in the middle of a probe gets back what was there."""

import errno
import json
import os
import resource
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from support_drives import Faults, failing_stick
from support_images import image_bytes
from support_stopped import as_usb, filled

from app import journal
from app.cli import main
from app.commands.ends import DONE, FAILED, REFUSED
from app.drives.drive import Drive, Partition
from app.drives.image_file import ImageFileDrive, virtual_stick
from app.errors import DriveGone, DriveReadOnly, NothingKept
from app.events import Finished, Stage, StageStarted, Undoable, Warned
from app.job import run
from app.journal import undone
from app.journal.probing import probed
from app.old_contents import read
from app.plan import plan_undo
from app.plan_capacity import plan_capacity

SIZE = 6 << 20
ROOT = Path(__file__).parents[3]


def files() -> list[Path]:
    folder = journal.folder()
    return sorted(folder.iterdir()) if folder.is_dir() else []


def test_nothing_is_left_of_a_probe_that_came_to_its_end(tmp_path: Path) -> None:
    before = filled(tmp_path / "stick.img", SIZE)
    drive = virtual_stick(tmp_path / "stick.img")
    seen = 0
    for event in probed(plan_capacity(drive.info), drive):
        if isinstance(event, StageStarted) and event.stage is Stage.PROBE:
            seen = len(files())
    assert seen == 2, "the old contents, and a note of whom they are"
    assert not files()
    assert (tmp_path / "stick.img").read_bytes() == before


@pytest.mark.parametrize("after", [100 << 10, 900 << 10, 2 << 20, 5 << 20])
def test_undo_puts_back_what_a_pulled_plug_left(
    tmp_path: Path, after: int, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "stick.img"
    drive: Drive = failing_stick(path, SIZE, Faults(unplugged_after=after))
    before = path.read_bytes()
    with pytest.raises(DriveGone):
        list(probed(plan_capacity(drive.info), drive))
    assert path.read_bytes() != before
    assert len(files()) == 2
    assert main(["undo", str(path)]) == DONE
    assert path.read_bytes() == before
    assert not files()
    assert main(["undo", str(path)]) == REFUSED
    capsys.readouterr()


@pytest.mark.parametrize("real", [3 << 20, (3 << 20) + 13 * 512, (1 << 20) + 512])
def test_undo_puts_back_what_one_left_that_is_smaller_than_it_claims(
    tmp_path: Path, real: int, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its marks are found in other places than they were written to."""
    path = tmp_path / "stick.img"
    faults = Faults(unplugged_after=5 << 20, wrap_at=real)
    drive: Drive = failing_stick(path, SIZE, faults)
    content = image_bytes(SIZE, "was")
    path.write_bytes(content)
    with pytest.raises(DriveGone):
        list(probed(plan_capacity(drive.info), drive))
    assert path.read_bytes() != content
    old = journal.old_of(drive.info)
    faults.unplugged_after = None
    assert isinstance(list(undone(run(plan_undo(drive.info, old), drive), old.path))[-1], Finished)
    assert path.read_bytes() == content
    assert not files()
    capsys.readouterr()


def test_a_stick_without_a_serial_number_is_known_by_its_marks(tmp_path: Path) -> None:
    """One of its kind that holds the same, but no mark, gets nothing, and takes nothing away."""
    path, twin, number = tmp_path / "stick.img", tmp_path / "twin.img", 1 << 40
    before = filled(path, SIZE)
    shutil.copy(path, twin)
    drive = as_usb(path, serial="", diskseq=number, faults=Faults(unplugged_after=900 << 10))
    with pytest.raises(DriveGone):
        list(probed(plan_capacity(drive.info), drive))
    assert path.read_bytes() != before
    left = journal.unfinished()
    for stick, found in ((twin, NothingKept), (path, Finished)):
        again = as_usb(stick, serial="", diskseq=number + 1)
        assert journal.about(again.info, left) is not None
        plan = plan_undo(again.info, journal.old_of(again.info))
        try:
            end: object = list(undone(run(plan, again), plan.old.path))[-1]
        except NothingKept as error:
            end = error
        assert isinstance(end, found)
        assert stick.read_bytes() == before
    assert not files()


@pytest.mark.parametrize("after", [512, 100 << 10, 1 << 20])
def test_and_undo_itself_may_be_cut_short(
    tmp_path: Path, after: int, capsys: pytest.CaptureFixture[str]
) -> None:
    """The first sector, which no test overwrites, is there all the time."""
    path = tmp_path / "stick.img"
    faults = Faults(unplugged_after=5 << 20)
    drive: Drive = failing_stick(path, SIZE, faults)
    before = path.read_bytes()
    with pytest.raises(DriveGone):
        list(probed(plan_capacity(drive.info), drive))
    old = journal.old_of(drive.info)
    faults.written, faults.unplugged_after = 0, after
    with pytest.raises(DriveGone):
        list(undone(run(plan_undo(drive.info, old), drive), old.path))
    assert path.read_bytes()[:512] == before[:512]
    assert path.read_bytes() != before
    assert main(["undo", str(path)]) == DONE
    assert path.read_bytes() == before
    capsys.readouterr()


def test_every_byte_keeps_nothing(tmp_path: Path) -> None:
    filled(tmp_path / "stick.img", SIZE)
    drive = virtual_stick(tmp_path / "stick.img")
    for _ in probed(plan_capacity(drive.info, every_byte=True), drive):
        assert not files()


def test_every_byte_ends_what_could_be_put_back(tmp_path: Path) -> None:
    """Of an earlier write: nothing of that is there any more."""
    path = tmp_path / "stick.img"
    drive: Drive = failing_stick(path, SIZE, Faults(unplugged_after=2 << 20))
    with pytest.raises(DriveGone):
        list(probed(plan_capacity(drive.info), drive))
    assert len(files()) == 2
    again = virtual_stick(path)
    list(probed(plan_capacity(again.info, every_byte=True), again))
    assert not files()


def test_the_command_says_how_to_put_it_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "stick.img"
    drive = failing_stick(path, SIZE, Faults(unplugged_after=2 << 20))

    def failing(_node: str) -> ImageFileDrive:
        return drive

    monkeypatch.setattr("app.commands.test.open_drive", failing)
    assert main(["test", str(path)]) == FAILED
    assert f"stickwright undo {path}" in capsys.readouterr().err


def test_what_is_not_back_is_kept_and_no_drive_is_fine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It takes marks and refuses what was there before: what was kept is the only copy."""
    path = tmp_path / "stick.img"
    faults = Faults()
    drive = failing_stick(path, SIZE, faults)
    before, told = path.read_bytes(), list[str]()

    def listen() -> None:
        for event in probed(plan_capacity(drive.info), drive):
            if isinstance(event, StageStarted) and event.stage is Stage.PUT_BACK:
                (old,) = journal.folder().glob("*.old")
                faults.write_error = (errno.EIO, read(old).pieces[1].offset)
            if isinstance(event, Warned):
                told.append(event.code)
            if isinstance(event, Undoable):
                told.append(f"undo: {event.possible}")

    with pytest.raises(DriveReadOnly):
        listen()
    assert told == ["not-put-back", "undo: True"]
    assert path.read_bytes() != before
    assert len(files()) == 2
    assert main(["undo", str(path)]) == DONE
    assert path.read_bytes() == before
    assert not files()
    capsys.readouterr()


def test_a_probe_that_was_killed_is_told_of_whatever_is_on_the_drive(tmp_path: Path) -> None:
    """It looks as it did before, so nothing else says that there is something to put back."""
    path = tmp_path / "stick.img"
    filled(path, SIZE)
    drive = virtual_stick(path)
    job = probed(plan_capacity(drive.info), drive)
    told = next(e for e in job if isinstance(e, StageStarted) and e.stage is Stage.PROBE_READ)
    assert told.total
    assert journal.unfinished() == (), "somebody is at it"
    (story,) = journal.folder().glob("*.jsonl")
    copy = story.with_name(story.name.replace(story.name[:20], "0" * 19 + "1"))
    copy.write_text(story.read_text())
    old = copy.with_suffix(".old")
    shutil.copy(story.with_suffix(".old"), old)
    parts = (Partition(drive.info.node, 1 << 20, 4 << 20, label="PHOTOS", file_system="vfat"),)
    full = replace(drive.info, table="dos", label="PHOTOS", partitions=parts)
    left = journal.about(full, journal.unfinished())
    assert left is not None
    assert left.undoable
    assert left.probed
    old.unlink()
    assert journal.about(full, journal.unfinished()) is None, "there is nothing to put back"
    job.close()


def test_no_room_for_what_is_kept_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    """Neither for the note beside it: what that has to say comes later, and hides nothing."""
    stick = tmp_path / "stick.img"
    filled(stick, SIZE)
    before = stick.read_bytes()
    # Python would keep what it compiles, as far as there is room.
    compiled = {"PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "app", "test", "--json", stick],
        cwd=ROOT,
        env=os.environ | compiled | {"XDG_STATE_HOME": str(tmp_path / "state")},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (64, 64)),
        capture_output=True,
        text=True,
        check=False,
    )
    last = json.loads(done.stdout.splitlines()[-1])
    assert (done.returncode, last["event"], last["code"]) == (REFUSED, "failed", "folder-error")
    assert "File too large" in last["text"]
    assert stick.read_bytes() == before
    assert list((tmp_path / "state").rglob("*.*")) == []

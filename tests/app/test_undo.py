"""Undoing a write that was stopped early: all that it overwrote, or nothing at all."""

import errno
import os
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from support_drives import Faults, faulty
from support_images import image_bytes, source_of, whole_report
from support_stopped import as_usb, filled, run_out, stopped_at, undoing, writing

from app.control import Control
from app.drives.image_file import ImageFileDrive, virtual_stick
from app.errors import (
    NotAsLeft,
    NothingKept,
    Stopped,
    SyncFailed,
    UnsafeDrive,
    VerifyError,
    WriteRefused,
)
from app.events import Finished, Progressed, Stage, StageStarted, Undoable
from app.job import run
from app.journal import about, old_of, unfinished
from app.journal.forgetting import MOST_OLD
from app.old_contents import read
from app.plan import plan_undo, plan_write
from app.result import PutBack
from app.sources.source import Source
from app.stages import keep
from app.stages.flow import CHUNK
from app.stages.ledger import BLOCK

STICK = 12 << 20
LENGTH = (9 << 20) + 1000


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "jobs"


@pytest.fixture
def source(tmp_path: Path) -> Source:
    return source_of(tmp_path / "image.iso", image_bytes(LENGTH))


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    return tmp_path / "stick.img"


ENDS: list[tuple[Stage, int | None]] = [
    (Stage.BLANK, None),
    (Stage.WRITE, None),
    (Stage.WRITE, CHUNK),
    (Stage.WRITE, 2 * CHUNK),
    (Stage.VERIFY, None),
    (Stage.VERIFY, CHUNK),
    (Stage.WRITE_HEAD, None),
    (Stage.VERIFY_HEAD, None),
    (Stage.IDENTITY, None),
]


@pytest.mark.parametrize(("stage", "done"), ENDS)
def test_wherever_it_was_stopped_all_comes_back(
    place: Path, source: Source, stick: Path, stage: Stage, done: int | None
) -> None:
    before = filled(stick, STICK)
    drive = virtual_stick(stick)
    told = stopped_at(writing(source, drive, place), stage, done)
    assert Undoable(possible=True) in told
    if stage is not Stage.BLANK:
        assert stick.read_bytes() != before
    *_, last = undoing(drive, place)
    assert isinstance(last, Finished)
    assert isinstance(last.result, PutBack)
    assert stick.read_bytes() == before
    assert list(place.iterdir()) == []


def test_what_was_begun_over_a_stick_that_held_much_of_it(
    place: Path, source: Source, stick: Path
) -> None:
    """Then the head's place was marked."""
    before = bytearray(filled(stick, STICK))
    image = source.path.read_bytes()
    before[BLOCK : BLOCK + CHUNK] = image[BLOCK : BLOCK + CHUNK]
    before[2 * BLOCK] ^= 1
    stick.write_bytes(before)
    stopped_at(writing(source, virtual_stick(stick), place), Stage.WRITE, CHUNK)
    assert any(stick.read_bytes()[512:BLOCK])
    *_, last = undoing(virtual_stick(stick), place)
    assert isinstance(last, Finished)
    assert stick.read_bytes() == bytes(before)


def test_the_order_of_putting_back(place: Path, source: Source, stick: Path) -> None:
    filled(stick, STICK)
    stopped_at(writing(source, virtual_stick(stick), place), Stage.WRITE, CHUNK)
    faults = Faults()
    drive = ImageFileDrive(virtual_stick(stick).info, faulty(faults))
    stages = [event.stage for event in undoing(drive, place) if isinstance(event, StageStarted)]
    assert stages == [
        Stage.RELEASE,
        Stage.COMPARE,
        Stage.BLANK,
        Stage.SYNC,
        Stage.WRITE,
        Stage.SYNC,
        Stage.VERIFY,
        Stage.WRITE_HEAD,
        Stage.SYNC,
        Stage.SYNC,
        Stage.VERIFY_HEAD,
        Stage.IDENTITY,
    ]
    writes = [(offset, length) for call, offset, length in faults.log if call == "write"]
    assert writes[0] == (0, 512)
    assert writes[-2:] == [(512, BLOCK - 512), (0, 512)]
    assert writes[-3] == (STICK - BLOCK, BLOCK)


def test_a_write_that_finished_leaves_nothing(place: Path, source: Source, stick: Path) -> None:
    filled(stick, STICK)
    list(writing(source, virtual_stick(stick), place))
    assert list(place.iterdir()) == []


def test_an_image_as_large_as_the_drive(place: Path, tmp_path: Path, stick: Path) -> None:
    """Its body reaches into the last MiB, which is kept already."""
    before = filled(stick, STICK)
    source = source_of(tmp_path / "large.iso", image_bytes(STICK))
    stopped_at(writing(source, virtual_stick(stick), place), Stage.VERIFY)
    list(undoing(virtual_stick(stick), place))
    assert stick.read_bytes() == before


@pytest.mark.parametrize("length", [600, BLOCK - 1, BLOCK, BLOCK + 1])
def test_small_images(place: Path, tmp_path: Path, stick: Path, length: int) -> None:
    before = filled(stick, 2 * BLOCK)
    source = source_of(tmp_path / "small.iso", image_bytes(length))
    stopped_at(writing(source, virtual_stick(stick), place), Stage.IDENTITY)
    list(undoing(virtual_stick(stick), place))
    assert stick.read_bytes() == before


def test_behind_the_first_64_mib_nothing_is_kept(place: Path, tmp_path: Path, stick: Path) -> None:
    size = BLOCK + keep.BODY + (12 << 20)
    filled(stick, size)
    source = source_of(tmp_path / "large.iso", Random(1).randbytes(size - (2 << 20)))
    told = stopped_at(writing(source, virtual_stick(stick), place), Stage.WRITE, keep.BODY + CHUNK)
    said = [event for event in told if isinstance(event, Undoable)]
    assert said == [Undoable(possible=True), Undoable(possible=False)]
    first = told.index(Undoable(possible=False))
    assert any(
        isinstance(event, Progressed) and event.done >= keep.BODY - 3 * CHUNK
        for event in told[:first]
    )
    assert [path.suffix for path in place.iterdir()] == [".jsonl"]
    left = about(virtual_stick(stick).info, unfinished(place))
    assert left is not None
    assert not left.undoable


def test_a_drive_that_holds_nothing_is_not_kept(place: Path, source: Source, stick: Path) -> None:
    told = stopped_at(writing(source, virtual_stick(stick, STICK), place), Stage.WRITE, CHUNK)
    assert not any(isinstance(event, Undoable) for event in told)
    assert [path.suffix for path in place.iterdir()] == [".jsonl"]


def test_a_drive_that_cannot_be_read_is_written_all_the_same(
    place: Path, source: Source, stick: Path
) -> None:
    """Nothing can be undone then, and that is all."""
    filled(stick, STICK)
    faults = Faults(read_error=(errno.EIO, STICK - 1))
    drive = ImageFileDrive(virtual_stick(stick).info, faulty(faults))
    told, error = run_out(writing(source, drive, place))
    assert error is None
    assert not any(isinstance(event, Undoable) for event in told)
    assert isinstance(told[-1], Finished)


def test_a_drive_that_takes_its_time_is_not_waited_for(
    place: Path, source: Source, stick: Path
) -> None:
    filled(stick, STICK)
    seconds = iter(range(0, 10_000, 5))
    slow = keep.Keep(place / "1.old", lambda: float(next(seconds)))
    drive = virtual_stick(stick)
    plan = plan_write(source, whole_report(LENGTH), drive.info)
    told = list(run(plan, drive, keep=slow))
    said = [event for event in told if isinstance(event, Undoable)]
    assert said == [Undoable(possible=True), Undoable(possible=False)]
    assert isinstance(told[-1], Finished)
    assert list(place.iterdir()) == []


def test_a_folder_that_cannot_be_written_stops_nothing(
    source: Source, stick: Path, tmp_path: Path
) -> None:
    filled(stick, STICK)
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    told, error = run_out(writing(source, virtual_stick(stick), in_the_way / "jobs"))
    assert error is None
    assert not any(isinstance(event, Undoable) for event in told)


CHANGES = {
    "its first sector": 0,
    "the end of its head": BLOCK - 1,
    "its body": 3 << 20,
    "its last MiB": STICK - 5,
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_drive_that_somebody_changed_is_left_alone(
    place: Path, source: Source, stick: Path, what: str
) -> None:
    filled(stick, STICK)
    drive = virtual_stick(stick)
    stopped_at(writing(source, drive, place), Stage.WRITE, 2 * CHUNK)
    change(stick, CHANGES[what])
    found = stick.read_bytes()
    told, error = run_out(undoing(drive, place))
    assert isinstance(error, NotAsLeft)
    assert error.offset <= CHANGES[what] < error.offset + 4096
    assert stick.read_bytes() == found
    assert StageStarted(Stage.BLANK, 512) not in told
    assert len(list(place.iterdir())) == 2


def test_another_stick_is_known_by_what_was_not_written(place: Path, tmp_path: Path) -> None:
    """Two of a kind with one serial number, both begun with one image: they differ in what lies
    behind it, or they are alike."""
    size = BLOCK + keep.BODY + (8 << 20)
    sticks = [tmp_path / "one.img", tmp_path / "two.img"]
    source = source_of(tmp_path / "image.iso", image_bytes(LENGTH))
    drives = []
    for number, path in enumerate(sticks):
        path.write_bytes(Random(number).randbytes(size))
        drives.append(as_usb(path))
    stopped_at(writing(source, drives[0], place), Stage.WRITE, CHUNK)
    stopped_at(writing(source, drives[1], tmp_path / "elsewhere"), Stage.WRITE, CHUNK)
    found = sticks[1].read_bytes()
    _, error = run_out(undoing(drives[1], place))
    assert isinstance(error, NotAsLeft)
    assert sticks[1].read_bytes() == found


def test_without_a_serial_number_only_what_is_plugged_in_still(
    place: Path, source: Source, stick: Path
) -> None:
    filled(stick, STICK)
    drive = as_usb(stick, serial="", diskseq=7)
    stopped_at(writing(source, drive, place), Stage.WRITE, CHUNK)
    (path,) = place.glob("*.old")
    old = read(path)
    assert plan_undo(drive.info, old).old == old
    again = replace(drive.info, identity=replace(drive.info.identity, diskseq=8))
    with pytest.raises(NothingKept):
        plan_undo(again, old)
    with pytest.raises(NothingKept):
        plan_undo(drive.info, replace(old, start="another"))


def test_another_drive_is_refused(place: Path, source: Source, stick: Path) -> None:
    filled(stick, STICK)
    drive = as_usb(stick)
    stopped_at(writing(source, drive, place), Stage.WRITE, CHUNK)
    (path,) = place.glob("*.old")
    for other in (
        replace(drive.info, serial="another"),
        replace(drive.info, model="another"),
        replace(drive.info, identity=replace(drive.info.identity, size=STICK * 2)),
    ):
        with pytest.raises(NothingKept):
            plan_undo(other, read(path))
    from app.drives.drive import Reason

    with pytest.raises(UnsafeDrive):
        plan_undo(
            replace(drive.info, reasons=(Reason("system", "Runs this computer."),)), read(path)
        )


@pytest.mark.parametrize("how", ["control", "close"])
@pytest.mark.parametrize(
    "stage",
    [Stage.COMPARE, Stage.BLANK, Stage.WRITE, Stage.VERIFY, Stage.WRITE_HEAD, Stage.VERIFY_HEAD],
)
def test_putting_back_that_was_stopped_can_be_begun_again(
    place: Path, source: Source, stick: Path, stage: Stage, how: str
) -> None:
    before = filled(stick, STICK)
    drive = virtual_stick(stick)
    stopped_at(writing(source, drive, place), Stage.VERIFY, CHUNK)
    control = Control()
    job = undoing(drive, place, control)
    for event in job:
        if isinstance(event, StageStarted) and event.stage is stage:
            if how == "close":
                job.close()
                break
            control.stop()
            _, error = run_out(job)
            assert isinstance(error, Stopped)
            break
    assert stick.read_bytes() != before
    assert stick.read_bytes()[:512] == bytes(512)
    list(undoing(drive, place))
    assert stick.read_bytes() == before


FAILURES = {
    "EIO while writing": (Faults(write_error=(errno.EIO, 3 << 20)), WriteRefused),
    "a sync fails": (Faults(sync_errors=[0, errno.EIO]), SyncFailed),
    "writes are lost": (Faults(drop_from=4 << 20), VerifyError),
    "the head is lost": (Faults(flip=(3, 10_000)), NotAsLeft),
}


@pytest.mark.parametrize("name", FAILURES)
def test_a_failing_drive_is_never_put_back(
    place: Path, source: Source, stick: Path, name: str
) -> None:
    faults, kind = FAILURES[name]
    filled(stick, STICK)
    stopped_at(writing(source, virtual_stick(stick), place), Stage.WRITE, 2 * CHUNK)
    drive = ImageFileDrive(virtual_stick(stick).info, faulty(faults))
    told, error = run_out(undoing(drive, place))
    assert isinstance(error, kind)
    assert not any(isinstance(event, Finished) for event in told)
    assert stick.read_bytes()[:512] == bytes(512)
    assert len(list(place.iterdir())) == 2  # it may go better on another port


@pytest.mark.parametrize("resume", [True, False])
def test_a_write_that_ends_before_it_changes_anything_leaves_old_contents_alone(
    place: Path, source: Source, stick: Path, resume: bool
) -> None:
    content = filled(stick, STICK)
    drive = virtual_stick(stick)
    stopped_at(writing(source, drive, place), Stage.WRITE, CHUNK)
    stopped_at(writing(source, drive, place, resume=resume), Stage.BLANK)
    left = about(drive.info, unfinished(place))
    assert left is not None
    assert left.undoable
    assert old_of(drive.info, place).path == left.old
    list(undoing(drive, place))
    assert stick.read_bytes() == content


def test_however_many_are_written_at_once_each_keeps_its_old_contents(
    place: Path, source: Source, tmp_path: Path
) -> None:
    drives, jobs = [], []
    for number in range(MOST_OLD + 2):
        filled(tmp_path / f"stick{number}", STICK)
        drives.append(virtual_stick(tmp_path / f"stick{number}"))
        jobs.append(writing(source, drives[-1], place))
    for job in jobs:
        for event in job:
            if event == StageStarted(Stage.SYNC):
                break
    for job in jobs:
        job.close()
    assert all(old_of(drive.info, place).pieces for drive in drives)


def test_the_next_write_takes_old_contents_away(place: Path, source: Source, stick: Path) -> None:
    """They are of a drive that is not as it was left any more."""
    filled(stick, STICK)
    drive = virtual_stick(stick)
    stopped_at(writing(source, drive, place), Stage.WRITE, CHUNK)
    (first,) = place.glob("*.old")
    stopped_at(writing(source, drive, place, resume=True), Stage.WRITE)
    assert not first.exists()
    assert list(place.glob("*.old")) == []
    list(writing(source, drive, place))
    assert list(place.iterdir()) == []


def test_what_was_changed_in_the_file_is_not_put_back(
    place: Path, source: Source, stick: Path
) -> None:
    filled(stick, STICK)
    drive = virtual_stick(stick)
    stopped_at(writing(source, drive, place), Stage.WRITE, CHUNK)
    left, old = stick.read_bytes(), old_of(drive.info, place)
    with old.path.open("r+b") as file:
        file.seek(old.pieces[-1].place)
        file.write(b"other")
    with pytest.raises(NothingKept):
        list(run(plan_undo(drive.info, old), drive))
    assert stick.read_bytes() == left


def test_what_is_being_put_back_is_not_tidied_away(
    place: Path, source: Source, stick: Path
) -> None:
    from app.journal import tidy

    content, drive = filled(stick, STICK), virtual_stick(stick)
    stopped_at(writing(source, drive, place), Stage.WRITE, CHUNK)
    old = old_of(drive.info, place)
    for event in (job := run(plan_undo(drive.info, old), drive)):
        if event == StageStarted(Stage.SYNC):
            break
    os.utime(old.path, (0, 0))
    tidy(place)
    assert old.path.exists()
    list(job)
    assert stick.read_bytes() == content
    tidy(place)
    assert not old.path.exists()


def test_nothing_but_our_own_is_tidied_away(place: Path, tmp_path: Path) -> None:
    from app.journal import tidy

    place.mkdir()
    link = tmp_path / "link"
    link.symlink_to(place)
    theirs = [place / "y.old", place / "x.jsonl"]
    ours = [place / f"{1:020}-0123ab{suffix}" for suffix in (".old", ".jsonl")]
    for path in (*theirs, *ours):
        path.touch()
        os.utime(path, (0, 0))
    tidy(link)
    assert all(path.exists() for path in (*theirs, *ours))
    tidy(place)
    assert [path.exists() for path in (*theirs, *ours)] == [True, True, False, False]


def test_what_is_old_goes(place: Path, source: Source, stick: Path, tmp_path: Path) -> None:
    from app.journal import tidy

    filled(stick, STICK)
    stopped_at(writing(source, virtual_stick(stick), place), Stage.WRITE, CHUNK)
    (old,) = place.glob("*.old")
    os.utime(old, (old.stat().st_mtime - 8 * 24 * 3600,) * 2)
    tidy(place)
    assert [path.suffix for path in place.iterdir()] == [".jsonl"]


def change(path: Path, offset: int) -> None:
    with path.open("r+b") as file:
        file.seek(offset)
        byte = file.read(1)[0]
        file.seek(offset)
        file.write(bytes([byte ^ 1]))

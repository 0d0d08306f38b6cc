"""Sticks that lie about what they keep, and those that do not, through both tests."""

import errno
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

import pytest
from support_drives import Faults, failing_stick

from app.capacity import Capacity, Cell, Verdict
from app.control import Control
from app.drives.drive import Reason
from app.drives.image_file import ImageFileDrive
from app.drives.medium import Descriptor
from app.errors import AppError, DiskFull, DriveGone, DriveReadOnly, Stopped, UnsafeDrive
from app.events import Ended, Event, Judged, Stage, StageStarted, Warned
from app.job import run
from app.plan_capacity import plan_capacity
from app.probe import probe

MIB = 1 << 18  # a quarter of one: small sticks are tested sooner
SIZE = 24 * MIB
HOUR = 3600.0
BOTH = pytest.mark.parametrize("whole", [False, True], ids=["quick", "all"])


def outcome(
    folder: Path, faults: Faults, *, whole: bool, size: int = SIZE, sector: int = 512
) -> tuple[Capacity, list[Event], bool]:
    """The result, all that was said, and whether the stick's file is as it was."""
    path = folder / "stick.img"
    drive = failing_stick(path, size, faults, sector=sector)
    before = path.read_bytes()
    told = list(run(plan_capacity(drive.info, every_byte=whole), drive))
    last = told[-1]
    assert isinstance(last, Ended)
    assert isinstance(last.result, Capacity)
    return last.result, told, path.read_bytes() == before


@BOTH
@pytest.mark.parametrize(
    ("size", "sector"), [(SIZE, 512), (SIZE + 512, 512), (SIZE, 4096), (96 << 10, 512)]
)
def test_nothing_wrong(tmp_path: Path, size: int, sector: int, whole: bool) -> None:
    found, told, same = outcome(tmp_path, Faults(), whole=whole, size=size, sector=sector)
    assert (found.verdict, found.keeps, found.size) == (Verdict.FINE, size, size)
    assert (found.ranges, found.changed, found.whole) == ((), 0, whole)
    assert set(found.cells) == {Cell.GOOD}
    assert same is not whole
    assert 0 < found.seconds < HOUR
    judged = [event for event in told if isinstance(event, Judged)]
    assert {event.cell for event in judged} == set(range(len(found.cells)))


@pytest.mark.parametrize(
    ("whole", "first", "last"),
    [
        (False, [Stage.KEEP, Stage.PROBE], [Stage.PUT_BACK, Stage.SYNC, Stage.PROBE_READ]),
        (True, [Stage.BLANK, Stage.SYNC, Stage.WRITE], [Stage.VERIFY, Stage.BLANK, Stage.SYNC]),
    ],
    ids=["quick", "all"],
)
def test_what_comes_first_and_last(
    tmp_path: Path, whole: bool, first: list[Stage], last: list[Stage]
) -> None:
    _, told, _ = outcome(tmp_path, Faults(), whole=whole)
    stages = [event.stage for event in told if isinstance(event, StageStarted)]
    assert stages[: len(first) + 1] == [Stage.RELEASE, *first]
    assert stages[-len(last) - 1 :] == [*last, Stage.IDENTITY]


def test_every_byte_leaves_an_empty_drive(tmp_path: Path) -> None:
    outcome(tmp_path, Faults(), whole=True)
    content = (tmp_path / "stick.img").read_bytes()
    assert not any(content[: 1 << 20])
    assert not any(content[-(1 << 20) :])
    assert b"old!" not in content


@BOTH
@pytest.mark.parametrize(
    "real", [12 * MIB, 16 * MIB, 9 * MIB + 37 * 512, MIB, 23 * MIB + 512], ids=str
)
def test_a_drive_that_begins_anew(tmp_path: Path, real: int, whole: bool) -> None:
    """At any number of bytes, not only at a power of two."""
    found, _, same = outcome(tmp_path, Faults(wrap_at=real), whole=whole)
    assert (found.verdict, found.keeps) == (Verdict.FAKE, real)
    assert same is not whole
    share = SIZE / len(found.cells)
    for number, cell in enumerate(found.cells):
        assert (cell is Cell.REPEATS) is (number * share >= real), number


@BOTH
@pytest.mark.parametrize("real", [12 * MIB, 9 * MIB + 4096, 2 * MIB])
def test_a_drive_that_loses_what_it_cannot_keep(tmp_path: Path, real: int, whole: bool) -> None:
    found, _, same = outcome(tmp_path, Faults(drop_from=real), whole=whole)
    assert found.verdict is Verdict.FAKE
    assert 0 <= real - found.keeps <= (0 if whole else MIB)
    assert same is not whole
    assert found.cells[-1] is Cell.LOST
    assert found.cells[0] is Cell.GOOD


def test_a_place_that_cannot_be_read(tmp_path: Path) -> None:
    faults = Faults(read_error=(errno.EIO, 10 * MIB + 512))
    found, _, _ = outcome(tmp_path, faults, whole=True)
    assert (found.verdict, found.keeps) == (Verdict.WORN, SIZE)
    assert found.ranges == ((10 * MIB, 64 << 10),)
    assert [cell for cell in found.cells if cell is not Cell.GOOD] == [Cell.REFUSED] * (found.bad)


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    faults = Faults(write_error=(errno.EIO, 10 * MIB + 512))
    found, _, _ = outcome(tmp_path, faults, whole=True)
    assert found.verdict is Verdict.WORN
    assert found.ranges == ((10 * MIB, 64 << 10),)


class HalfRoom(Descriptor):
    def write(self, buffer: memoryview, offset: int) -> int:
        if offset >= SIZE // 2:
            raise OSError(errno.ENOSPC, "No space left on device")
        return super().write(buffer, offset)


@BOTH
def test_no_room_for_a_virtual_stick_is_nothing_against_it(tmp_path: Path, whole: bool) -> None:
    """A file of holes takes room where it is written, and its disk may have none left."""
    path = tmp_path / "stick.img"
    drive = ImageFileDrive(failing_stick(path, SIZE, Faults()).info, HalfRoom)
    before = path.read_bytes()
    with pytest.raises(DiskFull, match="its disk is full"):
        list(run(plan_capacity(drive.info, every_byte=whole), drive))
    assert (path.read_bytes() == before) is not whole


def test_a_wire_that_flips_is_no_bad_place(tmp_path: Path) -> None:
    found, told, _ = outcome(tmp_path, Faults(flip=(10 * MIB, 1)), whole=True)
    assert found.verdict is Verdict.FINE
    assert [event.code for event in told if isinstance(event, Warned)] == ["read-again"]


def test_a_byte_that_stays_wrong(tmp_path: Path) -> None:
    found, _, _ = outcome(tmp_path, Faults(flip=(10 * MIB, 1 << 20)), whole=True)
    assert found.verdict is Verdict.WORN
    assert found.ranges == ((10 * MIB, 512),)


class WornOut(Descriptor):
    """Takes half of the drive's bytes, and then nothing more; says no more of it than that."""

    left = 0

    def write(self, buffer: memoryview, offset: int) -> int:
        if len(buffer) > WornOut.left:
            WornOut.left = 0
            raise OSError(errno.EIO, "Input/output error")
        WornOut.left -= len(buffer)
        return super().write(buffer, offset)


@pytest.mark.parametrize(
    ("takes", "whole"),
    [(10 * MIB, True), (SIZE + 5 * MIB, True), (0, True), (2 * MIB, False), (100_000, False)],
)
def test_a_drive_that_turns_read_only_is_no_fake(
    tmp_path: Path, takes: int, whole: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It refuses what comes later, and what it refuses is not there when it is read."""
    path = tmp_path / "stick.img"
    drive = ImageFileDrive(failing_stick(path, SIZE, Faults()).info, WornOut)
    monkeypatch.setattr(WornOut, "left", takes)
    with pytest.raises(DriveReadOnly, match="has become write-protected") as caught:
        list(run(plan_capacity(drive.info, every_byte=whole), drive))
    assert caught.value.offset is not None
    assert 0 <= caught.value.offset < SIZE


def test_one_that_does_so_while_old_contents_are_put_back_is_none_either(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drive = ImageFileDrive(failing_stick(tmp_path / "stick.img", SIZE, Faults()).info, WornOut)
    monkeypatch.setattr(WornOut, "left", SIZE)
    told = list[str]()

    def listen() -> None:
        for event in run(plan_capacity(drive.info), drive):
            if isinstance(event, StageStarted) and event.stage is Stage.PUT_BACK:
                WornOut.left = 100_000
            if isinstance(event, Warned):
                told.append(event.code)

    with pytest.raises(DriveReadOnly, match="has become write-protected"):
        listen()
    assert "not-put-back" in told


def test_a_fake_that_refuses_its_end_is_one(tmp_path: Path) -> None:
    """For it still takes what comes to its start."""
    faults = Faults(write_error=(errno.EIO, 10 * MIB))
    path = tmp_path / "stick.img"

    class Ends(Descriptor):
        def write(self, buffer: memoryview, offset: int) -> int:
            if offset + len(buffer) > 10 * MIB:
                raise OSError(errno.EIO, "Input/output error")
            return super().write(buffer, offset)

    drive = ImageFileDrive(failing_stick(path, SIZE, faults).info, Ends)
    last = list(run(plan_capacity(drive.info, every_byte=True), drive))[-1]
    assert isinstance(last, Ended)
    assert isinstance(last.result, Capacity)
    assert (last.result.verdict, last.result.keeps) == (Verdict.FAKE, 10 * MIB)


def test_a_drive_that_locks_itself_ends_it(tmp_path: Path) -> None:
    faults = Faults(write_error=(errno.EROFS, 10 * MIB + 512))
    with pytest.raises(DriveReadOnly):
        outcome(tmp_path, faults, whole=True)


def test_what_may_not_be_chosen_is_not_outcome(tmp_path: Path) -> None:
    info = failing_stick(tmp_path / "stick.img", SIZE, Faults()).info
    with pytest.raises(UnsafeDrive):
        plan_capacity(replace(info, reasons=(Reason("system", "Runs this computer."),)))


@pytest.mark.parametrize("how", ["close", "control"])
@pytest.mark.parametrize("stage", [Stage.KEEP, Stage.PROBE, Stage.PROBE_READ, Stage.PUT_BACK])
def test_a_stopped_probe_puts_everything_back(tmp_path: Path, stage: Stage, how: str) -> None:
    path, kept, control = tmp_path / "stick.img", tmp_path / "kept.old", Control()
    drive = failing_stick(path, SIZE, Faults())
    before = path.read_bytes()
    job = probe(plan_capacity(drive.info), drive, control, kept)
    with closing(job), suppress(Stopped):
        for event in job:
            if isinstance(event, StageStarted) and event.stage is stage:
                if how == "close":
                    break
                control.stop()
    assert path.read_bytes() == before
    assert not kept.exists()


def test_a_drive_that_goes_away_ends_it(tmp_path: Path) -> None:
    """Both ends were blanked before: it does not look as if it still had what it had."""
    with pytest.raises(DriveGone) as caught:
        outcome(tmp_path, Faults(unplugged_after=9 * MIB), whole=True)
    assert caught.value.hint == "Plug it in again."
    content = (tmp_path / "stick.img").read_bytes()
    assert b"old!" not in content[: 4 * MIB]
    assert b"old!" in content
    assert not any(content[-4 * MIB :])


@BOTH
def test_one_that_is_exchanged_meanwhile_says_nothing(tmp_path: Path, whole: bool) -> None:
    faults = Faults(diskseq=7)
    drive = failing_stick(tmp_path / "stick.img", SIZE, faults)

    def listen() -> None:
        for event in run(plan_capacity(drive.info, every_byte=whole), drive):
            assert not isinstance(event, Ended)
            if isinstance(event, StageStarted) and event.stage is Stage.IDENTITY:
                faults.diskseq = 8

    with pytest.raises(DriveGone):
        listen()


def test_it_stops(tmp_path: Path) -> None:
    control = Control()
    drive = failing_stick(tmp_path / "stick.img", SIZE, Faults())
    job = run(plan_capacity(drive.info, every_byte=True), drive, control)
    stopped = False
    try:
        for event in job:
            if isinstance(event, StageStarted) and event.stage is Stage.VERIFY:
                control.stop()
    except Stopped:
        stopped = True
    assert stopped
    content = (tmp_path / "stick.img").read_bytes()
    assert b"old!" not in content


def test_a_place_for_what_is_kept_is_needed(tmp_path: Path) -> None:
    path = tmp_path / "stick.img"
    drive = failing_stick(path, SIZE, Faults())
    before = path.read_bytes()
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(AppError, match="can’t be written to"):
        list(probe(plan_capacity(drive.info), drive, Control(), tmp_path / "file" / "kept.old"))
    assert path.read_bytes() == before

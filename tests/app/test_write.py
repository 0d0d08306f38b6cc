"""The straight line on a virtual stick: what is said, what is on it, and in which order it came."""

import bz2
import errno
import hashlib
import lzma
import os
import threading
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from support_drives import Faults, failing_stick
from support_images import image_bytes, source_of, whole_report

from app.control import Control
from app.drives.drive import Drive
from app.drives.image_file import virtual_stick
from app.errors import (
    Cause,
    Diagnosis,
    DiskFull,
    DriveBusy,
    DriveChanged,
    DriveGone,
    DriveReadOnly,
    ImageChanged,
    ImageEmpty,
    ImageError,
    ImageLonger,
    ReadRefused,
    Stopped,
    SyncFailed,
    VerifyError,
    WriteRefused,
)
from app.events import Event, Finished, Progressed, Stage, StageStarted, Warned
from app.job import run
from app.plan import WritePlan, plan_write
from app.result import Unchecked, Verified
from app.sources import open_source
from app.sources.source import Source
from app.stages.flow import CHUNK
from app.stages.ledger import BLOCK

STICK = 16 << 20


def plan_for(source: Source, drive: Drive, **options: Any) -> WritePlan:
    return plan_write(source, whole_report(source.size), drive.info, **options)


def write(source: Source, drive: Drive, control: Control | None = None) -> list[Event]:
    """All events but the signs of life, which depend on time."""
    told: list[Event] = []
    for event in run(plan_for(source, drive), drive, control):
        if not told or event != told[-1]:
            told.append(event)
    return told


def write_with(
    source: Source, drive: Drive, stage: Stage, happening: Callable[[], None]
) -> list[Event]:
    """Something happens outside, just when the stage begins."""
    told: list[Event] = []
    for event in run(plan_for(source, drive), drive):
        told.append(event)
        if isinstance(event, StageStarted) and event.stage is stage:
            happening()
    return told


def looks_unfinished(stick: Path) -> bool:
    """Without its first sector nothing starts."""
    return stick.read_bytes()[:512] == bytes(512)


@pytest.mark.usefixtures("without_signs_of_life")
def test_the_events_of_a_small_write(tmp_path: Path) -> None:
    content = image_bytes(CHUNK + BLOCK + 1000)
    source = source_of(tmp_path / "image.iso", content)
    drive = virtual_stick(tmp_path / "stick.img", STICK)
    *events, last = write(source, drive)
    body = len(content) - BLOCK
    again = 1000  # what the first sector alone might have overwritten is read once more
    assert events == [
        StageStarted(Stage.RELEASE),
        StageStarted(Stage.BLANK, 2 * BLOCK),
        Progressed(Stage.BLANK, BLOCK),
        Progressed(Stage.BLANK, 2 * BLOCK),
        StageStarted(Stage.SYNC),
        StageStarted(Stage.WRITE, body),
        Progressed(Stage.WRITE, CHUNK),
        Progressed(Stage.WRITE, body),
        StageStarted(Stage.SYNC),
        StageStarted(Stage.VERIFY, body),
        Progressed(Stage.VERIFY, CHUNK),
        Progressed(Stage.VERIFY, body),
        StageStarted(Stage.WRITE_HEAD, BLOCK),
        Progressed(Stage.WRITE_HEAD, BLOCK - 512),
        StageStarted(Stage.SYNC),
        Progressed(Stage.WRITE_HEAD, BLOCK),
        StageStarted(Stage.SYNC),
        StageStarted(Stage.VERIFY_HEAD, BLOCK + again),
        Progressed(Stage.VERIFY_HEAD, BLOCK + again),
        StageStarted(Stage.IDENTITY),
    ]
    assert isinstance(last, Finished)
    assert isinstance(last.result, Verified)
    assert last.result.sha256 == hashlib.sha256(content).hexdigest()
    assert last.result.proof.read_back_equal == len(content)


@pytest.mark.parametrize("sector", [512, 4096])
@pytest.mark.parametrize(
    "length",
    [
        512,
        4096 + 1,
        BLOCK - 1,
        BLOCK,
        BLOCK + 1,
        BLOCK + CHUNK - 512,
        BLOCK + CHUNK,
        BLOCK + CHUNK + 1,
        STICK - 1,
        STICK,
    ],
)
def test_every_length_arrives_byte_for_byte(tmp_path: Path, length: int, sector: int) -> None:
    content = image_bytes(length)
    drive = failing_stick(tmp_path / "stick.img", STICK, Faults(), sector=sector)
    last = write(source_of(tmp_path / "image.iso", content), drive)[-1]
    assert isinstance(last, Finished)
    assert isinstance(last.result, Verified)
    on_stick = (tmp_path / "stick.img").read_bytes()
    assert on_stick[:length] == content
    padding = -length % sector
    assert on_stick[length : length + padding] == bytes(padding)
    if length < STICK - BLOCK:
        assert on_stick[-BLOCK:] == bytes(BLOCK)  # whatever an earlier life left at the end


def test_both_ends_go_first_and_the_first_sector_comes_last(tmp_path: Path) -> None:
    faults = Faults()
    drive = failing_stick(tmp_path / "stick.img", STICK, faults)
    write(source_of(tmp_path / "image.iso", image_bytes(3 * BLOCK)), drive)
    writes = [(offset, length) for call, offset, length in faults.log if call == "write"]
    assert writes[:3] == [(0, 512), (512, BLOCK - 512), (STICK - BLOCK, BLOCK)]
    mark, rest, first = (0, BLOCK), (512, BLOCK - 512), (0, 512)
    assert writes[3:] == [(BLOCK, 2 * BLOCK), mark, rest, first]
    calls = [call if call != "write" else f"write {offset}" for call, offset, _ in faults.log]
    assert calls == [
        "write 0",
        "sync",
        "write 512",
        f"write {STICK - BLOCK}",
        "sync",
        "read",  # two small places: is any of it there already?
        "read",
        f"write {BLOCK}",
        "write 0",
        "sync",
        "read",
        "write 512",
        "sync",
        "read",
        "write 0",
        "sync",
        "read",
        "read",
    ]


def test_a_short_write_is_gone_on_with(tmp_path: Path) -> None:
    content = image_bytes(2 * BLOCK)
    drive = failing_stick(tmp_path / "stick.img", STICK, Faults(short_write_at=BLOCK))
    last = write(source_of(tmp_path / "image.iso", content), drive)[-1]
    assert isinstance(last, Finished)
    assert (tmp_path / "stick.img").read_bytes()[: 2 * BLOCK] == content


MIDDLE = 6 << 20


FAILURES: dict[str, tuple[Faults, type[Exception]]] = {
    "a write takes nothing": (Faults(no_write_at=BLOCK), WriteRefused),
    "EIO while writing": (Faults(write_error=(errno.EIO, MIDDLE)), WriteRefused),
    "EIO at the last sector": (Faults(write_error=(errno.EIO, (9 << 20) - 1)), WriteRefused),
    "EIO while blanking": (Faults(write_error=(errno.EIO, 0)), WriteRefused),
    "write-protected in the middle": (Faults(write_error=(errno.EROFS, MIDDLE)), DriveReadOnly),
    "made read-only by a tool": (Faults(write_error=(errno.EPERM, MIDDLE)), DriveReadOnly),
    "unplugged, said as no space": (Faults(unplugged_after=4 << 20), DriveGone),
    "no space, and still there": (Faults(write_error=(errno.ENOSPC, MIDDLE)), DiskFull),
    "EIO, and no longer attached": (
        Faults(write_error=(errno.EIO, MIDDLE), attached=False),
        DriveGone,
    ),
    "first sync fails": (Faults(sync_errors=[errno.EIO]), SyncFailed),
    "sync before the body fails": (Faults(sync_errors=[0, errno.EIO]), SyncFailed),
    "sync after the body fails": (Faults(sync_errors=[0, 0, errno.EIO]), SyncFailed),
    "sync before the first sector fails": (Faults(sync_errors=[0, 0, 0, errno.EIO]), SyncFailed),
    "last sync fails": (Faults(sync_errors=[0, 0, 0, 0, errno.EIO]), SyncFailed),
    "EIO while reading back": (Faults(read_error=(errno.EIO, MIDDLE)), ReadRefused),
    "reading back ends early, without an error": (Faults(end_of_file_at=MIDDLE), ReadRefused),
    "writes are acknowledged and lost": (Faults(drop_from=MIDDLE), VerifyError),
    "even the first sector is lost": (Faults(drop_from=0), VerifyError),
    "the address space wraps around": (Faults(wrap_at=4 << 20), VerifyError),
    "one bit, every time": (Faults(flip=(MIDDLE, 1000)), VerifyError),
    "one bit of the first sector": (Faults(flip=(3, 1000)), VerifyError),
}


@pytest.mark.parametrize("name", FAILURES)
def test_a_failing_drive_never_ends_in_success(tmp_path: Path, name: str) -> None:
    faults, error = FAILURES[name]
    stick = tmp_path / "stick.img"
    drive = failing_stick(stick, STICK, faults)
    with pytest.raises(error) as caught:
        write(source_of(tmp_path / "image.iso", image_bytes(9 << 20)), drive)
    assert caught.type is error
    # Where the drive takes writes at all, it does not look finished.
    if name not in {"EIO while blanking", "a write takes nothing"}:
        assert faults.log[0] == ("write", 0, 512)
    if name not in {"EIO while blanking", "even the first sector is lost"}:
        assert looks_unfinished(stick)


def test_a_failed_sync_is_final(tmp_path: Path) -> None:
    faults = Faults(sync_errors=[errno.EIO])
    drive = failing_stick(tmp_path / "stick.img", STICK, faults)
    with drive.open() as medium:
        for _ in range(2):
            with pytest.raises(SyncFailed):
                medium.sync()
    assert faults.log == [("sync", 0, 0)]


def test_differences_are_told_as_sectors(tmp_path: Path) -> None:
    faults = Faults(flip=(MIDDLE + 700, 1000))
    drive = failing_stick(tmp_path / "stick.img", STICK, faults)
    with pytest.raises(VerifyError) as caught:
        write(source_of(tmp_path / "image.iso", image_bytes(9 << 20)), drive)
    assert caught.value.ranges == ((MIDDLE + 512, 512),)
    assert not caught.value.flaky


def test_differences_of_a_packed_image_are_told_as_blocks(tmp_path: Path) -> None:
    drive = failing_stick(tmp_path / "stick.img", STICK, Faults(flip=(MIDDLE + 700, 1000)))
    source = source_of(tmp_path / "image.gz", image_bytes(9 << 20), layers=("gzip",))
    with pytest.raises(VerifyError) as caught:
        write(source, drive)
    assert caught.value.ranges == ((MIDDLE, BLOCK),)


def test_the_zeros_behind_the_image_are_checked_too(tmp_path: Path) -> None:
    length = (9 << 20) + 100
    drive = failing_stick(tmp_path / "stick.img", STICK, Faults(flip=(length + 50, 1000)))
    with pytest.raises(VerifyError) as caught:
        write(source_of(tmp_path / "image.iso", image_bytes(length)), drive)
    assert caught.value.ranges == ((length - 1, 1),)


def test_neighbours_are_one_range(tmp_path: Path) -> None:
    drive = failing_stick(tmp_path / "stick.img", STICK, Faults(drop_from=MIDDLE + BLOCK))
    with pytest.raises(VerifyError) as caught:
        write(source_of(tmp_path / "image.iso", image_bytes(9 << 20)), drive)
    assert len(caught.value.ranges) == 1
    assert sum(caught.value.ranges[0]) == 9 << 20


WRAPS = {
    "at a whole MiB": 8 << 20,
    "in the middle of a block": (8 << 20) + (1 << 19),
    "far before the end": 4 << 20,
}


@pytest.mark.parametrize("name", WRAPS)
def test_a_drive_that_begins_again_is_found_wherever_it_does(tmp_path: Path, name: str) -> None:
    """Also where only the head, which comes last, lands on what had been right."""
    drive = failing_stick(tmp_path / "stick.img", STICK, Faults(wrap_at=WRAPS[name]))
    with pytest.raises(VerifyError) as caught:
        write(source_of(tmp_path / "image.iso", image_bytes(9 << 20)), drive)
    assert caught.value.diagnosis == Diagnosis(Cause.FAKE, WRAPS[name])


def test_nor_does_it_pass_where_only_the_last_sector_is_the_first_one(tmp_path: Path) -> None:
    """It is blank then, like a sector that was lost: nothing tells one from the other."""
    drive = failing_stick(tmp_path / "stick.img", STICK, Faults(wrap_at=(9 << 20) - 512))
    for content in (image_bytes(9 << 20), image_bytes(BLOCK) + bytes(8 * BLOCK)):
        with pytest.raises(VerifyError) as caught:
            write(source_of(tmp_path / "image.iso", content), drive)
        assert caught.value.ranges == (((9 << 20) - 512, 512),)


@pytest.mark.parametrize("wrap", [3 << 20, (5 << 20) + 4096, 8 << 20])
def test_nor_does_an_image_that_repeats_itself_hide_it(tmp_path: Path, wrap: int) -> None:
    content = image_bytes(BLOCK) + bytes(8 * BLOCK)
    drive = failing_stick(tmp_path / "stick.img", STICK, Faults(wrap_at=wrap))
    with pytest.raises(VerifyError) as caught:
        write(source_of(tmp_path / "image.iso", content), drive)
    assert caught.value.diagnosis == Diagnosis(Cause.FAKE, wrap)


def test_the_real_size_of_a_drive_that_loses_the_rest_is_read_off(tmp_path: Path) -> None:
    drive = failing_stick(tmp_path / "stick.img", STICK, Faults(drop_from=(3 << 20) + 512))
    with pytest.raises(VerifyError) as caught:
        write(source_of(tmp_path / "image.iso", image_bytes(9 << 20)), drive)
    assert caught.value.diagnosis == Diagnosis(Cause.FAKE, (3 << 20) + 512)


def test_one_bit_that_stays_wrong_is_wear(tmp_path: Path) -> None:
    drive = failing_stick(tmp_path / "stick.img", STICK, Faults(flip=(MIDDLE, 1000)))
    with pytest.raises(VerifyError) as caught:
        write(source_of(tmp_path / "image.iso", image_bytes(9 << 20)), drive)
    assert caught.value.diagnosis == Diagnosis(Cause.WORN)


def test_a_place_that_is_right_when_read_again_is_said_and_holds(tmp_path: Path) -> None:
    drive = failing_stick(tmp_path / "stick.img", STICK, Faults(flip=(MIDDLE, 1)))
    events = write(source_of(tmp_path / "image.iso", image_bytes(9 << 20)), drive)
    warned = [(event.code, event.offset) for event in events if isinstance(event, Warned)]
    assert warned == [("read-again", MIDDLE)]
    assert isinstance(events[-1], Finished)
    assert isinstance(events[-1].result, Verified)


def test_a_place_that_can_be_read_at_the_second_try_is_said_and_holds(tmp_path: Path) -> None:
    """Not before it is read back: what is on the stick is looked at here and there as well."""
    faults = Faults(read_error=(errno.EIO, MIDDLE), read_errors=0)
    drive = failing_stick(tmp_path / "stick.img", STICK, faults)

    def fail_once() -> None:
        faults.read_errors = 1

    source = source_of(tmp_path / "image.iso", image_bytes(9 << 20))
    events = write_with(source, drive, Stage.VERIFY, fail_once)
    assert not faults.read_errors
    warned = [(event.code, event.offset) for event in events if isinstance(event, Warned)]
    assert [code for code, _ in warned] == ["read-again"]
    assert 0 <= MIDDLE - (warned[0][1] or 0) < CHUNK
    assert isinstance(events[-1], Finished)
    assert isinstance(events[-1].result, Verified)


def test_what_the_second_try_reads_is_compared_like_all_else(tmp_path: Path) -> None:
    faults = Faults(read_error=(errno.EIO, MIDDLE), read_errors=1, flip=(MIDDLE, 1000))
    drive = failing_stick(tmp_path / "stick.img", STICK, faults)
    with pytest.raises(VerifyError):
        write(source_of(tmp_path / "image.iso", image_bytes(9 << 20)), drive)


def test_a_drive_that_locks_itself_is_told_from_one_that_fails(tmp_path: Path) -> None:
    """EIO both times; the device says which it is."""
    faults = Faults(write_error=(errno.EIO, MIDDLE))
    drive = failing_stick(tmp_path / "stick.img", STICK, faults)

    def lock() -> None:
        faults.locked = True

    with pytest.raises(DriveReadOnly, match="has become write-protected") as caught:
        write_with(source_of(tmp_path / "i.iso", image_bytes(9 << 20)), drive, Stage.WRITE, lock)
    assert caught.value.offset is not None
    assert 0 <= MIDDLE - caught.value.offset < CHUNK
    assert "can still be read" in caught.value.hint


def test_a_drive_that_never_took_a_byte_has_a_switch(tmp_path: Path) -> None:
    drive = failing_stick(tmp_path / "stick.img", STICK, Faults(write_error=(errno.EROFS, 0)))
    with pytest.raises(DriveReadOnly, match="is write-protected") as caught:
        write(source_of(tmp_path / "image.iso", image_bytes(BLOCK)), drive)
    assert caught.value.offset is None


def test_another_drive_at_its_place_is_not_touched(tmp_path: Path) -> None:
    faults = Faults(diskseq=5)
    stick = tmp_path / "stick.img"
    drive = failing_stick(stick, STICK, faults)
    faults.diskseq = 6
    before = stick.read_bytes()
    with pytest.raises(DriveChanged):
        write(source_of(tmp_path / "image.iso", image_bytes(9 << 20)), drive)
    assert stick.read_bytes() == before


def test_another_size_is_not_touched(tmp_path: Path) -> None:
    stick = tmp_path / "stick.img"
    drive = failing_stick(stick, STICK, Faults(size=STICK // 2))
    before = stick.read_bytes()
    with pytest.raises(DriveChanged):
        write(source_of(tmp_path / "image.iso", image_bytes(BLOCK)), drive)
    assert stick.read_bytes() == before


def test_exchanged_while_it_was_written(tmp_path: Path) -> None:
    faults = Faults(diskseq=5)
    stick = tmp_path / "stick.img"
    drive = failing_stick(stick, STICK, faults)
    source = source_of(tmp_path / "image.iso", image_bytes(3 * BLOCK))

    calls = 0

    def exchange() -> None:
        nonlocal calls
        faults.diskseq, calls = 6, len(faults.log)

    with pytest.raises(DriveGone):
        write_with(source, drive, Stage.VERIFY_HEAD, exchange)
    # What is there now is somebody else's: not even the first sector is taken back.
    assert "write" not in [call for call, _, _ in faults.log[calls:]]


@pytest.mark.parametrize("stage", [Stage.BLANK, Stage.WRITE, Stage.VERIFY, Stage.IDENTITY])
def test_a_virtual_stick_that_is_renamed_meanwhile_is_not_done(
    tmp_path: Path, stage: Stage
) -> None:
    """Of its name nobody says that the image is there."""
    stick = tmp_path / "stick.img"
    drive = virtual_stick(stick, STICK)
    source = source_of(tmp_path / "image.iso", image_bytes(9 << 20))

    def rename() -> None:
        stick.rename(tmp_path / "moved.img")

    with pytest.raises(DriveGone, match=r"stick\.img was renamed"):
        write_with(source, drive, stage, rename)


def change(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(b"changed")


def shorten(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(BLOCK)


@pytest.mark.parametrize("meddle", [change, shorten, Path.unlink])
def test_an_image_that_changes_meanwhile_is_no_success(
    tmp_path: Path, meddle: Callable[[Path], None]
) -> None:
    stick = tmp_path / "stick.img"
    drive = virtual_stick(stick, STICK)
    source = source_of(tmp_path / "image.iso", image_bytes(9 << 20))
    with pytest.raises(ImageError):
        write_with(source, drive, Stage.BLANK, lambda: meddle(source.path))
    assert looks_unfinished(stick)


def test_an_image_changed_since_it_was_inspected_touches_nothing(tmp_path: Path) -> None:
    faults = Faults()
    drive = failing_stick(tmp_path / "stick.img", STICK, faults)
    source = source_of(tmp_path / "image.iso", image_bytes(BLOCK))
    plan = plan_for(source, drive)
    change(source.path)
    with pytest.raises(ImageChanged):
        list(run(plan, drive))
    assert faults.log == []


@pytest.mark.parametrize("content", [b"", b"short"])
def test_an_image_that_unpacks_to_nothing_touches_nothing(tmp_path: Path, content: bytes) -> None:
    faults = Faults()
    drive = failing_stick(tmp_path / "stick.img", STICK, faults)
    source = source_of(tmp_path / "image.xz", content, said=None, layers=("xz",))
    with pytest.raises(ImageEmpty):
        write(source, drive)
    assert faults.log == []


@pytest.mark.parametrize("said", [None, 2 * BLOCK])
def test_more_bytes_than_said_stop_the_write(tmp_path: Path, said: int | None) -> None:
    stick = tmp_path / "stick.img"
    drive = failing_stick(stick, 4 << 20, Faults())
    source = source_of(tmp_path / "image.xz", image_bytes(9 << 20), said=said, layers=("xz",))
    with pytest.raises(ImageLonger):
        write(source, drive)
    assert looks_unfinished(stick)


def test_an_unknown_size_that_fits_is_verified(tmp_path: Path) -> None:
    drive = virtual_stick(tmp_path / "stick.img", STICK)
    content = image_bytes(5 * BLOCK + 77)
    source = source_of(tmp_path / "image.xz", content, said=None, layers=("xz",))
    last = write(source, drive)[-1]
    assert isinstance(last, Finished)
    assert isinstance(last.result, Verified)
    assert last.result.size == len(content)


PROBING = (Stage.KEEP, Stage.PROBE, Stage.PROBE_READ, Stage.PUT_BACK)
SAVING = (Stage.READ, Stage.RESCUE, Stage.SUM)
STAGES = [stage for stage in Stage if stage not in (Stage.RELEASE, *PROBING, *SAVING)]


@pytest.mark.parametrize("how", ["close", "control"])
@pytest.mark.parametrize("stage", STAGES)
def test_stopped_anywhere_it_looks_unfinished(tmp_path: Path, stage: Stage, how: str) -> None:
    stick = tmp_path / "stick.img"
    drive = failing_stick(stick, STICK, Faults())
    control = Control()
    source = source_of(tmp_path / "image.iso", image_bytes(9 << 20))
    plan = plan_for(source, drive, resume=stage is Stage.COMPARE)
    job = run(plan, drive, control)
    stopped = False
    try:
        for event in job:
            if isinstance(event, StageStarted) and event.stage is stage:
                if how == "close":
                    job.close()
                    stopped = True
                    break
                control.stop()
            stopped = stopped or isinstance(event, Finished)
    except Stopped:
        stopped = True
    assert stopped
    assert looks_unfinished(stick) or stage in {Stage.IDENTITY, Stage.BLANK}
    if how == "close" and stage is Stage.IDENTITY:
        assert looks_unfinished(stick)


def test_nothing_runs_on_after_a_stop(tmp_path: Path) -> None:
    before = threading.active_count()
    drive = virtual_stick(tmp_path / "stick.img", STICK)
    source = source_of(tmp_path / "image.iso", image_bytes(9 << 20))
    job = run(plan_for(source, drive), drive)
    for event in job:
        if isinstance(event, Progressed) and event.stage is Stage.WRITE:
            break
    job.close()
    assert threading.active_count() == before


def test_a_skipped_check_is_never_called_verified(tmp_path: Path) -> None:
    drive = virtual_stick(tmp_path / "stick.img", STICK)
    content = image_bytes(9 << 20)
    control = Control()
    control.skip_check()
    last = write(source_of(tmp_path / "image.iso", content), drive, control)[-1]
    assert isinstance(last, Finished)
    assert isinstance(last.result, Unchecked)
    assert (tmp_path / "stick.img").read_bytes()[: len(content)] == content


def test_a_skipped_check_still_reads_the_head(tmp_path: Path) -> None:
    drive = failing_stick(tmp_path / "stick.img", STICK, Faults(flip=(3, 1000)))
    control = Control()
    control.skip_check()
    with pytest.raises(VerifyError):
        write(source_of(tmp_path / "image.iso", image_bytes(9 << 20)), drive, control)


def test_without_a_sha256_it_is_still_verified(tmp_path: Path) -> None:
    drive = virtual_stick(tmp_path / "stick.img", STICK)
    source = source_of(tmp_path / "image.iso", image_bytes(2 * BLOCK))
    *_, last = run(plan_for(source, drive, sha256=False), drive)
    assert isinstance(last, Finished)
    assert isinstance(last.result, Verified)
    assert last.result.sha256 is None


def test_the_drive_stays_held_until_it_is_let_go(tmp_path: Path) -> None:
    drive = virtual_stick(tmp_path / "stick.img", STICK)
    source = source_of(tmp_path / "image.iso", image_bytes(2 * BLOCK))
    with ExitStack() as hold:
        *_, last = run(plan_for(source, drive), drive, hold=hold)
        assert isinstance(last, Finished)
        with pytest.raises(DriveBusy), drive.open():
            pass
    with drive.open():
        pass


def test_a_failed_write_lets_go_at_once(tmp_path: Path) -> None:
    drive = failing_stick(tmp_path / "stick.img", STICK, Faults(sync_errors=[errno.EIO]))
    source = source_of(tmp_path / "image.iso", image_bytes(2 * BLOCK))
    with ExitStack() as hold:
        with pytest.raises(SyncFailed):
            list(run(plan_for(source, drive), drive, hold=hold))
        with drive.open():
            pass


def test_a_packed_image_without_a_size_tells_how_much_of_the_file_it_took(tmp_path: Path) -> None:
    content = Random(1).randbytes(9 << 20) + bytes(1 << 20)
    path = tmp_path / "image.img.bz2"
    path.write_bytes(bz2.compress(content))
    drive = virtual_stick(tmp_path / "stick.img", STICK)
    shares = [
        event.share
        for event in write(open_source(path), drive)
        if isinstance(event, Progressed) and event.stage is Stage.WRITE and event.done
    ]
    assert None not in shares
    assert shares == sorted(shares, key=lambda share: share or 0.0)
    assert shares[-1] == pytest.approx(1.0, abs=0.02)


def test_where_the_size_is_known_it_is_the_measure(tmp_path: Path) -> None:
    path = tmp_path / "image.img.xz"
    path.write_bytes(lzma.compress(image_bytes(3 << 20)))
    drive = virtual_stick(tmp_path / "stick.img", STICK)
    events = write(open_source(path), drive)
    assert all(event.share is None for event in events if isinstance(event, Progressed))


@pytest.mark.parametrize("where", [3 << 20, 12 << 20])
def test_an_edit_that_sets_the_date_back_is_found_out(tmp_path: Path, where: int) -> None:
    """Of what was written already, or of what is still to come."""
    source = source_of(tmp_path / "image.iso", image_bytes(14 << 20))
    stick = tmp_path / "stick.img"
    drive = virtual_stick(stick, STICK)
    job = run(plan_for(source, drive), drive)
    next(e for e in job if isinstance(e, Progressed) and e.stage is Stage.WRITE and e.done)
    with source.path.open("r+b") as file:
        file.seek(where)
        file.write(b"another")
    os.utime(source.path, ns=(0, source.identity.modified))
    assert source.path.stat().st_mtime_ns == source.identity.modified
    with pytest.raises(ImageChanged, match="something wrote to it, or changed"):
        list(job)
    assert not any(stick.read_bytes()[:512])


def test_whether_its_rights_were_changed_or_its_bytes_nobody_can_tell(tmp_path: Path) -> None:
    """So it is not written to its end; to read it changes nothing."""
    source = source_of(tmp_path / "image.iso", image_bytes(3 << 20))
    drive = virtual_stick(tmp_path / "stick.img", STICK)
    source.path.read_bytes()
    assert isinstance(list(run(plan_for(source, drive), drive))[-1], Finished)
    source.path.chmod(0o640)
    linked = open_source(source.path)
    with pytest.raises(ImageChanged, match="changed its name or rights"):
        list(run(plan_for(source, drive), drive))
    source.path.with_name("link.iso").hardlink_to(source.path)
    with pytest.raises(ImageChanged, match="changed its name or rights"):
        list(run(plan_for(linked, drive), drive))


def test_another_image_than_the_one_that_was_summed_up_never_gets_its_first_sector(
    tmp_path: Path,
) -> None:
    """It was edited before it was opened."""
    content = image_bytes(3 << 20)
    source = source_of(tmp_path / "image.iso", content)
    drive = virtual_stick(tmp_path / "stick.img", STICK)
    summed = hashlib.sha256(content).hexdigest()
    plan = plan_for(source, drive, sha256=False, summed=summed)
    assert isinstance(list(run(plan, drive))[-1], Finished)
    with source.path.open("r+b") as file:
        file.seek(2 << 20)
        file.write(b"another")
    edited = source_of(source.path, source.path.read_bytes())
    with pytest.raises(ImageChanged, match="not what its checksum is of"):
        list(run(replace(plan, source=edited), drive))
    assert not any((tmp_path / "stick.img").read_bytes()[:512])

"""Each plan has its job, and whatever happens to one, whoever follows it hears of its end."""

import hashlib
import logging
from collections.abc import Callable, Generator
from contextlib import ExitStack
from pathlib import Path

import pytest
from support_drives import Faults, Faulty, failing_stick
from support_images import image_bytes, source_of, whole_report
from support_media import Memory, Plugged
from support_old import left

from app.control import Control
from app.drives.image_file import ImageFileDrive, virtual_stick
from app.errors import AppError, DriveDiffers, DriveGone, Stopped
from app.events import Ended, Event, Finished, Stage, StageStarted
from app.job import foreseen, run
from app.plan import Plan, UndoPlan, plan_verify, plan_write
from app.plan_backup import ComparePlan, plan_backup
from app.plan_capacity import plan_capacity
from app.result import PutBack, Result, Verified
from app.saved import Saved
from app.sources.source import Source
from app.stages.keep import Keep
from app.stages.ledger import BLOCK

STICK = 16 << 20
CONTENT = image_bytes(BLOCK + 700)


class OutOfMemory(Faulty):
    """Memory runs out in the middle of a write, on a drive whose addresses begin again there."""

    faults = Faults()

    def write(self, buffer: memoryview, offset: int) -> int:
        if offset > 6 << 20:
            super().write(buffer, 0)
            raise MemoryError
        return super().write(buffer, offset)


def test_what_nobody_foresaw_ends_in_words_and_without_a_first_sector(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    stick = tmp_path / "stick.img"
    drive = ImageFileDrive(failing_stick(stick, STICK, Faults()).info, OutOfMemory)
    source = source_of(tmp_path / "image.iso", image_bytes(9 << 20))
    plan = plan_write(source, whole_report(source.size), drive.info)
    with (
        caplog.at_level(logging.ERROR),
        pytest.raises(AppError, match="not enough memory") as caught,
    ):
        list(run(plan, drive))
    assert isinstance(caught.value.__cause__, MemoryError)
    assert stick.read_bytes()[:512] == bytes(512)  # without its first sector nothing starts
    assert not caplog.records  # it is no bug, and one sentence is enough


@pytest.fixture
def source(tmp_path: Path) -> Source:
    return source_of(tmp_path / "image.iso", CONTENT)


def stick() -> Plugged:
    return Plugged.of(Memory.of(4 * BLOCK))


def result(job: Generator[Event]) -> Result:
    *_, last = job
    assert isinstance(last, Finished)
    return last.result


def test_a_write_keeps_what_it_overwrites_and_leaves_the_drive_to_whoever_holds_it(
    source: Source, tmp_path: Path
) -> None:
    drive, keep = stick(), Keep(tmp_path / "1.old")
    with ExitStack() as hold:
        plan = plan_write(source, whole_report(source.size), drive.info)
        written = result(run(plan, drive, hold=hold, keep=keep))
        assert isinstance(written, Verified)
        assert written.proof.written == len(CONTENT)
        assert ("close", 0, 0) not in drive.log
    assert drive.log[-1] == ("close", 0, 0)
    assert drive.medium.content[: len(CONTENT)] == CONTENT
    assert keep.image


def test_a_backup_can_be_compared_later(tmp_path: Path) -> None:
    path = tmp_path / "stick.img"
    path.write_bytes(CONTENT.ljust(4 * BLOCK, b"\0"))
    drive = virtual_stick(path)
    plan = plan_backup(drive.info, tmp_path / "saved.img")
    *_, ended = run(plan, drive)
    assert isinstance(ended, Ended)
    assert isinstance(ended.result, Saved)
    *_, compared = run(ComparePlan(plan, ended.result), drive)
    assert isinstance(compared, Ended)
    assert isinstance(compared.result, Saved)
    assert compared.result.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    path.write_bytes(bytes(4 * BLOCK))
    with pytest.raises(DriveDiffers):
        list(run(ComparePlan(plan, ended.result), drive))


def test_a_comparison_writes_nothing(source: Source) -> None:
    drive = Plugged.of(Memory(bytearray(CONTENT.ljust(4 * BLOCK, b"\0"))))
    compared = result(run(plan_verify(source, whole_report(source.size), drive.info), drive))
    assert isinstance(compared, Verified)
    assert compared.proof.written == 0
    assert {"write", "release"} & {call for call, *_ in drive.log} == set()


def test_what_was_kept_is_put_back(tmp_path: Path) -> None:
    case = left(tmp_path / "1.old")
    drive = Plugged.of(case.medium)
    assert isinstance(result(run(UndoPlan(drive.info, case.old), drive)), PutBack)


@pytest.mark.parametrize("kept", [True, False])
def test_a_probe_keeps_what_it_overwrites_until_it_is_back(tmp_path: Path, kept: bool) -> None:
    drive, path = stick(), tmp_path / "1.old"
    before, seen = bytes(drive.medium.content), list[bool]()
    for event in run(plan_capacity(drive.info), drive, keep=Keep(path) if kept else None):
        if isinstance(event, StageStarted):
            seen.append(path.exists())
    assert isinstance(event, Ended)
    assert any(seen) is kept
    assert not path.exists()
    assert drive.medium.content == before


def write_plan(source: Source, _folder: Path) -> tuple[Plan, Plugged]:
    drive = stick()
    return plan_write(source, whole_report(source.size), drive.info), drive


def verify_plan(source: Source, _folder: Path) -> tuple[Plan, Plugged]:
    drive = Plugged.of(Memory(bytearray(CONTENT.ljust(4 * BLOCK, b"\0"))))
    return plan_verify(source, whole_report(source.size), drive.info), drive


def undo_plan(_source: Source, folder: Path) -> tuple[Plan, Plugged]:
    case = left(folder / "1.old")
    drive = Plugged.of(case.medium)
    return UndoPlan(drive.info, case.old), drive


@pytest.mark.parametrize("plan_for", [write_plan, verify_plan, undo_plan])
def test_each_can_be_stopped(
    source: Source, tmp_path: Path, plan_for: Callable[[Source, Path], tuple[Plan, Plugged]]
) -> None:
    plan, drive = plan_for(source, tmp_path)
    control = Control()
    control.stop()
    with pytest.raises(Stopped):
        list(run(plan, drive, control))


def failing(error: BaseException, ended: list[str]) -> Generator[Event]:
    try:
        yield StageStarted(Stage.RELEASE)
        raise error
    finally:
        ended.append("ended")


@pytest.mark.parametrize("make", [lambda: DriveGone("Stick"), Stopped], ids=["gone", "stopped"])
def test_what_was_foreseen_is_said_as_it_is(
    make: Callable[[], AppError], caplog: pytest.LogCaptureFixture
) -> None:
    error = make()
    with pytest.raises(type(error)) as caught:
        list(foreseen(failing(error, [])))
    assert caught.value is error
    assert caplog.records == []


def test_whoever_asks_for_the_program_to_end_is_obeyed() -> None:
    with pytest.raises(KeyboardInterrupt):
        list(foreseen(failing(KeyboardInterrupt(), [])))


def test_a_job_that_is_closed_ends_there_and_then() -> None:
    ended: list[str] = []
    inner = failing(OSError(), ended)
    job = foreseen(inner)
    next(job)
    job.close()
    assert ended == ["ended"]

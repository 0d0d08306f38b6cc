"""What a write leaves out, and what it looks at besides: each by itself."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from support_drives import Faults, failing_stick
from support_images import image_bytes, source_of, whole_report

from app.control import Control
from app.drives.drive import DriveInfo
from app.drives.image_file import ImageFileDrive, virtual_stick
from app.errors import DriveGone, ImageChanged, ImageOnDrive
from app.events import Event, Finished, Stage, StageStarted
from app.job import run
from app.plan import WritePlan, plan_write
from app.result import Result, Unchecked, Verified
from app.stages.ledger import BLOCK

STICK = 16 << 20
HOUR = 3600.0


def stages(events: list[Event]) -> list[Stage]:
    return [event.stage for event in events if isinstance(event, StageStarted)]


def result(events: list[Event]) -> Result:
    last = events[-1]
    assert isinstance(last, Finished)
    return last.result


def stick(folder: Path) -> ImageFileDrive:
    return virtual_stick(folder / "stick.img", STICK)


def plan_for(folder: Path, length: int, drive: ImageFileDrive, **options: Any) -> WritePlan:
    source = source_of(folder / "image.iso", image_bytes(length))
    return plan_write(source, whole_report(length), drive.info, **options)


@pytest.mark.parametrize("length", [BLOCK - 512, BLOCK])
def test_where_all_is_head_nothing_else_is_read_back(tmp_path: Path, length: int) -> None:
    drive = stick(tmp_path)
    events = list(run(plan_for(tmp_path, length, drive), drive))
    assert Stage.VERIFY not in stages(events)
    proven = result(events)
    assert isinstance(proven, Verified)
    assert 0 < proven.seconds < HOUR


def test_without_the_check_only_the_head_is_read_back(tmp_path: Path) -> None:
    drive = stick(tmp_path)
    events = list(run(plan_for(tmp_path, 3 * BLOCK, drive, verify=False), drive))
    assert Stage.VERIFY not in stages(events)
    assert Stage.VERIFY_HEAD in stages(events)
    unchecked = result(events)
    assert isinstance(unchecked, Unchecked)
    assert 0 < unchecked.seconds < HOUR


def test_a_check_that_was_skipped_before_it_began_does_not_begin(tmp_path: Path) -> None:
    drive, control = stick(tmp_path), Control()
    control.skip_check()
    events = list(run(plan_for(tmp_path, 3 * BLOCK, drive), drive, control))
    assert Stage.VERIFY not in stages(events)
    assert isinstance(result(events), Unchecked)


def test_an_image_that_ends_early_is_no_success(tmp_path: Path) -> None:
    drive = stick(tmp_path)
    claimed = source_of(tmp_path / "image.iso", image_bytes(3 * BLOCK), said=4 * BLOCK)
    report = whole_report(4 * BLOCK)
    with pytest.raises(ImageChanged, match="it ended at byte 3,145,728 of 4,194,304"):
        list(run(plan_write(claimed, report, drive.info), drive))


def test_an_image_is_not_written_over_itself_even_with_a_plan_for_it(tmp_path: Path) -> None:
    path = tmp_path / "stick.img"
    content = image_bytes(2 * BLOCK)
    source = source_of(path, content)
    drive = virtual_stick(path)
    with pytest.raises(ImageOnDrive):
        list(run(WritePlan(source, drive.info, 2 * BLOCK), drive))
    assert path.read_bytes() == content


class Mounted(ImageFileDrive):
    """Notes that it was released, and how it was opened."""

    def __init__(self, info: DriveInfo) -> None:
        super().__init__(info)
        self.log: list[str] = []

    def release(self) -> None:
        self.log.append("released")

    @contextmanager
    def open(self, *, write: bool = True) -> Generator:  # type: ignore[type-arg]  # as above it
        self.log.append(f"opened write={write}")
        with super().open(write=write) as medium:
            yield medium


def test_it_is_released_and_then_opened(tmp_path: Path) -> None:
    drive = Mounted(stick(tmp_path).info)
    list(run(plan_for(tmp_path, BLOCK, drive), drive))
    assert drive.log == ["released", "opened write=True"]


def test_a_drive_that_was_exchanged_at_the_end_is_not_written_to(tmp_path: Path) -> None:
    faults = Faults(diskseq=5)
    drive = failing_stick(tmp_path / "stick.img", STICK, faults)
    plan = plan_for(tmp_path, 3 * BLOCK, drive)
    calls = 0

    def follow() -> None:
        nonlocal calls
        for event in run(plan, drive):
            if isinstance(event, StageStarted) and event.stage is Stage.IDENTITY:
                faults.diskseq, calls = 6, len(faults.log)

    with pytest.raises(DriveGone):
        follow()
    assert not [call for call in faults.log[calls:] if call[0] == "write"]

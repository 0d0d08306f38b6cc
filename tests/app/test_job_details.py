"""What a job leaves out, and what it looks at besides: each by itself."""

import fcntl
import threading
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from support_drives import Faults, failing_stick
from support_images import image_bytes, source_of, whole_report
from support_media import Memory

from app.control import Control
from app.drives.drive import DriveInfo
from app.drives.image_file import ImageFileDrive, virtual_stick
from app.errors import DriveGone, ImageChanged, ImageLonger, ImageOnDrive, Stopped
from app.events import Event, Finished, Progressed, Stage, StageStarted, Warned
from app.job import run
from app.plan import Plan, VerifyPlan, WritePlan, plan_verify, plan_write
from app.result import Result, Unchecked, Verified
from app.sources.source import Source
from app.stages.flow import Chunk, Done
from app.stages.keep import Keep
from app.stages.ledger import BLOCK, Ledger
from app.stages.stall import Requests
from app.stages.supply import Sink, Steps
from app.stages.write import LEFT_BEHIND, demand_within, halting, read_head, write_body

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
    plans: list[Plan] = [plan_write(claimed, report, drive.info)]
    plans.append(plan_verify(claimed, report, drive.info))
    for plan in plans:
        if isinstance(plan, VerifyPlan):
            (tmp_path / "stick.img").write_bytes(image_bytes(3 * BLOCK).ljust(STICK, b"\0"))
        with pytest.raises(ImageChanged, match="it ended at byte 3,145,728 of 4,194,304"):
            list(run(plan, drive))


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


class TestComparing:
    @pytest.fixture
    def drive(self, tmp_path: Path) -> Mounted:
        (tmp_path / "stick.img").write_bytes(image_bytes(3 * BLOCK).ljust(STICK, b"\0"))
        return Mounted(virtual_stick(tmp_path / "stick.img").info)

    def plan(self, folder: Path, length: int, drive: ImageFileDrive) -> VerifyPlan:
        source = source_of(folder / "image.iso", image_bytes(3 * BLOCK)[:length])
        return plan_verify(source, whole_report(length), drive.info)

    @pytest.mark.parametrize("length", [512, BLOCK, 3 * BLOCK])
    def test_it_reads_beside_others_and_releases_nothing(
        self, tmp_path: Path, drive: Mounted, length: int
    ) -> None:
        with (tmp_path / "stick.img").open() as other:
            fcntl.flock(other, fcntl.LOCK_EX)
            events = list(run(self.plan(tmp_path, length, drive), drive))
        assert drive.log == ["opened write=False"]
        assert stages(events) == [Stage.RELEASE, Stage.VERIFY, Stage.IDENTITY]
        found = result(events)
        assert isinstance(found, Verified)
        assert (found.size, found.proof.syncs) == (length, 0)
        assert 0 < found.seconds < HOUR

    def test_an_image_that_changes_at_the_end_is_no_success(
        self, tmp_path: Path, drive: Mounted
    ) -> None:
        job = run(self.plan(tmp_path, BLOCK, drive), drive)

        def follow() -> None:
            for event in job:
                if isinstance(event, StageStarted) and event.stage is Stage.IDENTITY:
                    (tmp_path / "image.iso").write_bytes(image_bytes(2 * BLOCK))

        with pytest.raises(ImageChanged):
            follow()


class Supplied:
    """An image as several drives share it: chunk by chunk, `behind` from the second on."""

    room = None  # nobody asks
    sha256 = None

    def __init__(self, chunks: list[Chunk], head: bytes = b"") -> None:
        self.chunks = chunks
        self.behind = False
        self.reading = Requests()
        self._head = head

    def head(self, view: memoryview, /) -> int:
        view[: len(self._head)] = self._head
        return len(self._head)

    def body(self, _sector: int, sink: Sink, /) -> Steps:
        for number, chunk in enumerate(self.chunks):
            self.behind = number > 0
            yield Done(chunk, sink(chunk), [b"x"])


def chunks(count: int) -> list[Chunk]:
    view = memoryview(bytes(BLOCK))
    return [Chunk(BLOCK * (n + 1), BLOCK, view, n / 10) for n in range(count)]


def written(
    tmp_path: Path, supply: Supplied, size: int | None, control: Control | None = None
) -> list[Event]:
    drive = stick(tmp_path)
    source: Source = source_of(tmp_path / "image.iso", image_bytes(BLOCK))
    ledger = Ledger()
    ledger.record(0, BLOCK, [b"head"])
    plan = WritePlan(source, drive.info, size)
    steps = write_body(supply, Memory.of(STICK), plan, ledger, control or Control(), Keep())  # type: ignore[arg-type]  # as far as it goes
    return list(steps)


class TestTheBody:
    def test_that_it_fell_behind_is_said_once(self, tmp_path: Path) -> None:
        events = written(tmp_path, Supplied(chunks(4)), 5 * BLOCK)
        said = [event for event in events if isinstance(event, Warned)]
        assert said == [
            Warned("left-behind", "It fell behind the others: the image is read again for it.")
        ]
        assert events.index(LEFT_BEHIND) > 1
        assert events[0] == StageStarted(Stage.WRITE, 4 * BLOCK)
        assert [event.done for event in events if isinstance(event, Progressed)][-1] == 4 * BLOCK

    def test_the_share_of_a_packed_file_where_that_is_the_measure(self, tmp_path: Path) -> None:
        events = written(tmp_path, Supplied(chunks(3)), None)
        shares = [event.share for event in events if isinstance(event, Progressed) and event.done]
        assert shares == [0.0, 0.1, 0.2]
        known = written(tmp_path, Supplied(chunks(3)), 4 * BLOCK)
        assert {event.share for event in known if isinstance(event, Progressed)} == {None}

    def test_it_can_be_stopped(self, tmp_path: Path) -> None:
        control = Control()
        control.stop()
        with pytest.raises(Stopped):
            written(tmp_path, Supplied(chunks(2)), 3 * BLOCK, control)

    def test_whatever_ends_it_halts_what_runs(self) -> None:
        halted = threading.Event()
        with halting(halted):
            assert not halted.is_set()
        assert halted.is_set()


class TestMoreThanThereIs:
    """An image ends where it said, or where the drive does."""

    @pytest.mark.parametrize(
        ("size", "end", "said"), [(2048, 2049, True), (None, STICK + 1, False)]
    )
    def test_a_chunk_behind_that(
        self, tmp_path: Path, size: int | None, end: int, said: bool
    ) -> None:
        source = source_of(tmp_path / "image.iso", bytes(2048))
        plan = WritePlan(source, stick(tmp_path).info, size)
        demand_within(Chunk(0, end - 1, memoryview(b"")), plan)
        with pytest.raises(ImageLonger) as caught:
            demand_within(Chunk(0, end, memoryview(b"")), plan)
        assert str(caught.value) == str(ImageLonger(end - 1, said=said))
        assert str(ImageLonger(5, said=True)) != str(ImageLonger(5, said=False))

    def test_in_the_head_as_well(self, tmp_path: Path) -> None:
        source = source_of(tmp_path / "image.iso", bytes(2048))
        plan = WritePlan(source, stick(tmp_path).info, 1024)
        supply = Supplied([], image_bytes(2048))
        with pytest.raises(ImageLonger):
            list(read_head(supply, plan, 512, Ledger(), Control()))  # type: ignore[arg-type]  # as far as it goes


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

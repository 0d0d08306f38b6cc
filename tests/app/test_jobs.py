"""Several drives at once: one reading, an end of its own for each drive."""

import errno
import gzip
import hashlib
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from support_drives import Faults, Faulty, failing_stick
from support_images import image_bytes, source_of, whole_report

from app.control import Controls
from app.drives.drive import Drive, Medium
from app.drives.image_file import ImageFileDrive, virtual_stick
from app.errors import (
    AppError,
    DriveBusy,
    DriveGone,
    DriveTooSmall,
    ImageChanged,
    ImageError,
    ImageLonger,
    PackedDamaged,
    Stopped,
    VerifyError,
    WriteRefused,
)
from app.events import Event, Finished, Progressed, Stage, StageStarted, Warned
from app.formats.binary import Reader
from app.job import run as run_one
from app.jobs import Failed, Heard, run
from app.plan import WritePlan, plan_write
from app.result import Result, Unchecked, Verified
from app.sources import open_source
from app.sources.source import FileIdentity, Source, Stream
from app.stages.flow import CHUNK
from app.stages.ledger import BLOCK
from app.stages.share import Leniency

STICK = 16 << 20
LENGTH = 12 << 20
LARGE_STICK = 44 << 20
LARGE = 40 << 20  # more than all buffers of a share hold
MIDDLE = 6 << 20
PATIENT = Leniency(grace=60.0, allowance=1.0, gather=60.0)  # however busy this computer is
IMPATIENT = Leniency(grace=0.3, allowance=0.0, gather=0.2)
LONG = 60.0  # seconds: only a failing test waits so long


@dataclass
class Counting:
    """A source that counts how often it is opened and what is read of it."""

    source: Source
    streams: int = 0
    read: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def path(self) -> Path:
        return self.source.path

    @property
    def name(self) -> str:
        return self.source.name

    @property
    def size(self) -> int | None:
        return self.source.size

    @property
    def layers(self) -> tuple[str, ...]:
        return self.source.layers

    @property
    def identity(self) -> FileIdentity:
        return self.source.identity

    def stream(self, start: int = 0) -> Stream:
        self.streams += 1
        return CountingStream(self, self.source.stream(start))

    def look(self) -> Reader:
        return self.source.look()


@dataclass
class CountingStream:
    counted: Counting
    stream: Stream

    def readinto(self, buffer: memoryview, /) -> int:
        got = self.stream.readinto(buffer)
        with self.counted.lock:
            self.counted.read += got
        return got

    def close(self) -> None:
        self.stream.close()


class Stalling(Faulty):
    """A drive that says nothing any more from the middle on, until it is woken."""

    reached: threading.Event
    woken: threading.Event

    def write(self, buffer: memoryview, offset: int) -> int:
        if MIDDLE <= offset < LARGE_STICK - BLOCK:
            self.reached.set()
            assert self.woken.wait(LONG)
        return super().write(buffer, offset)


def stalling(path: Path) -> tuple[ImageFileDrive, type[Stalling]]:
    facts = {"faults": Faults(), "reached": threading.Event(), "woken": threading.Event()}
    kind: type[Stalling] = type("StallingOnce", (Stalling,), facts)
    return ImageFileDrive(failing_stick(path, LARGE_STICK, Faults()).info, kind), kind


def sticks(folder: Path, count: int, size: int = STICK) -> list[ImageFileDrive]:
    return [failing_stick(folder / f"stick{n}.img", size, Faults()) for n in range(count)]


def plans_for(source: Source, drives: Sequence[Drive], **options: Any) -> list[WritePlan]:
    report = whole_report(source.size)
    return [plan_write(source, report, drive.info, **options) for drive in drives]


def write(source: Source, drives: Sequence[Drive], controls: Controls | None = None) -> list[Heard]:
    heard = run(plans_for(source, drives), drives, controls, leniency=PATIENT)
    return [news for news in heard if news is not None]


def ends(heard: Sequence[Heard]) -> dict[int, Result | Exception]:
    """How each drive ended."""
    found: dict[int, Result | Exception] = {}
    for news in heard:
        assert news.drive not in found, "nothing comes after the end"
        match news.event:
            case Finished(result):
                found[news.drive] = result
            case Failed(error):
                found[news.drive] = error
            case _:
                pass
    return found


def of_drive(heard: Sequence[Heard], number: int) -> list[Event | Failed]:
    """What one drive said, without signs of life and times."""
    told: list[Event | Failed] = []
    for news in heard:
        mine = news.drive == number and not isinstance(news.event, Finished)
        if mine and (not told or told[-1] != news.event):
            told.append(news.event)
    return told


def holds(drive: Drive, content: bytes) -> bool:
    return Path(drive.info.node).read_bytes()[: len(content)] == content


def looks_unfinished(drive: Drive) -> bool:
    return Path(drive.info.node).read_bytes()[:512] == bytes(512)


def assert_verified(end: Result | Exception, drive: Drive, content: bytes) -> None:
    assert isinstance(end, Verified), end
    assert end.sha256 == hashlib.sha256(content).hexdigest()
    assert end.proof.read_back_equal == len(content)
    assert holds(drive, content)


@pytest.fixture(scope="module")
def content() -> bytes:
    return image_bytes(LENGTH + 1000)


@pytest.fixture(scope="module")
def large() -> bytes:
    return image_bytes(LARGE + 1000)


def test_four_drives_from_one_reading(tmp_path: Path, large: bytes) -> None:
    source = Counting(source_of(tmp_path / "image.iso", large))
    drives = sticks(tmp_path, 4, LARGE_STICK)
    found = ends(write(source, drives))
    for number, drive in enumerate(drives):
        assert_verified(found[number], drive, large)
    assert source.streams == 1
    assert source.read == len(large)


@pytest.mark.parametrize("length", [512, BLOCK - 1, BLOCK, BLOCK + 1, BLOCK + CHUNK, STICK])
def test_every_length_arrives_on_sectors_of_any_size(tmp_path: Path, length: int) -> None:
    content = image_bytes(length)
    source = Counting(source_of(tmp_path / "image.iso", content))
    drives = [
        failing_stick(tmp_path / f"{sector}.img", STICK, Faults(), sector=sector)
        for sector in (512, 4096)
    ]
    found = ends(write(source, drives))
    for number, drive in enumerate(drives):
        assert_verified(found[number], drive, content)
        padding = -length % drive.info.sector
        assert Path(drive.info.node).read_bytes()[length : length + padding] == bytes(padding)
    assert source.read == length


def test_each_drive_goes_through_what_a_drive_alone_goes_through(
    tmp_path: Path, content: bytes
) -> None:
    source = source_of(tmp_path / "image.iso", content)
    alone, *drives = sticks(tmp_path, 3)
    expected: list[Event] = []
    for event in run_one(plans_for(source, [alone])[0], alone):
        if not isinstance(event, Finished) and (not expected or expected[-1] != event):
            expected.append(event)
    heard = write(source, drives)
    stages = [event for event in expected if not isinstance(event, Progressed)]
    for number in range(2):
        told = of_drive(heard, number)
        assert [event for event in told if not isinstance(event, Progressed)] == stages
        written = [e.done for e in told if isinstance(e, Progressed) and e.stage is Stage.WRITE]
        assert written == sorted(written)
        assert written[-1] == len(content) - BLOCK


def test_the_order_of_writing_is_that_of_a_drive_alone(tmp_path: Path) -> None:
    faults = [Faults(), Faults()]
    drives = [
        failing_stick(tmp_path / f"{number}.img", STICK, each) for number, each in enumerate(faults)
    ]
    write(source_of(tmp_path / "image.iso", image_bytes(3 * BLOCK)), drives)
    for each in faults:
        calls = [call if call != "write" else f"write {offset}" for call, offset, _ in each.log]
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


FAILURES: dict[str, tuple[Faults, type[Exception]]] = {
    "EIO while blanking": (Faults(write_error=(errno.EIO, 0)), WriteRefused),
    "EIO in the middle": (Faults(write_error=(errno.EIO, MIDDLE)), WriteRefused),
    "unplugged, said as no space": (Faults(unplugged_after=MIDDLE), DriveGone),
    "writes are acknowledged and lost": (Faults(drop_from=MIDDLE), VerifyError),
    "one bit, every time": (Faults(flip=(MIDDLE, 1000)), VerifyError),
}


@pytest.mark.parametrize("name", FAILURES)
def test_what_happens_to_one_is_nothing_to_the_others(
    tmp_path: Path, content: bytes, name: str
) -> None:
    faults, kind = FAILURES[name]
    source = Counting(source_of(tmp_path / "image.iso", content))
    bad = failing_stick(tmp_path / "bad.img", STICK, faults)
    good = sticks(tmp_path, 2)
    found = ends(write(source, [good[0], bad, good[1]]))
    assert type(found[1]) is kind
    assert_verified(found[0], good[0], content)
    assert_verified(found[2], good[1], content)
    assert source.streams == 1
    assert name == "EIO while blanking" or looks_unfinished(bad)


class Broken(Faulty):
    """What nobody foresaw, in the middle of a write."""

    faults = Faults()

    def write(self, buffer: memoryview, offset: int) -> int:
        if MIDDLE <= offset < STICK - BLOCK:
            raise MemoryError
        return super().write(buffer, offset)


def test_what_nobody_foresaw_ends_one_drive_in_words(tmp_path: Path, content: bytes) -> None:
    good, other = sticks(tmp_path, 2)
    found = ends(
        write(
            source_of(tmp_path / "image.iso", content), [ImageFileDrive(other.info, Broken), good]
        )
    )
    assert str(found[0]) == "There is not enough memory for this."
    assert isinstance(found[0], AppError)
    assert isinstance(found[0].__cause__, MemoryError)
    assert_verified(found[1], good, content)


def test_all_may_fail(tmp_path: Path, content: bytes) -> None:
    source = source_of(tmp_path / "image.iso", content)
    drives = [
        failing_stick(tmp_path / f"{number}.img", STICK, Faults(write_error=(errno.EIO, MIDDLE)))
        for number in range(2)
    ]
    found = ends(write(source, drives))
    assert {type(end) for end in found.values()} == {WriteRefused}


def test_a_drive_that_stalls_holds_nobody_up_and_goes_on_by_itself(
    tmp_path: Path, large: bytes
) -> None:
    source = Counting(source_of(tmp_path / "image.iso", large))
    stalled, kind = stalling(tmp_path / "stalled.img")
    good = sticks(tmp_path, 2, LARGE_STICK)
    done: list[Heard] = []
    drives = [good[0], stalled, good[1]]
    for news in run(plans_for(source, drives), drives, leniency=IMPATIENT):
        if news is None:
            continue
        done.append(news)
        if len(ends(done)) == 2:  # both others are done, while this one still stalls
            assert kind.reached.is_set()
            assert 1 not in ends(done)
            kind.woken.set()
    found = ends(done)
    for number, drive in ((0, good[0]), (1, stalled), (2, good[1])):
        assert_verified(found[number], drive, large)
    assert source.streams == 2
    assert source.read < 2 * len(large)
    warned = [(news.drive, news.event.code) for news in done if isinstance(news.event, Warned)]
    assert warned == [(1, "left-behind")]


def test_all_but_one_may_stall(tmp_path: Path, large: bytes) -> None:
    source = source_of(tmp_path / "image.iso", large)
    both = [stalling(tmp_path / f"stalled{number}.img") for number in range(3)]
    good = sticks(tmp_path, 1, LARGE_STICK)
    drives = [drive for drive, _ in both] + good
    done: list[Heard] = []
    for news in run(plans_for(source, drives), drives, leniency=IMPATIENT):
        if news is None:
            continue
        done.append(news)
        if 3 in ends(done):
            for _, kind in both:
                kind.woken.set()
    for number, drive in enumerate(drives):
        assert_verified(ends(done)[number], drive, large)


def test_a_packed_image_is_unpacked_again_for_one_that_stalled(
    tmp_path: Path, large: bytes
) -> None:
    inner = source_of(tmp_path / "image.xz", large, said=None, layers=("xz",))
    source = Counting(inner)
    stalled, kind = stalling(tmp_path / "stalled.img")
    good = sticks(tmp_path, 1, LARGE_STICK)[0]
    done: list[Heard] = []
    for news in run(plans_for(source, [good, stalled]), [good, stalled], leniency=IMPATIENT):
        if news is not None:
            done.append(news)
        if 0 in ends(done):
            kind.woken.set()
    assert_verified(ends(done)[0], good, large)
    assert_verified(ends(done)[1], stalled, large)
    assert source.read == 2 * len(large)


def test_a_packed_image_is_unpacked_once(tmp_path: Path, content: bytes) -> None:
    packed = tmp_path / "image.iso.gz"
    packed.write_bytes(gzip.compress(content, 1))
    source = Counting(open_source(packed))
    drives = sticks(tmp_path, 3)
    found = ends(write(source, drives))
    for number, drive in enumerate(drives):
        assert_verified(found[number], drive, content)
    assert source.streams == 1
    assert source.read == len(content)


def test_a_damaged_packed_image_is_a_success_for_nobody(tmp_path: Path, content: bytes) -> None:
    packed = tmp_path / "image.iso.gz"
    packed.write_bytes(gzip.compress(content, 1)[: -(5 << 20)])
    drives = sticks(tmp_path, 2)
    found = ends(write(open_source(packed), drives))
    for number, drive in enumerate(drives):
        assert isinstance(found[number], PackedDamaged)
        assert looks_unfinished(drive)


def test_an_image_that_reads_differently_the_second_time_is_no_success(
    tmp_path: Path, large: bytes
) -> None:
    """Same size, same time of change: only the bytes tell."""
    other = source_of(tmp_path / "image.iso", large)
    second = source_of(tmp_path / "other.iso", large[:-1] + b"?")

    @dataclass
    class TwoFaced(Counting):
        def stream(self, start: int = 0) -> Stream:
            self.streams += 1
            return (other if self.streams == 1 else second).stream(start)

    stalled, kind = stalling(tmp_path / "stalled.img")
    good = sticks(tmp_path, 1, LARGE_STICK)[0]
    done: list[Heard] = []
    plans = plans_for(TwoFaced(other), [good, stalled])
    for news in run(plans, [good, stalled], leniency=IMPATIENT):
        if news is not None:
            done.append(news)
        if 0 in ends(done):
            kind.woken.set()
    assert_verified(ends(done)[0], good, large)
    assert isinstance(ends(done)[1], ImageChanged)
    assert looks_unfinished(stalled)


def test_one_that_is_not_ready_is_not_waited_for_for_long(tmp_path: Path, content: bytes) -> None:
    opened = threading.Event()

    class Late(ImageFileDrive):
        def release(self) -> None:
            assert opened.wait(LONG)

    late = Late(sticks(tmp_path, 1)[0].info)
    prompt = virtual_stick(tmp_path / "prompt.img", STICK)
    source = Counting(source_of(tmp_path / "image.iso", content))
    done: list[Heard] = []
    for news in run(plans_for(source, [late, prompt]), [late, prompt], leniency=IMPATIENT):
        if news is not None:
            done.append(news)
        if 1 in ends(done):
            opened.set()
    assert_verified(ends(done)[0], late, content)
    assert_verified(ends(done)[1], prompt, content)
    assert source.streams == 2


def test_a_source_that_ends_early_is_a_success_for_nobody(tmp_path: Path, content: bytes) -> None:
    source = source_of(tmp_path / "image.iso", content)
    drives = sticks(tmp_path, 3)
    heard = run(plans_for(source, drives), drives)
    cut, done = False, []
    for news in heard:
        if news is None:
            continue
        done.append(news)
        if not cut and news.event == StageStarted(Stage.BLANK, 2 * BLOCK):
            cut = True
            with source.path.open("r+b") as file:
                file.truncate(MIDDLE)
    for number, drive in enumerate(drives):
        assert isinstance(ends(done)[number], ImageError)
        assert looks_unfinished(drive)


def test_an_image_that_goes_on_behind_one_drive_fits_the_others(tmp_path: Path) -> None:
    """Its size is known only when it has been unpacked."""
    content = image_bytes(LENGTH)
    source = source_of(tmp_path / "image.xz", content, said=None, layers=("xz",))
    small = failing_stick(tmp_path / "small.img", MIDDLE, Faults())
    large = sticks(tmp_path, 1)[0]
    found = ends(write(source, [small, large]))
    assert isinstance(found[0], ImageLonger)
    assert looks_unfinished(small)
    assert_verified(found[1], large, content)


def test_one_that_is_too_small_is_refused_before_anything_is_touched(tmp_path: Path) -> None:
    source = source_of(tmp_path / "image.iso", image_bytes(LENGTH))
    small = failing_stick(tmp_path / "small.img", MIDDLE, Faults())
    with pytest.raises(DriveTooSmall):
        plans_for(source, [*sticks(tmp_path, 1), small])


def test_one_can_be_left_out(tmp_path: Path, content: bytes) -> None:
    source = source_of(tmp_path / "image.iso", content)
    drives, controls = sticks(tmp_path, 3), Controls(3)
    done: list[Heard] = []
    for news in run(plans_for(source, drives), drives, controls):
        if news is None:
            continue
        done.append(news)
        if news.drive == 1 and news.event == StageStarted(Stage.WRITE, len(content) - BLOCK):
            controls.leave_out(1)
    found = ends(done)
    assert isinstance(found[1], Stopped)
    assert looks_unfinished(drives[1])
    assert_verified(found[0], drives[0], content)
    assert_verified(found[2], drives[2], content)


def test_the_check_can_be_skipped(tmp_path: Path, content: bytes) -> None:
    source = source_of(tmp_path / "image.iso", content)
    drives, controls = sticks(tmp_path, 2), Controls(2)
    controls.skip_check()
    found = ends(write(source, drives, controls))
    assert all(isinstance(end, Unchecked) for end in found.values())
    assert all(holds(drive, content) for drive in drives)


@pytest.mark.parametrize("how", ["close", "controls"])
@pytest.mark.parametrize("stage", [Stage.BLANK, Stage.WRITE, Stage.VERIFY, Stage.WRITE_HEAD])
def test_all_can_be_stopped_and_nothing_runs_on(tmp_path: Path, stage: Stage, how: str) -> None:
    before = threading.active_count()
    content = image_bytes(9 << 20)
    source = source_of(tmp_path / "image.iso", content)
    drives, controls = sticks(tmp_path, 3), Controls(3)
    jobs = run(plans_for(source, drives), drives, controls)
    done: list[Heard] = []
    for news in jobs:
        if news is None:
            continue
        done.append(news)
        if isinstance(news.event, StageStarted) and news.event.stage is stage:
            if how == "close":
                jobs.close()
                break
            controls.stop()
    assert threading.active_count() == before
    for number, drive in enumerate(drives):
        end = ends(done).get(number)
        if isinstance(end, Verified):  # it was through before the word reached it
            assert holds(drive, content)
        elif how == "controls":
            assert isinstance(end, Stopped)
            assert looks_unfinished(drive) or not _was_blanked(done, number)


def _was_blanked(heard: Sequence[Heard], number: int) -> bool:
    return Progressed(Stage.BLANK, 2 * BLOCK) in of_drive(heard, number)


def test_each_finished_drive_is_held_by_itself(tmp_path: Path) -> None:
    source = source_of(tmp_path / "image.iso", image_bytes(2 * BLOCK))
    drives = sticks(tmp_path, 2)
    holding = (ExitStack(), ExitStack())
    for _ in run(plans_for(source, drives), drives, holds=holding):
        pass
    for drive in drives:
        with pytest.raises(DriveBusy), drive.open():
            pass
    holding[0].close()
    with drives[0].open():
        pass
    with pytest.raises(DriveBusy), drives[1].open():
        pass
    holding[1].close()


def test_drives_are_opened_one_after_the_other(tmp_path: Path) -> None:
    """Else a desktop would ask for the same password as often as there are drives."""
    asking = threading.Lock()
    asked_at_once: list[Path] = []

    class Asking(ImageFileDrive):
        @contextmanager
        def open(self, *, write: bool = True) -> Iterator[Medium]:
            if not asking.acquire(blocking=False):
                asked_at_once.append(Path(self.info.node))
                asking.acquire()
            threading.Event().wait(0.05)  # somebody types
            asking.release()
            with super().open(write=write) as medium:
                yield medium

    source = source_of(tmp_path / "image.iso", image_bytes(2 * BLOCK))
    drives = [Asking(drive.info) for drive in sticks(tmp_path, 3)]
    found = ends(write(source, drives))
    assert all(isinstance(end, Verified) for end in found.values())
    assert not asked_at_once


def test_without_a_sha256(tmp_path: Path, content: bytes) -> None:
    source = source_of(tmp_path / "image.iso", content)
    drives = sticks(tmp_path, 2)
    plans = plans_for(source, drives, sha256=False)
    found = ends([news for news in run(plans, drives) if news is not None])
    for end in found.values():
        assert isinstance(end, Verified)
        assert end.sha256 is None


def test_none_is_finished_when_it_is_not_the_image_that_was_summed_up(
    tmp_path: Path, content: bytes
) -> None:
    source = source_of(tmp_path / "image.iso", content)
    drives = sticks(tmp_path, 2)
    found = ends(list(filter(None, run(plans_for(source, drives, summed="0" * 64), drives))))
    assert all(isinstance(end, ImageChanged) for end in found.values())
    assert not any(Path(drive.info.node).read_bytes()[:512].strip(b"\0") for drive in drives)

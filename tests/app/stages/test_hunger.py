"""Whether a drive waits for the image: told from one that works, and from sums that take long."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from support_images import image_bytes, source_of
from support_media import Memory, MiB

from app.control import Control
from app.drives.image_file import virtual_stick
from app.events import Event, Warned
from app.plan import WritePlan
from app.stages.flow import CHUNK, ROOMY, Chunk, Done
from app.stages.hunger import FAST, Hunger, slow
from app.stages.ledger import BLOCK, Ledger, digests
from app.stages.stall import PATIENCE, Requests
from app.stages.supply import Sink, Steps
from app.stages.write import write_body


@dataclass
class Clock:
    now: float = 100.0

    def __call__(self) -> float:
        return self.now


class Pair:
    """A disk and a drive, one after the other, each as slow as it is told."""

    def __init__(self, *, packed: bool = False) -> None:
        self.clock = Clock()
        self.image = Requests(self.clock)
        with self.image.asking():
            self.clock.now += 3  # the head, before the body begins
        self.hunger = Hunger(lambda: self.image, self.clock, packed=packed)
        self.done = 0

    def goes(self, read: float, write: float, *, times: int = 1, idle: float = 0.0) -> list[Warned]:
        """`idle`: seconds in which neither has anything to do."""
        said: list[Warned] = []
        for _ in range(times):
            with self.image.asking():
                self.clock.now += read
            self.clock.now += idle
            with self.hunger.eating():
                self.clock.now += write
            self.done += CHUNK
            said += self.hunger.news(self.done)
        return said


def test_a_slow_disk_is_said_once_with_its_speed() -> None:
    pair = Pair()
    (said,) = pair.goes(0.9, 0.1, times=40)
    assert said.code == "image-slow"
    assert said.rate == round(CHUNK / 0.9)
    assert said.text == "The file is on a slow disk; writing can’t be faster than 4.7 MB/s."


def test_nothing_is_said_before_it_is_sure() -> None:
    pair = Pair()
    assert not pair.goes(0.5, 0.0, times=9)
    assert pair.goes(0.5, 0.0)
    assert Pair().goes(0.5, 0.5, times=20)


def test_what_nobody_calls_slow() -> None:
    for done, said in ((1_600_000_000, 0), (1_599_999_000, 1)):
        pair = Pair()
        with pair.image.asking():
            pair.clock.now += 8
        with pair.hunger.eating():
            pair.clock.now += 0
        assert len(list(pair.hunger.news(done))) == said


@pytest.mark.parametrize("before", [0.0, 2.0])
def test_a_drive_that_fell_behind_has_a_reading_of_its_own(before: float) -> None:
    clock = Clock()
    shared = Requests(clock)
    with shared.asking():
        clock.now += before
    reading = [shared]
    hunger = Hunger(lambda: reading[0], clock, packed=False)
    for _ in range(6):
        with shared.asking():
            clock.now += 1
        with hunger.eating():
            pass
    reading[0] = Requests(clock)
    assert not list(hunger.news(CHUNK))


@pytest.mark.parametrize(
    ("read", "write", "idle"),
    [
        (0.1, 0.9, 0.0),  # the drive is slower
        (0.45, 0.55, 0.0),  # hardly
        (0.1, 0.1, 0.8),  # something else is: the sums
        (0.9 * CHUNK / FAST, 0.0, 0.0),  # the drive is quicker still, but nobody calls that slow
    ],
)
def test_nothing_is_said_where_it_is_not_the_disk(read: float, write: float, idle: float) -> None:
    assert not Pair().goes(read, write, times=400, idle=idle)


def test_unpacking_is_no_disk() -> None:
    assert not Pair(packed=True).goes(0.9, 0.1, times=40)


def test_a_disk_that_did_not_answer_is_not_slow_for_it() -> None:
    pair = Pair()
    assert not pair.goes(2 * PATIENCE, 0.1)
    assert not pair.goes(0.1, 0.9, times=40)
    pair = Pair()
    assert not pair.goes(PATIENCE, 0.0)
    assert not pair.goes(0.1, 0.9, times=8)
    pair = Pair()
    pair.goes(2 * PATIENCE, 0.0)
    (said,) = pair.goes(0.5, 0.0, times=40)
    assert said.rate is not None
    assert abs(said.rate - 2 * CHUNK) < CHUNK / 4


def test_several_requests_at_once_are_one_drive_at_work() -> None:
    pair = Pair()
    for _ in range(20):
        with pair.hunger.eating(), pair.image.asking():
            with pair.hunger.eating():
                pair.clock.now += 1
            pair.clock.now += 1
    assert not list(pair.hunger.news(20 * CHUNK))


def test_speeds_in_words() -> None:
    assert "than 12 MB/s." in slow(12.4e6).text
    assert "than 9.9 MB/s." in slow(9.94e6).text
    assert "than 10 MB/s." in slow(9.95e6).text
    assert "than 101 MB/s." in slow(100_500_050).text
    assert "than 1.3 MB/s." in slow(1_250_001).text


@dataclass
class InTurn:
    """A supply that reads and writes in turn, on a clock that goes by itself."""

    clock: Clock
    content: bytes
    takes: float  # seconds for each chunk
    behind: bool = False
    room = ROOMY
    sha256 = None
    reading: Requests = field(init=False)

    def __post_init__(self) -> None:
        self.reading = Requests(self.clock)

    def head(self, view: memoryview, /) -> int:
        raise NotImplementedError

    def body(self, sector: int, sink: Sink, /) -> Steps:
        for place in range(BLOCK, len(self.content), MiB):
            with self.reading.asking():
                self.clock.now += self.takes
            view = memoryview(self.content)[place : place + MiB]
            chunk = Chunk(place, len(view), view)
            yield Done(chunk, sink(chunk), digests(view))


@dataclass
class Slow(Memory):
    clock: Clock = field(default_factory=Clock)
    takes: float = 0.0

    def pwrite(self, buffer: memoryview, offset: int) -> int:
        self.clock.now += self.takes
        return super().pwrite(buffer, offset)


def events(plan: WritePlan, content: bytes, read: float, write: float) -> Iterator[Event]:
    clock, ledger = Clock(), Ledger()
    ledger.record(0, BLOCK, [b"head".ljust(16)])
    medium = Slow(bytearray(len(content)), clock=clock, takes=write)
    control = Control(clock=clock)
    return write_body(InTurn(clock, content, read), medium, plan, ledger, control)


def test_a_write_says_so(tmp_path: Path) -> None:
    content = image_bytes(9 * MiB)
    source = source_of(tmp_path / "image.iso", content)
    drive = virtual_stick(tmp_path / "stick.img", len(content))
    plan = WritePlan(source, drive.info, len(content))
    said = [each for each in events(plan, content, 1.0, 0.1) if isinstance(each, Warned)]
    assert [(each.code, each.rate) for each in said] == [("image-slow", MiB)]
    assert not [each for each in events(plan, content, 0.1, 1.0) if isinstance(each, Warned)]


def test_but_not_of_one_that_has_to_be_unpacked(tmp_path: Path) -> None:
    content = image_bytes(9 * MiB)
    source = source_of(tmp_path / "image.xz", content, layers=("xz",))
    drive = virtual_stick(tmp_path / "stick.img", len(content))
    plan = WritePlan(source, drive.info, len(content))
    assert not [each for each in events(plan, content, 1.0, 0.1) if isinstance(each, Warned)]

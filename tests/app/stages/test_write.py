"""Head and body as they come from a supply, and an image that is longer than it said."""

import threading
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from support_images import image_bytes, source_of
from support_media import Drip, Memory, stick_info

from app.control import Control
from app.drives.drive import Medium
from app.drives.image_file import ImageFileDrive, virtual_stick
from app.errors import ImageEmpty, ImageLonger, Stopped
from app.events import Event, Progressed, Stage, StageStarted, Warned
from app.plan import WritePlan
from app.sources.source import Source
from app.stages.flow import CHUNK, Chunk, Done
from app.stages.grains import GRAIN
from app.stages.keep import Keep
from app.stages.ledger import BLOCK, Ledger, digests
from app.stages.mark import Mark
from app.stages.purse import Purse
from app.stages.reuse import Reuse
from app.stages.stall import Requests
from app.stages.supply import Alone, Sink, Steps
from app.stages.write import LEFT_BEHIND, Head, demand_within, halting, read_head, write_body

STICK = 16 << 20


def stick(folder: Path) -> ImageFileDrive:
    return virtual_stick(folder / "stick.img", STICK)


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
    tmp_path: Path,
    supply: Supplied,
    size: int | None,
    control: Control | None = None,
    ledger: Ledger | None = None,
) -> list[Event]:
    drive = stick(tmp_path)
    source: Source = source_of(tmp_path / "image.iso", image_bytes(BLOCK))
    ledger = ledger or Ledger()
    ledger.record(0, BLOCK, [b"head".ljust(16)])
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

    def test_what_was_leapt_over_is_left(self, tmp_path: Path) -> None:
        """Between two chunks, between the head and the first, and not between neighbours."""
        places, view = [3 * BLOCK, 4 * BLOCK, 7 * BLOCK], memoryview(bytes(BLOCK))
        ledger = Ledger()
        chunks = [Chunk(place, BLOCK, view) for place in places]
        written(tmp_path, Supplied(chunks), 8 * BLOCK, ledger=ledger)
        assert ledger.left == 4 * BLOCK
        assert [part.offset for part in ledger.parts(0, 8 * BLOCK)] == [0, *places]

    def test_the_share_of_a_packed_file_where_that_is_the_measure(self, tmp_path: Path) -> None:
        slowly = Control(clock=count(1.0).__next__)  # so that each is told
        events = written(tmp_path, Supplied(chunks(3)), None, slowly)
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


@pytest.fixture
def source(tmp_path: Path) -> Source:
    return source_of(tmp_path / "image.iso", bytes(2048))


def plan_of(source: Source, size: int | None, *, resume: bool = False) -> WritePlan:
    return WritePlan(source, stick_info(STICK), size, resume=resume)


class TestTheHead:
    def head(self, source: Source, content: bytes, sector: int = 512) -> tuple[list[Head], Ledger]:
        ledger, found = Ledger(), list[Head]()

        def reading() -> Generator[Event]:
            supply = Alone(Drip(content), sha256=False)
            plan = plan_of(source, len(content))
            found.append((yield from read_head(supply, plan, sector, ledger, Control())))

        list(reading())
        return found, ledger

    @pytest.mark.parametrize("sector", [512, 4096])
    @pytest.mark.parametrize("length", [512, 5000, BLOCK, BLOCK + 1])
    def test_it_is_filled_up_and_noted_down(self, source: Source, length: int, sector: int) -> None:
        (head,), ledger = self.head(source, image_bytes(length), sector)
        size = min(length, BLOCK)
        end = -(-size // sector) * sector
        assert head.length == ledger.size == size
        assert bytes(head.view) == image_bytes(size).ljust(end, b"\0")
        assert ledger.expected(0) == digests(head.view)[0]

    @pytest.mark.parametrize("length", [0, 511])
    def test_less_than_a_sector_is_nothing(self, source: Source, length: int) -> None:
        with pytest.raises(ImageEmpty):
            self.head(source, image_bytes(length))

    def test_nobody_waits_for_one_that_does_not_come(self, source: Source) -> None:
        comes, waited = threading.Event(), list[bool]()

        class Slow(Supplied):
            def head(self, view: memoryview, /) -> int:
                waited.append(not comes.wait(8.0))  # seconds: only a failing test waits so long
                return 0

        control = Control()
        steps = read_head(Slow([]), plan_of(source, 5000), 512, Ledger(), control)  # type: ignore[arg-type]  # as far as it goes
        next(steps)
        control.stop()
        with pytest.raises(Stopped):
            next(steps)
        assert waited == []
        comes.set()


SIZE = BLOCK + CHUNK + 700
CONTENT = image_bytes(SIZE)
BODY = memoryview(CONTENT)[BLOCK:]


class Told(Keep):
    """Notes what it was told and what is on the drive by then."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[tuple[int, bytes, bytes]] = []

    def before(
        self,
        medium: Medium,
        drive: str,
        parts: Sequence[tuple[int, memoryview]],
        halted: threading.Event,
    ) -> None:
        assert not halted.is_set()
        for offset, view in parts:
            was = memoryview(bytearray(len(view)))
            medium.pread_into(was, offset)
            self.told.append((offset, bytes(view), bytes(was)))


class Counted(Purse):
    """Notes how much was written; reading first is always worth it."""

    def __init__(self) -> None:
        super().__init__()
        self.written: list[int] = []

    @property
    def open(self) -> bool:
        return True

    @contextmanager
    def writing(self, length: int) -> Iterator[None]:
        self.written.append(length)
        yield


class Scouting(Reuse):
    scouted = 0

    @contextmanager
    def scouting(self) -> Iterator[None]:
        self.scouted += 1
        yield


def on_it(content: bytes) -> Memory:
    medium = Memory.of(STICK)
    medium.content[: len(content)] = content
    return medium


def body(
    source: Source,
    medium: Memory,
    *,
    size: int | None = SIZE,
    keep: Keep | None = None,
    reuse: Reuse | None = None,
    resume: bool = False,
) -> tuple[list[Event], Ledger]:
    """The body of CONTENT, whatever is said of its `size`; signs of life are left out."""
    ledger, supply, control = Ledger(), Alone(Drip(CONTENT), sha256=False), Control()
    plan = plan_of(source, size, resume=resume)
    list(read_head(supply, replace(plan, size=None), 512, ledger, control))
    steps = write_body(supply, medium, plan, ledger, control, keep, reuse)
    told: list[Event] = []
    for event in steps:
        waiting = isinstance(event, Progressed) and not event.done
        if not waiting and (not told or event != told[-1]):
            told.append(event)
    return told, ledger


def reuse_of(medium: Memory, *, known: bool = False) -> tuple[Scouting, Counted]:
    purse = Counted()
    return Scouting(medium, "Stick", Mark(medium, "Stick", Keep()), purse, known=known), purse


class TestWhatIsWritten:
    def test_all_of_it_is_and_whoever_keeps_what_was_there_hears_of_it_first(
        self, source: Source
    ) -> None:
        medium, keep = Memory.of(STICK), Told()
        told, ledger = body(source, medium, keep=keep)
        assert medium.content[BLOCK:SIZE] == BODY
        assert bytes(medium.content[:BLOCK]) == b"old!" * (BLOCK // 4)
        assert told == [
            StageStarted(Stage.WRITE, SIZE - BLOCK),
            Progressed(Stage.WRITE, CHUNK),
            Progressed(Stage.WRITE, SIZE - BLOCK),
        ]
        assert ledger.size == ledger.written == SIZE
        assert [offset for offset, _, _ in sorted(keep.told)] == [BLOCK, BLOCK + CHUNK]
        for offset, becomes, was in keep.told:
            assert becomes[:700] == CONTENT[offset : offset + 700]
            assert was == b"old!" * (len(was) // 4)

    def test_more_than_it_said_is_not_written(self, source: Source) -> None:
        medium = Memory.of(STICK)
        with pytest.raises(ImageLonger):
            body(source, medium, size=BLOCK + CHUNK)
        assert bytes(medium.content[BLOCK + CHUNK : SIZE]) == b"old!" * 175

    def test_without_a_size_there_is_no_end_in_sight(self, source: Source) -> None:
        told, _ = body(source, Memory.of(STICK), size=None)
        assert told[0] == StageStarted(Stage.WRITE, None)

    @pytest.mark.parametrize("length", [512, BLOCK])
    def test_a_head_alone_has_no_body(self, source: Source, length: int) -> None:
        medium, ledger = Memory.of(STICK), Ledger()
        supply = Alone(Drip(image_bytes(length)), sha256=False)
        plan = plan_of(source, length)
        list(read_head(supply, plan, 512, ledger, Control()))
        told = list(write_body(supply, medium, plan, ledger, Control()))
        assert told[0] == StageStarted(Stage.WRITE, 0)
        assert set(told[1:]) <= {Progressed(Stage.WRITE, 0)}
        assert medium.log == []


class TestWhatIsThereAlready:
    def test_only_the_rest_is_written_and_paid_for(self, source: Source) -> None:
        medium, keep = on_it(CONTENT.ljust(SIZE + 512, b"\0")), Told()
        place = BLOCK + 5 * GRAIN
        medium.content[place : place + GRAIN] = bytes(GRAIN)
        reuse, purse = reuse_of(medium, known=True)
        told, ledger = body(source, medium, keep=keep, reuse=reuse)
        assert medium.content[BLOCK:SIZE] == BODY
        assert [(offset, len(view)) for offset, view, _ in keep.told] == [(place, GRAIN)]
        assert purse.written == [GRAIN]
        assert reuse.scouted == 1
        assert ledger.kept == SIZE - BLOCK - GRAIN
        assert not [event for event in told if isinstance(event, Warned)]
        assert {event.stage for event in told} == {Stage.WRITE}  # type: ignore[union-attr]  # of progress alone

    def test_how_far_an_interrupted_write_got_is_said(self, source: Source) -> None:
        medium = on_it(CONTENT[: BLOCK + CHUNK])
        reuse, _ = reuse_of(medium, known=True)
        told, _ = body(source, medium, reuse=reuse, resume=True)
        assert told == [
            StageStarted(Stage.COMPARE, SIZE - BLOCK),
            Progressed(Stage.COMPARE, CHUNK),
            StageStarted(Stage.WRITE, SIZE - BLOCK, CHUNK),
            Warned("resumed", "4,194,304 bytes of the image were on it already."),
            Progressed(Stage.WRITE, SIZE - BLOCK),
        ]

    def test_and_when_all_of_it_was_there(self, source: Source) -> None:
        medium = on_it(CONTENT.ljust(SIZE + 512, b"\0"))
        reuse, purse = reuse_of(medium, known=True)
        told, _ = body(source, medium, reuse=reuse, resume=True)
        assert told[-2:] == [
            StageStarted(Stage.WRITE, SIZE - BLOCK, SIZE - BLOCK),
            Warned("resumed", "4,195,004 bytes of the image were on it already."),
        ]
        assert purse.written == []

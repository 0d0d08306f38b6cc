"""Head and body as they come from a supply, and an image that is longer than it said."""

import threading
from pathlib import Path

import pytest
from support_images import image_bytes, source_of
from support_media import Memory

from app.control import Control
from app.drives.image_file import ImageFileDrive, virtual_stick
from app.errors import ImageLonger, Stopped
from app.events import Event, Progressed, Stage, StageStarted, Warned
from app.plan import WritePlan
from app.sources.source import Source
from app.stages.flow import Chunk, Done
from app.stages.keep import Keep
from app.stages.ledger import BLOCK, Ledger
from app.stages.stall import Requests
from app.stages.supply import Sink, Steps
from app.stages.write import LEFT_BEHIND, demand_within, halting, read_head, write_body

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

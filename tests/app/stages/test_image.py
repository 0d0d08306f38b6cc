"""The image is the one that was inspected, as long as was said, and with the sum that was said."""

import threading
from collections.abc import Generator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from support_images import image_bytes, source_of
from support_media import Drip, stick_info

from app.control import Control
from app.errors import ImageChanged, PackedDamaged, Stopped
from app.events import Event, Progressed, Stage, StageStarted
from app.formats.binary import Reader
from app.plan import WritePlan
from app.sources.source import FileIdentity, Source, Stream
from app.stages.image import (
    blaming,
    demand_length,
    demand_summed,
    original,
    still_the_same,
    streaming,
)
from app.stages.ledger import Ledger
from app.stages.stall import Requests

CONTENT = image_bytes(3000)
LONG = 8.0  # seconds: only a failing test waits so long


@dataclass
class FarAway:
    """A source whose disk answers when it is let to; `asked` is whether somebody counted that it
    was asked, each time."""

    path: Path
    image: Requests
    identity: Any
    drip: Drip
    size: int | None = len(CONTENT)
    layers: tuple[str, ...] = ()
    answers: threading.Event = field(default_factory=threading.Event)
    asked: list[bool] = field(default_factory=list)

    @property
    def name(self) -> str:
        self.asked.append(self.image.oldest is not None)
        return self.path.name

    def stream(self, start: int = 0) -> Drip:
        self.asked.append(self.image.oldest is not None)
        self.answers.wait(LONG)
        assert start == 0
        return self.drip

    def look(self) -> Reader:
        raise AssertionError("nobody looks")


@pytest.fixture
def source(tmp_path: Path) -> FarAway:
    path = tmp_path / "image.iso"
    path.write_bytes(CONTENT)
    return FarAway(path, Requests(), FileIdentity.of(path), Drip(CONTENT))


def test_it_is_opened_and_closed_when_the_job_ends(source: FarAway) -> None:
    source.answers.set()
    opened: list[Stream] = []

    def opening(stack: ExitStack) -> Generator[Event]:
        opened.append((yield from streaming(source, source.image, Control(), stack)))

    with ExitStack() as stack:
        list(opening(stack))
        assert opened == [source.drip]
        assert source.image.oldest is None
        closed = [source.drip.closed]
    closed.append(source.drip.closed)
    assert closed == [False, True]
    assert source.asked == [True]


def test_one_that_does_not_answer_is_told_of_and_left_when_the_job_is_stopped(
    source: FarAway,
) -> None:
    control = Control()
    with ExitStack() as stack:
        steps = streaming(source, source.image, control, stack)
        next(steps)
        assert source.image.oldest is not None
        control.stop()
        with pytest.raises(Stopped):
            next(steps)
        assert not source.answers.is_set()
        assert threading.active_count() > 1  # it is still asked, and nobody waits
    source.answers.set()


@dataclass
class Slow:
    """What a file was, asked about on a disk that answers when it is let to."""

    answers: threading.Event
    waited: bool = False

    def difference(self, _now: FileIdentity) -> str:
        self.waited = not self.answers.wait(LONG)
        return ""


def test_nor_is_a_look_at_its_file_waited_for(source: FarAway) -> None:
    control, slow = Control(), Slow(source.answers)
    source.identity = slow
    with ExitStack() as stack:
        steps = streaming(source, source.image, control, stack)
        next(steps)
        control.stop()
        with pytest.raises(Stopped):
            next(steps)
    assert not slow.waited
    source.answers.set()


def test_nor_when_everything_was_read(source: FarAway) -> None:
    """The job goes on to say that it is there, is told of, and can be stopped."""
    control, slow = Control(), Slow(source.answers)
    source.identity = slow
    steps = still_the_same(source, source.image, control)
    assert next(steps) == Progressed(Stage.IDENTITY, 0)
    assert source.image.oldest is not None
    control.stop()
    with pytest.raises(Stopped):
        next(steps)
    assert not slow.waited
    source.answers.set()


def test_one_that_was_changed_since_is_not_opened(source: FarAway) -> None:
    source.path.write_bytes(CONTENT[1:])
    with ExitStack() as stack, pytest.raises(ImageChanged):
        list(streaming(source, source.image, Control(), stack))
    assert source.asked == [True]  # for its name, and not for its bytes


@pytest.mark.parametrize("planned", [2999, 3001])
def test_it_has_to_be_as_long_as_was_planned(source: FarAway, planned: int) -> None:
    ledger = Ledger()
    ledger.record(0, 3000, [bytes(range(16))])
    demand_length(source, 3000, ledger)
    demand_length(source, None, ledger)
    with pytest.raises(ImageChanged, match=f": it ended at byte 3,000 of {planned:,}"):
        demand_length(source, planned, ledger)


def test_it_has_to_have_the_sum_that_was_compared(source: FarAway) -> None:
    drive = stick_info(1 << 20)
    demand_summed(WritePlan(source, drive, 3000, summed="abc"), "abc")
    demand_summed(WritePlan(source, drive, 3000), "abc")
    demand_summed(WritePlan(source, drive, 3000), None)
    for written in ("abd", None):
        with pytest.raises(ImageChanged, match=": what was read is not what its checksum is of"):
            demand_summed(WritePlan(source, drive, 3000, summed="abc"), written)


def test_its_bytes_are_had_again_where_that_is_cheap(tmp_path: Path) -> None:
    path = tmp_path / "image.iso"
    plain: Source = source_of(path, CONTENT)
    assert original(plain)(700, 100) == CONTENT[700:800]
    packed = source_of(path, CONTENT, layers=("xz",))
    assert original(packed)(700, 100) is None


@dataclass
class Elsewhere(FarAway):
    """On another computer."""

    host: str = "example.org"


def test_what_is_on_another_computer_is_not_had_again(tmp_path: Path) -> None:
    elsewhere = Elsewhere(tmp_path / "image.iso", Requests(), None, Drip(CONTENT))
    assert original(elsewhere)(700, 100) is None


def unpacking_fails() -> Generator[Event]:
    yield StageStarted(Stage.WRITE)
    raise PackedDamaged("gzip", 512, "wrong checksum")


def test_a_packed_file_that_nobody_touched_is_damaged(tmp_path: Path) -> None:
    job = blaming(unpacking_fails(), source_of(tmp_path / "image.iso.gz", CONTENT))
    assert next(job) == StageStarted(Stage.WRITE)
    with pytest.raises(PackedDamaged):
        next(job)


def test_one_that_was_changed_meanwhile_is_not(tmp_path: Path) -> None:
    source = source_of(tmp_path / "image.iso.gz", CONTENT)
    job = blaming(unpacking_fails(), source)
    next(job)
    with source.path.open("ab") as file:
        file.write(b"more")
    with pytest.raises(ImageChanged):
        next(job)

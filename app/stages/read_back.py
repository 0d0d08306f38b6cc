"""Read back what was written, and what is not proven yet of the rest: blocks and single grains, as
many of them in one buffer as go into it.

Reading goes past the page cache and demands every byte: a drive that was pulled out reads as its
end, without an error.
"""

import threading
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass

from app.control import Control
from app.drives.drive import Medium
from app.events import Event, Progressed, Stage, StageStarted
from app.stages.flow import ROOMY, Fill, Room, flow, nothing, padded, read_twice
from app.stages.ledger import Ledger, Part
from app.stages.verify import Comparison, Original

READERS = 2


def read_back(
    medium: Medium,
    drive: str,
    ledger: Ledger,
    spans: Sequence[tuple[int, int]],
    original: Original,
    control: Control,
    stage: Stage = Stage.VERIFY,
    room: Room = ROOMY,
    *,
    kept: bool = False,
) -> Generator[Event]:
    """What is due of the `spans` (start, stop), and what was `kept` there as well if that is asked
    for. Ends early when the check is skipped, and when the computer slept: then what was read
    before counts no more. Raises VerifyError with all places that differ, ReadRefused, DriveGone.
    """

    def due() -> Iterator[Part]:
        for start, stop in spans:
            yield from ledger.parts(start, stop, kept=kept)

    yield StageStarted(stage, sum(part.length for part in due()))
    comparison, slept, done = Comparison(medium, drive, ledger, original), control.slept, 0
    loads = _Loads(due(), room.chunk, medium.sector)
    fill = _filling(loads, medium, drive, comparison)
    steps = flow(fill, 0, medium.sector, nothing, nothing, readers=READERS, room=room)
    with closing(steps):
        for step in steps:
            if step is not None:
                done += loads.take(step.chunk.offset).length
            yield from comparison.warnings()
            yield Progressed(stage, done)
            if comparison.too_many or _is_over(stage, control, slept):
                break
            control.checkpoint()
    comparison.conclude()


def _is_over(stage: Stage, control: Control, slept: float) -> bool:
    """Whether to read on would be for nothing."""
    return stage is Stage.VERIFY and (control.skipping_check or control.slept_since(slept))


@dataclass(frozen=True, slots=True)
class _Load:
    """Parts, each with its place in one buffer."""

    parts: tuple[tuple[int, Part], ...]

    @property
    def length(self) -> int:
        """Image bytes."""
        return sum(part.length for _, part in self.parts)

    def requests(self, sector: int) -> Iterator[tuple[int, int, int]]:
        """(place in the buffer, offset, length): neighbours are asked for at once."""
        begin, offset, length = 0, 0, 0
        for place, part in self.parts:
            size = padded(part.length, sector)
            if length and offset + length == part.offset:
                length += size
                continue
            if length:
                yield begin, offset, length
            begin, offset, length = place, part.offset, size
        if length:
            yield begin, offset, length


class _Loads:
    """The parts as buffers of them, numbered by their place in the flow. For several threads."""

    def __init__(self, parts: Iterator[Part], room: int, sector: int) -> None:
        self._parts = parts
        self._room = room
        self._sector = sector
        self._left_over: Part | None = None
        self._made = 0
        self._loads: dict[int, _Load] = {}
        self._lock = threading.Lock()

    def at(self, offset: int) -> _Load:
        with self._lock:
            while self._made <= offset:
                self._loads[self._made] = self._next()
                self._made += self._room
            return self._loads[offset]

    def take(self, offset: int) -> _Load:
        """For the last time."""
        with self._lock:
            return self._loads.pop(offset)

    def _next(self) -> _Load:
        parts: list[tuple[int, Part]] = []
        place = 0
        part = self._left_over or next(self._parts, None)
        while part is not None and place + part.length <= self._room:
            parts.append((place, part))
            place += padded(part.length, self._sector)
            part = next(self._parts, None)
        self._left_over = part
        return _Load(tuple(parts))


def _filling(loads: _Loads, medium: Medium, drive: str, comparison: Comparison) -> Fill:
    """Whoever has read a buffer compares it, one after the other, while another one reads. To the
    flow every buffer but the last, empty one is full."""
    turn, sector = threading.Lock(), medium.sector

    def fill(view: memoryview, offset: int) -> int:
        load = loads.at(offset)
        for place, start, length in load.requests(sector):
            read_twice(medium, drive, view[place : place + length], start, comparison.helped)
        with turn:
            for place, part in load.parts:
                comparison.part(view[place : place + padded(part.length, sector)], part)
        return len(view) if load.parts else 0

    return fill

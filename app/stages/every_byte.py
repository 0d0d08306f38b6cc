"""The test of every byte: fill the drive to its end, then read all of it back.

What was written last may be in the drive's memory still. So behind the last byte the start is
written once more, then all but the start is read; and before that is read, what follows it is
written once more. What the drive refuses is gone around in small pieces and noted; a drive that
refuses for long is not asked any further. Where it no longer takes anything at all, the test ends
with that.
"""

import threading
from collections.abc import Callable, Generator
from contextlib import closing
from functools import partial

from app.capacity import Capacity, Map
from app.control import Control
from app.drives.drive import DriveInfo, Medium
from app.errors import DiskFull, ReadRefused, WriteRefused
from app.events import Event, Progressed, Stage, StageStarted
from app.stages.findings import Findings
from app.stages.flow import Chunk, Pace, flow, nothing, page_aligned, read_all, write_all
from app.stages.locked import Lock
from app.stages.patience import patiently
from app.stages.pattern import PIECE, Pattern
from app.stages.sync import sync
from app.stages.write import halting

AGAIN = 64 << 20  # bytes that push the end out of the drive's memory
_CAREFUL = 64 << 10  # bytes asked for at once where something was refused
_ENOUGH = 64  # refusals in a row, each of _CAREFUL bytes: the rest will be no better
_READERS = 2

Move = Callable[[Medium, str, memoryview, int], None]


class EveryByte:
    """One for each test."""

    def __init__(self, medium: Medium, drive: DriveInfo, control: Control) -> None:
        self._medium, self._drive, self._control = medium, drive, control
        self._pattern = Pattern()
        self._findings = Findings(Map(medium.size, 8 * medium.sector), self._pattern)
        self._lock = Lock(medium, drive.name)
        self._in_a_row = 0  # refusals

    def run(self) -> Generator[Event]:
        size, start = self._medium.size, self._start
        yield from self._fill()
        yield from self._fill_again(0, start)
        yield StageStarted(Stage.VERIFY, size)
        yield from self._read(start, size, done=0)
        yield from self._fill_again(start, min(size, 2 * start))
        yield StageStarted(Stage.VERIFY, size, size - start)
        yield from self._read(0, start, done=size - start)

    @property
    def _start(self) -> int:
        """Bytes that push what was written before them out of the drive's memory."""
        return min(AGAIN, self._medium.size // 2 // self._medium.sector * self._medium.sector)

    def result(self, seconds: float) -> Capacity:
        return self._findings.result(whole=True, overcame=self._start, seconds=seconds)

    def _fill(self) -> Generator[Event]:
        yield StageStarted(Stage.WRITE, self._medium.size)
        halted, pace = threading.Event(), Pace()

        def sink(chunk: Chunk) -> None:
            try:
                write_all(self._medium, self._drive.name, chunk.view, chunk.offset, pace, halted)
            except DiskFull:  # says nothing of a stick that is a file
                raise
            except WriteRefused:  # what is not there is found when it is read
                self._write(chunk.view, chunk.offset)
            else:
                self._lock.took(chunk.offset)

        done = 0
        steps = flow(self._made, 0, self._medium.sector, sink, nothing)
        with closing(steps), halting(halted):
            for step in steps:
                done += step.chunk.length if step is not None else 0
                yield Progressed(Stage.WRITE, done)
                self._control.checkpoint()
        yield from self._demand_open()

    def _fill_again(self, first: int, stop: int) -> Generator[Event]:
        yield from sync(self._medium, self._control)
        self._in_a_row = 0
        view = page_aligned(PIECE)
        for offset in range(first, stop, PIECE):
            part = view[: min(PIECE, stop - offset)]
            self._pattern.fill(part, offset)
            do = partial(self._write, part, offset)
            yield from patiently(do, Progressed(Stage.SYNC, 0), self._control)
            self._control.checkpoint()
        yield from self._demand_open()
        yield from sync(self._medium, self._control)
        self._in_a_row = 0

    def _demand_open(self) -> Generator[Event]:
        yield from patiently(self._lock.demand_open, Progressed(Stage.SYNC, 0), self._control)

    def _read(self, first: int, stop: int, *, done: int) -> Generator[Event]:
        unread: dict[int, list[tuple[int, int]]] = {}

        def fill(view: memoryview, offset: int) -> int:
            part = view[: max(0, min(len(view), stop - offset))]
            try:
                read_all(self._medium, self._drive.name, part, offset)
            except ReadRefused:
                unread[offset] = self._carefully(read_all, part, offset)
            return len(part)

        def judge(chunk: Chunk) -> None:
            gaps, place = unread.pop(chunk.offset, []), chunk.offset
            for start, length in [*gaps, (chunk.end, 0)]:
                if start > place:
                    self._judge(chunk.view[place - chunk.offset : start - chunk.offset], place)
                if length:
                    self._findings.refused(start, length)
                place = start + length

        steps = flow(fill, first, self._medium.sector, nothing, judge, readers=_READERS)
        with closing(steps):
            for step in steps:
                done += step.chunk.length if step is not None else 0
                yield from self._findings.news()
                yield Progressed(Stage.VERIFY, done)
                self._control.checkpoint()

    def _judge(self, view: memoryview, offset: int) -> None:
        """In pieces: what is wrong in one of them does not make the whole of it slow."""
        for place in range(0, len(view), PIECE):
            part = view[place : place + PIECE]
            again = partial(read_all, self._medium, self._drive.name, part, offset + place)
            self._findings.read(offset + place, part, again)

    def _made(self, view: memoryview, offset: int) -> int:
        part = view[: max(0, min(len(view), self._medium.size - offset))]
        self._pattern.fill(part, offset)
        return len(part)

    def _write(self, view: memoryview, offset: int) -> None:
        refused = {place for place, _ in self._carefully(write_all, view, offset)}
        for place in range(offset, offset + len(view), _CAREFUL):
            (self._lock.refused if place in refused else self._lock.took)(place)

    def _carefully(self, work: Move, view: memoryview, offset: int) -> list[tuple[int, int]]:
        """In small pieces; returns (offset, length) of those that are refused."""
        refused: list[tuple[int, int]] = []
        for place in range(0, len(view), _CAREFUL):
            part = view[place : place + _CAREFUL]
            if self._in_a_row < _ENOUGH:
                try:
                    work(self._medium, self._drive.name, part, offset + place)
                except DiskFull:
                    raise
                except (ReadRefused, WriteRefused):
                    self._in_a_row += 1
                else:
                    self._in_a_row = 0
                    continue
            refused.append((offset + place, len(part)))
        return refused

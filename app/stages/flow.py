"""The pipe inside a stage: read ahead, work on what was read, in order, in few buffers.

While one chunk is written, the next one is read and unpacked and the one before is hashed. All
of that happens in C code that lets go of the interpreter, so threads are enough. Memory is fixed,
whatever the image: that of a `Room`.
"""

import mmap
import threading
import time
from collections import deque
from collections.abc import Callable, Generator
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any, Generic, Self, TypeVar

from app.drives.drive import Medium
from app.errors import ReadRefused, WriteRefused
from app.sources.source import Sparse, Stream, holes_of, moved_of
from app.stages.daemons import LET_GO
from app.stages.patience import BEAT
from app.stages.stall import Requests
from app.threads import begin

CHUNK = 4 << 20  # bytes of one buffer, a multiple of a ledger's block
BUFFERS = 3
SINKS = 2  # requests in flight at the drive: one more than it can work on keeps it busy, while
# the third buffer is filled: a fourth gained nothing that could be measured
HANDS = SINKS + 1  # threads: while two write, one can look what is on the drive already


@dataclass(frozen=True, slots=True)
class Room:
    """How much memory one flow may have."""

    chunk: int = CHUNK  # bytes
    buffers: int = BUFFERS


ROOMY = Room()
CROWDED = Room(2 << 20, 3)  # where drives, or a drive and the image, share what a job may have

_SLOW = 0.3  # seconds: no request shall take longer, so that stopping is quick
_SMALLEST_REQUEST = 64 << 10
LARGEST_SECTOR = 4096  # bytes
_ZEROS = memoryview(bytes(64 << 10))

A = TypeVar("A")
B = TypeVar("B")


@dataclass(frozen=True, slots=True)
class Chunk:
    """`length` image bytes at `offset`; `view` holds them, filled with zeros to a whole sector."""

    offset: int
    length: int
    view: memoryview
    share: float | None = None  # of the packed file, that it took to get as far as this

    @property
    def end(self) -> int:
        return self.offset + self.length


@dataclass(frozen=True, slots=True)
class Done(Generic[A, B]):
    """A chunk that has been through both works."""

    chunk: Chunk
    sunk: A
    tallied: B


# Fills a buffer with what belongs at an offset; returns image bytes, 0 at the end. What lies behind
# them, to the end of their last sector, is part of the chunk: zeros of an image, and of a medium
# whatever it has there, since the zeros that were written are checked like all else.
Fill = Callable[[memoryview, int], int]
# Asked behind each fill: how much of the packed file was used, where that is the only measure.
Measure = Callable[[], float | None]

# Told of each place that could be read at the second try only; from any thread.
Helped = Callable[[int], None]


def not_measured() -> float | None:
    return None


def page_aligned(length: int) -> memoryview:
    """A buffer that direct I/O accepts. A large one is of large pages where the kernel has them:
    what a drive has put into small ones takes a processor a fifth longer to go over."""
    area = mmap.mmap(-1, length, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
    if length >= CHUNK:  # a smaller one would be given the rest of a large page for nothing
        with suppress(OSError):
            area.madvise(mmap.MADV_HUGEPAGE)
    return memoryview(area)


def nothing(_chunk: Chunk) -> None:
    """A sink that is done before it begins: no thread is woken for it."""


def padded(length: int, sector: int) -> int:
    return -(-length // sector) * sector


def filling_from(stream: Stream, reading: Requests | None = None) -> Fill:
    """A stream comes in order, so the offset does not matter. Where it ends, zeros fill the sector,
    and where it has a hole, too. What is asked of its disk is counted in `reading`."""
    requests, holes = reading or Requests(), holes_of(stream)
    requests.moved = moved_of(stream)

    def fill(view: memoryview, _offset: int) -> int:
        place = 0
        while place < len(view):
            with requests.asking():
                got = _skipped(holes, view[place:]) or stream.readinto(view[place:])
            if not got:
                break
            place += got
        end = min(len(view), padded(place, LARGEST_SECTOR))
        _fill_with_zeros(view[place:end])
        return place

    return fill


def _skipped(holes: Sparse | None, view: memoryview) -> int:
    """Bytes filled with the zeros of a hole."""
    if holes is None:
        return 0
    length = holes.skip(len(view))
    _fill_with_zeros(view[:length])
    return length


def _fill_with_zeros(view: memoryview) -> None:
    """Piece by piece: zeros of a whole buffer's size would be another buffer for a moment."""
    for place in range(0, len(view), len(_ZEROS)):
        part = view[place : place + len(_ZEROS)]
        part[:] = _ZEROS[: len(part)]


def read_twice(medium: Medium, drive: str, view: memoryview, offset: int, helped: Helped) -> None:
    """Every byte, or an error. A place that can't be read is asked for once more: whatever comes
    then is compared like everything else, so nothing is believed for it. `helped` hears of it."""
    try:
        read_all(medium, drive, view, offset)
    except ReadRefused as error:
        read_all(medium, drive, view[error.offset - offset :], error.offset)
        helped(error.offset)


def read_all(medium: Medium, drive: str, view: memoryview, offset: int) -> None:
    """Every byte, or an error: a drive that was pulled out reads as its end."""
    place = 0
    while place < len(view):
        got = medium.pread_into(view[place:], offset + place)
        if got <= 0 or got % medium.sector:
            raise ReadRefused(drive, offset + place, "it ends early")
        place += got


class Pace:
    """How many bytes one request carries: as many as the drive takes in a third of a second."""

    def __init__(self) -> None:
        self.size = CHUNK

    def took(self, length: int, seconds: float) -> None:
        if seconds > _SLOW:
            self.size = max(_SMALLEST_REQUEST, self.size // 2)
        elif seconds < _SLOW / 4 and length >= self.size:
            self.size = min(CHUNK, self.size * 2)


def write_all(
    medium: Medium,
    drive: str,
    view: memoryview,
    offset: int,
    pace: Pace | None = None,
    halted: threading.Event | None = None,
) -> None:
    """Every byte, or an error. Ends early, without one, only when `halted`."""
    pace = pace or Pace()
    place = 0
    while place < len(view):
        if halted is not None and halted.is_set():
            return
        part = view[place : place + pace.size]
        began = time.monotonic()
        done = medium.pwrite(part, offset + place)
        pace.took(len(part), time.monotonic() - began)
        if done <= 0 or done % medium.sector:
            raise WriteRefused(drive, offset + place, "it takes no more data")
        place += done


def flow(
    fill: Fill,
    start: int,
    sector: int,
    sink: Callable[[Chunk], A],
    tally: Callable[[Chunk], B],
    *,
    readers: int = 1,
    room: Room = ROOMY,
    measure: Measure = not_measured,
    reads_image: bool = False,
) -> Generator[Done[A, B] | None]:
    """Yields each chunk after both works are done with it, in order, and None on every beat.

    `sink` runs for several chunks at once, `tally` for one after the other. A chunk's buffer is
    used again as soon as the generator goes on. Close it to stop: what is queued is dropped, what
    runs is waited for; only what `fill` does is left behind when it does not end soon, and only
    where it `reads_image`.
    """
    patience = LET_GO if reads_image else None
    with _Pipe(fill, start, sector, sink, tally, readers, room, measure, patience) as pipe:
        while True:
            while (way := pipe.first()) is not None:
                yield Done(way.chunk, way.sunk, way.tallied)
                pipe.free.put(way.buffer)
            if pipe.empty:
                return
            if not pipe.heard():
                pipe.demand_hands()
                yield None


class _Way(Generic[A, B]):
    """One buffer's way through the pipe. `due` has an entry for each work that is not done yet: to
    take one out needs no lock."""

    chunk: Chunk
    sunk: A
    tallied: B

    def __init__(self, buffer: memoryview, offset: int, works: int) -> None:
        self.buffer = buffer
        self.offset = offset
        self.read = False
        self.due = [None] * works
        self.error: BaseException | None = None


_Works = SimpleQueue[_Way[A, B] | None]  # None ends the thread that takes it


class _Pipe(Generic[A, B]):
    """Buffers on their way round: free, being read, being worked on, free. The threads hand them on
    to each other, and whoever follows is woken when one is at its end."""

    def __init__(
        self,
        fill: Fill,
        start: int,
        sector: int,
        sink: Callable[[Chunk], A],
        tally: Callable[[Chunk], B],
        readers: int,
        room: Room,
        measure: Measure,
        patience: float | None,
    ) -> None:
        self._measure, self._patience = measure, patience
        self._fill, self._sector, self._sink, self._tally = fill, sector, sink, tally
        self._next, self._chunk = start, room.chunk
        self._ended = self._left = False  # nothing more is read; nothing more is begun
        self._turn = threading.Lock()  # of those who read
        self._ways: deque[_Way[A, B]] = deque()  # in order
        self._unread: deque[_Way[A, B]] = deque()  # of these
        self._news: SimpleQueue[None] = SimpleQueue()
        self._to_sink: _Works[A, B] = SimpleQueue()
        self._to_tally: _Works[A, B] = SimpleQueue()
        self._works = [self._to_tally] if sink is nothing else [self._to_sink, self._to_tally]
        self.free: SimpleQueue[memoryview | None] = SimpleQueue()
        area = page_aligned(room.buffers * room.chunk)
        for place in range(0, len(area), room.chunk):
            self.free.put(area[place : place + room.chunk])
        self._readers = _threads(readers, "read", self._read_on)
        self._sinks = _threads(0 if sink is nothing else HANDS, "sink", self._sink_on)
        self._talliers = _threads(1, "tally", self._tally_on)

    def __enter__(self) -> Self:
        try:
            for thread in (*self._readers, *self._sinks, *self._talliers):
                begin(thread)
        except BaseException:  # there may be no more threads to be had
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        with self._turn:
            self._ended = self._left = True
        _end(self._readers, self.free, self._patience)
        _end(self._sinks, self._to_sink)
        _end(self._talliers, self._to_tally)

    @property
    def empty(self) -> bool:
        return self._ended and not self._ways

    def first(self) -> _Way[A, B] | None:
        """The first in line, when it is at its end. Raises what went wrong on its way."""
        while self._ways and not self._ways[0].due:
            way = self._ways.popleft()
            if way.error is not None:
                raise way.error
            if way.chunk.length:
                return way
        return None

    def heard(self) -> bool:
        """Waits for news; False after a beat without any."""
        with suppress(Empty):
            self._news.get(timeout=BEAT)
            return True
        return False

    def demand_hands(self) -> None:
        """Raises MemoryError where one is missing: without memory a thread may end in the middle
        of handing over what it has."""
        needed = [*self._sinks, *self._talliers, *([] if self._ended else self._readers)]
        if not all(thread.is_alive() for thread in needed):
            raise MemoryError("a thread ended without an answer")

    def _read_on(self) -> None:
        while (buffer := self.free.get()) is not None:
            with self._turn:
                if self._ended:
                    return
                way = _Way[A, B](buffer, self._next, len(self._works))
                self._ways.append(way)
                self._unread.append(way)
                self._next += self._chunk
            try:
                length = self._fill(buffer, way.offset)
                view = buffer[: padded(length, self._sector)]
                way.chunk = Chunk(way.offset, length, view, self._measure())
            except BaseException as error:  # noqa: BLE001  raised by whoever follows
                way.error = error
            way.read = True
            with self._turn:
                self._hand_on()

    def _hand_on(self) -> None:
        """All that was read, in order."""
        while self._unread and self._unread[0].read:
            way = self._unread.popleft()
            if way.error is not None or not way.chunk.length:
                way.due.clear()
                self._news.put(None)
            else:
                for work in self._works:
                    work.put(way)
            self._ended = self._ended or way.error is not None or way.chunk.length < self._chunk

    def _sink_on(self) -> None:
        self._work_on(self._to_sink, self._do_sink)

    def _tally_on(self) -> None:
        self._work_on(self._to_tally, self._do_tally)

    def _work_on(self, works: _Works[A, B], work: Callable[[_Way[A, B]], None]) -> None:
        while (way := works.get()) is not None:
            if self._left:
                continue
            try:
                work(way)
            except BaseException as error:  # noqa: BLE001  raised by whoever follows
                way.error = error
            way.due.pop()
            if not way.due:
                self._news.put(None)

    def _do_sink(self, way: _Way[A, B]) -> None:
        way.sunk = self._sink(way.chunk)

    def _do_tally(self, way: _Way[A, B]) -> None:
        if self._sink is nothing:
            self._do_sink(way)
        way.tallied = self._tally(way.chunk)


def _threads(count: int, name: str, target: Callable[[], None]) -> list[threading.Thread]:
    return [threading.Thread(target=target, name=name, daemon=True) for _ in range(count)]


def _end(
    threads: list[threading.Thread], works: SimpleQueue[Any], patience: float | None = None
) -> None:
    """What runs is waited for, `patience` seconds at most."""
    begun = [thread for thread in threads if thread.ident is not None]
    for _ in begun:
        works.put(None)
    for thread in begun:
        thread.join(patience)

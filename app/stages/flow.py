"""The pipe inside a stage: read ahead, work on what was read, in order, in few buffers.

While one chunk is written, the next one is read and unpacked and the one before is hashed. All
of that happens in C code that lets go of the interpreter, so threads are enough. Memory is fixed,
whatever the image: that of a `Room`.
"""

import mmap
import threading
import time
from collections.abc import Callable, Generator
from contextlib import suppress
from dataclasses import dataclass
from typing import Generic, TypeVar

from app.drives.drive import Medium
from app.errors import ReadRefused, WriteRefused
from app.sources.source import Sparse, Stream, holes_of, moved_of
from app.stages.daemons import LET_GO
from app.stages.pipe import Leap, Pipe, Way, Work, in_order
from app.stages.stall import Requests

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
    """A work that is done before it begins: no thread is woken for it."""


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
    leap: Leap = in_order,
    tally_in_order: bool = True,
) -> Generator[Done[A, B] | None]:
    """Yields each chunk after both works are done with it, in order, and None on every beat.

    `sink` runs for several chunks at once, `tally` for one after the other, or behind `sink` where
    its order is of no account: that hands every chunk on once less. A chunk's buffer is used again
    as soon as the generator goes on. Close it to stop: what is queued is dropped, what runs is
    waited for; only what `fill` does is left behind when it does not end soon, and only where it
    `reads_image`. What `leap` passes over is in no chunk.
    """

    def read(buffer: memoryview, offset: int) -> Chunk:
        length = fill(buffer, offset)
        return Chunk(offset, length, buffer[: padded(length, sector)], measure())

    area = page_aligned(room.buffers * room.chunk)
    buffers = [area[place : place + room.chunk] for place in range(0, len(area), room.chunk)]
    works = _works(sink, tally, tally_in_order=tally_in_order)
    patience = LET_GO if reads_image else None
    with Pipe(read, start, buffers, works, readers, patience, leap) as pipe:
        while not pipe.empty:
            if (way := pipe.first()) is not None:
                yield Done(way.piece, way.sunk, way.tallied)
                pipe.recycle(way)
            elif not (pipe.empty or pipe.heard()):
                pipe.demand_hands()
                yield None


def _works(
    sink: Callable[[Chunk], A], tally: Callable[[Chunk], B], *, tally_in_order: bool
) -> list[Work[Chunk, A, B]]:
    """No thread is woken for nothing."""

    def do_sink(way: Way[Chunk, A, B]) -> None:
        way.sunk = sink(way.piece)

    def do_tally(way: Way[Chunk, A, B]) -> None:
        way.tallied = tally(way.piece)

    def do_both(way: Way[Chunk, A, B]) -> None:
        do_sink(way)
        do_tally(way)

    if sink is nothing and tally is nothing:
        return []
    if sink is nothing:
        return [Work("tally", 1, do_both)]
    if tally is nothing or not tally_in_order:
        return [Work("sink", HANDS, do_both)]
    return [Work("sink", HANDS, do_sink), Work("tally", 1, do_tally)]

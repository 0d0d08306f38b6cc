"""The stream of a packed file whose blocks can be unpacked by themselves: several at once.

A few threads take the blocks in order; what they unpack is handed on in order. Unpacking lets other
threads run, so that they are worth as many cores.

All of it has one room in memory: what the blocks say that unpacking them needs, and what was
unpacked ahead. A block that does not fit is not begun, and no later one either, until there is room
or its turn has come; the block whose turn it is may always go on. So there is never more than the
room, or than one block needs that asks for more, whatever they ask for and however many threads
there are.
"""

import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from app.errors import PackedDamaged
from app.sources.source import Stream
from app.threads import begin

PIECE = 1 << 20  # bytes unpacked at once
BESIDE = 3 << 20  # bytes that a thread needs beside a decoder's own
ROOM = 96 << 20
MOST_THREADS = 4
_MMAP_THRESHOLD = -3  # M_MMAP_THRESHOLD of <malloc.h>
MOST_BEGUN = 256  # blocks, of which a file may have a hundred thousand that hold next to nothing


class Listed(Protocol):
    """A block that lies, unpacked, at `start` of the image."""

    @property
    def start(self) -> int: ...
    @property
    def length(self) -> int: ...


B = TypeVar("B")
L = TypeVar("L", bound=Listed)


def threads() -> int:
    """As many as there are cores for this process."""
    return min(MOST_THREADS, len(os.sched_getaffinity(0)))


def _give_memory_back() -> None:
    """What is freed is no longer this process's. By itself glibc keeps some of it for each thread,
    the more the larger it was: up to a window each, whoever uses memory meanwhile."""
    import ctypes  # takes its time, and a plain image needs none

    with suppress(OSError, AttributeError):  # other libraries have no such switch, nor need of it
        ctypes.CDLL(None).mallopt(_MMAP_THRESHOLD, PIECE // 2)


@dataclass
class _Ahead(Generic[B]):
    """What was unpacked of one block and not handed on yet. `error` comes behind the pieces."""

    block: B | None = None  # none where there was an error instead
    need: int = 0  # bytes of memory while it is being unpacked
    pieces: deque[memoryview] = field(default_factory=deque)
    ended: bool = False
    error: BaseException | None = None


class Blocks(Generic[B]):
    """`open_block` gives the stream of one block, which proves its end to whoever reads all of it,
    and tells damages by their place: in the image if there is a `length`, else in the block. `need`
    says how many bytes of memory that takes beside the pieces.

    `skip` bytes of the first block are left out. `length` is that of what comes, where it is known.
    """

    def __init__(
        self,
        blocks: Iterable[B],
        open_block: Callable[[B], Stream],
        *,
        need: Callable[[B], int],
        place_of: Callable[[B], int] = lambda _: 0,
        skip: int = 0,
        length: int | None = None,
        count: int | None = None,
        room: int = ROOM,
    ) -> None:
        self.passed: B | None = None  # the last one of which everything was handed on
        self.moved = 0  # bytes that were unpacked, also those that are left out
        self._blocks = iter(blocks)
        self._taking = threading.Lock()  # from the blocks, which may have to be searched for
        self._open = open_block
        self._need = need
        self._place_of = place_of
        self._skip = skip
        self._left = length
        self._room = room
        self._changed = threading.Condition()
        self._aheads: dict[int, _Ahead[B]] = {}  # by the number of the block
        self._front = 0  # the block whose turn it is
        self._next = 0  # the one that nobody has begun
        self._all_begun = False
        self._held = 0  # bytes that were unpacked ahead
        self._needed = 0  # bytes for what is being unpacked
        self._closed = False
        self._failed: BaseException | None = None
        _give_memory_back()
        for _ in range(threads() if count is None else count):
            begin(threading.Thread(target=self._run, name="unpack", daemon=True))

    def readinto(self, buffer: memoryview, /) -> int:
        if self._failed is not None:
            raise self._failed
        filled = 0
        while filled < len(buffer) and (piece := self._piece()) is not None:
            taken = min(len(piece), len(buffer) - filled)
            buffer[filled : filled + taken] = piece[:taken]
            self._give_back(piece[taken:], taken)
            filled += taken
        if self._left is not None:
            self._left -= filled
            if not self._left:  # who knows this may not ask again, and the end is yet to be proven
                self._piece()
        if self._failed is not None:
            raise self._failed
        return filled

    def close(self) -> None:
        """What is being unpacked ends with its piece; nobody waits for it."""
        with self._changed:
            self._closed = True
            self._aheads.clear()
            self._changed.notify_all()

    def _piece(self) -> memoryview | None:
        """The next bytes in order; None at the end, and where unpacking failed."""
        with self._changed:
            while not self._closed and not (self._all_begun and self._front == self._next):
                ahead = self._aheads.get(self._front)
                if ahead is not None and ahead.pieces:
                    return ahead.pieces.popleft()
                if ahead is not None and ahead.error is not None:
                    self._failed = ahead.error
                    return None
                if ahead is not None and ahead.ended:
                    self.passed = ahead.block
                    del self._aheads[self._front]
                    self._front += 1
                    self._changed.notify_all()
                    continue
                self._changed.wait()
        return None

    def _give_back(self, rest: memoryview, taken: int) -> None:
        with self._changed:
            self._held -= taken
            if rest and not self._closed:
                self._aheads[self._front].pieces.appendleft(rest)
            self._changed.notify_all()

    def _run(self) -> None:
        buffer = _Buffer()
        while (begun := self._begin()) is not None:
            number, ahead = begun
            try:
                if ahead.block is not None:
                    self._unpack(number, ahead.block, ahead, buffer)
            except BaseException as error:  # noqa: BLE001  raised by who reads, in its turn
                ahead.error = error
            with self._changed:
                ahead.ended = True
                self._needed -= ahead.need
                self._changed.notify_all()
                if ahead.error is not None:
                    return

    def _begin(self) -> tuple[int, _Ahead[B]] | None:
        """A block that nobody has begun, or the error that is there instead, and its number."""
        with self._taking:
            if self._closed or self._all_begun:
                return None
            ahead = self._take()
            with self._changed:
                number = self._next
                while not (self._closed or self._fits(number, ahead.need)):
                    self._changed.wait()
                self._all_begun = ahead.block is None
                self._changed.notify_all()
                if self._closed or (self._all_begun and ahead.error is None):
                    return None
                self._next += 1
                self._needed += ahead.need
                self._aheads[number] = ahead
                return number, ahead

    def _take(self) -> _Ahead[B]:
        ahead: _Ahead[B] = _Ahead()
        try:
            ahead.block = next(self._blocks, None)
            if ahead.block is not None:
                ahead.need = BESIDE + self._need(ahead.block)
        except BaseException as error:  # noqa: BLE001  raised by who reads, in its turn
            ahead.block, ahead.error = None, error
        return ahead

    def _fits(self, number: int, need: int) -> bool:
        if number == self._front or not need:
            return True
        return number - self._front < MOST_BEGUN and self._used + need <= self._room

    @property
    def _used(self) -> int:
        return self._held + self._needed

    def _unpack(self, number: int, block: B, ahead: _Ahead[B], buffer: "_Buffer") -> None:
        skip, place = self._skip if number == 0 else 0, self._place_of(block)
        stream = self._open(block)
        try:
            while self._may_go_on(number):
                try:
                    count = stream.readinto(buffer.view)
                except PackedDamaged as error:
                    self._put(ahead, buffer.piece(skip, max(skip, error.offset - place)))
                    raise
                if not count:
                    return
                self._put(ahead, buffer.piece(min(skip, count), count))
                skip, place = max(0, skip - count), place + count
                with self._changed:
                    self.moved += count
        finally:
            stream.close()

    def _may_go_on(self, number: int) -> bool:
        """Waits for room; False when nobody reads any more."""
        with self._changed:
            while self._used >= self._room and not self._closed:
                if number == self._front and not self._aheads[number].pieces:
                    break
                self._changed.wait()
            return not self._closed

    def _put(self, ahead: _Ahead[B], piece: memoryview) -> None:
        if not piece:
            return
        with self._changed:
            self._held += len(piece)
            ahead.pieces.append(piece)
            self._changed.notify_all()


class _Buffer:
    """What one thread unpacks into, until somebody has it."""

    def __init__(self) -> None:
        self._view: memoryview | None = None

    @property
    def view(self) -> memoryview:
        if self._view is None:
            self._view = memoryview(bytearray(PIECE))
        return self._view

    def piece(self, start: int, stop: int) -> memoryview:
        """What lies there, to be handed on. A few bytes are copied: they would keep all of it, and
        another MiB would be made of zeros for the next ones."""
        found = self.view[start:stop]
        if len(found) < PIECE // 2:
            return memoryview(bytes(found))
        self._view = None
        return found


def listed(
    blocks: Sequence[L],
    open_block: Callable[[L], Stream],
    need: Callable[[L], int],
    start: int = 0,
    *,
    count: int | None = None,
    room: int = ROOM,
) -> Blocks[L]:
    """Blocks that are all known, from `start` of the image on: also those that hold nothing, which
    has to be proven like all else."""
    rest = [each for each in blocks if each.start + max(1, each.length) > start]
    skip = start - rest[0].start if rest else 0
    return Blocks(
        rest,
        open_block,
        need=need,
        place_of=lambda block: block.start,
        skip=skip,
        length=sum(block.length for block in rest) - skip,
        count=min(threads() if count is None else count, len(rest) or 1),
        room=room,
    )

"""The stream of a packed file whose blocks can be unpacked by themselves: several at once.

A few threads take the blocks in order; what they unpack is handed on in order. Unpacking lets other
threads run, so that they are worth as many cores. They run ahead only as far as the room goes: the
block whose turn it is may always go on, and needs no room.
"""

import os
import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from app.errors import PackedDamaged
from app.sources.source import Stream

PIECE = 1 << 20  # bytes unpacked at once
ROOM = 48 << 20  # of what was unpacked ahead
MOST_THREADS = 4


class Block(Protocol):
    """Unpacked, it lies at `start` of the image."""

    @property
    def start(self) -> int: ...
    @property
    def length(self) -> int: ...


B = TypeVar("B", bound=Block)


def threads() -> int:
    """As many as there are cores for this process."""
    return min(MOST_THREADS, len(os.sched_getaffinity(0)))


@dataclass
class _Ahead:
    """What was unpacked of one block and not handed on yet. `error` comes behind the pieces."""

    pieces: deque[memoryview] = field(default_factory=deque)
    ended: bool = False
    error: BaseException | None = None


class Blocks(Generic[B]):
    """From `start` of the image on. `open` gives the stream of one block, which tells damages by
    their place in the image, and proves its end to whoever reads all of it."""

    def __init__(
        self,
        blocks: Sequence[B],
        open_block: Callable[[B], Stream],
        start: int = 0,
        *,
        count: int | None = None,
        room: int = ROOM,
    ) -> None:
        self._blocks = [block for block in blocks if block.start + block.length > start]
        self._open = open_block
        self._skip = start - self._blocks[0].start if self._blocks else 0
        self._left = sum(block.length for block in self._blocks) - self._skip
        self._room = room
        self._changed = threading.Condition()
        self._aheads: dict[int, _Ahead] = {}  # by the number of the block
        self._front = 0  # the block whose turn it is
        self._next = 0  # the one that nobody has begun
        self._held = 0  # bytes
        self._closed = False
        self._failed: BaseException | None = None
        for _ in range(min(count or threads(), len(self._blocks))):
            threading.Thread(target=self._run, name="unpack", daemon=True).start()

    def readinto(self, buffer: memoryview, /) -> int:
        if self._failed is not None:
            raise self._failed
        filled = 0
        while filled < len(buffer) and (piece := self._piece()) is not None:
            taken = min(len(piece), len(buffer) - filled)
            buffer[filled : filled + taken] = piece[:taken]
            self._give_back(piece[taken:], taken)
            filled += taken
        self._left -= filled
        if (
            not self._left
        ):  # who knows the length may not ask again, but the end is yet to be proven
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
            while self._front < len(self._blocks) and not self._closed:
                ahead = self._aheads.get(self._front)
                if ahead is not None and ahead.pieces:
                    return ahead.pieces.popleft()
                if ahead is not None and ahead.error is not None:
                    self._failed = ahead.error
                    return None
                if ahead is not None and ahead.ended:
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
        while (number := self._begun()) is not None:
            ahead = self._aheads.get(number, _Ahead())
            try:
                self._unpack(number, ahead)
            except BaseException as error:  # noqa: BLE001  raised by who reads, in its turn
                ahead.error = error
            with self._changed:
                ahead.ended = True
                self._changed.notify_all()
                if ahead.error is not None:
                    return

    def _begun(self) -> int | None:
        """The number of a block that nobody has begun."""
        with self._changed:
            if self._closed or self._next == len(self._blocks):
                return None
            number = self._next
            self._next += 1
            self._aheads[number] = _Ahead()
            return number

    def _unpack(self, number: int, ahead: _Ahead) -> None:
        block = self._blocks[number]
        skip, place = self._skip if number == 0 else 0, block.start
        stream = self._open(block)
        try:
            while self._may_go_on(number):
                view = memoryview(bytearray(PIECE))
                try:
                    count = stream.readinto(view)
                except PackedDamaged as error:
                    self._put(ahead, view[skip : max(skip, error.offset - place)])
                    raise
                if not count:
                    return
                self._put(ahead, view[min(skip, count) : count])
                skip, place = max(0, skip - count), place + count
        finally:
            stream.close()

    def _may_go_on(self, number: int) -> bool:
        """Waits for room; False when nobody reads any more."""
        with self._changed:
            while self._held >= self._room and not self._closed:
                if number == self._front and not self._aheads[number].pieces:
                    break
                self._changed.wait()
            return not self._closed

    def _put(self, ahead: _Ahead, piece: memoryview) -> None:
        if piece:
            with self._changed:
                self._held += len(piece)
                ahead.pieces.append(piece)
                self._changed.notify_all()

"""A .bz2 file on all cores: its blocks are searched for and unpacked several at once.

Whatever is not plain (padding behind the last stream, a mark that came about by chance, blocks that
hold next to nothing, any damage) is left to the one decoder that goes through the file in order. It
begins anew and passes over what was handed on already: so both ways give the same bytes and the
same words for what is wrong, at the price that the rare case takes up to twice as long.
"""

import threading
from collections.abc import Callable, Iterator

from app.errors import PackedDamaged
from app.formats import bzip2
from app.formats.bzip2 import Block, NotSplit
from app.sources.blocks import Blocks
from app.sources.codecs import BZIP2
from app.sources.layer import skip
from app.sources.source import Stream
from app.sources.unpacking import Unpacking

_MOST_OWED = 512  # blocks: half of them may be ahead, the others in a buffer that is being filled
_PAID = 16 << 10  # bytes for each, far less than one usually holds
_ROOM = 48 << 20  # bytes: blocks are small, so this keeps as many cores busy as more would


class Bzip2:
    """The stream of what the packed one holds. `begin` opens that one, as often as it is called;
    `packed_length` is its length."""

    def __init__(self, begin: Callable[[], Stream], packed_length: int | None) -> None:
        self._begin = begin
        self._packed_length = packed_length
        self._place = 0
        self._search = _Search(begin())
        self._blocks = Blocks(self._search, _opened, need=_need, room=_ROOM)
        self._in_order: Unpacking | None = None
        self._used = 0.0

    @property
    def share(self) -> float | None:
        """How much of the packed stream was used, from 0 to 1. What is unpacked once more does not
        count again."""
        if not self._packed_length:
            return None
        if self._in_order is not None:
            self._used = max(self._used, self._in_order.share or 0.0)
        elif passed := self._blocks.passed:
            self._used = min(1.0, passed.end / self._packed_length)
        return self._used

    @property
    def moved(self) -> int:
        return self._blocks.moved + (self._in_order.moved if self._in_order is not None else 0)

    def readinto(self, buffer: memoryview, /) -> int:
        if self._in_order is not None:
            return self._in_order.readinto(buffer)
        try:
            count = self._blocks.readinto(buffer)
        except (NotSplit, PackedDamaged):
            self._blocks.close()
            self._search.close()
            # Known before it has come as far: meanwhile others ask how it goes, or close it.
            self._in_order = Unpacking(self._begin(), BZIP2, packed_length=self._packed_length)
            skip(self._in_order, self._place)
            return self._in_order.readinto(buffer)
        self._place += count
        self._search.pay(count)
        return count

    def close(self) -> None:
        self._blocks.close()
        self._search.close()
        if self._in_order is not None:
            self._in_order.close()


class _Search:
    """The blocks as they are found, for one thread at a time. Each has to be paid for by what was
    handed on: where many hold next to nothing, whether that is still an image is not said here."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._found = bzip2.split(stream.readinto)
        self._counting = threading.Lock()
        self._owed = 0  # blocks
        self._closed = False
        self._lock = threading.Lock()

    def __iter__(self) -> Iterator[Block]:
        return self

    def __next__(self) -> Block:
        try:
            with self._lock:
                self._owe()
                return next(self._found)
        finally:
            if self._closed:
                self._end()

    def _owe(self) -> None:
        with self._counting:
            self._owed += 1
            if self._owed > _MOST_OWED:
                raise NotSplit

    def pay(self, count: int) -> None:
        """So many bytes came out of them."""
        with self._counting:
            self._owed = max(0, self._owed - count // _PAID)

    def close(self) -> None:
        """Who reads just now is not waited for, and closes it behind that."""
        self._closed = True
        self._end()

    def _end(self) -> None:
        if self._lock.acquire(blocking=False):
            self._stream.close()
            self._lock.release()


class _Held:
    """Bytes that are at hand, as a stream."""

    def __init__(self, data: bytes) -> None:
        self._rest = memoryview(data)

    def readinto(self, buffer: memoryview, /) -> int:
        count = min(len(buffer), len(self._rest))
        buffer[:count], self._rest = self._rest[:count], self._rest[count:]
        return count

    def close(self) -> None: ...


def _need(block: Block) -> int:
    """Bytes of memory: four for each of an unpacked block's, and what makes a stream of it."""
    return 4 * block.level * bzip2.LEVEL + 4 * len(block.data)


def _opened(block: Block) -> Stream:
    return Unpacking(_Held(block.stream()), BZIP2)

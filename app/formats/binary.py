"""How parsers read: bounded, by place, from anything that can be looked into.

Every parser takes a `Reader`, so a partition inside an image inside a packed file is read like a
file. `Budget` makes damage and malice end in `BudgetSpent` instead of in a long wait: it counts
reads, bytes and names in code, since a parser shares its process with the window.
"""

import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from app.errors import BudgetSpent, CorruptImage


class Reader(Protocol):
    """Bytes that can be read at any place."""

    @property
    def size(self) -> int | None:
        """Bytes in all; None when only unpacking would tell."""

    def read_at(self, offset: int, length: int) -> bytes:
        """Up to `length` bytes from `offset`; fewer only at the end.

        Raises NotReached behind what was unpacked, BudgetSpent, ImageUnreadable, ImageChanged,
        PackedDamaged.
        """


class Memory:
    """A `Reader` over bytes in memory."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    @property
    def size(self) -> int:
        return len(self._data)

    def read_at(self, offset: int, length: int) -> bytes:
        if offset < 0 or length < 0:
            return b""
        return self._data[offset : offset + length]


@dataclass(frozen=True, slots=True)
class Window:
    """A part of another reader that is read as if it were the whole: a partition, a boot image."""

    reader: Reader
    start: int
    length: int

    @property
    def size(self) -> int:
        if self.reader.size is None:
            return self.length
        return max(0, min(self.length, self.reader.size - self.start))

    def read_at(self, offset: int, length: int) -> bytes:
        if offset < 0 or offset >= self.length:
            return b""
        return self.reader.read_at(self.start + offset, min(length, self.length - offset))


class Budget:
    """A `Reader` that ends the reading when it was asked for too much.

    The defaults are far above what any image at hand needs (some 200 reads) and far below what
    takes a second. Names are those of files, which are cheap to read and dear to parse: folders
    see to it with `name_counter` that they are counted.
    """

    def __init__(
        self, reader: Reader, *, reads: int = 20_000, length: int = 48 << 20, names: int = 60_000
    ) -> None:
        self._reader = reader
        self._reads = reads
        self._length = length
        self._names = names

    @property
    def size(self) -> int | None:
        return self._reader.size

    def read_at(self, offset: int, length: int) -> bytes:
        self._reads -= 1
        self._length -= length
        if self._reads < 0:
            raise BudgetSpent("too many reads")
        if self._length < 0:
            raise BudgetSpent("too many bytes")
        return self._reader.read_at(offset, length)

    def count_name(self) -> None:
        self._names -= 1
        if self._names < 0:
            raise BudgetSpent("too many names")


def name_counter(reader: Reader) -> Callable[[], None]:
    """To be called for each name that is parsed. That raises BudgetSpent where the reader's budget
    allows no more."""
    while isinstance(reader, Window):
        reader = reader.reader
    return reader.count_name if isinstance(reader, Budget) else _not_counted


def _not_counted() -> None:
    """Nobody set a limit."""


def read_exactly(reader: Reader, offset: int, length: int, what: str) -> bytes:
    """`length` bytes of the structure `what`; raises CorruptImage when the image ends before."""
    data = reader.read_at(offset, length) if offset >= 0 else b""
    if len(data) < length:
        raise CorruptImage(what, max(offset, 0), f"{len(data)} of {length} bytes are there")
    return data


def unpack(layout: struct.Struct, reader: Reader, offset: int, what: str) -> tuple[Any, ...]:
    """The fields of one record; raises CorruptImage when the image ends before."""
    return layout.unpack(read_exactly(reader, offset, layout.size, what))

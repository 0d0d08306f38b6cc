"""A disk that is put together out of pieces, each of which lies somewhere else: bytes in memory,
ranges of an image, zeros, tables that are worked out while they are read.

Everything is settled when the pieces are joined. Reading finds its piece by bisection, at any
place, and the same bytes every time; a piece that gives fewer bytes than it should is an error and
never padding.
"""

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from app.errors import CorruptImage
from app.formats.binary import Memory, Reader

_ENDLESS = 1 << 62


class Zeros:
    """A `Reader` that is as long as anybody likes, and empty."""

    @property
    def size(self) -> int:
        return _ENDLESS

    def read_at(self, _offset: int, length: int) -> bytes:
        return bytes(length)


ZEROS = Zeros()


class Piece(NamedTuple):
    """`length` bytes from byte `place` of a reader on."""

    reader: Reader
    place: int
    length: int


@dataclass(frozen=True, slots=True, eq=False)
class Extents:
    """A `Reader` over pieces that follow one another; made by `Joined`.

    Numbers in arrays: a Windows image may have two hundred thousand files, each a piece of its own.
    `_starts` has one number more than there are pieces, the last of which is the size.
    """

    _readers: tuple[Reader, ...]
    _starts: "array[int]"
    _which: "array[int]"
    _places: "array[int]"

    def __len__(self) -> int:
        """How many pieces there are."""
        return len(self._which)

    @property
    def size(self) -> int:
        return self._starts[-1]

    def pieces(self, offset: int = 0, length: int = _ENDLESS) -> Iterator[Piece]:
        """What `length` bytes from `offset` on are made of, cut off at the end."""
        end = min(offset + length, self.size)
        number = bisect_right(self._starts, offset) - 1
        while offset < end:
            within = offset - self._starts[number]
            count = min(end, self._starts[number + 1]) - offset
            reader = self._readers[self._which[number]]
            yield Piece(reader, self._places[number] + within, count)
            offset += count
            number += 1

    def read_at(self, offset: int, length: int) -> bytes:
        """Raises CorruptImage where a piece is shorter than it should be, and what reading it
        raises."""
        if offset < 0 or length <= 0:
            return b""
        return b"".join(map(read_piece, self.pieces(offset, length)))


def read_piece(piece: Piece) -> bytes:
    """Every byte of it. Raises CorruptImage, and what reading it raises."""
    data = piece.reader.read_at(piece.place, piece.length)
    if len(data) != piece.length:
        why = f"{len(data):,} of {piece.length:,} bytes are there"
        raise CorruptImage("File", piece.place, why)
    return data


class Joined:
    """Pieces being put one behind the other. Those that continue what is there become part of it.

    What stands in memory is gathered, so that many small records are one piece.
    """

    def __init__(self) -> None:
        self._numbers: dict[int, int] = {}  # of readers, by their identity
        self._readers: list[Reader] = []
        self._starts = array("Q", [0])
        self._which = array("I")
        self._places = array("Q")
        self._written = bytearray()

    @property
    def size(self) -> int:
        """Bytes so far."""
        return self._starts[-1] + len(self._written)

    def bytes(self, data: bytes) -> None:
        self._written += data

    def zeros(self, length: int) -> None:
        if length < 0:
            raise ValueError("zeros go forward")
        self._add(ZEROS, 0, length)

    def zeros_to(self, offset: int) -> None:
        """Up to there, which must not lie behind."""
        self.zeros(offset - self.size)

    def range(self, reader: Reader, place: int, length: int) -> None:
        self._add(reader, place, length)

    def all(self, pieces: Iterable[Piece]) -> None:
        for piece in pieces:
            self._add(*piece)

    def done(self) -> Extents:
        self._flush()
        return Extents(tuple(self._readers), self._starts, self._which, self._places)

    def _flush(self) -> None:
        if self._written:
            data, self._written = bytes(self._written), bytearray()
            self._append(Memory(data), 0, len(data))

    def _add(self, reader: Reader, place: int, length: int) -> None:
        if length:
            self._flush()
            self._append(reader, 0 if reader is ZEROS else place, length)

    def _append(self, reader: Reader, place: int, length: int) -> None:
        number = self._numbers.setdefault(id(reader), len(self._readers))
        if number == len(self._readers):
            self._readers.append(reader)
        if self._continues(number, place):
            self._starts[-1] += length
            return
        self._which.append(number)
        self._places.append(place)
        self._starts.append(self._starts[-1] + length)

    def _continues(self, number: int, place: int) -> bool:
        if not self._which or self._which[-1] != number:
            return False
        if self._readers[number] is ZEROS:
            return True
        return self._places[-1] + self._starts[-1] - self._starts[-2] == place

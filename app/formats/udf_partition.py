"""The partitions of a UDF volume: how a block of one becomes a place in the image.

UDF 2.2.8 to 2.2.11 and 2.2.13. A plain partition is a run of sectors; a sparable one has some of
its packets elsewhere; a metadata partition lies in a file of a plain one, wherever its pieces are.
"""

import bisect
import struct
from collections.abc import Iterator
from typing import Protocol

from app.errors import CorruptImage
from app.formats.binary import Reader
from app.formats.tree import Extent
from app.formats.udf_volume import Run, tag_of

_MOST_SPARED = 65_535
_TABLE = b"*UDF Sparing Table"
_UNUSED = 0xFFFFFFF0  # and above: a spare packet that replaces nothing


class Partition(Protocol):
    def place(self, block: int) -> int:
        """The byte of the image at which `block` lies. Raises CorruptImage outside."""

    def extents(self, block: int, length: int) -> Iterator[Extent]:
        """Where `length` bytes from the partition's `block` on lie. Raises CorruptImage outside."""


class Plain:
    """A run of sectors of `size` bytes."""

    def __init__(self, run: Run, size: int) -> None:
        self.start = run.start * size
        self._length = run.length * size
        self._size = size

    def place(self, block: int) -> int:
        offset = block * self._size
        if offset >= self._length:
            raise CorruptImage("UDF", self.start + offset, "it lies outside its partition")
        return self.start + offset

    def extents(self, block: int, length: int) -> Iterator[Extent]:
        offset = block * self._size
        if offset + length > self._length:
            raise CorruptImage("UDF", self.start + offset, "it lies outside its partition")
        if length:
            yield Extent(self.start + offset, length)


class Sparable:
    """A plain partition of a rewritable disc, whose worn packets were replaced (UDF 2.2.11)."""

    def __init__(self, plain: Plain, packet: int, spared: dict[int, int]) -> None:
        self._plain = plain
        self._packet = packet  # bytes
        self._spared = spared  # byte in the partition to byte in the image
        self._places = sorted(spared)

    @classmethod
    def read(cls, reader: Reader, plain: Plain, size: int, map_: bytes) -> "Sparable":
        """Raises CorruptImage where no sparing table can be read."""
        packet, tables, length = struct.unpack_from("<HBxI", map_, 40)
        for place in struct.unpack_from("<4I", map_, 48)[: min(tables, 4)]:
            data = reader.read_at(place * size, min(length, 56 + 8 * _MOST_SPARED))
            if packet and tag_of(data) == 0 and data[17:].startswith(_TABLE) and len(data) >= 56:
                return cls(plain, packet * size, dict(_spared(data, size)))
        raise CorruptImage("UDF", 0, "no sparing table can be read")

    def place(self, block: int) -> int:
        return _first(self.extents(block, 1))

    def extents(self, block: int, length: int) -> Iterator[Extent]:
        for whole in self._plain.extents(block, length):
            yield from self._replaced(whole)

    def _replaced(self, whole: Extent) -> Iterator[Extent]:
        start = self._plain.start
        at = (whole.offset or 0) - start
        end = at + whole.length
        index = bisect.bisect_right(self._places, at - self._packet)
        while at < end:
            place = self._places[index] if index < len(self._places) else end
            if place > at:
                stop = min(place, end)
                yield Extent(start + at, stop - at)
            else:
                stop = min(place + self._packet, end)
                yield Extent(self._spared[place] + at - place, stop - at)
                index += 1
            at = stop


class Metadata:
    """A partition that is itself a file: all folders and file entries of UDF 2.50 and later."""

    def __init__(self, extents: tuple[Extent, ...], size: int) -> None:
        self._extents = extents
        self._size = size
        self._ends: list[int] = []
        for extent in extents:
            self._ends.append(extent.length + (self._ends[-1] if self._ends else 0))

    def place(self, block: int) -> int:
        return _first(self.extents(block, 1))

    def extents(self, block: int, length: int) -> Iterator[Extent]:
        at = block * self._size
        if not self._ends or at + length > self._ends[-1]:
            raise CorruptImage("UDF", 0, f"block {block} lies outside the metadata file")
        index = bisect.bisect_right(self._ends, at)
        while length > 0:
            extent = self._extents[index]
            within = at - (self._ends[index] - extent.length)
            count = min(length, extent.length - within)
            yield Extent(None if extent.offset is None else extent.offset + within, count)
            at, length, index = at + count, length - count, index + 1


def _first(extents: Iterator[Extent]) -> int:
    offset = next(extents).offset
    if offset is None:
        raise CorruptImage("UDF", 0, "what should describe a file is a hole")
    return offset


def _spared(data: bytes, size: int) -> Iterator[tuple[int, int]]:
    count = struct.unpack_from("<H", data, 48)[0]
    entries = data[56 : 56 + 8 * min(count, (len(data) - 56) // 8)]
    for original, mapped in struct.iter_unpack("<II", entries):
        if original < _UNUSED:
            yield original * size, mapped * size

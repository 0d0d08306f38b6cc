"""What a virtual disk says of itself: where in its file each byte of the disk stands."""

from enum import StrEnum
from typing import NamedTuple, Protocol


class Packing(StrEnum):
    """How a chunk was packed."""

    DEFLATE = "deflate"  # RFC 1951, bare
    ZLIB = "zlib"  # RFC 1950
    BZIP2 = "bzip2"
    XZ = "xz"
    ZSTD = "zstd"


class Run(NamedTuple):
    """`length` bytes that stand at `place` of the file; nowhere (None), and then they are zeros."""

    length: int
    place: int | None


class Chunk(NamedTuple):
    """Bytes that were packed together: `length` of the disk from byte `start` on, which stand in
    at most `packed` bytes at `place` of the file."""

    start: int
    length: int
    place: int
    packed: int
    packing: Packing


class VirtualDisk(Protocol):
    """A disk that a file describes. What it holds in memory does not grow with the disk."""

    @property
    def size(self) -> int:
        """Bytes of the disk."""

    def at(self, offset: int) -> Run | Chunk:
        """What stands at a byte of the disk: a run that begins there, or a chunk it is in. Either
        may reach past the disk's end. Raises CorruptImage, and what reading the file raises."""


def joined(disk: VirtualDisk, offset: int, most: int) -> Run | Chunk:
    """The same, where runs that continue one another are one, of about `most` bytes at most."""
    found = disk.at(offset)
    if isinstance(found, Chunk):
        return found
    length, place = found
    while length < most and offset + length < disk.size:
        more = disk.at(offset + length)
        if isinstance(more, Chunk) or not _continues(place, length, more):
            break
        length += more.length
    return Run(min(length, disk.size - offset), place)


def _continues(place: int | None, length: int, more: Run) -> bool:
    return more.place == (None if place is None else place + length)

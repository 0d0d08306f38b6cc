"""A file that lies in pieces, as one that is read by place."""

from bisect import bisect_right
from itertools import accumulate

from app.formats.binary import Reader
from app.formats.tree import Extent


class Pieces:
    """A `Reader` over the extents of a file. Unlike `Tree.read` it knows from the start where each
    byte is, so a large file in a FAT is not looked for from its first cluster on every time."""

    def __init__(self, reader: Reader, extents: tuple[Extent, ...], size: int) -> None:
        self._reader = reader
        self._extents = extents
        self._size = size
        self._starts = [0, *accumulate(extent.length for extent in extents)]

    @property
    def size(self) -> int:
        return min(self._size, self._starts[-1])

    def read_at(self, offset: int, length: int) -> bytes:
        if offset < 0 or length <= 0:
            return b""
        end = min(offset + length, self.size)
        parts: list[bytes] = []
        while offset < end:
            number = bisect_right(self._starts, offset) - 1
            extent, within = self._extents[number], offset - self._starts[number]
            count = min(end - offset, extent.length - within)
            if extent.offset is None:
                part = bytes(count)
            else:
                part = self._reader.read_at(extent.offset + within, count)
            parts.append(part)
            if len(part) < count:
                break
            offset += count
        return b"".join(parts)

    def place(self, offset: int) -> int:
        """Where a byte of the file is in the reader; for saying so."""
        number = max(0, min(bisect_right(self._starts, offset), len(self._extents)) - 1)
        if not self._extents:
            return 0
        return (self._extents[number].offset or 0) + offset - self._starts[number]

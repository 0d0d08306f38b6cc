"""An image with a block map: while it is read, what the map says of it is looked at."""

import hashlib
from collections import deque
from dataclasses import dataclass

from app.errors import BlockMapWrong
from app.formats.binary import Reader
from app.formats.bmap import Bmap
from app.sources.layer import skip
from app.sources.source import FromImage, Source, Stream, holes_of
from app.sources.through import Through


@dataclass(frozen=True, slots=True)
class MappedSource(FromImage):
    """A `Source`, the same one. Its streams raise BlockMapWrong where the map's checksum is not
    that of the image."""

    image: Source
    map: Bmap

    @property
    def size(self) -> int | None:
        return self.image.size

    def stream(self, start: int = 0) -> Stream:
        """From a place inside of a range on, that is read from its beginning: only as a whole it
        has a checksum."""
        inside = (each.start for each in self.map.ranges if each.start < start < each.stop)
        begin = next(inside, start)
        stream = Checked(self.image.stream(begin), self.map, self.name, begin)
        skip(stream, start - begin)
        return stream

    def look(self) -> Reader:
        return self.image.look()


class Checked(Through):
    """A `Stream` from `start` on. Ranges that begin before it cannot be looked at."""

    def __init__(self, stream: Stream, block_map: Bmap, name: str, start: int = 0) -> None:
        super().__init__(stream)
        self._holes = holes_of(stream)
        self._map = block_map
        self._name = name
        self._place = start
        self._left = deque(each for each in block_map.ranges if each.start >= start)
        self._hash = hashlib.new(block_map.algorithm, usedforsecurity=False)

    def readinto(self, buffer: memoryview, /) -> int:
        length = self._stream.readinto(buffer)
        self._look(buffer[:length])
        self._place += length
        if not length and self._left:
            raise self._wrong(self._place)
        return length

    def skip(self, most: int, /) -> int:
        """Only where the map says nothing: a hole in what it has a checksum of is read as zeros."""
        if self._holes is None:
            return 0
        free = self._left[0].start - self._place if self._left else most
        count = self._holes.skip(min(most, free)) if free > 0 else 0
        self._place += count
        return count

    def _look(self, view: memoryview) -> None:
        """At what has just been read from `place` on."""
        end = self._place + len(view)
        while self._left and self._left[0].start < end:
            each = self._left[0]
            begin = max(each.start, self._place) - self._place
            self._hash.update(view[begin : min(each.stop, end) - self._place])
            if each.stop > end:
                return
            if self._hash.hexdigest() != each.digest:
                raise self._wrong(each.start)
            self._left.popleft()
            self._hash = hashlib.new(self._map.algorithm, usedforsecurity=False)

    def _wrong(self, place: int) -> BlockMapWrong:
        return BlockMapWrong(self._name, f"the image differs from it behind byte {place:,}")

"""Files that lie one behind another, as one layer: a virtual disk may be stored in several."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path

from app.errors import ImageChanged
from app.formats.binary import Reader
from app.sources.extents import Joined
from app.sources.plain import FileStream, PlainFile
from app.sources.source import FileIdentity


class Files:
    """The layer. Each of them is looked at again at every reading: none may change meanwhile."""

    direct = True

    def __init__(self, paths: Sequence[Path]) -> None:
        """Raises ImageUnreadable."""
        self._files = [(path, FileIdentity.of(path)) for path in paths]
        self.starts = [0, *accumulate(identity.size for _, identity in self._files)]

    @property
    def size(self) -> int:
        return self.starts[-1]

    @property
    def beside(self) -> tuple[Path, ...]:
        return tuple(path for path, _ in self._files)

    def stream(self, start: int = 0) -> "FilesStream":
        return FilesStream(self._files, self.starts, start)

    def look(self) -> Reader:
        joined = Joined()
        for path, identity in self._files:
            joined.range(PlainFile(path, identity).look(), 0, identity.size)
        return joined.done()


class FilesStream:
    """From `start` on, and at any place after that."""

    def __init__(
        self, files: Sequence[tuple[Path, FileIdentity]], starts: Sequence[int], start: int
    ) -> None:
        self._files = files
        self._starts = starts
        self._place = start
        self._open: dict[int, FileStream] = {}

    def go_to(self, place: int) -> None:
        self._place = place

    def readinto(self, buffer: memoryview, /) -> int:
        filled = 0
        while filled < len(buffer) and self._place < self._starts[-1]:
            stream, left = self._here()
            count = stream.readinto(buffer[filled : filled + left])
            self._place += count
            filled += count
        return filled

    def skip(self, most: int, /) -> int:
        if self._place >= self._starts[-1]:
            return 0
        stream, left = self._here()
        count = stream.skip(min(most, left))
        self._place += count
        return count

    def close(self) -> None:
        for stream in self._open.values():
            stream.close()
        self._open.clear()

    def _here(self) -> tuple[FileStream, int]:
        """The file at `place`, standing there, and how much of it is left."""
        number = bisect_right(self._starts, self._place) - 1
        path, identity = self._files[number]
        if (stream := self._open.get(number)) is None:
            self.close()  # one at a time is enough
            stream = self._open[number] = FileStream(path, identity)
        if difference := identity.difference(FileIdentity.of(path)):
            raise ImageChanged(path.name, difference)
        stream.go_to(self._place - self._starts[number])
        return stream, self._starts[number + 1] - self._place

"""An image as it is but for a few bytes: those of files that are put into a file system of its own.

It stays as long as it was and is read as it was, packed or not; what was exchanged lies over it.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from app.display import for_display
from app.formats.binary import Reader
from app.report import Mode
from app.sources.layout_table import Patch
from app.sources.source import FromImage, Source, Stream, holes_of, moved_of, share_of


class Overlay:
    """Bytes that stand in place of others. None lies over another."""

    def __init__(self, patches: Iterable[Patch]) -> None:
        self._patches = sorted(patches, key=lambda patch: patch.offset)
        self._starts = [patch.offset for patch in self._patches]

    def cover(self, offset: int, view: memoryview) -> None:
        """What was read from there on gets the bytes that stand there now."""
        number = max(0, bisect_right(self._starts, offset) - 1)
        for patch in self._patches[number:]:
            if patch.offset >= offset + len(view):
                return
            start, stop = max(offset, patch.offset), min(offset + len(view), patch.end)
            if start < stop:
                data = patch.data[start - patch.offset : stop - patch.offset]
                view[start - offset : stop - offset] = data

    def clear_of(self, offset: int, most: int) -> int:
        """How many of so many bytes from there on are the image's own."""
        number = bisect_right(self._starts, offset)
        if number and self._patches[number - 1].end > offset:
            return 0
        following = self._starts[number] if number < len(self._starts) else offset + most
        return min(most, following - offset)


@dataclass(frozen=True, slots=True)
class _Reader:
    image: Reader
    overlay: Overlay

    @property
    def size(self) -> int | None:
        return self.image.size

    def read_at(self, offset: int, length: int) -> bytes:
        data = bytearray(self.image.read_at(offset, length))
        self.overlay.cover(offset, memoryview(data))
        return bytes(data)


@dataclass(frozen=True, slots=True, eq=False)
class Put:
    """Files that are in the root folder of an image's own file system, called `label`, which
    begins at byte `start`."""

    names: tuple[str, ...]
    label: str
    start: int


@dataclass(frozen=True, slots=True, eq=False)
class PatchedSource(FromImage):
    """A `Source`."""

    image: Source
    overlay: Overlay
    put: Put

    @property
    def size(self) -> int | None:
        return self.image.size

    @property
    def mode(self) -> Mode:
        return Mode.EXACT

    def stream(self, start: int = 0) -> Stream:
        return _Stream(self.image.stream(start), self.overlay, start)

    def look(self) -> Reader:
        return _Reader(self.image.look(), self.overlay)

    def steps(self) -> list[str]:
        size = f"{self.size:,} bytes" if self.size is not None else "the unpacked image"
        names = ", ".join(self.put.names)
        where = f"“{for_display(self.put.label)}”, its own first partition"
        return [
            f"Write {size} of {for_display(self.name)}",
            f"Put answers for cloud-init into {where}: {names}",
        ]


class _Stream:
    """A `Stream`, and what else the image's own is."""

    def __init__(self, image: Stream, overlay: Overlay, start: int) -> None:
        self._image = image
        self._overlay = overlay
        self._place = start
        self._holes = holes_of(image)
        self._moved = moved_of(image)
        self.close = image.close

    def readinto(self, buffer: memoryview, /) -> int:
        count = self._image.readinto(buffer)
        self._overlay.cover(self._place, buffer[:count])
        self._place += count
        return count

    def skip(self, most: int, /) -> int:
        most = self._overlay.clear_of(self._place, most)
        count = self._holes.skip(most) if self._holes is not None and most else 0
        self._place += count
        return count

    @property
    def share(self) -> float | None:
        return share_of(self._image)

    @property
    def moved(self) -> int:
        return self._moved()

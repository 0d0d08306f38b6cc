"""A DMG in a packed file: what tells it stands at its end, so it shows when all of it is unpacked.
Its bytes are no disk's."""

from app.errors import UnsupportedImage
from app.formats.dmg import BEGINS, TRAILER
from app.sources.source import Stream, moved_of, share_of


class RefusingDmg:
    """A `Stream` from `start` on, the same one, of an image of `size` bytes. Raises
    UnsupportedImage before it hands out the last ones of a DMG."""

    def __init__(self, stream: Stream, start: int, size: int | None) -> None:
        self._stream = stream
        self._place = start
        self._size = size
        self._last = b""

    @property
    def share(self) -> float | None:
        return share_of(self._stream)

    @property
    def moved(self) -> int:
        return moved_of(self._stream)()

    def readinto(self, buffer: memoryview, /) -> int:
        count = self._stream.readinto(buffer)
        self._place += count
        self._last = (self._last + bytes(buffer[max(0, count - TRAILER) : count]))[-TRAILER:]
        ended = count < len(buffer) or self._place == self._size
        if ended and self._last.startswith(BEGINS) and len(self._last) == TRAILER:
            raise UnsupportedImage(
                "This packed file holds a disk image of a Mac (DMG), which only its end tells.",
                "Unpack it first.",
            )
        return count

    def close(self) -> None:
        self._stream.close()

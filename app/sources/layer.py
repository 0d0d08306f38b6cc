"""What every layer looks like from the one above it, from the file on the disk to the image."""

from typing import Protocol

from app.errors import PackedDamaged
from app.formats.binary import Reader
from app.sources.source import Stream


class Layer(Protocol):
    """Bytes that can be streamed from a place on, and looked into."""

    @property
    def size(self) -> int | None: ...
    @property
    def direct(self) -> bool:
        """Whether looking into it unpacks nothing."""

    def stream(self, start: int = 0) -> Stream: ...

    def look(self) -> Reader: ...


def skip(stream: Stream, count: int) -> None:
    """Go on by `count` bytes, or to the end."""
    scratch = memoryview(bytearray(min(count, 1 << 20)))
    while count > 0:
        got = stream.readinto(scratch[:count])
        if not got:
            break
        count -= got


class DamagedLayer:
    """The layer, and the reader, of what cannot be opened: both say why."""

    size = None
    direct = False

    def __init__(self, error: PackedDamaged) -> None:
        self._error = error

    def stream(self, start: int = 0) -> Stream:
        raise self._error

    def look(self) -> Reader:
        return self

    def read_at(self, offset: int, length: int) -> bytes:
        raise self._error

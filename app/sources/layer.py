"""What every layer looks like from the one above it, from the file on the disk to the image."""

from typing import Protocol

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

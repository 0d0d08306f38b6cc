"""What every layer looks like from the one above it, from the file on the disk to the image."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol, runtime_checkable

from app.errors import CorruptImage, PackedDamaged
from app.formats.binary import Reader
from app.sources.source import Stream
from app.sources.through import Through

# The window a file may ask for: more than `xz -9` (64 MiB) and as much as `zstd --long` (128 MiB).
LARGEST_WINDOW = 1 << 27


class Layer(Protocol):
    """Bytes that can be streamed from a place on, and looked into."""

    @property
    def size(self) -> int | None: ...
    @property
    def direct(self) -> bool:
        """Whether looking into it unpacks nothing."""

    def stream(self, start: int = 0) -> Stream: ...

    def look(self) -> Reader: ...


@runtime_checkable
class Chosen(Protocol):
    """A layer that is one file of an archive: `member` is its name there."""

    @property
    def member(self) -> str: ...


@runtime_checkable
class Windowed(Protocol):
    """A layer whose unpacking may need a window of what came last."""

    def hold(self, room: int) -> int:
        """From now on it gets no larger one than it asks for at its beginning: that many bytes.
        Raises UnsupportedImage where they are more than the `room`, and what reading it raises."""


def _unheard(_count: int) -> None:
    """Nobody wants to know."""


def skip(stream: Stream, count: int, passed: Callable[[int], None] = _unheard) -> None:
    """Go on by `count` bytes, or to the end. `passed` is told of each piece, and may end it."""
    scratch = memoryview(bytearray(min(count, 1 << 20)))
    while count > 0:
        got = stream.readinto(scratch[:count])
        if not got:
            break
        count -= got
        passed(got)


def behind(stream: Stream, count: int, passed: Callable[[int], None] = _unheard) -> Stream:
    """What is `count` bytes further on; `passed` as for `skip`."""
    return _Behind(stream, count, passed) if count else stream


class _Behind(Through):
    """Opened at once: unpacking what is in front may take minutes, and whoever reads can be told
    meanwhile that it moves."""

    def __init__(self, stream: Stream, count: int, passed: Callable[[int], None]) -> None:
        super().__init__(stream)
        self._count = count
        self._passed = passed

    def readinto(self, buffer: memoryview, /) -> int:
        count, self._count = self._count, 0
        skip(self._stream, count, self._passed)
        return self._stream.readinto(buffer)


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


@contextmanager
def at_its_beginning(name: str) -> Iterator[None]:
    """Damage in the records of the archive that the layer `name` is, or below them, leaves not a
    byte of the image."""
    try:
        yield
    except CorruptImage as error:
        raise PackedDamaged(name, 0, error.why) from error
    except PackedDamaged as error:
        raise PackedDamaged(error.layer, 0, error.why) from error

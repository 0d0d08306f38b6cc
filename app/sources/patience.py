"""Looking into a packed image behind its first 64 MiB, by whoever has the time and says so."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from app.errors import PackedDamaged
from app.formats.binary import Reader, Window
from app.sources.source import Stream

_STEP = 1 << 20


class Patience:
    """That of one reader. As long as it is not `far`, the reader goes no further than one
    without: so what only has a look first may use the same."""

    def __init__(self, *, far: bool = True) -> None:
        self.far = far
        self.unpacked = 0  # bytes, those that were thrown away too
        self.depth = 0  # of the packing that is looked into, below others

    @contextmanager
    def below(self) -> Iterator[None]:
        """While a reader is made for another one: each keeps half as much as the one above it."""
        self.depth += 1
        try:
            yield
        finally:
            self.depth -= 1

    def passed(self, count: int) -> None:
        """So many bytes more were unpacked."""
        self.unpacked += count
        self.hear()

    def hear(self) -> None:
        """After each piece that was unpacked. What it raises ends the reading."""


@runtime_checkable
class Far(Protocol):
    """A source, or a layer of one, that can be read at any place by who has the time."""

    def look_far(self, patience: Patience, /) -> Reader:
        """A reader of one's own. It takes no more memory than others do, or twice as much where it
        unpacks what was unpacked. Raises NotReached where it would have to unpack the same again
        and again."""


@runtime_checkable
class Proving(Protocol):
    """A `Reader` of what has its checksums at the end."""

    def prove(self) -> None:
        """Reads on to where what was read is proven. Raises PackedDamaged, NotReached."""


@dataclass(frozen=True, slots=True)
class Summed(Window):
    """Bytes that were stored as they are, with a checksum that only `whole`, their stream, tells
    of."""

    whole: Callable[[], Stream]
    patience: Patience

    def prove(self) -> None:
        scratch = memoryview(bytearray(_STEP))
        stream = self.whole()
        try:
            while count := stream.readinto(scratch):
                self.patience.passed(count)
        finally:
            stream.close()


class Looked(Protocol):
    def look(self) -> Reader: ...


def look_far(into: Looked, patience: Patience) -> Reader:
    return into.look_far(patience) if isinstance(into, Far) else into.look()


class ByReader:
    """A `Stream` of what a reader reads, which can go to another place."""

    def __init__(self, reader: Reader, place: int = 0) -> None:
        self._reader = reader
        self._place = place

    def readinto(self, buffer: memoryview, /) -> int:
        try:
            data = self._reader.read_at(self._place, len(buffer))
        except PackedDamaged as error:
            good = min(len(buffer), max(0, error.offset - self._place))
            data = self._reader.read_at(self._place, good)
            buffer[: len(data)] = data
            raise
        buffer[: len(data)] = data
        self._place += len(data)
        return len(data)

    def go_to(self, place: int, /) -> None:
        self._place = place

    def skip(self, _most: int, /) -> int:
        return 0

    def close(self) -> None: ...

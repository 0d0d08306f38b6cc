"""A layer that is read by place into a buffer, past the page cache where that can be."""

from typing import Protocol, runtime_checkable

from app.formats.binary import Reader
from app.sources.layer import Layer
from app.sources.source import Stream


class Placed(Protocol):
    """Close it when done."""

    def read_at(self, place: int, buffer: memoryview, /) -> int:
        """Fill the buffer as far as the layer goes. Raises what its stream raises."""

    def skip_at(self, place: int, most: int, /) -> int:
        """How far, of `most` bytes from there on, nothing is stored."""

    def close(self) -> None: ...


@runtime_checkable
class Movable(Stream, Protocol):
    """A stream that can go on at another place."""

    def go_to(self, place: int, /) -> None: ...

    def skip(self, most: int, /) -> int: ...


def placed(layer: Layer) -> Placed:
    stream = layer.stream()
    if isinstance(stream, Movable):
        return _File(stream)
    stream.close()
    return _ByReader(layer.look())


class _File:
    def __init__(self, stream: Movable) -> None:
        self._stream = stream
        self.close = stream.close

    def read_at(self, place: int, buffer: memoryview, /) -> int:
        self._stream.go_to(place)
        return self._stream.readinto(buffer)

    def skip_at(self, place: int, most: int, /) -> int:
        self._stream.go_to(place)
        return self._stream.skip(most)


class _ByReader:
    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def read_at(self, place: int, buffer: memoryview, /) -> int:
        data = self._reader.read_at(place, len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def skip_at(self, _place: int, _most: int, /) -> int:
        return 0

    def close(self) -> None: ...

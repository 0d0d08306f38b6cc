"""Reads that follow each other, made fewer and larger."""

from app.errors import ImageError
from app.formats.binary import Reader

_AHEAD = 32 << 10
_NEAR = 16 << 10  # a small gap still counts as going on


class ReadAhead:
    """A `Reader` that reads 32 KiB at once where the last read was just before: a folder's file
    entries mostly lie in a row."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._start = 0
        self._data = b""

    @property
    def size(self) -> int | None:
        return self._reader.size

    def read_at(self, offset: int, length: int) -> bytes:
        within = offset - self._start
        if not 0 <= within <= len(self._data) - length:
            near = bool(self._data) and 0 <= within <= len(self._data) + _NEAR
            self._fill(offset, length, going_on=near)
            within = 0
        return self._data[within : within + length]

    def _fill(self, offset: int, length: int, *, going_on: bool) -> None:
        data = b""
        if going_on and length < _AHEAD:
            try:
                data = self._reader.read_at(offset, _AHEAD)
            except ImageError:  # what lies ahead cannot be had; what was asked for perhaps can
                data = b""
        self._data = data if len(data) >= length else self._reader.read_at(offset, length)
        self._start = offset

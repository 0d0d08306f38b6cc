"""Readers that behave like images which are long, not known to their end, or not yet unpacked."""

from app.errors import NotReached


class Stretched:
    """Bytes with zeros behind them up to `size`, which may be None: nobody knows."""

    def __init__(self, data: bytes, size: int | None) -> None:
        self._data = data
        self.size = size

    def read_at(self, offset: int, length: int) -> bytes:
        end = len(self._data) if self.size is None else self.size
        count = max(0, min(length, end - offset))
        return self._data[offset : offset + count].ljust(count, b"\0")


class Unpacked:
    """The first `limit` bytes of something packed; behind them nothing can be read yet."""

    size = None

    def __init__(self, data: bytes, limit: int) -> None:
        self._data = data
        self._limit = limit

    def read_at(self, offset: int, length: int) -> bytes:
        if offset + length > self._limit:
            raise NotReached(offset, self._limit)
        return self._data[offset : offset + length]


class Counted:
    """Counts reads and bytes."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.size = len(data)
        self.reads = 0
        self.read = 0

    def read_at(self, offset: int, length: int) -> bytes:
        data = self._data[offset : offset + length]
        self.reads += 1
        self.read += len(data)
        return data

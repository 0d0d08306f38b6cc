"""Looking into a file on the web: a few ranges of it, each fetched once and kept.

4 MB are enough for a verdict on an honest image, whose records stand close together. Behind that
TooFarOff is raised, and inspection says what it could not look at. What was looked at is held
against what is fetched when the file is written: nobody is shown one file and given another.
"""

import threading
from collections.abc import Callable

from app.errors import ImageChanged, TooFarOff

PIECE = 64 << 10
MOST = 4_000_000 // PIECE * PIECE  # bytes that are fetched

# The bytes from one place to another. Raises NotFetched, ImageChanged.
Fetch = Callable[[int, int], bytes]


class Glance:
    """A `Reader`. Without a `fetch` there is what was put in, and nothing more."""

    def __init__(self, name: str, size: int, fetch: Fetch | None) -> None:
        self._name = name
        self._size = size
        self._fetch = fetch
        self._pieces: dict[int, bytes] = {}
        self._fetched = 0
        self._lock = threading.Lock()

    @property
    def size(self) -> int:
        return self._size

    @property
    def direct(self) -> bool:
        """Whether it can be read at any place."""
        return self._fetch is not None

    def put(self, start: int, data: bytes) -> None:
        """What was fetched from `start` on, the beginning of a piece; only the file's last piece
        is shorter than others, so what is left over is forgotten."""
        self._fetched += len(data)
        for place in range(0, len(data), PIECE):
            piece = data[place : place + PIECE]
            if len(piece) == PIECE or start + place + len(piece) == self._size:
                self._pieces[(start + place) // PIECE] = piece

    def read_at(self, offset: int, length: int) -> bytes:
        if offset < 0 or length <= 0 or offset >= self._size:
            return b""
        end = min(offset + length, self._size)
        first, last = offset // PIECE, (end - 1) // PIECE
        with self._lock:
            self._have(first, last)
            data = b"".join(self._pieces[number] for number in range(first, last + 1))
        return data[offset - first * PIECE : end - first * PIECE]

    def _have(self, first: int, last: int) -> None:
        """Fetch what is missing, neighbours at once. Raises TooFarOff."""
        missing = [number for number in range(first, last + 1) if number not in self._pieces]
        if not missing:
            return
        start, stop = missing[0] * PIECE, min((missing[-1] + 1) * PIECE, self._size)
        if self._fetch is None or self._fetched + stop - start > MOST:
            raise TooFarOff(start, self._fetched)
        self.put(start, self._fetch(start, stop))

    def demand_same(self, place: int, data: memoryview) -> None:
        """Raises ImageChanged where something else was looked at than is fetched now."""
        end = place + len(data)
        for number in range(place // PIECE, (end - 1) // PIECE + 1 if data else 0):
            piece = self._pieces.get(number)
            if piece is None:
                continue
            start = max(place, number * PIECE)
            stop = min(end, number * PIECE + len(piece))
            seen = memoryview(piece)[start - number * PIECE : stop - number * PIECE]
            if seen != data[start - place : stop - place]:
                raise ImageChanged(self._name, "the server sends other bytes than before")


class GlanceLayer:
    """The innermost layer for whoever only looks: what is above it unpacks what was fetched."""

    def __init__(self, glance: Glance) -> None:
        self._glance = glance

    @property
    def size(self) -> int:
        return self._glance.size

    @property
    def direct(self) -> bool:
        return self._glance.direct

    def stream(self, start: int = 0) -> "GlanceStream":
        return GlanceStream(self._glance, start)

    def look(self) -> Glance:
        return self._glance


class GlanceStream:
    """From `start` on, as far as looking goes."""

    def __init__(self, glance: Glance, start: int) -> None:
        self._glance = glance
        self._place = start

    def readinto(self, buffer: memoryview, /) -> int:
        data = self._glance.read_at(self._place, len(buffer))
        buffer[: len(data)] = data
        self._place += len(data)
        return len(data)

    def close(self) -> None:
        """Nothing is open."""

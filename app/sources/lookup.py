"""Looking into a packed image by place, as far as a second and 64 MiB go.

An image is a row of blocks, each of which can be unpacked from its beginning; a format without an
index has one. What was unpacked is kept in pieces, so that parsers may jump to and fro. A piece
of zeros, which is most of many images, takes no memory.
"""

import weakref
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.errors import NotReached, PackedDamaged
from app.sources.source import Stream

PIECE = 256 << 10
REACH = 64 << 20  # unpacked from the beginning of a block; and kept
MOST_UNPACKED = 2 * REACH  # by one reader, where blocks make it go to and fro
_ZEROS = bytes(PIECE)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A block: its first unpacked byte, its length (None: to the end), and how to unpack it.

    The stream tells damages by their place in the image.
    """

    start: int
    length: int | None
    open: Callable[[], Stream]


class Lookup:
    """The reader. A damage is raised by a read that touches it or what lies behind it in its
    block. Where `size` was not known, it is once reading has reached the end."""

    def __init__(self, size: int | None, stretches: Sequence[Stretch]) -> None:
        self._size = size
        self._stretches = stretches
        self._starts = [stretch.start for stretch in stretches]
        self._kept = _Kept()
        self._damages: dict[Stretch, PackedDamaged] = {}
        self._ends: dict[Stretch, int] = {}  # of what a layer below reaches
        self._unpacked = 0
        self._cursor: _Cursor | None = None

    @property
    def size(self) -> int | None:
        return self._size

    def read_at(self, offset: int, length: int) -> bytes:
        if offset < 0:
            return b""
        out: list[bytes] = []
        end = offset + length
        while offset < end and (self._size is None or offset < self._size):
            part = self._read(offset)[: end - offset]
            if not part:
                break
            out.append(part)
            offset += len(part)
        return b"".join(out)

    def _read(self, offset: int) -> bytes:
        """Some bytes from `offset`; none at the end of the image."""
        stretch = self._stretches[max(0, bisect_right(self._starts, offset) - 1)]
        first = stretch.start + (offset - stretch.start) // PIECE * PIECE
        piece = self._kept.get(first)
        if piece is None:
            piece = self._unpack(stretch, first, offset)
        part = piece[offset - first :]
        if not part and stretch in self._damages:
            raise self._damages[stretch]
        return part

    def _unpack(self, stretch: Stretch, first: int, offset: int) -> bytes:
        """The piece that begins at `first`, and on the way there all before it in its stretch."""
        if first + PIECE > stretch.start + REACH:
            raise NotReached(offset, stretch.start + REACH)
        if first >= self._ends.get(stretch, first + 1):
            raise NotReached(offset, self._ends[stretch])
        if stretch in self._damages and self._damages[stretch].offset <= first:
            return b""
        cursor = self._cursor
        if cursor is None or cursor.stretch is not stretch or cursor.place > first:
            cursor = self._start(stretch)
        while True:
            if self._unpacked >= MOST_UNPACKED:
                raise NotReached(offset, self._unpacked)
            at, piece = cursor.place, self._advance(cursor)
            if at == first or len(piece) < PIECE:
                return piece if at == first else b""

    def _start(self, stretch: Stretch) -> "_Cursor":
        self._stop()
        self._cursor = _Cursor(stretch)
        return self._cursor

    def _stop(self) -> None:
        if self._cursor:
            self._cursor.stream.close()
        self._cursor = None

    def _advance(self, cursor: "_Cursor") -> bytes:
        """The cursor's next piece, kept; a short one is the last of its stretch."""
        at = cursor.place
        try:
            piece = cursor.next_piece()
        except NotReached as error:  # nor would it be the next time
            self._ends[cursor.stretch] = at
            self._stop()
            raise NotReached(at, at) from error
        except BaseException:
            self._stop()
            raise
        self._kept.put(at, piece)
        self._unpacked += len(piece)
        if len(piece) < PIECE:
            self._stop()
            if cursor.damage:
                self._damages[cursor.stretch] = cursor.damage
            elif cursor.stretch.length is None:
                self._size = cursor.place
        return piece


class SharedLookup:
    """One reader for all who look into a layer at the same time.

    It is held by them and by nobody else: 64 MiB are too much to keep for later.
    """

    def __init__(self, make: Callable[[], Lookup]) -> None:
        self._make = make
        self._held: Callable[[], Lookup | None] = lambda: None

    def get(self) -> Lookup:
        lookup = self._held()
        if lookup is None:
            lookup = self._make()
            self._held = weakref.ref(lookup)
        return lookup


class _Cursor:
    """Where unpacking stands in one stretch."""

    def __init__(self, stretch: Stretch) -> None:
        self.stretch = stretch
        self.stream = stretch.open()
        self.place = stretch.start
        self.damage: PackedDamaged | None = None

    def next_piece(self) -> bytes:
        """A whole piece; less at the end and where it is damaged."""
        length = PIECE
        if self.stretch.length is not None:
            length = min(PIECE, self.stretch.start + self.stretch.length - self.place)
        buffer = memoryview(bytearray(length))
        try:
            count = self.stream.readinto(buffer)
        except PackedDamaged as error:
            count = error.offset - self.place
            self.damage = error
        self.place += count
        return bytes(buffer[:count])


class _Kept:
    """Unpacked pieces by the place of their first byte; the ones used last, up to REACH."""

    def __init__(self) -> None:
        self._pieces: OrderedDict[int, bytes] = OrderedDict()
        self._held = 0

    def get(self, at: int) -> bytes | None:
        if at in self._pieces:
            self._pieces.move_to_end(at)
        return self._pieces.get(at)

    def put(self, at: int, piece: bytes) -> None:
        self._forget(at)
        self._pieces[at] = _ZEROS if piece == _ZEROS else piece
        self._held += _cost(self._pieces[at])
        while self._held > REACH:
            self._forget(next(iter(self._pieces)))

    def _forget(self, at: int) -> None:
        self._held -= _cost(self._pieces.pop(at, _ZEROS))


def _cost(piece: bytes) -> int:
    return 0 if piece is _ZEROS else len(piece)

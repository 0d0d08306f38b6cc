"""Looking into a packed image by place: as far as a second and 64 MiB go, or with patience.

An image is a row of blocks, each of which can be unpacked from its beginning; a format without an
index has one. What was unpacked is kept in pieces, so that parsers may jump to and fro. A piece
of zeros, which is most of many images, takes no memory.

With patience any place is reached, in no more memory. Where the packing allows it, marks are kept
on the way, from the nearest of which unpacking goes on. What it does not allow is read forward, and
from the beginning of the block where one has to go back. That may unpack the same again and again:
it ends when it is out of proportion to what was read.
"""

import weakref
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.errors import NotReached, PackedDamaged
from app.sources.layer import skip
from app.sources.marks import MOST, Marks
from app.sources.patience import Patience
from app.sources.source import Stream
from app.sources.unpacking import Mark, Unpacking

PIECE = 256 << 10
REACH = 64 << 20  # unpacked from the beginning of a block; and kept
MOST_UNPACKED = 2 * REACH  # by one reader, where blocks make it go to and fro
FIRST = 16 << 20  # of the image, where tables and folders mostly are: kept by who has patience
KEPT_BESIDE = 32 << 20  # and what was used last
MOST_AGAIN = 8 << 30  # unpacked more than once, and beside that
AGAIN = 16  # times as much as was read
MOST_AT_ALL = 1 << 40  # a few kilobytes may become more
_MOST_PIECES = 1 << 14  # of zeros
_ZEROS = bytes(PIECE)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A block: its first unpacked byte, its length (None: to the end), and how to unpack it.

    The stream tells damages by their place in the image. `resume` begins at a mark that such a
    stream made, where it makes some. `in_front`: bytes that are unpacked to open it.
    """

    start: int
    length: int | None
    open: Callable[[], Stream]
    resume: Callable[[Mark], Stream] | None = None
    in_front: int = 0


class Lookup:
    """The reader. A damage is raised by a read that touches it or what lies behind it in its
    block. Where `size` was not known, it is once reading has reached the end."""

    def __init__(
        self, size: int | None, stretches: Sequence[Stretch], patience: Patience | None = None
    ) -> None:
        self._size = size
        self._stretches = stretches
        self._starts = [stretch.start for stretch in stretches]
        self._patience = patience
        self._kept, depth = _Kept(REACH), 0
        if patience is not None:
            depth = patience.depth
            self._kept = _Kept(KEPT_BESIDE >> depth, FIRST >> depth)
        self._damages: dict[Stretch, PackedDamaged] = {}
        self._ends: dict[Stretch, int] = {}  # of what a layer below reaches
        self._come: dict[Stretch, int] = {}  # how far each was unpacked
        self._ended: set[Stretch] = set()
        self._marks = Marks(MOST >> depth)
        self._unpacked = self._again = self._read_out = 0
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
            self._read_out += len(part)
        return b"".join(out)

    def prove(self) -> None:
        """Reads every block that was begun to its end, where its checksums are."""
        for stretch in set(self._come) - self._ended:
            come = self._come[stretch]
            cursor = self._at_or_before(stretch, come)
            while stretch not in self._ended:
                self._demand_allowed(come)
                self._advance(cursor)
        if self._damages:
            raise next(iter(self._damages.values()))

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
        if self._patience is None or not self._patience.far:
            self._demand_near(stretch, first, offset)
        if stretch in self._damages and self._damages[stretch].offset <= first:
            return b""
        if stretch in self._ended and self._come[stretch] <= first:
            return b""
        cursor = self._at_or_before(stretch, first)
        while True:
            self._demand_allowed(offset)
            at, piece = cursor.place, self._advance(cursor)
            if at == first or len(piece) < PIECE:
                return piece if at == first else b""

    def _demand_near(self, stretch: Stretch, first: int, offset: int) -> None:
        if first + PIECE > stretch.start + REACH:
            raise NotReached(offset, stretch.start + REACH)
        if first >= self._ends.get(stretch, first + 1):
            raise NotReached(offset, self._ends[stretch])

    def _demand_allowed(self, offset: int) -> None:
        if self._patience is None or not self._patience.far:
            spent = self._unpacked >= MOST_UNPACKED
        else:
            spent = self._again > MOST_AGAIN + AGAIN * self._read_out
            spent |= self._unpacked >= MOST_AT_ALL
        if spent:
            raise NotReached(offset, self._unpacked)

    def _at_or_before(self, stretch: Stretch, first: int) -> "_Cursor":
        """The cursor there, or where unpacking has to begin to get there."""
        cursor, marked = self._cursor, self._marks.before(first)
        if cursor and cursor.stretch is stretch and marked.at <= cursor.place <= first:
            return cursor
        self._stop()
        if stretch.resume is None:
            cursor = _Cursor(stretch, stretch.open(), stretch.start)
            self._again += stretch.in_front
        else:
            stream = stretch.resume(marked.mark)
            skip(stream, marked.at - marked.mark.place)
            cursor = _Cursor(stretch, stream, marked.at)
            self._again += marked.at - marked.mark.place
        self._cursor = cursor
        return cursor

    def _stop(self) -> None:
        if self._cursor:
            self._cursor.stream.close()
        self._cursor = None

    def _advance(self, cursor: "_Cursor") -> bytes:
        """The cursor's next piece, kept; a short one is the last of its stretch."""
        at, stretch = cursor.place, cursor.stretch
        try:
            piece = cursor.next_piece()
        except NotReached as error:  # nor would it be the next time
            self._ends[stretch] = at
            self._stop()
            raise NotReached(at, at) from error
        except BaseException:  # whatever ended it, a cursor in the middle is of no use
            self._stop()
            raise
        self._kept.put(at, piece)
        self._count(cursor, at, len(piece))
        if len(piece) < PIECE:
            self._stop()
            self._ended.add(stretch)
            if cursor.damage:
                self._damages[stretch] = cursor.damage
            elif stretch.length is None:
                self._size = cursor.place
        elif isinstance(cursor.stream, Unpacking) and stretch.resume and self._marks.wanted(at):
            self._marks.put(cursor.place, cursor.stream.mark)
        if self._patience is not None:
            self._patience.hear()
        return piece

    def _count(self, cursor: "_Cursor", at: int, length: int) -> None:
        come = self._come.get(cursor.stretch, at)
        self._again += max(0, min(come, at + length) - at)
        self._come[cursor.stretch] = max(come, at + length)
        self._unpacked += length
        if self._patience is not None:
            self._patience.unpacked += length


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

    def __init__(self, stretch: Stretch, stream: Stream, place: int) -> None:
        self.stretch = stretch
        self.stream = stream
        self.place = place
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
    """Unpacked pieces by the place of their first byte: in the `first` bytes, and the last."""

    def __init__(self, most: int, first: int = 0) -> None:
        self._most = most
        self._behind = first
        self._first: dict[int, bytes] = {}
        self._pieces: OrderedDict[int, bytes] = OrderedDict()
        self._held = 0

    def get(self, at: int) -> bytes | None:
        if at in self._pieces:
            self._pieces.move_to_end(at)
            return self._pieces[at]
        return self._first.get(at)

    def put(self, at: int, piece: bytes) -> None:
        piece = _ZEROS if piece == _ZEROS else piece
        if at + len(piece) <= self._behind:
            self._first[at] = piece
            return
        self._forget(at)
        self._pieces[at] = piece
        self._held += _cost(piece)
        while self._held > self._most or len(self._pieces) > _MOST_PIECES:
            self._forget(next(iter(self._pieces)))

    def _forget(self, at: int) -> None:
        self._held -= _cost(self._pieces.pop(at, _ZEROS))


def _cost(piece: bytes) -> int:
    return 0 if piece is _ZEROS else len(piece)

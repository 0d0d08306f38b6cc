"""The blocks of a bzip2 file: up to 900 kB each before packing, and each can be unpacked alone.

The format is what its program writes; no specification came with it. A stream has a header of four
bytes, then blocks one behind the other without regard for bytes: each begins with a mark of 48 bits
and its checksum. Another mark and the sum of all checksums end the stream, which is filled up to a
whole byte. Where a block ends is written nowhere, so the next mark is searched for, bit by bit.

A mark may also come about by chance inside a block, once in some tens of thousands of large images.
Then neither half can be unpacked, or the sum is wrong: whoever unpacks has to begin once more, and
take everything in order.
"""

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass

HEADER = b"BZh"
_BLOCK, _END = 0x314159265359, 0x177245385090
_MARK, _SUM = 48, 32  # bits
_LEVELS = b"123456789"
LEVEL = 100_000  # bytes of a block before it is packed, for each level
_LONGEST = 4 << 20  # bytes of a packed block: a program makes none of more than one
_PIECE = 256 << 10  # bytes

# The bytes that are wholly the mark's, for each number of bits in front of it in its first byte.
_NEEDLES = (_BLOCK.to_bytes(6), *((_BLOCK >> n & (1 << 40) - 1).to_bytes(5) for n in range(1, 8)))


class NotSplit(Exception):
    """Blocks cannot be told from each other here. Nothing need be wrong: they have to be taken in
    order."""


@dataclass(frozen=True, slots=True)
class Block:
    """`length` bits of packed data, from its mark on, behind `before` others of `data`. `end` is
    the byte of the file up to which it was searched for."""

    level: int
    data: bytes
    before: int
    length: int
    end: int

    def stream(self) -> bytes:
        """A stream of its own: of one block, whose checksum is the sum of all."""
        behind = len(self.data) * 8 - self.before - self.length
        packed = int.from_bytes(self.data) >> behind & (1 << self.length) - 1
        checksum = packed >> self.length - _MARK - _SUM & (1 << _SUM) - 1
        length = self.length + _MARK + _SUM
        filling = -length % 8
        whole = packed << _MARK + _SUM | _END << _SUM | checksum
        return HEADER + b"%d" % self.level + (whole << filling).to_bytes((length + filling) // 8)


def split(read: Callable[[memoryview], int]) -> Iterator[Block]:
    """The blocks of all streams. `read` fills a buffer as far as the file goes.

    Raises NotSplit, behind the last one, for whatever is not plainly one stream after the other.
    """
    bits = _Bits(read)
    if bits.next_mark(0) != 32 or not (level := bits.level_before(32)):
        raise NotSplit
    start: int | None = 32
    total = 0
    while start is not None:
        following = bits.next_mark(start + _MARK + _SUM)
        new = 0 if following is None else bits.level_before(following)
        ends = following is None or new
        stop = bits.end_before(following) if following is None or new else following
        if stop < start + _MARK + _SUM:
            raise NotSplit
        checksum = bits.number(start + _MARK, _SUM)
        total = (total << 1 & (1 << _SUM) - 1 | total >> _SUM - 1) ^ checksum
        yield Block(level, *bits.cut(start, stop), bits.end)
        if ends:
            if bits.number(stop + _MARK, _SUM) != total:
                raise NotSplit
            level, total = new, 0
        start = following


class _Bits:
    """Of the file, from what is still needed to what was read. Places are bits of the file."""

    def __init__(self, read: Callable[[memoryview], int]) -> None:
        self._read = read
        self._data = bytearray()
        self._base = 0  # bytes that were let go
        self._marks: deque[int] = deque()

    @property
    def end(self) -> int:
        """Bytes of the file that were read."""
        return self._base + len(self._data)

    def next_mark(self, bit: int) -> int | None:
        """Where the next block begins, at this place or behind it; None where there is none."""
        while True:
            while self._marks:
                if self._marks[0] >= bit:
                    return self._marks[0]
                self._marks.popleft()
            if self.end - bit // 8 > _LONGEST:
                raise NotSplit
            if not self._read_on():
                return None

    def level_before(self, mark: int) -> int:
        """The level of the stream that begins with this block; 0 when it goes on with it."""
        if mark % 8 or mark < 32:
            return 0
        header = self.number(mark - 32, 32).to_bytes(4)
        return int(header[3:]) if header[:3] == HEADER and header[3] in _LEVELS else 0

    def end_before(self, mark: int | None) -> int:
        """Where the mark lies that ends the stream, before the next one or at the file's end."""
        last = self.end * 8 if mark is None else mark - 32
        for filling in range(8):
            place = last - filling - _SUM - _MARK
            if place >= self._base * 8 and self.number(place, _MARK) == _END:
                return place
        raise NotSplit

    def number(self, bit: int, count: int) -> int:
        """So many bits from this one on, the first the highest."""
        data, before = self._slice(bit, bit + count)
        return int.from_bytes(data) >> len(data) * 8 - before - count & (1 << count) - 1

    def cut(self, start: int, stop: int) -> tuple[bytes, int, int]:
        """These bits as a `Block` has them. What lies before them is not needed any more, but for
        a header's length."""
        data, before = self._slice(start, stop)
        gone = max(0, start // 8 - self._base)
        del self._data[:gone]
        self._base += gone
        return data, before, stop - start

    def _slice(self, start: int, stop: int) -> tuple[bytes, int]:
        first, behind = start // 8 - self._base, -(-stop // 8) - self._base
        return bytes(self._data[first:behind]), start % 8

    def _read_on(self) -> bool:
        piece = memoryview(bytearray(_PIECE))
        count = self._read(piece)
        had = len(self._data)
        self._data += piece[:count]
        self._marks.extend(sorted(self._found(had)))
        return bool(count)

    def _found(self, had: int) -> Iterator[int]:
        """The marks that were not whole before there was more than `had` bytes."""
        for before, needle in enumerate(_NEEDLES):
            inside = 1 if before else 0  # the needle begins a byte behind the mark
            place = max(0, had - 5 - inside) + inside
            while (place := self._data.find(needle, place)) >= 0:
                bit = (self._base + place - inside) * 8 + before
                if place + 5 < len(self._data) and self.number(bit, _MARK) == _BLOCK:
                    yield bit
                place += 1

"""The file allocation table of a FAT volume: which clusters a file goes through (Microsoft FAT
Specification, "FAT Data Structure").

Most files lie in one row of clusters, and a loader may have thousands of them, the image of an
installer a million: so a chain is handed out in rows, a page of the table is turned into numbers as
a whole, and numbers that count up are compared as a whole.
"""

import sys
from array import array
from collections import OrderedDict
from collections.abc import Iterator

from app.errors import BudgetSpent, CorruptImage
from app.formats.binary import Reader, read_exactly

LONGEST_CHAIN = 1 << 20  # clusters; a quarter of a second, each somewhere else
_END = {12: 0xFF8, 16: 0xFFF8, 32: 0x0FFFFFF8}
_NUMBER = {12: 0xFFF, 16: 0xFFFF, 32: 0x0FFFFFFF}  # the upper four bits of a wide one are reserved
_PAGE = 48 << 10  # bytes: no number of any kind lies across two pages
_KEPT = 8  # pages


class Table:
    """The first of them; it has `size` bytes from byte `start` of the volume. Read by pages."""

    def __init__(self, reader: Reader, start: int, size: int, clusters: int, bits: int) -> None:
        self._reader = reader
        self._start = start
        self._size = size
        self._clusters = clusters
        self._bits = bits
        self._each = _PAGE * 8 // bits  # numbers of a page
        self._pages: OrderedDict[int, array[int]] = OrderedDict()

    def chain(self, cluster: int, most: int) -> Iterator[tuple[int, int]]:
        """(first, count) of each row of neighbours in a chain of at most `most` clusters. Raises
        CorruptImage where it goes wrong: no row that leads there is handed out."""
        if most > LONGEST_CHAIN:
            raise BudgetSpent(f"a file of {most:,} clusters")
        seen = _Seen(self._each)
        first = count = 0
        while most > 0 and cluster < _END[self._bits]:
            if not 2 <= cluster < self._clusters + 2:
                why = f"a chain leads to cluster {cluster:,}, which is not there"
                raise CorruptImage("FAT", self._start, why)
            more, following = self._row(cluster, most)
            if (met := seen.met(cluster, more)) is not None:
                raise CorruptImage("FAT", self._start, f"cluster {met:,} is in a ring")
            if count and cluster != first + count:
                yield first, count
                first = count = 0
            first, count = (first, count + more) if count else (cluster, more)
            most -= more
            cluster = following
        if count:
            yield first, count

    def _row(self, cluster: int, most: int) -> tuple[int, int]:
        """How many clusters of a page follow one another from here on, and where the last leads."""
        number, within = divmod(cluster, self._each)
        page = self._page(number)
        if within >= len(page):
            raise self._too_short(number)
        most = min(most, len(page) - within, self._clusters + 2 - cluster)
        count = min(most, 1 + _counting_up(page, within, most, cluster + 1))
        return count, page[within + count - 1]

    def _page(self, number: int) -> "array[int]":
        if number not in self._pages:
            length = min(_PAGE, self._size - number * _PAGE)
            if length <= 0:
                raise self._too_short(number)
            data = read_exactly(self._reader, self._start + number * _PAGE, length, "FAT")
            self._pages[number] = _numbers(data, self._bits)
            while len(self._pages) > _KEPT:
                self._pages.popitem(last=False)
        return self._pages[number]

    def _too_short(self, number: int) -> CorruptImage:
        return CorruptImage("FAT", self._start + number * _PAGE, "it is too short for its clusters")


class _Seen:
    """The clusters that a chain came by, a bit each: a set of numbers takes fifty times as much."""

    def __init__(self, page: int) -> None:
        self._page = page  # clusters
        self._bits: dict[int, int] = {}

    def met(self, first: int, count: int) -> int | None:
        """The first of these that was there before; all of them are from now on. They lie in one
        page."""
        page, within = divmod(first, self._page)
        row = ((1 << count) - 1) << within
        before = self._bits.get(page, 0)
        self._bits[page] = before | row
        again = before & row
        return page * self._page + (again & -again).bit_length() - 1 if again else None


def _counting_up(page: "array[int]", start: int, most: int, value: int) -> int:
    """How many numbers from `start` on are `value`, the next one, and so on, up to `most`."""
    length, step, growing = 0, 1, True
    while step and length < most:
        step = min(step, most - length)
        at, wanted = start + length, value + length
        if page[at : at + step] == array(page.typecode, range(wanted, wanted + step)):
            length += step
        else:
            growing = False
        step = step * 2 if growing else step // 2
    return length


def _numbers(data: bytes, bits: int) -> "array[int]":
    if bits == 12:
        return _of_twelve_bits(data)
    numbers = array("H" if bits == 16 else "I")
    numbers.frombytes(data[: len(data) - len(data) % numbers.itemsize])
    if sys.byteorder == "big":
        numbers.byteswap()
    mask = _NUMBER[bits]
    if max(numbers, default=0) > mask:
        return array(numbers.typecode, (number & mask for number in numbers))
    return numbers


def _of_twelve_bits(data: bytes) -> "array[int]":
    """Two of them in three bytes."""
    count = len(data) * 2 // 3
    data += bytes(-len(data) % 3)
    numbers = array("H", bytes(len(data) // 3 * 4))
    low, middle, high = data[::3], data[1::3], data[2::3]
    numbers[::2] = array("H", (a | (b & 0xF) << 8 for a, b in zip(low, middle, strict=True)))
    numbers[1::2] = array("H", (b >> 4 | c << 4 for b, c in zip(middle, high, strict=True)))
    return numbers[:count]

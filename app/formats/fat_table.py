"""The file allocation table of a FAT volume: which clusters a file goes through (Microsoft FAT
Specification, "FAT Data Structure").

Most files lie in one row of clusters, and a loader may have thousands of them: so a chain is handed
out in rows, and a page of the table is turned into numbers as a whole.
"""

import sys
from array import array
from collections import OrderedDict
from collections.abc import Iterator, Sequence

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
        self._mask = _NUMBER[bits]
        self._each = _PAGE * 8 // bits  # numbers of a page
        self._pages: OrderedDict[int, Sequence[int]] = OrderedDict()

    def chain(self, cluster: int, most: int) -> Iterator[tuple[int, int]]:
        """(first, count) of each row of neighbours in a chain of at most `most` clusters. Raises
        CorruptImage where it goes wrong: no row that leads there is handed out."""
        if most > LONGEST_CHAIN:
            raise BudgetSpent(f"a file of {most:,} clusters")
        seen = set[int]()
        first = count = 0
        while len(seen) < most and cluster < _END[self._bits]:
            self._demand_new(cluster, seen)
            more, following = self._row(cluster, most - len(seen))
            row = range(cluster, cluster + more)
            if not seen.isdisjoint(row):
                self._demand_new(min(seen.intersection(row)), seen)
            seen.update(row)
            if count and cluster != first + count:
                yield first, count
                first = count = 0
            first, count = (first, count + more) if count else (cluster, more)
            cluster = following
        if count:
            yield first, count

    def _demand_new(self, cluster: int, seen: set[int]) -> None:
        if not 2 <= cluster < self._clusters + 2:
            why = f"a chain leads to cluster {cluster:,}, which is not there"
            raise CorruptImage("FAT", self._start, why)
        if cluster in seen:
            raise CorruptImage("FAT", self._start, f"cluster {cluster:,} is in a ring")

    def _row(self, cluster: int, most: int) -> tuple[int, int]:
        """How many clusters of a page follow one another from here on, and where the last leads."""
        number, within = divmod(cluster, self._each)
        page = self._page(number)
        if within >= len(page):
            raise self._too_short(number)
        most = min(most, len(page) - within, self._clusters + 2 - cluster)
        count, mask = 1, self._mask
        while (following := page[within + count - 1] & mask) == cluster + count and count < most:
            count += 1
        return count, following

    def _page(self, number: int) -> Sequence[int]:
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


def _numbers(data: bytes, bits: int) -> Sequence[int]:
    if bits == 12:
        return _of_twelve_bits(data)
    numbers = array("H" if bits == 16 else "I")
    numbers.frombytes(data[: len(data) - len(data) % numbers.itemsize])
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def _of_twelve_bits(data: bytes) -> Sequence[int]:
    """Two of them in three bytes."""
    count = len(data) * 2 // 3
    data += bytes(-len(data) % 3)
    numbers = array("H", bytes(len(data) // 3 * 4))
    low, middle, high = data[::3], data[1::3], data[2::3]
    numbers[::2] = array("H", (a | (b & 0xF) << 8 for a, b in zip(low, middle, strict=True)))
    numbers[1::2] = array("H", (b >> 4 | c << 4 for b, c in zip(middle, high, strict=True)))
    return numbers[:count]

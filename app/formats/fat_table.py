"""The file allocation table: which cluster follows which.

Microsoft FAT Specification (fatgen103), "FAT Data Structure". Files that were copied onto an empty
volume lie in one go, so that a chain of a million clusters is mostly a number that counts up; such
rows are compared as a whole instead of being followed link by link.
"""

import sys
from array import array
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass

from app.errors import BudgetSpent, CorruptImage
from app.formats.binary import Reader, read_exactly

_LONGEST_CHAIN = 1 << 20  # clusters; scattered, following them takes a second
_END_OF_CHAIN = {12: 0xFF8, 16: 0xFFF8, 32: 0x0FFFFFF8}
_PAGE = 64 << 10  # bytes
_NUMBERS = _PAGE // 4  # of 32 bits in a page
_KEPT = 8  # pages
_MASK = 0x0FFFFFFF  # of the 32 bits that count


@dataclass(frozen=True, slots=True)
class Place:
    """Where the table lies, in bytes, and what it is of."""

    start: int
    length: int
    clusters: int
    bits: int


class Table:
    """The first file allocation table, read by pages: of numbers where those have 32 bits, else of
    bytes."""

    def __init__(self, reader: Reader, place: Place) -> None:
        self._reader = reader
        self._place = place
        self._pages: OrderedDict[int, array[int]] = OrderedDict()

    def runs(self, cluster: int, most: int) -> Iterator[tuple[int, int]]:
        """(first, count) of each row of clusters that follow one another, at most `most` clusters.
        Raises CorruptImage where the chain leaves the volume or is a ring, BudgetSpent."""
        if most > _LONGEST_CHAIN:
            raise BudgetSpent(f"a file of {most:,} clusters")
        first = count = 0
        for row, length in self._rows(cluster, most):
            if count and row == first + count:
                count += length
                continue
            if count:
                yield first, count
            first, count = row, length
        if count:
            yield first, count

    def _rows(self, cluster: int, most: int) -> Iterator[tuple[int, int]]:
        """The same, cut where a page of the table ends."""
        seen = _Seen()
        while most > 0 and cluster < _END_OF_CHAIN[self._place.bits]:
            if not 2 <= cluster < self._place.clusters + 2:
                raise self._damaged(f"a chain leads to cluster {cluster:,}, which is not there")
            length, following = self._row(cluster, most)
            if seen.met(cluster, length):
                raise self._damaged(f"cluster {cluster:,} is in a ring")
            yield cluster, length
            most -= length
            cluster = following

    def _damaged(self, why: str) -> CorruptImage:
        return CorruptImage("FAT", self._place.start, why)

    def _row(self, cluster: int, most: int) -> tuple[int, int]:
        """How many clusters follow one another from this one on, as far as a page tells, and what
        follows the last of them."""
        if self._place.bits == 12:
            pair = self._pair(cluster * 3 // 2)
            return 1, pair >> 4 if cluster & 1 else pair & 0xFFF
        if self._place.bits == 16:
            return 1, self._pair(cluster * 2)
        page, within = divmod(cluster, _NUMBERS)
        numbers = self._page(page)
        if within >= len(numbers):
            raise self._damaged("it is too short for its clusters")
        left = min(most, len(numbers) - within, self._place.clusters + 2 - cluster)
        length = _counting_up(numbers, within, left, cluster + 1)
        if length == left:
            return length, cluster + length
        return length + 1, numbers[within + length]

    def _pair(self, place: int) -> int:
        """Two bytes, which may lie across two pages."""
        page, within = divmod(place, _PAGE)
        data = self._page(page)[within : within + 2]
        if len(data) < 2:
            data += self._page(page + 1)[:1]
        return int.from_bytes(data, "little")

    def _page(self, number: int) -> "array[int]":
        page = self._pages.get(number)
        if page is None:
            page = self._pages[number] = self._read(number)
            while len(self._pages) > _KEPT:
                self._pages.popitem(last=False)
        return page

    def _read(self, number: int) -> "array[int]":
        length = min(_PAGE, self._place.length - number * _PAGE)
        if length <= 0:
            raise self._damaged("it is too short for its clusters")
        place = self._place.start + number * _PAGE
        data = read_exactly(self._reader, place, length, "FAT")
        if self._place.bits != 32:
            return array("B", data)
        page = array("I", data[: length & ~3])
        if sys.byteorder == "big":
            page.byteswap()
        return page if max(page) <= _MASK else array("I", (each & _MASK for each in page))


def _counting_up(numbers: "array[int]", start: int, most: int, value: int) -> int:
    """How many numbers from `start` on are `value`, the next one, and so on; up to `most`."""
    length, step, growing = 0, 1, True
    while step and length < most:
        step = min(step, most - length)
        at, wanted = start + length, value + length
        if numbers[at : at + step] == array("I", range(wanted, wanted + step)):
            length += step
        else:
            growing = False
        step = step * 2 if growing else step // 2
    return length


class _Seen:
    """The clusters that a chain came by, a bit each."""

    def __init__(self) -> None:
        self._pages: dict[int, int] = {}

    def met(self, first: int, count: int) -> bool:
        """Whether one of these was there before; they are from now on. They lie in one page."""
        page, within = divmod(first, _NUMBERS)
        bits = ((1 << count) - 1) << within
        before = self._pages.get(page, 0)
        self._pages[page] = before | bits
        return bool(before & bits)

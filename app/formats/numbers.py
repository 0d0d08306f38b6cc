"""Long tables of numbers in a file, of which only what is asked for is read.

Several threads may ask at once: what is kept is kept and given up in one step each.
"""

import sys
from array import array
from collections import OrderedDict
from itertools import takewhile
from typing import Literal

from app.errors import CorruptImage
from app.formats.binary import Reader, read_exactly

_PAGE = 8192  # numbers that are read at once
_PAGES_KEPT = 4
_ROW = 8  # numbers that are compared at once, at first
_TABLES_KEPT = 16


class Numbers:
    """`count` unsigned numbers of `width` bytes each from byte `at` on."""

    def __init__(
        self,
        reader: Reader,
        at: int,
        count: int,
        width: Literal[4, 8],
        order: Literal["little", "big"],
        what: str,
    ) -> None:
        self._reader = reader
        self._at = at
        self._count = count
        self._width = width
        self._code = {4: "I", 8: "Q"}[width]
        self._swapped = order != sys.byteorder
        self._what = what
        self._pages: OrderedDict[int, array[int]] = OrderedDict()

    def __getitem__(self, number: int) -> int:
        """Raises CorruptImage where the table or the file ends before."""
        numbers, within = self._find(number)
        return numbers[within]

    def row(self, number: int, step: int) -> int:
        """How many there are from that number on, each of them larger by `step` than the one before
        it, as far as the page goes. Compared in rows, for most disks were written in one go."""
        numbers, within = self._find(number)
        found, length, end = 1, _ROW, 1 << 8 * self._width
        while part := numbers[within + found : within + found + length]:
            first = numbers[within] + found * step
            last = min(first + len(part) * step, end)
            row = array(self._code, range(first, last, step) if step else [first] * len(part))
            if part != row:
                alike = (one == other for one, other in zip(part, row, strict=False))
                return found + sum(takewhile(bool, alike))
            found, length = found + len(part), 2 * length
        return found

    def _find(self, number: int) -> "tuple[array[int], int]":
        """The page that it is on, and where."""
        page, within = divmod(number, _PAGE)
        if (numbers := self._pages.get(page)) is None:
            numbers = self._read(page)
        if not 0 <= within < len(numbers):
            raise CorruptImage(self._what, self._at, f"it has {self._count:,} entries")
        return numbers, within

    def _read(self, page: int) -> "array[int]":
        first = page * _PAGE
        length = max(0, min(_PAGE, self._count - first)) * self._width
        place = self._at + first * self._width
        numbers = array(self._code, read_exactly(self._reader, place, length, self._what))
        if self._swapped:
            numbers.byteswap()
        self._pages[page] = numbers
        if len(self._pages) > _PAGES_KEPT:
            self._pages.popitem(last=False)
        return numbers


class Tables:
    """Tables of `count` numbers each, wherever in the file. The last few are kept."""

    def __init__(
        self,
        reader: Reader,
        count: int,
        width: Literal[4, 8],
        order: Literal["little", "big"],
        what: str,
    ) -> None:
        self._reader = reader
        self._count = count
        self._width: Literal[4, 8] = width
        self._order: Literal["little", "big"] = order
        self._what = what
        self._kept: OrderedDict[int, Numbers] = OrderedDict()

    def at(self, place: int) -> Numbers:
        """The table that begins at that byte."""
        if (table := self._kept.get(place)) is None:
            table = Numbers(self._reader, place, self._count, self._width, self._order, self._what)
            self._kept[place] = table
            if len(self._kept) > _TABLES_KEPT:
                self._kept.popitem(last=False)
        return table

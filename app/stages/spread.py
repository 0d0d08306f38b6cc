"""Where a quick probe looks: places spread over a drive, each anywhere in its share of it.

Where exactly is left to chance, so that no two places are the same to a drive that begins anew
after some round number of bytes, and no drive can know them. Between two of them lies less than
twice a share. So wherever a drive begins anew, one place lands in the first two shares of it, and
it is enough to look through these.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from app.capacity import UNIT

CROWDED = 4 * UNIT  # bytes that a share has at least
FILLING = 32 << 20  # bytes written behind the marks, in all
LARGE = 128 << 20  # bytes of a cell, from which on it gets a second place, and more
MOST = 3  # places in a cell


@dataclass(frozen=True, slots=True)
class Place:
    """A mark of `length` bytes at `offset`, and behind it `filler` bytes that push it out of
    whatever memory the drive has."""

    offset: int
    length: int
    filler: int

    @property
    def whole(self) -> int:
        return self.length + self.filler


def places_for(size: int, cells: int) -> int:
    """How many, so that what has to be looked through stays short."""
    return cells * max(1, min(MOST, -(-size // cells // LARGE)))


def spread(start: int, stop: int, count: int, unit: int, chance: Random) -> Iterator[Place]:
    """Up to `count` places between two offsets, in order and apart; never the first unit, which
    has the partition table."""
    count = max(1, min(count, (stop - start) // (4 * unit)))
    filling = FILLING // count
    for number in range(count):
        begin = start + (stop - start) * number // count
        end = start + (stop - start) * (number + 1) // count
        first = max(-(-begin // unit), 1)
        last = max(first, (begin + (end - begin) // 2) // unit)
        offset = chance.randint(first, last) * unit
        room = (end - offset) // unit * unit
        if room >= unit:
            yield Place(offset, unit, max(0, min(filling // unit * unit, room - unit)))

"""What testing a drive found, as values: how much of it keeps what it is given, and where not.

No test can say that a drive is genuine. It can say that one looks fake, or that nothing wrong was
found in the places that were looked at.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

CELLS = 320  # of the map; fewer where a drive is too small for that
UNIT = 4096  # bytes of a place that a quick probe looks at, or a sector where that is larger


class Cell(StrEnum):
    """What became of a part of the drive."""

    UNTESTED = "untested"
    GOOD = "good"  # whatever was looked at in it came back
    LOST = "lost"  # something else came back, or nothing
    REPEATS = "repeats"  # it is another part of the drive over again
    REFUSED = "refused"  # the drive reported an error


BAD = frozenset({Cell.LOST, Cell.REPEATS, Cell.REFUSED})


class Verdict(StrEnum):
    """FINE says of a quick probe only that nothing was found."""

    FINE = "fine"
    FAKE = "fake"  # it is smaller than it claims
    WORN = "worn"  # places here and there are bad


@dataclass(frozen=True, slots=True)
class Capacity:
    """The result of a test. Lengths in bytes.

    `keeps`: up to where the drive keeps what it is given; its size, unless the verdict is FAKE.
    `ranges`: (offset, length) of what was found wrong up to there, as exactly as it was looked at.
    `overcame`: a memory in the drive of up to so many bytes could not have hidden anything.
    `whole`: every byte was tested, and none is what it was. `changed`: places that a quick probe
    could not put back, `places`: those that it looked at. `through`: there was time to look through
    all of where a drive shows that it begins anew. `sha256` is of no image.
    """

    size: int
    keeps: int
    verdict: Verdict
    cells: tuple[Cell, ...]
    ranges: tuple[tuple[int, int], ...]
    overcame: int
    whole: bool
    seconds: float
    changed: int = 0
    places: int = 0
    through: bool = True
    sha256: None = None

    @property
    def tested(self) -> int:
        """How many cells were looked at."""
        return sum(cell is not Cell.UNTESTED for cell in self.cells)

    @property
    def bad(self) -> int:
        return sum(cell in BAD for cell in self.cells)


class Map:
    """The cells of a drive while it is tested; each covers its share of it."""

    def __init__(self, size: int, smallest: int) -> None:
        """`smallest`: bytes that a cell has at least."""
        self.size = size
        self.count = max(1, min(CELLS, size // smallest))
        self._cells = [Cell.UNTESTED] * self.count

    @property
    def cells(self) -> tuple[Cell, ...]:
        return tuple(self._cells)

    def start(self, number: int) -> int:
        """Where a cell begins; that behind the last one is the size."""
        return self.size * number // self.count

    def within(self, offset: int, length: int) -> range:
        """The cells that these bytes touch."""
        last = min(self.size, offset + length) - 1
        return range(self._cell(offset), self._cell(max(offset, last)) + 1)

    def judge(self, number: int, cell: Cell) -> bool:
        """Whether that is news. What was bad once does not become good again."""
        before = self._cells[number]
        if before is cell or (before in BAD and cell is Cell.GOOD):
            return False
        self._cells[number] = cell
        return True

    def redraw(self, number: int, cell: Cell) -> None:
        """Once everything is known."""
        self._cells[number] = cell

    def _cell(self, offset: int) -> int:
        number = min(self.count - 1, offset * self.count // self.size)
        return number + 1 if self.start(number + 1) <= offset else number


def judged(
    found: Capacity, bad: Sequence[tuple[int, int]], repeats: int | None, good_end: int
) -> Capacity:
    """With its verdict. `bad` are (offset, length) in order; `repeats`: after how many bytes the
    drive begins anew, `good_end`: behind the last place that kept what it was given."""
    if repeats is not None:
        keeps = repeats
    elif bad and good_end <= bad[-1][0]:  # to the very end nothing is kept
        keeps = good_end
    else:
        keeps = found.size
    ranges = tuple((start, min(length, keeps - start)) for start, length in bad if start < keeps)
    verdict = Verdict.FAKE if keeps < found.size else Verdict.WORN if ranges else Verdict.FINE
    return replace(found, keeps=keeps, verdict=verdict, ranges=ranges)

"""Places that unpacking has been at and can begin at again."""

from bisect import bisect_right
from typing import NamedTuple

from app.sources.unpacking import Mark

MOST = 256  # marks of one packed stream: of 56 KiB each at most, as zlib has them
CLOSEST = 1 << 20  # bytes between two, at first


class Marked(NamedTuple):
    """`at`: the place from which on something is wanted, that of the mark or one behind it."""

    at: int
    mark: Mark


class Marks:
    """In order, and about as far from one another as there is room for. Where there are too many,
    every other one goes."""

    def __init__(self, most: int = MOST, closest: int = CLOSEST) -> None:
        self._most = most
        self._apart = closest
        self._marks: list[Marked] = []

    def __len__(self) -> int:
        return len(self._marks)

    def wanted(self, at: int) -> bool:
        return at >= (self._marks[-1].at if self._marks else 0) + self._apart

    def put(self, at: int, mark: Mark) -> None:
        if mark.place == (self._marks[-1].mark.place if self._marks else 0):
            return  # where a member begins that was there before
        self._marks.append(Marked(at, mark))
        if len(self._marks) > self._most:
            del self._marks[::2]
            self._apart *= 2

    def before(self, place: int) -> Marked:
        """The last one up to there; the beginning where there is none."""
        found = bisect_right(self._marks, place, key=lambda each: each.at)
        return self._marks[found - 1] if found else Marked(0, Mark())

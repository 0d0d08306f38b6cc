"""What a test of a drive has found so far: its map, what was wrong where, and whether the drive
begins anew somewhere.

A drive that begins anew after `n` bytes gives out, at a place, what was written `n` bytes behind
it, or twice as far. The least distance that was met is `n`. It counts only where the drive's start
was met so: one that puts all it cannot keep into one place looks alike from behind. There the last
that came to that place is read back as if it had been kept, and is told by its being read elsewhere
as well, in front.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from queue import SimpleQueue

from app.capacity import Capacity, Cell, Map, Verdict, judged
from app.errors import ReadRefused
from app.events import Event, Judged, Warned
from app.stages.ledger import merged
from app.stages.pattern import SECTOR, Pattern

MOST = 4096  # places: a drive with more is described well enough


class Findings:
    """Told of places in any order, by one thread at a time."""

    def __init__(self, cells: Map, pattern: Pattern) -> None:
        self.map = cells
        self._pattern = pattern
        self._good: list[tuple[int, int]] = []
        self._shared = cells.size  # the lowest place whose contents lie in front of it as well
        self._bad: list[tuple[int, int]] = []
        self._foreign: list[tuple[int, int]] = []
        self._nearest: int | None = None  # bytes between a place and one that it repeats
        self._lowest = cells.size
        self._news: SimpleQueue[Event] = SimpleQueue()

    @property
    def good_end(self) -> int:
        """Behind the last place that kept what it was given, and is no other place over again."""
        own = (place for place in self._good if place[0] < self._shared)
        return max((min(sum(place), self._shared) for place in own), default=0)

    @property
    def bad(self) -> tuple[tuple[int, int], ...]:
        """(offset, length) of what is wrong, in order."""
        foreign = [] if self.repeats is not None else self._foreign
        return tuple(merged(iter(sorted([*self._bad, *foreign]))))

    @property
    def repeats(self) -> int | None:
        """After how many bytes the drive begins anew."""
        near = self._nearest
        return near if near is not None and self._lowest < near else None

    def news(self) -> Iterator[Event]:
        """What is worth telling since the last time; from any thread."""
        while not self._news.empty():
            yield self._news.get()

    def good(self, offset: int, length: int) -> None:
        self._add(self._good, offset, length)
        self._judge(offset, length, Cell.GOOD)

    def refused(self, offset: int, length: int) -> None:
        self._add(self._bad, offset, length)
        self._judge(offset, length, Cell.REFUSED)

    def read(self, offset: int, view: memoryview, again: Callable[[], None]) -> None:
        """What was read where the pattern had been written. `again` reads it once more, where it is
        not right; then that counts."""
        wanted = self._pattern.bytes_at(offset, len(view))
        if bytes(view) != wanted:
            with suppress(ReadRefused):
                again()
            if bytes(view) == wanted:
                text = f"Byte {offset:,} was right only when read again."
                self._news.put(Warned("read-again", text, offset))
        if bytes(view) == wanted:
            self.good(offset, len(view))
            return
        for place in range(0, len(view), SECTOR):
            sector = view[place : place + SECTOR]
            if sector == wanted[place : place + SECTOR]:
                self.good(offset + place, SECTOR)
            elif (whence := self._pattern.whence(sector)) is None:
                self._add(self._bad, offset + place, SECTOR)
                self._judge(offset + place, SECTOR, Cell.LOST)
            else:
                self.foreign(offset + place, whence)

    def foreign(self, offset: int, whence: int) -> None:
        """The sector holds what was written elsewhere."""
        self._add(self._foreign, offset, SECTOR)
        distance = abs(whence - offset)
        self._nearest = min(self._nearest or distance, distance)
        self._lowest = min(self._lowest, offset, whence)
        if offset < whence:
            self._shared = min(self._shared, whence)
        self._judge(offset, SECTOR, Cell.REPEATS)

    def result(self, *, whole: bool, overcame: int, seconds: float, changed: int = 0) -> Capacity:
        size, repeats = self.map.size, self.repeats
        if repeats is not None:
            self._redraw(repeats)
        found = Capacity(
            size, size, Verdict.FINE, self.map.cells, (), overcame, whole, seconds, changed
        )
        return judged(found, self.bad, repeats, self.good_end)

    def _redraw(self, repeats: int) -> None:
        """What lies in front of where it begins anew is as good as the rest says: it was only
        written over from behind."""
        for number in range(self.map.count):
            behind = self.map.start(number) >= repeats
            self.map.redraw(number, Cell.REPEATS if behind else Cell.GOOD)
        for start, length in self._bad:
            for number in self.map.within(start, length):
                if self.map.start(number) < repeats:
                    self.map.redraw(number, Cell.LOST)

    def _judge(self, offset: int, length: int, cell: Cell) -> None:
        for number in self.map.within(offset, length):
            if self.map.judge(number, cell):
                self._news.put(Judged(number, self.map.count, cell))

    def _add(self, places: list[tuple[int, int]], offset: int, length: int) -> None:
        if places and sum(places[-1]) == offset:
            places[-1] = (places[-1][0], places[-1][1] + length)
        elif len(places) < MOST:
            places.append((offset, length))
        else:  # from here to there, wherever exactly
            start = min(places[-1][0], offset)
            places[-1] = (start, max(sum(places[-1]), offset + length) - start)

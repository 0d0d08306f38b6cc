"""Read a drive that may have bad places, the good ones first, as GNU ddrescue does.

    forwards in large steps, past whatever can't be read · backwards in small ones · what is left,
    without leaving out any · from both ends of each bad block to its first bad sector · every
    sector between these · the bad sectors again, backwards and forwards in turns

A bad place costs a drive seconds, and may be its last. So what reads well is had before anybody
asks for it again. All that is known stands in a map, which is never ahead of the file.
"""

import time
from bisect import bisect_right
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import closing, suppress

from app.capacity import Cell, Map
from app.control import Control
from app.drives.drive import DriveInfo, Medium, demand_same
from app.errors import ReadRefused
from app.events import Event, Judged, Stage, StageStarted, Warned
from app.formats.mapfile import Mapfile, State
from app.sources.saving import Saving
from app.stages.flow import page_aligned, read_all
from app.stages.ledger import merged
from app.stages.slices import Steps, sliced
from app.threads import Pool

STEP = 1 << 20  # bytes of a large step; more where a frame is larger
CLUSTER = 64 << 10  # bytes of a small one, as ddrescue takes
SAVED_EVERY = 10.0  # seconds
_FARTHEST = 100  # of the drive: the share that is left out at once at most
_HOPELESS = (State.UNTRIMMED, State.UNSCRAPED, State.BAD)

Span = tuple[int, int]  # start, stop


class Rescue:
    """One for each backup. `spans` of the drive are read into `saving`, as far as `known` does not
    say that they were. `keep` writes the map, when all that it tells of is on its disk."""

    def __init__(
        self,
        medium: Medium,
        drive: DriveInfo,
        known: Mapfile,
        spans: Sequence[Span],
        saving: Saving,
        control: Control,
        keep: Callable[[State], None],
        step: int = STEP,
    ) -> None:
        self._medium, self._drive, self._known, self._spans = medium, drive, known, spans
        self._starts = [start for start, _ in spans]
        self._saving, self._control, self._keep, self._step = saving, control, keep, step
        self._map = Map(known.size, step)
        self._drawn = [Cell.UNTESTED] * self._map.count
        self._touched: set[int] = set()
        self._had = sum(stop - start for start, stop in self._runs(State.READ))
        self._kept = time.monotonic()
        self._phase = State.UNTRIED

    def run(self, retries: int) -> Generator[Event]:
        """Raises DriveGone, Stopped, OSError of the file, ReadRefused where nothing at all can be
        read. Whatever ends it, the map is kept."""
        total = sum(stop - start for start, stop in self._spans)
        self._touch(0, self._known.size)
        try:
            yield StageStarted(Stage.READ, total, self._had)
            yield from self._go(State.UNTRIED, Stage.READ, self._large_steps())
            if self._had < total:
                yield from self._around(total, retries)
        except BaseException:  # a stop, or the closing of the job, as well as what fails
            with suppress(OSError):
                self._keep(self._phase)
            raise
        self._keep(self._phase)

    @property
    def unread(self) -> tuple[Span, ...]:
        """(offset, length), in order and apart."""
        return joined(self._runs(*_HOPELESS, State.UNTRIED))

    def _around(self, total: int, retries: int) -> Generator[Event]:
        text = "Some places can’t be read. They are tried again, now that the rest is saved."
        yield Warned("bad-places", text)
        yield StageStarted(Stage.RESCUE, total, self._had)
        yield from self._go(State.UNTRIED, Stage.RESCUE, self._backwards())
        if not self._had:
            raise ReadRefused(self._drive.name, 0, "nothing of it can be read")
        yield from self._go(State.UNTRIED, Stage.RESCUE, self._small_steps())
        yield from self._go(State.UNTRIMMED, Stage.RESCUE, self._trim())
        yield from self._go(State.UNSCRAPED, Stage.RESCUE, self._scrape())
        for number in range(retries):
            again = self._again(backwards=number % 2 == 0)
            yield from self._go(State.BAD, Stage.RESCUE, again)

    def _go(self, phase: State, stage: Stage, steps: Steps) -> Generator[Event]:
        self._phase = phase
        with closing(sliced(self._keeping(steps), stage, lambda: self._had, self._control)) as told:
            for event in told:
                yield from self._news()
                yield event

    def _keeping(self, steps: Steps) -> Steps:
        """With the map kept now and then."""
        with closing(steps):
            for _ in steps:
                if time.monotonic() - self._kept > SAVED_EVERY:
                    self._keep(self._phase)
                    self._kept = time.monotonic()
                yield

    def _large_steps(self) -> Steps:
        """While one step is read, the one before is stored: two buffers."""
        views, behind = (page_aligned(self._step), page_aligned(self._step)), 0
        jump, farthest = self._step, max(self._step, self._known.size // _FARTHEST)
        storing: tuple[Future[None], list[Span]] | None = None
        with Pool(1, "save") as pool:
            for number, start in enumerate(range(0, self._known.size, self._step)):
                if start < behind:
                    continue
                view = views[number % 2][: min(self._step, self._known.size - start)]
                good = self._read_step(start, view)
                self._stored(storing)
                storing = None
                if good is None:
                    behind, jump = start + len(view) + jump, min(2 * jump, farthest)
                elif good:
                    jump = self._step
                    storing = pool.submit(self._store, start, view, good), good
                else:
                    self._saving.blank(start, start + len(view))
                yield
            self._stored(storing)

    def _stored(self, storing: tuple[Future[None], list[Span]] | None) -> None:
        if storing is not None:
            storing[0].result()
            for begin, end in storing[1]:
                self._had_it(begin, end)

    def _read_step(self, start: int, view: memoryview) -> list[Span] | None:
        """What of a step was read just now, zeros around it; None where anything can't be."""
        todo = list(self._todo(start, start + len(view), State.UNTRIED))
        if todo != [(start, start + len(view))]:
            view[:] = bytes(len(view))
        try:
            for begin, end in todo:
                self._read(view[begin - start : end - start], begin)
        except ReadRefused:
            return None
        return todo

    def _store(self, start: int, view: memoryview, good: list[Span]) -> None:
        """As one piece where nothing of it is in the file."""
        if start >= self._saving.end:
            self._saving.put(start, view)
            return
        for begin, end in good:
            self._saving.put(begin, view[begin - start : end - start])

    def _backwards(self) -> Steps:
        """From the end, in small steps, ever longer ones left out behind what can't be read."""
        jump, before = CLUSTER, self._known.size
        for start, stop in reversed(list(self._runs(State.UNTRIED))):
            end = min(stop, before)
            while end > start:
                begin = max(start, (end - 1) // CLUSTER * CLUSTER)
                if self._try(begin, end, State.UNTRIMMED):
                    jump, end = CLUSTER, begin
                else:
                    end = before = begin - jump
                    jump = min(2 * jump, max(CLUSTER, self._known.size // _FARTHEST))
                yield

    def _small_steps(self) -> Steps:
        for start, stop in list(self._runs(State.UNTRIED)):
            for begin, end in _cut(start, stop, CLUSTER):
                self._try(begin, end, State.UNTRIMMED)
                yield

    def _trim(self) -> Steps:
        """From either end of a block up to the first bad sector."""
        sector = self._medium.sector
        for start, stop in list(self._runs(State.UNTRIMMED)):
            while start < stop:
                start += sector
                yield
                if not self._try(start - sector, start, State.BAD):
                    break
            while start < stop:
                stop -= sector
                yield
                if not self._try(stop, stop + sector, State.BAD):
                    break
            self._mark(start, stop, State.UNSCRAPED)

    def _scrape(self) -> Steps:
        for start, stop in list(self._runs(State.UNSCRAPED)):
            for begin, end in _cut(start, stop, self._medium.sector):
                self._try(begin, end, State.BAD)
                yield

    def _again(self, *, backwards: bool) -> Steps:
        runs = list(self._runs(State.BAD))
        for start, stop in reversed(runs) if backwards else runs:
            sectors = range(start, stop, self._medium.sector)
            for begin in reversed(sectors) if backwards else sectors:
                self._try(begin, begin + self._medium.sector, State.BAD)
                yield

    def _try(self, start: int, stop: int, otherwise: State) -> bool:
        """Read and store it; where that can't be, it is `otherwise`."""
        view = page_aligned(stop - start)
        try:
            self._read(view, start)
        except ReadRefused:
            self._mark(start, stop, otherwise)
            return False
        self._saving.put(start, view)
        self._had_it(start, stop)
        return True

    def _read(self, view: memoryview, start: int) -> None:
        """Of another card nothing gets into the file. Raises ReadRefused, DriveGone."""
        read_all(self._medium, self._drive.name, view, start)
        demand_same(self._medium, self._drive)

    def _had_it(self, start: int, stop: int) -> None:
        self._had += stop - start
        self._mark(start, stop, State.READ)

    def _mark(self, start: int, stop: int, state: State) -> None:
        self._known.mark(start, stop, state)
        self._touch(start, stop)

    def _touch(self, start: int, stop: int) -> None:
        if start < stop:
            self._touched.update(self._map.within(start, stop - start))

    def _news(self) -> Iterator[Judged]:
        """Cells that look different now."""
        touched, self._touched = self._touched, set()
        for number in sorted(touched):
            found = self._looks(self._map.start(number), self._map.start(number + 1))
            if found is not self._drawn[number]:
                self._drawn[number] = found
                yield Judged(number, self._map.count, found)

    def _looks(self, start: int, stop: int) -> Cell:
        if any(True for _ in self._todo(start, stop, *_HOPELESS)):
            return Cell.REFUSED
        untried = any(True for _ in self._todo(start, stop, State.UNTRIED))
        return Cell.UNTESTED if untried else Cell.GOOD

    def _runs(self, *states: State) -> Iterator[Span]:
        return self._todo(0, self._known.size, *states)

    def _todo(self, start: int, stop: int, *states: State) -> Iterator[Span]:
        """What of the spans is in one of the states."""
        for number in range(max(0, bisect_right(self._starts, start) - 1), len(self._spans)):
            begin, end = self._spans[number]
            if begin >= stop:
                return
            yield from self._known.runs(states, max(start, begin), min(stop, end))


def _cut(start: int, stop: int, length: int) -> Iterator[Span]:
    """At whole multiples of the length."""
    while start < stop:
        end = min(stop, start // length * length + length)
        yield start, end
        start = end


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """(offset, length) of those that follow one another, as one."""
    return tuple(merged((start, stop - start) for start, stop in spans))

"""The quick probe: mark places all over a drive, push the marks out of whatever memory it has, read
them, and put back what was there.

    keep what is there · mark · sync · fill · sync · read the marks · look through the first two
    shares for marks that do not belong there · put back · sync · is it back?

Everything is read before anything is written. So on a drive where two addresses are one place, each
gets back what it had, too. Whoever stops it waits until all is back.

It has two minutes. A slow drive gets fewer places, and less behind them, and less of it is looked
through. Only one that is so slow that even the least takes longer takes longer.
"""

import secrets
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from operator import attrgetter
from pathlib import Path
from random import Random

from app.capacity import UNIT, Capacity, Map
from app.control import Control
from app.drives.drive import DriveInfo, Medium
from app.errors import AppError, DiskFull, DriveGone, ReadRefused, WriteRefused
from app.events import Event, Progressed, Stage, StageStarted, Warned
from app.stages.findings import Findings
from app.stages.flow import page_aligned, read_all, write_all
from app.stages.locked import Lock
from app.stages.patience import patiently
from app.stages.pattern import Pattern
from app.stages.safe import Safe
from app.stages.spread import CROWDED, Place, places_for, spread
from app.stages.sync import sync
from app.stages.thinned import thinned

SECONDS = 120.0  # for all of it
_SHARES = 8  # of a round's time: keeping, marking and filling may take one of them each
_LOOK = 4 << 20  # bytes
_ROUNDS, _CLOSER, _BEHIND = 3, 64, 16  # times; places before, and behind, where it seems to end
_ALWAYS = 64 << 20  # bytes that are looked through, however slow it is
_EXACT = 1 << 20  # bytes: where it ends need not be known closer


class Probe:
    """One for each test. What it overwrites is kept in a file where there is a `path`."""

    def __init__(
        self,
        medium: Medium,
        drive: DriveInfo,
        control: Control,
        path: Path | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._medium, self._drive, self._control, self._path = medium, drive, control, path
        self._unit = max(UNIT, medium.sector)
        self._pattern = Pattern()
        self._findings = Findings(Map(medium.size, max(CROWDED, 4 * self._unit)), self._pattern)
        self._lock = Lock(medium, drive.name)
        self._chance = Random(secrets.randbits(64))  # noqa: S311  where it looks is no secret
        self._clock, self._end = clock, clock() + SECONDS
        self._overcame: list[int] = []
        self._so_long = 0.0  # seconds of all that was written in a round
        self._looked = self._changed = 0  # places
        self._through = True

    def run(self) -> Generator[Event]:
        """The whole drive, and then again and closer around the place where it seems to end."""
        size = self._medium.size
        count = places_for(size, self._findings.map.count)
        yield from self._round(self._spread(0, size, count), through=2 * size // count)
        for _ in range(_ROUNDS - 1):
            good, bad = self._findings.good_end, self._findings.bad
            first = next((start for start, _ in bad if start >= good), None)
            if self._findings.repeats is not None or first is None or first - good < _EXACT:
                return
            if self._changed:  # the file with what was there stays, and there is but one
                return
            if self._end - self._clock() < 4 * self._so_long:  # more is behind the marks then
                return
            closer = self._spread(good, first, _CLOSER)
            yield from self._round([*closer, *self._spread(first, size, _BEHIND)])

    def result(self, seconds: float) -> Capacity:
        overcame = min(self._overcame, default=0)
        found = self._findings.result(
            whole=False, overcame=overcame, seconds=seconds, changed=self._changed
        )
        return replace(found, places=self._looked, through=self._through)

    def _spread(self, start: int, stop: int, count: int) -> list[Place]:
        return list(spread(start, stop, count, self._unit, self._chance))

    def _round(self, places: Sequence[Place], through: int = 0) -> Generator[Event]:
        safe, began = Safe(self._medium, self._drive, self._path), self._clock()
        share = (self._end - began) / _SHARES
        try:
            yield from self._keep(places, safe, share)
        except BaseException:  # a stop, or the closing of the job, as well as what fails
            safe.forget()
            raise
        try:
            yield from self._mark(safe, share)
            self._so_long = self._clock() - began  # putting it back, and looking, takes no longer
            yield from self._look(safe.places)
            if there := len(safe.places):  # fewer, and further apart, where it is slow
                end = self._end - self._so_long
                yield from self._look_through(through * len(places) // there, end)
        except DriveGone:
            self._give_back(safe)
            raise
        except AppError:
            yield from self._put_back(safe)
            raise
        except BaseException:  # nobody listens any more, or the memory is used up
            self._give_back(safe)
            raise
        yield from self._put_back(safe)
        sign = Progressed(Stage.PROBE_READ, sum(place.whole for place in safe.places))
        yield from patiently(self._lock.demand_open, sign, Control())

    def _give_back(self, safe: Safe) -> None:
        """Without a word, when nobody listens any more. Where that fails, the file stays."""
        with suppress(AppError):
            safe.put_all_back()

    def _keep(self, places: Sequence[Place], safe: Safe, seconds: float) -> Generator[Event]:
        whole = sum(map(_whole, places))
        yield StageStarted(Stage.KEEP, whole)
        yield from patiently(safe.begin, Progressed(Stage.KEEP, 0), self._control)
        keep = partial(self._keep_one, safe)
        yield from self._each(Stage.KEEP, places, keep, _whole, self._control, seconds)
        yield from patiently(safe.sync, Progressed(Stage.KEEP, whole), self._control)

    def _keep_one(self, safe: Safe, place: Place) -> None:
        try:
            safe.keep(place, self._pattern.bytes_at(place.offset, place.whole))
        except ReadRefused:
            self._findings.refused(place.offset, place.length)

    def _mark(self, safe: Safe, seconds: float) -> Generator[Event]:
        """`safe` knows then what of it was written to."""
        control, places = self._control, safe.places
        yield StageStarted(Stage.PROBE, sum(map(_length, places)))
        marked = yield from self._each(
            Stage.PROBE, places, self._mark_one, _length, control, seconds
        )
        safe.narrow(marked)
        yield from sync(self._medium, control)
        whole = sum(map(_filler, marked))
        yield StageStarted(Stage.PROBE, whole)
        filled = yield from self._each(
            Stage.PROBE, marked, self._fill_one, _filler, control, seconds
        )
        there = set(filled)
        safe.narrow([each if each in there else replace(each, filler=0) for each in marked])
        self._overcame.append(sum(map(_filler, filled)))
        yield from sync(self._medium, control)
        sign = Progressed(Stage.PROBE, whole)
        yield from patiently(self._lock.demand_open, sign, control)

    def _mark_one(self, place: Place) -> None:
        self._write(place, place.offset, place.length)

    def _fill_one(self, place: Place) -> None:
        self._write(place, place.offset + place.length, place.filler)

    def _write(self, place: Place, offset: int, length: int) -> None:
        view = page_aligned(max(length, 1))[:length]
        self._pattern.fill(view, offset)
        try:
            write_all(self._medium, self._drive.name, view, offset)
        except DiskFull:  # says nothing of a stick that is a file
            raise
        except WriteRefused:
            self._lock.refused(offset)
            self._findings.refused(place.offset, place.length)
        else:
            self._lock.took(offset)

    def _look(self, places: Sequence[Place]) -> Generator[Event]:
        yield StageStarted(Stage.PROBE_READ, sum(map(_length, places)))
        yield from self._each(Stage.PROBE_READ, places, self._look_at, _length, self._control)
        self._looked += len(places)

    def _look_at(self, place: Place) -> None:
        view = page_aligned(place.length)
        read = partial(read_all, self._medium, self._drive.name, view, place.offset)
        try:
            read()
        except ReadRefused:
            self._findings.refused(place.offset, place.length)
        else:
            self._findings.read(place.offset, view, read)

    def _look_through(self, length: int, end: float) -> Generator[Event]:
        """For marks in places where nobody put them; until that time, when there is much of it."""
        length = min(length, self._medium.size) // self._unit * self._unit
        if not length:
            return
        yield StageStarted(Stage.PROBE_READ, length)
        view = page_aligned(_LOOK)
        for offset in range(0, length, _LOOK):
            part = view[: min(_LOOK, length - offset)]
            sign, began = Progressed(Stage.PROBE_READ, offset), self._clock()
            yield from patiently(partial(self._look_for, offset, part), sign, self._control)
            yield from self._findings.news()
            yield Progressed(Stage.PROBE_READ, offset + len(part))
            self._control.checkpoint()
            late = 2 * self._clock() - began > end  # for the next, if that takes as long
            if late and offset + len(part) >= _ALWAYS:
                self._through = offset + len(part) == length
                return

    def _look_for(self, offset: int, view: memoryview) -> None:
        try:
            read_all(self._medium, self._drive.name, view, offset)
        except ReadRefused as error:
            self._findings.refused(error.offset, self._unit)
            return
        for place, whence in self._pattern.places_in(view):
            if whence != offset + place:
                self._findings.foreign(offset + place, whence)

    def _put_back(self, safe: Safe) -> Generator[Event]:
        """Not to be stopped: what is there now is nobody's."""
        total, nobody = sum(map(_whole, safe.places)), Control()
        try:
            yield StageStarted(Stage.PUT_BACK, total)
            yield from self._each(Stage.PUT_BACK, safe.places, safe.put_back, _whole, nobody)
            yield from sync(self._medium, nobody)
            yield StageStarted(Stage.PROBE_READ, total)
            yield from self._each(Stage.PROBE_READ, safe.places, safe.look, _whole, nobody)
        except BaseException:
            self._give_back(safe)
            raise
        safe.forget()
        if count := len(safe.lost):
            self._changed += count
            for place in sorted(safe.lost, key=lambda lost: lost.offset):
                self._findings.refused(place.offset, place.whole)
                self._lock.refused(place.offset)
            yield from self._findings.news()
            text = f"{count} of {len(safe.places)} places do not hold what was there before."
            yield Warned("not-put-back", text)

    def _each(
        self,
        stage: Stage,
        places: Sequence[Place],
        work: Callable[[Place], None],
        length: Callable[[Place], int],
        control: Control,
        seconds: float = float("inf"),
    ) -> Generator[Event, None, list[Place]]:
        """Those that were worked at, in about so many seconds; `length` is how far each counts."""
        done, worked = 0, list[Place]()
        for passed, taken in thinned(places, seconds, self._clock):
            yield from patiently(partial(_all, work, taken), Progressed(stage, done), control)
            worked += taken
            done += sum(map(length, passed))
            yield from self._findings.news()
            yield Progressed(stage, done)
            control.checkpoint()
        return worked


_length: Callable[[Place], int] = attrgetter("length")
_filler: Callable[[Place], int] = attrgetter("filler")
_whole: Callable[[Place], int] = attrgetter("whole")


def _all(work: Callable[[Place], None], places: Sequence[Place]) -> None:
    for place in places:
        work(place)

"""The quick probe: mark places all over a drive, push the marks out of whatever memory it has, read
them, and put back what was there.

    keep what is there · mark · sync · fill · sync · read the marks · look through the first two
    shares for marks that do not belong there · put back · sync · is it back?

Everything is read before anything is written. So on a drive where two addresses are one place, each
gets back what it had, too. Whoever stops it waits until all is back.
"""

import secrets
import time
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import suppress
from functools import partial
from itertools import islice
from pathlib import Path
from random import Random

from app.capacity import Capacity, Map
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
from app.stages.spread import CROWDED, UNIT, Place, places_for, spread
from app.stages.sync import sync

BATCH = 8  # places between two looks at a stop
PATIENCE = 40.0  # seconds of filling; then a smaller memory was overcome
_LOOK = 4 << 20  # bytes
_ROUNDS, _CLOSER, _BEHIND = 3, 64, 16  # times; places before, and behind, where it seems to end
_LONG = 60.0  # seconds, after which it is not looked for still closer
_EXACT = 1 << 20  # bytes: where it ends need not be known closer


class Probe:
    """One for each test. What it overwrites is kept in a file where there is a `path`."""

    def __init__(
        self, medium: Medium, drive: DriveInfo, control: Control, path: Path | None = None
    ) -> None:
        self._medium, self._drive, self._control, self._path = medium, drive, control, path
        self._unit = max(UNIT, medium.sector)
        self._pattern = Pattern()
        self._findings = Findings(Map(medium.size, max(CROWDED, 4 * self._unit)), self._pattern)
        self._lock = Lock(medium, drive.name)
        self._chance = Random(secrets.randbits(64))  # noqa: S311  where it looks is no secret
        self._overcame: list[int] = []
        self._changed = 0

    def run(self) -> Generator[Event]:
        """The whole drive, and then again and closer around the place where it seems to end."""
        size, began = self._medium.size, time.monotonic()
        count = places_for(size, self._findings.map.count)
        yield from self._round(self._spread(0, size, count), through=2 * size // count)
        for _ in range(_ROUNDS - 1):
            good, bad = self._findings.good_end, self._findings.bad
            first = next((start for start, _ in bad if start >= good), None)
            if self._findings.repeats is not None or first is None or first - good < _EXACT:
                return
            closer = self._spread(good, first, _CLOSER)
            yield from self._round([*closer, *self._spread(first, size, _BEHIND)])
            if time.monotonic() - began > _LONG:
                return

    def result(self, seconds: float) -> Capacity:
        overcame = min(self._overcame, default=0)
        return self._findings.result(
            whole=False, overcame=overcame, seconds=seconds, changed=self._changed
        )

    def _spread(self, start: int, stop: int, count: int) -> list[Place]:
        return list(spread(start, stop, count, self._unit, self._chance))

    def _round(self, places: Sequence[Place], through: int = 0) -> Generator[Event]:
        safe = Safe(self._medium, self._drive, self._path)
        try:
            yield from self._keep(places, safe)
        except BaseException:  # a stop, or the closing of the job, as well as what fails
            safe.forget()
            raise
        try:
            yield from self._mark(safe.places)
            yield from self._look(safe.places)
            yield from self._look_through(through)
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

    def _keep(self, places: Sequence[Place], safe: Safe) -> Generator[Event]:
        whole = sum(place.whole for place in places)
        yield StageStarted(Stage.KEEP, whole)
        yield from patiently(safe.begin, Progressed(Stage.KEEP, 0), self._control)
        yield from self._each(Stage.KEEP, places, partial(self._keep_one, safe), self._control)
        yield from patiently(safe.sync, Progressed(Stage.KEEP, whole), self._control)

    def _keep_one(self, safe: Safe, place: Place) -> int:
        try:
            safe.keep(place, self._pattern.bytes_at(place.offset, place.whole))
        except ReadRefused:
            self._findings.refused(place.offset, place.length)
        return place.whole

    def _mark(self, places: Sequence[Place]) -> Generator[Event]:
        yield StageStarted(Stage.PROBE, sum(place.length for place in places))
        yield from self._each(Stage.PROBE, places, self._mark_one, self._control)
        yield from sync(self._medium, self._control)
        yield StageStarted(Stage.PROBE, sum(place.filler for place in places))
        filled = yield from self._each(Stage.PROBE, places, self._fill_one, self._control, PATIENCE)
        self._overcame.append(filled)
        yield from sync(self._medium, self._control)
        sign = Progressed(Stage.PROBE, filled)
        yield from patiently(self._lock.demand_open, sign, self._control)

    def _mark_one(self, place: Place) -> int:
        return self._write(place, place.offset, place.length)

    def _fill_one(self, place: Place) -> int:
        return self._write(place, place.offset + place.length, place.filler)

    def _write(self, place: Place, offset: int, length: int) -> int:
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
        return length

    def _look(self, places: Sequence[Place]) -> Generator[Event]:
        yield StageStarted(Stage.PROBE_READ, sum(place.length for place in places))
        yield from self._each(Stage.PROBE_READ, places, self._look_at, self._control)

    def _look_at(self, place: Place) -> int:
        view = page_aligned(place.length)
        read = partial(read_all, self._medium, self._drive.name, view, place.offset)
        try:
            read()
        except ReadRefused:
            self._findings.refused(place.offset, place.length)
        else:
            self._findings.read(place.offset, view, read)
        return place.length

    def _look_through(self, length: int) -> Generator[Event]:
        """For marks in places where nobody put them."""
        length = min(length, self._medium.size) // self._unit * self._unit
        if not length:
            return
        yield StageStarted(Stage.PROBE_READ, length)
        view = page_aligned(_LOOK)
        for offset in range(0, length, _LOOK):
            part = view[: min(_LOOK, length - offset)]
            sign = Progressed(Stage.PROBE_READ, offset)
            yield from patiently(partial(self._look_for, offset, part), sign, self._control)
            yield from self._findings.news()
            yield Progressed(Stage.PROBE_READ, offset + len(part))
            self._control.checkpoint()

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
        total, nobody = sum(place.whole for place in safe.places), Control()
        back, look = _counted(safe.put_back), _counted(safe.look)
        try:
            yield StageStarted(Stage.PUT_BACK, total)
            yield from self._each(Stage.PUT_BACK, safe.places, back, nobody)
            yield from sync(self._medium, nobody)
            yield StageStarted(Stage.PROBE_READ, total)
            yield from self._each(Stage.PROBE_READ, safe.places, look, nobody)
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
        places: Iterable[Place],
        work: Callable[[Place], int],
        control: Control,
        patience: float = float("inf"),
    ) -> Generator[Event, None, int]:
        """`work` returns bytes; so does this, of all of them. Ends early when it takes longer than
        `patience` seconds."""
        began, done, left = time.monotonic(), 0, iter(places)
        while batch := list(islice(left, BATCH)):
            do = partial(_sum, work, batch)
            done += yield from patiently(do, Progressed(stage, done), control)
            yield from self._findings.news()
            yield Progressed(stage, done)
            control.checkpoint()
            if time.monotonic() - began > patience:
                break
        return done


def _sum(work: Callable[[Place], int], places: Sequence[Place]) -> int:
    return sum(map(work, places))


def _counted(work: Callable[[Place], None]) -> Callable[[Place], int]:
    def counted(place: Place) -> int:
        work(place)
        return place.whole

    return counted

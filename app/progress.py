"""What the eye sees, as a pure function of a job's events: fraction, speed, time left, speed map.

Told the time from outside, so tests need no sleeping. Window and command line share it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import assert_never

from app.capacity import Cell
from app.events import (
    Ended,
    Event,
    Finished,
    Judged,
    Progressed,
    Stage,
    StageStarted,
    Undoable,
    Warned,
)

POINTS = 240  # of the speed map: one for each 1/240 of the image
ENOUGH = 0.02  # of a packed file, before it says anything about the rest
SAMPLE = 0.1  # seconds: events come faster than an eye can follow
MEMORY = 20.0  # seconds that the smoothed speed looks back
PATIENCE = 5.0  # seconds before a time left is given at all
STALL = 10.0  # seconds without progress that count as a stall
# What is neither writing an image nor reading it back, and has a length.
_ASIDE = frozenset({Stage.KEEP, Stage.PROBE, Stage.PROBE_READ, Stage.PUT_BACK, Stage.SUM})

_ALIKE = 0.5  # seconds: no worse than before
SURE = 10.0  # seconds that it has to look worse before more time is said to be left than before

# How much faster than writing a drive is taken to read before that has been measured. Most sticks
# read two to ten times as fast as they write, but some read slower, and what is said to be left
# must not be less than half of what it then takes: at 1.5 it was.
READS_FASTER = 1.25


@dataclass(frozen=True, slots=True)
class Pass:
    """One way over the image, writing or reading back: where it is and how fast it was where."""

    done: int = 0
    total: int | None = None
    found: int = 0  # bytes of `done` that were on the drive already: no time went into them
    share: float | None = None  # of the packed file, where the total is unknown
    started: float = 0.0
    now: float = 0.0
    moved: float = 0.0  # when `done` last grew
    paused: float = 0.0  # seconds in which it did not
    samples: tuple[tuple[float, int], ...] = ()  # (time, done) of the last MEMORY seconds
    speeds: tuple[float, ...] = ()  # bytes a second at each POINTS-th part, as far as it got

    @classmethod
    def begun(cls, total: int | None, found: int, now: float) -> Pass:
        """The map stays flat over what was `found`."""
        fresh = cls(found, total, found, started=now, now=now, moved=now)
        return replace(fresh, speeds=fresh._drawn(found, 0.0)) if found else fresh

    @property
    def fraction(self) -> float | None:
        """0 to 1: of the image, or of the packed file where the image's size is unknown; None where
        neither is known."""
        if self.total is None:
            return self.share
        return min(1.0, self.done / self.total) if self.total else 1.0

    @property
    def expected(self) -> float | None:
        """Bytes in all, as far as can be said: the packed file is taken to be packed evenly."""
        if self.total is not None:
            return self.total
        return self.done / self.share if self.share and self.share >= ENOUGH else None

    @property
    def elapsed(self) -> float:
        return self.now - self.started

    @property
    def average(self) -> float:
        """Bytes a second since the start."""
        return (self.done - self.found) / self.elapsed if self.elapsed > 0 else 0.0

    @property
    def speed(self) -> float:
        """Bytes a second over the last MEMORY seconds."""
        if len(self.samples) < 2:
            return self.average
        (then, before), now = self.samples[0], max(self.now, self.samples[-1][0])
        return (self.done - before) / (now - then) if now > then else self.average

    @property
    def pace(self) -> float:
        """The speed that the rest is reckoned with. A pause is no speed: right after half a minute
        of nothing, the last seconds alone would speak of hours."""
        moving = self.elapsed - self.paused
        return max(self.speed, (self.done - self.found) / moving / 3 if moving > 0 else 0.0)

    @property
    def stalled(self) -> float:
        """Seconds since it last moved, when that is worth telling; else 0."""
        quiet = self.now - self.moved
        return quiet if quiet >= STALL and self.done != self.total else 0.0

    def at(self, done: int, now: float, share: float | None = None) -> Pass:
        """`share` of a packed file. What is done never becomes less: a sign of life may know
        nothing of it."""
        done = max(done, self.done)
        if share != self.share:
            return replace(self, share=share).at(done, now, share)
        moved = now if done > self.done else self.moved
        paused = self.paused + (now - self.now if done == self.done else 0.0)
        last = self.samples[-1][0] if self.samples else self.started
        if now - last < SAMPLE and done != self.total:
            return replace(self, done=done, now=now, moved=moved, paused=paused)
        kept = tuple(sample for sample in self.samples if now - sample[0] <= MEMORY)
        before = self.samples[-1][1] if self.samples else self.found
        speed = (done - before) / (now - last) if now > last else self.average
        return replace(
            self,
            done=done,
            now=now,
            moved=moved,
            paused=paused,
            samples=(*kept, (now, done)),
            speeds=self._drawn(done, speed),
        )

    def _drawn(self, done: int, speed: float) -> tuple[float, ...]:
        if self.total:
            reached = min(POINTS, done * POINTS // self.total)
        elif self.share is not None:
            reached = min(POINTS, int(self.share * POINTS))
        else:
            return self.speeds
        return self.speeds + (speed,) * (reached - len(self.speeds))


@dataclass(frozen=True, slots=True)
class Progress:
    """A whole write as its events have told it so far."""

    stage: Stage | None = None
    started: float = 0.0
    now: float = 0.0
    checks: bool = True  # whether a read-back is still to come, or going on
    write: Pass = Pass()  # or the reading of a drive that is saved
    check: Pass = Pass()
    aside: Pass = Pass()  # what else a test or a backup does, one stage after the other
    cells: tuple[Cell, ...] = ()  # of the map of a drive that is tested or saved
    warnings: tuple[Warned, ...] = ()
    stages: tuple[tuple[Stage, float], ...] = ()  # each with when it began
    finished: Finished | Ended | None = None
    undoable: bool = False  # everything that was overwritten so far could be put back
    compared: int = 0  # bytes, of what may be on the drive already
    left: float | None = None  # seconds, as they were said at `now`
    worse: float | None = None  # since when more seems to be left than was said

    def after(self, event: Event, now: float) -> Progress:
        """The progress once `event` has happened at `now`, in seconds of a steady clock."""
        this = replace(self, now=now)
        match event:
            case StageStarted(stage, total, done):
                return _entered(this, stage, total, done)
            case Progressed():
                return _got_on(this, self, event)
            case Warned():
                return replace(this, warnings=(*self.warnings, event))
            case Undoable(possible):
                return replace(this, undoable=possible)
            case Finished() | Ended():
                return replace(this, finished=event)
            case Judged(cell, of, found):
                cells = self.cells or (Cell.UNTESTED,) * of
                return replace(this, cells=(*cells[:cell], found, *cells[cell + 1 :]))
        assert_never(event)

    @property
    def current(self) -> Pass:
        """The way over the image that is going on, or went on last."""
        return self.check if self.check.started else self.write

    @property
    def stalled_by(self) -> str:
        """Who does not answer just now: "drive", "image" for its disk, "opening" for whoever has to
        open the drive; "" when all do."""
        for warned in reversed(self.warnings):
            who, _, what = warned.code.rpartition("-")
            if what in ("stalled", "answers") and who:
                return who if what == "stalled" else ""
        return ""

    def warned(self, code: str) -> int:
        """How often."""
        return sum(1 for warned in self.warnings if warned.code == code)

    @property
    def fraction(self) -> float | None:
        """Of the whole job, by time: 0 to 1; None while the size is unknown, or how long the drive
        is asked for what it does not give."""
        if self.finished:
            return 1.0
        if self.stage is Stage.RESCUE:
            return None
        left, spent = self.seconds_left(patience=0.0), self.now - self.started
        if left is None:
            return None
        return spent / (spent + left) if spent + left > 0 else 0.0

    def seconds_left(self, patience: float | None = None) -> float | None:
        """For the rest, the check included; None when nothing honest can be said.

        With a `patience` in seconds, what the speeds say right now; without, what is said aloud,
        which does not follow every dip (`_said`).
        """
        if patience is None:
            return self.left
        current = self.current
        expected = current.expected
        if expected is None or current.elapsed < patience or current.speed <= 0:
            return None
        left = (expected - current.done) / current.pace
        if current is self.write and self.checks:
            left += expected / (READS_FASTER * max(current.average, 1.0))
        return left


def _got_on(this: Progress, before: Progress, event: Progressed) -> Progress:
    match event.stage:
        case Stage.WRITE | Stage.READ | Stage.RESCUE:
            write = before.write.at(event.done, this.now, event.share)
            return _said(replace(this, write=write), before)
        case Stage.VERIFY:
            return _said(replace(this, check=before.check.at(event.done, this.now)), before)
        case Stage.COMPARE:
            return replace(this, compared=event.done)
        case stage if stage in _ASIDE:
            return replace(this, aside=before.aside.at(event.done, this.now))
        case _:
            return this


def _said(progress: Progress, before: Progress) -> Progress:
    """Count down from what was said, and take it back only once it has looked worse for SURE
    seconds: a figure that jumps with every dip tells nothing. What is said stays above half of
    what it looks like, and as it is while the check is too young to be reckoned with."""
    left = progress.seconds_left(PATIENCE)
    if before.left is None or left is None:
        young = progress.check.started > 0 and progress.check.elapsed < PATIENCE
        return replace(progress, left=before.left if young and left is None else left, worse=None)
    due = before.left - (progress.now - before.now)
    if left <= due + _ALIKE:
        return replace(progress, left=left, worse=None)
    worse = progress.now if progress.worse is None else progress.worse
    sure = progress.now - worse >= SURE
    return replace(progress, left=left if sure else max(due, 0.6 * left), worse=worse)


def _entered(progress: Progress, stage: Stage, total: int | None, done: int) -> Progress:
    now = progress.now
    begun = Pass.begun(total, done, now)
    stages = (*progress.stages, (stage, now))
    this = replace(progress, stage=stage, started=progress.started or now, stages=stages)
    if stage in (Stage.WRITE, Stage.READ):
        return replace(this, write=begun)
    if stage is Stage.RESCUE:  # the same reading goes on
        return replace(this, write=progress.write.at(done, now))
    if stage is Stage.VERIFY:
        return replace(this, check=begun)
    if stage in _ASIDE:
        return replace(this, aside=begun)
    return this

"""What the drive holds of the image already, found out by reading. Only this lets a write skip
bytes.

A stick that is written again often differs in a twentieth, and most of a fresh one is zeros, as is
most of a disk image. Sticks read several times as fast as they write, so it may pay to look first.
Whether it does is asked of the drive, chunk after chunk: two small places are read, and only where
one of them is right already, the rest is read and compared, grain by grain. Zeros and data are
asked about separately, since a stick may have the one and not the other. Where nothing is found,
chunks are let pass unasked, and a purse (`app.stages.purse`) sees to it that asking never costs
more than a fiftieth.

What was found is not believed at once: until everything is written, a drive of fake capacity may
lose it again. `app.stages.trust` decides.
"""

import random
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from queue import Empty, SimpleQueue

from app.drives.drive import Medium
from app.errors import ReadRefused
from app.inspection.unused import Unused
from app.stages.alike import alike
from app.stages.flow import Chunk, Pace, page_aligned, read_all
from app.stages.grains import GRAIN, WRITTEN, Fate, grains_in, mask, runs
from app.stages.ledger import digests
from app.stages.mark import Mark
from app.stages.purse import Purse
from app.stages.scout import Scout

PROBE = 4096  # bytes that are asked for first
PROBES = 2  # of them, for each kind of a chunk
PATIENT = 7  # chunks that are let pass at most
STEP = 512 << 10  # bytes that are read and compared at once; with larger ones three hands stall
NEAR = 2  # grains between others that are read with them: cheaper than another request


@dataclass(slots=True)
class _Kind:
    """What is known of the zeros, or of the data."""

    sure: bool  # most of the last chunk was there
    missed: int = 0  # chunks in a row
    rest: int = 0  # chunks to let pass

    def met(self, found: float) -> None:
        """This share of a chunk was there."""
        self.sure, self.missed = found > 0.5, 0

    def miss(self) -> None:
        self.sure, self.missed = False, self.missed + 1
        self.rest = min(PATIENT, self.missed // 2)

    def passes(self) -> bool:
        """Whether to let this chunk pass."""
        if self.rest:
            self.rest -= 1
            return True
        return False


class _Grains:
    """What the drive has to hold of a chunk, told when it is asked for: most chunks of most images
    hold no zeros and are on no drive."""

    def __init__(self, view: memoryview) -> None:
        self._view = view

    @cached_property
    def digests(self) -> tuple[bytes, ...]:
        return tuple(digests(self._view, GRAIN))

    @cached_property
    def zeros(self) -> int:
        """A mask of those that are zeros; most others show it by their first byte."""
        found = 0
        for index, first in enumerate(bytes(self._view[::GRAIN])):
            if not first and self._is_zero(index):
                found |= 1 << index
        return found

    def _is_zero(self, index: int) -> bool:
        grain = self._view[index * GRAIN : (index + 1) * GRAIN]
        return bytearray(len(grain)) == grain


class Reuse:
    """One for a write. Called for several chunks at once."""

    def __init__(
        self,
        medium: Medium,
        drive: str,
        mark: Mark,
        purse: Purse,
        *,
        known: bool = False,
        unused: Unused | None = None,
        likely: Sequence[tuple[int, int]] = (),
    ) -> None:
        """`known`: an earlier write of this image got as far as nobody knows. `unused`: what may
        stay as it is. `likely`: (start, stop) of where the image has zeros, most likely."""
        self._scout = Scout(medium, drive, mark, likely)
        self._unused = unused
        self.mark = mark
        self.purse = purse
        self.met_mark = False
        self._medium = medium
        self._drive = drive
        self._pace = Pace()
        self._random = random.Random()  # noqa: S311  nobody can gain by foreseeing it
        self._zeros, self._data = _Kind(sure=known), _Kind(sure=known)
        self._lock = threading.Lock()
        self._spare: SimpleQueue[memoryview] = SimpleQueue()

    def fate(self, chunk: Chunk, halted: threading.Event) -> Fate:
        """Which grains of this chunk the drive holds, and which may stay as they are. A place that
        cannot be read differs: writing to it may mend it. Raises DriveError."""
        wanted = _Grains(chunk.view)
        left = self._grains_unused(chunk, wanted)
        seen = self._scout.zeros(chunk.offset, len(chunk.view))
        if not self.purse.open and not left and not seen:
            return WRITTEN
        zeros = wanted.zeros
        kept = seen & zeros
        done = kept | left
        whole = mask(grains_in(len(chunk.view)))
        if left == whole:
            return Fate(left=left)
        kept |= self._held(chunk, wanted, zeros & ~done, ~(zeros | done), halted)
        kept &= ~left
        if not kept and not left:
            return WRITTEN
        return Fate(kept, left, () if kept == whole else wanted.digests)

    @contextmanager
    def scouting(self) -> Iterator[None]:
        """While the body is written."""
        self._scout.begin()
        try:
            yield
        finally:
            self._scout.end()

    def rest(self) -> None:
        """Nothing more will be asked: what memory it took is given back."""
        while not self._spare.empty():
            self._spare.get()

    def _grains_unused(self, chunk: Chunk, wanted: _Grains) -> int:
        if self._unused is None or not self._unused.runs:
            return 0
        self.mark.put()  # what is neither read nor written has to be told from the head's place
        found = self._unused.grains(chunk.offset, chunk.length, GRAIN)
        return found if self._unused.map is None else found & wanted.zeros

    def _held(
        self,
        chunk: Chunk,
        wanted: _Grains,
        zeros: int,
        data: int,
        halted: threading.Event,
    ) -> int:
        """Of these grains, those that are there."""
        if not self.purse.open:
            return 0
        data &= mask(grains_in(len(chunk.view)))
        asked = [
            (kind, grains)
            for kind, grains in ((self._zeros, zeros), (self._data, data))
            if grains and self._promises(kind, grains, chunk)
        ]
        if not asked or halted.is_set():
            return 0
        self.mark.put()
        kept = self._compare(chunk, sum(grains for _, grains in asked), halted)
        with self._lock:
            for kind, grains in asked:
                kind.met((kept & grains).bit_count() / grains.bit_count())
        return kept

    def _promises(self, kind: _Kind, grains: int, chunk: Chunk) -> bool:
        """Whether it may pay to read all of them."""
        with self._lock:
            if kind.sure:
                return True
            if kind.passes():
                return False
        places = [index for index in range(grains.bit_length()) if grains >> index & 1]
        some = self._random.sample(places, min(PROBES, len(places)))
        if any(self._probe(chunk, grain * GRAIN) for grain in some):
            return True
        with self._lock:
            kind.miss()
        return False

    def _probe(self, chunk: Chunk, start: int) -> bool:
        grain = chunk.view[start : start + GRAIN]
        place = self._random.randrange(max(1, len(grain) // PROBE)) * PROBE
        wanted = grain[place : place + PROBE]
        with self._buffer() as view, self.purse.reading(len(wanted)):
            found = view[: len(wanted)]
            return self._read(found, chunk.offset + start + place) and alike(found, wanted)

    def _compare(self, chunk: Chunk, asked: int, halted: threading.Event) -> int:
        """The grains, of those asked for, that are there, byte for byte: no digest stands for
        them, since nobody knows who wrote the drive."""
        kept, length = 0, len(chunk.view)
        with self._buffer() as view:
            for start, stop in _steps(runs(_bridged(asked), length)):
                found = view[: stop - start]
                with self.purse.reading(len(found)):
                    whole = self._read(found, chunk.offset + start, halted)
                if halted.is_set():
                    return 0
                saved = 0
                for place in range(start, stop, GRAIN):
                    end = min(stop, place + GRAIN)
                    grain = found[place - start : end - start]
                    if whole and alike(grain, chunk.view[place:end]):
                        kept |= 1 << place // GRAIN
                        saved += GRAIN
                    elif self.mark.is_in(bytes(grain)):
                        self.met_mark = True
                self.purse.save(saved)
        return kept

    def _read(self, view: memoryview, offset: int, halted: threading.Event | None = None) -> bool:
        """Every byte, unless `halted` or where that is impossible. Raises DriveGone."""
        place = 0
        while place < len(view):
            if halted is not None and halted.is_set():
                return False
            part, began = view[place : place + self._pace.size], time.monotonic()
            try:
                read_all(self._medium, self._drive, part, offset + place)
            except ReadRefused:
                return False
            self._pace.took(len(part), time.monotonic() - began)
            place += len(part)
        return True

    @contextmanager
    def _buffer(self) -> Iterator[memoryview]:
        """One for each thread that needs it, made when it is needed."""
        try:
            view = self._spare.get_nowait()
        except Empty:
            view = page_aligned(STEP)
        yield view
        self._spare.put(view)


def _bridged(asked: int) -> int:
    """With the gaps of at most NEAR grains between them."""
    for _ in range(NEAR):
        asked |= asked << 1
    for _ in range(NEAR):
        asked &= asked >> 1
    return asked


def _steps(spans: Iterator[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The spans in pieces of at most STEP bytes."""
    for start, stop in spans:
        for place in range(start, stop, STEP):
            yield place, min(stop, place + STEP)

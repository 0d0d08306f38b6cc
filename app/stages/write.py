"""Everything of the image behind its head goes to the drive; the head is only read and kept.

The head is the image's first MiB: with it, the drive looks finished. It is written by
`app.stages.head` when everything else has been read back.
"""

import threading
from collections.abc import Generator
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass

from app.control import Control
from app.drives.drive import Medium
from app.errors import ImageEmpty, ImageLonger
from app.events import Event, Progressed, Stage, StageStarted, Warned
from app.plan import SMALLEST_IMAGE, WritePlan
from app.stages.flow import SINKS, Chunk, Pace, padded, page_aligned, write_all
from app.stages.grains import WRITTEN, Fate
from app.stages.hunger import Hunger
from app.stages.keep import Keep
from app.stages.ledger import BLOCK, Ledger, digests
from app.stages.patience import patiently
from app.stages.purse import Purse
from app.stages.reuse import Reuse
from app.stages.supply import Supply

LEFT_BEHIND = Warned("left-behind", "It fell behind the others: the image is read again for it.")


@dataclass(frozen=True, slots=True)
class Head:
    """The image's first min(1 MiB, image) bytes, filled with zeros to a whole sector."""

    length: int
    view: memoryview


def read_head(
    supply: Supply, plan: WritePlan, sector: int, ledger: Ledger, control: Control
) -> Generator[Event, None, Head]:
    """Before anything is touched: an image that cannot even be read so far changes nothing."""
    view = page_aligned(BLOCK)
    sign = Progressed(Stage.RELEASE, 0)
    length = yield from patiently(lambda: supply.head(view), sign, control, reads_image=True)
    if length < SMALLEST_IMAGE:
        raise ImageEmpty(plan.source.name, length)
    chunk = Chunk(0, length, view[: padded(length, sector)])
    demand_within(chunk, plan)
    ledger.record(0, length, digests(chunk.view))
    return Head(length, chunk.view)


@contextmanager
def halting(halted: threading.Event) -> Generator[None]:
    try:
        yield
    finally:
        halted.set()


def demand_within(chunk: Chunk, plan: WritePlan) -> None:
    """Raises ImageLonger when the image goes on behind the drive, or behind its own word."""
    limit = plan.drive.size if plan.size is None else plan.size
    if chunk.end > limit:
        raise ImageLonger(limit, said=plan.size is not None)


def write_body(
    supply: Supply,
    medium: Medium,
    plan: WritePlan,
    ledger: Ledger,
    control: Control,
    keep: Keep | None = None,
    reuse: Reuse | None = None,
) -> Generator[Event]:
    """From the second MiB to the image's end. Progress counts what the drive has taken, or holds
    already. `keep` is told of every place before it is written, and `reuse` is asked what need not
    be written; without it, everything is."""
    total = None if plan.size is None else max(0, plan.size - BLOCK)
    if ledger.size < BLOCK:
        yield StageStarted(Stage.WRITE, total)
        return
    name, halted, pace = plan.drive.name, threading.Event(), Pace()
    keep, purse = keep or Keep(), reuse.purse if reuse is not None else Purse()
    packed = bool(plan.source.layers)
    hunger = Hunger(lambda: supply.reading, control.clock, packed=packed)
    told, writers = _Told(total, comparing=plan.resume), threading.Semaphore(SINKS)

    def sink(chunk: Chunk) -> Fate:
        demand_within(chunk, plan)
        with hunger.eating():
            fate = WRITTEN if reuse is None else reuse.fate(chunk, halted)
            parts = [
                (chunk.offset + start, chunk.view[start:stop])
                for start, stop in fate.runs(len(chunk.view))
            ]
            with writers:
                keep.before(medium, name, parts, halted)
                for offset, view in parts:
                    with purse.writing(len(view)):
                        write_all(medium, name, view, offset, pace, halted)
            return fate

    yield from told.begin()
    steps = supply.body(medium.sector, sink)
    behind = False
    scouting = reuse.scouting() if reuse is not None else nullcontext()
    # Left in this order: a request that runs is told to end before it is waited for.
    with closing(steps), scouting, halting(halted):
        for step in steps:
            if supply.behind and not behind:
                behind = True
                yield LEFT_BEHIND
            if step is not None:
                chunk, fate = step.chunk, step.sunk
                ledger.leave(told.place, chunk.offset)
                ledger.record(chunk.offset, chunk.length, step.tallied, fate)
                yield from told.took(chunk, found=not any(fate.runs(len(chunk.view))))
                yield from hunger.news(chunk.end - BLOCK)
            yield told.sign
            control.checkpoint()
    yield from told.end()


class _Told:
    """What is said of the way over the body: comparing first, where the drive may hold some of it,
    and writing from the first difference on."""

    def __init__(self, total: int | None, *, comparing: bool) -> None:
        self._total = total
        self._stage = Stage.COMPARE if comparing else Stage.WRITE
        self._done = 0
        self._share: float | None = None

    @property
    def sign(self) -> Progressed:
        return Progressed(self._stage, self._done, self._share)

    @property
    def place(self) -> int:
        """How far the way has come."""
        return BLOCK + self._done

    def begin(self) -> Generator[Event]:
        yield StageStarted(self._stage, self._total)

    def took(self, chunk: Chunk, *, found: bool) -> Generator[Event]:
        if not found:
            yield from self.end()
        self._done = chunk.end - BLOCK  # what was leapt over is done as well
        self._share = chunk.share if self._total is None else None

    def end(self) -> Generator[Event]:
        """Of the comparing, where there was any."""
        if self._stage is Stage.COMPARE:
            self._stage = Stage.WRITE
            yield StageStarted(Stage.WRITE, self._total, self._done)
            yield Warned("resumed", f"{self._done:,} bytes of the image were on it already.")

"""Everything of the image behind its head goes to the drive; the head is only read and kept.

The head is the image's first MiB: with it, the drive looks finished. It is written by
`app.stages.head` when everything else has been read back.
"""

import threading
from collections.abc import Generator
from contextlib import closing, contextmanager
from dataclasses import dataclass

from app.control import Control
from app.drives.drive import Medium
from app.errors import ImageEmpty, ImageLonger
from app.events import Event, Progressed, Stage, StageStarted, Warned
from app.plan import SMALLEST_IMAGE, WritePlan
from app.stages.flow import Chunk, Pace, padded, page_aligned, write_all
from app.stages.ledger import BLOCK, Ledger, digests
from app.stages.patience import patiently
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
    supply: Supply, medium: Medium, plan: WritePlan, ledger: Ledger, control: Control
) -> Generator[Event]:
    """From the second MiB to the image's end. Progress counts what the drive has taken."""
    total = None if plan.size is None else max(0, plan.size - BLOCK)
    yield StageStarted(Stage.WRITE, total)
    if ledger.size < BLOCK:
        return
    halted, pace, done = threading.Event(), Pace(), 0
    share: float | None = None

    def sink(chunk: Chunk) -> None:
        demand_within(chunk, plan)
        write_all(medium, plan.drive.name, chunk.view, chunk.offset, pace, halted)

    steps = supply.body(medium.sector, sink)
    behind = False
    # Left in this order: a request that runs is told to end before it is waited for.
    with closing(steps), halting(halted):
        for step in steps:
            if supply.behind and not behind:
                behind = True
                yield LEFT_BEHIND
            if step is not None:
                ledger.record(step.chunk.offset, step.chunk.length, step.tallied)
                done += step.chunk.length
                share = step.chunk.share if total is None else None
            yield Progressed(Stage.WRITE, done, share)
            control.checkpoint()

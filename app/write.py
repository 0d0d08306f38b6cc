"""One drive's whole write, on one exclusive descriptor (`app.job` runs it).

    release · read the head · open, and is it the chosen drive? · blank the first and last MiB ·
    sync · body · a mark in the head's place · sync · read back the body · head except its first
    sector · sync · read that back · first sector · sync · read back head and end · identity again ·
    result

What it overwrites may be kept first, and another job puts that back (`app.undo`).
"""

import time
from collections.abc import Generator, Sequence
from contextlib import ExitStack
from functools import partial

from app.control import Control
from app.drives.drive import Drive, DriveInfo, Medium, demand_same
from app.errors import AppError, Stopped, VerifyError
from app.events import Event, Finished, Progressed, Stage, StageStarted, Warned
from app.inspection.unused import likely_zeros
from app.plan import WritePlan, demand_elsewhere
from app.proven import written
from app.sources.source import Remote
from app.stages.blank import blank
from app.stages.explain import explaining
from app.stages.flow import ROOMY, Room
from app.stages.head import take_back, write_head
from app.stages.image import (
    blaming,
    demand_length,
    demand_summed,
    original,
    still_the_same,
    streaming,
)
from app.stages.keep import Keep, keeping, minding_keep
from app.stages.ledger import BLOCK, Ledger
from app.stages.mark import Mark, marked
from app.stages.patience import entering, patiently
from app.stages.purse import Purse
from app.stages.read_back import read_back
from app.stages.reuse import Reuse
from app.stages.sleep import minding_sleep
from app.stages.stall import Patience, Requests
from app.stages.supply import Alone, Supply
from app.stages.sync import sync
from app.stages.trust import trusting
from app.stages.verify import Original
from app.stages.write import Head, read_head, write_body

FROM_THE_START = Warned("checked-again", "The drive is being checked from the start.")


def write(
    plan: WritePlan,
    drive: Drive,
    control: Control,
    hold: ExitStack | None = None,
    supply: Supply | None = None,
    keep: Keep | None = None,
) -> Generator[Event]:
    """One drive's whole write. `supply`: where its bytes come from, when not from a stream of its
    own; then several drives are written at once (`app.jobs`)."""
    image = Requests()
    patience = Patience(
        plan.drive.name,
        plan.source.name,
        lambda: image if supply is None else supply.reading,
        server=plan.source.host if isinstance(plan.source, Remote) else "",
    )
    keep = keep or Keep()
    return patience.minding(_write(plan, drive, control, hold, supply, keep, patience, image))


def _write(
    plan: WritePlan,
    drive: Drive,
    control: Control,
    hold: ExitStack | None,
    supply: Supply | None,
    keep: Keep,
    patience: Patience,
    image: Requests,
) -> Generator[Event]:
    began, ledger = time.monotonic(), Ledger()
    waiting = Progressed(Stage.RELEASE, 0)
    with ExitStack() as stack:
        yield StageStarted(Stage.RELEASE)
        if supply is None:
            stream = yield from streaming(plan.source, image, control, stack)
            supply = Alone(stream, sha256=plan.sha256, reading=image, unused=plan.unused)
        head = yield from read_head(supply, plan, drive.info.sector, ledger, control)
        keep.know(head.view)
        medium = yield from entering(drive, patience, control, stack, write=True)
        elsewhere = partial(demand_elsewhere, plan.source, plan.drive)
        with supply.reading.asking():
            yield from patiently(elsewhere, waiting, control, reads_image=True)

        likely: Sequence[tuple[int, int]] = ()
        if plan.unused is None or not plan.unused.runs:
            look = partial(likely_zeros, plan.source)
            with supply.reading.asking():
                likely = yield from patiently(look, waiting, control, reads_image=True)
        stack.callback(keep.close)
        stages = _stages(plan, medium, head, supply, ledger, control, keep, likely)
        stages = minding_keep(stages, keep)
        whole = minding_sleep(stages, control, lambda: demand_same(medium, plan.drive))
        yield from blaming(whole, plan.source)
        seconds = time.monotonic() - began
        result = written(ledger, medium, plan.drive.identity, supply.sha256, seconds)
        if hold is not None:
            hold.push(stack.pop_all())
    yield Finished(result)


def _stages(
    plan: WritePlan,
    medium: Medium,
    head: Head,
    supply: Supply,
    ledger: Ledger,
    control: Control,
    keep: Keep,
    likely: Sequence[tuple[int, int]],
) -> Generator[Event]:
    """All that changes the drive, in its order."""
    name = plan.drive.name
    # What an interrupted write left is worth nothing to anybody, and of a drive that has no end the
    # old contents are not to be had.
    if not plan.resume and plan.end is None:
        yield from keeping(keep, medium, plan.drive, control)
    mark, purse = Mark(medium, name, keep), Purse(checks=plan.verify, clock=control.clock)
    reuse = Reuse(medium, name, mark, purse, known=plan.resume, unused=plan.unused, likely=likely)
    due = False  # the head
    try:
        yield from blank(medium, name, control, plan.end)
        yield from sync(medium, control)
        slept = control.slept
        yield from write_body(supply, medium, plan, ledger, control, keep, reuse)
        reuse.rest()
        checks, early = plan.verify and ledger.size > BLOCK, mark.there
        if checks:
            yield from patiently(mark.put, Progressed(Stage.SYNC, 0), control)
        yield from sync(medium, control)
        demand_length(plan.source, plan.size, ledger)
        demand_summed(plan, supply.sha256)
        again = original(plan.source)
        due, read = True, control.slept
        if checks and not control.skipping_check:
            ledger.mark = mark.sign
            whole = early and (yield from marked(mark, medium, control))
            if whole and not control.slept_since(slept):
                yield from trusting(reuse, medium, name, ledger, control)
            read = yield from _check(medium, name, ledger, BLOCK, again, control, supply.room)
        keep.before_head(head.view, medium.sector)
        yield from _finish(medium, plan, head, ledger, again, control, supply, read)
    except BaseException as error:  # closing the job is one as well
        # Until the head is due the first sector is blank; but one that failed may hold the old one
        # still, or a part of the body where addresses repeat. Who stops is not made to wait.
        if due or (isinstance(error, Exception) and not isinstance(error, Stopped)):
            _take_back(medium, plan.drive, error)
        raise


def _take_back(medium: Medium, drive: DriveInfo, error: BaseException) -> None:
    """Whatever this meets, the failure that led here is the one to tell. But where something else
    was compared than the drive, DriveGone is raised: what is there now is not ours to write to, and
    it never promised to keep anything. And who stopped a write hears of a drive that may look
    finished: raises DriveError."""
    try:
        demand_same(medium, drive)
    except AppError as gone:
        if isinstance(error, VerifyError | Stopped):
            raise gone from error
        return
    try:
        take_back(medium, drive.name)
    except AppError as failed:
        if isinstance(error, Stopped):
            raise failed from error


def _check(
    medium: Medium,
    name: str,
    ledger: Ledger,
    start: int,
    original: Original,
    control: Control,
    room: Room = ROOMY,
) -> Generator[Event, None, float]:
    """Read back from `start` on; again from there when the computer slept meanwhile. Returns how
    long it had slept in all when that began which counts."""
    while True:
        slept = control.slept
        spans = ((start, ledger.size),)
        check = read_back(medium, name, ledger, spans, original, control, room=room)
        yield from explaining(check, medium, name, ledger, control)
        if control.skipping_check or not control.slept_since(slept):
            return slept
        ledger.forget()
        yield FROM_THE_START


def _finish(
    medium: Medium,
    plan: WritePlan,
    head: Head,
    ledger: Ledger,
    original: Original,
    control: Control,
    supply: Supply,
    slept: float,
) -> Generator[Event]:
    """From here on the drive looks finished, so whatever fails must take that back. `slept`: in
    all, when the body was read back."""
    name, room = plan.drive.name, supply.room
    yield from explaining(write_head(medium, name, head, control), medium, name, ledger, control)
    end = (ledger.size - 1) // BLOCK * BLOCK
    spans = ((0, head.length), (end, ledger.size)) if end else ((0, head.length),)
    check = read_back(
        medium, name, ledger, spans, original, control, Stage.VERIFY_HEAD, room, kept=True
    )
    yield from explaining(check, medium, name, ledger, control, echo=True)
    if control.slept_since(slept) and ledger.equal == ledger.used:
        ledger.forget()
        yield FROM_THE_START
        yield from _check(medium, name, ledger, 0, original, control, room)
    yield StageStarted(Stage.IDENTITY)
    demand_same(medium, plan.drive)
    yield from still_the_same(plan.source, supply.reading, control)

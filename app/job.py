"""A plan being carried out: which stages, in which order, on one exclusive descriptor.

    release · read the head · open, and is it the chosen drive? · blank the first and last MiB ·
    sync · body · a mark in the head's place · sync · read back the body · head except its first
    sector · sync · read that back · first sector · sync · read back head and end · identity again ·
    result

A write may keep what it overwrites first, and another job puts that back (`app.undo`).

A job asks nothing and prints nothing. To stop it, call `control.stop()` or close the generator:
either way the drive is left without its first sector, and so plainly unfinished.
"""

import time
from collections.abc import Generator, Sequence
from contextlib import ExitStack, closing
from functools import partial
from typing import assert_never

from app.control import Control
from app.drives.drive import Drive, DriveInfo, Medium, demand_same
from app.errors import AppError, ImageChanged, Stopped, VerifyError, unforeseen
from app.events import Event, Finished, Progressed, Stage, StageStarted, Warned
from app.inspection.unused import likely_zeros
from app.plan import Plan, UndoPlan, VerifyPlan, WritePlan, demand_elsewhere
from app.result import Proof, Result, Unchecked, Verified, VerifiedParts
from app.sources.source import Source, Stream, demand_unchanged
from app.stages.blank import blank
from app.stages.compare import compare
from app.stages.daemons import leave
from app.stages.drift import judging
from app.stages.explain import explaining
from app.stages.flow import ROOMY, Room
from app.stages.head import take_back, write_head
from app.stages.keep import Keep, keeping
from app.stages.ledger import BLOCK, Ledger
from app.stages.mark import Mark, marked
from app.stages.patience import opening, patiently
from app.stages.purse import Purse
from app.stages.read_back import read_back
from app.stages.reuse import Reuse
from app.stages.sleep import minding_sleep
from app.stages.stall import Asked, Patience, Requests
from app.stages.supply import Alone, Supply, Tally
from app.stages.sync import sync
from app.stages.trust import trusting
from app.stages.verify import Original
from app.stages.wanted import Wanted
from app.stages.write import Head, read_head, write_body
from app.undo import undo

Job = Generator[Event]

FROM_THE_START = Warned("checked-again", "The drive is being checked from the start.")


def run(
    plan: Plan,
    drive: Drive,
    control: Control | None = None,
    hold: ExitStack | None = None,
    keep: Keep | None = None,
) -> Job:
    """The job as a generator of events; the last one is `Finished`. Raises AppError, and nothing
    else: whatever nobody foresaw, as memory that ran out, has to be told and noted down as well.

    After a write that finished, the open drive is handed to `hold`: as long as that is not closed,
    no desktop can mount what was written and change it. A write keeps what it overwrites in `keep`.
    """
    control = control or Control()
    match plan:
        case WritePlan():
            return foreseen(write(plan, drive, control, hold, keep=keep))
        case VerifyPlan():
            return foreseen(_verify(plan, drive, control))
        case UndoPlan():
            return foreseen(undo(plan, drive, control))
    assert_never(plan)


def foreseen(job: Job) -> Job:
    """The job, which raises AppError and nothing else."""
    try:
        with closing(job):
            yield from job
    except AppError:
        raise
    except Exception as error:  # whoever follows the job must hear of every end
        raise unforeseen(error) from error


def write(
    plan: WritePlan,
    drive: Drive,
    control: Control,
    hold: ExitStack | None = None,
    supply: Supply | None = None,
    keep: Keep | None = None,
) -> Job:
    """One drive's whole write. `supply`: where its bytes come from, when not from a stream of its
    own; then several drives are written at once (`app.jobs`)."""
    image = Requests()
    patience = Patience(
        plan.drive.name, plan.source.name, lambda: image if supply is None else supply.reading
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
) -> Job:
    began, ledger = time.monotonic(), Ledger()
    waiting = Progressed(Stage.RELEASE, 0)
    with ExitStack() as stack:
        yield StageStarted(Stage.RELEASE)
        if supply is None:
            stream = yield from _stream(plan.source, image, control, stack)
            supply = Alone(stream, sha256=plan.sha256, reading=image)
        head = yield from read_head(supply, plan, drive.info.sector, ledger, control)
        keep.know(head.view)
        with patience.drive.asking():
            yield from patiently(drive.release, waiting, control)
        with patience.door.asking():
            opened = yield from opening(drive, waiting, control, stack, write=True)
        demand_elsewhere(plan.source, plan.drive)

        likely: Sequence[tuple[int, int]] = ()
        if plan.unused is None or not plan.unused.runs:
            look = partial(likely_zeros, plan.source)
            with supply.reading.asking():
                likely = yield from patiently(look, waiting, control, reads_image=True)
        medium = Asked(opened, patience.drive)
        stack.callback(keep.close)
        stages = _stages(plan, medium, head, supply, ledger, control, keep, likely)
        yield from minding_sleep(stages, control, lambda: demand_same(medium, plan.drive))
        result = _result(plan, ledger, medium, supply.sha256, time.monotonic() - began)
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
) -> Job:
    """All that changes the drive, in its order."""
    name = plan.drive.name
    if not plan.resume:  # what an interrupted write left is worth nothing to anybody
        yield from keeping(keep, medium, plan.drive, control)
    mark, purse = Mark(medium, name, keep), Purse(checks=plan.verify, clock=control.clock)
    reuse = Reuse(medium, name, mark, purse, known=plan.resume, unused=plan.unused, likely=likely)
    due = False  # the head
    try:
        yield from blank(medium, name, control)
        yield from sync(medium, control)
        slept = control.slept
        yield from write_body(supply, medium, plan, ledger, control, keep, reuse)
        reuse.rest()
        checks, early = plan.verify and ledger.size > BLOCK, mark.there
        if checks:
            yield from patiently(mark.put, Progressed(Stage.SYNC, 0), control)
        yield from sync(medium, control)
        _demand_length(plan.source, plan.size, ledger)
        _demand_summed(plan, supply.sha256)
        original = _original(plan.source)
        due = True
        if checks and not control.skipping_check:
            ledger.mark = mark.sign
            whole = early and (yield from marked(mark, medium, control))
            if whole and not control.slept_since(slept):
                yield from trusting(reuse, medium, name, ledger, control)
            yield from _check(medium, name, ledger, BLOCK, original, control, supply.room)
        keep.before_head(head.view, medium.sector)
        yield from _finish(medium, plan, head, ledger, original, control, supply.room)
    except BaseException as error:  # closing the job is one as well
        # Until the head is due the first sector is blank; but one that failed may hold the old one
        # still, or a part of the body where addresses repeat. Who stops is not made to wait.
        if due or (isinstance(error, Exception) and not isinstance(error, Stopped)):
            _take_back(medium, plan.drive, error)
        raise


def _take_back(medium: Medium, drive: DriveInfo, error: BaseException) -> None:
    """Raises DriveGone where something else was compared than the drive: what is there now is not
    ours to write to, and it never promised to keep anything."""
    try:
        demand_same(medium, drive)
    except AppError as gone:
        if isinstance(error, VerifyError):
            raise gone from error
    else:
        take_back(medium, drive.name)


def _check(
    medium: Medium,
    name: str,
    ledger: Ledger,
    start: int,
    original: Original,
    control: Control,
    room: Room = ROOMY,
) -> Job:
    """Read back from `start` on; again from there when the computer slept meanwhile."""
    while True:
        slept = control.slept
        spans = ((start, ledger.size),)
        check = read_back(medium, name, ledger, spans, original, control, room=room)
        yield from explaining(check, medium, name, ledger, control)
        if control.skipping_check or not control.slept_since(slept):
            return
        ledger.forget()
        yield FROM_THE_START


def _finish(
    medium: Medium,
    plan: WritePlan,
    head: Head,
    ledger: Ledger,
    original: Original,
    control: Control,
    room: Room,
) -> Job:
    """From here on the drive looks finished, so whatever fails must take that back."""
    name, slept = plan.drive.name, control.slept
    writing = write_head(medium, name, head, control)
    yield from explaining(writing, medium, name, ledger, control, echo=True)
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
    demand_unchanged(plan.source)


def _verify(plan: VerifyPlan, drive: Drive, control: Control) -> Job:
    image = Requests()
    patience = Patience(plan.drive.name, plan.source.name, lambda: image)
    return patience.minding(_compared(plan, drive, control, patience, image))


def _compared(
    plan: VerifyPlan, drive: Drive, control: Control, patience: Patience, image: Requests
) -> Job:
    began = time.monotonic()
    ledger, tally = Ledger(), Tally(sha256=plan.sha256)
    with ExitStack() as stack:
        yield StageStarted(Stage.RELEASE)
        stream = yield from _stream(plan.source, image, control, stack)
        waiting = Progressed(Stage.RELEASE, 0)
        with patience.door.asking():
            opened = yield from opening(drive, waiting, control, stack, write=False)
        medium = Asked(opened, patience.drive)
        name, wanted = plan.drive.name, Wanted()
        check = compare(stream, medium, plan, tally, ledger, control, image, wanted)
        check = explaining(check, medium, name, ledger, control)
        check = judging(check, medium, name, wanted, ledger, control)
        yield from minding_sleep(check, control, lambda: demand_same(medium, plan.drive))
        _demand_length(plan.source, plan.size, ledger)
        yield StageStarted(Stage.IDENTITY)
        after = medium.identity()
        demand_unchanged(plan.source)
        proof = Proof(
            image_size=ledger.size,
            written=0,
            read_back_equal=0,
            proven_equal=ledger.equal,
            head_read_back=ledger.holds(0),
            syncs=0,
            bypass=medium.bypass,
            before=plan.drive.identity,
            after=after,
            source_unchanged=True,
        )
        result = Verified(proof, tally.sha256, time.monotonic() - began)
    yield Finished(result)


def _result(
    plan: WritePlan, ledger: Ledger, medium: Medium, sha256: str | None, seconds: float
) -> Result:
    """Verified when everything was read back, else Unchecked. The only place that says so."""
    if ledger.equal < ledger.used:
        return Unchecked(ledger.size, sha256, seconds)
    proof = Proof(
        image_size=ledger.size,
        written=ledger.written,
        read_back_equal=ledger.equal - ledger.proven,
        proven_equal=ledger.proven,
        head_read_back=ledger.holds(0),
        syncs=1,  # the one after the first sector: had it failed, nobody would be here
        bypass=medium.bypass,
        before=plan.drive.identity,
        after=medium.identity(),
        source_unchanged=True,
        left=ledger.left,
    )
    if ledger.left:
        return VerifiedParts(proof, sha256, seconds)
    return Verified(proof, sha256, seconds)


def _stream(
    source: Source, image: Requests, control: Control, stack: ExitStack
) -> Generator[Event, None, Stream]:
    """Of the image that was inspected; a disk that is far away may take its time even to open it.
    Raises ImageChanged, ImageUnreadable."""
    sign = Progressed(Stage.RELEASE, 0)
    with image.asking():
        look = partial(demand_unchanged, source)
        yield from patiently(look, sign, control, reads_image=True)
        stream = yield from patiently(source.stream, sign, control, reads_image=True)
    stack.callback(leave, stream.close)
    return stream


def _demand_length(source: Source, size: int | None, ledger: Ledger) -> None:
    """Raises ImageChanged when the stream ended before the size that was planned."""
    if size is not None and ledger.size != size:
        raise ImageChanged(source.name, f"it ended at byte {ledger.size:,} of {size:,}")


def _demand_summed(plan: WritePlan, written: str | None) -> None:
    """Raises ImageChanged. A file can be changed without a trace in its times."""
    if plan.summed and plan.summed != written:
        raise ImageChanged(plan.source.name, "what was read is not what its checksum is of")


def _original(source: Source) -> Original:
    """The image's bytes again, for naming the sector that differs: only where that is cheap."""
    if source.layers:
        return lambda _offset, _length: None
    return lambda offset, length: source.look().read_at(offset, length)

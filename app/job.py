"""A plan being carried out: which stages, in which order, on one exclusive descriptor.

    release · read the head · open, and is it the chosen drive? · blank the first and last MiB ·
    sync · body · sync · read back the body · head except its first sector · sync · first sector ·
    sync · read back the head · identity again · result

A write may keep what it overwrites first, and another job puts that back.

A job asks nothing and prints nothing. To stop it, call `control.stop()` or close the generator:
either way the drive is left without its first sector, and so plainly unfinished.
"""

import time
from collections.abc import Generator
from contextlib import ExitStack, closing
from typing import assert_never

from app.control import Control
from app.drives.drive import Drive, Identity, Medium
from app.errors import DriveGone, ImageChanged
from app.events import Event, Finished, Progressed, Stage, StageStarted
from app.plan import Plan, UndoPlan, VerifyPlan, WritePlan, demand_elsewhere
from app.result import Proof, PutBack, Result, Unchecked, Verified
from app.sources.source import Source, demand_unchanged
from app.stages.blank import blank
from app.stages.compare import compare
from app.stages.echo import echoes
from app.stages.explain import explaining
from app.stages.head import take_back, write_head
from app.stages.keep import Keep, keeping
from app.stages.ledger import BLOCK, Ledger
from app.stages.patience import opening, patiently
from app.stages.put_back import demand_as_left, put_back
from app.stages.supply import Alone, Supply, Tally
from app.stages.sync import sync
from app.stages.verify import Original, verify
from app.stages.write import Head, read_head, write_body

Job = Generator[Event]


def run(
    plan: Plan,
    drive: Drive,
    control: Control | None = None,
    hold: ExitStack | None = None,
    keep: Keep | None = None,
) -> Job:
    """The job as a generator of events; the last one is `Finished`. Raises AppError.

    After a write that finished, the open drive is handed to `hold`: as long as that is not closed,
    no desktop can mount what was written and change it. A write keeps what it overwrites in `keep`.
    """
    control = control or Control()
    match plan:
        case WritePlan():
            return write(plan, drive, control, hold, keep=keep)
        case VerifyPlan():
            return _verify(plan, drive, control)
        case UndoPlan():
            return _undo(plan, drive, control)
    assert_never(plan)


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
    began, keep = time.monotonic(), keep or Keep()
    name, ledger = plan.drive.name, Ledger()
    waiting = Progressed(Stage.RELEASE, 0)
    with ExitStack() as stack:
        yield StageStarted(Stage.RELEASE)
        demand_unchanged(plan.source)
        if supply is None:
            stream = stack.enter_context(closing(plan.source.stream()))
            supply = Alone(stream, sha256=plan.sha256)
        head = yield from read_head(supply, plan, drive.info.sector, ledger, control)
        keep.know(head.view)
        yield from patiently(drive.release, waiting, control)
        medium = yield from opening(drive, waiting, control, stack, write=True)
        demand_elsewhere(plan.source, plan.drive)

        if not plan.resume:  # what an interrupted write left is worth nothing to anybody
            stack.callback(keep.close)
            yield from keeping(keep, medium, plan.drive, control)
        yield from blank(medium, name, control)
        yield from sync(medium, control)
        yield from write_body(supply, medium, plan, ledger, control, keep)
        yield from sync(medium, control)
        _demand_length(plan.source, plan.size, ledger)
        original = _original(plan.source)
        if plan.verify and not control.skipping_check and ledger.size > BLOCK:
            check = verify(
                medium, name, ledger, BLOCK, ledger.size, original, control, room=supply.room
            )
            yield from explaining(check, medium, name, ledger, control)
        keep.before_head(head.view, medium.sector)
        try:
            yield from _finish(medium, plan, head, ledger, original, control)
        except BaseException:
            take_back(medium, name)
            raise
        result = _result(plan, ledger, medium, supply.sha256, time.monotonic() - began)
        if hold is not None:
            hold.push(stack.pop_all())
    yield Finished(result)


def _finish(
    medium: Medium,
    plan: WritePlan,
    head: Head,
    ledger: Ledger,
    original: Original,
    control: Control,
) -> Job:
    """From here on the drive looks finished, so whatever fails must take that back."""
    name = plan.drive.name
    yield from write_head(medium, name, head, control)
    again = echoes(ledger) if ledger.equal >= ledger.size - BLOCK else ()
    check = verify(
        medium, name, ledger, 0, head.length, original, control, Stage.VERIFY_HEAD, more=again
    )
    yield from explaining(check, medium, name, ledger, control, echo=True)
    yield StageStarted(Stage.IDENTITY)
    _demand_same(medium.identity(), plan)
    demand_unchanged(plan.source)


def _verify(plan: VerifyPlan, drive: Drive, control: Control) -> Job:
    began = time.monotonic()
    ledger, tally = Ledger(), Tally(sha256=plan.sha256)
    with ExitStack() as stack:
        yield StageStarted(Stage.RELEASE)
        demand_unchanged(plan.source)
        stream = stack.enter_context(closing(plan.source.stream()))
        waiting = Progressed(Stage.RELEASE, 0)
        medium = yield from opening(drive, waiting, control, stack, write=False)
        original = _original(plan.source)
        check = compare(stream, medium, plan, tally, ledger, original, control)
        yield from explaining(check, medium, plan.drive.name, ledger, control)
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


def _undo(plan: UndoPlan, drive: Drive, control: Control) -> Job:
    """Put back what a stopped write had overwritten."""
    began, name = time.monotonic(), plan.drive.name
    waiting = Progressed(Stage.RELEASE, 0)
    with ExitStack() as stack:
        yield StageStarted(Stage.RELEASE)
        yield from patiently(drive.release, waiting, control)
        medium = yield from opening(drive, waiting, control, stack, write=True)
        yield from demand_as_left(medium, name, plan.old, control)
        yield from put_back(medium, name, plan.old, control)
        yield StageStarted(Stage.IDENTITY)
        _demand_same(medium.identity(), plan)
    yield Finished(PutBack(plan.old.size, time.monotonic() - began))


def _result(
    plan: WritePlan, ledger: Ledger, medium: Medium, sha256: str | None, seconds: float
) -> Result:
    """Verified when everything was read back, else Unchecked. The only place that says so."""
    if ledger.equal < ledger.size:
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
    )
    return Verified(proof, sha256, seconds)


def _demand_same(now: Identity, plan: WritePlan | UndoPlan) -> None:
    """The descriptor is held exclusively: a difference means that the medium was exchanged."""
    if plan.drive.identity.difference(now):
        raise DriveGone(plan.drive.name)


def _demand_length(source: Source, size: int | None, ledger: Ledger) -> None:
    """Raises ImageChanged when the stream ended before the size that was planned."""
    if size is not None and ledger.size != size:
        raise ImageChanged(source.name, f"it ended at byte {ledger.size:,} of {size:,}")


def _original(source: Source) -> Original:
    """The image's bytes again, for naming the sector that differs: only where that is cheap."""
    if source.layers:
        return lambda _offset, _length: None
    return lambda offset, length: source.look().read_at(offset, length)

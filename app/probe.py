"""The job that tests whether a drive keeps what it is given (`app.job` runs it).

release · open, and is it the chosen drive? · mark places and put back what was there, or, where
every byte was asked for: blank both ends · fill · sync · read all of it · blank both ends · sync ·
identity again · result
"""

import time
from collections.abc import Generator
from contextlib import ExitStack, suppress
from functools import partial
from pathlib import Path

from app.control import Control
from app.drives.drive import Drive, Medium, demand_same, demand_surely_same
from app.errors import DriveGone, WriteRefused
from app.events import Ended, Event, Stage, StageStarted
from app.plan_capacity import CapacityPlan
from app.stages.blank import blank
from app.stages.every_byte import EveryByte
from app.stages.patience import entering
from app.stages.probe import Probe
from app.stages.sleep import minding_sleep
from app.stages.stall import Patience
from app.stages.sync import sync


def probe(
    plan: CapacityPlan, drive: Drive, control: Control, kept: Path | None = None
) -> Generator[Event]:
    """`kept`: a file for what a quick probe overwrites, as long as that is not put back."""
    patience = Patience(plan.drive.name)
    return patience.minding(_probe(plan, drive, control, patience, kept))


def _probe(
    plan: CapacityPlan, drive: Drive, control: Control, patience: Patience, kept: Path | None
) -> Generator[Event]:
    began = time.monotonic()
    with ExitStack() as stack:
        yield StageStarted(Stage.RELEASE)
        medium = yield from entering(drive, patience, control, stack, write=True)
        surely = partial(demand_surely_same, medium, plan.drive, plan.drive.identity)
        test: Probe | EveryByte
        if plan.every_byte:
            test = EveryByte(medium, plan.drive, control)
            stages = _emptying(test, medium, plan, control)
        else:
            test = Probe(medium, plan.drive, control, kept)
            stages = test.run()
        try:
            yield from minding_sleep(stages, control, surely)
        except DriveGone as error:
            error.hint = error.remedy
            raise
        yield StageStarted(Stage.IDENTITY)
        demand_same(medium, plan.drive)
        result = test.result(time.monotonic() - began)
    yield Ended(result)


def _emptying(
    test: EveryByte, medium: Medium, plan: CapacityPlan, control: Control
) -> Generator[Event]:
    """Whatever ends it, the drive does not look as if it still had what it had."""
    yield from _blanked(medium, plan, control)
    yield from test.run()
    yield from _blanked(medium, plan, control)


def _blanked(medium: Medium, plan: CapacityPlan, control: Control) -> Generator[Event]:
    """As far as it can be written to: a fake drive may refuse its end."""
    with suppress(WriteRefused):
        yield from blank(medium, plan.drive.name, control)
    yield from sync(medium, control)

"""The job that puts back what a stopped write had overwritten (`app.job` runs it).

release · open, and is it the chosen drive? · is it as the write left it? · blank the first
sector · sync · body and last MiB · sync · read back · head except its first sector · sync ·
first sector · sync · read back the head · identity again · result

After a quick probe: release · open, and is it the chosen drive? · is it as that left it? · write
where marks are · sync · read back · identity again · result
"""

import time
from collections.abc import Generator
from contextlib import ExitStack
from functools import partial

from app.control import Control
from app.drives.drive import Drive, Medium, demand_same, demand_surely_same
from app.errors import NothingKept
from app.events import Event, Finished, Progressed, Stage, StageStarted
from app.plan import UndoPlan
from app.result import PutBack
from app.stages.patience import entering, patiently
from app.stages.put_back import demand_as_left, demand_kept, put_back, take_marks_away
from app.stages.sleep import minding_sleep
from app.stages.stall import Patience, Requests


def undo(plan: UndoPlan, drive: Drive, control: Control) -> Generator[Event]:
    file = Requests()  # of old contents, which nobody has to wait for
    patience = Patience(plan.drive.name, plan.old.path.name, lambda: file)
    return patience.minding(_undo(plan, drive, control, patience))


def _undo(plan: UndoPlan, drive: Drive, control: Control, patience: Patience) -> Generator[Event]:
    began = time.monotonic()
    with ExitStack() as stack:
        yield StageStarted(Stage.RELEASE)
        medium = yield from entering(drive, patience, control, stack, write=True)
        try:
            stack.enter_context(plan.old.held())
        except OSError as error:
            raise NothingKept(plan.drive.name) from error
        surely = partial(demand_surely_same, medium, plan.drive, plan.drive.identity)
        yield from minding_sleep(_stages(plan, medium, control), control, surely)
    yield Finished(PutBack(plan.old.size, time.monotonic() - began))


def _stages(plan: UndoPlan, medium: Medium, control: Control) -> Generator[Event]:
    name, sign = plan.drive.name, Progressed(Stage.RELEASE, 0)
    yield from patiently(partial(demand_kept, name, plan.old), sign, control)
    yield from demand_as_left(medium, name, plan.old, control, known=plan.known)
    back = take_marks_away if plan.old.probed else put_back
    yield from back(medium, name, plan.old, control)
    yield StageStarted(Stage.IDENTITY)
    demand_same(medium, plan.drive)

"""The job that compares a drive with an image, any time after it was written (`app.job` runs it).

open, and is it the chosen drive? · read both, compared block by block · where they differ: damage,
or what computers do by themselves? · identity again · result

Nothing is released and nothing written: others may go on reading meanwhile.
"""

import time
from collections.abc import Generator
from contextlib import ExitStack
from functools import partial

from app.control import Control
from app.drives.drive import Drive, demand_same, demand_surely_same
from app.events import Event, Finished, Stage, StageStarted
from app.plan import VerifyPlan
from app.proven import compared
from app.stages.compare import compare
from app.stages.drift import judging
from app.stages.explain import explaining
from app.stages.image import demand_length, still_the_same, streaming
from app.stages.ledger import Ledger
from app.stages.patience import entering
from app.stages.sleep import minding_sleep
from app.stages.stall import Patience, Requests
from app.stages.supply import Tally
from app.stages.wanted import Wanted


def verify(plan: VerifyPlan, drive: Drive, control: Control) -> Generator[Event]:
    image = Requests()
    patience = Patience(plan.drive.name, plan.source.name, lambda: image)
    return patience.minding(_verify(plan, drive, control, patience, image))


def _verify(
    plan: VerifyPlan, drive: Drive, control: Control, patience: Patience, image: Requests
) -> Generator[Event]:
    began = time.monotonic()
    ledger, tally = Ledger(), Tally(sha256=plan.sha256)
    with ExitStack() as stack:
        yield StageStarted(Stage.RELEASE)
        stream = yield from streaming(plan.source, image, control, stack)
        entered = entering(drive, patience, control, stack, write=False, release=False)
        medium = yield from entered
        name, wanted = plan.drive.name, Wanted()
        check = compare(stream, medium, plan, tally, ledger, control, image, wanted)
        check = explaining(check, medium, name, ledger, control)
        check = judging(check, medium, name, wanted, ledger, control)
        surely = partial(demand_surely_same, medium, plan.drive, medium.identity())
        yield from minding_sleep(check, control, surely)
        demand_length(plan.source, plan.size, ledger)
        yield StageStarted(Stage.IDENTITY)
        demand_same(medium, plan.drive)
        yield from still_the_same(plan.source, image, control)
        seconds = time.monotonic() - began
        result = compared(ledger, medium, plan.drive.identity, tally.sha256, seconds)
    yield Finished(result)

"""A plan being carried out: one job for each kind of plan, on one open drive.

`app.write` writes an image, `app.verify` compares a drive with one, `app.undo` puts back what a
stopped write had overwritten, `app.probe` tests a drive, `app.backup` saves one to a file. Each
goes through its stages in its own order.

A job asks nothing and prints nothing. To stop it, call `control.stop()` or close the generator:
either way a drive that was being written is left without its first sector, and so plainly
unfinished.
"""

from collections.abc import Generator
from contextlib import ExitStack, closing
from typing import assert_never

from app.control import Control
from app.drives.drive import Drive
from app.errors import AppError, unforeseen
from app.events import Event
from app.plan import Plan, UndoPlan, VerifyPlan, WritePlan
from app.plan_backup import BackupPlan, ComparePlan
from app.plan_capacity import CapacityPlan
from app.stages.keep import Keep
from app.write import write

Job = Generator[Event]
AnyPlan = Plan | CapacityPlan | BackupPlan | ComparePlan


def run(
    plan: AnyPlan,
    drive: Drive,
    control: Control | None = None,
    hold: ExitStack | None = None,
    keep: Keep | None = None,
) -> Job:
    """The job as a generator of events; the last one is `Finished`. Raises AppError, and nothing
    else: whatever nobody foresaw, as memory that ran out, has to be told and noted down as well.

    After a write that finished, the open drive is handed to `hold`: as long as that is not closed,
    no desktop can mount what was written and change it. A write keeps what it overwrites in `keep`,
    and so does a probe, in its file.
    """
    control = control or Control()
    match plan:
        case WritePlan():
            return foreseen(write(plan, drive, control, hold, keep=keep))
        case VerifyPlan():
            from app.verify import verify  # here, and below: a write need not wait for them

            return foreseen(verify(plan, drive, control))
        case UndoPlan():
            from app.undo import undo

            return foreseen(undo(plan, drive, control))
        case CapacityPlan():
            from app.probe import probe

            return foreseen(probe(plan, drive, control, keep.path if keep is not None else None))
        case BackupPlan():
            from app.backup import backup

            return foreseen(backup(plan, drive, control))
        case ComparePlan():
            from app.backup import compare

            return foreseen(compare(plan, drive, control))
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

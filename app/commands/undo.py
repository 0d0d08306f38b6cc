"""`stickwright undo`: put back what a write that was stopped in its first moments overwrote, or a
quick test that was cut short.

Nothing is asked: the drive has to prove, byte for byte, that it is as the write left it, and what
is put back is what was there before. `Ctrl+C` stops this as well; then it can be begun again.
"""

import json
import shlex
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager

from app.commands.ends import untouched
from app.commands.follow import follow, staying_awake, stopping_on_signals
from app.commands.words import drive_in_words, size_in_words
from app.control import Control
from app.display import for_display
from app.drives import open_drive
from app.errors import DiskFull, ReadRefused, SyncFailed, VerifyError, WriteRefused
from app.job import run as run_job
from app.journal import old_of, undone
from app.plan import UndoPlan, plan_undo


def run(given: Namespace) -> int:
    with untouched():
        drive = open_drive(given.drive)
        plan = plan_undo(drive.info, old_of(drive.info))
        _show(plan, as_json=given.json)
    control = Control()
    awake = staying_awake("", [drive.info], doing="Putting back what was on")
    with stopping_on_signals(control), awake:
        job = undone(run_job(plan, drive, control), plan.old.path)
        with _going_on(half := _half(drive.info.node)):
            result = follow(job, drive.info, as_json=given.json, half=half, headed=half)
    if not given.json:
        print("\n".join(_said(size_in_words(result.size), probed=plan.old.probed)))
    return 0


def _half(node: str) -> str:
    """What is said of a drive to which perhaps not all came back."""
    again = f"stickwright undo {shlex.quote(node)}"
    return f"What was there before may not all be back: “{again}” goes on with it."


@contextmanager
def _going_on(half: str) -> Iterator[None]:
    """Who writes to it now, as elsewhere, loses what is kept."""
    try:
        yield
    except (VerifyError, WriteRefused, ReadRefused, SyncFailed) as error:
        first = error.hint if isinstance(error, DiskFull) else "Try another port."
        error.hint = f"{first} {half}"
        raise


def _said(size: str, *, probed: bool) -> list[str]:
    what = "that the stopped write had overwritten"
    begun = "a write had begun on it"
    if probed:
        what = "that the test may have overwritten"
        begun = "the test did not come to its end"
    return [
        f"Put back: {size} {what} were read back and are as they were.",
        f"Look at your files before you trust the drive: {begun}.",
    ]


def _show(plan: UndoPlan, *, as_json: bool) -> None:
    if as_json:
        line = {"event": "plan", "drive": plan.drive.to_json(), "size": plan.old.size}
        print(json.dumps(line), flush=True)
        return
    print(f"{drive_in_words(plan.drive)}")
    for number, step in enumerate(plan.steps(), 1):
        print(f"  {number}. {for_display(step, 200)}")

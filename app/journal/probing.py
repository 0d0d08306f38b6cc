"""A quick probe of a drive, with what it overwrites for a moment kept beside a note of it, so that
`undo` finds it when the drive was pulled out in the middle.

The drive looks as it did before, so the note alone says that something is to be put back.
"""

from __future__ import annotations

import fcntl
import json
import logging
import time
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from app.drives.told import Told, this_start
from app.events import Ended, Stage, StageStarted
from app.journal.forgetting import forget, tidy
from app.journal.left import folder
from app.journal.notes import forgetting, keep_in

if TYPE_CHECKING:
    from app.control import Control
    from app.drives.drive import Drive
    from app.job import Job
    from app.plan_capacity import CapacityPlan

log = logging.getLogger(__name__)


def probed(
    plan: CapacityPlan, drive: Drive, control: Control | None = None, place: Path | None = None
) -> Job:
    """The job of the plan. Where every byte is tested there is nothing to keep, and what earlier
    writes left of the drive goes."""
    from app.job import run

    keep = keep_in(place)
    job = run(plan, drive, control, keep=keep)
    if plan.every_byte:
        return forgetting(job, plan.drive, place or folder())
    if keep.path is None:
        return job
    return _noted(job, plan, keep.path)


def _noted(job: Job, plan: CapacityPlan, old: Path) -> Job:
    story, lock = old.with_suffix(".jsonl"), ExitStack()
    try:
        with closing(job):
            for event in job:
                if isinstance(event, StageStarted) and event.stage is Stage.KEEP:
                    _begin(story, plan, lock)
                elif isinstance(event, Ended) and not _is_kept(old):
                    _over(story)
                yield event
    finally:
        with suppress(OSError):  # of a note that had no room: the probe has said why
            lock.close()
        if not _is_kept(old):  # everything is back, however it ended
            _over(story)


def _is_kept(old: Path) -> bool:
    try:
        return old.exists()
    except OSError:  # where nobody may look, nothing was put
        return False


def _begin(story: Path, plan: CapacityPlan, lock: ExitStack) -> None:
    """Until `lock` is closed nobody takes it for one that is over. Raises nothing: where no note
    can be made, no file can either, and the probe says so."""
    note = {
        "probe": True,
        "image": "Quick probe",
        "total": None,
        "when": time.time(),
        "start": this_start(),
        "drive": Told.of(plan.drive).to_json(),
        "diskseq": plan.drive.identity.diskseq,
    }
    try:
        story.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        tidy(story.parent)
        file = lock.enter_context(story.open("x", encoding="utf-8"))
        story.chmod(0o600)
        with suppress(OSError):  # of file systems that know no locks
            fcntl.flock(file, fcntl.LOCK_EX)
        file.write(json.dumps(note) + "\n")
        file.flush()
    except OSError as error:
        log.info("journal: %s", error)


def _over(story: Path) -> None:
    with suppress(OSError):
        forget(story)

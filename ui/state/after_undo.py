"""How the state changes when what a stopped write had overwritten is put back: right after the
stop, from the page that tells of it, or later, when the drive is chosen again."""

from __future__ import annotations

from dataclasses import replace

from app.drives.drive import DriveInfo
from app.errors import AppError, NotAsLeft, NothingKept, Stopped
from app.journal import Unfinished, about
from ui import intents
from ui.state import PutBackOpen, Refused, State
from ui.state.after_probe import is_kept
from ui.state.drive_list import key_of
from ui.state.effects import Effect, LookBack
from ui.state.image import Inspected
from ui.state.job import Ended, Purpose, Working
from ui.state.obstacles import obstacle
from ui.state.returned import returned
from ui.state.starting import job_for, start
from ui.state.turn import Turn


def left_on_chosen(state: State) -> Unfinished | None:
    """The write that was left on the drive that the hand has chosen."""
    drive = None if state.several else state.chosen_drive
    return about(drive, state.unfinished) if drive is not None else None


def can_go_on(state: State) -> bool:
    """Whether it was this image that was being written to the chosen drive."""
    left = left_on_chosen(state)
    image = state.image
    return left is not None and isinstance(image, Inspected) and left.is_of(image.source.identity)


def undoable_drive(state: State) -> DriveInfo | None:
    """To which something can be put back now."""
    if isinstance(state.job, Ended):
        return returned(state) if state.job.undoable or is_kept(state) else None
    left = left_on_chosen(state)
    drive = state.chosen_drive
    if state.job is not None or left is None or not left.undoable or drive is None:
        return None
    return drive if obstacle(drive, state.image) is None else None


def put_back_asked(state: State, _: intents.PutBack, _now: float) -> Turn:
    drive = undoable_drive(state)
    if drive is None:
        return Turn(state)
    return Turn(replace(state, sheet=PutBackOpen(drive), notice=None))


def put_back_confirmed(state: State, _: intents.PutBackConfirmed, now: float) -> Turn:
    """The drive of the sheet, if it is still there; whether it is as it was left, it proves."""
    if not isinstance(state.sheet, PutBackOpen):
        return Turn(state)
    drive = state.drives.find(key_of(state.sheet.drive))
    earlier = state.job if isinstance(state.job, Ended) else None
    image = earlier.image if earlier is not None else state.image
    if drive is None or not isinstance(image, Inspected):
        return Turn(replace(state, sheet=None))
    job = job_for(state, image, drive, Purpose.UNDO, now)
    return start(state, replace(job, earlier=earlier))


def after_stop(state: State, over: Ended, now: float) -> Turn:
    """What the user wanted when the write was stopped: that its traces go as well."""
    job = job_for(state, over.image, over.drive, Purpose.UNDO, now)
    return start(state, replace(job, earlier=over))


def not_begun(state: State, job: Working, error: AppError) -> Turn:
    """Nothing was changed. What happened stands on the page where it was asked for, and what can
    never be put back is offered no longer."""
    effects: tuple[Effect, ...] = (LookBack(),)
    stopped = isinstance(error, Stopped)
    if job.earlier is None:
        notice = None if stopped else Refused(error, job.drive, putting_back=True)
        return Turn(replace(state, job=None, sheet=None, notice=notice), effects)
    earlier = replace(job.earlier, trouble=None if stopped else error)
    if isinstance(error, NotAsLeft | NothingKept):
        progress = replace(earlier.progress, undoable=False)
        earlier = replace(earlier, progress=progress)
    return Turn(replace(state, job=earlier, sheet=None), effects)

"""The one way to begin a job with one drive."""

from dataclasses import replace

from app.drives.drive import DriveInfo
from ui.state import State
from ui.state.after_checksum import made_way
from ui.state.effects import StartJob
from ui.state.image import Inspected
from ui.state.job import Purpose, Working
from ui.state.turn import Turn


def job_for(
    state: State, image: Inspected, drive: DriveInfo, purpose: Purpose, now: float
) -> Working:
    return Working(state.asked + 1, image.halted(), drive, purpose, began=now, moved=now)


def start(state: State, job: Working) -> Turn:
    """A reading of the image makes way."""
    halted = made_way(state)
    fresh = replace(
        halted.state, job=job, asked=job.number, sheet=None, notice=None, drag=None, page=None
    )
    fresh = replace(fresh, comparing=job.purpose is Purpose.COMPARE)
    settings = state.settings
    begins = StartJob(
        job.number,
        job.image,
        job.drive,
        job.purpose,
        check=settings.check,
        awake=settings.awake,
        resume=job.resume,
    )
    return Turn(fresh, (*halted.effects, begins))

"""The computer slept in the middle of a job, although it was asked not to.

A port without power loses what a drive had in its memory, and another drive may have been plugged
in meanwhile. So the drive is compared with the chosen one at once, and what had been read back
before counts no more.
"""

from collections.abc import Callable, Generator
from contextlib import closing
from typing import TypeGuard

from app.control import Control
from app.errors import AppError, DriveGone, DriveInDoubt, StickFileGone
from app.events import Event, Warned
from app.stages.stall import in_words


def minding_sleep(
    events: Generator[Event], control: Control, demand_same: Callable[[], None]
) -> Generator[Event]:
    """The events of a job, with a warning behind each sleep. `demand_same` raises DriveGone when
    the drive is another one than before. What is gone just behind a sleep is DriveInDoubt: a kernel
    that wakes up may say of a drive that is there that it has no size."""
    slept = control.slept
    try:
        with closing(events):
            for event in events:
                if control.slept_since(slept):
                    yield _warning(control.slept - slept)
                    slept = control.slept
                    _ask(demand_same)
                yield event
    except AppError as error:
        if control.slept_since(slept):
            yield _warning(control.slept - slept)  # which may be why
            if _may_be_there(error):
                raise _doubted(error) from error
        raise


def _ask(demand_same: Callable[[], None]) -> None:
    try:
        demand_same()
    except DriveGone as error:
        raise _doubted(error) if _may_be_there(error) else error from error


def _may_be_there(error: AppError) -> TypeGuard[DriveGone]:
    """A file that plays a drive needs no power to be there."""
    return isinstance(error, DriveGone) and not isinstance(error, StickFileGone)


def _doubted(error: DriveGone) -> DriveInDoubt:
    return DriveInDoubt(error.drive, error.offset)


def _warning(seconds: float) -> Warned:
    return Warned("slept", f"The computer slept for {in_words(seconds)} in the middle of this.")

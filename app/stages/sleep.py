"""The computer slept in the middle of a job, although it was asked not to.

A port without power loses what a drive had in its memory, and another drive may have been plugged
in meanwhile. So the drive is compared with the chosen one at once, and what had been read back
before counts no more.
"""

from collections.abc import Callable, Generator
from contextlib import closing

from app.control import Control
from app.errors import AppError
from app.events import Event, Warned
from app.stages.stall import in_words


def minding_sleep(
    events: Generator[Event], control: Control, demand_same: Callable[[], None]
) -> Generator[Event]:
    """The events of a job, with a warning behind each sleep. `demand_same` raises DriveGone when
    the drive is another one than before."""
    slept = control.slept
    try:
        with closing(events):
            for event in events:
                if control.slept_since(slept):
                    yield _warning(control.slept - slept)
                    slept = control.slept
                    demand_same()
                yield event
    except AppError:
        if control.slept_since(slept):  # which may be why
            yield _warning(control.slept - slept)
        raise


def _warning(seconds: float) -> Warned:
    return Warned("slept", f"The computer slept for {in_words(seconds)} in the middle of this.")

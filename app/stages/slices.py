"""Work of many small steps, done in a thread for a moment at a time: between two of these it is
told how far it is, and can be stopped."""

import time
from collections.abc import Callable, Generator
from contextlib import closing
from functools import partial

from app.control import Control
from app.events import Event, Progressed, Stage
from app.stages.patience import BEAT, patiently

Steps = Generator[None]  # each as short as one request


def sliced(
    steps: Steps, stage: Stage, done: Callable[[], int], control: Control
) -> Generator[Event]:
    """`done`: bytes so far. Raises Stopped, and whatever the steps raise; they are closed then."""
    going = True
    with closing(steps):
        while going:
            sign = Progressed(stage, done())
            going = yield from patiently(partial(_some, steps, control), sign, control)
            yield Progressed(stage, done())
            control.checkpoint()


def _some(steps: Steps, control: Control) -> bool:
    """Whether there are more of them."""
    until = time.monotonic() + BEAT
    return any(time.monotonic() > until or control.stopping for _ in steps)

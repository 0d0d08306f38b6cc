"""What other programs and the terminal may say to this one while it works."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def heeding(
    stop: Callable[[int, FrameType | None], object], *numbers: signal.Signals
) -> Iterator[None]:
    """These signals, and that the terminal was closed, call `stop` meanwhile. The latter only where
    nobody wanted it to be passed over, as nohup(1) does."""
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        numbers = (*numbers, signal.SIGHUP)
    before = {number: signal.signal(number, stop) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)

"""Whether the drive waits for the image more than it works: then the image's disk sets the pace,
and whoever looks for a faster stick shall know that none will help.

What counts is the time in which the drive has nothing to do while the image is being read. Where
the sums are what holds it up, or another drive, nothing is being read meanwhile. A read that has
had no answer for long is told of by itself (`app.stages.stall`) and says nothing about a speed; nor
does unpacking, which takes a different time for everything.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from app.events import Warned
from app.stages.stall import PATIENCE, Requests

SURE = 5.0  # seconds of writing before anything is said
MOST = 0.5  # of the time that the drive may wait
FAST = 200e6  # bytes a second that nobody calls slow


class Hunger:
    """Of one drive, while the body is written. `reading`: what is asked of the image's disk."""

    def __init__(
        self, reading: Callable[[], Requests], clock: Callable[[], float], *, packed: bool
    ) -> None:
        self._reading = reading
        self._clock = clock
        self._lock = threading.Lock()
        self._eating = 0
        self._began = self._idle = clock()
        self._read = self._read_then = reading().busy
        self._waited = self._stalled = 0.0  # seconds
        self._told = packed

    @contextmanager
    def eating(self) -> Iterator[None]:
        """While the drive has something to do. Several at once count as one."""
        with self._lock:
            if not self._eating:
                self._count()
            self._eating += 1
        try:
            yield
        finally:
            with self._lock:
                self._eating -= 1
                if not self._eating:
                    self._idle, self._read_then = self._clock(), self._reading().busy

    def news(self, done: int) -> Iterator[Warned]:
        """Said once, when `done` bytes of the image were read."""
        with self._lock:
            elapsed = self._clock() - self._began - self._stalled
            read = self._reading().busy - self._read - self._stalled
            hungry = elapsed >= SURE and self._waited >= MOST * elapsed
            if self._told or not hungry or read <= 0 or done / read >= FAST:
                return
            self._told = True
        yield slow(done / read)

    def _count(self) -> None:
        """The drive has had nothing to do until now."""
        waited = max(0.0, self._reading().busy - self._read_then)
        if waited < PATIENCE:
            self._waited += waited
        else:
            self._stalled += waited


def slow(rate: float) -> Warned:
    """`rate` in bytes a second."""
    said = f"{rate / 1e6:.0f} MB/s" if rate >= 9.95e6 else f"{rate / 1e6:.1f} MB/s"
    text = f"The file is on a slow disk; writing can’t be faster than {said}."
    return Warned("image-slow", text, rate=round(rate))

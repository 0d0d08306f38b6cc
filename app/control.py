"""What may come while a job runs. Set from any thread; the job looks at it between blocks, at
least five times a second even while the drive stalls."""

import threading
import time
from collections.abc import Callable

from app.errors import Stopped

NAP = 1.0  # seconds: what is shorter was no sleep


def seconds_asleep() -> float:
    """How long this computer has slept since it was started."""
    return time.clock_gettime(time.CLOCK_BOOTTIME) - time.clock_gettime(time.CLOCK_MONOTONIC)


def whole_seconds_asleep() -> int:
    """For what is compared: two answers are equal when there was no sleep between them. Whoever is
    interrupted between the two clocks reads too little, so the most of three is taken."""
    return int(max(seconds_asleep() for _ in range(3)))


class Control:
    """One for each job. `stopped` may be waited for. `clock`: what the job measures with how long
    the drive takes."""

    def __init__(
        self,
        asleep: Callable[[], float] = seconds_asleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.stopped = threading.Event()
        self.clock = clock
        self._asleep = asleep
        self._skip_check = threading.Event()

    def stop(self) -> None:
        """End the job soon; the drive is left plainly unfinished."""
        self.stopped.set()

    def skip_check(self) -> None:
        """Do not read the rest back; the result is then `Unchecked`."""
        self._skip_check.set()

    @property
    def stopping(self) -> bool:
        return self.stopped.is_set()

    @property
    def skipping_check(self) -> bool:
        return self._skip_check.is_set()

    @property
    def slept(self) -> float:
        """Seconds that the computer has slept in all, to be compared with an earlier answer."""
        return self._asleep()

    def slept_since(self, before: float) -> bool:
        return self.slept - before >= NAP

    def checkpoint(self) -> None:
        """Raises Stopped when the job shall end."""
        if self.stopped.is_set():
            raise Stopped


class Controls:
    """One for each of several jobs that run at once, in their order."""

    def __init__(self, count: int) -> None:
        self._each = tuple(Control() for _ in range(count))

    def __getitem__(self, number: int) -> Control:
        return self._each[number]

    def stop(self) -> None:
        """End all of them soon."""
        for control in self._each:
            control.stop()

    def leave_out(self, number: int) -> None:
        """End this one; the others go on."""
        self._each[number].stop()

    def skip_check(self) -> None:
        """Of all of them."""
        for control in self._each:
            control.skip_check()

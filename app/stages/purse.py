"""What reading first may cost. It spends time in the hope of saving some, so it gets an allowance
of a small part of the time that writing takes, and whatever it has saved."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

START = 0.1  # seconds that may be lost before anything is known
SHARE = 0.02  # of the time that was spent writing


class Purse:
    """One for a write. For several threads at once; seconds are those of all threads together."""

    def __init__(self, *, checks: bool = True, clock: Callable[[], float] = time.monotonic) -> None:
        """`checks`: what is written is read back as well, so what is not saves both."""
        self._clock = clock
        self._checks = checks
        self._lock = threading.Lock()
        self._spent = self._saved = 0.0
        self._reading = [0.0, 0.0]  # seconds, bytes
        self._writing = [0.0, 0.0]

    @property
    def open(self) -> bool:
        """Whether reading first may go on."""
        return self._spent < START + SHARE * self._writing[0] + self._saved

    @contextmanager
    def reading(self, length: int) -> Iterator[None]:
        began = self._clock()
        try:
            yield
        finally:
            self._took(self._reading, length, self._clock() - began)
            with self._lock:
                self._spent += self._clock() - began

    @contextmanager
    def writing(self, length: int) -> Iterator[None]:
        began = self._clock()
        try:
            yield
        finally:
            self._took(self._writing, length, self._clock() - began)

    def save(self, length: int) -> None:
        """So many bytes need not be written. Until something was, writing is taken to be as quick
        as reading, which few sticks can."""
        with self._lock:
            seconds, count = self._reading
            read = seconds / count if count else 0.0
            seconds, count = self._writing
            write = seconds / count if count else read
            self._saved += length * (write + (read if self._checks else 0.0))

    def _took(self, rate: list[float], length: int, seconds: float) -> None:
        with self._lock:
            rate[0] += seconds
            rate[1] += length

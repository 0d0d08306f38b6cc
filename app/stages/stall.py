"""A drive, or an image's disk, that does not answer: said once, with the time that counts on, and
again when it does.

A cheap stick that tidies up may take a minute for one request, a network folder for ever. Nothing
is wrong with the job meanwhile: it waits, can be stopped, and goes on by itself. But it has to be
said who is waited for.
"""

import math
import threading
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager, closing

from app.drives.drive import CacheBypass, Identity, Medium
from app.events import Event, Warned

PATIENCE = 10.0  # seconds that one request may take
_AND_THEN = 60.0  # seconds: from here on it is said again whenever the time has doubled


def _nothing_heard() -> int:
    return 0


class Requests:
    """What was asked and has not come back. Asked from any thread.

    `moved` is a number that changes while whoever was asked is at work: then nobody waits for an
    answer of a disk, however long it takes.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._began: dict[object, float] = {}
        self._since = self._busy = 0.0
        self.moved: Callable[[], int] = _nothing_heard
        self._moved, self._heard = 0, -math.inf

    def asking(self) -> AbstractContextManager[object]:
        """While the request is under way."""
        return _Request(self)

    def begin(self, request: object) -> None:
        with self._lock:
            now = self._clock()
            self._since = self._since if self._began else now
            self._began[request] = now

    def end(self, request: object) -> None:
        with self._lock:
            del self._began[request]
            if not self._began:
                self._busy += self._clock() - self._since

    @property
    def busy(self) -> float:
        """Seconds in which something was under way, however much at once."""
        with self._lock:
            return self._busy + (self._clock() - self._since if self._began else 0.0)

    @property
    def oldest(self) -> tuple[object, float] | None:
        """The request that waits longest, and for how many seconds; None when nobody waits. It
        counts as another one since it was last seen at work."""
        with self._lock:
            if not self._began:
                return None
            now = self._clock()
            if (moved := self.moved()) != self._moved:
                self._moved, self._heard = moved, now
            request, began = next(iter(self._began.items()))  # they stand in their order
            if began >= self._heard:
                return request, now - began
            return (request, self._heard), now - self._heard


class _Request:
    """One of those. A generator in its place takes twice as long, seven times a chunk."""

    def __init__(self, requests: Requests) -> None:
        self._requests = requests

    def __enter__(self) -> None:
        self._requests.begin(self)

    def __exit__(self, *_: object) -> None:
        self._requests.end(self)


class Asked:
    """A medium whose requests are counted."""

    def __init__(self, medium: Medium, requests: Requests) -> None:
        self._medium = medium
        self._requests = requests

    @property
    def size(self) -> int:
        return self._medium.size

    @property
    def sector(self) -> int:
        return self._medium.sector

    @property
    def bypass(self) -> CacheBypass:
        return self._medium.bypass

    def pread_into(self, buffer: memoryview, offset: int) -> int:
        with self._requests.asking():
            return self._medium.pread_into(buffer, offset)

    def pwrite(self, buffer: memoryview, offset: int) -> int:
        with self._requests.asking():
            return self._medium.pwrite(buffer, offset)

    def sync(self) -> None:
        with self._requests.asking():
            self._medium.sync()

    def identity(self) -> Identity:
        return self._medium.identity()


_TIME = "\0"  # where the time comes in; no name of a drive or a file holds it


def in_words(seconds: float) -> str:
    """ "45 seconds", "2 minutes"."""
    if seconds < 90:
        return "1 minute" if seconds >= 59.5 else f"{seconds:.0f} seconds"
    return f"{seconds / 60:.0f} minutes"


class _Waiting:
    """One of those that a job waits for. `code` begins the codes of its warnings; `stalled` and
    `answers` are what they say."""

    def __init__(
        self, code: str, requests: Callable[[], Requests], stalled: str, answers: str
    ) -> None:
        self._code = code
        self._requests = requests
        self._stalled = stalled
        self._answers = answers
        self._told: object = None  # the request that was said to have no answer
        self._longest = self._next = 0.0

    def news(self) -> Iterator[Warned]:
        oldest = self._requests().oldest
        if self._told is not None and (oldest is None or oldest[0] != self._told):
            self._told = None
            said = f"{self._answers}, after {in_words(self._longest)}."
            yield Warned(f"{self._code}-answers", said)
        if oldest is None or oldest[1] < PATIENCE:
            return
        request, self._longest = oldest
        if self._told is None or self._longest >= self._next:
            first, self._told = self._told is None, request
            self._next = _AND_THEN if first else 2 * self._longest
            said = self._stalled.replace(_TIME, in_words(self._longest))
            yield Warned(f"{self._code}-stalled", said)


class Patience:
    """Whom one job waits for: its drive, the disk that its image is on, and whoever opens the drive
    for it, which may be a person who types a password."""

    def __init__(
        self,
        drive: str,
        image: str = "",
        reading: Callable[[], Requests] | None = None,
        clock: Callable[[], float] = time.monotonic,
        server: str = "",
    ) -> None:
        """`reading`: what was asked of the image's disk, or of the `server` that it comes from;
        None where there is no image."""
        disk = server or f"The disk that {image} is on"
        self.drive, self.door, nobody = Requests(clock), Requests(clock), Requests(clock)
        self._waiting = (
            _Waiting(
                "drive",
                lambda: self.drive,
                f"{drive} has not answered for {_TIME}. Waiting…",
                f"{drive} answers again",
            ),
            _Waiting(
                "image",
                reading or (lambda: nobody),
                f"{disk} has not answered for {_TIME}. Waiting…",
                f"{disk} answers again",
            ),
            _Waiting(
                "opening",
                lambda: self.door,
                f"{drive} is still being opened. Perhaps a password is asked for somewhere.",
                f"{drive} is open",
            ),
        )

    def minding(self, events: Generator[Event]) -> Generator[Event]:
        """The events of the job, with what is to be said about those it waits for. A job gives
        signs of life all the time, so nothing comes late."""
        with closing(events):
            for event in events:
                for each in self._waiting:
                    yield from each.news()
                yield event

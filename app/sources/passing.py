"""What is fetched is seen once, while it goes to the drive: whoever wants to sum it up, or to keep
it, takes it on the way."""

import threading
from collections.abc import Sequence
from typing import Protocol

from app.errors import AppError


class Taker(Protocol):
    """Somebody who wants a file's bytes, from the first to the last."""

    def take(self, data: memoryview, /) -> None:
        """The next ones. Raises AppError."""

    def finish(self) -> None:
        """All were there. Raises AppError."""

    def give_up(self) -> None:
        """There will be no more."""


class Passage:
    """The bytes of a file of `size`, told from several streams perhaps: each is passed on once and
    in order. What a taker raised is raised again at whoever comes later."""

    def __init__(self, size: int, takers: Sequence[Taker]) -> None:
        self._size = size
        self._takers = takers
        self._place = 0
        self._failed: AppError | None = None
        self._lock = threading.Lock()

    def tell(self, place: int, data: memoryview) -> None:
        """What was fetched from `place` on. Raises what takers raise."""
        with self._lock:
            if self._failed is not None:
                raise self._failed
            if not self._takers or not place <= self._place < place + len(data):
                return
            try:
                self._pass_on(data[self._place - place :])
            except AppError as error:
                self._failed = error
                raise

    def _pass_on(self, data: memoryview) -> None:
        for taker in self._takers:
            taker.take(data)
        self._place += len(data)
        if self._place == self._size:
            for taker in self._takers:
                taker.finish()

    def give_up(self) -> None:
        """Whatever was not whole by now will never be."""
        with self._lock:
            if self._place < self._size or self._failed is not None:
                for taker in self._takers:
                    taker.give_up()

"""Threads that read an image, and that nobody has to wait for.

A network folder may never answer again. What only reads the image can be left behind then: it
changes nothing, and ends with the program. Whatever touches the drive is always waited for.
"""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

from app.threads import begin

# Seconds that a stopped job waits for an image: once for what is being read, which may have to be
# unpacked by a busy processor, and once more for its closing. With a beat, all within a second.
LET_GO = 0.3

T = TypeVar("T")


class Daemons:
    """A few of them, which take works in order."""

    def __init__(self, count: int, name: str) -> None:
        self._works: SimpleQueue[tuple[Future[Any], Callable[[], Any]] | None] = SimpleQueue()
        self._threads: list[threading.Thread] = []
        try:
            for _ in range(count):
                thread = threading.Thread(target=self._run, name=name, daemon=True)
                begin(thread)
                self._threads.append(thread)
        except BaseException:  # there may be no more threads to be had
            self.end()
            raise

    @property
    def alive(self) -> bool:
        """Without memory a thread may end in the middle of handing over what it has."""
        return any(thread.is_alive() for thread in self._threads)

    def submit(self, work: Callable[[], T]) -> Future[T]:
        future: Future[T] = Future()
        self._works.put((future, work))
        return future

    def end(self, patience: float | None = None) -> None:
        """What is queued is dropped, what runs is waited for, `patience` seconds at most."""
        try:
            while (dropped := self._works.get_nowait()) is not None:
                dropped[0].cancel()
        except Empty:
            for _ in self._threads:
                self._works.put(None)
        for thread in self._threads:
            thread.join(patience)

    def _run(self) -> None:
        while (taken := self._works.get()) is not None:
            future, work = taken
            if future.set_running_or_notify_cancel():
                settle(future, work)


def settle(future: Future[T], work: Callable[[], T]) -> None:
    try:
        future.set_result(work())
    except BaseException as error:  # noqa: BLE001  handed to the job, which raises it
        future.set_exception(error)


def answered(future: Future[T]) -> T:
    """What a thread that has ended left there. Raises MemoryError where it left nothing."""
    if not future.done():
        raise MemoryError("a thread ended without an answer")
    return future.result()


def leave(work: Callable[[], object]) -> None:
    """Do it in a thread of its own, and wait for that only as long as for an image."""
    thread = threading.Thread(target=work, name="leaving", daemon=True)
    begin(thread)
    thread.join(LET_GO)

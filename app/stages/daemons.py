"""Threads that read an image, and that nobody has to wait for.

A network folder may never answer again. What only reads the image can be left behind then: it
changes nothing, and ends with the program. Whatever touches the drive is always waited for.
"""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

from app.threads import begin

# Seconds that a stopped job waits for an image: once for what is being read, which may have to be
# unpacked by a busy processor, and once more for its closing. With a beat, all within a second.
LET_GO = 0.3

T = TypeVar("T")


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

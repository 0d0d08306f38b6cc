"""Threads that begin, or say that they can't.

A thread whose first object finds no memory dies before it can say that it has begun, and Python
waits for that word for ever. So it is tried out beforehand whether there is room for one.
"""

import mmap
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Thread
from typing import Any

_ROOM = 16 << 20  # bytes: a stack of 8 MiB, and what Python and the C library put beside it


def begin(thread: Thread) -> None:
    """Start it. Raises OSError or RuntimeError where there is no room for another one."""
    _demand_room()
    thread.start()


class Pool(ThreadPoolExecutor):
    """The same for a pool, which begins its threads as they are needed."""

    def submit(self, work: Callable[..., Any], /, *args: Any, **named: Any) -> Future[Any]:
        _demand_room()
        return super().submit(work, *args, **named)


def _demand_room() -> None:
    mmap.mmap(-1, _ROOM, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS).close()

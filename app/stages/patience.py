"""Waiting for what blocks in the kernel or in another program, without going silent.

A sync on a slow stick takes a minute, a password dialog as long as it takes. Both run in a thread
of their own while the job goes on yielding, so that it can be seen and stopped.
"""

import threading
from collections.abc import Callable, Generator
from concurrent.futures import Future
from contextlib import AbstractContextManager, ExitStack
from typing import TypeVar

from app.control import Control
from app.drives.drive import Drive, Medium
from app.events import Event, Progressed, Stage
from app.stages.daemons import LET_GO, answered, settle
from app.stages.stall import Asked, Patience
from app.threads import begin

BEAT = 0.2  # seconds between two signs of life

T = TypeVar("T")


def patiently(
    work: Callable[[], T], sign: Progressed, control: Control, *, reads_image: bool = False
) -> Generator[Event, None, T]:
    """Run `work` in a thread, yield `sign` on every beat, return what it returns.

    When the job is stopped meanwhile, `work` is waited for before anything else happens: what it
    does to the drive must not go on behind the job's back. One that only `reads_image` is left
    behind when it does not end soon.
    """
    future: Future[T] = Future()
    thread = threading.Thread(target=settle, args=(future, work), name="blocking", daemon=True)
    begin(thread)
    try:
        while thread.is_alive():
            thread.join(BEAT)
            if thread.is_alive():
                yield sign
                control.checkpoint()
    finally:
        thread.join(LET_GO if reads_image else None)
    return answered(future)


def opening(
    drive: Drive, sign: Progressed, control: Control, stack: ExitStack, *, write: bool
) -> Generator[Event, None, Medium]:
    """Open the drive and leave its closing to `stack`.

    Opening may wait for somebody to type a password. When the job is stopped meanwhile nobody
    waits for it: a descriptor that comes later is closed untouched.
    """
    late = _Late(drive.open(write=write))
    thread = threading.Thread(target=late.enter, name="opening", daemon=True)
    begin(thread)
    try:
        while thread.is_alive() and not late.ready.wait(BEAT):
            yield sign
            control.checkpoint()
    except BaseException:  # a stop, or the closing of the job
        late.abandon()
        raise
    medium = answered(late.future)
    stack.push(late.context)
    return medium


def entering(
    drive: Drive,
    patience: Patience,
    control: Control,
    stack: ExitStack,
    *,
    write: bool,
    release: bool = True,
) -> Generator[Event, None, Medium]:
    """The way into a drive: whoever has mounted it lets go, where that is asked for, and it is
    opened. What is asked of it from then on is counted in `patience`."""
    sign = Progressed(Stage.RELEASE, 0)
    if release:
        with patience.drive.asking():
            yield from patiently(drive.release, sign, control)
    with patience.door.asking():
        medium = yield from opening(drive, sign, control, stack, write=write)
    return Asked(medium, patience.drive)


class _Late:
    """A context that is entered in a thread and may be given up before that is done."""

    def __init__(self, context: AbstractContextManager[Medium]) -> None:
        self.context = context
        self.future: Future[Medium] = Future()
        self.ready = threading.Event()
        self._abandoned = False
        self._lock = threading.Lock()

    def enter(self) -> None:
        settle(self.future, self.context.__enter__)
        with self._lock:
            if self._abandoned and self.future.exception() is None:
                self.context.__exit__(None, None, None)
            self.ready.set()

    def abandon(self) -> None:
        with self._lock:
            self._abandoned = True
            if self.ready.is_set() and self.future.exception() is None:
                self.context.__exit__(None, None, None)

"""The jobs of several drives on one thread of the window, their events as signals."""

import time
from collections.abc import Callable
from contextlib import ExitStack, closing, nullcontext
from functools import partial

from PySide6.QtCore import QObject, QThread, Signal

from app import desktop
from app.control import Controls
from app.drives.drive import Drive, DriveInfo
from app.errors import unforeseen
from app.events import Event, Finished, StageStarted
from app.plan import WritePlan
from app.progress import Progress
from ui.job_thread import REPAINT
from ui.plans import PlanRefused

Prepare = Callable[[], tuple[tuple[WritePlan, ...], tuple[Drive, ...]]]


class BatchThread(QThread):
    """Makes the plans and runs them. Of each drive comes exactly one `ended`, and nothing after it;
    or, when one of them can't be written, one `refused` and nothing else.

    As for a `JobThread`: `prepare` and `over` are called on this thread, the computer stays awake
    for a `reason`, `image` is what the journals call it, `control` may be used from any thread, and
    a reference is kept until `finished`.
    """

    progressed = Signal(object)  # ((DriveInfo, Progress), …): of those that have moved
    ended = Signal(object, object)  # DriveInfo, and app.result.Result or AppError
    refused = Signal(object, object)  # DriveInfo, AppError

    def __init__(
        self,
        drives: tuple[DriveInfo, ...],
        prepare: Prepare,
        reason: str = "",
        image: str = "",
        parent: QObject | None = None,
        clock: Callable[[], float] = time.monotonic,
        over: Callable[[], None] = lambda: None,
    ) -> None:
        super().__init__(parent)
        self.control = Controls(len(drives))
        self._drives = drives
        self._held = tuple(ExitStack() for _ in drives)
        self._prepare = prepare
        self._reason = reason
        self._image = image
        self._clock = clock
        self._over = over
        self._progress = [Progress() for _ in drives]
        self._moved: set[int] = set()
        self._shown = 0.0
        self._running = set(range(len(drives)))

    def held_of(self, drive: DriveInfo) -> ExitStack:
        """What keeps this drive open when it is done."""
        return self._held[self._drives.index(drive)]

    def leave_out(self, drive: DriveInfo) -> None:
        """Stop the write to this drive; the others go on."""
        self.control.leave_out(self._drives.index(drive))

    def run(self) -> None:
        try:
            try:
                self._follow()
            finally:
                self._over()
        except PlanRefused as refusal:
            self.refused.emit(refusal.drive, refusal.error)
        except Exception as error:  # noqa: BLE001  the window must hear of every end
            broken = unforeseen(error)
            for number in sorted(self._running):
                self._end(number, broken)

    def _follow(self) -> None:
        from app.jobs import Failed, run  # here, for the first frame does not wait for it
        from app.journal import keep_in, kept

        plans, drives = self._prepare()
        self._progress = [Progress(checks=plan.verify) for plan in plans]
        noted = partial(kept, image=self._image)
        jobs = run(plans, drives, self.control, self._held, through=noted, keep=keep_in)
        staying_awake = desktop.awake(self._reason) if self._reason else nullcontext()
        with staying_awake, closing(jobs):
            for heard in jobs:
                if heard is None:
                    self._show()
                elif isinstance(heard.event, Failed):
                    self._end(heard.drive, heard.event.error)
                else:
                    self._hear(heard.drive, heard.event)

    def _hear(self, number: int, event: Event) -> None:
        self._progress[number] = self._progress[number].after(event, self._clock())
        self._moved.add(number)
        if isinstance(event, Finished):
            self._end(number, event.result)
        else:
            self._show(at_once=isinstance(event, StageStarted))

    def _show(self, *, at_once: bool = False) -> None:
        """Of all drives together, no faster than an eye follows."""
        now = self._clock()
        if self._moved and (at_once or now - self._shown >= REPAINT):
            news = [(self._drives[each], self._progress[each]) for each in sorted(self._moved)]
            self._moved.clear()
            self._shown = now
            self.progressed.emit(tuple(news))

    def _end(self, number: int, end: object) -> None:
        self._show(at_once=True)
        self._running.discard(number)
        self.ended.emit(self._drives[number], end)

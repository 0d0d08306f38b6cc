"""A job of the engine on a thread of its own, its events as signals. A thin coat: it decides
nothing, and nothing mutable crosses it."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from contextlib import ExitStack, closing, nullcontext
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread, Signal

from app import desktop
from app.control import Control
from app.drives.drive import Drive
from app.errors import AppError, Stopped, unforeseen
from app.events import Ended, Finished, StageStarted
from app.progress import Progress

REPAINT = 0.1  # seconds: no eye follows faster, and the window has other things to do

if TYPE_CHECKING:
    from app.job import AnyPlan, Job

log = logging.getLogger(__name__)

Prepare = Callable[[], "tuple[AnyPlan, Drive]"]


class JobThread(QThread):
    """Makes one plan and runs it. Exactly one of `done`, `failed` and `stopped` comes, and comes
    last.

    `prepare` is called on this thread, for planning looks at the disks too. Meanwhile the computer
    stays awake, with `reason` for whoever asks; without a reason it may sleep. `image` is what the
    journal calls what is written. `over` is called on this thread when it has come to its end,
    however that is. `control` may be used from any thread. `held` keeps a finished
    drive open until it is closed. Keep a reference until `finished`: Qt ends the process when a
    running thread is dropped.
    """

    progressed = Signal(object)  # Progress
    done = Signal(object)  # app.result.Result, what a test found, or what was saved
    failed = Signal(object)  # AppError
    stopped = Signal()

    def __init__(
        self,
        prepare: Prepare,
        reason: str = "",
        image: str = "",
        parent: QObject | None = None,
        clock: Callable[[], float] = time.monotonic,
        over: Callable[[], None] = lambda: None,
    ) -> None:
        super().__init__(parent)
        self.control = Control()
        self.held = ExitStack()
        self._prepare = prepare
        self._reason = reason
        self._image = image
        self._clock = clock
        self._over = over

    def run(self) -> None:
        try:
            try:
                self._follow()
            finally:
                self._over()
        except Stopped:
            self.stopped.emit()
        except AppError as error:
            log.info("job failed: %s", error)
            self.failed.emit(error)
        except Exception as error:  # noqa: BLE001  the window must hear of every end
            self.failed.emit(unforeseen(error))

    def _follow(self) -> None:
        plan, drive = self._prepare()
        progress, shown = Progress(checks=_checks(plan)), 0.0
        job = self._job(plan, drive)
        staying_awake = desktop.awake(self._reason) if self._reason else nullcontext()
        with staying_awake, closing(job):
            try:
                for event in job:
                    now = self._clock()
                    progress = progress.after(event, now)
                    if isinstance(event, Finished | Ended):
                        self.progressed.emit(progress)
                        self.done.emit(event.result)
                    elif isinstance(event, StageStarted) or now - shown >= REPAINT:
                        shown = now
                        self.progressed.emit(progress)
            except Exception:  # what it said last tells what is on the drive now
                self.progressed.emit(progress)
                raise

    def _job(self, plan: AnyPlan, drive: Drive) -> Job:
        from app.job import run  # here, for the first frame does not wait for it
        from app.journal import noted, undone
        from app.plan import UndoPlan, WritePlan
        from app.plan_capacity import CapacityPlan

        if isinstance(plan, WritePlan):
            return noted(plan, drive, self._image, self.control, self.held)
        if isinstance(plan, CapacityPlan):
            from app.journal.probing import probed

            return probed(plan, drive, self.control)
        job = run(plan, drive, self.control, self.held)
        return undone(job, plan.old.path) if isinstance(plan, UndoPlan) else job


def _checks(plan: AnyPlan) -> bool:
    """Whether it ends with a comparison."""
    from app.plan_backup import BackupPlan  # here, as above

    return plan.check if isinstance(plan, BackupPlan) else bool(getattr(plan, "verify", True))

"""The part of the flow that writes to several drives at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from app.drives.drive import Drive, DriveInfo
from app.errors import AppError
from app.plan import WritePlan
from app.result import Result
from ui.batch_thread import BatchThread
from ui.engine import Engine
from ui.held import Held
from ui.on_the_way import OnTheWay
from ui.plans import PlanRefused, plans_for
from ui.state import effects, happenings
from ui.state.drive_list import key_of
from ui.state.effects import Effect
from ui.state.happenings import Happening
from ui.threads import Threads


class Batches(QObject):
    """One for a window. `job` is the one that runs."""

    def __init__(
        self,
        engine: Engine,
        threads: Threads,
        held: Held,
        clock: Callable[[], float],
        tell: Callable[[Happening], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.job: BatchThread | None = None
        self._engine = engine
        self._threads = threads
        self._held = held
        self._clock = clock
        self._tell = tell

    def doings(self) -> dict[type[Effect], Callable[[Any], object]]:
        return {effects.StartBatch: self._start, effects.LeaveOut: self._leave_out}

    def _start(self, effect: effects.StartBatch) -> None:
        """What earlier writes hold is let go of first: the drives are needed for these."""
        earlier, engine, way = self._held.take(), self._engine, OnTheWay(effect.image)

        def prepare() -> tuple[tuple[WritePlan, ...], tuple[Drive, ...]]:
            earlier.close()
            plans = plans_for(effect.image, effect.drives, check=effect.check)
            drives = tuple(engine.open(drive) for drive in effect.drives)
            try:
                way.begin()
            except AppError as error:
                raise PlanRefused(effect.drives[0], error) from error
            return plans, drives

        from ui.screens.messages import reason_for_several  # here, when it is needed
        from ui.screens.names import plain_title

        number = effect.number
        reason = reason_for_several(effect.image, len(effect.drives)) if effect.awake else ""
        title = plain_title(effect.image)
        job = BatchThread(effect.drives, prepare, reason, title, self, self._clock, way.end)
        job.progressed.connect(lambda news: self._tell(happenings.BatchMoved(number, news)))
        job.ended.connect(lambda drive, end: self._ended(job, number, drive, end, way))
        job.refused.connect(
            lambda drive, why: self._tell(happenings.BatchRefused(number, drive, why))
        )
        job.finished.connect(self._over)
        self.job = job
        self._threads.run(job)

    def _ended(
        self,
        job: BatchThread,
        number: int,
        drive: DriveInfo,
        end: Result | AppError,
        way: OnTheWay,
    ) -> None:
        self._held.hold(job.held_of(drive), key_of(drive))
        self._tell(happenings.MemberEnded(number, drive, end, way.comparison))

    def _over(self) -> None:
        if self.job is not None and self.job.isFinished():
            self.job = None

    def _leave_out(self, effect: effects.LeaveOut) -> None:
        if self.job is not None:
            self.job.leave_out(effect.drive)

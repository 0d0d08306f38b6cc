"""The part of the flow that writes to one drive, or checks it, and lets go of it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from app.drives.drive import Drive, Ejection
from app.errors import Stopped
from ui.engine import Engine
from ui.held import Held
from ui.job_thread import JobThread
from ui.on_the_way import OnTheWay
from ui.plans import plan_for
from ui.state import effects, happenings
from ui.state.effects import Effect
from ui.state.happenings import Happening
from ui.state.job import End, Purpose
from ui.threads import Threads

if TYPE_CHECKING:
    from app.job import AnyPlan


class Writes(QObject):
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
        self.job: JobThread | None = None
        self._engine = engine
        self._threads = threads
        self._held = held
        self._clock = clock
        self._tell = tell

    def doings(self) -> dict[type[Effect], Callable[[Any], object]]:
        return {
            effects.StartJob: self._start,
            effects.EjectDrive: self._eject,
            effects.LetGo: lambda _: self._threads.ask(self._held.take().close),
        }

    def _start(self, effect: effects.StartJob) -> None:
        """A write needs the drive for itself, so what an earlier one holds is let go of first, on
        the same thread. A check reads beside it, and nobody can change the drive in between."""
        beside = effect.purpose is Purpose.CHECK
        earlier = ExitStack() if beside else self._held.take()
        engine, way = self._engine, OnTheWay(effect.image)

        def prepare() -> tuple[AnyPlan, Drive]:
            earlier.close()
            plan = plan_for(
                effect.image,
                effect.drive,
                effect.purpose,
                check=effect.check,
                resume=effect.resume,
            )
            drive = engine.open(effect.drive)
            if effect.purpose is Purpose.WRITE:
                way.begin()
            return plan, drive

        from ui.screens.messages import reason_to_stay_awake  # here, and below, when it is needed
        from ui.screens.names import plain_title

        reason = reason_to_stay_awake(effect.image, effect.drive, effect.purpose)
        reason = reason if effect.awake else ""
        title = plain_title(effect.image)
        job = JobThread(prepare, reason, title, self, self._clock, way.end)
        number = effect.number
        job.progressed.connect(lambda it: self._tell(happenings.JobMoved(number, it)))
        job.done.connect(lambda result: self._ended(job, number, result, way))
        job.failed.connect(lambda error: self._ended(job, number, error, way))
        job.stopped.connect(lambda: self._ended(job, number, Stopped(), way))
        self.job = job
        self._threads.run(job)

    def _ended(self, job: JobThread, number: int, end: End, way: OnTheWay) -> None:
        self._held.hold(job.held)
        self.job = None
        self._tell(happenings.JobEnded(number, end, way.comparison))

    def _eject(self, effect: effects.EjectDrive) -> None:
        """What holds the drive goes just before, and nothing comes in between."""
        held, engine = self._held.take(effect.key), self._engine

        def power_off() -> Ejection:
            held.close()
            return engine.open(effect.drive).eject()

        self._threads.ask(
            power_off,
            lambda how: self._tell(happenings.DriveEjected(key=effect.key, how=how)),
            lambda error: self._tell(happenings.DriveEjected(error, effect.key)),
        )

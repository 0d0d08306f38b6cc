"""What may go on behind the window, each kind of it once at a time: an image is read for one of its
checksums, or a part of it is converted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from ui.state import effects, happenings
from ui.step_thread import StepThread

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.engine import Engine
    from ui.state.effects import Effect
    from ui.state.happenings import Happening
    from ui.step_thread import Work
    from ui.threads import Threads


class Behind(QObject):
    def __init__(
        self, threads: Threads, engine: Engine, tell: Callable[[Happening], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._engine = engine
        self._tell = tell
        self._summing = _Place(threads, self)
        self._converting = _Place(threads, self)

    def doings(self) -> dict[type[Effect], Callable[[Any], object]]:
        return {
            effects.SumUp: self._sum_up,
            effects.LookForDamage: self._look_for_damage,
            effects.StopSumming: lambda _: self._summing.stop(),
            effects.Convert: self._convert,
            effects.StopConverting: lambda _: self._converting.stop(),
        }

    def stop(self) -> None:
        self._summing.stop()
        self._converting.stop()

    def _sum_up(self, effect: effects.SumUp) -> None:
        engine, tell, number = self._engine, self._tell, effect.number
        thread = self._summing.thread(lambda: engine.compare(effect.source, effect.published))
        thread.progressed.connect(
            lambda done, total: tell(happenings.SummedSoFar(number, done, total))
        )
        thread.done.connect(lambda answer: tell(happenings.SummedUp(number, answer)))
        thread.failed.connect(lambda error: tell(happenings.SummingFailed(number, error)))
        self._summing.run(thread)

    def _look_for_damage(self, effect: effects.LookForDamage) -> None:
        engine, tell, number = self._engine, self._tell, effect.number
        thread = self._summing.thread(lambda: engine.look_for_damage(effect.source))
        thread.progressed.connect(
            lambda done, total: tell(happenings.LookingSoFar(number, done, total))
        )
        thread.done.connect(lambda check: tell(happenings.DamageLookedFor(number, check)))
        thread.failed.connect(lambda error: tell(happenings.LookingFailed(number, error)))
        self._summing.run(thread)

    def _convert(self, effect: effects.Convert) -> None:
        engine, tell, number = self._engine, self._tell, effect.number
        thread = self._converting.thread(lambda: engine.convert(effect.source, effect.report))
        thread.progressed.connect(
            lambda done, total: tell(happenings.ConvertedSoFar(number, done, total))
        )
        thread.done.connect(lambda made: tell(happenings.Converted(number, *made)))
        thread.failed.connect(lambda error: tell(happenings.NotConverted(number, error)))
        self._converting.run(thread)


class _Place:
    """For one thread, or none."""

    def __init__(self, threads: Threads, parent: QObject) -> None:
        self._threads = threads
        self._parent = parent
        self._thread: StepThread | None = None

    def thread(self, begin: Callable[[], Work]) -> StepThread:
        return StepThread(begin, self._parent)

    def run(self, thread: StepThread) -> None:
        """Instead of the one before."""
        self.stop()
        thread.finished.connect(lambda: self._forget(thread))
        self._thread = thread
        self._threads.run(thread)

    def stop(self) -> None:
        """After the step that is under way; nothing is waited for."""
        if self._thread is not None:
            self._thread.stop()
            self._thread = None

    def _forget(self, thread: StepThread) -> None:
        if self._thread is thread:
            self._thread = None

"""The part of the flow that burns discs: it looks at them, and follows the one that is burned on a
thread of its own; at most one at a time."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from contextlib import closing, nullcontext
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QThread, Signal

from app.control import Control
from app.errors import AppError, unforeseen
from app.events import Event, Progressed, Stage, StageStarted
from app.progress import Progress
from ui.job_thread import REPAINT
from ui.query_thread import UNEXPECTED
from ui.state import effects, happenings
from ui.state.burning import Seen

if TYPE_CHECKING:
    from app.burning.disc import Disc
    from app.burning.plan import BurnPlan
    from app.burning.told import Begun, Burned, Moved
    from ui.engine import Engine
    from ui.state.effects import Effect, LookAtDisc, StartBurning
    from ui.state.happenings import Happening
    from ui.state.image import Inspected
    from ui.threads import Threads

_STAGES = {"burn": Stage.WRITE, "close": Stage.SYNC, "verify": Stage.VERIFY}

log = logging.getLogger(__name__)


class BurnThread(QThread):
    """`ended` comes once, and last. `control` may be used from any thread. Meanwhile the computer
    stays awake, with `reason` for whoever asks; without a reason it may sleep."""

    progressed = Signal(object)  # Progress
    ended = Signal(object)  # Burned or AppError

    def __init__(self, wish: StartBurning, reason: str, parent: QObject) -> None:
        super().__init__(parent)
        self.control = Control()
        self._wish = wish
        self._reason = reason

    def run(self) -> None:
        try:
            self.ended.emit(self._follow())
        except AppError as error:
            log.info("not burned: %s", error)
            self.ended.emit(error)
        except Exception as error:  # noqa: BLE001  the window must hear of every end
            self.ended.emit(unforeseen(error, UNEXPECTED))

    def _follow(self) -> Burned:
        from app import desktop
        from app.burning.burn import burn
        from app.burning.told import Burned

        plan = _planned(self._wish)
        progress, shown = Progress(checks=not plan.simulate), 0.0
        awake = desktop.awake(self._reason) if self._reason else nullcontext()
        with awake, closing(burn(plan, self.control)) as burning:
            for told in burning:
                if isinstance(told, Burned):
                    self.progressed.emit(progress)
                    return told
                now = time.monotonic()
                event = _event(told)
                progress = progress.after(event, now)
                if isinstance(event, StageStarted) or now - shown >= REPAINT:
                    shown = now
                    self.progressed.emit(progress)
        raise RuntimeError("a burning that ends without an error ends with Burned")


class Burning:
    """One for a window."""

    def __init__(
        self,
        engine: Engine,
        threads: Threads,
        tell: Callable[[Happening], None],
        parent: QObject,
    ) -> None:
        self._engine = engine
        self._threads = threads
        self._tell = tell
        self._parent = parent
        self._thread: BurnThread | None = None

    def doings(self) -> dict[type[Effect], Callable[[Any], object]]:
        return {
            effects.FindDiscs: self._find,
            effects.LookAtDisc: self._look,
            effects.StartBurning: self._start,
            effects.StopBurning: lambda _: self.stop(),
        }

    def stop(self) -> None:
        if self._thread is not None:
            self._thread.control.stop()

    def _find(self, effect: effects.FindDiscs) -> None:
        tell, number = self._tell, effect.number
        self._threads.ask(
            self._engine.disc_drives,
            lambda them: tell(happenings.DiscDrivesFound(number, them)),
            lambda error: tell(happenings.NothingBurns(number, error)),
        )

    def _look(self, effect: effects.LookAtDisc) -> None:
        tell, number, drive = self._tell, effect.number, effect.drive
        self._threads.ask(
            lambda: _seen(effect),
            lambda seen: tell(happenings.DiscSeen(number, seen)),
            lambda error: tell(happenings.DiscSeen(number, Seen(drive, why=error))),
        )

    def _start(self, effect: StartBurning) -> None:
        from ui.screens.burned import reason_to_stay_awake  # here, when it is needed

        number = effect.number
        reason = reason_to_stay_awake(effect.image) if effect.awake else ""
        thread = BurnThread(effect, reason, self._parent)
        thread.progressed.connect(lambda it: self._tell(happenings.BurnMoved(number, it)))
        thread.ended.connect(lambda end: self._tell(happenings.BurnEnded(number, end)))
        thread.finished.connect(lambda: self._forget(thread))
        self._thread = thread
        self._threads.run(thread, awaited=True)  # a drive is not left at work by itself

    def _forget(self, thread: BurnThread) -> None:
        if self._thread is thread:
            self._thread = None


def _seen(effect: LookAtDisc) -> Seen:
    """With what lies in it, even where the image can't go onto that. Raises NoDisc, ToolError."""
    from app.burning.disc import look

    disc = look(effect.drive.node)
    try:
        _plan(effect.image, disc)
    except AppError as error:
        return Seen(effect.drive, disc, error)
    return Seen(effect.drive, disc)


def _planned(wish: StartBurning) -> BurnPlan:
    """For the disc that was asked about, and no other. Raises NoDisc, ToolError, ImageError."""
    from app.burning.plan import demand_as_seen

    plan = _plan(wish.image, wish.disc, simulate=wish.simulate)
    demand_as_seen(plan)
    return plan


def _plan(image: Inspected, disc: Disc, *, simulate: bool = False) -> BurnPlan:
    from app.burning.plan import plan_burn

    return plan_burn(image.source, image.report, disc, simulate=simulate)


def _event(told: Begun | Moved) -> Event:
    """A burning is followed as a write is."""
    from app.burning.told import Begun

    stage = _STAGES[told.stage]
    if isinstance(told, Begun):
        return StageStarted(stage, told.total)
    return Progressed(stage, told.done)

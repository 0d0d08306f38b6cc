"""The flow of the window: wishes and happenings go in, screens come out, the engine is called.

It decides nothing: `ui.state.after` says what comes next and what to do, `ui.screens` what is
shown. What is here is threads, timers and the order of things.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, Qt, QTimer, SignalInstance
from PySide6.QtGui import QGuiApplication

from app.firmware import ThisComputer
from ui.batches import Batches
from ui.behind import Behind
from ui.burning import Burning
from ui.choosing import Chooser, Choosing
from ui.engine import Engine
from ui.held import Held
from ui.intents import Intent
from ui.logbook import Logbook
from ui.memory import Memory
from ui.outside import Outside
from ui.questions import Questions
from ui.screens.first import first_words
from ui.screens.says import announce, spoken
from ui.screens.screen import screen
from ui.screens.taskbar import progress_outside
from ui.state import SettingsDamaged, State, effects, happenings
from ui.state.after import after, next_change
from ui.state.effects import Effect
from ui.state.happenings import Happening
from ui.threads import Threads
from ui.view import Screen
from ui.watch_thread import WatchThread
from ui.writes import Writes

if TYPE_CHECKING:
    from ui.taking import Taking
    from ui.trying import Trying


class Window(Protocol):
    """All that is known of the window here."""

    intent: SignalInstance

    def present(self, screen: Screen) -> None: ...
    def close(self) -> bool: ...
    def bring_up(self, token: str) -> None: ...


class Flow(QObject):
    """One for a window; keep it as long as that."""

    def __init__(
        self,
        window: Window,
        chooser: Chooser,
        computer: ThisComputer,
        engine: Engine | None = None,
        *,
        rooted: bool = False,
        memory: Memory | None = None,
        outside: Outside | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        self._window = window
        self._engine = engine or Engine()
        self._clock = clock
        self._logbook = Logbook()
        self._logbook.listen()
        self._memory = memory or Memory()
        found = self._memory.found
        self._state = State(
            computer=computer,
            rooted=rooted,
            settings=found.settings,
            notice=SettingsDamaged() if found.damaged else None,
            says=first_words(),
        )
        self._held = Held()
        self._over = False
        self._watching: WatchThread | None = None
        self._threads = Threads(self)
        self._questions = Questions(self._engine, self._threads, self.tell)
        self._writes = Writes(self._engine, self._threads, self._held, clock, self.tell, self)
        self._batches = Batches(self._engine, self._threads, self._held, clock, self.tell, self)
        self._outside = outside or Outside(window)
        self._taking: Taking | None = None
        self._trying: Trying | None = None
        self._choosing = Choosing(
            chooser, self._threads, self._questions, self._logbook, self.tell, lambda: self._state
        )
        self._behind = Behind(self._threads, self._engine, self.tell, self)
        self._burning = Burning(self._engine, self._threads, self.tell, self)
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.CoarseTimer)
        self._timer.timeout.connect(lambda: self.tell(happenings.Ticked()))
        window.intent.connect(self.tell)
        if isinstance(program := QGuiApplication.instance(), QGuiApplication):
            program.applicationStateChanged.connect(self._came_back)

    @property
    def state(self) -> State:
        return self._state

    def start(self) -> None:
        """Show the first screen."""
        self._window.present(screen(self._state, self._clock()))

    def watch(self) -> None:
        """Look for drives, from now on. A window that runs as root offers none."""
        if self._state.rooted:
            return
        if self._watching is not None:
            self._watching.stop()
        self._watching = WatchThread(self._engine.watch, self)
        self._watching.changed.connect(lambda drives: self.tell(happenings.DrivesSeen(drives)))
        self._threads.run(self._watching)

    def look_around(self, downloads: Path) -> None:
        """Offer images used lately and those in `downloads`; and can sounds be heard here?"""
        self._memory.downloads = downloads
        self._do(effects.LookForImages())
        self._do(effects.LookForSounds())

    def look_back(self) -> None:
        """Find what earlier writes left behind."""
        self._questions.look_back()

    def tell(self, message: Intent | Happening) -> None:
        """Everything that changes the state comes through here, on the window's thread. What is
        told after the end, by a thread that ended with it, changes nothing any more."""
        if self._over:
            return
        now = self._clock()
        turn = after(self._state, message, now)
        said = announce(self._state, turn.state, now)
        self._show(turn.state if said is None else replace(turn.state, says=said))
        for effect in turn.effects:
            self._do(effect)

    def finish(self) -> bool:
        """After the window was closed: stop everything and wait for it. False when a question to a
        disk or a network still has no answer; nobody waits for that."""
        self._over = True
        self._timer.stop()
        self._behind.stop()
        self._questions.leave()
        self._stop_taking()
        self._stop_trying()
        self._burning.stop()
        self._control(stop=True)
        if self._watching is not None:
            self._watching.stop()
        if not self._threads.wait() or not self._outside.stop():
            return False
        if self._taking is not None:
            self._taking.clear()
        self._held.take().close()
        self._logbook.close()
        return True

    def _show(self, state: State) -> None:
        now = self._clock()
        self._state = state
        self._window.present(screen(state, now))
        self._outside.progress(progress_outside(state))
        self._timer.stop()
        if (change := next_change(state, now)) is not None:
            self._timer.start(max(1, int(1000 * (change - now)) + 1))

    def _do(self, effect: Effect) -> None:
        self._doings()[type(effect)](effect)

    def _doings(self) -> dict[type[Effect], Callable[[Any], object]]:
        return {
            effects.TakeFiles: self._take_files,
            effects.StopTaking: lambda _: self._stop_taking(),
            effects.TryIn: self._try_in,
            effects.StopTrying: lambda _: self._stop_trying(),
            effects.StopJob: lambda _: self._control(stop=True),
            effects.SkipCheck: lambda _: self._control(stop=False),
            effects.LookForDrives: lambda _: self.watch(),
            effects.Tell: self._notify,
            effects.TellBatch: self._notify_batch,
            effects.TellBurned: self._notify_burned,
            effects.SayAgain: lambda _: self._say_again(),
            effects.Close: lambda _: self._window.close(),
            **self._choosing.doings(),
            **self._behind.doings(),
            **self._burning.doings(),
            **self._questions.doings(),
            **self._writes.doings(),
            **self._batches.doings(),
            **self._memory.doings(self._threads, self.tell),
        }

    def _take_files(self, effect: effects.TakeFiles) -> None:
        if self._taking is None:
            from ui.taking import Taking

            self._taking = Taking(self._threads, self.tell, self)
        self._taking.start(effect)

    def _stop_taking(self) -> None:
        if self._taking is not None:
            self._taking.stop()

    def _try_in(self, effect: effects.TryIn) -> None:
        if self._trying is None:
            from ui.trying import Trying

            self._trying = Trying(self._threads, self._engine.open, self.tell, self)
        self._trying.start(effect)

    def _stop_trying(self) -> None:
        if self._trying is not None:
            self._trying.stop()

    def _came_back(self, activity: Qt.ApplicationState) -> None:
        if activity is Qt.ApplicationState.ApplicationActive:
            self.tell(happenings.CameBack())

    def _control(self, *, stop: bool) -> None:
        for job in (self._writes.job, self._batches.job):
            if job is not None:
                (job.control.stop if stop else job.control.skip_check)()

    def _notify(self, effect: effects.Tell) -> None:
        from ui.screens.messages import message

        self._outside.tell(message(effect.image, effect.drive, effect.end, effect.purpose))

    def _notify_batch(self, effect: effects.TellBatch) -> None:
        from ui.screens.messages import message_of_several

        self._outside.tell(message_of_several(effect.batch))

    def _notify_burned(self, effect: effects.TellBurned) -> None:
        from ui.screens.burned import message

        self._outside.tell(message(effect.image, effect.run))

    def _say_again(self) -> None:
        """The window says what it has not just said, so in between there is nothing."""
        said = spoken(self._state)
        self._show(replace(self._state, says=None))
        self._show(replace(self._state, says=said))

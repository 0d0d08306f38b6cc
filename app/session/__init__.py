"""What the program and the desktop tell each other while the window is open: messages that can be
pressed, progress in the taskbar, and how the desktop wants things to look.

    line         one connection to the session bus, on a thread of its own; questions do not wait
    notices      the one message that is up: org.freedesktop.Notifications, or the portal
    taskbar      com.canonical.Unity.LauncherEntry, which KDE and others read as well
    preferences  org.freedesktop.portal.Settings: colours, contrast, motion

All of it is a courtesy: where there is no bus, or nobody who answers, nothing happens. Making a
`Session` costs nothing: D-Bus is imported by `run`.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from app.session.preferences import Preferences

if TYPE_CHECKING:
    from app.session.line import Line
    from app.session.notices import Notices
    from app.session.taskbar import Taskbar

SANDBOX = Path("/.flatpak-info")

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Clicked:
    """Somebody pressed the message. With `token` a window may come to the front."""

    token: str = ""


Heard = Clicked | Preferences


@dataclass(frozen=True, slots=True)
class _Notify:
    title: str
    text: str
    urgent: bool


@dataclass(frozen=True, slots=True)
class _Withdraw:
    pass


@dataclass(frozen=True, slots=True)
class _Progress:
    fraction: float | None
    urgent: bool


@dataclass(frozen=True, slots=True)
class _Close:
    pass


class Session:
    """`run` works on the thread that calls it, everything else may be called from any."""

    def __init__(self, *, sandboxed: bool | None = None) -> None:
        self._sandboxed = SANDBOX.exists() if sandboxed is None else sandboxed
        self._wishes: SimpleQueue[_Notify | _Withdraw | _Progress | _Close] = SimpleQueue()
        self._wake = os.eventfd(0, os.EFD_NONBLOCK | os.EFD_CLOEXEC)

    def notify(self, title: str, text: str, *, urgent: bool = False) -> None:
        """Show this in place of what was shown before. Both are plain text."""
        self._wish(_Notify(title, text, urgent))

    def withdraw(self) -> None:
        """The message has been read."""
        self._wish(_Withdraw())

    def progress(self, fraction: float | None, *, urgent: bool = False) -> None:
        """0 to 1 in the taskbar; None takes it away. `urgent` asks to be looked at."""
        self._wish(_Progress(fraction, urgent))

    def close(self) -> None:
        """`run` comes to its end, and leaves nothing in the taskbar. A message stays: it says how
        a write ended, which is worth knowing after the window is closed as well."""
        self._wish(_Close())

    def run(self, heard: Callable[[Heard], None]) -> None:
        """Until `close`. `heard` is called here. Returns at once where there is no session bus."""
        from app.session.line import Line

        try:
            with Line(self._wake) as line:
                self._work(line, heard)
        except (OSError, RuntimeError, ValueError) as error:
            log.info("session bus: %s", error)

    def _work(self, line: Line, heard: Callable[[Heard], None]) -> None:
        from app.session.notices import notices_of
        from app.session.preferences import Reading
        from app.session.taskbar import Taskbar

        notices = notices_of(line, lambda token: heard(Clicked(token)), sandboxed=self._sandboxed)
        taskbar = Taskbar(line)
        Reading(line, heard)
        while True:
            for wish in self._wished():
                if isinstance(wish, _Close):
                    taskbar.clear()
                    return
                _carry_out(wish, notices, taskbar)
            line.wait()

    def _wish(self, wish: _Notify | _Withdraw | _Progress | _Close) -> None:
        self._wishes.put(wish)
        os.eventfd_write(self._wake, 1)

    def _wished(self) -> list[_Notify | _Withdraw | _Progress | _Close]:
        """All that came since; of several about the taskbar only the last is worth a message."""
        found: list[_Notify | _Withdraw | _Progress | _Close] = []
        while True:
            try:
                wish = self._wishes.get_nowait()
            except Empty:
                return found
            if found and isinstance(wish, _Progress) and isinstance(found[-1], _Progress):
                found.pop()
            found.append(wish)


def _carry_out(wish: _Notify | _Withdraw | _Progress, notices: Notices, taskbar: Taskbar) -> None:
    match wish:
        case _Notify(title, text, urgent):
            notices.show(title, text, urgent=urgent)
        case _Withdraw():
            notices.withdraw()
        case _Progress(fraction, urgent):
            taskbar.show(fraction, urgent=urgent)

"""What is to be seen of the window from outside of it: a message when nobody looks, progress in the
taskbar; and what the desktop wants of its looks. A thin coat over `app.session`."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Qt, QThread, Signal
from PySide6.QtGui import QGuiApplication

from app.session import Clicked, Heard, Session

if TYPE_CHECKING:
    from ui.screens.messages import Message

PATIENCE = 2000  # milliseconds that it may take to say goodbye to the bus

log = logging.getLogger(__name__)


def is_looked_at() -> bool:
    return QGuiApplication.applicationState() is Qt.ApplicationState.ApplicationActive


class Window(Protocol):
    def bring_up(self, token: str) -> None: ...


class SessionThread(QThread):
    """What the session hears comes as `heard`, on the window's thread."""

    heard = Signal(object)  # app.session.Heard

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session

    def run(self) -> None:
        try:
            self._session.run(self.heard.emit)
        except Exception:
            log.exception("the session failed")  # a courtesy less; the window goes on


class Outside(QObject):
    """One for a window. Nothing happens before `start`, which waits for the first frame."""

    preferences = Signal(object)  # app.session.preferences.Preferences

    def __init__(
        self,
        window: Window,
        session: Session | None = None,
        looked_at: Callable[[], bool] = is_looked_at,
    ) -> None:
        super().__init__()
        self._window = window
        self._session = session or Session()
        self._looked_at = looked_at
        self._thread: SessionThread | None = None
        self._fraction: float | None = None
        self._urgent = False

    def start(self) -> None:
        self._thread = SessionThread(self._session, self)
        self._thread.heard.connect(self._heard)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._changed)
        self._thread.start()

    def stop(self) -> bool:
        """False when the bus does not let go."""
        if self._thread is None:
            return True
        self._session.close()
        return self._thread.wait(PATIENCE)

    def tell(self, message: Message) -> None:
        """Only when nobody looks."""
        if self._thread is None or self._looked_at():
            return
        self._session.notify(message.title, message.text, urgent=message.urgent)
        self._urgent = True
        self._show()

    def progress(self, fraction: float | None) -> None:
        """How far the whole job is; None when there is none."""
        if fraction != self._fraction:
            self._fraction = fraction
            self._show()

    def _show(self) -> None:
        if self._thread is not None:
            self._session.progress(self._fraction, urgent=self._urgent)

    def _changed(self, state: Qt.ApplicationState) -> None:
        """Somebody looks: what the message said stands in the window."""
        if state is Qt.ApplicationState.ApplicationActive and self._urgent:
            self._urgent = False
            self._session.withdraw()
            self._show()

    def _heard(self, heard: Heard) -> None:
        if isinstance(heard, Clicked):
            self._window.bring_up(heard.token)
        else:
            self.preferences.emit(heard)

"""The window as a program: Qt's application, the first frame, then the flow, and an orderly end."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from PySide6.QtCore import QSocketNotifier, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app.desktop import APPLICATION
from app.signals import heeding
from ui import languages, theme, window_place
from ui.intents import Intent, OpenFile, QuitConfirmed
from ui.main_window import MainWindow
from ui.screens.first import first_screen
from ui.settings import Colours
from ui.store import Store, user_store

if TYPE_CHECKING:
    from ui.flow import Flow

FAILED, USAGE = 1, 2
NO_WAY = (
    "The window can’t be opened: there is no way to the display, or Qt misses a library for it. "
    "--help lists the commands, which need neither."
)

# What the flow stands on, none of which takes as long to load as a window may stand still.
PIECES = (
    "app.firmware",
    "app.events",
    "ui.state",
    "ui.state.effects",
    "ui.state.happenings",
    "ui.screens.screen",
    "ui.flow",
)


def show(image: str | None) -> int:
    """Open the window and return when it is closed. Raises nothing; the status is for the shell."""
    QApplication.setApplicationName("stickwright")
    QGuiApplication.setDesktopFileName(APPLICATION)
    app = _application()
    store = user_store()
    languages.install(app, store.settings().settings.language)
    theme.follow_desktop()
    start = Start(image, store)
    with closing_on_signals(start.close):
        status = app.exec()
    start.keep_place()
    if start.complaint:
        sys.stderr.write(f"stickwright: {start.complaint}\n")
    if not start.finish():
        # A file system that does not answer would keep a thread, and with it the process, for ever.
        sys.stderr.flush()
        os._exit(status)
    return status


def _application() -> QApplication:
    """Where there is no way to the display Qt ends the process with a core dump; this ends it with
    a sentence."""

    def heard(kind: QtMsgType, _where: object, text: str | None) -> None:
        sys.stderr.write(f"{text}\n")
        if kind is QtMsgType.QtFatalMsg:
            sys.stderr.write(f"stickwright: {NO_WAY}\n")
            sys.stderr.flush()
            os._exit(USAGE)

    qInstallMessageHandler(heard)
    try:
        # As an argument: `setStyle` hands back a QStyle, and to wrap one takes as long as a page.
        return QApplication([*sys.argv[:1], "-style", "Fusion"])
    finally:
        qInstallMessageHandler(None)


class Start:
    """The window first, with the page that it always begins with; what it does comes after the
    first frame, for to load that takes longer than to show a window. What is wished for in between
    is kept."""

    def __init__(self, image: str | None, store: Store) -> None:
        self.complaint = ""  # why nothing can be done here, for the shell
        self._store = store
        self._flow: Flow | None = None
        self._wishes: list[Intent] = []
        if image is not None:
            self._wishes.append(OpenFile(str(Path(image).absolute())))
        colours = store.settings().settings.colours
        if colours is not Colours.SYSTEM:
            theme.prefer(colours)
        self._pieces = iter(PIECES)
        self.window = MainWindow()
        self._turns = QTimer(self.window)
        self._turns.timeout.connect(self._load)
        if (place := window_place.read(store.window.read())) is not None:
            window_place.restore(self.window, place)
        self.window.intent.connect(self._early)
        self.window.stands.connect(self._go_on)
        self.window.present(first_screen())
        self.window.show()

    def close(self) -> None:
        if self._flow is None:
            self.window.close()
        else:
            self._flow.tell(QuitConfirmed())

    def keep_place(self) -> None:
        self._store.window.keep(window_place.stored(window_place.place_of(self.window)))()

    def finish(self) -> bool:
        return self._flow is None or self._flow.finish()

    def _early(self, wish: Intent) -> None:
        self._wishes.append(wish)

    def _go_on(self) -> None:
        from ui.references import complaint, is_sound

        if not is_sound():
            self.complaint = complaint()
            QApplication.exit(FAILED)
            return
        self._turns.start(0)

    def _load(self) -> None:
        """One piece each turn, and between them the window hears hands and paints itself."""
        piece = next(self._pieces, None)
        if piece is not None:
            import_module(piece)
            return
        self._turns.stop()
        self._begin()

    def _begin(self) -> None:
        self.window.intent.disconnect(self._early)
        self._flow = flow = self._made()
        flow.start()
        for wish in self._wishes:
            flow.tell(wish)

    def _made(self) -> Flow:
        from PySide6.QtCore import QStandardPaths

        from app.firmware import this_computer
        from ui.file_chooser import FileChooser
        from ui.flow import Flow
        from ui.memory import Memory
        from ui.outside import Outside

        window, memory = self.window, Memory(self._store)
        rooted = os.geteuid() == 0
        outside = Outside(window)
        outside.preferences.connect(theme.desktop_says)
        flow = Flow(
            window,
            FileChooser(window),
            this_computer(),
            rooted=rooted,
            memory=memory,
            outside=outside,
        )
        flow.watch()
        outside.start()
        flow.look_back()
        downloads = QStandardPaths.StandardLocation.DownloadLocation
        flow.look_around(Path(QStandardPaths.writableLocation(downloads)))
        return flow


@contextmanager
def closing_on_signals(close: Callable[[], None]) -> Iterator[None]:
    """Ctrl+C and a polite kill close the window in its own order: a running write is stopped, and
    the drive left plainly unfinished. Qt would not let Python look at signals by itself."""
    ours, theirs = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)

    def heard() -> None:
        os.read(ours, 1)
        close()

    notifier = QSocketNotifier(ours, QSocketNotifier.Type.Read)
    notifier.activated.connect(heard)
    try:
        with heeding(_nothing, signal.SIGINT, signal.SIGTERM):
            woken = signal.set_wakeup_fd(theirs)
            try:
                yield
            finally:
                signal.set_wakeup_fd(woken)
    finally:
        notifier.setEnabled(False)
        for end in (ours, theirs):
            os.close(end)


def _nothing(_number: int, _frame: FrameType | None) -> None:
    """What a signal does is done by whoever hears the pipe."""

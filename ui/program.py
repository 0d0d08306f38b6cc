"""The window as a program: Qt's application, the flow, and an orderly end."""

import os
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from PySide6.QtCore import QSocketNotifier, QStandardPaths, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app.desktop import APPLICATION
from app.firmware import this_computer
from ui import languages, theme, window_place
from ui.file_chooser import FileChooser
from ui.flow import Flow
from ui.intents import OpenFile, QuitConfirmed
from ui.main_window import MainWindow
from ui.memory import Memory
from ui.references import complaint, is_sound
from ui.settings import Colours
from ui.store import user_store

FAILED = 1
_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def show(image: str | None) -> int:
    """Open the window and return when it is closed. Raises nothing; the status is for the shell."""
    if not is_sound():
        sys.stderr.write(f"stickwright: {complaint()}\n")
        return FAILED
    QApplication.setApplicationName("stickwright")
    QGuiApplication.setDesktopFileName(APPLICATION)
    app = QApplication(sys.argv[:1])
    store = user_store()
    memory = Memory(store)
    languages.install(app)
    theme.follow_desktop(app)
    if memory.found.settings.colours is not Colours.SYSTEM:
        theme.prefer(memory.found.settings.colours)
    window = MainWindow()
    if (place := window_place.read(store.window.read())) is not None:
        window_place.restore(window, place)
    rooted = os.geteuid() == 0
    flow = Flow(window, FileChooser(window), this_computer(), rooted=rooted, memory=memory)
    flow.start()
    window.show()
    QTimer.singleShot(0, lambda: _look_around(flow))
    if image is not None:
        opening = OpenFile(str(Path(image).absolute()))
        QTimer.singleShot(0, lambda: flow.tell(opening))
    with closing_on_signals(lambda: flow.tell(QuitConfirmed())):
        status = app.exec()
    store.window.keep(window_place.stored(window_place.place_of(window)))()
    if not flow.finish():
        # A file system that does not answer would keep a thread, and with it the process, for ever.
        sys.stderr.flush()
        os._exit(status)
    return status


def _look_around(flow: Flow) -> None:
    """After the first frame, which waits for no disk."""
    flow.watch()
    flow.look_back()
    downloads = QStandardPaths.StandardLocation.DownloadLocation
    flow.look_around(Path(QStandardPaths.writableLocation(downloads)))


@contextmanager
def closing_on_signals(close: Callable[[], None]) -> Iterator[None]:
    """Ctrl+C and a polite kill close the window in its own order: a running write is stopped, and
    the drive left plainly unfinished. Qt would not let Python look at signals by itself."""
    ours, theirs = socket.socketpair()
    for end in (ours, theirs):
        end.setblocking(False)

    def heard() -> None:
        ours.recv(1)
        close()

    notifier = QSocketNotifier(ours.fileno(), QSocketNotifier.Type.Read)
    notifier.activated.connect(heard)
    before = {number: signal.signal(number, _nothing) for number in _SIGNALS}
    woken = signal.set_wakeup_fd(theirs.fileno())
    try:
        yield
    finally:
        signal.set_wakeup_fd(woken)
        for number, handler in before.items():
            signal.signal(number, handler)
        notifier.setEnabled(False)
        ours.close()
        theirs.close()


def _nothing(_number: int, _frame: FrameType | None) -> None:
    """What a signal does is done by whoever hears the socket."""

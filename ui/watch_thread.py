"""The drives, live, as a signal."""

import threading
from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QThread, Signal

from app.drives.drive import DriveInfo

Watch = Callable[[threading.Event], Iterator[tuple[DriveInfo, ...]]]


def engine_watch(stopped: threading.Event) -> Iterator[tuple[DriveInfo, ...]]:
    """The real one. Imported when it starts: the first frame does not wait for udev."""
    from app.drives import watch

    return watch(stopped)


class WatchThread(QThread):
    """Emits all drives at once, and again when something about them changed."""

    changed = Signal(object)  # tuple[DriveInfo, ...]

    def __init__(self, watch: Watch = engine_watch, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._watch = watch
        self._stopped = threading.Event()

    def run(self) -> None:
        for drives in self._watch(self._stopped):
            self.changed.emit(drives)

    def stop(self) -> None:
        """Ends within a quarter of a second; wait() for it."""
        self._stopped.set()

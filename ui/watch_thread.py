"""The drives, live, as a signal."""

import logging
import threading
from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QThread, Signal

from app.drives.drive import DriveInfo

AGAIN = 2.0  # seconds until it looks again after something went wrong

log = logging.getLogger(__name__)

Watch = Callable[[threading.Event], Iterator[tuple[DriveInfo, ...]]]


class WatchThread(QThread):
    """Emits all drives at once, and again when something about them changed."""

    changed = Signal(object)  # tuple[DriveInfo, ...]

    def __init__(self, watch: Watch, parent: QObject | None = None, again: float = AGAIN) -> None:
        super().__init__(parent)
        self._watch = watch
        self._again = again
        self._stopped = threading.Event()

    def run(self) -> None:
        """A list that has silently stopped would show drives that are long gone, so whatever the
        watch meets, it is begun anew."""
        while not self._stopped.is_set():
            try:
                for drives in self._watch(self._stopped):
                    self.changed.emit(drives)
            except Exception:
                log.exception("watching the drives failed")
            self._stopped.wait(self._again)

    def stop(self) -> None:
        """Ends within a quarter of a second; wait() for it."""
        self._stopped.set()

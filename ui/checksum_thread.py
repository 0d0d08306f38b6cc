"""One reading of an image for its checksums, on a thread of its own. It decides nothing."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Generator
from contextlib import closing
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread, Signal

from app.errors import AppError, unforeseen
from ui.query_thread import UNEXPECTED

if TYPE_CHECKING:
    from app.checksums.comparison import Comparison
    from app.checksums.hashing import Step

REPAINT = 0.1  # seconds between two steps that are told

log = logging.getLogger(__name__)

Reading = Generator["Step", None, "Comparison"]


class ChecksumThread(QThread):
    """Exactly one of `done` and `failed` comes, or neither after `stop`."""

    progressed = Signal(object, object)  # bytes done, of how many or None
    done = Signal(object)  # Comparison
    failed = Signal(object)  # AppError

    def __init__(self, read: Callable[[], Reading], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read = read
        self._stopped = threading.Event()

    def stop(self) -> None:
        """After the piece that is read now."""
        self._stopped.set()

    def run(self) -> None:
        try:
            self._follow()
        except AppError as error:
            log.info("no checksum: %s", error)
            self.failed.emit(error)
        except Exception as error:  # noqa: BLE001  the window must hear of every end
            self.failed.emit(unforeseen(error, UNEXPECTED))

    def _follow(self) -> None:
        told = 0.0
        with closing(self._read()) as reading:
            while not self._stopped.is_set():
                try:
                    step = next(reading)
                except StopIteration as end:
                    self.done.emit(end.value)
                    return
                if (now := time.monotonic()) - told >= REPAINT:
                    told = now
                    self.progressed.emit(step.done, step.total)

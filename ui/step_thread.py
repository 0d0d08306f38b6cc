"""Work that goes on behind the window step by step, on a thread of its own: an image read for its
checksums, or a part of it converted. It decides nothing."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Generator
from contextlib import closing
from typing import Protocol

from PySide6.QtCore import QObject, QThread, Signal

from app.errors import AppError, unforeseen
from ui.query_thread import UNEXPECTED

REPAINT = 0.1  # seconds between two steps that are told

log = logging.getLogger(__name__)


class Stepping(Protocol):
    """Bytes so far, of how many; None while only unpacking tells."""

    @property
    def done(self) -> int: ...
    @property
    def total(self) -> int | None: ...


Work = Generator[Stepping, None, object]


class StepThread(QThread):
    """Exactly one of `done` and `failed` comes, or neither after `stop`."""

    progressed = Signal(object, object)  # bytes done, of how many or None
    done = Signal(object)  # what came of it
    failed = Signal(object)  # AppError

    def __init__(self, begin: Callable[[], Work], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._begin = begin
        self._stopped = threading.Event()

    def stop(self) -> None:
        """After the step that is under way."""
        self._stopped.set()

    def run(self) -> None:
        try:
            self._follow()
        except AppError as error:
            log.info("not done: %s", error)
            self.failed.emit(error)
        except Exception as error:  # noqa: BLE001  the window must hear of every end
            self.failed.emit(unforeseen(error, UNEXPECTED))

    def _follow(self) -> None:
        told = 0.0
        with closing(self._begin()) as work:
            while not self._stopped.is_set():
                try:
                    step = next(work)
                except StopIteration as end:
                    self.done.emit(end.value)
                    return
                if (now := time.monotonic()) - told >= REPAINT:
                    told = now
                    self.progressed.emit(step.done, step.total)

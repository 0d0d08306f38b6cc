"""The threads of a window, kept until they are finished: Qt ends the process when a running one is
dropped."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, QThread

from app.errors import AppError
from ui.batch_thread import BatchThread
from ui.job_thread import JobThread
from ui.query_thread import QueryThread
from ui.watch_thread import WatchThread

T = TypeVar("T")

PATIENCE = 2000  # milliseconds that a question may take when the window is closed


class Threads(QObject):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._running: set[QThread] = set()
        self._awaited: set[QThread] = set()

    def ask(
        self,
        question: Callable[[], T],
        answered: Callable[[T], None] | None = None,
        failed: Callable[[AppError], None] | None = None,
    ) -> None:
        """Put one question to the engine; the answer comes on this thread."""
        thread = QueryThread(question, self)
        if answered is not None:
            thread.answered.connect(answered)
        if failed is not None:
            thread.failed.connect(failed)
        self.run(thread)

    def run(self, thread: QThread, *, awaited: bool = False) -> None:
        """`awaited`: at the end the window waits for it as long as it takes, as for a job."""
        self._running.add(thread)
        if awaited:
            self._awaited.add(thread)
        thread.finished.connect(lambda: self._finished(thread))
        thread.start()

    def wait(self) -> bool:
        """For all of them. False when a question to a disk or a network still has no answer after
        `PATIENCE`; nobody waits for that."""
        for thread in tuple(self._running):
            forever = thread in self._awaited
            forever |= isinstance(thread, JobThread | BatchThread | WatchThread)
            if not (thread.wait() if forever else thread.wait(PATIENCE)):
                return False
        return True

    def _finished(self, thread: QThread) -> None:
        self._running.discard(thread)
        self._awaited.discard(thread)
        thread.deleteLater()

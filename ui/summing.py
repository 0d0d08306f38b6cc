"""The one reading of an image for its checksums that may go on behind the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.checksum_thread import ChecksumThread
from ui.state import happenings

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.engine import Engine
    from ui.state.effects import SumUp
    from ui.state.happenings import Happening
    from ui.threads import Threads


class Summing(QObject):
    def __init__(
        self, threads: Threads, engine: Engine, tell: Callable[[Happening], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._threads = threads
        self._engine = engine
        self._tell = tell
        self._thread: ChecksumThread | None = None

    def start(self, effect: SumUp) -> None:
        """Instead of the one before."""
        self.stop()
        engine, number = self._engine, effect.number
        thread = ChecksumThread(lambda: engine.compare(effect.source, effect.published), self)
        thread.progressed.connect(
            lambda done, total: self._tell(happenings.SummedSoFar(number, done, total))
        )
        thread.done.connect(lambda answer: self._tell(happenings.SummedUp(number, answer)))
        thread.failed.connect(lambda error: self._tell(happenings.SummingFailed(number, error)))
        thread.finished.connect(lambda: self._forget(thread))
        self._thread = thread
        self._threads.run(thread)

    def stop(self) -> None:
        """After the piece that is read now; nothing is waited for."""
        if self._thread is not None:
            self._thread.stop()
            self._thread = None

    def _forget(self, thread: ChecksumThread) -> None:
        if self._thread is thread:
            self._thread = None

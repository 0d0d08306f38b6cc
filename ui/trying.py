"""A virtual machine beside the window, followed on a thread of its own; at most one at a time."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack, closing
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread, Signal

from app.control import Control
from app.errors import AppError, Stopped, unforeseen
from ui.query_thread import UNEXPECTED
from ui.state import happenings

if TYPE_CHECKING:
    from app.drives.drive import Drive, DriveInfo, Medium
    from ui.state.effects import TryIn
    from ui.state.happenings import Happening
    from ui.threads import Threads


class TryThread(QThread):
    """`slow` and `runs` may come, then `ended` once; none of them after it was stopped."""

    slow = Signal()
    runs = Signal()
    ended = Signal(object, object)  # whether it booted, AppError or None

    def __init__(
        self, wish: TryIn, back_end: Callable[[DriveInfo], Drive], parent: QObject
    ) -> None:
        super().__init__(parent)
        self.control = Control()
        self._wish = wish
        self._back_end = back_end

    def run(self) -> None:
        try:
            self.ended.emit(self._follow(), None)
        except Stopped:
            return
        except AppError as error:
            self.ended.emit(False, error)
        except Exception as error:  # noqa: BLE001  the window must hear of every end
            self.ended.emit(False, unforeseen(error, UNEXPECTED))

    def _follow(self) -> bool:
        from app.qemu.boot import boot
        from app.qemu.firmware import Firmware
        from app.qemu.judge import Verdict
        from app.qemu.plan import plan_boot
        from app.qemu.stick import from_drive, from_image
        from app.qemu.told import Noted, Running, Tried
        from app.sources import FileSource

        wish = self._wish
        with ExitStack() as opened:
            if wish.drive is not None:
                stick = from_drive(wish.drive, self._entered(wish.drive, opened))
            elif isinstance(wish.source, FileSource):
                stick = from_image(wish.source)
            else:
                raise TypeError(wish.source)
            plan = plan_boot(stick.report.boots, asked=Firmware(wish.firmware), window=True)
            with closing(boot(stick, plan, self.control)) as trying:
                for told in trying:
                    if isinstance(told, Noted):
                        self.slow.emit()
                    if isinstance(told, Running):
                        self.runs.emit()
                    if isinstance(told, Tried):
                        return told.verdict is Verdict.BOOTED
        raise RuntimeError("a try that ends without an error ends with Tried")

    def _entered(self, drive: DriveInfo, opened: ExitStack) -> Medium:
        """Somebody may have to type a password first, and the window may be closed meanwhile."""
        from app.events import Progressed, Stage
        from app.stages.patience import opening

        sign = Progressed(Stage.RELEASE, 0)
        way = opening(self._back_end(drive), sign, self.control, opened, write=False)
        with closing(way):
            while True:
                try:
                    next(way)
                except StopIteration as end:
                    self.control.checkpoint()  # a password that came too late opens nothing
                    medium: Medium = end.value
                    return medium


class Trying:
    """One for a window."""

    def __init__(
        self,
        threads: Threads,
        back_end: Callable[[DriveInfo], Drive],
        tell: Callable[[Happening], None],
        parent: QObject,
    ) -> None:
        self._threads = threads
        self._back_end = back_end
        self._tell = tell
        self._parent = parent
        self._thread: TryThread | None = None

    def start(self, wish: TryIn) -> None:
        """Instead of the one before."""
        self.stop()
        thread = TryThread(wish, self._back_end, self._parent)
        thread.slow.connect(lambda: self._tell(happenings.TrySlow(wish.number)))
        thread.runs.connect(lambda: self._tell(happenings.TryRuns(wish.number)))
        thread.ended.connect(
            lambda booted, error: self._tell(happenings.TryEnded(wish.number, booted, error))
        )
        thread.finished.connect(lambda: self._forget(thread))
        self._thread = thread
        self._threads.run(thread, awaited=True)  # its machine goes with it

    def stop(self) -> None:
        if self._thread is not None:
            self._thread.control.stop()
            self._thread = None

    def _forget(self, thread: TryThread) -> None:
        if self._thread is thread:
            self._thread = None

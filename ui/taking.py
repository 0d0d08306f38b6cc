"""Taking files out of the image, on a thread of its own; at most one at a time.

What is dragged out of the window is copied to a folder of its own first: then every program that
takes files takes these, and no question of another program waits for a disk. These copies go when
the window goes.
"""

from __future__ import annotations

import logging
import shutil
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread, QUrl, Signal

from app.control import Control
from app.errors import AppError, FolderError, unforeseen
from ui.query_thread import UNEXPECTED
from ui.state import happenings
from ui.state.after_inside import MOST_CARRIED
from ui.state.inside import outermost
from ui.view import Carried

if TYPE_CHECKING:
    from collections.abc import Generator

    from app.inside.told import Told
    from ui.state.effects import TakeFiles
    from ui.state.happenings import Happening
    from ui.threads import Threads

MOST_LINES = 1_000  # of what was left out or renamed

log = logging.getLogger(__name__)


class TakingThread(QThread):
    """`ended` comes once, with all that was told."""

    moved = Signal(object, object)  # bytes done, of how many
    ended = Signal(object, object)  # TakenOut or AppError, lines

    def __init__(
        self, take: Callable[[Control], Generator[Told, None, None]], parent: QObject
    ) -> None:
        super().__init__(parent)
        self.control = Control()
        self._take = take
        self._lines: list[str] = []

    def run(self) -> None:
        try:
            self._follow()
        except AppError as error:
            self.ended.emit(error, tuple(self._lines))
        except Exception as error:  # noqa: BLE001  the window must hear of every end
            self.ended.emit(unforeseen(error, UNEXPECTED), tuple(self._lines))

    def _follow(self) -> None:
        from app.inside.told import Begun, LeftOut, Moved, Renamed, TakenOut
        from ui.sentences.taking import line

        total = 0
        with closing(self._take(self.control)) as telling:
            for told in telling:
                match told:
                    case Begun():
                        total = told.total
                        self.moved.emit(0, total)
                    case Moved(done, _):
                        self.moved.emit(done, total)
                    case LeftOut() | Renamed():
                        if len(self._lines) < MOST_LINES:
                            self._lines.append(line(told))
                    case TakenOut():
                        self.ended.emit(told, tuple(self._lines))


class Taking:
    """One for a window."""

    def __init__(
        self, threads: Threads, tell: Callable[[Happening], None], parent: QObject
    ) -> None:
        self._threads = threads
        self._tell = tell
        self._parent = parent
        self._thread: TakingThread | None = None
        self._made: list[Path] = []

    def start(self, effect: TakeFiles) -> None:
        from ui.looking import Order, taken_out

        number, folder = effect.number, effect.folder
        if folder is None:
            try:
                folder = Path(tempfile.mkdtemp(prefix="stickwright-"))
            except OSError as error:
                why = FolderError(tempfile.gettempdir(), error.strerror or str(error))
                self._tell(happenings.TakingEnded(number, why))
                return
            self._made.append(folder)
        most = MOST_CARRIED if effect.folder is None else None
        paths = outermost(effect.paths)
        order = Order(effect.source, effect.member, paths, folder, most, effect.anyway)
        thread = TakingThread(lambda control: taken_out(order, control), self._parent)
        thread.moved.connect(
            lambda done, total: self._tell(happenings.TakingMoved(number, done, total))
        )
        thread.ended.connect(lambda end, lines: self._ended(effect, folder, end, lines))
        thread.finished.connect(lambda: self._forget(thread))
        self._thread = thread
        self._threads.run(thread, awaited=True)  # no file is left half written

    def stop(self) -> None:
        """Soon; what is whole by then stays."""
        if self._thread is not None:
            self._thread.control.stop()

    def clear(self) -> None:
        """What was only there to be dragged."""
        for folder in self._made:
            shutil.rmtree(folder, ignore_errors=True)
        self._made.clear()

    def _ended(self, effect: TakeFiles, folder: Path, end: object, lines: tuple[str, ...]) -> None:
        carried = None
        if effect.folder is None and not isinstance(end, AppError):
            urls = (QUrl.fromLocalFile(str(path)).toString() for path in sorted(folder.iterdir()))
            carried = Carried(effect.paths, tuple(urls))
        told = happenings.TakingEnded(effect.number, end, lines, carried)  # type: ignore[arg-type]
        self._tell(told)

    def _forget(self, thread: TakingThread) -> None:
        if self._thread is thread:
            self._thread = None

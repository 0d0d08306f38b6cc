"""A report of a job, or the log of the window, in a file that the user has chosen."""

from collections.abc import Callable
from pathlib import Path

from app.drives.drive import DriveInfo
from app.firmware import ThisComputer
from ui.logbook import Logbook, log_text
from ui.private import Private
from ui.screens.report_text import report_text
from ui.state.happenings import ReportWritten
from ui.state.job import Ended
from ui.this_system import system_lines
from ui.threads import Threads


class Saving:
    """`tell` hears how it went."""

    def __init__(self, threads: Threads, tell: Callable[[ReportWritten], None]) -> None:
        self._threads = threads
        self._tell = tell

    def report(self, path: str, job: Ended, computer: ThisComputer) -> None:
        system = system_lines(computer)
        self._save(path, lambda: report_text(job, system, Private.here()))

    def log(
        self, path: str, logbook: Logbook, drives: tuple[DriveInfo, ...], computer: ThisComputer
    ) -> None:
        system, notes = system_lines(computer), logbook.notes()
        self._save(path, lambda: log_text(notes, system, drives, Private.here()))

    def _save(self, path: str, text: Callable[[], str]) -> None:
        def write() -> str:
            try:
                Path(path).write_text(text(), encoding="utf-8", errors="backslashreplace")
            except OSError as error:
                return error.strerror or str(error)
            return ""

        name = Path(path).name
        self._threads.ask(write, lambda why: self._tell(ReportWritten(name, why)))

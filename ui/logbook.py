"""What the program noted while the window was open, for whoever helps when something goes wrong.

It lives in memory, and leaves it only when the user saves it. File contents are never noted; names
of people, of the computer and of folders are taken out when it is saved.
"""

import logging
from collections import deque
from collections.abc import Iterable

from app.display import for_display
from app.drives.drive import DriveInfo
from ui.private import Private

MOST = 500  # notes; the oldest go first
_LONGEST = 4000  # characters of one, with the trace of a bug in it


class Logbook(logging.Handler):
    """Hears the engine and the window, on any thread."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self._notes: deque[str] = deque(maxlen=MOST)
        form = "%(asctime)s %(levelname)s %(name)s: %(message)s"
        self.setFormatter(logging.Formatter(form))
        self._heard = [logging.getLogger(name) for name in ("app", "ui")]

    def listen(self) -> None:
        for logger in self._heard:
            logger.addHandler(self)
            logger.setLevel(logging.INFO)

    def close(self) -> None:
        for logger in self._heard:
            logger.removeHandler(self)
        super().close()

    def emit(self, record: logging.LogRecord) -> None:
        self._notes.append(self.format(record)[:_LONGEST])
        # Python says warnings aloud as long as nobody hears them; that shall stay so.
        aloud = logging.lastResort
        if aloud and record.levelno >= aloud.level and not logging.getLogger().handlers:
            aloud.handle(record)

    def notes(self) -> tuple[str, ...]:
        self.acquire()
        try:
            return tuple(self._notes)
        finally:
            self.release()


def log_text(
    notes: Iterable[str], system: Iterable[str], drives: Iterable[DriveInfo], private: Private
) -> str:
    """In English in every language: it is read by whoever made the program."""
    sections = (
        ("Stickwright: log", *system),
        ("Drives:", *(_drive(drive) for drive in drives)),
        ("Notes:", *notes),
    )
    return private.without("\n\n".join("\n".join(section) for section in sections)) + "\n"


def _drive(drive: DriveInfo) -> str:
    """Without a serial number, and without the name that somebody gave it."""
    reasons = ", ".join(reason.code for reason in drive.reasons) or "offered"
    name = for_display(drive.name)
    parts = f"{len(drive.partitions)} partitions, {drive.table or 'no table'}"
    what = f"{name}, {drive.kind}, {drive.bus or '?'}, {drive.size} bytes, {parts}"
    return f"  {for_display(drive.node, 200)}: {what}: {reasons}"

"""What a job that did not come to its end leaves on its drive, as a hint."""

import shlex

from app.drives.drive import DriveInfo
from app.drives.told import Told
from app.errors import AppError, DriveGone, Stopped
from app.events import Event, Stage, StageStarted, Undoable

HALF = (
    "The drive holds a part of the image and starts nothing; what was there before is gone. Write "
    "again, or go on with --resume."
)
HEADED = (
    "The drive may look finished, but was not checked to its end: don’t trust what is on it, and "
    "start again."
)

_WRITING = (Stage.BLANK, Stage.WRITE)  # what is put back after a test is not blanked first
_HEAD = (Stage.WRITE_HEAD, Stage.VERIFY_HEAD, Stage.IDENTITY)  # the first sector may be there


class LeftOnDrive:
    """Of one job. `half`: what its drive is when it was stopped or the drive unplugged, `headed`:
    when that was unplugged so late that its first sector may be there."""

    def __init__(self, half: str = HALF, headed: str = HEADED) -> None:
        self._half, self._headed = half, headed
        self._touched = self._late = self._undoable = False

    def hear(self, event: Event) -> None:
        match event:
            case StageStarted(stage):
                self._touched = self._touched or stage in _WRITING
                self._late = self._late or stage in _HEAD
            case Undoable(possible):
                self._undoable = possible
            case _:
                pass

    def explain(self, error: AppError, drive: DriveInfo | None) -> None:
        """The error says then whether the drive is still as it was, or how it can be made so."""
        error.untouched = not self._touched
        if self._touched and drive is not None:
            error.hint = self._hint(error, drive)

    def _hint(self, error: AppError, drive: DriveInfo) -> str:
        match error:
            case DriveGone() if not (self._undoable and Told.of(drive).certain):
                return f"{error.remedy} {self._headed if self._late else self._half}"
            case _ if self._undoable:
                return f"{error.hint} {undo_hint(drive)}".strip()
            case Stopped():  # takes back what looks finished
                return self._half
            case _ if isinstance(error.__cause__, Stopped):  # but could not
                return f"{error.hint} {self._headed}".strip()
            case _:
                return error.hint


def undo_hint(drive: DriveInfo) -> str:
    """How to put back what little was overwritten."""
    return (
        "Only the start of the drive was overwritten; its old contents can mostly be put back: "
        f"stickwright undo {shlex.quote(drive.node)}"
    )

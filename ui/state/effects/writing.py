"""What is done with a drive, and what is asked for that."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.drives.drive import DriveInfo
from ui.state.image import Inspected
from ui.state.job import Purpose

if TYPE_CHECKING:
    from app.sources.source import Source


@dataclass(frozen=True, slots=True)
class AskForStick:
    """The same for the file that shall play a stick; answered with StickChosen."""


@dataclass(frozen=True, slots=True)
class FindRest:
    """What keeps more from being added behind the image; answered with RestFound."""

    image: Inspected


@dataclass(frozen=True, slots=True)
class AskForAnswers:
    """The file with answers for cloud-init; answered with AnswersRead or AnswersNotRead."""


@dataclass(frozen=True, slots=True)
class AskForBackupFile:
    """Where a drive shall be saved; answered with BackupFileChosen. A name for the file, "" for
    none, and how it ends. `begins`: and then it is saved."""

    name: str
    ending: str
    begins: bool


@dataclass(frozen=True, slots=True)
class FindLacking:
    """Which file systems can't be made here; answered with LackingFound. `good_part`: for the one
    on what a fake keeps."""

    good_part: bool = False


@dataclass(frozen=True, slots=True)
class FindRegion:
    """This computer's language, keyboard and time zone."""


@dataclass(frozen=True, slots=True)
class MakeStick:
    path: Path
    size: int  # bytes, for a file that does not exist yet


@dataclass(frozen=True, slots=True)
class StartJob:
    """A write lets go of what an earlier one still holds; a check goes on holding it. `check`: what
    is written is read back; `awake`: the computer does not sleep meanwhile; `resume`: an
    interrupted write goes on."""

    number: int
    image: Inspected
    drive: DriveInfo
    purpose: Purpose
    check: bool = True
    awake: bool = True
    resume: bool = False


@dataclass(frozen=True, slots=True)
class StartBatch:
    """One image to several drives."""

    number: int
    image: Inspected
    drives: tuple[DriveInfo, ...]
    check: bool = True
    awake: bool = True


@dataclass(frozen=True, slots=True)
class LeaveOut:
    """Stop the write to this one of several drives."""

    drive: DriveInfo


@dataclass(frozen=True, slots=True)
class StopJob:
    pass


@dataclass(frozen=True, slots=True)
class SkipCheck:
    pass


@dataclass(frozen=True, slots=True)
class LetGo:
    """Nobody needs the finished drive any more: the desktop may have it."""


@dataclass(frozen=True, slots=True)
class EjectDrive:
    """`key` when it is one of several, of which the others are held on to."""

    drive: DriveInfo
    key: str = ""


@dataclass(frozen=True, slots=True)
class LookForDrives:
    """Now, whatever the watch says."""


@dataclass(frozen=True, slots=True)
class TryIn:
    """A virtual machine in a window of its own, with the image or the drive; answered with
    TrySlow and TryEnded."""

    number: int
    firmware: str
    source: Source | None
    drive: DriveInfo | None


@dataclass(frozen=True, slots=True)
class StopTrying:
    pass

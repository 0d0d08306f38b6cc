"""What is said above the cards until something else happens."""

from __future__ import annotations

from dataclasses import dataclass

from app.drives.drive import DriveInfo
from app.errors import AppError
from ui.offers import Refusal


@dataclass(frozen=True, slots=True)
class Refused:
    """A job ended before anything was changed. `drive` is the one that was not written, or to which
    nothing was put back."""

    error: AppError
    drive: DriveInfo
    putting_back: bool = False


@dataclass(frozen=True, slots=True)
class Gone:
    """The chosen drive was unplugged; the choice is cleared."""

    drive: DriveInfo


@dataclass(frozen=True, slots=True)
class Blocked:
    """The chosen drive can't be chosen any more."""

    drive: DriveInfo


@dataclass(frozen=True, slots=True)
class ListChanged:
    """Drives came or went under an open confirm sheet, which was closed for that."""


@dataclass(frozen=True, slots=True)
class FileChanged:
    """The image's file is not what it was, and is inspected once more."""


@dataclass(frozen=True, slots=True)
class NotTaken:
    """What was dropped, pasted or chosen is no image."""

    refusal: Refusal
    owner: str = ""


@dataclass(frozen=True, slots=True)
class NoStick:
    """The virtual stick could not be made."""

    error: AppError


@dataclass(frozen=True, slots=True)
class ReportSaved:
    """`why` it was not, in the system's words; empty when it was."""

    name: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class SettingsDamaged:
    """The file with the settings could not be understood, so some are as they were at first."""


@dataclass(frozen=True, slots=True)
class SettingsNotKept:
    """They hold until the window is closed. `why`, in the system's words."""

    why: str


Notice = (
    Refused
    | Gone
    | Blocked
    | ListChanged
    | FileChanged
    | NotTaken
    | NoStick
    | ReportSaved
    | SettingsDamaged
    | SettingsNotKept
)

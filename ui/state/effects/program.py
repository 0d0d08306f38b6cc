"""What concerns the program itself, and the desktop around it."""

from __future__ import annotations

from dataclasses import dataclass

from app.drives.drive import DriveInfo
from app.errors import AppError
from ui.settings import Colours, Settings
from ui.state.batch import Batch
from ui.state.image import Inspected
from ui.state.job import End, Purpose
from ui.used import Used


@dataclass(frozen=True, slots=True)
class AskForReportFile:
    """Where to save the report of what happened."""


@dataclass(frozen=True, slots=True)
class AskForLogFile:
    """Where to save what the program noted."""


@dataclass(frozen=True, slots=True)
class Tell:
    """A message of the desktop, if the window is not looked at."""

    image: Inspected
    drive: DriveInfo
    end: End
    purpose: Purpose = Purpose.WRITE


@dataclass(frozen=True, slots=True)
class FindPlaces:
    """Which partition and files the failed bytes belong to; answered with PlacesFound. `drives`:
    all that were written together."""

    image: Inspected
    drives: tuple[DriveInfo, ...]
    error: AppError
    ranges: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class LookForSounds:
    """Whether this computer can play one."""


@dataclass(frozen=True, slots=True)
class PlaySound:
    """The desktop's sound for something done, or for something gone wrong."""

    good: bool


@dataclass(frozen=True, slots=True)
class KeepSettings:
    settings: Settings


@dataclass(frozen=True, slots=True)
class KeepUsed:
    """The images used lately, instead of those kept so far."""

    used: tuple[Used, ...]


@dataclass(frozen=True, slots=True)
class UseColours:
    colours: Colours


@dataclass(frozen=True, slots=True)
class TellBatch:
    """The same about several drives, when the last of them has come to its end."""

    batch: Batch


@dataclass(frozen=True, slots=True)
class SayAgain:
    """Announce the same once more."""


@dataclass(frozen=True, slots=True)
class Close:
    """Close the window."""

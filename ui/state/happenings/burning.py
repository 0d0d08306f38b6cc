"""What is heard of drives for discs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.errors import AppError
from app.progress import Progress
from ui.state.burning import Seen

if TYPE_CHECKING:
    from app.burning.drives import DiscDrive
    from app.burning.told import Burned


@dataclass(frozen=True, slots=True)
class DiscDrivesFound:
    number: int
    drives: tuple[DiscDrive, ...]


@dataclass(frozen=True, slots=True)
class NothingBurns:
    """The program for it is missing."""

    number: int
    error: AppError


@dataclass(frozen=True, slots=True)
class DiscSeen:
    number: int
    seen: Seen


@dataclass(frozen=True, slots=True)
class BurnMoved:
    number: int
    progress: Progress


@dataclass(frozen=True, slots=True)
class BurnEnded:
    number: int
    end: Burned | AppError

"""What came of looking inside an image."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import AppError

if TYPE_CHECKING:
    from app.inside.mounted import Mounted
    from app.inside.told import TakenOut
    from ui.looking import Hits, Look, Seen
    from ui.view import Carried, Folder


@dataclass(frozen=True, slots=True)
class InsideOpened:
    """The image can be looked into; what its root holds."""

    number: int
    look: Look
    root: Folder


@dataclass(frozen=True, slots=True)
class InsideRefused:
    number: int
    error: AppError


@dataclass(frozen=True, slots=True)
class FolderListed:
    number: int
    folder: Folder


@dataclass(frozen=True, slots=True)
class FilesFound:
    number: int
    text: str
    found: Hits


@dataclass(frozen=True, slots=True)
class FileSeen:
    """The beginning of a file of the image."""

    number: int
    key: str
    seen: Seen | AppError


@dataclass(frozen=True, slots=True)
class MountsFound:
    """All that is mounted of the image now."""

    number: int
    points: tuple[Mounted, ...]


@dataclass(frozen=True, slots=True)
class MountsListed:
    """All that this program has mounted, of whichever image. `unmounted`: what is left of it;
    `error`: why some of it stayed."""

    points: tuple[Mounted, ...]
    error: AppError | None = None
    unmounted: bool = False


@dataclass(frozen=True, slots=True)
class MountRefused:
    """It could not be mounted, or not unmounted."""

    number: int
    error: AppError


@dataclass(frozen=True, slots=True)
class FolderChosen:
    """Where to put what is taken out."""

    path: Path


@dataclass(frozen=True, slots=True)
class TakingMoved:
    """Bytes taken out, of how many."""

    number: int
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class TakingEnded:
    """`lines` as in `state.inside.Taken`; `carried` is what lies ready to be dragged."""

    number: int
    end: TakenOut | AppError
    lines: tuple[str, ...] = ()
    carried: Carried | None = None

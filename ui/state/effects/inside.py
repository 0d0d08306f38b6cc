"""Looking inside an image: listing, searching, taking out, mounting."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.inside.mounted import Mounted
    from app.sources.source import Source
    from ui.looking import Look


@dataclass(frozen=True, slots=True)
class AskForFolder:
    """Where to put what is taken out of the image; answered with FolderChosen."""


@dataclass(frozen=True, slots=True)
class LookInto:
    """Answered with InsideOpened."""

    number: int
    source: Source


@dataclass(frozen=True, slots=True)
class ListFolder:
    number: int
    look: Look
    key: str


@dataclass(frozen=True, slots=True)
class FindFiles:
    number: int
    look: Look
    text: str


@dataclass(frozen=True, slots=True)
class PreviewFile:
    number: int
    look: Look
    key: str


@dataclass(frozen=True, slots=True)
class TakeFiles:
    """Out of the image. `folder` is None where they are to lie ready for a drag; `anyway`: also
    more than any honest image holds."""

    number: int
    source: Source
    member: str
    paths: tuple[str, ...]
    folder: Path | None
    anyway: bool = False


@dataclass(frozen=True, slots=True)
class StopTaking:
    pass


@dataclass(frozen=True, slots=True)
class FindMounts:
    """What of the image is mounted; answered with MountsFound."""

    number: int
    source: Source


@dataclass(frozen=True, slots=True)
class MountImage:
    """Answered with MountsFound or MountRefused."""

    number: int
    source: Source


@dataclass(frozen=True, slots=True)
class Unmount:
    """Answered with MountsFound or MountRefused."""

    number: int
    points: tuple[Mounted, ...]


@dataclass(frozen=True, slots=True)
class ListMounts:
    """All that this program has mounted; answered with MountsListed."""


@dataclass(frozen=True, slots=True)
class UnmountAll:
    """Answered with MountsListed: what is left."""

    points: tuple[Mounted, ...]


@dataclass(frozen=True, slots=True)
class ShowFolder:
    """In the file manager."""

    path: str

"""What is asked about an image: where it is, what it is, what else is known of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.drives.drive import DriveInfo
from app.report import Report
from ui.offers import WebLink

if TYPE_CHECKING:
    from app.checksums.comparison import Published
    from app.sources.source import Source


@dataclass(frozen=True, slots=True)
class AskForImage:
    """The desktop's file chooser; answered with intents.OpenFile. `tool`: what it is for."""

    tool: str = ""


@dataclass(frozen=True, slots=True)
class LookBack:
    """Whether earlier writes were left unfinished; answered with UnfinishedFound."""


@dataclass(frozen=True, slots=True)
class LookAt:
    """`key`: what the desktop hands the file over for, should the path lead nowhere here."""

    number: int
    path: Path
    opens: bool
    key: str = ""


@dataclass(frozen=True, slots=True)
class FetchFiles:
    """Those that the desktop hands over for the key."""

    number: int
    key: str


@dataclass(frozen=True, slots=True)
class Inspect:
    """`member`: which image of an archive; empty for the only one."""

    number: int
    path: Path
    member: str = ""


@dataclass(frozen=True, slots=True)
class Fetch:
    """Look into an image on the web, and into no other any more."""

    number: int
    link: WebLink
    member: str = ""


@dataclass(frozen=True, slots=True)
class StopFetching:
    """Ask no server any more."""


@dataclass(frozen=True, slots=True)
class FindOnWeb:
    """A list of checksums beside the image on the web; answered with ChecksumsFound or
    ListsNotFound."""

    number: int
    source: Source


@dataclass(frozen=True, slots=True)
class AskForCopy:
    """Where to keep what is fetched; answered with CopyChosen."""

    name: str


@dataclass(frozen=True, slots=True)
class FindChecksums:
    """What was published about the image, and where it came from."""

    number: int
    source: Source


@dataclass(frozen=True, slots=True)
class SumUp:
    """Read the image and compare it; there is one such reading at a time."""

    number: int
    source: Source
    published: tuple[Published, ...]


@dataclass(frozen=True, slots=True)
class LookForDamage:
    """Read the image and compare it with the checksum that its makers left in it: in place of
    another such reading."""

    number: int
    source: Source


@dataclass(frozen=True, slots=True)
class StopSumming:
    """Whichever of the two goes on."""


@dataclass(frozen=True, slots=True)
class Convert:
    """What the report says has to be done before a stick can be made; there is one such work at a
    time, answered with Converted or NotConverted."""

    number: int
    source: Source
    report: Report


@dataclass(frozen=True, slots=True)
class StopConverting:
    pass


@dataclass(frozen=True, slots=True)
class Locate:
    """Which of the drives the file lies on."""

    path: Path
    drives: tuple[DriveInfo, ...]


@dataclass(frozen=True, slots=True)
class LookAgain:
    """Whether the image's file is still what was inspected; answered with ImageDiffers if not."""

    source: Source


@dataclass(frozen=True, slots=True)
class LookForImages:
    """In Downloads, and where images were used lately, as far as the settings allow."""

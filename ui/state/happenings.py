"""What happens besides what the user wants: answers, drives, a job getting on, time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.drives.drive import DriveInfo
from app.errors import AppError
from app.journal import Unfinished
from app.progress import Progress
from app.report import Report
from app.report.places import WrongPlace
from app.result import Result
from ui.offers import Found
from ui.state.image import Rest
from ui.suggestions import Suggestion
from ui.used import Used

if TYPE_CHECKING:
    from app.checksums.comparison import Comparison, Search
    from app.inside.mounted import Mounted
    from app.inside.told import TakenOut
    from app.sources.answers import Region
    from app.sources.origin import Origin
    from app.sources.source import Source
    from app.sources.windows import Rebuilt
    from ui.looking import Hits, Look, Seen
    from ui.view import Carried, Folder


@dataclass(frozen=True, slots=True)
class Ticked:
    """A time has come at which the screen changes by itself."""


@dataclass(frozen=True, slots=True)
class Looked:
    """Where a path leads to. `opens`: it was dropped or chosen, not only dragged. `key` as in
    `effects.LookAt`."""

    number: int
    path: Path
    found: Found
    opens: bool
    key: str = ""


@dataclass(frozen=True, slots=True)
class HandedOver:
    """The files that the desktop handed over for a key."""

    number: int
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ImageInspected:
    """`when`, in seconds since 1970."""

    number: int
    source: Source
    report: Report
    when: float = 0.0


@dataclass(frozen=True, slots=True)
class ImageRefused:
    number: int
    error: AppError


@dataclass(frozen=True, slots=True)
class ChecksumsFound:
    number: int
    search: Search
    origin: Origin | None


@dataclass(frozen=True, slots=True)
class ListsNotFound:
    """The server could not be asked for them."""

    number: int
    error: AppError


@dataclass(frozen=True, slots=True)
class CopyChosen:
    """The file in which what is fetched is kept."""

    path: Path


@dataclass(frozen=True, slots=True)
class RestFound:
    source: Source
    rest: Rest


@dataclass(frozen=True, slots=True)
class AnswersRead:
    """The files for cloud-init, by name."""

    files: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class AnswersNotRead:
    error: AppError


@dataclass(frozen=True, slots=True)
class SummedSoFar:
    """Bytes, of how many; None while only unpacking tells."""

    number: int
    done: int
    total: int | None


@dataclass(frozen=True, slots=True)
class SummedUp:
    number: int
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class SummingFailed:
    number: int
    error: AppError


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


@dataclass(frozen=True, slots=True)
class ConvertedSoFar:
    """Bytes, of how many."""

    number: int
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Converted:
    """The report with the stick that can be made now."""

    number: int
    report: Report
    rebuilt: Rebuilt


@dataclass(frozen=True, slots=True)
class NotConverted:
    number: int
    error: AppError


@dataclass(frozen=True, slots=True)
class ImageLocated:
    """Keys of the drives that the file lies on."""

    path: Path
    drives: frozenset[str]


@dataclass(frozen=True, slots=True)
class CameBack:
    """The user, from another program."""


@dataclass(frozen=True, slots=True)
class ImageDiffers:
    """Its file is gone, or not the one that was inspected."""

    source: Source


@dataclass(frozen=True, slots=True)
class UnfinishedFound:
    """What earlier writes left behind."""

    writes: tuple[Unfinished, ...]


@dataclass(frozen=True, slots=True)
class ImagesFound:
    """What may be wanted, the newest first: in Downloads, and what was used lately."""

    suggestions: tuple[Suggestion, ...]
    used: tuple[Used, ...] = ()


@dataclass(frozen=True, slots=True)
class SoundsFound:
    """This computer can play a sound."""


@dataclass(frozen=True, slots=True)
class RegionFound:
    """This computer's language, keyboard and time zone."""

    region: Region


@dataclass(frozen=True, slots=True)
class SettingsKept:
    """`why` they could not be written, else empty."""

    why: str = ""


@dataclass(frozen=True, slots=True)
class DrivesSeen:
    drives: tuple[DriveInfo, ...]


@dataclass(frozen=True, slots=True)
class StickChosen:
    """The file that shall play a stick."""

    path: Path


@dataclass(frozen=True, slots=True)
class StickMade:
    drive: DriveInfo


@dataclass(frozen=True, slots=True)
class StickRefused:
    error: AppError


@dataclass(frozen=True, slots=True)
class JobMoved:
    number: int
    progress: Progress


@dataclass(frozen=True, slots=True)
class JobEnded:
    """With a result or an error; `Stopped` is one. `comparison`: of what was fetched meanwhile with
    what was published."""

    number: int
    end: Result | AppError
    comparison: Comparison | None = None


@dataclass(frozen=True, slots=True)
class BatchMoved:
    """What is new of some of several drives."""

    number: int
    news: tuple[tuple[DriveInfo, Progress], ...]


@dataclass(frozen=True, slots=True)
class MemberEnded:
    """How it ended for one of several drives. `comparison` as for a single one."""

    number: int
    drive: DriveInfo
    end: Result | AppError
    comparison: Comparison | None = None


@dataclass(frozen=True, slots=True)
class BatchRefused:
    """One of several drives can't be written, so none was begun."""

    number: int
    drive: DriveInfo
    error: AppError


@dataclass(frozen=True, slots=True)
class DriveEjected:
    """`key` of one of several drives."""

    error: AppError | None = None
    key: str = ""


@dataclass(frozen=True, slots=True)
class PlacesFound:
    """Where the failed bytes of `error` lie."""

    error: AppError
    places: tuple[WrongPlace, ...]


@dataclass(frozen=True, slots=True)
class ReportWritten:
    """The file's name; `why` it could not be written, else empty."""

    name: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class TrySlow:
    """The virtual machine is emulated."""

    number: int


@dataclass(frozen=True, slots=True)
class TryEnded:
    """The virtual machine is off. `booted`: more than its firmware was seen."""

    number: int
    booted: bool
    error: AppError | None = None


Happening = (
    Ticked
    | Looked
    | HandedOver
    | ImageInspected
    | ImageRefused
    | ChecksumsFound
    | ListsNotFound
    | RestFound
    | AnswersRead
    | AnswersNotRead
    | CopyChosen
    | SummedSoFar
    | SummedUp
    | SummingFailed
    | ConvertedSoFar
    | Converted
    | NotConverted
    | InsideOpened
    | InsideRefused
    | FolderListed
    | FilesFound
    | FileSeen
    | MountsFound
    | MountRefused
    | FolderChosen
    | TakingMoved
    | TakingEnded
    | ImageLocated
    | CameBack
    | ImageDiffers
    | UnfinishedFound
    | ImagesFound
    | SoundsFound
    | RegionFound
    | SettingsKept
    | DrivesSeen
    | StickChosen
    | StickMade
    | StickRefused
    | JobMoved
    | JobEnded
    | BatchMoved
    | MemberEnded
    | BatchRefused
    | DriveEjected
    | PlacesFound
    | ReportWritten
    | TrySlow
    | TryEnded
)

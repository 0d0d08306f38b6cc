"""What the flow shall do: each a call into the engine or to the desktop, none decided there."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.drives.drive import DriveInfo
from app.errors import AppError
from app.report import Report
from app.result import Result
from ui.offers import WebLink
from ui.settings import Colours, Settings
from ui.state.batch import Batch
from ui.state.image import Inspected
from ui.state.job import Purpose
from ui.used import Used

if TYPE_CHECKING:
    from app.checksums.comparison import Published
    from app.inside.mounted import Mounted
    from app.sources.source import Source
    from ui.looking import Look


@dataclass(frozen=True, slots=True)
class AskForImage:
    """The desktop's file chooser; answered with intents.OpenFile."""


@dataclass(frozen=True, slots=True)
class AskForStick:
    """The same for the file that shall play a stick; answered with StickChosen."""


@dataclass(frozen=True, slots=True)
class AskForReportFile:
    """Where to save the report of what happened."""


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
    """Out of the image. `folder` is None where they are to lie ready for a drag."""

    number: int
    source: Source
    member: str
    paths: tuple[str, ...]
    folder: Path | None


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
class ShowFolder:
    """In the file manager."""

    path: str


@dataclass(frozen=True, slots=True)
class LookBack:
    """Whether earlier writes were left unfinished; answered with UnfinishedFound."""


@dataclass(frozen=True, slots=True)
class AskForLogFile:
    """Where to save what the program noted."""


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
class FindRest:
    """What keeps more from being added behind the image; answered with RestFound."""

    image: Inspected


@dataclass(frozen=True, slots=True)
class AskForAnswers:
    """The file with answers for cloud-init; answered with AnswersRead or AnswersNotRead."""


@dataclass(frozen=True, slots=True)
class FindRegion:
    """This computer's language, keyboard and time zone."""


@dataclass(frozen=True, slots=True)
class SumUp:
    """Read the image and compare it; there is one such reading at a time."""

    number: int
    source: Source
    published: tuple[Published, ...]


@dataclass(frozen=True, slots=True)
class StopSumming:
    pass


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
class Tell:
    """A message of the desktop, if the window is not looked at."""

    image: Inspected
    drive: DriveInfo
    end: Result | AppError


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
class LookForImages:
    """In Downloads, and where images were used lately, as far as the settings allow."""


@dataclass(frozen=True, slots=True)
class TellBatch:
    """The same about several drives, when the last of them has come to its end."""

    batch: Batch


@dataclass(frozen=True, slots=True)
class SayAgain:
    """Announce the same once more."""


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


@dataclass(frozen=True, slots=True)
class Close:
    """Close the window."""


Effect = (
    AskForImage
    | AskForStick
    | AskForReportFile
    | AskForLogFile
    | AskForFolder
    | LookInto
    | ListFolder
    | FindFiles
    | PreviewFile
    | TakeFiles
    | StopTaking
    | FindMounts
    | MountImage
    | Unmount
    | ShowFolder
    | LookBack
    | LookAt
    | FetchFiles
    | Inspect
    | Fetch
    | StopFetching
    | FindOnWeb
    | AskForCopy
    | FindChecksums
    | FindRest
    | AskForAnswers
    | FindRegion
    | SumUp
    | StopSumming
    | Convert
    | StopConverting
    | Locate
    | LookAgain
    | MakeStick
    | StartJob
    | StartBatch
    | LeaveOut
    | StopJob
    | SkipCheck
    | LetGo
    | EjectDrive
    | LookForDrives
    | Tell
    | FindPlaces
    | LookForSounds
    | PlaySound
    | KeepSettings
    | KeepUsed
    | UseColours
    | LookForImages
    | TellBatch
    | SayAgain
    | TryIn
    | StopTrying
    | Close
)

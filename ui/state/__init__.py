"""What the window knows, as one frozen value, and how it changes: pure functions, no widgets.

`after` in `ui.state.after` is the only way from one state to the next; `ui.screens` makes of a
state what is shown. The flow carries out the effects and lets time pass.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from app.drives.drive import DriveInfo
from app.errors import AppError
from app.firmware import ThisComputer
from app.journal import Unfinished
from ui.offers import Refusal, WebLink
from ui.settings import DEFAULTS, Settings
from ui.state.batch import Batch
from ui.state.drive_list import NO_DRIVES, DriveList
from ui.state.image import NO_IMAGE, Image
from ui.state.inside import Inside
from ui.state.job import Job, Working
from ui.suggestions import Suggestion
from ui.used import Used
from ui.view import Announcement

if TYPE_CHECKING:
    from app.sources.answers import Region


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


class Page(StrEnum):
    """Over the cards, with a way back."""

    SETTINGS = "settings"
    INSIDE = "inside"
    TOOLS = "tools"


@dataclass(frozen=True, slots=True)
class ConfirmOpen:
    """The question before erasing, about the drive as it was when it was asked. `resume`: before
    an interrupted write goes on."""

    drive: DriveInfo
    resume: bool = False


@dataclass(frozen=True, slots=True)
class PutBackOpen:
    """The question before the old contents of the drive are put back."""

    drive: DriveInfo


@dataclass(frozen=True, slots=True)
class ConfirmSeveralOpen:
    """The same about several drives at once."""

    drives: tuple[DriveInfo, ...]


@dataclass(frozen=True, slots=True)
class StopOpen:
    """`key` of one drive of several; empty for the whole job."""

    key: str = ""


@dataclass(frozen=True, slots=True)
class SkipOpen:
    pass


@dataclass(frozen=True, slots=True)
class QuitOpen:
    pass


@dataclass(frozen=True, slots=True)
class EvidenceOpen:
    pass


@dataclass(frozen=True, slots=True)
class PasteOpen:
    """A field for a checksum. `wrong`: what was entered is none."""

    wrong: bool = False


@dataclass(frozen=True, slots=True)
class ChecksumOpen:
    """What was compared with what."""


@dataclass(frozen=True, slots=True)
class OptionsOpen:
    """What Windows Setup shall be answered."""


@dataclass(frozen=True, slots=True)
class ConvertOpen:
    """The question before what is packed as a whole is converted."""


@dataclass(frozen=True, slots=True)
class RestOpen:
    """What shall be added behind the image. `problem`: why the answers can't be taken."""

    problem: AppError | None = None


@dataclass(frozen=True, slots=True)
class FormatOpen:
    """As what a drive is made ready for files."""


@dataclass(frozen=True, slots=True)
class NameOpen:
    """A field for its name. `why` the one that was `entered` can be none."""

    entered: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class AccountOpen:
    """A field for the name of an account. `why` the one that was `entered` can be none."""

    entered: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class AnswersOpen:
    """The file with the answers, before it is written."""


@dataclass(frozen=True, slots=True)
class HiddenOpen:
    pass


@dataclass(frozen=True, slots=True)
class NotShownOpen:
    pass


@dataclass(frozen=True, slots=True)
class DetailsOpen:
    """`key` of one drive of several."""

    key: str = ""


@dataclass(frozen=True, slots=True)
class KeysOpen:
    pass


@dataclass(frozen=True, slots=True)
class OtherComputerOpen:
    """How to start another computer than this from the drive."""


@dataclass(frozen=True, slots=True)
class AboutOpen:
    pass


@dataclass(frozen=True, slots=True)
class MembersOpen:
    """The images of the archive that is shown."""


@dataclass(frozen=True, slots=True)
class AddressOpen:
    """A field for an address on the web. `wrong`: the one that was `entered` is none."""

    entered: str = ""
    wrong: bool = False


@dataclass(frozen=True, slots=True)
class PlainOpen:
    """The question before anything is fetched without protection."""

    link: WebLink


@dataclass(frozen=True, slots=True)
class MountOpen:
    """The question before the system is made to read what looks like a trick."""


@dataclass(frozen=True, slots=True)
class LeftOutOpen:
    """What was not taken out of the image."""


@dataclass(frozen=True, slots=True)
class FolderOpen:
    """The images of a folder that was dropped."""

    path: Path
    images: tuple[Suggestion, ...]


@dataclass(frozen=True, slots=True)
class TryOpen:
    """Trying the image, or the `drive` that was written, in a virtual machine: which one is asked
    (`number` 0), then it runs, then it says how that ended. `booted`: more than its firmware was
    seen."""

    drive: DriveInfo | None = None
    number: int = 0
    slow: bool = False  # emulated
    booted: bool = False
    error: AppError | None = None

    @property
    def ended(self) -> bool:
        return self.booted or self.error is not None


OpenSheet = (
    ConfirmOpen
    | ConfirmSeveralOpen
    | PutBackOpen
    | StopOpen
    | SkipOpen
    | QuitOpen
    | EvidenceOpen
    | PasteOpen
    | ChecksumOpen
    | OptionsOpen
    | ConvertOpen
    | RestOpen
    | FormatOpen
    | NameOpen
    | AccountOpen
    | AnswersOpen
    | HiddenOpen
    | NotShownOpen
    | DetailsOpen
    | KeysOpen
    | OtherComputerOpen
    | AboutOpen
    | MembersOpen
    | AddressOpen
    | PlainOpen
    | MountOpen
    | LeftOutOpen
    | FolderOpen
    | TryOpen
)


@dataclass(frozen=True, slots=True)
class Dragged:
    """Something is dragged over the window: whether letting go would be refused, as far as it is
    known. `number` of the question where its path leads to. `folder`: it holds images to choose
    from. `link`: it is an address on the web."""

    number: int
    refusal: Refusal | None
    folder: bool = False
    link: WebLink | None = None


@dataclass(frozen=True, slots=True)
class State:
    """Everything. `inside` is there once the image was looked into.
    `chosen` is a drive's key; only the user's hand fills it. With `several` there
    are boxes instead, and `ticked` are the keys of those that the hand has ticked.

    `used` are the images used lately, `suggestions` what lies in Downloads; `remembers` is false
    until those that were used earlier are known. `sounds`: this computer can play one.
    `aside` is the image that was there before a tool took its place.
    `looked` are all drives as they were seen last; `built_in`: those built into the computer are
    offered, as far as nobody uses them, until the window is closed (design 7, row 14).
    `region`: this computer's language, keyboard and time zone, once somebody wanted to know.
    `rooted`: the window runs as root, and so offers virtual sticks only. `asked` counts questions
    and jobs, so that an answer nobody waits for any more is told apart; `opening` is the number of
    the file that shall be opened.
    """

    image: Image = NO_IMAGE
    inside: Inside | None = None
    aside: Image = NO_IMAGE
    suggestions: tuple[Suggestion, ...] = ()
    used: tuple[Used, ...] = ()
    remembers: bool = False
    settings: Settings = DEFAULTS
    sounds: bool = False
    page: Page | None = None
    looked: tuple[DriveInfo, ...] = ()
    built_in: bool = False
    drives: DriveList = NO_DRIVES
    chosen: str = ""
    several: bool = False
    ticked: frozenset[str] = frozenset()
    job: Job | Batch | None = None
    sheet: OpenSheet | None = None
    drag: Dragged | None = None
    notice: Notice | None = None
    unfinished: tuple[Unfinished, ...] = ()
    computer: ThisComputer = field(default_factory=ThisComputer)
    region: Region | None = None
    rooted: bool = False
    quitting: bool = False
    asked: int = 0
    opening: int = 0
    says: Announcement | None = None

    @property
    def chosen_drive(self) -> DriveInfo | None:
        return self.drives.find(self.chosen) if self.chosen else None

    @property
    def ticked_drives(self) -> tuple[DriveInfo, ...]:
        """In the order of their rows; those that are plugged in."""
        rows = (row for row in self.drives.rows if row.key in self.ticked)
        return tuple(row.drive for row in rows if row.gone is None)

    @property
    def at_work(self) -> bool:
        """Whether a write or a check goes on."""
        if isinstance(self.job, Batch):
            return bool(self.job.running)
        return isinstance(self.job, Working)

    @property
    def occupied(self) -> bool:
        """Or files are taken out of the image: what shows that has to stay in sight."""
        return self.at_work or (self.inside is not None and self.inside.taking is not None)

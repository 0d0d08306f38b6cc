"""What the window knows, as one frozen value, and how it changes: pure functions, no widgets.

`after` in `ui.state.after` is the only way from one state to the next; `ui.screens` makes of a
state what is shown. The flow carries out the effects and lets time pass.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from app.drives.drive import DriveInfo
from app.firmware import ThisComputer
from app.journal import Unfinished
from ui.offers import Refusal, WebLink
from ui.settings import DEFAULTS, Settings
from ui.state.batch import Batch
from ui.state.burning import Burn
from ui.state.damaged import Damaged
from ui.state.drive_list import NO_DRIVES, DriveList
from ui.state.image import NO_IMAGE, Image
from ui.state.inside import Inside
from ui.state.job import Job, Working
from ui.state.notices import (
    Blocked,
    FileChanged,
    Gone,
    ListChanged,
    NoStick,
    Notice,
    NotTaken,
    Refused,
    ReportSaved,
    SettingsDamaged,
    SettingsNotKept,
)
from ui.state.sheets import (
    AboutOpen,
    AccountOpen,
    AddressOpen,
    AnswersOpen,
    BackupOpen,
    BurnOpen,
    ChecksumOpen,
    ConfirmOpen,
    ConfirmSeveralOpen,
    ConvertOpen,
    DetailsOpen,
    EvidenceOpen,
    FolderOpen,
    FormatOpen,
    HiddenOpen,
    KeysOpen,
    LeftOutOpen,
    MembersOpen,
    MountOpen,
    MountsOpen,
    NameOpen,
    NotHere,
    NotHereOpen,
    NotShownOpen,
    OpenSheet,
    OptionsOpen,
    OtherComputerOpen,
    PasteOpen,
    PlainOpen,
    PutBackOpen,
    QuitOpen,
    RestOpen,
    SkipOpen,
    StopOpen,
    TryOpen,
)
from ui.suggestions import Suggestion
from ui.used import Used
from ui.view import Announcement

if TYPE_CHECKING:
    from app.sources.answers import Region


class Page(StrEnum):
    """Over the cards, with a way back."""

    SETTINGS = "settings"
    INSIDE = "inside"
    TOOLS = "tools"
    BURN = "burn"


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
    """Everything. `inside` is there once the image was looked into, `burn` while its page is open.
    `chosen` is a drive's key; only the user's hand fills it. With `several` there
    are boxes instead, and `ticked` are the keys of those that the hand has ticked.

    `used` are the images used lately, `suggestions` what lies in Downloads; `remembers` is false
    until those that were used earlier are known. `sounds`: this computer can play one.
    `damaged` are the files that were found to be so when they were read to the end.
    `aside` is the image that was there before a tool took its place. `comparing`: the image is not
    to be written, a drive is compared with it.
    `looked` are all drives as they were seen last; `built_in`: those built into the computer are
    offered, as far as nobody uses them, until the window is closed (design 7, row 14).
    `region`: this computer's language, keyboard and time zone, once somebody wanted to know.
    `rooted`: the window runs as root, and so offers virtual sticks only. `asked` counts questions
    and jobs, so that an answer nobody waits for any more is told apart; `opening` is the number of
    the file that shall be opened, and `opening_for` the tool that shall be opened with it.
    """

    image: Image = NO_IMAGE
    damaged: tuple[Damaged, ...] = ()
    inside: Inside | None = None
    burn: Burn | None = None
    aside: Image = NO_IMAGE
    comparing: bool = False
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
    opening_for: str = ""
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
        """Whether a write or a check goes on, or a disc is burned."""
        if self.burn is not None and self.burn.running:
            return True
        if isinstance(self.job, Batch):
            return bool(self.job.running)
        return isinstance(self.job, Working)

    @property
    def occupied(self) -> bool:
        """Or files are taken out of the image: what shows that has to stay in sight."""
        return self.at_work or (self.inside is not None and self.inside.taking is not None)


__all__ = [
    "AboutOpen",
    "AccountOpen",
    "AddressOpen",
    "AnswersOpen",
    "BackupOpen",
    "Blocked",
    "BurnOpen",
    "ChecksumOpen",
    "ConfirmOpen",
    "ConfirmSeveralOpen",
    "ConvertOpen",
    "DetailsOpen",
    "Dragged",
    "EvidenceOpen",
    "FileChanged",
    "FolderOpen",
    "FormatOpen",
    "Gone",
    "HiddenOpen",
    "KeysOpen",
    "LeftOutOpen",
    "ListChanged",
    "MembersOpen",
    "MountOpen",
    "MountsOpen",
    "NameOpen",
    "NoStick",
    "NotHere",
    "NotHereOpen",
    "NotShownOpen",
    "NotTaken",
    "Notice",
    "OpenSheet",
    "OptionsOpen",
    "OtherComputerOpen",
    "Page",
    "PasteOpen",
    "PlainOpen",
    "PutBackOpen",
    "QuitOpen",
    "Refused",
    "ReportSaved",
    "RestOpen",
    "SettingsDamaged",
    "SettingsNotKept",
    "SkipOpen",
    "State",
    "StopOpen",
    "TryOpen",
]

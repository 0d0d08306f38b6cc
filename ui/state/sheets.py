"""The sheets that lie over the window, one at a time: which one, and what it is about."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from app.drives.drive import DriveInfo
from app.errors import AppError
from ui.offers import WebLink
from ui.state.burning import Seen
from ui.state.image import Inspected
from ui.suggestions import Suggestion

if TYPE_CHECKING:
    from app.inside.mounted import Mounted
    from app.sources.layout_table import Holds
    from app.sources.source import Source


@dataclass(frozen=True, slots=True)
class ConfirmOpen:
    """The question before erasing, about the drive as it was when it was asked. `resume`: before
    an interrupted write goes on. `image`: what is written, where that is not what the page
    is about."""

    drive: DriveInfo
    resume: bool = False
    image: Inspected | None = None


@dataclass(frozen=True, slots=True)
class BurnOpen:
    """The question before the disc is burned that was `seen`."""

    seen: Seen


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
    """What a drive is made ready for. `lacking`: what can't be made here, each with the package
    that would make it; None until that is known."""

    lacking: tuple[tuple[Holds, str], ...] | None = None


@dataclass(frozen=True, slots=True)
class BackupOpen:
    """How a drive is saved."""


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
class MountsOpen:
    """What this program has mounted. `busy`: it is being unmounted; `error`: why some of it was
    not."""

    points: tuple[Mounted, ...] = ()
    busy: bool = False
    error: AppError | None = None


@dataclass(frozen=True, slots=True)
class LeftOutOpen:
    """What was not taken out of the image."""


@dataclass(frozen=True, slots=True)
class FolderOpen:
    """The images of a folder that was dropped."""

    path: Path
    images: tuple[Suggestion, ...]


class NotHere(StrEnum):
    """What a Flatpak can't do."""

    WEB = "web"
    MACHINE = "machine"


@dataclass(frozen=True, slots=True)
class NotHereOpen:
    """Why `what` was asked for in vain."""

    what: NotHere


@dataclass(frozen=True, slots=True)
class TryOpen:
    """Trying the image, or the `drive` that was written, in a virtual machine: which one is asked
    (`number` 0), then it is made ready and `runs`, then it says how that ended. `booted`: more than
    its firmware was seen. `source` is the image that is tried, `firmware` by which."""

    drive: DriveInfo | None = None
    number: int = 0
    source: Source | None = None
    firmware: str = ""
    runs: bool = False
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
    | BurnOpen
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
    | BackupOpen
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
    | MountsOpen
    | LeftOutOpen
    | FolderOpen
    | NotHereOpen
    | TryOpen
)

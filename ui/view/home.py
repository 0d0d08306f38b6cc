"""The two cards."""

from dataclasses import dataclass
from enum import StrEnum

from ui.icons import Icon
from ui.view.parts import Banner, Button, Mark, Part, Remark, Tone


class TileState(StrEnum):
    YES = "yes"
    NO = "no"  # simply not meant for it
    WARN = "warn"
    BAD = "bad"  # one would expect it
    BLANK = "blank"  # an outline while the image is read


@dataclass(frozen=True, slots=True)
class Tile:
    """What holds for one kind of computer. `detail` stands behind the answer while there is room:
    "(UEFI, Secure Boot on)"."""

    icon: Icon
    title: str
    answer: str
    state: TileState
    detail: str = ""


BLANK_TILE = Tile(Icon.DOT, "", "", TileState.BLANK)


@dataclass(frozen=True, slots=True)
class FactRow:
    """Icon, title, explanation, at most one action: the checksum, the way of writing.

    `progress` from 0 to 1 while a checksum is computed.
    """

    icon: Icon
    title: str
    text: str
    tone: Tone = Tone.NEUTRAL
    button: Button | None = None
    progress: float | None = None


@dataclass(frozen=True, slots=True)
class ImageCard:
    heading: str
    mark: Mark
    title: str
    file: str  # elided in the middle
    size: str
    subtitle: str = ""
    change: Button | None = None
    verdict: Banner | None = None
    this_computer: Tile | None = None
    tiles: tuple[Tile, ...] = ()
    rows: tuple[FactRow, ...] = ()
    links: tuple[Button, ...] = ()
    name: str = ""  # for screen readers: "Image: Ubuntu 24.04.1 LTS"


@dataclass(frozen=True, slots=True)
class DriveRow:
    """A drive. `key` never changes while it is plugged in and is never a name like sdb.

    Blocked rows keep their place and their focus but cannot be chosen. `name` and `description`
    for screen readers fall back to the visible texts.
    """

    key: str
    icon: Icon
    name: str
    capacity: str
    detail: str  # "USB stick · USB 3 · sdb"
    contents: str
    parts: tuple[Part, ...] = ()
    remark: Remark | None = None
    chosen: bool = False
    blocked: bool = False
    badge: str = ""  # "Just plugged in"
    spoken: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class NoDrives:
    """`disc`: it is a drive for discs that is missing."""

    title: str
    text: str
    button: Button | None = None
    disc: bool = False


@dataclass(frozen=True, slots=True)
class HiddenDisks:
    """ "2 disks of this computer are not offered. Why?" """

    text: str
    button: Button


@dataclass(frozen=True, slots=True)
class DriveCard:
    """`boxes`: several can be chosen. Rows keep their order; new ones come at the end."""

    heading: str
    rows: tuple[DriveRow, ...] = ()
    boxes: bool = False
    several: Button | None = None
    none: NoDrives | None = None
    hidden: HiddenDisks | None = None
    name: str = ""  # "Drives, 3"
    description: str = ""


@dataclass(frozen=True, slots=True)
class Home:
    """`fits`: image and drive can be written; the arrow on the seam lights up. `back`: it points
    away from the drive, which is saved."""

    image: ImageCard
    drives: DriveCard
    fits: bool = False
    back: bool = False

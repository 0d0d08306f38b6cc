"""While a drive is written and checked, one or several."""

from dataclasses import dataclass
from enum import StrEnum

from ui.icons import Icon
from ui.view.parts import Banner, Button, Mark, Tone

POINTS = 240  # of a speed map, over the whole image


class StageState(StrEnum):
    TO_DO = "to-do"
    NOW = "now"
    DONE = "done"
    FAILED = "failed"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class StageItem:
    text: str
    state: StageState


class Head(StrEnum):
    """What the line that moves over the map is doing."""

    NONE = "none"
    WRITING = "writing"
    CHECKING = "checking"


@dataclass(frozen=True, slots=True)
class Place:
    """A red place on the map, as fractions of the image; a line where both are equal."""

    start: float
    end: float
    label: str = ""


@dataclass(frozen=True, slots=True)
class SpeedMap:
    """Speed over the place in the image (design 9).

    `written` and `checked` hold bytes per second for each 1/240 of the image, as far as the drive
    has come. `at` is where the head stands, 0 to 1. `retries` are places where a second try helped.
    """

    name: str  # "Writing": role and name of a progress bar
    percent: int
    written: tuple[float, ...] = ()
    checked: tuple[float, ...] = ()
    head: Head = Head.NONE
    at: float = 0.0
    head_label: str = ""  # "41 MB/s"
    places: tuple[Place, ...] = ()
    retries: tuple[float, ...] = ()
    retry_note: str = ""  # tool tip of the retries
    start_label: str = ""  # "start of drive"
    end_label: str = ""  # "end of image, 6.2 GB"
    description: str = ""  # "41 MB/s, 3.91 of 6.20 GB, about 2 minutes left"


@dataclass(frozen=True, slots=True)
class Figure:
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Work:
    """One drive at work. `percent` may be empty where a stage has no length."""

    mark: Mark
    image: str
    drive_icon: Icon
    drive: str  # "SanDisk Ultra, 32 GB"
    node: str
    stages: tuple[StageItem, ...]
    percent: str
    title: str
    lead: str
    map: SpeedMap
    figures: tuple[Figure, ...] = ()
    banner: Banner | None = None
    stages_name: str = ""  # "Stage 2 of 4: Write"


@dataclass(frozen=True, slots=True)
class JobRow:
    """One drive of several. `state` is "62%", "Done", "Failed"."""

    key: str
    icon: Icon
    name: str
    detail: str  # "32 GB · sdb"
    state: str
    map: SpeedMap
    text: str
    tone: Tone = Tone.NEUTRAL
    button: Button | None = None
    spoken: str = ""  # "Kingston DataTraveler, 44 percent"


@dataclass(frozen=True, slots=True)
class Several:
    mark: Mark
    title: str
    lead: str
    rows: tuple[JobRow, ...]

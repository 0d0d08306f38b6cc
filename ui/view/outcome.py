"""How it ended: proof or diagnosis."""

from dataclasses import dataclass
from enum import StrEnum

from ui.icons import Icon
from ui.view.parts import Banner, Button, Remark, Sentence, Tone
from ui.view.work import SpeedMap


@dataclass(frozen=True, slots=True)
class Badge:
    """The round picture before the title. `stick`: the tick whose long arm is a stick; only a
    complete, equal read-back earns it."""

    tone: Tone
    icon: Icon
    stick: bool = False


@dataclass(frozen=True, slots=True)
class ProofLine:
    label: str  # "Image"
    value: str  # checksum in groups, shown in a fixed-width font, left to right


@dataclass(frozen=True, slots=True)
class Proof:
    title: str
    lines: tuple[ProofLine, ...]
    text: str
    button: Button | None = None
    icon: Icon = Icon.SHIELD_CHECK
    tone: Tone = Tone.SUCCESS


@dataclass(frozen=True, slots=True)
class NextStep:
    """How to start this computer; `key` is empty where the maker's key is unknown."""

    title: str
    key: str
    text: str
    button: Button | None = None


@dataclass(frozen=True, slots=True)
class Legend:
    tone: Tone  # NEUTRAL is grey, INFO the accent
    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class MapPanel:
    """The speed map once more, with what its colours mean. `tall` where places matter."""

    map: SpeedMap
    legend: tuple[Legend, ...] = ()
    button: Button | None = None
    tall: bool = False


@dataclass(frozen=True, slots=True)
class Steps:
    title: str
    steps: tuple[Sentence, ...]


class Cell(StrEnum):
    KEEPS = "keeps"
    LOSES = "loses"
    UNTESTED = "untested"


@dataclass(frozen=True, slots=True)
class CellPanel:
    """The test of a whole drive, in 320 cells."""

    cells: tuple[Cell, ...]
    name: str  # "14.8 of 128 GB keep data, 86 percent tested"
    legend: tuple[Legend, ...] = ()
    note: str = ""  # "86% tested, 6 minutes left"


Panel = Proof | NextStep | MapPanel | Steps | CellPanel | Banner


@dataclass(frozen=True, slots=True)
class Outcome:
    badge: Badge
    title: str
    lead: Sentence
    remark: Remark | None = None  # "Safe to unplug now"
    panels: tuple[Panel, ...] = ()  # Proof and NextStep beside each other share a row
    large: bool = False  # the title of a success

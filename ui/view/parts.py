"""The small pieces that every screen is made of.

Texts are finished: translated, with numbers in words, and what comes from a drive or an image
already through `ui.text.untrusted`. Widgets show them as plain text, always.
"""

from dataclasses import dataclass
from enum import StrEnum

from ui.icons import Icon
from ui.intents import Intent


class Tone(StrEnum):
    """What a colour says; never alone, there is always a word and a shape."""

    NEUTRAL = "neutral"
    INFO = "info"
    SUCCESS = "success"
    CAUTION = "caution"
    DANGER = "danger"


class Look(StrEnum):
    """How a button looks. DANGER is the one red button: it erases, nothing else does."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    DANGER = "danger"
    DANGER_OUTLINE = "danger-outline"
    GHOST = "ghost"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a sentence."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """A text with strong parts. `ui.text.sentence` builds one from a translated template."""

    runs: tuple[Run, ...] = ()

    @property
    def plain(self) -> str:
        return "".join(run.text for run in self.runs)

    def __bool__(self) -> bool:
        return any(run.text for run in self.runs)


NOTHING = Sentence()


def plain(text: str) -> Sentence:
    """A sentence without strong parts."""
    return Sentence((Run(text),) if text else ())


@dataclass(frozen=True, slots=True)
class Button:
    """A thing to press. A disabled one says why in `reason` (tool tip and description).

    `name` is what a screen reader says instead of `text` ("Write Ubuntu to SanDisk Ultra").
    """

    text: str
    intent: Intent
    look: Look = Look.SECONDARY
    icon: Icon | None = None
    icon_after: Icon | None = None
    enabled: bool = True
    reason: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Banner:
    """Icon, headline, one sentence, at most one action. `waiting`: still "…" instead of an icon."""

    tone: Tone
    icon: Icon
    title: str
    text: str = ""
    button: Button | None = None
    waiting: bool = False


@dataclass(frozen=True, slots=True)
class Remark:
    """A short coloured line with its icon."""

    tone: Tone
    icon: Icon
    text: str


class Tint(StrEnum):
    """Grounds of the monogram tile. Ours, close to what people know; no logos: trademarks."""

    ORANGE = "orange"
    BLUE = "blue"
    INDIGO = "indigo"
    CRIMSON = "crimson"
    GREEN = "green"
    TEAL = "teal"
    SLATE = "slate"


@dataclass(frozen=True, slots=True)
class Mark:
    """The tile before an image's name: a letter on a tint, or an icon when unknown."""

    letter: str = ""
    tint: Tint = Tint.SLATE
    icon: Icon = Icon.DISC


class PartKind(StrEnum):
    USED = "used"  # files
    BOOT = "boot"  # boot partitions, in the accent colour
    OTHER = "other"  # partitions whose use is unknown


@dataclass(frozen=True, slots=True)
class Part:
    """A partition in a part bar; all three as fractions of the drive, 0 to 1."""

    start: float
    size: float
    used: float
    kind: PartKind = PartKind.USED


@dataclass(frozen=True, slots=True)
class Announcement:
    """For a screen reader. Urgent: failures, erasing, done. Said when it differs from the last."""

    text: str
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class MenuItem:
    text: str
    intent: Intent
    shortcut: str = ""  # shown beside it; `ui.keys` decides what keys do
    enabled: bool = True
    starts_group: bool = False

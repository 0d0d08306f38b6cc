"""The empty window, and what is dragged over a window."""

from dataclasses import dataclass
from enum import StrEnum

from ui.intents import Intent
from ui.view.parts import Button


class DragKind(StrEnum):
    OVER = "over"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Drag:
    """What letting go would do, while something is dragged over the window."""

    kind: DragKind
    title: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class DropZone:
    title: str
    hint: str
    short_hint: str  # below 560
    button: Button
    problem: str = ""  # why the last thing dropped was not taken: `drop.*`


@dataclass(frozen=True, slots=True)
class Recent:
    """An image used lately or found in Downloads; `file` is elided in the middle."""

    file: str
    detail: str  # "6.2 GB · in Downloads"
    intent: Intent
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Empty:
    drop: DropZone
    recent_heading: str = ""
    recent: tuple[Recent, ...] = ()  # up to 3
    drives: str = ""  # "2 drives connected"
    keys: str = ""  # "Ctrl+O open"
    web: Button | None = None  # "From the web…"

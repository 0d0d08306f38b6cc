"""The whole window as one value.

Pages and sheets are named for the type checker alone: a window that shows one needs no other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from ui.view.parts import NOTHING, Announcement, Button, MenuItem, Sentence, Tone

if TYPE_CHECKING:
    from ui.icons import Icon
    from ui.view.empty import Drag, Empty
    from ui.view.home import Home
    from ui.view.inside import Inside
    from ui.view.outcome import Outcome
    from ui.view.pages import Settings, Tools
    from ui.view.sheets import Sheet
    from ui.view.work import Several, Work

Body: TypeAlias = "Empty | Home | Work | Several | Outcome | Tools | Settings | Inside"


@dataclass(frozen=True, slots=True)
class Header:
    """`back` makes it the header of a page: an arrow and the page's title."""

    title: str
    menu: tuple[MenuItem, ...] = ()
    menu_name: str = ""  # accessible name and tool tip of the menu button
    tools: Button | None = None
    back: Button | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """One sentence at the bottom and the buttons; the primary one is the last of `end`."""

    text: Sentence = NOTHING
    title: str = ""  # a first line in bold: "Not started: permission was not given"
    icon: Icon | None = None
    tone: Tone = Tone.NEUTRAL
    start: tuple[Button, ...] = ()
    end: tuple[Button, ...] = ()


@dataclass(frozen=True, slots=True)
class Screen:
    """`frozen`: nothing but Esc does anything (the desktop asks for the password).
    `busy`: closing the window asks first, by `intents.Quit`."""

    header: Header
    body: Body
    bar: Bar | None = None
    sheet: Sheet | None = None
    drag: Drag | None = None
    title: str = ""  # of the window, for the desktop
    says: Announcement | None = None
    frozen: bool = False
    busy: bool = False

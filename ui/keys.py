"""What the keys of design 11 do on a screen: a pure function of it.

Most keys press a button that the screen has, so a key can never do more than the screen offers.
Tab, arrows and Space belong to the widgets.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from ui.intents import (
    Back,
    BackUp,
    ChooseFile,
    CloseResult,
    Dismiss,
    Eject,
    FromWeb,
    Intent,
    LookForDrives,
    OpenTool,
    Quit,
    ShowEvidence,
    ShowKeys,
    ShowSettings,
    ShowTools,
    SkipAsked,
    Speak,
    StopAsked,
    StopReading,
    StopWaiting,
    TickAll,
    TickNone,
    Write,
    WriteAnother,
)
from ui.view import Button, Empty, Home, Outcome, Screen, Several, Tools, Work

TOOLS = ("back-up", "make-normal", "test", "look-inside", "check-drive", "check-download")

PASTE = "Ctrl+V"  # read from the clipboard by the window
MENU = "F10"

_BUTTON_KEYS: tuple[tuple[str, type[Intent]], ...] = (
    ("Ctrl+O", ChooseFile),
    ("Ctrl+I", ShowEvidence),
    ("Ctrl+E", Eject),
)
_MENU_KEYS: tuple[tuple[str, type[Intent]], ...] = (
    ("Ctrl+L", FromWeb),
    ("Ctrl+,", ShowSettings),
    ("Ctrl+?", ShowKeys),
    ("F1", ShowKeys),
)


@dataclass(frozen=True, slots=True)
class Key:
    sequence: str
    intent: Intent


def keys(screen: Screen) -> tuple[Key, ...]:
    if screen.sheet is not None:
        return (Key("Esc", Dismiss()),)
    if screen.frozen:
        return (Key("Esc", StopWaiting()),)
    return tuple(Key(sequence, intent) for sequence, intent in _table(screen))


def pastes(screen: Screen) -> bool:
    """Whether Ctrl+V is ours here, as a drop would be taken: a sheet's field has its own."""
    return screen.sheet is None and not screen.frozen and not screen.busy


def buttons(screen: Screen) -> Iterator[Button]:
    """Every button of the header, the body's cards and the bar that could be pressed."""
    for button in (screen.header.back, screen.header.tools):
        if button is not None:
            yield button
    match screen.body:
        case Empty(drop, web=web):
            yield from filter(None, (drop.button, web))
        case Home(image, drives):
            yield from filter(None, (image.change, *image.links, drives.several))
        case _:
            pass
    if screen.bar is not None:
        yield from screen.bar.start
        yield from screen.bar.end


def _table(screen: Screen) -> Iterator[tuple[str, Intent]]:
    offered = {type(b.intent): b.intent for b in buttons(screen) if b.enabled}
    menu = {type(item.intent): item.intent for item in screen.header.menu if item.enabled}
    for sequence, kind in _BUTTON_KEYS:
        if kind in offered:
            yield sequence, offered[kind]
    for sequence, kind in _MENU_KEYS:
        if kind in menu:
            yield sequence, menu[kind]
    yield "Ctrl+Q", Quit()
    if Back in offered:
        yield "Alt+Left", Back()
    if (begins := _begins(screen, offered)) is not None:
        yield "Ctrl+Return", begins
        yield "Ctrl+Enter", begins
    yield from _of_body(screen, offered)
    if (leave := _escape(offered)) is not None:
        yield "Esc", leave


def _begins(screen: Screen, offered: dict[type[Intent], Intent]) -> Intent | None:
    """What the two cards are for, which asks first: also where a drive is not written but saved."""
    saves = offered.get(BackUp) if isinstance(screen.body, Home) else None
    return offered.get(Write, saves)


def _of_body(screen: Screen, offered: dict[type[Intent], Intent]) -> Iterator[tuple[str, Intent]]:
    match screen.body:
        case Work() | Several() | Outcome():
            yield "F6", Speak()
        case Home(drives=card):
            yield "F5", LookForDrives()
            if card.boxes:
                yield "Ctrl+A", TickAll()
                yield "Ctrl+D", TickNone()
        case Empty():
            yield "F5", LookForDrives()
        case _:
            pass
    if ShowTools in offered or isinstance(screen.body, Tools):
        shown = (
            {tool.intent for tool in screen.body.tools} if isinstance(screen.body, Tools) else None
        )
        for index, name in enumerate(TOOLS, 1):
            if shown is None or OpenTool(name) in shown:
                yield f"Ctrl+{index}", OpenTool(name)


def _escape(offered: dict[type[Intent], Intent]) -> Intent | None:
    """Leave a page, or ask whether to stop; Esc never performs anything."""
    for kind in (Back, StopAsked, SkipAsked, StopReading, CloseResult, WriteAnother):
        if kind in offered:
            return offered[kind]
    return None

"""Sheets that explain: disks that are not offered, a drive that does not show, keys, about."""

import platform

from PySide6.QtCore import qVersion

from app.drives.drive import DriveInfo, DriveKind
from app.drives.safety import on_request
from ui import intents
from ui.icons import Icon
from ui.screens import names
from ui.screens.drive_card import aside
from ui.screens.header import NAME
from ui.sentences.drives import why_not_offered
from ui.state import AboutOpen, HiddenOpen, KeysOpen, NotShownOpen, OtherComputerOpen, State
from ui.state.after_settings import BUILT_IN
from ui.text import keys, translate
from ui.this_system import version
from ui.view import AboutSheet, Button, KeyLine, KeysSheet, Line, ListSheet, Look, Switch


def telling(
    opened: HiddenOpen | NotShownOpen | KeysOpen | OtherComputerOpen | AboutOpen, state: State
) -> ListSheet | KeysSheet | AboutSheet:
    match opened:
        case HiddenOpen():
            return _hidden(state)
        case NotShownOpen():
            return _not_shown(state)
        case KeysOpen():
            return _keys()
        case OtherComputerOpen():
            from ui.screens.next_step import other_computers

            return other_computers(close())
        case AboutOpen():
            return _about()


def close() -> Button:
    return Button(translate("telling", "Close", "sheet.close"), intents.Dismiss(), Look.PRIMARY)


def _hidden(state: State) -> ListSheet:
    """Also those that are offered by now: the list stays as it is under the switch."""
    hidden = [drive for drive in state.looked if drive.hidden]
    return ListSheet(
        translate("telling", "Disks that are not offered", "drive.hidden"),
        translate(
            "telling", "So that a slip of the hand can’t cost you your computer.", "drive.hidden"
        ),
        tuple(_hidden_line(drive) for drive in hidden),
        close(),
        switch=_built_in(hidden, on=state.built_in),
    )


def _built_in(hidden: list[DriveInfo], *, on: bool) -> Switch | None:
    """Only where there is a disk that it would offer."""
    if not any(on_request(drive).offered for drive in hidden):
        return None
    return Switch(
        BUILT_IN,
        translate("telling", "Offer built-in disks until I close the window", "drive.hidden"),
        translate(
            "telling", "They then need their name typed before they are erased.", "drive.hidden"
        ),
        on=on,
    )


def _hidden_line(drive: DriveInfo) -> Line:
    reason = drive.reasons[0]
    icon = Icon.LOCK if reason.code in ("system", "swap") else _icon(drive)
    return Line(icon, names.drive_name(drive), why_not_offered(reason.text), aside(drive))


def _icon(drive: DriveInfo) -> Icon:
    return Icon.HDD if drive.kind is DriveKind.INTERNAL else names.drive_icon(drive)


def _not_shown(state: State) -> ListSheet:
    lines = (
        Line(
            Icon.USB_STICK,
            translate("telling", "Another port or cable", "drive.notshown"),
            translate(
                "telling",
                "Straight on the computer, without a hub. Some cables only charge.",
                "drive.notshown",
            ),
        ),
        Line(
            Icon.SD_CARD,
            translate("telling", "Card readers", "drive.notshown"),
            translate("telling", "A reader without a card shows nothing.", "drive.notshown"),
        ),
        Line(
            Icon.SSD,
            translate("telling", "Phones and cameras", "drive.notshown"),
            translate("telling", "Some of them are not drives.", "drive.notshown"),
        ),
    )
    copy = Button(
        translate("telling", "Copy what the system sees", "drive.notshown"),
        intents.CopyText(_seen(state)),
        icon=Icon.COPY,
    )
    return ListSheet(
        translate("telling", "It is plugged in but not shown", "drive.notshown"),
        translate(
            "telling",
            "A drive shows up here as soon as the system sees it.",
            "drive.notshown",
        ),
        lines,
        close(),
        start=(copy,),
    )


def _seen(state: State) -> str:
    import json  # here and below: for sheets that are hardly ever opened

    drives = (*state.drives.drives, *state.drives.hidden)
    return json.dumps([drive.to_json() for drive in drives], indent=1)


def _keys() -> KeysSheet:
    lines = (
        KeyLine(keys("Ctrl+O"), translate("telling", "Choose a file", "keys")),
        KeyLine(
            keys("Ctrl+V"), translate("telling", "Inspect a copied file, path or address", "keys")
        ),
        KeyLine(keys("Ctrl+L"), translate("telling", "From the web…", "keys")),
        KeyLine("↑ ↓", translate("telling", "Move in the drive list", "keys")),
        KeyLine(
            keys("Space"),
            translate("telling", "Choose or clear a drive", "keys"),
        ),
        KeyLine(
            keys("Ctrl+A"),
            translate("telling", "Several at once: all ordinary sticks", "keys"),
        ),
        KeyLine(keys("Ctrl+D"), translate("telling", "Several at once: none", "keys")),
        KeyLine(keys("Ctrl+Enter"), translate("telling", "Write…", "keys")),
        KeyLine(
            keys("Esc"),
            translate("telling", "Close a sheet, leave a page; while writing: Stop…", "keys"),
        ),
        KeyLine("F5", translate("telling", "Look for drives again", "keys")),
        KeyLine("F6", translate("telling", "Say how the job stands", "keys")),
        KeyLine(keys("Ctrl+I"), translate("telling", "How do we know?", "keys")),
        KeyLine(keys("Ctrl+E"), translate("telling", "Eject", "keys")),
        KeyLine(keys("Alt+←"), translate("telling", "Back", "keys")),
        KeyLine("F10", translate("telling", "Menu", "keys")),
        KeyLine(keys("Ctrl+,"), translate("telling", "Settings", "keys")),
        KeyLine(f"F1 {keys('Ctrl+?')}", translate("telling", "This list", "keys")),
        KeyLine(keys("Ctrl+Q"), translate("telling", "Quit", "keys")),
    )
    return KeysSheet(translate("telling", "Keyboard shortcuts", "menu.keys"), lines, close())


def _about() -> AboutSheet:
    authors = translate("telling", "the Stickwright authors", "about: after “Made by”")
    lines = (
        KeyLine(translate("telling", "Licence", "about"), "Apache-2.0"),
        KeyLine(translate("telling", "Made by", "about"), authors),
        *_translators(),
        KeyLine("Python", platform.python_version()),
        KeyLine("Qt", qVersion()),
    )
    text = translate(
        "telling", "Turns a disk image into a bootable USB stick, and proves it.", "about"
    )
    number = translate("telling", "Version {version}", "about").format(version=version())
    copied = "\n".join((f"{NAME} {version()}", *(f"{line.keys} {line.text}" for line in lines)))
    copy = Button(translate("telling", "Copy", "about"), intents.CopyText(copied), icon=Icon.COPY)
    return AboutSheet(NAME, number, text, lines, close(), (copy,))


def _translators() -> tuple[KeyLine, ...]:
    """None in the language that the program was written in."""
    names = translate("telling", "the names of the translators", "about: after “Translated by”")
    if names == "the names of the translators":
        return ()
    return (KeyLine(translate("telling", "Translated by", "about"), names),)

"""The header and the menu. What this version cannot do yet is not in it."""

from ui import intents
from ui.icons import Icon
from ui.text import keys, translate
from ui.view import Button, Header, Look, MenuItem

NAME = "Stickwright"


def header(*, working: bool, burns: bool = False) -> Header:
    """While a drive is written there is only the menu, without what would start something else.
    `burns`: there is an image that goes onto a disc."""
    tools = Button(
        translate("menu", "Tools", "menu.tools"), intents.ShowTools(), Look.GHOST, Icon.TOOLS
    )
    menu = _menu(working=working, burns=burns), translate("menu", "Menu", "menu")
    return Header(NAME, *menu, None if working else tools)


def page_header(title: str, *, occupied: bool = False) -> Header:
    """Of a page with a way back. `occupied`: not now, for something goes on that it shows."""
    back = Button(
        "",
        intents.Back(),
        Look.GHOST,
        Icon.ARROW_LEFT,
        enabled=not occupied,
        reason=translate("menu", "Stop first, or wait.", "menu.back") if occupied else "",
        name=translate("menu", "Back", "screen reader"),
    )
    menu = _menu(working=occupied)
    return Header(title, menu, translate("menu", "Menu", "menu"), back=back)


def _menu(*, working: bool, burns: bool = False) -> tuple[MenuItem, ...]:
    web = MenuItem(
        translate("menu", "From the web…", "menu.web"),
        intents.FromWeb(),
        keys("Ctrl+L"),
        enabled=not working,
    )
    virtual = MenuItem(
        translate("menu", "Try without a stick…", "menu.virtual"),
        intents.TryWithoutStick(),
        enabled=not working,
        starts_group=True,
    )
    burn = MenuItem(
        translate("menu", "Burn to a disc…", "menu.burn"), intents.BurnToDisc(), enabled=burns
    )
    settings = MenuItem(
        translate("menu", "Settings", "menu.settings"),
        intents.ShowSettings(),
        keys("Ctrl+,"),
        enabled=not working,
        starts_group=True,
    )
    shortcuts = MenuItem(
        translate("menu", "Keyboard shortcuts", "menu.keys"), intents.ShowKeys(), keys("Ctrl+?")
    )
    mounts = MenuItem(translate("menu", "What is mounted…", "menu.mounts"), intents.ShowMounts())
    log = MenuItem(
        translate("menu", "Save a log…", "menu.log"), intents.SaveLog(), enabled=not working
    )
    about = MenuItem(
        translate("menu", "About", "menu.about"), intents.ShowAbout(), starts_group=True
    )
    leave = MenuItem(translate("menu", "Quit", "menu.quit"), intents.Quit(), keys("Ctrl+Q"))
    return (web, burn, settings, shortcuts, virtual, mounts, log, about, leave)

"""What the program can't do as a Flatpak: it is given no network, no firmware to look at and no
program of the computer's. Said where one would look for it."""

from ui.icons import Icon
from ui.screens.telling import close
from ui.state import NotHere
from ui.text import translate
from ui.view import AskSheet, Tile, TileState


def not_here(what: NotHere) -> AskSheet:
    if what is NotHere.WEB:
        return AskSheet(
            translate("flatpak", "Not from the web, as a Flatpak", "flatpak"),
            translate(
                "flatpak",
                "As a Flatpak, Stickwright has no way to the web. Download the image with your "
                "browser, then drop it here. Stickwright’s other packages can write it straight "
                "from the web.",
                "flatpak",
            ),
            close(),
            (),
        )
    return AskSheet(
        translate("flatpak", "No virtual machine, as a Flatpak", "flatpak"),
        translate(
            "flatpak",
            "It would be started by QEMU, and a Flatpak can’t use the programs of this computer. "
            "Stickwright’s other packages can.",
            "flatpak",
        ),
        close(),
        (),
    )


def this_computer_tile() -> Tile:
    title = translate("tiles", "This computer", "tile")
    words = translate("flatpak", "Not known as a Flatpak", "tile.here")
    return Tile(Icon.DESKTOP, title, words, TileState.NO)


def no_program() -> str:
    """In place of how to install what is missing."""
    return translate(
        "flatpak",
        "A Flatpak can’t use the programs of this computer; Stickwright’s other packages can.",
        "error: in a sandbox",
    )

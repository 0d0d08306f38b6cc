"""What the window shows before anything is known: the first frame, which waits for nothing else.

It is what `screen` makes of a state in which nothing has happened yet; a test holds them together.
The state, the screens of what may happen, and the engine are imported once it is painted.
"""

from ui import intents
from ui.screens.header import NAME, header
from ui.text import translate
from ui.view import Announcement, Button, DropZone, Empty, Look, Screen


def first_screen() -> Screen:
    return Screen(header(working=False), first_page(), title=NAME, says=first_words())


def first_page() -> Empty:
    return Empty(drop_zone(), keys=keys(), web=from_web())


def first_words() -> Announcement:
    return Announcement(translate("says", "Drop an image here, or choose a file", "screen reader"))


def drop_zone(problem: str = "") -> DropZone:
    """`problem`: why the last thing dropped was not taken."""
    return DropZone(
        translate("drop", "Drop an image here", "drop.title"),
        translate("drop", "ISO or disk image (.iso, .img, .xz, .gz, .zst, .zip)", "drop.hint"),
        translate("drop", "ISO or disk image, also compressed", "drop.hint"),
        Button(
            translate("drop", "Choose a file…", "drop.choose"),
            intents.ChooseFile(),
            Look.PRIMARY,
            name=translate("drop", "Choose an image file", "screen reader"),
        ),
        problem,
    )


def from_web() -> Button:
    return Button(translate("drop", "From the web…", "menu.web"), intents.FromWeb(), Look.LINK)


def keys() -> str:
    return translate("drop", "Ctrl+O  open", "drop.keys")

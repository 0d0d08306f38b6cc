"""How to start a computer from the drive. Which key opens the boot menu differs between makers, and
within some of them; until there is a table with its sources, all the usual ones are named."""

from app.drives.drive import DriveInfo
from ui.text import translate, untrusted
from ui.view import NextStep


def next_step(drive: DriveInfo) -> NextStep:
    text = translate(
        "next",
        "Restart, then press F12, F11, F9, F8 or Esc, whichever the screen names, and pick "
        "“{drive}”.",
        "done.next",
    )
    return NextStep(
        translate("next", "Start this computer from it", "done.next"),
        "",
        text.format(drive=untrusted(drive.vendor or drive.name)),
    )

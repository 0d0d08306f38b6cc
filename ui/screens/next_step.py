"""How to start this computer from the drive: the key that its maker gave to the boot menu.

`_KEYS` names a maker only where its own manuals or support pages do; where models differ it holds
none, and the general sentence stands in.
"""

from app.drives.drive import DriveInfo
from app.firmware import ThisComputer
from ui.text import translate, untrusted
from ui.view import NextStep

# By the beginning of DMI's system vendor, without regard to case: the key, and the maker's name.
_KEYS: dict[str, tuple[str, str]] = {}


def next_step(drive: DriveInfo, computer: ThisComputer) -> NextStep:
    title = translate("next", "Start this computer from it", "done.next")
    maker = computer.maker.casefold()
    known = next((_KEYS[name] for name in _KEYS if maker.startswith(name)), None)
    shown = untrusted(drive.vendor or drive.name)
    if known is None:
        text = translate(
            "next",
            "Restart, then press F12, F11, F9, F8 or Esc, whichever the screen names, and pick "
            "“{drive}”.",
            "done.next",
        )
        return NextStep(title, "", text.format(drive=shown))
    key, name = known
    text = translate(
        "next",
        "Restart, then press {key} when the {maker} logo shows and pick “{drive}”.",
        "done.next",
    )
    return NextStep(title, key, text.format(key=key, maker=name, drive=shown))

"""How to start this computer from the drive: the key of its maker where that is known, else all
the usual ones are named (design 8.4, done.next)."""

from app.boot_menu import ROWS, BootKeys, Key, boot_keys
from app.drives.drive import DriveInfo
from app.firmware import ThisComputer
from ui import intents
from ui.icons import Icon
from ui.text import translate, untrusted
from ui.view import Button, Line, ListSheet, Look, NextStep


def next_step(drive: DriveInfo, computer: ThisComputer) -> NextStep:
    title = translate("next", "Start this computer from it", "done.next")
    name = untrusted(drive.vendor or drive.name)
    row = boot_keys(computer)
    if row is None:
        text = translate(
            "next",
            "Restart, then press F12, F11, F9, F8 or Esc, whichever the screen names, and pick "
            "“{drive}”.",
            "done.next",
        )
        return NextStep(title, "", text.format(drive=name), _other())
    keys = [key_name(key) for key in row.menu]
    text = _how(row).format(
        key=keys[0],
        keys=_either(keys),
        then=key_name(row.then) if row.then else "",
        maker=row.maker,
        drive=name,
    )
    return NextStep(title, keys[0] if len(keys) == 1 else "", text, _other())


def _other() -> Button:
    text = translate("next", "On another computer?", "done.next")
    return Button(text, intents.OtherComputer(), Look.LINK)


def other_computers(close: Button) -> ListSheet:
    """The keys of all makers that are known, by their names."""
    rows = {row.maker: row for row in ROWS if not row.model or row.held}
    lines = (
        Line(Icon.LAPTOP, maker, "", aside=_key_line(row))
        for maker, row in sorted(rows.items(), key=lambda item: item[0].casefold())
    )
    return ListSheet(
        translate("next", "Start another computer from it", "done.next"),
        translate(
            "next",
            "Plug it in, switch the computer on, and press the key of its maker’s boot menu as "
            "soon as the logo shows. Models differ; many name the key on the screen.",
            "done.next",
        ),
        tuple(lines),
        close,
    )


def _key_line(row: BootKeys) -> str:
    said = _either([key_name(key) for key in row.menu])
    if row.held:
        return translate("next", "hold {key}", "a key to be held down").format(key=said)
    if row.then is not None:
        text = translate("next", "{key}, then {then}", "two keys, one after the other")
        return text.format(key=said, then=key_name(row.then))
    return said


def key_name(key: Key) -> str:
    """As it is written on the key, in the language of the window."""
    match key:
        case Key.ESC:
            return translate("next", "Esc", "name of a key")
        case Key.DEL:
            return translate("next", "Del", "name of a key")
        case Key.OPTION:
            return translate("next", "Option", "name of a key of a Mac")
        case Key.VOLUME_DOWN:
            return translate("next", "volume down", "name of a key")
        case _:
            return key.value


def _how(row: BootKeys) -> str:
    if row.held and row.menu == (Key.VOLUME_DOWN,):
        return translate(
            "next",
            "Switch it off. Then hold {key} while you press and let go of the power button; it "
            "starts from “{drive}”.",
            "done.next: a tablet without a menu",
        )
    if row.held:
        return translate(
            "next",
            "Restart, hold {key} until a choice of drives is shown, and pick “{drive}”.",
            "done.next: a Mac",
        )
    if row.then is not None:
        return translate(
            "next",
            "Restart, then press {key} when the {maker} logo shows, then {then}, and pick "
            "“{drive}”.",
            "done.next: two keys, one after the other",
        )
    if row.usually and len(row.menu) > 1:
        return translate(
            "next",
            "Restart, then press {keys} when the {maker} logo shows and pick “{drive}”. Usually it "
            "is one of these; if not, the screen names the key.",
            "done.next: models differ",
        )
    if row.usually:
        return translate(
            "next",
            "Restart, then press {keys} when the {maker} logo shows and pick “{drive}”. That is "
            "the usual key; if it is another one here, the screen names it.",
            "done.next: models differ",
        )
    return translate(
        "next",
        "Restart, then press {key} when the {maker} logo shows and pick “{drive}”.",
        "done.next",
    )


def _either(keys: list[str]) -> str:
    said = keys[0]
    for key in keys[1:]:
        said = translate("next", "{one} or {other}", "one key or another").format(
            one=said, other=key
        )
    return said

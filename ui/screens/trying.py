"""The sheet of the virtual machine: by which firmware, that it runs, what was seen."""

from ui import intents
from ui.icons import Icon
from ui.screens import names
from ui.screens.errors import words_of
from ui.screens.telling import close
from ui.state import TryOpen
from ui.text import translate
from ui.view import AskSheet, Banner, Button, Tone


def trying(opened: TryOpen) -> AskSheet:
    if opened.error is not None:
        words = words_of(opened.error)
        return AskSheet(words.title, words.text, close(), ())
    if opened.booted:
        return AskSheet(
            translate("trying", "Booted in a test", "try.booted"),
            translate(
                "trying",
                "The virtual machine’s firmware started it, and it went on by itself. Computers "
                "differ: yours may still say no.",
                "try.booted",
            ),
            close(),
            (),
        )
    if not opened.number:
        return _asking()
    return _running(opened) if opened.runs else _beginning(opened)


def booted(by: frozenset[str]) -> Banner:
    """On the page of a drive that was tried, by these firmwares."""
    names = [name for firmware, name in _names() if firmware in by]
    text = translate(
        "trying",
        "A virtual machine started it: {firmware}. Computers differ: yours may still say no.",
        "try.booted: by which firmware",
    ).format(firmware=", ".join(names))
    title = translate("trying", "Booted in a test", "try.booted")
    return Banner(Tone.SUCCESS, Icon.CHECK_CIRCLE, title, text)


def _names() -> tuple[tuple[str, str], ...]:
    return (
        ("uefi", translate("trying", "Newer PC (UEFI)", "try.firmware")),
        ("secure", translate("trying", "With Secure Boot", "try.firmware")),
        ("bios", translate("trying", "Older PC (BIOS)", "try.firmware")),
    )


def _asking() -> AskSheet:
    return AskSheet(
        translate("trying", "Try it in a virtual machine", "try.title"),
        translate(
            "trying",
            "It starts as it would from a USB stick, in a window of its own and without a network. "
            "Nothing is changed: what it writes is thrown away. As which computer?",
            "try.title",
        ),
        Button(translate("trying", "Cancel", "try.title"), intents.Dismiss()),
        tuple(Button(name, intents.TryBy(firmware)) for firmware, name in _names()),
    )


def _beginning(opened: TryOpen) -> AskSheet:
    text = translate("trying", "A packed image is unpacked first.", "try.begins")
    if opened.drive is not None:
        text = translate(
            "trying",
            "To read {drive}, the desktop may ask for a password.",
            "try.begins",
        ).format(drive=names.drive_name(opened.drive))
    return AskSheet(
        translate("trying", "Getting the virtual machine ready…", "try.begins"),
        text,
        Button(translate("trying", "Cancel", "try.title"), intents.StopTrying()),
        (),
    )


def _running(opened: TryOpen) -> AskSheet:
    text = translate(
        "trying", "It has a window of its own. Close that when you have seen enough.", "try.runs"
    )
    if opened.slow:
        slow = translate(
            "trying",
            "This computer can’t run it directly (no KVM), so all of it is emulated and slow.",
            "try.slow",
        )
        text = f"{text} {slow}"
    return AskSheet(
        translate("trying", "The virtual machine is running", "try.runs"),
        text,
        Button(translate("trying", "Switch it off", "try.runs"), intents.StopTrying()),
        (),
    )

"""Testing a drive, before it begins: the card in place of the image's, the bar, and what is asked
(design 14)."""

from app.drives.drive import DriveInfo
from ui import intents
from ui.icons import Icon
from ui.screens import names
from ui.state.image import Probing
from ui.text import translate
from ui.view import AskSheet, Banner, Button, FactRow, ImageCard, Look, Mark, Tone


def title() -> str:
    return translate("probe", "Test a drive", "tools.test")


def probe_card(wish: Probing) -> ImageCard:
    heading = translate("probe", "How thoroughly", "probe.heading")
    return ImageCard(
        heading=heading,
        mark=Mark(icon=Icon.PULSE),
        title=_every_byte() if wish.every_byte else _quick(),
        file="",
        size="",
        subtitle=_thorough() if wish.every_byte else _fast(),
        verdict=_cost(wish),
        rows=(_row(wish, every_byte=False), _row(wish, every_byte=True)),
        name=heading,
    )


def choose_words() -> str:
    return translate("probe", "Now choose the drive to test.", "bar.choose")


def ready_words(wish: Probing) -> str:
    """With {drive} in it."""
    if wish.every_byte:
        return translate(
            "probe", "Everything on {drive} will be erased, and every byte tested.", "bar.ready"
        )
    return translate(
        "probe",
        "{drive} will be tested in places all over it. What is there is put back.",
        "bar.ready",
    )


def button_words() -> str:
    return translate("probe", "Test…", "bar.write")


def button_name(drive: DriveInfo) -> str:
    text = translate("probe", "Test {drive}", "screen reader")
    return text.format(drive=names.drive_name(drive))


def before_erasing() -> str:
    """The lead of the sheet before it."""
    return translate(
        "probe",
        "It is filled to its last byte and read back. Afterwards it is empty.",
        "probe.confirm",
    )


def erase_words() -> str:
    return translate("probe", "Erase and test", "probe.confirm")


def ask_sheet(drive: DriveInfo) -> AskSheet:
    """Before a quick probe, which writes as well."""
    heading = translate("probe", "Test {drive}?", "probe.ask")
    text = translate(
        "probe",
        "Up to a thousand places are kept, overwritten, read and put back. On a drive that is "
        "smaller than it claims, or worn out, files may be lost. Keep it plugged in.",
        "probe.ask",
    )
    return AskSheet(
        heading.format(drive=names.drive_and_size(drive)),
        text,
        Button(translate("probe", "Cancel", "confirm.cancel"), intents.Dismiss()),
        (
            Button(
                translate("probe", "Test", "probe.ask"),
                intents.Confirmed(),
                Look.PRIMARY,
            ),
        ),
    )


def _cost(wish: Probing) -> Banner:
    if wish.every_byte:
        return Banner(
            Tone.CAUTION,
            Icon.ALERT,
            translate("probe", "Everything on the drive is erased", "probe.cost"),
            translate(
                "probe",
                "It is filled to its last byte and read back. Large drives take hours.",
                "probe.cost",
            ),
        )
    return Banner(
        Tone.INFO,
        Icon.INFO,
        translate("probe", "What is on the drive is put back", "probe.cost"),
        translate(
            "probe",
            "On a drive that is smaller than it claims, or worn out, files may be lost all the "
            "same.",
            "probe.cost",
        ),
    )


def _row(wish: Probing, *, every_byte: bool) -> FactRow:
    """The one that is chosen has a tick, and the other one the button."""
    name = _every_byte() if every_byte else _quick()
    about = _about_every_byte() if every_byte else _about_quick()
    if wish.every_byte is every_byte:
        return FactRow(Icon.CHECK_CIRCLE, name, about, Tone.INFO)
    spoken = translate("probe", "Choose: {test}", "screen reader").format(test=name)
    choose = Button(
        translate("probe", "Choose", "probe.choose"),
        intents.ChooseProbe(every_byte=every_byte),
        Look.LINK,
        name=spoken,
    )
    return FactRow(Icon.STACK if every_byte else Icon.CLOCK, name, about, button=choose)


def _quick() -> str:
    return translate("probe", "Quick probe", "probe.quick")


def _every_byte() -> str:
    return translate("probe", "Every byte", "probe.whole")


def _fast() -> str:
    return translate("probe", "Takes up to two minutes", "probe.quick")


def _thorough() -> str:
    return translate("probe", "The only test that leaves nothing out", "probe.whole")


def _about_quick() -> str:
    return translate(
        "probe",
        "Finds drives that are smaller than they claim. Files stay. A very slow drive takes "
        "longer.",
        "probe.quick",
    )


def _about_every_byte() -> str:
    return translate("probe", "Finds worn-out places as well. Erases the drive.", "probe.whole")

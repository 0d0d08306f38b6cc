"""Making a drive ready for files: the card in place of the image's, its sheets, and what is said of
it elsewhere (design 14)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.firmware import ThisComputer
from ui import intents
from ui.icons import Icon
from ui.screens import names
from ui.screens.rest import missing
from ui.sentences.formatting import why_not_formatted
from ui.state import FormatOpen, NameOpen
from ui.state.after_format import FIELD, KIND, OVERWRITE, QUICK, WHOLE, offered
from ui.text import isolated, translate, untrusted
from ui.view import (
    Banner,
    Button,
    Choice,
    FactRow,
    FieldSheet,
    ImageCard,
    Look,
    Mark,
    Option,
    OptionsSheet,
    Tone,
)

if TYPE_CHECKING:
    from app.drives.drive import DriveInfo
    from app.sources.formatted import Format


def title() -> str:
    """The tool's own name has no room in a narrow header."""
    return translate("format", "Format a drive", "format.title")


def named(wish: Format) -> str:
    """What will be on the drive, in a sentence. "an empty exFAT named “STICK”" """
    text = translate("format", "an empty {kind} named “{name}”", "format: in a sentence")
    return text.format(kind=_short(wish), name=untrusted(wish.label))


def format_card(wish: Format) -> ImageCard:
    heading = translate("format", "Ready for files", "format.heading")
    name = Button(
        translate("format", "Change name…", "format.name"),
        intents.NameDrive(),
        Look.LINK,
    )
    options = Button(
        translate("format", "Options", "mode.options"),
        intents.ShowOptions(),
        Look.LINK,
        name=translate("format", "Options: for what, and how thoroughly", "screen reader"),
    )
    return ImageCard(
        heading=heading,
        mark=Mark(icon=Icon.RESTORE),
        title=untrusted(wish.label),
        file="",
        size="",
        subtitle=_kind(wish.holds.value),
        change=name,
        verdict=Banner(
            Tone.INFO,
            Icon.INFO,
            translate("format", "One empty partition over the whole drive", "format.lead"),
            translate(
                "format",
                "What is on the drive now is erased, old RAID and ZFS labels with it.",
                "format.lead",
            ),
        ),
        tiles=(),
        rows=(_for_what(wish, options), _how(wish)),
        name=heading,
    )


def format_sheet(opened: FormatOpen, wish: Format, computer: ThisComputer) -> OptionsSheet:
    from app.sources.formatted import KINDS  # here, for the first frame does not wait for it

    kinds = tuple(Option(each.value, KINDS[each]) for each in offered(wish, opened))
    return OptionsSheet(
        title(),
        translate("format", "All of it is read back after it was written.", "format.options"),
        (
            Choice(
                KIND,
                translate("format", "What the drive is for", "format.kind"),
                _chosen(wish, opened, computer),
                kinds,
                wish.holds.value,
            ),
            Choice(
                OVERWRITE,
                translate("format", "What was on it", "format.overwrite"),
                _thorough(wish),
                (
                    Option(QUICK, translate("format", "Quick", "format.overwrite")),
                    Option(WHOLE, translate("format", "Overwrite", "format.overwrite")),
                ),
                WHOLE if wish.overwrite else QUICK,
            ),
        ),
        Button(translate("format", "Done", "options"), intents.Dismiss(), Look.PRIMARY),
    )


def name_sheet(opened: NameOpen, wish: Format) -> FieldSheet:
    why = why_not_formatted(opened.why)
    return FieldSheet(
        FIELD,
        translate("format", "What shall the drive be called?", "format.name"),
        translate("format", "File managers show this name.", "format.name"),
        translate("format", "Name of the drive", "screen reader"),
        Button(translate("format", "Cancel", "confirm.cancel"), intents.Dismiss()),
        translate("format", "Use this name", "options.account"),
        opened.entered or wish.name,
        problem=f"{why[:1].upper()}{why[1:]}." if why else "",
    )


def button_words() -> str:
    return translate("format", "Format…", "bar.write")


def button_name(drive: DriveInfo) -> str:
    text = translate("format", "Format {drive}", "screen reader")
    return text.format(drive=names.drive_name(drive))


def erase_words() -> str:
    return translate("format", "Erase and format", "format.confirm")


def before_erasing(wish: Format) -> str:
    """The lead of the sheet before it."""
    text = translate("format", "It gets {made}.", "format.confirm")
    return text.format(made=named(wish))


def _for_what(wish: Format, button: Button) -> FactRow:
    return FactRow(Icon.USB_STICK, _kind(wish.holds.value), _about(wish), button=button)


def _how(wish: Format) -> FactRow:
    said = (
        translate("format", "Overwritten", "format.overwrite")
        if wish.overwrite
        else translate("format", "Erased quickly", "format.overwrite")
    )
    return FactRow(Icon.RESTORE, said, _thorough(wish))


def _chosen(wish: Format, opened: FormatOpen, computer: ThisComputer) -> str:
    """With what would make it, or what is usual, where a program is missing for that."""
    from app.sources.layout_table import Holds  # as above

    lacking = dict(opened.lacking or ())
    if package := lacking.get(wish.holds):
        return missing(package, computer)
    kind = _kind(wish.holds.value)
    package = lacking.get(Holds.EXFAT)
    if package is None:
        return kind
    text = translate(
        "format", "{kind}. A program that makes exFAT is missing. {how}", "format.kind"
    )
    return text.format(kind=kind, how=missing(package, computer))


def _kind(value: str) -> str:
    match value:
        case "exfat":
            return translate("format", "For everything (exFAT)", "format.kind")
        case "fat32":
            return translate("format", "For old devices (FAT32)", "format.kind")
        case "ntfs":
            return translate("format", "For Windows (NTFS)", "format.kind")
        case _:
            return translate("format", "For Linux (ext4)", "format.kind")


def _about(wish: Format) -> str:
    match wish.holds.value:
        case "exfat":
            return translate(
                "format", "Windows, macOS, Linux, cameras and televisions read it.", "format.kind"
            )
        case "fat32":
            return translate(
                "format", "Read everywhere; no file may be larger than 4 GB.", "format.kind"
            )
        case "ntfs":
            return translate(
                "format", "Keeps the rights of Windows; few other devices write it.", "format.kind"
            )
        case _:
            return translate(
                "format", "Keeps owners and rights; Windows does not read it.", "format.kind"
            )


def _thorough(wish: Format) -> str:
    if wish.overwrite:
        return translate(
            "format", "Every byte is written: old files can’t be found again.", "format.overwrite"
        )
    return translate(
        "format", "Old files may still be found with programs for that.", "format.overwrite"
    )


def _short(wish: Format) -> str:
    from app.sources.formatted import KINDS  # here, for the first frame does not wait for it

    return isolated(KINDS[wish.holds])

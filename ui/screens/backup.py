"""A drive that is saved to a file: the card in place of the image's, its sheet, and the bar
(design 14)."""

from __future__ import annotations

from app.errors import FileThere
from ui import intents
from ui.icons import Icon
from ui.screens import names
from ui.screens.backup_words import words_of_refusal
from ui.screens.notices import Line, of_notice, waiting
from ui.state import Refused, State
from ui.state.after_backup import ONLY_USED, PACK
from ui.state.backup import Backup
from ui.state.image import Inspected
from ui.state.job import Working
from ui.state.obstacles import obstacle
from ui.text import sentence, translate, untrusted
from ui.view import (
    Banner,
    Bar,
    Button,
    FactRow,
    ImageCard,
    Look,
    Mark,
    OptionsSheet,
    Switch,
    Tone,
    plain,
)


def title() -> str:
    return translate("backup", "Back up a drive", "tools.backup")


def named(wish: Backup) -> str:
    """The file, in a sentence."""
    return untrusted(wish.name) or translate("backup", "a file", "backup: in a sentence")


def backup_card(wish: Backup) -> ImageCard:
    heading = translate("backup", "Save to", "backup.heading")
    none = translate("backup", "No file chosen yet", "backup.file")
    change = (
        translate("backup", "Choose a file…", "backup.file")
        if wish.path is None
        else translate("backup", "Change…", "backup.file")
    )
    return ImageCard(
        heading=heading,
        mark=Mark(icon=Icon.BACKUP),
        title=untrusted(wish.name) or none,
        file=untrusted(str(wish.path.parent)) if wish.path is not None else "",
        size="",
        change=Button(change, intents.ChooseBackupFile(), Look.LINK),
        verdict=Banner(
            Tone.INFO,
            Icon.INFO,
            translate("backup", "The drive is only read", "backup.lead"),
            translate(
                "backup",
                "All of it goes into one file, with its SHA-256 and a block map beside it.",
                "backup.lead",
            ),
        ),
        rows=(_packing(wish), _how_far(wish)),
        name=heading,
    )


def backup_sheet(wish: Backup) -> OptionsSheet:
    return OptionsSheet(
        translate("backup", "How it is saved", "backup.options"),
        translate(
            "backup",
            "Either way the file can be written to a drive again, and looked into.",
            "backup.options",
        ),
        (
            Switch(
                PACK,
                translate("backup", "Pack it", "backup.pack"),
                translate(
                    "backup", "Smaller, and about as fast. The file ends in .zst.", "backup.pack"
                ),
                wish.packed,
            ),
            Switch(
                ONLY_USED,
                translate("backup", "Only as far as it is used", "backup.used"),
                _about_used(),
                wish.only_used,
            ),
        ),
        Button(translate("backup", "Done", "options"), intents.Dismiss(), Look.PRIMARY),
    )


def backup_bar(state: State, image: Inspected, wish: Backup) -> Bar:
    if isinstance(state.job, Working):
        line = waiting(state.job)
        return Bar(line.text, icon=line.icon, end=(_button(wish, line.text.plain),))
    usual, ready = _usual(state, image, wish)
    reason = "" if ready else usual.text.plain
    line, button = usual, _button(wish, reason)
    if isinstance(state.notice, Refused):
        line = _refused(state.notice)
        error = state.notice.error
        if ready and isinstance(error, FileThere) and error.unfinished:
            go_on = translate("backup", "Go on", "backup.again")
            button = Button(go_on, intents.BackUp(resume=True), Look.PRIMARY)
    else:
        line = of_notice(state, image) or usual
    return Bar(line.text, line.title, line.icon, line.tone, end=(button,))


def _button(wish: Backup, reason: str) -> Button:
    text = (
        translate("backup", "Back up…", "backup.start")
        if wish.path is None
        else translate("backup", "Back up", "backup.start")
    )
    return Button(
        text,
        intents.BackUp(),
        Look.PRIMARY,
        icon_after=Icon.ARROW_RIGHT,
        enabled=not reason,
        reason=reason,
    )


def _usual(state: State, image: Inspected, wish: Backup) -> tuple[Line, bool]:
    """And whether it can begin."""
    drive = state.chosen_drive
    if drive is not None and obstacle(drive, image) is None:
        text = translate(
            "backup", "{drive} is saved to {file}. Nothing on the drive is changed.", "backup.ready"
        )
        filled = sentence(text, drive=names.drive_and_size(drive), file=named(wish))
        return Line(filled), True
    if not any(obstacle(each, image) is None for each in state.drives.drives):
        return Line(plain(translate("backup", "Waiting for a drive.", "bar.none"))), False
    text = translate("backup", "Now choose the drive to save.", "backup.choose")
    return Line(plain(text)), False


def _refused(notice: Refused) -> Line:
    words = words_of_refusal(notice.error)
    return Line(plain(words.text), words.title, Icon.ALERT, Tone.CAUTION)


def _packing(wish: Backup) -> FactRow:
    options = Button(
        translate("backup", "Options", "mode.options"),
        intents.ShowOptions(),
        Look.LINK,
        name=translate("backup", "Options: packed, and how far", "screen reader"),
    )
    if wish.packed:
        said = translate("backup", "Packed", "backup.pack")
        text = translate(
            "backup", "Smaller, and can still be looked into and written.", "backup.pack"
        )
    else:
        said = translate("backup", "Not packed", "backup.pack")
        text = translate("backup", "As large as the drive. Any program reads it.", "backup.pack")
    return FactRow(Icon.STACK, said, text, button=options)


def _how_far(wish: Backup) -> FactRow:
    if wish.only_used:
        said = translate("backup", "Only as far as it is used", "backup.used")
        return FactRow(Icon.HDD, said, _about_used())
    said = translate("backup", "All of the drive", "backup.used")
    text = translate("backup", "Free space as well, and deleted files in it.", "backup.used")
    return FactRow(Icon.HDD, said, text)


def _about_used() -> str:
    return translate(
        "backup",
        "Without free space, where partitions and file systems prove what that is. Deleted files "
        "are not saved then.",
        "backup.used",
    )

"""Checking a written drive, before that begins: a drive is compared with the image (design 14)."""

from dataclasses import replace

from app.drives.drive import DriveInfo
from ui import intents
from ui.icons import Icon
from ui.screens import names
from ui.screens.options import chosen
from ui.state import State
from ui.state.image import Image, Inspected
from ui.state.obstacles import ready_to_ask
from ui.text import sentence, translate
from ui.view import Button, FactRow, Look, Sentence


def title() -> str:
    """The tool's own name has no room in a narrow header."""
    return translate("compare", "Check a drive", "compare.title")


def choose_words() -> str:
    return translate("compare", "Now choose the drive to check.", "bar.choose")


def ready_words(drive: DriveInfo, image: Inspected) -> Sentence:
    text = translate(
        "compare", "{drive} is compared with {image}. Nothing is changed.", "bar.ready"
    )
    return sentence(text, drive=names.drive_and_size(drive), image=names.title(image))


def way(image: Inspected, written: FactRow) -> FactRow:
    """In place of how it is `written`. What was added behind it is compared as well, so that is
    chosen here too."""
    if image.report.conversion is not None:
        return written
    title = translate("compare", "Compared with the drive", "mode.compare")
    text = translate("compare", "Sector by sector; nothing is written", "mode.compare")
    if image.more is not None or chosen(image.answers):
        text = written.text
    return replace(written, icon=Icon.COMPARE, title=title, text=text)


def button(reason: str, state: State, image: Image) -> Button:
    """It asks nothing, for it only reads. `reason` it can't be pressed, where it can't."""
    drives = ready_to_ask(state, anyway=True)
    spoken = ""
    if drives and isinstance(image, Inspected):
        text = translate("compare", "Compare {drive} with {image}", "screen reader")
        spoken = text.format(drive=names.drive_name(drives[0]), image=names.title(image))
    return Button(
        translate("compare", "Compare", "bar.write"),
        intents.Write(),
        Look.PRIMARY,
        Icon.COMPARE,
        enabled=bool(drives),
        reason="" if drives else reason,
        name=spoken,
    )

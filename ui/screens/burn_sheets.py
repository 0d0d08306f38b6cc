"""What is asked before a disc is burned, and before that is stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui import intents
from ui.icons import Icon
from ui.screens import names
from ui.screens.burn import BLOCK, detail, drive_name, holds, kind_of, parts, sessions
from ui.screens.checksum import wrong_words
from ui.state import QuitOpen, StopOpen
from ui.state.burning import Run, Seen
from ui.state.image import Inspected
from ui.text import size, translate
from ui.view import AskSheet, Button, ConfirmSheet, Doomed, Look, Loss, Remark, Tone

if TYPE_CHECKING:
    from app.burning.disc import Disc
    from app.burning.drives import DiscDrive


def confirm_burning(seen: Seen, image: Inspected) -> AskSheet | ConfirmSheet | None:
    """The red question only where something is erased."""
    if seen.disc is None:
        return None
    cancel = Button(translate("burn", "Cancel", "confirm.cancel"), intents.Dismiss())
    if holds(seen.disc):
        return _before_erasing(seen.drive, seen.disc, image, cancel)
    text = translate("burn", "{image} goes onto the {kind} in {drive}.", "burn.ask")
    told = [
        text.format(image=names.title(image), kind=kind_of(seen.disc), drive=drive_name(seen.drive))
    ]
    if not seen.disc.again:
        told.append(
            translate(
                "burn",
                "It can be burned once: if anything goes wrong, the disc is lost.",
                "burn.ask",
            )
        )
    if image.checksum.wrong:
        told.append(wrong_words())
    return AskSheet(
        translate("burn", "Burn the disc?", "burn.ask"),
        " ".join(told),
        cancel,
        (Button(translate("burn", "Burn", "burn.ask"), intents.Confirmed(), Look.PRIMARY),),
    )


def stop_sheet(opened: StopOpen | QuitOpen, run: Run) -> AskSheet:
    if isinstance(opened, QuitOpen):
        return AskSheet(
            translate("burning", "Burning is not finished", "burn.quit"),
            _lost(run),
            _go_on(),
            (
                Button(
                    translate("burning", "Stop and close", "quit.title"),
                    intents.QuitConfirmed(),
                    Look.DANGER_OUTLINE,
                ),
            ),
        )
    title = translate("burning", "Stop burning?", "burn.stop")
    if run.checking:
        title = translate("burning", "Stop checking?", "stop.check")
    stop = Button(
        translate("burning", "Stop", "stop.title"), intents.StopConfirmed(), Look.DANGER_OUTLINE
    )
    return AskSheet(title, _lost(run), _go_on(), (stop,))


def _lost(run: Run) -> str:
    """By stopping now."""
    if run.checking:
        return translate(
            "burning",
            "The disc is burned. Nobody knows then whether it holds everything.",
            "burn.stop",
        )
    if run.disc.again:
        return translate(
            "burning",
            "The disc will hold half an image. What was on it is gone already. You can burn it "
            "again at any time.",
            "burn.stop",
        )
    return translate(
        "burning",
        "The disc will hold half an image, and can’t be used again.",
        "burn.stop",
    )


def _before_erasing(drive: DiscDrive, disc: Disc, image: Inspected, cancel: Button) -> ConfirmSheet:
    lead = translate("burn", "{image} will be burned over everything on it.", "burn.confirm")
    return ConfirmSheet(
        translate("burn", "Erase the disc in {drive}?", "burn.confirm").format(
            drive=drive_name(drive)
        ),
        lead.format(image=names.title(image)),
        (
            Doomed(
                Icon.DISC,
                drive_name(drive),
                "",
                detail(drive, disc),
                parts(disc),
                heading=translate("burn", "This will be gone for good:", "confirm.body"),
                losses=(Loss(sessions(disc), size(disc.blocks * BLOCK)),),
            ),
        ),
        cancel,
        Button(
            translate("burn", "Erase and burn", "burn.confirm"), intents.Confirmed(), Look.DANGER
        ),
        warning=Remark(Tone.DANGER, Icon.ALERT, wrong_words()) if image.checksum.wrong else None,
    )


def _go_on() -> Button:
    return Button(translate("burning", "Go on", "undo.stop"), intents.Dismiss(), Look.PRIMARY)

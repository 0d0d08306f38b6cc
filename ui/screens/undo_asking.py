"""Putting back what was on a drive: asked before it begins, and before it is broken off."""

from app.drives.drive import DriveInfo
from ui import intents
from ui.screens import names
from ui.state.job import Working
from ui.text import translate
from ui.view import AskSheet, Button, Look


def put_back_sheet(drive: DriveInfo, *, probed: bool = False) -> AskSheet:
    """Before the old contents are put back. `probed`: of a quick probe."""
    text = translate(
        "asking",
        "What a stopped write overwrote at the start of {drive} is put back. The drive is read "
        "first, and changed only if nothing else was written to it since.",
        "undo.title",
    )
    if probed:
        text = translate(
            "asking",
            "What a quick test overwrote on {drive} is put back. The drive is read first, and "
            "changed only if nothing else was written to it since.",
            "undo.title",
        )
    return AskSheet(
        translate("asking", "Put back what was there before?", "undo.title"),
        text.format(drive=names.drive_name(drive)),
        Button(translate("asking", "Cancel", "undo.title"), intents.Dismiss()),
        (
            Button(
                translate("asking", "Put back", "undo.title"),
                intents.PutBackConfirmed(),
                Look.PRIMARY,
            ),
        ),
    )


def stop_sheet(job: Working) -> AskSheet:
    text = translate(
        "asking",
        "{drive} will be half put back and can’t be used before you go on with it.",
        "undo.stop",
    )
    title = translate("asking", "Stop putting back?", "undo.stop")
    stop = Button(
        translate("asking", "Stop", "stop.title"), intents.StopConfirmed(), Look.DANGER_OUTLINE
    )
    return AskSheet(title, text.format(drive=names.drive_name(job.drive)), _go_on(), (stop,))


def quit_sheet(job: Working) -> AskSheet:
    text = translate(
        "asking",
        "If you close the window, {drive} stays half put back. You can go on with it later.",
        "undo.quit",
    )
    title = translate("asking", "Putting back is not finished", "undo.quit")
    close = Button(
        translate("asking", "Stop and close", "quit.title"),
        intents.QuitConfirmed(),
        Look.DANGER_OUTLINE,
    )
    return AskSheet(title, text.format(drive=names.drive_name(job.drive)), _go_on(), (close,))


def _go_on() -> Button:
    return Button(translate("asking", "Go on", "undo.stop"), intents.Dismiss(), Look.PRIMARY)

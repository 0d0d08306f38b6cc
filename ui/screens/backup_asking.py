"""Stop a backup, or close the window over it: asked while it goes on (design 10.8)."""

from ui import intents
from ui.state.job import Purpose, Working
from ui.text import translate
from ui.view import AskSheet, Button, Look


def stop_sheet(job: Working) -> AskSheet:
    stop = Button(
        translate("backup", "Stop", "stop.title"), intents.StopConfirmed(), Look.DANGER_OUTLINE
    )
    if job.purpose is Purpose.CHECK:
        title = translate("backup", "Stop comparing?", "backup.stop")
        text = translate("backup", "Drive and file stay as they are.", "backup.compare")
    else:
        title = translate("backup", "Stop saving?", "backup.stop")
        text = translate(
            "backup",
            "What was read so far is kept, and you can go on with it. The drive stays as it is.",
            "backup.stop",
        )
    return AskSheet(title, text, _go_on(), (stop,))


def quit_sheet() -> AskSheet:
    close = Button(
        translate("backup", "Stop and close", "quit.title"),
        intents.QuitConfirmed(),
        Look.DANGER_OUTLINE,
    )
    text = translate(
        "backup",
        "If you close the window, it stops. What was read so far is kept: choose the same file "
        "again to go on.",
        "backup.quit",
    )
    return AskSheet(
        translate("backup", "Saving is not finished", "backup.quit"), text, _go_on(), (close,)
    )


def _go_on() -> Button:
    return Button(translate("backup", "Go on", "undo.stop"), intents.Dismiss(), Look.PRIMARY)

"""How a test of a drive ended without finding anything, and what the drive holds now."""

from dataclasses import replace

from app import errors
from app.errors import AppError
from app.events import Stage
from ui import intents
from ui.icons import Icon
from ui.screens import names
from ui.screens.badges import badge_of
from ui.screens.cell_map import cell_panel
from ui.screens.errors import Words, words_of
from ui.screens.failure import bar_line
from ui.screens.failure_words import unplugged_title
from ui.screens.probed import not_connected, other_port
from ui.state import State
from ui.state.after_probe import is_kept
from ui.state.after_undo import undoable_drive
from ui.state.job import Ended
from ui.state.returned import returned
from ui.text import place, translate
from ui.view import Banner, Bar, Button, Look, Outcome, Panel, Tone, plain


def broken_off(job: Ended, error: AppError) -> Outcome:
    words = broken_off_words(job, error)
    panels: tuple[Panel, ...] = (cell_panel(job.progress.cells),)
    if _has_locked(error) is not None:
        panels = (*panels, _plug_in_again())
    elif not isinstance(error, errors.Stopped | errors.DriveGone):
        panels = (*panels, other_port())
    return Outcome(badge_of(error), words.title, plain(words.text), panels=panels)


def broken_off_bar(job: Ended, state: State) -> Bar:
    close = Button(translate("probe", "Close", "fail.close"), intents.CloseResult())
    details = Button(
        translate("probe", "Details", "fail.details"), intents.ShowDetails(), Look.LINK
    )
    # Another test would keep its own marks.
    end = _put_back(job, state) if is_kept(state) else _again(job, state)
    line = bar_line(job, state)
    return replace(line, start=(close, details), end=(end,))


def _again(job: Ended, state: State) -> Button:
    gone = returned(state) is None
    return Button(
        translate("probe", "Test again…", "probe.again"),
        intents.WriteAgain(),
        Look.PRIMARY,
        Icon.REFRESH,
        enabled=not gone,
        reason=not_connected(job) if gone else "",
    )


def _put_back(job: Ended, state: State) -> Button:
    gone = undoable_drive(state) is None
    return Button(
        translate("probe", "Put back…", "undo.title"),
        intents.PutBack(),
        Look.PRIMARY,
        enabled=not gone,
        reason=not_connected(job) if gone else "",
    )


def broken_off_words(job: Ended, error: AppError) -> Words:
    """What happened, and what the drive holds now."""
    drive = names.drive_name(job.drive)
    match error:
        case errors.Stopped():
            title = translate("probe", "Stopped", "stopped.title")
        case errors.DriveInDoubt():
            title = words_of(error).title
        case errors.DriveGone():
            title = unplugged_title(error)
        case _:
            title = words_of(error).title
    text = _holds(job, error).format(drive=drive)
    if (offset := _has_locked(error)) is not None:
        title = translate("failure", "The drive has locked itself", "fail.readonly")
        text = f"{_locked(offset)} {text}"
    return Words(title, text)


def _has_locked(error: AppError) -> int | None:
    """From which byte on the drive takes no more: it did before."""
    return error.offset if isinstance(error, errors.DriveReadOnly) else None


def _locked(offset: int) -> str:
    where = translate("failure", "It takes no data from {place} on.", "fail.readonly")
    worn = translate(
        "probe", "Many sticks turn read-only for good when they are worn out.", "fail.readonly"
    )
    return f"{where.format(place=place(offset))} {worn}"


def _holds(job: Ended, error: AppError) -> str:
    begun = {stage for stage, _ in job.progress.stages}
    if job.image.erases and _has_locked(error) is not None:
        return translate(
            "probe",
            "What the test wrote over is gone; what else is on {drive} can still be read.",
            "probe.holds",
        )
    if job.image.erases:
        return translate(
            "probe", "What was on {drive} is gone: it holds nothing of use.", "probe.holds"
        )
    if Stage.PROBE not in begun:
        return translate("probe", "Nothing on {drive} was changed.", "probe.holds")
    if not job.progress.undoable:
        return translate("probe", "What was there before is back on {drive}.", "probe.holds")
    unplugged = isinstance(error, errors.DriveGone) and not isinstance(error, errors.DriveInDoubt)
    if isinstance(error, errors.StickFileGone) and Stage.PUT_BACK not in begun:
        return translate(
            "probe",
            "As soon as the file is as it was again, what was in it before can be put back.",
            "probe.holds",
        )
    if unplugged and Stage.PUT_BACK not in begun:
        return translate(
            "probe",
            "As soon as {drive} is plugged in again, what was there before can be put back, unless "
            "it is worn out.",
            "probe.holds",
        )
    return translate(
        "probe",
        "Not all that was on {drive} could be put back. It was kept: put it back later.",
        "probe.holds",
    )


def _plug_in_again() -> Banner:
    text = translate(
        "probe",
        "Unplug it and plug it in again. If it still takes nothing, it will not recover: save what "
        "can be read, and use another drive.",
        "probe.locked",
    )
    return Banner(Tone.INFO, Icon.INFO, translate("probe", "What you can do", "probe.to-do"), text)

"""The pages after a job that cost something and did not end well: what happened, what the drive
holds now, and what to do (design 8.4)."""

from dataclasses import replace

from app import errors
from app.errors import AppError, Cause
from ui import intents
from ui.icons import Icon
from ui.screens import names
from ui.screens.aside import aside
from ui.screens.badges import badge_of
from ui.screens.errors import words_of
from ui.screens.failure_steps import doubts, what_to_do
from ui.screens.failure_words import failure_words
from ui.screens.maps import fraction_of, still_map
from ui.state import ListChanged, State
from ui.state.after_format import MAKE_NORMAL
from ui.state.job import Ended, Purpose
from ui.state.returned import returned
from ui.text import size, translate
from ui.view import (
    Banner,
    Bar,
    Button,
    Legend,
    Look,
    MapPanel,
    Outcome,
    Panel,
    Place,
    Remark,
    Tone,
    plain,
)


def failed(job: Ended, error: AppError) -> Outcome:
    words = failure_words(job, error)
    return Outcome(
        badge_of(error),
        words.title,
        plain(words.text),
        _remark(error),
        _panels(job, error),
    )


def failed_bar(job: Ended, error: AppError, state: State) -> Bar:
    close = Button(translate("failure", "Close", "fail.close"), intents.CloseResult())
    details = Button(
        translate("failure", "Details", "fail.details"), intents.ShowDetails(), Look.LINK
    )
    again = Button(
        _once_more(job),
        intents.WriteAgain(),
        Look.PRIMARY,
        Icon.REFRESH,
    )
    back = Button(translate("failure", "Put back…", "undo.title"), intents.PutBack())
    if returned(state) is None:
        text = translate("failure", "{drive} is not connected.", "fail.again")
        reason = text.format(drive=names.drive_name(job.drive))
        again = replace(again, enabled=False, reason=reason)
        back = replace(back, enabled=False, reason=reason)
    other = Button(
        translate("failure", "Choose another drive", "fail.other"), intents.ChooseAnotherDrive()
    )
    if doubts(error):
        text = translate("failure", "Test this drive…", "todo.test")
        other = Button(text, intents.ProbeDrive(), icon=Icon.PULSE)
    if isinstance(error, errors.Stopped) and job.purpose is Purpose.WRITE:
        text = translate("failure", "Make normal again…", "stopped.normal")
        other = Button(text, intents.OpenTool(MAKE_NORMAL), icon=Icon.RESTORE)
    end: tuple[Button, ...] = (back, again) if job.undoable else (other, again)
    # Four buttons are much on a small screen. A drive that is made normal was chosen for itself,
    # and what was only read has its places in the report.
    if job.image.format is not None and not doubts(error):
        end = (again,)
    start: tuple[Button, ...] = (close,) if job.purpose is Purpose.COMPARE else (close, details)
    if isinstance(error, errors.DriveDrifted):  # nothing has to be done about it
        end = (replace(again, look=Look.SECONDARY), replace(close, look=Look.PRIMARY))
        start = () if job.purpose is Purpose.COMPARE else (details,)
    return replace(bar_line(job, state), start=start, end=end)


def _once_more(job: Ended) -> str:
    if job.image.format is not None:
        return translate("failure", "Try again…", "fail.again")
    return translate("failure", "Write again…", "fail.again")


def bar_line(job: Ended, state: State) -> Bar:
    """What is to be told below a page about something that ended, without buttons."""
    if job.trouble is not None and state.notice is None:
        words = words_of(job.trouble)
        return Bar(plain(words.text), words.title, Icon.ALERT, Tone.CAUTION)
    match state.notice:
        case ListChanged():
            text = translate(
                "failure", "The list of drives has just changed. Look again.", "confirm.changed"
            )
            return Bar(plain(text), icon=Icon.ALERT, tone=Tone.CAUTION)
        case notice:
            return aside(notice) or Bar()


def _remark(error: AppError) -> Remark | None:
    """What seems to be wrong with the drive."""
    found = error.diagnosis if isinstance(error, errors.VerifyError) else None
    if found is None:
        return None
    match found.cause:
        case Cause.FAKE:
            text = translate("failure", "It seems to keep only about {size}.", "fail.fake")
            text = text.format(size=size(found.keeps or 0))
        case Cause.CHANGED:
            text = translate(
                "failure", "Something else changed the drive meanwhile.", "fail.changed"
            )
        case Cause.CONNECTION:
            text = translate("failure", "The connection is unreliable.", "fail.connection")
        case Cause.WORN:
            text = translate("failure", "The drive is wearing out.", "fail.worn")
    return Remark(Tone.CAUTION, Icon.ALERT, text)


def _panels(job: Ended, error: AppError) -> tuple[Panel, ...]:
    panels: list[Panel] = [_map(job, error)] if job.purpose is not Purpose.UNDO else []
    match error:
        case errors.DriveInDoubt():
            panels.append(_choose_anew(job))
        case errors.StickFileGone():
            pass
        case errors.DriveGone():
            panels.append(_come_back(job))
        case errors.Stopped() | errors.DiskFull() | errors.DriveDrifted():
            pass
        case errors.DriveError() | errors.VerifyError():
            panels.append(what_to_do(job, error))
        case _:
            pass
    return tuple(panels)


def _map(job: Ended, error: AppError) -> MapPanel:
    report = Button(
        translate("failure", "Save a report…", "fail.report"), intents.SaveReport(), Look.LINK
    )
    name = translate("failure", "Failed", "screen reader")
    if isinstance(error, errors.Stopped):
        name = translate("failure", "Stopped", "stopped.title")
    drawn = still_map(name, job.progress, job.image, _places(job, error))
    legend = (Legend(Tone.DANGER, _areas(error), strong=True),) if _areas(error) else ()
    is_stop = isinstance(error, errors.Stopped)
    return MapPanel(drawn, legend, None if is_stop else report, tall=True)


def _areas(error: AppError) -> str:
    if not isinstance(error, errors.VerifyError):
        return ""
    wrong = sum(length for _, length in error.ranges)
    text = translate(
        "failure",
        "%n (area differs|areas differ), {size} in all",
        "fail.check",
        count=len(error.ranges),
    )
    return text.format(size=size(wrong))


_MOST_PLACES = 60  # red places that can still be told apart


def _places(job: Ended, error: AppError) -> tuple[Place, ...]:
    match error:
        case errors.VerifyError(ranges=ranges):
            label = translate("failure", "first difference", "map")
            return tuple(
                Place(
                    fraction_of(job.image, job.progress, offset),
                    fraction_of(job.image, job.progress, offset + length),
                    "" if index else label,
                )
                for index, (offset, length) in enumerate(ranges[:_MOST_PLACES])
            )
        case errors.DriveInDoubt() | errors.StickFileGone():
            return _head(job, translate("failure", "stopped here", "map"))
        case errors.DriveGone():
            return _head(job, translate("failure", "drive removed here", "map"))
        case (
            errors.WriteRefused(offset=int(offset))
            | errors.ReadRefused(offset=int(offset))
            | errors.DriveReadOnly(offset=int(offset))
        ):
            at = fraction_of(job.image, job.progress, offset)
            return (Place(at, at, translate("failure", "error here", "map")),)
        case errors.Stopped():
            return _head(job, translate("failure", "stopped here", "map"))
        case _:
            return ()


def _head(job: Ended, label: str) -> tuple[Place, ...]:
    """Where writing, or reading back, had come to."""
    checked, written = job.progress.check, job.progress.write
    at = checked.fraction if checked.started else written.fraction
    return (Place(at, at, label),) if at is not None else ()


def _choose_anew(job: Ended) -> Banner:
    title = translate("failure", "Choose the drive anew and start again", "fail.slept.anew")
    text = translate(
        "failure",
        "What is plugged in while a computer sleeps can’t be told from what was there before, if "
        "it is of the same kind. Look whether it still is {drive}.",
        "fail.slept.anew",
    )
    drive = names.drive_name(job.drive)
    return Banner(Tone.INFO, Icon.USB_STICK, title, text.format(drive=drive))


def _come_back(job: Ended) -> Banner:
    drive = names.drive_name(job.drive)
    if not job.drive.serial:
        title = translate("failure", "Plug it in and choose it again", "fail.unplug.back")
        text = translate(
            "failure",
            "This drive has no serial number, so Stickwright can’t know it again. If you did not "
            "unplug it, the port or cable may be loose: try another one.",
            "fail.unplug.back",
        )
        return Banner(Tone.INFO, Icon.USB_STICK, title, text)
    title = translate("failure", "Plug {drive} back in to start again", "fail.unplug.back")
    text = translate(
        "failure",
        "Stickwright knows it by its serial number and will not pick another drive by itself. "
        "If you did not unplug it, the port or cable may be loose: try another one.",
        "fail.unplug.back",
    )
    return Banner(Tone.INFO, Icon.USB_STICK, title.format(drive=drive), text)

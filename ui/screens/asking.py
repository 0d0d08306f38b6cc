"""Stop, skip, close: each asks while the work goes on (design 10.8)."""

from ui import intents
from ui.screens import names
from ui.state import QuitOpen, SkipOpen, StopOpen
from ui.state.batch import Batch
from ui.state.job import Job, Working
from ui.text import rough_time, translate
from ui.view import AskSheet, Button, Look


def asking_about(
    opened: StopOpen | SkipOpen | QuitOpen, job: Job | Batch | None
) -> AskSheet | None:
    """None when what is asked about has come to its end."""
    if isinstance(job, Working):
        return asking(opened, job)
    if not isinstance(job, Batch) or not job.running:
        return None
    match opened:
        case QuitOpen():
            return _quit()
        case SkipOpen():
            return None
        case StopOpen(key):
            member = job.find(key)
            if isinstance(member, Working):
                return _stop(member)
            return None if key else _stop_all(len(job.running))


def asking(opened: StopOpen | SkipOpen | QuitOpen, job: Working) -> AskSheet:
    match opened:
        case StopOpen():
            return _stop(job)
        case SkipOpen():
            return _skip(job)
        case QuitOpen():
            return _quit()


def _stop(job: Working) -> AskSheet:
    text = translate(
        "asking",
        "{drive} will hold half an image and will not boot. Its old contents are gone already. "
        "You can write to it again at any time.",
        "stop.title",
    )
    return AskSheet(
        translate("asking", "Stop writing?", "stop.title"),
        text.format(drive=names.drive_name(job.drive)),
        _keep_writing(),
        (
            Button(
                translate("asking", "Stop", "stop.title"),
                intents.StopConfirmed(),
                Look.DANGER_OUTLINE,
            ),
        ),
    )


def _stop_all(count: int) -> AskSheet:
    text = translate(
        "asking",
        "%n (drive|drives) will hold half an image and will not boot. What was on them is gone "
        "already. You can write to them again at any time.",
        "stop.title",
        count=count,
    )
    stop = Button(
        translate("asking", "Stop all", "stop.title"),
        intents.StopConfirmed(),
        Look.DANGER_OUTLINE,
    )
    title = translate("asking", "Stop writing to all drives?", "stop.title")
    return AskSheet(title, text, _keep_writing(), (stop,))


def _skip(job: Working) -> AskSheet:
    keep = Button(
        translate("asking", "Keep checking", "skip.title"), intents.Dismiss(), Look.PRIMARY
    )
    skip = Button(
        translate("asking", "Skip", "skip.title"), intents.SkipConfirmed(), Look.DANGER_OUTLINE
    )
    return AskSheet(
        translate("asking", "Skip the check?", "skip.title"), _without(job), keep, (skip,)
    )


def _without(job: Working) -> str:
    seconds = job.progress.seconds_left(patience=1.0)
    if seconds is None:
        return translate(
            "asking",
            "Without it nobody knows whether the drive kept everything.",
            "skip.title",
        )
    text = translate(
        "asking",
        "Without it nobody knows whether the drive kept everything. About {time} are left.",
        "skip.title: 35 seconds",
    )
    return text.format(time=rough_time(seconds))


def _quit() -> AskSheet:
    return AskSheet(
        translate("asking", "Writing is not finished", "quit.title"),
        translate(
            "asking",
            "If you close the window, writing stops and the drive will not boot.",
            "quit.title",
        ),
        _keep_writing(),
        (
            Button(
                translate("asking", "Stop and close", "quit.title"),
                intents.QuitConfirmed(),
                Look.DANGER_OUTLINE,
            ),
        ),
    )


def _keep_writing() -> Button:
    return Button(
        translate("asking", "Keep writing", "stop.title"), intents.Dismiss(), Look.PRIMARY
    )

"""Stop, skip, close: each asks while the work goes on (design 10.8)."""

from collections.abc import Sequence

from ui import intents
from ui.screens import names, undo_asking
from ui.screens.backup_asking import quit_sheet, stop_sheet
from ui.screens.probing import ask_about
from ui.state import QuitOpen, SkipOpen, StopOpen
from ui.state.batch import Batch
from ui.state.job import Job, Purpose, Step, Working
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
                return _stop_plainly(member, may_skip=False)
            return None if key else _stop_all(job.running)


def asking(opened: StopOpen | SkipOpen | QuitOpen, job: Working) -> AskSheet:
    if job.purpose is Purpose.TEST:
        return ask_about(opened, job)
    if job.image.backup is not None:
        return quit_sheet() if isinstance(opened, QuitOpen) else stop_sheet(job)
    match opened:
        case StopOpen():
            return _stop(job)
        case SkipOpen():
            return _skip(job)
        case QuitOpen():
            return undo_asking.quit_sheet(job) if job.purpose is Purpose.UNDO else _quit(job)


def _stop(job: Working) -> AskSheet:
    if job.purpose is Purpose.UNDO:
        return undo_asking.stop_sheet(job)
    return _stop_early(job) if job.undoable else _stop_plainly(job)


def _stop_plainly(job: Working, *, may_skip: bool = True) -> AskSheet:
    """Nothing is put back: what will be on the drive follows from what it does now. Of several
    drives at once no check can be skipped."""
    if job.purpose in (Purpose.CHECK, Purpose.COMPARE):
        return _stop_checking_alone(job)
    return _stop_checking(job, may_skip=may_skip) if job.step is Step.CHECK else _stop_late(job)


def _stop_early(job: Working) -> AskSheet:
    """All that was overwritten so far could be put back; of a small image even while it is
    checked."""
    text = translate(
        "asking",
        "Only the start of the drive was overwritten. Its old contents can mostly be put back.",
        "stop.early",
    )
    back = Button(
        translate("asking", "Stop and put back", "stop.early"),
        intents.StopConfirmed(put_back=True),
    )
    yes = (_stop_button(), back)
    if job.step is Step.CHECK:
        title = translate("asking", "Stop checking?", "stop.check")
        return AskSheet(title, text, _keep_checking(), yes)
    title = translate("asking", "Stop writing?", "stop.title")
    return AskSheet(title, text, _keep_writing(), yes)


def _stop_late(job: Working) -> AskSheet:
    text = translate(
        "asking",
        "{drive} will hold half an image and will not boot. Its old contents are gone already. "
        "You can write to it again at any time.",
        "stop.title",
    )
    if job.image.format is not None:
        text = _half_formatted()
    return AskSheet(
        translate("asking", "Stop writing?", "stop.title"),
        text.format(drive=names.drive_name(job.drive)),
        _keep_writing(),
        (_stop_button(),),
    )


def _half_formatted() -> str:
    return translate(
        "asking",
        "{drive} will hold nothing that can be used. Its old contents are gone already. You "
        "can do this again at any time.",
        "format.stop",
    )


def _stop_checking(job: Working, *, may_skip: bool) -> AskSheet:
    """The check comes before the first sector."""
    text = translate(
        "asking",
        "The start of the image is written last: if you stop now, {drive} will not boot.",
        "stop.check",
    )
    if job.image.format is not None:
        text = _half_formatted()
    text = text.format(drive=names.drive_name(job.drive))
    if may_skip:
        skip = translate("asking", "Skip the check instead to have it finished.", "stop.check")
        text = f"{text} {skip}"
    return _stop_sheet(text)


def _stop_checking_alone(job: Working) -> AskSheet:
    text = translate(
        "asking",
        "{drive} stays as it is. Nobody knows then whether it kept everything.",
        "stop.check",
    )
    return _stop_sheet(text.format(drive=names.drive_name(job.drive)))


def _stop_sheet(text: str) -> AskSheet:
    title = translate("asking", "Stop checking?", "stop.check")
    return AskSheet(title, text, _keep_checking(), (_stop_button(),))


def _stop_all(running: Sequence[Working]) -> AskSheet:
    stop = Button(
        translate("asking", "Stop all", "stop.title"),
        intents.StopConfirmed(),
        Look.DANGER_OUTLINE,
    )
    count = len(running)
    if all(each.step is Step.CHECK for each in running):
        text = translate(
            "asking",
            "The start of the image is written last: if you stop now, %n (drive|drives) will not "
            "boot.",
            "stop.check",
            count=count,
        )
        title = translate("asking", "Stop checking all drives?", "stop.check")
        return AskSheet(title, text, _keep_checking(), (stop,))
    text = translate(
        "asking",
        "%n (drive|drives) will hold half an image and will not boot. What was on them is gone "
        "already. You can write to them again at any time.",
        "stop.title",
        count=count,
    )
    title = translate("asking", "Stop writing to all drives?", "stop.title")
    return AskSheet(title, text, _keep_writing(), (stop,))


def _skip(job: Working) -> AskSheet:
    skip = Button(
        translate("asking", "Skip", "skip.title"), intents.SkipConfirmed(), Look.DANGER_OUTLINE
    )
    return AskSheet(
        translate("asking", "Skip the check?", "skip.title"),
        _without(job),
        _keep_checking(),
        (skip,),
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


def _quit(job: Working | None = None) -> AskSheet:
    """None for several, of which some may be written and some checked."""
    checks = job is not None and job.step is Step.CHECK
    text = (
        translate(
            "asking",
            "If you close the window, the check stops and the drive will not boot: the start of "
            "the image is written last.",
            "quit.title",
        )
        if checks
        else translate(
            "asking",
            "If you close the window, writing stops and the drive will not boot.",
            "quit.title",
        )
    )
    if job is not None and job.image.format is not None:
        text = translate(
            "asking",
            "If you close the window, writing stops, and {drive} will hold nothing that can be "
            "used. Its old contents are gone already.",
            "format.quit",
        ).format(drive=names.drive_name(job.drive))
    close = Button(
        translate("asking", "Stop and close", "quit.title"),
        intents.QuitConfirmed(),
        Look.DANGER_OUTLINE,
    )
    keep = _keep_checking() if checks else _keep_writing()
    return AskSheet(
        translate("asking", "Writing is not finished", "quit.title"), text, keep, (close,)
    )


def _stop_button() -> Button:
    return Button(
        translate("asking", "Stop", "stop.title"), intents.StopConfirmed(), Look.DANGER_OUTLINE
    )


def _keep_writing() -> Button:
    return Button(
        translate("asking", "Keep writing", "stop.title"), intents.Dismiss(), Look.PRIMARY
    )


def _keep_checking() -> Button:
    return Button(
        translate("asking", "Keep checking", "skip.title"), intents.Dismiss(), Look.PRIMARY
    )

"""A drive being written and checked: stages, percentage, time left, four numbers (design 8.4)."""

from app.events import Stage
from ui import intents
from ui.icons import Icon
from ui.screens import names
from ui.screens.maps import current_pass, done_percent, moving_map
from ui.screens.pace import QUIET, figures, in_words, stage_name, time_left, window_title
from ui.state.job import Purpose, Step, Working
from ui.text import done_of, percent, rough_time, size, speed, translate, untrusted
from ui.view import (
    Banner,
    Bar,
    Button,
    Figure,
    StageItem,
    StageState,
    Tone,
    Work,
    plain,
)

STALL = 60.0  # seconds until there is a banner about it


def work(job: Working) -> Work:
    title, lead = _title(job), left_of(job)
    stages = _stages(job)
    return Work(
        mark=names.mark(job.image),
        image=names.title(job.image),
        drive_icon=names.drive_icon(job.drive),
        drive=names.drive_and_size(job.drive),
        node=names.node(job.drive),
        stages=stages,
        percent=percent(done_percent(job)) if _counts(job) else "",
        title=title,
        lead=lead,
        map=moving_map(job, title, state_of(job)),
        figures=_figures(job),
        banner=stalled(job) or slept(job) or _slow_image(job),
        stages_name=stage_name(stages),
    )


def work_bar(job: Working) -> Bar:
    if job.stopping:
        text = translate("work", "Stopping. Waiting for the drive…", "stop.waiting")
        if job.progress.stalled_by == "image":
            text = translate("work", "Stopping. Waiting for the image’s disk…", "stop.waiting")
        return Bar(plain(text), icon=Icon.CLOCK)
    if job.step is Step.CHECK and job.purpose not in (Purpose.UNDO, Purpose.COMPARE):
        text = translate(
            "work",
            "Reading the drive back and comparing it with the image. Keep it plugged in.",
            "check.foot",
        )
        skip = Button(
            translate("work", "Skip the check…", "skip.title"),
            intents.SkipAsked(),
            enabled=not job.skipping,
            reason=translate("work", "Skipping…", "skip.title") if job.skipping else "",
        )
        return Bar(plain(text), icon=Icon.INFO, end=(skip,))
    text = translate(
        "work", "Keep the drive plugged in. You can go on using your computer.", "write.foot"
    )
    stop = Button(translate("work", "Stop…", "stop.title"), intents.StopAsked())
    return Bar(plain(text), icon=Icon.INFO, end=(stop,))


def state_of(job: Working) -> str:
    """How the job stands, for a screen reader."""
    if not _counts(job):
        return left_of(job)
    return in_words(current_pass(job), _done(job), left_of(job))


def title_of_window(job: Working) -> str:
    return window_title(job.progress.fraction, names.plain_drive(job.drive))


def _counts(job: Working) -> bool:
    """Whether there is a length to be so many per cent of."""
    moving = job.step in (Step.WRITE, Step.CHECK)
    return moving and current_pass(job).fraction is not None


def _stages(job: Working) -> tuple[StageItem, ...]:
    steps = {
        Step.PREPARE: translate("work", "Prepare", "stage"),
        Step.WRITE: translate("work", "Write", "stage"),
        Step.CHECK: translate("work", "Check", "stage"),
        Step.FINISH: translate("work", "Finish", "stage"),
    }
    if job.purpose in (Purpose.CHECK, Purpose.COMPARE):
        del steps[Step.WRITE]
    if job.purpose is Purpose.UNDO:
        steps[Step.WRITE] = translate("work", "Put back", "stage")
    return tuple(StageItem(text, _stage(job, step)) for step, text in steps.items())


def _stage(job: Working, step: Step) -> StageState:
    if step is Step.CHECK and (job.skipping or not job.progress.checks):
        return StageState.SKIPPED
    if step < job.step:
        return StageState.DONE
    return StageState.NOW if step == job.step else StageState.TO_DO


def _title(job: Working) -> str:
    match job.step:
        case Step.PREPARE:
            return translate("work", "Preparing", "prep.title")
        case Step.WRITE:
            if job.purpose is Purpose.UNDO:
                return translate("work", "Putting back", "undo.title")
            return translate("work", "Writing", "write.title")
        case Step.CHECK:
            return translate("work", "Checking every byte", "check.title")
        case Step.FINISH:
            return translate("work", "Finishing", "finish.title")


def _waits_for_somebody(job: Working) -> bool:
    """Who may have to type a password."""
    if job.touched or job.progress.stalled_by in ("drive", "image"):
        return False
    return job.progress.stage is not Stage.COMPARE


def left_of(job: Working) -> str:
    """What it does that takes time, or how long it will."""
    if _waits_for_somebody(job):
        return translate("work", "Waiting for permission…", "bar.waiting")
    if job.quiet >= QUIET:
        return not_answering(job)
    if job.step is Step.PREPARE:
        if job.progress.stage is Stage.COMPARE:
            return _comparing(job)
        if job.progress.stage in (None, Stage.RELEASE):
            return translate("work", "Closing what is open on the drive", "prep.unmount")
        return translate("work", "Clearing the start and the end of the drive", "prep.blank")
    if job.step is Step.FINISH:
        return translate("work", "Almost done", "write.left")
    if job.progress.stage is Stage.SYNC:
        return translate("work", "Waiting until the drive has stored everything", "write.sync")
    return _left(job)


def _comparing(job: Working) -> str:
    if job.purpose is Purpose.UNDO:
        return translate("work", "Checking that the drive is as it was left", "undo.compare")
    text = translate("work", "Comparing what is on the drive already: {done}", "resume.compare")
    total = job.image.length
    done = job.progress.compared
    return text.format(done=size(done) if total is None else done_of(done, total))


def not_answering(job: Working) -> str:
    if job.progress.stalled_by == "image" and job.image.link is not None:
        text = translate("work", "{host} is not answering. Waiting…", "web.stall")
        return text.format(host=untrusted(job.image.link.host))
    if job.progress.stalled_by == "image":
        return translate("work", "The image’s disk is not answering. Waiting…", "write.stall")
    return translate("work", "The drive is not answering. Waiting…", "write.stall")


def _left(job: Working) -> str:
    if current_pass(job).fraction is None:
        return translate("work", "The size of the image shows only at its end", "write.left")
    text = ""
    if job.step is Step.WRITE and job.progress.checks:
        text = translate("work", "About {time} left, check included", "write.left")
    return time_left(job.progress.seconds_left(), text)


def _figures(job: Working) -> tuple[Figure, ...]:
    current = current_pass(job)
    counting = job.step in (Step.WRITE, Step.CHECK) and current.done > 0
    label = (
        translate("work", "Read back", "figure")
        if job.step >= Step.CHECK
        else translate("work", "Written", "figure")
    )
    return figures(current, label, _done(job), job.now - job.began, counting=counting)


def _done(job: Working) -> str:
    """Of the image: its first MiB, which is written last, is the difference at the end."""
    shown = job.progress.check if job.step >= Step.CHECK else job.progress.write
    told = job.purpose is Purpose.UNDO or not job.image.as_it_is
    total = shown.total if told else job.image.length
    return size(shown.done) if total is None else done_of(shown.done, total)


def stalled(job: Working) -> Banner | None:
    if job.quiet < STALL:
        return None
    if job.progress.stalled_by == "image" and (link := job.image.link) is not None:
        title = translate("work", "Nothing has come from {host} for {time}", "web.stall")
        text = translate(
            "work",
            "When it answers again, writing goes on. If it does not, the drive is left unfinished.",
            "web.stall",
        )
        shown = title.format(host=untrusted(link.host), time=rough_time(job.quiet))
        return Banner(Tone.INFO, Icon.CLOCK, shown, text)
    if job.progress.stalled_by == "image":
        title = translate("work", "The image’s disk has not answered for {time}", "write.stall")
        text = translate(
            "work",
            "Disks that are far away or wearing out do this. Waiting longer often helps; the drive "
            "is all right.",
            "write.stall",
        )
    else:
        title = translate("work", "The drive has not answered for {time}", "write.stall")
        text = translate(
            "work",
            "Cheap sticks do this when they tidy up. Waiting longer often helps; so does another "
            "USB port.",
            "write.stall",
        )
    return Banner(Tone.INFO, Icon.CLOCK, title.format(time=rough_time(job.quiet)), text)


def _slow_image(job: Working) -> Banner | None:
    slow = next((each for each in job.progress.warnings if each.code == "image-slow"), None)
    if slow is None or slow.rate is None or job.step is not Step.WRITE:
        return None
    title = translate("work", "The file is on a slow disk", "img.slow")
    text = translate("work", "Writing can’t be faster than {speed}.", "img.slow")
    return Banner(Tone.INFO, Icon.CLOCK, title, text.format(speed=speed(slow.rate)))


def slept(job: Working) -> Banner | None:
    progress = job.progress
    if not progress.warned("slept"):
        return None
    title = translate("work", "The computer slept meanwhile", "fail.sleep")
    if progress.warned("checked-again"):
        text = translate("work", "The drive is being checked from the start.", "fail.sleep")
    elif progress.checks:
        text = translate("work", "It is still the same drive. All of it is checked.", "fail.sleep")
    else:
        text = translate("work", "It is still the same drive.", "fail.sleep")
    return Banner(Tone.INFO, Icon.CLOCK, title, text)

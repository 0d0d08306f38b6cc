"""A drive while it is saved to a file, or compared with it: as a write is shown (design 8.4, 9)."""

from dataclasses import replace

from app.capacity import Cell
from app.events import Stage
from app.progress import Pass
from ui import intents
from ui.icons import Icon
from ui.screens import names
from ui.screens.backup import named
from ui.screens.maps import moved
from ui.screens.pace import QUIET, figures, in_words, stage_name, time_left
from ui.screens.working import slept, stalled
from ui.state.image import Inspected
from ui.state.job import Purpose, Step, Working
from ui.text import done_of, percent, size, translate
from ui.view import (
    Banner,
    Bar,
    Button,
    Figure,
    Head,
    Mark,
    Place,
    SpeedMap,
    StageItem,
    StageState,
    Tone,
    Work,
    plain,
)

_READING = (Stage.READ, Stage.RESCUE)


def work(job: Working) -> Work:
    title = _title(job)
    stages = _stages(job)
    return Work(
        mark=Mark(icon=names.drive_icon(job.drive)),
        image=names.drive_and_size(job.drive),
        drive_icon=Icon.IMAGE_FILE,
        drive=_file(job.image),
        node="",
        stages=stages,
        percent=percent(_percent(job)) if _counts(job) else "",
        title=title,
        lead=lead_of(job),
        map=_map(job, title),
        figures=_figures(job),
        banner=stalled(job) or slept(job) or _bad_places(job),
        stages_name=stage_name(stages),
    )


def work_bar(job: Working) -> Bar:
    text = translate("backup", "The drive is only read. Keep it plugged in.", "backup.foot")
    if job.stopping:
        text = translate("backup", "Stopping. Waiting for the drive…", "stop.waiting")
        return Bar(plain(text), icon=Icon.CLOCK)
    if job.progress.stage is Stage.SUM:
        text = translate("backup", "The drive is read to its end.", "backup.foot")
    stop = Button(translate("backup", "Stop…", "stop.title"), intents.StopAsked())
    return Bar(plain(text), icon=Icon.INFO, end=(stop,))


def state_of(job: Working) -> str:
    """How the job stands, for a screen reader."""
    if not _counts(job):
        return lead_of(job)
    current = _pass(job)
    return in_words(current, _done(current), lead_of(job))


def lead_of(job: Working) -> str:
    """What takes its time now, or how long it will."""
    if not job.touched and job.progress.stalled_by != "drive":
        return translate("backup", "Waiting for permission…", "bar.waiting")
    if job.quiet >= QUIET:
        return translate("backup", "The drive is not answering. Waiting…", "write.stall")
    match job.progress.stage:
        case Stage.IDENTITY:
            return translate("backup", "Almost done", "write.left")
        case Stage.RESCUE:
            return _tried_again(_pass(job))
        case Stage.SUM:
            return translate(
                "backup", "All of it is read. The file is read once more.", "backup.sum"
            )
        case _:
            return _left(job)


def _tried_again(way: Pass) -> str:
    if way.total is None:
        return translate("backup", "What can’t be read is tried again.", "backup.rescue")
    text = translate(
        "backup",
        "The rest is saved. {size} could not be read so far and are tried again.",
        "backup.rescue",
    )
    return text.format(size=size(_unread(way)))


def _unread(way: Pass) -> int:
    return (way.total or 0) - way.done


def _left(job: Working) -> str:
    text = ""
    if job.progress.stage is Stage.READ:
        text = translate("backup", "About {time} left, then it is summed up", "backup.left")
    return time_left(job.progress.seconds_left(), text)


def said_on_the_way(before: Working, job: Working) -> str:
    """What is worth announcing; "" for nothing."""
    if before.step is not Step.CHECK and job.step is Step.CHECK and job.purpose is Purpose.SAVE:
        return translate("backup", "Read. Now summing it up.", "screen reader")
    if Stage.RESCUE not in _begun(before) and Stage.RESCUE in _begun(job):
        return translate("backup", "Some places can’t be read", "backup.rescue")
    if before.quiet < QUIET <= job.quiet:
        return translate("backup", "The drive is not answering. Waiting…", "write.stall")
    if job.said > before.said:
        return translate("backup", "{percent} read", "screen reader").format(
            percent=percent(job.said)
        )
    return ""


def bad_cells(cells: tuple[Cell, ...]) -> tuple[Place, ...]:
    """What could not be read so far, in stretches."""
    found: list[Place] = []
    for number, cell in enumerate(cells):
        if cell is not Cell.REFUSED:
            continue
        start, end = number / len(cells), (number + 1) / len(cells)
        if found and found[-1].end == start:
            found[-1] = Place(found[-1].start, end)
        else:
            found.append(Place(start, end))
    return tuple(found)


def end_label(image: Inspected) -> str:
    if image.backup is not None and image.backup.only_used:
        return translate("backup", "end of what is used", "map.axis")
    return translate("map", "end of drive", "map.axis")


def _file(image: Inspected) -> str:
    return named(image.backup) if image.backup is not None else ""


def _begun(job: Working) -> tuple[Stage, ...]:
    return tuple(stage for stage, _ in job.progress.stages)


def _pass(job: Working) -> Pass:
    """The way over the drive, or over the file when that is summed up."""
    return job.progress.aside if job.progress.stage is Stage.SUM else job.progress.current


def _counts(job: Working) -> bool:
    """Around bad places nearly everything is read, and nobody knows how long the rest takes."""
    if job.progress.stage is Stage.RESCUE:
        return False
    return job.step in (Step.WRITE, Step.CHECK) and _pass(job).fraction is not None


def _percent(job: Working) -> int:
    """Of the step, by bytes."""
    if job.step is Step.FINISH:
        return 100
    fraction = None if job.step is Step.PREPARE else _pass(job).fraction
    return int(100 * fraction) if fraction is not None else 0


def _stages(job: Working) -> tuple[StageItem, ...]:
    steps = {
        Step.PREPARE: translate("backup", "Prepare", "stage"),
        Step.WRITE: translate("backup", "Read", "stage"),
        Step.CHECK: translate("backup", "Sum up", "stage"),
        Step.FINISH: translate("backup", "Finish", "stage"),
    }
    if job.purpose is Purpose.CHECK:
        del steps[Step.WRITE]
        steps[Step.CHECK] = translate("backup", "Compare", "stage")
    return tuple(StageItem(text, _stage(job, step)) for step, text in steps.items())


def _stage(job: Working, step: Step) -> StageState:
    if step < job.step:
        return StageState.DONE
    return StageState.NOW if step == job.step else StageState.TO_DO


def _title(job: Working) -> str:
    match job.step:
        case Step.PREPARE:
            return translate("backup", "Preparing", "prep.title")
        case Step.WRITE:
            if job.progress.stage is Stage.RESCUE:
                return translate("backup", "Reading around bad places", "backup.rescue")
            return translate("backup", "Reading", "backup.read")
        case Step.CHECK:
            if job.purpose is Purpose.CHECK:
                return translate("backup", "Comparing drive and file", "backup.compare")
            return translate("backup", "Summing up the file", "backup.sum")
        case Step.FINISH:
            return translate("backup", "Finishing", "finish.title")


def _map(job: Working, name: str) -> SpeedMap:
    progress, current = job.progress, _pass(job)
    comparing = job.purpose is Purpose.CHECK and job.step is Step.CHECK
    moving = comparing or progress.stage in _READING
    head = (Head.CHECKING if comparing else Head.WRITING) if moving else Head.NONE
    return replace(
        moved(name, _percent(job), progress, current, head),
        places=bad_cells(progress.cells),
        end_label=end_label(job.image),
        description=state_of(job),
    )


def _figures(job: Working) -> tuple[Figure, ...]:
    current = _pass(job)
    counting = job.step in (Step.WRITE, Step.CHECK) and current.done > 0
    label = translate("backup", "Read", "figure")
    if job.progress.stage is Stage.SUM:
        label = translate("backup", "Summed up", "figure")
    if job.purpose is Purpose.CHECK:
        label = translate("backup", "Compared", "figure")
    done = _done(current)
    if job.progress.stage is Stage.RESCUE and current.total is not None:
        label, done = translate("backup", "Not read yet", "figure"), size(_unread(current))
    return figures(current, label, done, job.now - job.began, counting=counting)


def _done(current: Pass) -> str:
    if current.total is None:
        return translate("work", "–", "figure: no value yet")
    return done_of(current.done, current.total)


def _bad_places(job: Working) -> Banner | None:
    if not job.progress.warned("bad-places"):
        return None
    text = translate(
        "backup",
        "The drive may be wearing out: all that reads well was saved first. What stays "
        "unreadable becomes zeros in the file, and is listed beside it.",
        "backup.rescue",
    )
    title = translate("backup", "Some places can’t be read", "backup.rescue")
    return Banner(Tone.CAUTION, Icon.ALERT, title, text)

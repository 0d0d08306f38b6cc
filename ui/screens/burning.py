"""A disc that is burned and read back: stages, percentage, time left, four numbers."""

from __future__ import annotations

from dataclasses import replace

from app.display import for_display
from app.events import Stage
from app.progress import Pass
from ui import intents
from ui.icons import Icon
from ui.screens import names
from ui.screens.burn import drive_name, kind_of
from ui.screens.maps import moved
from ui.screens.pace import figures, in_words, stage_name, time_left, window_title
from ui.state.burning import Burn, Run
from ui.text import done_of, percent, size, translate
from ui.view import (
    Bar,
    Button,
    Figure,
    Head,
    SpeedMap,
    StageItem,
    StageState,
    Work,
    plain,
)


def burning(burn: Burn, run: Run) -> Work:
    stages = _stages(run)
    title = _title(run)
    return Work(
        mark=names.mark(burn.image),
        image=names.title(burn.image),
        drive_icon=Icon.DISC,
        drive=drive_name(run.drive),
        node=kind_of(run.disc),
        stages=stages,
        percent=percent(_percent(run)) if _counts(run) else "",
        title=title,
        lead=left_of(run),
        map=_map(burn, run, title),
        figures=_figures(run),
        stages_name=stage_name(stages),
    )


def burning_bar(run: Run) -> Bar:
    if run.stopping:
        text = translate("burning", "Stopping. The drive calms down first…", "burn.stop")
        return Bar(plain(text), icon=Icon.CLOCK)
    text = translate("burning", "Leave the disc in the drive.", "burn.foot")
    if run.simulate:
        text = translate("burning", "Nothing is burned: the laser stays off.", "burn.foot")
    stop = Button(translate("work", "Stop…", "stop.title"), intents.StopAsked())
    if run.simulate:
        stop = Button(translate("burning", "Stop", "stop.title"), intents.StopAsked())
    return Bar(plain(text), icon=Icon.INFO, end=(stop,))


def state_of(run: Run) -> str:
    """How it stands, for a screen reader."""
    if not _counts(run):
        return left_of(run)
    current = _pass(run)
    return in_words(current, _done(current), left_of(run))


def title_of_window(run: Run) -> str:
    return window_title(run.progress.fraction, for_display(run.drive.name))


def left_of(run: Run) -> str:
    progress = run.progress
    if progress.stage is None:
        return translate("burning", "Looking at the disc once more", "burn.look")
    if run.closing:
        return translate("burning", "This can take some minutes", "burn.close")
    if run.checking and not progress.check.done:
        return translate("burning", "Waiting until the drive knows its disc again", "burn.look")
    text = ""
    if progress.stage is Stage.WRITE and progress.checks:
        text = translate("work", "About {time} left, check included", "write.left")
    return time_left(progress.seconds_left(), text)


def _title(run: Run) -> str:
    if run.checking:
        return translate("burning", "Checking every byte", "check.title")
    if run.closing:
        return translate("burning", "Closing the disc", "burn.close")
    if run.progress.stage is None:
        return translate("burning", "Preparing", "prep.title")
    if run.simulate:
        return translate("burning", "Simulating", "burn.simulate")
    return translate("burning", "Burning", "burn.title: while it goes on")


def _pass(run: Run) -> Pass:
    return run.progress.check if run.checking else run.progress.write


def _counts(run: Run) -> bool:
    return run.progress.stage in (Stage.WRITE, Stage.VERIFY)


def _percent(run: Run) -> int:
    return int(100 * (_pass(run).fraction or 0.0))


def _stages(run: Run) -> tuple[StageItem, ...]:
    steps = {
        None: translate("burning", "Prepare", "stage"),
        Stage.WRITE: translate("burning", "Simulate", "stage")
        if run.simulate
        else translate("burning", "Burn", "stage"),
        Stage.SYNC: translate("burning", "Close", "stage: of a disc"),
        Stage.VERIFY: translate("burning", "Check", "stage"),
    }
    order = list(steps)
    at = order.index(run.progress.stage) if run.progress.stage in steps else 0
    return tuple(
        StageItem(text, _state(run, index, at, step))
        for index, (step, text) in enumerate(steps.items())
    )


def _state(run: Run, index: int, at: int, step: Stage | None) -> StageState:
    if step is Stage.VERIFY and run.simulate:
        return StageState.SKIPPED
    if index < at:
        return StageState.DONE
    return StageState.NOW if index == at else StageState.TO_DO


def _map(burn: Burn, run: Run, name: str) -> SpeedMap:
    current = _pass(run)
    moving = _counts(run) and current.fraction is not None
    head = (Head.CHECKING if run.checking else Head.WRITING) if moving else Head.NONE
    drawn = moved(name, _percent(run), run.progress, current, head)
    return replace(
        drawn, start_label=map_start(), end_label=map_end(burn), description=state_of(run)
    )


def map_start() -> str:
    return translate("burning", "start of the disc", "map.axis")


def map_end(burn: Burn) -> str:
    text = translate("map", "end of image, {size}", "map.axis")
    return text.format(size=size(burn.image.source.size or 0))


def _figures(run: Run) -> tuple[Figure, ...]:
    current = _pass(run)
    counting = _counts(run) and current.done > 0
    label = translate("burning", "Burned", "figure")
    if run.checking:
        label = translate("work", "Read back", "figure")
    elapsed = max(run.progress.now, run.began) - run.began
    return figures(current, label, _done(current), elapsed, counting=counting)


def _done(current: Pass) -> str:
    return size(current.done) if current.total is None else done_of(current.done, current.total)

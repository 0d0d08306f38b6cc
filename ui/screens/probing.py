"""A drive being tested: the map as far as it is known, what is done just now, and stopping it."""

from app.events import Stage
from ui import intents
from ui.icons import Icon
from ui.screens import names
from ui.screens.cell_map import cell_panel, share_tested, tested
from ui.screens.maps import moving_map
from ui.screens.pace import time_left
from ui.screens.working import stalled
from ui.state import QuitOpen, SkipOpen, StopOpen
from ui.state.job import Working
from ui.text import dotted, percent, translate
from ui.view import (
    AskSheet,
    Badge,
    Bar,
    Button,
    Look,
    MapPanel,
    Outcome,
    Panel,
    Tone,
    plain,
)


def testing(job: Working) -> Outcome:
    heading = translate("probe", "Testing {drive}", "probe.title")
    panels: list[Panel] = [cell_panel(job.progress.cells, _tested(job))]
    if _erases(job):
        panels.append(MapPanel(moving_map(job, _doing(job), state_of(job))))
    if (banner := stalled(job)) is not None:
        panels.append(banner)
    return Outcome(
        Badge(Tone.INFO, Icon.PULSE),
        heading.format(drive=names.drive_and_size(job.drive)),
        plain(state_of(job)),
        panels=tuple(panels),
    )


def testing_bar(job: Working) -> Bar:
    if job.stopping:
        text = translate("probe", "Stopping. Waiting for the drive…", "stop.waiting")
        if not _erases(job):
            text = translate("probe", "Stopping. What was there is put back…", "probe.stop")
        return Bar(plain(text), icon=Icon.CLOCK)
    text = translate(
        "probe", "Keep the drive plugged in. You can go on using your computer.", "write.foot"
    )
    stop = Button(translate("probe", "Stop the test…", "probe.stop"), intents.StopAsked())
    return Bar(plain(text), icon=Icon.INFO, start=(stop,))


def state_of(job: Working) -> str:
    """ "Filling it to its last byte · 43% · About 20 minutes left" """
    progress = job.progress
    way = {Stage.WRITE: progress.write, Stage.VERIFY: progress.check}.get(
        progress.stage or Stage.RELEASE, progress.aside
    )
    counts = way.total is not None and progress.stage is not Stage.SYNC
    fraction = way.fraction if counts else None
    share = percent(int(100 * fraction)) if fraction is not None else ""
    return dotted(*filter(None, (_doing(job), share, _left(job))))


def ask_about(opened: StopOpen | SkipOpen | QuitOpen, job: Working) -> AskSheet:
    """Stopping the test, or closing the window."""
    drive = names.drive_name(job.drive)
    if _erases(job):
        text = translate(
            "probe",
            "What was on {drive} is gone already. It will hold nothing of use.",
            "probe.stop",
        )
    else:
        text = translate("probe", "What was there before is put back first.", "probe.stop")
    if isinstance(opened, QuitOpen):
        title = translate("probe", "The test is not finished", "quit.title")
        word = translate("probe", "Stop and close", "quit.title")
        stop = Button(word, intents.QuitConfirmed(), Look.DANGER_OUTLINE)
    else:
        title = translate("probe", "Stop the test?", "probe.stop")
        word = translate("probe", "Stop", "stop.title")
        stop = Button(word, intents.StopConfirmed(), Look.DANGER_OUTLINE)
    keep = Button(
        translate("probe", "Go on testing", "probe.stop"), intents.Dismiss(), Look.PRIMARY
    )
    return AskSheet(title, text.format(drive=drive), keep, (stop,))


def _erases(job: Working) -> bool:
    return job.image.erases


def _tested(job: Working) -> str:
    """By bytes where each is read: a cell is on the map as soon as anything in it was."""
    if not _erases(job):
        return tested(job.progress.cells, whole=False)
    way = job.progress.check
    return share_tested(int(100 * (way.fraction or 0.0))) if way.done else ""


def _doing(job: Working) -> str:
    match job.progress.stage:
        case Stage.KEEP:
            return translate("probe", "Keeping what is there", "probe.stage")
        case Stage.PROBE:
            return translate("probe", "Writing here and there", "probe.stage")
        case Stage.PROBE_READ:
            return translate("probe", "Reading it back", "probe.stage")
        case Stage.PUT_BACK:
            return translate("probe", "Putting back what was there", "probe.stage")
        case stage:
            return _doing_all_over(stage)


def _doing_all_over(stage: Stage | None) -> str:
    match stage:
        case Stage.BLANK:
            return translate("probe", "Clearing both ends of the drive", "probe.stage")
        case Stage.WRITE:
            return translate("probe", "Filling it to its last byte", "probe.stage")
        case Stage.VERIFY:
            return translate("probe", "Reading every byte back", "probe.stage")
        case Stage.SYNC:
            return translate("probe", "Waiting until the drive has stored it", "probe.stage")
        case Stage.IDENTITY:
            return translate("probe", "Checking that it is still the same drive", "probe.stage")
        case _:
            return translate("probe", "Closing what is open on the drive", "probe.stage")


def _left(job: Working) -> str:
    """Of the filling and the reading; nobody knows how often a quick probe looks closer."""
    if job.progress.stage not in (Stage.WRITE, Stage.VERIFY):
        return ""
    return time_left(job.progress.seconds_left())

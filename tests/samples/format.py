"""A drive that is made ready for files: chosen, asked about, made. Of the program's own screens."""

from dataclasses import replace

from samples.mapping import mapped
from support_window import GB, drive, ended, partition, sized, told, verified, with_drives, working

from app.drives.drive import DriveInfo
from app.errors import AppError, WriteRefused
from app.events import Event, Progressed, Stage, StageStarted
from ui import intents
from ui.screens.screen import screen
from ui.state import ConfirmOpen, NameOpen, State
from ui.state.drive_list import key_of
from ui.state.happenings import LackingFound
from ui.state.image import Inspected
from ui.view import Screen

STICK = drive(partitions=(partition(),))
OTHER = sized(64 * GB, 2, vendor="Kingston", model="DataTraveler")


def _opened(*settings: intents.SettingChanged) -> State:
    state = told(with_drives(STICK, OTHER), intents.OpenTool("make-normal"))
    if settings:
        state = told(told(state, intents.ShowOptions()), LackingFound(()))
    for setting in settings:
        state = told(state, setting)
    return state


def _chosen(state: State, chosen: DriveInfo = STICK) -> State:
    return replace(state, chosen=key_of(chosen))


def _shown(state: State) -> Screen:
    """Without the signs that keep names apart from the direction of the text: fonts differ in what
    room they take."""
    return mapped(screen(state, 9.0), lambda text: text.translate({0x2068: "", 0x2069: ""}))


def _over(state: State, error: AppError | None = None) -> State:
    image = state.image
    assert isinstance(image, Inspected)
    progress = working(events() if error is None else broken_off()).progress
    end = replace(verified(32 * GB), sha256=None)  # which would tell nobody anything
    over = ended(error or end, image=image, drive=STICK, progress=progress)
    return replace(state, job=over)


def events() -> tuple[tuple[float, Event], ...]:
    """Half a minute each way."""
    told: list[tuple[float, Event]] = []
    for began, stage in ((1.0, Stage.WRITE), (31.0, Stage.VERIFY)):
        told.append((began, StageStarted(stage, 32 * GB)))
        told += [(began + n, Progressed(stage, n * 32 * GB // 30)) for n in range(1, 31)]
    return tuple(told)


def broken_off() -> tuple[tuple[float, Event], ...]:
    """At 12 of 32 GB."""
    return (
        (1.0, StageStarted(Stage.WRITE, 32 * GB)),
        *((1.0 + n, Progressed(Stage.WRITE, n * GB)) for n in range(1, 13)),
    )


READY = _chosen(_opened())
WRONG = NameOpen("a:b", "its name has signs that not every system takes")
FORMAT = _shown(READY)
OPTIONS = _shown(_opened(intents.SettingChanged("kind", "fat32")))
NAME = _shown(replace(READY, sheet=WRONG))
CONFIRM = _shown(replace(READY, sheet=ConfirmOpen(STICK)))
DONE = _shown(_over(READY))
FAILED = _shown(_over(READY, WriteRefused(STICK.name, 12 * GB, "Input/output error")))

"""A written drive is compared with its image: chosen, read, the same or not. Of the program's own
screens."""

from dataclasses import replace

from samples.mapping import mapped
from support_window import (
    GB,
    drive,
    ended,
    inspected,
    partition,
    told,
    verified,
    with_drives,
    working,
)

from app.errors import AppError, Drift, DriveDiffers, DriveDrifted
from app.events import Event, Progressed, Stage, StageStarted
from app.result import Result
from ui import intents
from ui.screens.screen import screen
from ui.state import State
from ui.state.drive_list import key_of
from ui.state.job import Purpose, Step
from ui.view import Screen

STICK = drive(partitions=(partition(),))


def opened(*, chosen: bool = True) -> State:
    state = told(with_drives(STICK, drive(2), image=inspected()), intents.OpenTool("check-drive"))
    return replace(state, chosen=key_of(STICK) if chosen else "")


def events(share: float) -> tuple[tuple[float, Event], ...]:
    count = int(share * 60)
    told: list[tuple[float, Event]] = [(1.0, StageStarted(Stage.VERIFY, 6 * GB))]
    told += [(1.0 + n, Progressed(Stage.VERIFY, n * GB // 10)) for n in range(1, count + 1)]
    return tuple(told)


def at_work() -> State:
    job = working(events(0.4), Purpose.COMPARE, drive=STICK)
    return replace(opened(), job=job)


def over(end: Result | AppError) -> State:
    progress = working(events(1.0), Purpose.COMPARE).progress
    job = ended(end, drive=STICK, progress=progress, purpose=Purpose.COMPARE, step=Step.FINISH)
    return replace(opened(chosen=False), job=job)


def _shown(state: State) -> Screen:
    """Without the signs that keep names apart from the direction of the text: fonts differ in what
    room they take."""
    return mapped(screen(state, 9.0), lambda text: text.translate({0x2068: "", 0x2069: ""}))


DIFFERS = DriveDiffers(STICK.name, ((3 * GB, 4096), (4 * GB, 1 << 20)), flaky=False)
DRIFTED = DriveDrifted(STICK.name, ((3 * GB, 4096),), (Drift.OPENED, Drift.FILES))
COMPARE = _shown(opened())
EMPTY = _shown(told(with_drives(STICK), intents.OpenTool("check-drive")))
COMPARING = _shown(at_work())
SAME = _shown(over(verified()))
NOT_THE_SAME = _shown(over(DIFFERS))
ONLY_STARTED = _shown(over(DRIFTED))

"""How the state changes around the virtual machine. It runs beside the window, which waits with its
sheet: nothing that it does changes what is chosen or written."""

from dataclasses import replace

from ui import intents
from ui.state import NotHere, NotHereOpen, State, TryOpen
from ui.state.effects import StopTrying, TryIn
from ui.state.happenings import TryEnded, TryRuns, TrySlow
from ui.state.image import Inspected
from ui.state.job import Ended
from ui.state.turn import Turn


def try_it(state: State, _: intents.TryInMachine, _now: float) -> Turn:
    """The drive that was just written, else the image. A file that played the drive is one, too."""
    drive = state.job.drive if isinstance(state.job, Ended) else None
    image = state.image
    there = isinstance(image, Inspected) and image.link is None and state.job is None
    if drive is None and not there:
        return Turn(state)
    sheet = NotHereOpen(NotHere.MACHINE) if state.computer.sandboxed else TryOpen(drive)
    return Turn(replace(state, sheet=sheet))


def try_by(state: State, intent: intents.TryBy, _now: float) -> Turn:
    opened, image = state.sheet, state.image
    if not isinstance(opened, TryOpen) or opened.number:
        return Turn(state)
    source = image.source if isinstance(image, Inspected) else None
    number = state.asked + 1
    sheet = replace(opened, number=number, source=source, firmware=intent.firmware)
    begun = replace(state, asked=number, sheet=sheet)
    return Turn(begun, (TryIn(number, intent.firmware, source, opened.drive),))


def stop(state: State, _: intents.StopTrying, _now: float) -> Turn:
    if not isinstance(state.sheet, TryOpen):
        return Turn(state)
    return Turn(replace(state, sheet=None), (StopTrying(),))


def slow(state: State, told: TrySlow, _now: float) -> Turn:
    opened = _running(state, told.number)
    return Turn(replace(state, sheet=replace(opened, slow=True)) if opened else state)


def runs(state: State, told: TryRuns, _now: float) -> Turn:
    opened = _running(state, told.number)
    return Turn(replace(state, sheet=replace(opened, runs=True)) if opened else state)


def ended(state: State, told: TryEnded, _now: float) -> Turn:
    """A machine that was closed without a word leaves none."""
    opened = _running(state, told.number)
    if opened is None:
        return Turn(state)
    over = replace(opened, booted=told.booted, error=told.error)
    told_of = _kept(state, opened) if told.booted else state
    return Turn(replace(told_of, sheet=over if over.ended else None))


def _kept(state: State, opened: TryOpen) -> State:
    """What was seen, with what was tried, and with nothing that has taken its place since."""
    job, image = state.job, state.image
    if opened.drive is not None:
        if not isinstance(job, Ended) or job.drive != opened.drive:
            return state
        return replace(state, job=replace(job, booted=job.booted | {opened.firmware}))
    if not isinstance(image, Inspected) or image.source is not opened.source:
        return state
    return replace(state, image=replace(image, booted=image.booted | {opened.firmware}))


def _running(state: State, number: int) -> TryOpen | None:
    opened = state.sheet
    return opened if isinstance(opened, TryOpen) and opened.number == number else None

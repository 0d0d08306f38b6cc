"""A drive that is tested: chosen, asked about, tested, and what was found. Of the program's own
screens."""

from dataclasses import replace
from pathlib import Path

from samples.mapping import mapped
from support_window import GB, drive, ended, partition, sized, told, with_drives, working

from app.capacity import Capacity, Cell, Verdict
from app.drives.drive import DriveInfo
from app.drives.told import Told
from app.errors import AppError, DriveGone, DriveReadOnly, Stopped
from app.events import Event, Judged, Progressed, Stage, StageStarted, Undoable
from app.journal import End, Unfinished
from ui import intents
from ui.screens.screen import screen
from ui.state import ConfirmOpen, QuitOpen, State, StopOpen
from ui.state.drive_list import key_of
from ui.state.happenings import LackingFound, UnfinishedFound
from ui.state.image import Inspected
from ui.state.job import Purpose
from ui.view import Screen

STICK = sized(128 * GB, vendor="", model="Generic Flash Disk", partitions=(partition(),))
OTHER = drive(2, vendor="Kingston", model="DataTraveler")
KEEPS = 148 * GB // 10
KEPT = (31.0, Undoable(possible=True))  # and not put back


def opened(*, every_byte: bool = False, chosen: DriveInfo | None = None) -> State:
    state = told(with_drives(STICK, OTHER), intents.OpenTool("test"))
    state = told(state, intents.ChooseProbe(every_byte=every_byte))
    return replace(state, chosen=key_of(chosen)) if chosen is not None else state


def quick() -> tuple[tuple[float, Event], ...]:
    """In the middle of reading what was marked."""
    return (
        (1.0, StageStarted(Stage.RELEASE)),
        (2.0, StageStarted(Stage.KEEP, 8 * 10**6)),
        (9.0, StageStarted(Stage.PROBE, 4 * 10**6)),
        (20.0, StageStarted(Stage.PROBE_READ, 4 * 10**6)),
        (21.0, Progressed(Stage.PROBE_READ, 2 * 10**6)),
        *((21.0, Judged(cell, 320, Cell.GOOD)) for cell in range(160)),
    )


def every_byte() -> tuple[tuple[float, Event], ...]:
    """Most of it is read back, and most of that is not what was written."""
    told: list[tuple[float, Event]] = [(1.0, StageStarted(Stage.WRITE, 128 * GB))]
    told += [(1.0 + 20 * n, Progressed(Stage.WRITE, n * GB)) for n in range(1, 129)]
    told.append((2600.0, StageStarted(Stage.VERIFY, 128 * GB)))
    told += [(2600.0 + 15 * n, Progressed(Stage.VERIFY, n * GB)) for n in range(1, 111)]
    told += [
        (4250.0, Judged(cell, 320, Cell.GOOD if cell < 37 else Cell.REPEATS)) for cell in range(275)
    ]
    return tuple(told)


def found(verdict: Verdict, *, whole: bool = True, changed: int = 0) -> Capacity:
    size = keeps = STICK.size
    ranges: tuple[tuple[int, int], ...] = ()
    cells = [Cell.GOOD] * 320
    if verdict is Verdict.FAKE:
        keeps, cells[37:] = KEEPS, [Cell.REPEATS] * 283
    if verdict is Verdict.WORN:
        places = (41, 42, 170)
        ranges = tuple((place * size // 320, 1 << 20) for place in places)
        for place in places:
            cells[place] = Cell.REFUSED if place > 100 else Cell.LOST
    looked = 0 if whole else 960
    return Capacity(
        size, keeps, verdict, tuple(cells), ranges, 64 << 20, whole, 4900.0, changed, looked
    )


def at_work(state: State, events: tuple[tuple[float, Event], ...]) -> State:
    image = state.image
    assert isinstance(image, Inspected)
    job = working(events, Purpose.TEST, image=image, drive=STICK)
    return replace(state, job=job, chosen="")


def over(
    state: State, end: Capacity | AppError, events: tuple[tuple[float, Event], ...] = ()
) -> State:
    image = state.image
    assert isinstance(image, Inspected)
    progress = working(events, Purpose.TEST).progress
    job = ended(end, image=image, drive=STICK, progress=progress, purpose=Purpose.TEST)
    return replace(state, job=job, chosen="")


def left_of_probe(stick: DriveInfo) -> Unfinished:
    """One that was pulled out, with what it overwrote beside its story."""
    return Unfinished(
        image="Quick probe",
        stage=Stage.BLANK,
        done=0,
        total=None,
        why="",
        end=End.KILLED,
        when=1700000000.0,
        drive=Told.of(stick),
        story=Path("/nowhere/1.jsonl"),
        undoable=True,
        probed=True,
    )


def _shown(state: State) -> Screen:
    """Without the signs that keep names apart from the direction of the text: fonts differ in what
    room they take."""
    return mapped(screen(state, 9.0), lambda text: text.translate({0x2068: "", 0x2069: ""}))


QUICK, WHOLE = opened(chosen=STICK), opened(every_byte=True, chosen=STICK)
TEST = _shown(QUICK)
TEST_WHOLE = _shown(WHOLE)
ASK = _shown(replace(QUICK, sheet=ConfirmOpen(STICK)))
ASK_WHOLE = _shown(replace(WHOLE, sheet=ConfirmOpen(STICK)))
TESTING = _shown(at_work(QUICK, quick()))
TESTING_WHOLE = _shown(at_work(WHOLE, every_byte()))
STOP = _shown(replace(at_work(QUICK, quick()), sheet=StopOpen()))
CLOSE = _shown(replace(at_work(WHOLE, every_byte()), sheet=QuitOpen()))
FAKE = _shown(over(WHOLE, found(Verdict.FAKE)))
GOOD_PART = _shown(told(over(WHOLE, found(Verdict.FAKE)), LackingFound((), good_part=True)))
WORN = _shown(over(QUICK, found(Verdict.WORN, whole=False, changed=2)))
FINE = _shown(over(WHOLE, found(Verdict.FINE)))
NOTHING_FOUND = _shown(over(QUICK, found(Verdict.FINE, whole=False)))
UNPLUGGED = _shown(
    told(
        over(QUICK, DriveGone(STICK.name), (*quick(), KEPT)),
        UnfinishedFound((left_of_probe(STICK),)),
    )
)
LOCKED = _shown(over(WHOLE, DriveReadOnly(STICK.name, 41 * GB), every_byte()[:42]))
STOPPED = _shown(over(WHOLE, Stopped(), every_byte()))

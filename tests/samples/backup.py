"""A drive that is saved to a file: chosen, read, saved, or not. Of the program's own screens."""

from dataclasses import replace
from pathlib import Path

from samples.mapping import mapped
from support_window import GB, drive, ended, partition, sized, told, with_drives

from app.capacity import CELLS, Cell
from app.drives.drive import DriveInfo, DriveKind, Reason
from app.errors import AppError, DriveGone, FileThere, Stopped
from app.events import Event, Judged, Progressed, Stage, StageStarted, Warned
from app.progress import Progress
from app.saved import Saved
from ui import intents
from ui.screens.screen import screen
from ui.state import Refused, State, StopOpen
from ui.state.drive_list import key_of
from ui.state.happenings import BackupFileChosen
from ui.state.image import Inspected
from ui.state.job import Ended, Purpose, Working
from ui.view import Screen

STICK = drive(partitions=(partition(),))
SAVED_TO = Path("/home/a/Documents/SanDisk Ultra 2026-11-27.img.zst")
BAD = ((12 * GB, 4096), (12 * GB + 8192, 512), (21 * GB, 512))


def disc_drive() -> DriveInfo:
    """With a DVD in it."""
    reason = Reason("not-a-drive", "A disc drive, not a stick (sr0).", hidden=True)
    facts = {
        "label": "PHOTOS 2019",
        "file_system": "iso9660",
        "node": "/dev/sr0",
        "vendor": "HL-DT-ST",
        "model": "DVDRAM GP65",
        "serial": "",
    }
    return sized(4_700_000_000, 5, kind=DriveKind.INTERNAL, bus="ata", reasons=(reason,), **facts)


def opened(*drives: DriveInfo) -> State:
    return told(with_drives(*(drives or (STICK, disc_drive()))), intents.OpenTool("back-up"))


def chosen(state: State) -> State:
    return replace(state, chosen=key_of(STICK))


def with_file(state: State, path: Path = SAVED_TO) -> State:
    return told(state, BackupFileChosen(path, begins=False))


def image_of(state: State) -> Inspected:
    assert isinstance(state.image, Inspected)
    return state.image


def events(*, bad: bool = False, until: float = 1.0) -> tuple[tuple[float, Event], ...]:
    """Four minutes of reading; `bad`: not all of it can be."""
    said: list[tuple[float, Event]] = [
        (0.5, StageStarted(Stage.RELEASE)),
        (1.0, StageStarted(Stage.READ, 32 * GB)),
    ]
    steps = range(1, int(240 * until) + 1)
    most = 32 * GB - 131_072 if bad else 32 * GB
    said += [(1.0 + n, Progressed(Stage.READ, min(most, n * 32 * GB // 240))) for n in steps]
    if bad:
        said.append((242.0, Warned("bad-places", "Some places can’t be read.")))
        said.append((242.0, StageStarted(Stage.RESCUE, 32 * GB, most)))
        said += [(242.0, Judged(cell, CELLS, Cell.REFUSED)) for cell in (120, 210)]
    return tuple(said)


def at_work(told_: tuple[tuple[float, Event], ...], purpose: Purpose = Purpose.SAVE) -> State:
    state = with_file(chosen(opened()))
    job = Working(1, image_of(state), STICK, purpose, began=0.0, moved=0.0)
    progress = Progress(checks=False)
    for now, event in told_:
        progress = progress.after(event, now)
        job = job.after(progress, now)
    return replace(state, job=job)


def over(
    end: Saved | AppError, told_: tuple[tuple[float, Event], ...] = (), **more: object
) -> State:
    state = at_work(told_ or events())
    assert isinstance(state.job, Working)
    job: Ended = ended(
        end,
        image=state.job.image,
        drive=STICK,
        progress=state.job.progress,
        step=state.job.step,
        purpose=more.get("purpose", Purpose.SAVE),
    )
    return replace(state, job=job, chosen="")


def saved(*unread: tuple[int, int], checked: bool = False) -> Saved:
    return Saved(
        size=32 * GB,
        stored=9_400_000_000,
        sha256="c2e4efee" * 8,
        file_sha256="51d9a0b7" * 8,
        seconds=300.0,
        unread=unread,
        checked=checked,
    )


def _shown(state: State) -> Screen:
    """Without the signs that keep names apart from the direction of the text: fonts differ in what
    room they take."""
    return mapped(screen(state, 9.0), lambda text: text.translate({0x2068: "", 0x2069: ""}))


_ENDED_BADLY = events(bad=True)
_SUMMING = (
    *events(),
    (243.0, StageStarted(Stage.SUM, 41 * GB)),
    *((243.0 + n, Progressed(Stage.SUM, n * GB)) for n in range(1, 25)),
)
READY = _shown(chosen(opened()))
CHOSEN = _shown(with_file(chosen(opened())))
OPTIONS = _shown(told(with_file(chosen(opened())), intents.ShowOptions()))
THERE = FileThere("SanDisk Ultra 2026-11-27.img.zst.part", unfinished=True)
UNFINISHED = _shown(replace(with_file(chosen(opened())), notice=Refused(THERE, STICK)))
READING = _shown(at_work(events(until=0.4)))
BAD_PLACES = _shown(at_work(_ENDED_BADLY))
SUMMING = _shown(at_work(_SUMMING))
STOP = _shown(replace(at_work(events(until=0.4)), sheet=StopOpen()))
SAVED = _shown(over(saved()))
INCOMPLETE = _shown(over(saved(*BAD), _ENDED_BADLY))
STOPPED = _shown(over(Stopped(), events(until=0.4)))
UNPLUGGED = _shown(over(DriveGone("SanDisk Ultra"), events(until=0.6)))

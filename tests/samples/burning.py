"""The page on which discs are burned, from the choice to the end. Of the program's own screens."""

from dataclasses import replace

from samples.mapping import mapped
from support_window import GB, inspected, ready, report, told

from app.burning.disc import Disc
from app.burning.drives import DiscDrive
from app.burning.told import Burned
from app.errors import AppError, DiscDiffers, NoDisc, Stopped
from app.events import Progressed, Stage, StageStarted
from app.progress import Progress
from ui import intents
from ui.screens.screen import screen
from ui.state import BurnOpen, Page, State
from ui.state.burning import Burn, Run, Seen
from ui.state.happenings import BurnEnded
from ui.state.image import Inspected
from ui.view import Screen

LG = DiscDrive("/dev/sr0", "HL-DT-ST BD-RE BU40N")
PIONEER = DiscDrive("/dev/sr1", "Pioneer DVD-RW DVRTD11")
SAMSUNG = DiscDrive("/dev/sr2", "TSSTcorp SE-208AB")
ROOM = 2_295_104  # blocks of 2,048 bytes
CD_R = Disc(PIONEER.node, "CD-R", 0, 0, 359_847, blank=True, again=False, open=False)
DVD_RW = Disc(LG.node, "DVD+RW", 1, 331_776, ROOM, blank=False, again=True, open=True)
SIZE = 4 * GB
_SMALL = NoDisc(
    "the image needs 4,000,309,248 bytes of the disc, and it has 736,966,656",
    "Put in a larger disc.",
    4_000_309_248,
)
_ABOUT = report(size=SIZE, title="Debian 13 “trixie”")
DRIVES = (
    Seen(LG, DVD_RW),
    Seen(PIONEER, CD_R, _SMALL),
    Seen(
        SAMSUNG,
        why=NoDisc("there is no disc in the drive that can be read", "Put in an empty one."),
    ),
)


def burn_state(*drives: Seen) -> State:
    image = inspected(_ABOUT)
    return replace(
        ready(about=_ABOUT), page=Page.BURN, image=image, burn=Burn(1, image, drives), asked=1
    )


def running(disc: Disc, *, simulate: bool = False, events: int = 20) -> State:
    """`events` of 60: half of them burn, the others check."""
    state = burn_state(Seen(LG, disc))
    assert state.burn is not None
    progress = Progress(checks=not simulate).after(StageStarted(Stage.WRITE, SIZE), 1.0)
    for n in range(1, min(events, 30) + 1):
        progress = progress.after(Progressed(Stage.WRITE, n * SIZE // 30), 1.0 + 8 * n)
    if events > 30:
        progress = progress.after(StageStarted(Stage.SYNC), 250.0)
        progress = progress.after(StageStarted(Stage.VERIFY, SIZE), 260.0)
    for n in range(1, events - 29):
        progress = progress.after(Progressed(Stage.VERIFY, n * SIZE // 30), 260.0 + 5 * n)
    run = Run(2, LG, disc, simulate, 0.0, progress)
    return replace(state, burn=replace(state.burn, chosen=LG.node, run=run), asked=2)


def run_of(state: State) -> Run:
    assert state.burn is not None
    assert state.burn.run is not None
    return state.burn.run


def over(disc: Disc, end: Burned | AppError, **facts: bool) -> State:
    state = running(disc, events=30 if facts.get("simulate") else 60, **facts)
    return told(state, BurnEnded(run_of(state).number, end))


def states() -> tuple[State, ...]:
    chosen = told(burn_state(*DRIVES), intents.ChooseDrive(LG.node))
    burned = Burned(verified=True, size=SIZE, sha256="c2e4efee" * 8, seconds=400.0)
    ends = (burned, Stopped(), DiscDiffers(LG.node, ((3 << 20, 1 << 20),), flaky=False), _SMALL)
    once = told(burn_state(Seen(LG, CD_R)), intents.ChooseDrive(LG.node))
    return (
        burn_state(),
        burn_state(Seen(LG)),
        burn_state(*DRIVES),
        chosen,
        told(chosen, intents.Write()),
        once,
        told(once, intents.Write()),
        running(CD_R, events=0),
        running(CD_R),
        running(CD_R, events=45),
        running(CD_R, simulate=True),
        told(running(CD_R), intents.StopAsked()),
        told(running(DVD_RW), intents.StopAsked()),
        told(running(DVD_RW, events=45), intents.StopAsked()),
        told(running(DVD_RW), intents.Quit()),
        told(told(running(DVD_RW), intents.StopAsked()), intents.StopConfirmed()),
        *(over(disc, end) for end in ends for disc in (CD_R, DVD_RW)),
        over(CD_R, replace(burned, verified=False), simulate=True),
    )


def about(state: State, image: Inspected, name: str) -> State:
    """The same with this image, and this name for all that has one."""
    burn, sheet = state.burn, state.sheet
    assert burn is not None
    fresh = replace(
        burn, image=image, drives=tuple(_named(each, name) for each in burn.drives or ())
    )
    if burn.run is not None:
        drive = replace(burn.run.drive, name=name)
        disc = replace(burn.run.disc, kind=name)
        fresh = replace(fresh, run=replace(burn.run, drive=drive, disc=disc))
    if isinstance(sheet, BurnOpen):
        sheet = BurnOpen(_named(sheet.seen, name))
    return replace(state, image=image, burn=fresh, sheet=sheet)


def _named(seen: Seen, name: str) -> Seen:
    disc = seen.disc and replace(seen.disc, kind=name)
    return replace(seen, drive=replace(seen.drive, name=name), disc=disc)


def _shown(state: State) -> Screen:
    """Without the signs that keep names apart from the direction of the text: fonts differ in what
    room they take."""
    return mapped(screen(state, 9.0), lambda text: text.translate({0x2068: "", 0x2069: ""}))


_ALL = states()
NO_DRIVE = _shown(_ALL[0])
CHOOSE = _shown(_ALL[3])
ERASE = _shown(_ALL[4])
ONCE = _shown(_ALL[6])
BURNING = _shown(_ALL[8])
CHECKING = _shown(_ALL[9])
STOP = _shown(_ALL[11])
DONE = _shown(_ALL[16])
SPOILED = _shown(_ALL[20])

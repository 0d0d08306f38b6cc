"""How the state changes around the drives: they come, they go, one is chosen by hand."""

from dataclasses import replace

from app.drives.drive import DriveInfo, Partition
from app.drives.safety import on_request
from app.errors import AppError, DriveChanged, DriveGone, StickFileGone
from app.plan_backup import with_discs
from ui import intents
from ui.state import (
    Blocked,
    ConfirmOpen,
    ConfirmSeveralOpen,
    Gone,
    HiddenOpen,
    ListChanged,
    NoStick,
    NotShownOpen,
    PutBackOpen,
    State,
)
from ui.state.after_ticks import ticks_reconsidered
from ui.state.backup import being_saved
from ui.state.drive_list import DriveList, key_of
from ui.state.effects import AskForStick, Locate, LookAgain, LookForDrives, MakeStick
from ui.state.happenings import DrivesSeen, StickChosen, StickMade, StickRefused, UnfinishedFound
from ui.state.image import Inspected
from ui.state.obstacles import obstacle
from ui.state.turn import Turn

SMALLEST_STICK = 8_000_000_000  # bytes; the file takes no room on the disk until it is written


def drives_seen(state: State, happening: DrivesSeen, now: float) -> Turn:
    listed = _listed(replace(state, looked=happening.drives), now)
    fresh = reconsidered(_undoubted(state, listed))
    if any(_differs(state, fresh, drive) for drive in _asked_about(state)):
        notice = fresh.notice if fresh.notice != state.notice else ListChanged()
        fresh = replace(fresh, sheet=None, notice=notice)
    fewer = len(fresh.drives.drives) < len(state.drives.drives)
    again = look_again(fresh) if fewer else ()  # the image may have lain on it
    return Turn(fresh, (*_locate(fresh), *again))


def _undoubted(before: State, listed: State) -> State:
    """A sleep takes a choice back: another drive of its kind may have its place, unseen."""
    doubted = {
        key
        for key in (listed.chosen, *listed.ticked)
        if (was := before.drives.find(key)) is not None
        and (is_now := listed.drives.find(key)) is not None
        and (was.identity.difference(now := is_now.identity) or was.identity.in_doubt(now))
    }
    chosen = "" if listed.chosen in doubted else listed.chosen
    return replace(listed, chosen=chosen, ticked=listed.ticked - doubted)


def look_again(state: State) -> tuple[LookAgain, ...]:
    """Whether the image is still there, and the same. Not on a result page, which is about what was
    written, nor while a drive is written."""
    image = state.image
    if not isinstance(image, Inspected) or image.link is not None or state.job is not None:
        return ()
    return (LookAgain(image.source),)


def unfinished_found(state: State, happening: UnfinishedFound, _now: float) -> Turn:
    return Turn(replace(state, unfinished=happening.writes))


def choose(state: State, intent: intents.ChooseDrive, _now: float) -> Turn:
    if state.at_work or state.several:
        return Turn(state)
    drive = state.drives.find(intent.key)
    if not intent.key or drive is None or _blocked(drive, state):
        return Turn(replace(state, chosen="") if not intent.key else state)
    return Turn(replace(state, chosen=intent.key, notice=None))


def _blocked(drive: DriveInfo, state: State) -> bool:
    return obstacle(drive, state.image, comparing=state.comparing) is not None


def reconsidered(state: State) -> State:
    """The choice is cleared when its drive is gone or can't take the image; never moved to
    another one (design 10.1). Ticks as well."""
    state = ticks_reconsidered(state)
    if not state.chosen:
        return state
    drive = state.chosen_drive
    if drive is not None:
        refused = _blocked(drive, state)
        return replace(state, chosen="", notice=Blocked(drive)) if refused else state
    withdrawn = next((each for each in state.drives.hidden if key_of(each) == state.chosen), None)
    if withdrawn is not None:
        return replace(state, chosen="", notice=Blocked(withdrawn))
    row = next((row for row in state.drives.rows if row.key == state.chosen), None)
    return replace(state, chosen="", notice=Gone(row.drive) if row else None)


def not_as_chosen(state: State, drive: DriveInfo, error: AppError) -> State:
    """Where the drive is not what was chosen, it has to be chosen again."""
    if not isinstance(error, DriveGone | DriveChanged):
        return state
    drives = state.drives
    if isinstance(error, StickFileGone | DriveChanged):
        drives = drives.without_file_of(drive)
    return ticks_reconsidered(replace(state, drives=drives, chosen=""))


def look_for_drives(state: State, _: intents.LookForDrives, now: float) -> Turn:
    return Turn(replace(state, drives=state.drives.settled(now)), (LookForDrives(),))


def why_not_offered(state: State, _: intents.WhyNotOffered, _now: float) -> Turn:
    return Turn(replace(state, sheet=HiddenOpen()))


def offer_built_in(state: State, now: float, *, on: bool) -> Turn:
    """Chooses none of them, and unchooses one that is not offered any more without a word: whoever
    switched it off knows why."""
    fresh = replace(state, built_in=on)
    if not on:
        withdrawn = {row.key for row in state.drives.rows if row.drive.asked_for}
        chosen = "" if state.chosen in withdrawn else state.chosen
        fresh = replace(fresh, chosen=chosen, ticked=state.ticked - withdrawn)
    fresh = _listed(fresh, now) if state.drives.listed else fresh
    return Turn(fresh, _locate(fresh))


def listed_anew(before: State, state: State, now: float) -> State:
    """Drives for discs are there for whoever saves one, and for nobody else."""
    same = (being_saved(before) is None) == (being_saved(state) is None)
    return state if same or not state.drives.listed else _listed(state, now)


def _listed(state: State, now: float) -> State:
    """With the rows that the last look at the drives means."""
    drives = state.looked
    if state.built_in:
        drives = tuple(map(on_request, drives))
    if being_saved(state) is not None:
        drives = tuple(map(with_discs, drives))
    return replace(state, drives=state.drives.seen(drives, now))


def why_not_shown(state: State, _: intents.WhyNotShown, _now: float) -> Turn:
    return Turn(replace(state, sheet=NotShownOpen()))


def try_without_stick(state: State, _: intents.TryWithoutStick, _now: float) -> Turn:
    return Turn(state) if state.occupied else Turn(state, (AskForStick(),))


def stick_chosen(state: State, happening: StickChosen, _now: float) -> Turn:
    size = state.image.length if isinstance(state.image, Inspected) else None
    return Turn(state, (MakeStick(happening.path, stick_size(size)),))


def stick_made(state: State, happening: StickMade, now: float) -> Turn:
    drives = state.drives.with_stick(happening.drive, now)
    fresh = reconsidered(replace(state, drives=drives, notice=None))
    return Turn(fresh, _locate(fresh))


def stick_refused(state: State, happening: StickRefused, _now: float) -> Turn:
    return Turn(replace(state, notice=NoStick(happening.error)))


def stick_size(image: int | None) -> int:
    """As real sticks are sold: 8 GB, or the next power of two above it that holds the image."""
    size = SMALLEST_STICK
    while image is not None and size < image:
        size *= 2
    return size


def _locate(state: State) -> tuple[Locate, ...]:
    if not isinstance(state.image, Inspected) or state.image.link is not None:
        return ()
    return (Locate(state.image.path, state.drives.drives),)


def _asked_about(state: State) -> tuple[DriveInfo, ...]:
    """The drives of an open confirm sheet."""
    match state.sheet:
        case ConfirmOpen(drive) | PutBackOpen(drive):
            return (drive,)
        case ConfirmSeveralOpen(drives):
            return drives
        case _:
            return ()


def _differs(before: State, after: State, drive: DriveInfo) -> bool:
    """Whether what an open confirm sheet says, or which drives there are, is not so any more."""
    if _keys(before.drives) != _keys(after.drives):
        return True
    now = after.drives.find(key_of(drive))
    return now is None or _shown(now) != _shown(drive)


def _keys(drives: DriveList) -> list[str]:
    return [key_of(drive) for drive in drives.drives]


def _shown(drive: DriveInfo) -> tuple[object, ...]:
    """How full a mounted partition is changes all the time and says nothing new."""
    parts: tuple[Partition, ...] = tuple(replace(part, used=None) for part in drive.partitions)
    return drive.reasons, drive.label, drive.file_system, drive.table, parts

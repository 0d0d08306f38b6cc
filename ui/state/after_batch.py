"""How the state changes around a write to several drives. What happens to one is nothing to the
others; the whole is over when the last of them is."""

from dataclasses import replace

from app.errors import AppError, ImageChanged, Stopped
from app.plan import confirms, several_to_type
from app.result import Result, Verified, VerifiedParts
from ui import intents
from ui.state import ConfirmSeveralOpen, DetailsOpen, QuitOpen, Refused, State, StopOpen
from ui.state.after_checksum import (
    compared_on_the_way,
    go_on,
    made_way,
    told_by_write,
    told_on_the_way,
)
from ui.state.after_drives import not_as_chosen
from ui.state.after_image import open_again
from ui.state.after_ticks import ticks_reconsidered
from ui.state.batch import Batch, as_ended, is_untouched
from ui.state.damaged import told_by_job
from ui.state.drive_list import is_file, key_of
from ui.state.effects import (
    Close,
    Effect,
    EjectDrive,
    FindPlaces,
    LeaveOut,
    LetGo,
    LookBack,
    PlaySound,
    StartBatch,
    StopJob,
    TellBatch,
)
from ui.state.happenings import BatchMoved, BatchRefused, DriveEjected, MemberEnded
from ui.state.image import Inspected
from ui.state.job import Ended, Purpose, Unplugging, Working, failed_ranges, went_well
from ui.state.obstacles import obstacle
from ui.state.turn import Turn


def confirmed(state: State, sheet: ConfirmSeveralOpen, typed: str, now: float) -> Turn:
    """The one place where several drives begin to be written: all that were asked about or none."""
    image = state.image
    drives = tuple(state.drives.find(key_of(drive)) for drive in sheet.drives)
    found = tuple(drive for drive in drives if drive is not None)
    if not isinstance(image, Inspected) or state.job is not None or len(found) < len(drives):
        return Turn(replace(state, sheet=None))
    if any(obstacle(drive, image) is not None for drive in found):
        return Turn(replace(state, sheet=None))
    if not confirms(typed, several_to_type(found)):
        return Turn(state)
    halted = made_way(state)
    state, number = halted.state, halted.state.asked + 1
    image = image.halted()
    members = tuple(
        Working(number, image, drive, Purpose.WRITE, began=now, moved=now) for drive in found
    )
    batch = Batch(number, image, members)
    fresh = replace(state, job=batch, asked=number, sheet=None, notice=None, drag=None, page=None)
    settings = state.settings
    start = StartBatch(number, image, found, check=settings.check, awake=settings.awake)
    return Turn(fresh, (*halted.effects, start))


def moved(state: State, happening: BatchMoved, now: float) -> Turn:
    batch = _running(state, happening.number)
    if batch is None:
        return Turn(state)
    for drive, progress in happening.news:
        member = batch.find(key_of(drive))
        if isinstance(member, Working):
            batch = batch.with_member(member.after(progress, now))
    return Turn(replace(state, job=batch))


def member_ended(state: State, happening: MemberEnded, now: float) -> Turn:
    batch = _running(state, happening.number)
    state = compared_on_the_way(state, happening.comparison)
    member = batch.find(key_of(happening.drive)) if batch is not None else None
    if batch is None or not isinstance(member, Working):
        return Turn(state)
    over = as_ended(member, happening.end, now)
    ejects = state.settings.eject and _is_good(over) and not is_file(over.drive)
    over = replace(over, unplugging=Unplugging.ASKED) if ejects else over
    effects = (EjectDrive(over.drive, key_of(over.drive)),) if ejects else ()
    batch = replace(batch.with_member(over), image=_told_by(batch.image, happening))
    sheet = state.sheet
    if isinstance(sheet, StopOpen) and sheet.key in ("", key_of(member.drive)):
        sheet = sheet if not sheet.key and batch.running else None
    if batch.running:
        return Turn(replace(state, job=batch, sheet=sheet), effects)
    if state.quitting:
        return Turn(replace(state, job=None, sheet=None), (LetGo(), Close()))
    turn = _over(replace(state, sheet=sheet, ticked=frozenset()), batch)
    return Turn(turn.state, (*turn.effects, *effects))


def _told_by(image: Inspected, happening: MemberEnded) -> Inspected:
    """With what came out of it about the image, which is the same for all."""
    if isinstance(happening.end, Result):
        image = told_by_write(image, happening.end)
    return told_on_the_way(image, happening.comparison)


def _is_good(member: Ended) -> bool:
    """Whoever has to look at a drive again needs it plugged in."""
    return isinstance(member.end, Verified | VerifiedParts)


def refused(state: State, happening: BatchRefused, _now: float) -> Turn:
    """One of them can't be written, which was found before anything was changed: none is."""
    if _running(state, happening.number) is None:
        return Turn(state)
    if state.quitting:
        return Turn(replace(state, job=None, sheet=None), (LetGo(), Close()))
    drive, error = happening.drive, happening.error
    back = not_as_chosen(replace(state, job=None, sheet=None), drive, error)
    return go_on(replace(back, notice=Refused(error, drive)))


def stop_asked(state: State, intent: intents.StopAsked, _now: float) -> Turn:
    batch = _batch(state)
    if batch.stopping or not batch.running:
        return Turn(state)
    member = batch.find(intent.key)
    if intent.key and (not isinstance(member, Working) or member.stopping):
        return Turn(state)
    return Turn(replace(state, sheet=StopOpen(intent.key)))


def stop_confirmed(state: State, _: intents.StopConfirmed, _now: float) -> Turn:
    """What the sheet asked about, whatever the press says."""
    batch, sheet = _batch(state), state.sheet
    if not isinstance(sheet, StopOpen):
        return Turn(state)
    if not sheet.key:
        return _stop(state)
    member = batch.find(sheet.key)
    if not isinstance(member, Working):
        return Turn(replace(state, sheet=None))
    batch = batch.with_member(replace(member, stopping=True))
    return Turn(replace(state, job=batch, sheet=None), (LeaveOut(member.drive),))


def quit_asked(state: State, _: intents.Quit, _now: float) -> Turn:
    batch = _batch(state)
    if not batch.running:
        return Turn(state, (LetGo(), Close()))
    if any(member.touched for member in batch.running):
        return Turn(replace(state, sheet=QuitOpen()))
    return quit_confirmed(state, intents.QuitConfirmed(), 0.0)


def quit_confirmed(state: State, _: intents.QuitConfirmed, _now: float) -> Turn:
    if not _batch(state).running:
        return Turn(state, (LetGo(), Close()))
    turn = _stop(state)
    return Turn(replace(turn.state, quitting=True), turn.effects)


def eject(state: State, intent: intents.Eject, _now: float) -> Turn:
    """One of them, or with an empty key all that are done."""
    batch, effects = _batch(state), []
    for member in batch.done:
        if intent.key in ("", key_of(member.drive)) and can_eject(state, member):
            batch = batch.with_member(replace(member, unplugging=Unplugging.ASKED, trouble=None))
            effects.append(EjectDrive(member.drive, key_of(member.drive)))
    return Turn(replace(state, job=batch), tuple(effects))


def can_eject(state: State, member: Ended) -> bool:
    if is_file(member.drive) or member.unplugging is not Unplugging.NOT_ASKED:
        return False
    return state.drives.find(key_of(member.drive)) is not None


def ejected(state: State, happening: DriveEjected, _now: float) -> Turn:
    member = _batch(state).find(happening.key)
    if not isinstance(member, Ended):
        return Turn(state)
    fresh = member.ejected(happening.how, happening.error)
    return Turn(replace(state, job=_batch(state).with_member(fresh)))


def show_details(state: State, intent: intents.ShowDetails, _now: float) -> Turn:
    member = _batch(state).find(intent.key)
    return Turn(
        replace(state, sheet=DetailsOpen(intent.key)) if isinstance(member, Ended) else state
    )


def leave(state: State, _: object, _now: float) -> Turn:
    """Keeps the image; nothing is ticked by that (design 10.12)."""
    if _batch(state).running:
        return Turn(state)
    fresh = replace(state, job=None, sheet=None, chosen="", ticked=frozenset(), notice=None)
    home = go_on(fresh)
    return Turn(home.state, (LetGo(), LookBack(), *home.effects))


def _over(state: State, batch: Batch) -> Turn:
    """The page stays, unless no drive was touched: then the cards do, with the reason."""
    for each in batch.ended:
        state = told_by_job(state, batch.image, each.end)
    if isinstance(state.image, Inspected) and state.image.path == batch.image.path:
        state = replace(state, image=replace(state.image, checksum=batch.image.checksum))
    if not all(is_untouched(each) for each in batch.ended):
        return Turn(replace(state, job=batch), _told(state, batch))
    ticked = frozenset(key_of(each.drive) for each in batch.ended)
    back = ticks_reconsidered(replace(state, job=None, sheet=None, ticked=ticked))
    for each in batch.ended:
        if isinstance(each.end, AppError):
            back = not_as_chosen(back, each.drive, each.end)
    for each in batch.ended:
        if isinstance(each.end, AppError) and not isinstance(each.end, Stopped):
            return _back(replace(back, notice=Refused(each.end, each.drive)), each.end, batch)
    return go_on(back)


def _told(state: State, batch: Batch) -> tuple[Effect, ...]:
    """The message and the sound that the settings want."""
    effects: list[Effect] = []
    if all(isinstance(each.end, Stopped) for each in batch.ended):
        return ()
    if state.settings.notify:
        effects.append(TellBatch(batch))
    if state.settings.sound:
        good = all(went_well(batch.image, each.end) for each in batch.ended)
        effects.append(PlaySound(good=good))
    drives = tuple(each.drive for each in batch.members)
    effects += (
        FindPlaces(each.image, drives, each.end, places)
        for each in batch.ended
        if isinstance(each.end, AppError) and (places := failed_ranges(each.end))
    )
    return tuple(effects)


def _back(back: State, error: AppError, batch: Batch) -> Turn:
    """An image that is not what it was is looked at anew."""
    changed = isinstance(error, ImageChanged)
    return open_again(back, batch.image) if changed else go_on(back)


def _stop(state: State) -> Turn:
    return Turn(replace(state, job=replace(_batch(state), stopping=True), sheet=None), (StopJob(),))


def _batch(state: State) -> Batch:
    """Whoever calls this is only asked while there is one."""
    if not isinstance(state.job, Batch):
        raise TypeError(state.job)
    return state.job


def _running(state: State, number: int) -> Batch | None:
    batch = state.job
    return batch if isinstance(batch, Batch) and batch.number == number else None

"""How the state changes around a job: asked for, confirmed, followed, ended."""

from dataclasses import replace

from app.errors import AppError, ImageChanged, Stopped
from app.plan import confirms, name_to_type
from app.progress import Progress
from app.result import Result, Unchecked, Verified, VerifiedParts
from ui import intents
from ui.state import (
    ConfirmOpen,
    ConfirmSeveralOpen,
    Refused,
    SkipOpen,
    State,
    after_backup,
    after_batch,
)
from ui.state.after_checksum import go_on, told_by_write, told_on_the_way
from ui.state.after_drives import not_as_chosen
from ui.state.after_image import open_again
from ui.state.after_undo import after_stop, can_go_on, not_begun
from ui.state.damaged import told_by_job
from ui.state.drive_list import is_file, key_of
from ui.state.effects import (
    Close,
    Effect,
    EjectDrive,
    FindPlaces,
    LetGo,
    LookBack,
    PlaySound,
    Tell,
)
from ui.state.happenings import JobEnded, JobMoved
from ui.state.image import Inspected
from ui.state.job import Ended, Purpose, Step, Unplugging, Working, failed_ranges, went_well
from ui.state.obstacles import obstacle, ready_to_ask
from ui.state.returned import returned
from ui.state.starting import job_for, start
from ui.state.turn import Turn

QUARTER = 25  # per cent between two announcements


def write(state: State, intent: intents.Write, now: float) -> Turn:
    """Opens the confirm sheet, nothing else. What only reads begins."""
    if state.comparing:
        return _compare(state, now)
    drives = ready_to_ask(state, anyway=intent.anyway) if state.job is None else ()
    if not drives:
        return Turn(state)
    resume = intent.resume and can_go_on(state)
    sheet = ConfirmSeveralOpen(drives) if len(drives) > 1 else ConfirmOpen(drives[0], resume)
    return Turn(replace(state, sheet=sheet, notice=None))


def _compare(state: State, now: float) -> Turn:
    drives = ready_to_ask(state, anyway=True) if state.job is None else ()
    if len(drives) != 1 or not isinstance(state.image, Inspected):
        return Turn(state)
    return start(state, job_for(state, state.image, drives[0], Purpose.COMPARE, now))


def write_again(state: State, _: intents.WriteAgain, _now: float) -> Turn:
    """Asks about the drive that failed, when it is there; it is not chosen by that."""
    drive, over = returned(state), state.job
    if drive is None or (isinstance(over, Ended) and over.image.backup is not None):
        return Turn(state)
    return Turn(replace(state, sheet=ConfirmOpen(drive), notice=None))


def confirmed(state: State, intent: intents.Confirmed, now: float) -> Turn:
    """The one place where a write begins."""
    sheet = state.sheet
    if isinstance(sheet, ConfirmSeveralOpen):
        return after_batch.confirmed(state, sheet, intent.typed, now)
    if not isinstance(sheet, ConfirmOpen):
        return Turn(state)
    image = sheet.image or _image_to_write(state)
    drive = state.drives.find(key_of(sheet.drive))
    if drive is None or image is None or image.backup is not None:
        return Turn(replace(state, sheet=None))
    if obstacle(drive, image) is not None:
        return Turn(replace(state, sheet=None))
    name = name_to_type(drive) if image.erases else None
    if name is not None and not confirms(intent.typed, name):
        return Turn(state)
    purpose = Purpose.WRITE if image.probing is None else Purpose.TEST
    job = job_for(state, image, drive, purpose, now)
    earlier = state.job if sheet.image is not None and isinstance(state.job, Ended) else None
    return start(state, replace(job, resume=sheet.resume, earlier=earlier))


def check_now(state: State, _: intents.CheckNow, now: float) -> Turn:
    ended = state.job
    if isinstance(ended, Ended) and ended.image.backup is not None:
        return after_backup.check_it(state, now)
    if not isinstance(ended, Ended) or not isinstance(ended.end, Unchecked):
        return Turn(state)
    image = ended.image
    if image.more is not None or image.tool:  # made anew it has other numbers in it
        return Turn(state)
    job = job_for(state, ended.image, ended.drive, Purpose.CHECK, now)
    written = Progress(write=ended.progress.write)
    return start(state, replace(job, earlier=ended, progress=written))


def moved(state: State, happening: JobMoved, now: float) -> Turn:
    job = state.job
    if not isinstance(job, Working) or job.number != happening.number:
        return Turn(state)
    fresh = job.after(happening.progress, now)
    done = fresh.progress.write.fraction if fresh.step is Step.WRITE else None
    if done is not None:
        fresh = replace(fresh, said=max(fresh.said, int(done * 100) // QUARTER * QUARTER))
    over = isinstance(state.sheet, SkipOpen) and fresh.step is not Step.CHECK
    return Turn(replace(state, job=fresh, sheet=None if over else state.sheet))


def ended(state: State, happening: JobEnded, now: float) -> Turn:
    job, end = state.job, happening.end
    if not isinstance(job, Working) or job.number != happening.number:
        return Turn(state)
    if state.quitting:
        return Turn(replace(state, job=None, sheet=None), (LetGo(), Close()))
    state = told_by_job(state, job.image, end)
    if isinstance(end, AppError) and (turn := _unbegun(state, job, end)) is not None:
        return turn
    elapsed = max(0.0, now - job.began)
    image = told_by_write(job.image, end) if isinstance(end, Result) else job.image
    image = told_on_the_way(image, happening.comparison)
    over = Ended(image, job.drive, end, job.progress, job.step, job.purpose, elapsed)
    if job.then_back and isinstance(end, Stopped) and over.undoable:
        return after_stop(state, over, now)
    state, over = after_backup.saved(state, over)
    ejects = _ejects(state, over)
    over = replace(over, unplugging=Unplugging.ASKED) if ejects else over
    after = replace(state, job=over, sheet=None, chosen="", notice=None)
    if isinstance(after.image, Inspected) and after.image.path == image.path:
        after = replace(after, image=replace(after.image, checksum=image.checksum))
    told = () if isinstance(end, Stopped) else _told(state, over)
    if job.purpose is Purpose.TEST:
        told = (*told, LookBack())  # what could not be put back is in the journal
    return Turn(after, (*told, EjectDrive(job.drive)) if ejects else told)


def _unbegun(state: State, job: Working, end: AppError) -> Turn | None:
    """Of a job that changed nothing; None of one that did."""
    if job.purpose is Purpose.CHECK:
        return _back_to(state, job, end) if _is_unheard(job, end) else None
    if job.purpose is Purpose.COMPARE and _is_unheard(job, end):
        return _not_started(state, job, end)
    if job.touched:
        return None
    if job.purpose is Purpose.UNDO:
        return not_begun(state, job, end)
    return _not_started(state, job, end) if job.earlier is None else _back_to(state, job, end)


def _back_to(state: State, job: Working, end: AppError) -> Turn:
    """The page of the write that should have been checked, or of the test that was not followed by
    anything."""
    earlier = job.earlier
    if earlier is not None:
        earlier = replace(earlier, trouble=None if isinstance(end, Stopped) else end)
    return Turn(replace(state, job=earlier, sheet=None))


def _told(state: State, over: Ended) -> tuple[Effect, ...]:
    """The message and the sound that the settings want, and where it failed."""
    effects: list[Effect] = []
    if state.settings.notify:
        effects.append(Tell(over.image, over.drive, over.end, over.purpose))
    if state.settings.sound:
        effects.append(PlaySound(good=went_well(over.image, over.end)))
    if isinstance(over.end, AppError) and (places := failed_ranges(over.end)):
        effects.append(FindPlaces(over.image, (over.drive,), over.end, places))
    return tuple(effects)


def _ejects(state: State, over: Ended) -> bool:
    """After a good check only: whoever has to look at a drive again needs it plugged in. Whether
    it still is, ejecting finds out, and that is said."""
    good = isinstance(over.end, Verified | VerifiedParts) and not is_file(over.drive)
    return state.settings.eject and good


def _is_unheard(job: Working, end: AppError) -> bool:
    """A check that was stopped, or never began, says nothing about the drive."""
    return isinstance(end, Stopped) or not job.touched


def _not_started(state: State, job: Working, error: AppError) -> Turn:
    """Nothing was changed: back to the cards, with the reason in the bar."""
    back = replace(state, job=None, sheet=None)
    if isinstance(error, Stopped):
        return go_on(back)
    back = not_as_chosen(back, job.drive, error)
    back = replace(back, notice=Refused(error, job.drive))
    return open_again(back, job.image) if isinstance(error, ImageChanged) else go_on(back)


def _image_to_write(state: State) -> Inspected | None:
    if isinstance(state.job, Ended):
        return state.job.image
    return state.image if state.job is None and isinstance(state.image, Inspected) else None

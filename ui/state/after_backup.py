"""How the state changes while a drive is saved to a file: what is wished, begun, gone on with, and
compared afterwards. The drive is only read, so nobody is asked before it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.display import for_display
from app.drives import holds_discs
from app.errors import AppError
from app.saved import Saved
from ui import intents
from ui.state import BackupOpen, State
from ui.state.backup import Backup, NotYetSaved, being_saved
from ui.state.drive_list import is_file, key_of
from ui.state.effects import AskForBackupFile, Locate
from ui.state.image import Inspected
from ui.state.job import Ended, Purpose
from ui.state.obstacles import obstacle
from ui.state.returned import returned
from ui.state.stand_in import stand_in
from ui.state.starting import job_for, start
from ui.state.turn import Turn

if TYPE_CHECKING:
    from app.drives.drive import DriveInfo
    from ui.state.happenings import BackupFileChosen

BACK_UP = "back-up"
PACK, ONLY_USED = "pack", "only-used"  # keys of the settings
_NO_SIGNS = frozenset('/\\:*?"<>|')  # that not every system takes in the name of a file


def in_place_of_image() -> Inspected:
    return image_for(Backup())


def show_options(state: State, _: intents.ShowOptions, _now: float) -> Turn:
    return Turn(replace(state, sheet=BackupOpen()) if state.job is None else state)


def switched(state: State, intent: intents.SettingChanged) -> Turn:
    """A setting of the open sheet."""
    wish, on = being_saved(state), intent.value is True
    if wish is None:
        return Turn(state)
    if intent.key == PACK:
        wish = wish.packing(on=on)
    elif intent.key == ONLY_USED:
        wish = replace(wish, only_used=on)
    return Turn(_with(state, wish))


def choose_file(state: State, _: intents.ChooseBackupFile, _now: float) -> Turn:
    wish = being_saved(state)
    if wish is None or state.job is not None:
        return Turn(state)
    return Turn(state, (_ask(state, wish, begins=False),))


def file_chosen(state: State, answer: BackupFileChosen, now: float) -> Turn:
    wish = being_saved(state)
    if wish is None or state.job is not None:
        return Turn(state)
    fresh = _with(replace(state, notice=None), wish.into(answer.path))
    if answer.begins:
        return back_up(fresh, intents.BackUp(), now)
    return Turn(fresh, (Locate(answer.path.parent, state.drives.drives),))


def back_up(state: State, intent: intents.BackUp, now: float) -> Turn:
    """The chosen drive, or the one that the result page is about."""
    over = isinstance(state.job, Ended)
    image = state.job.image if isinstance(state.job, Ended) else state.image
    drive = drive_again(state) if over else state.chosen_drive
    if state.at_work or not isinstance(image, Inspected) or image.backup is None or drive is None:
        return Turn(state)
    if obstacle(drive, image) is not None:
        return Turn(state)
    if image.backup.path is None:
        return Turn(state, (_ask(state, image.backup, begins=True),))
    job = job_for(state, image, drive, Purpose.SAVE, now)
    return start(replace(state, image=image), replace(job, resume=intent.resume))


def drive_again(state: State) -> DriveInfo | None:
    """The drive of the result page, as it is plugged in now."""
    job = state.job
    if not isinstance(job, Ended) or job.image.backup is None:
        return None
    if isinstance(job.end, AppError):
        return returned(state)
    drive = state.drives.find(key_of(job.drive))
    return drive if drive is not None and obstacle(drive, job.image) is None else None


def check_it(state: State, now: float) -> Turn:
    """The file against the drive that it was saved from."""
    over, drive = state.job, drive_again(state)
    if not isinstance(over, Ended) or not isinstance(over.end, Saved) or drive is None:
        return Turn(state)
    job = job_for(state, over.image, over.drive, Purpose.CHECK, now)
    return start(state, replace(job, earlier=over))


def saved(state: State, over: Ended) -> tuple[State, Ended]:
    """Once it is saved: the next one goes to another file."""
    wish = over.image.backup
    if wish is None or not isinstance(over.end, Saved):
        return state, over
    image = replace(over.image, backup=replace(wish, saved=over.end))
    if being_saved(state) is not None:
        state = _with(state, replace(wish, path=None, saved=None))
    return state, replace(over, image=image)


def image_for(wish: Backup) -> Inspected:
    source = NotYetSaved(wish.name)
    image = stand_in(source, backup=wish)
    return image if wish.path is None else replace(image, path=wish.path.parent)


def _with(state: State, wish: Backup) -> State:
    before, fresh = state.image, image_for(wish)
    if isinstance(before, Inspected) and before.path == fresh.path:
        fresh = replace(fresh, on=before.on)
    return replace(state, image=fresh)


def _ask(state: State, wish: Backup, *, begins: bool) -> AskForBackupFile:
    """Suggests the drive's name for the file's."""
    drive = state.chosen_drive
    called = "" if drive is None or is_file(drive) else for_display(drive.name, 60)
    plain = "".join("-" if sign in _NO_SIGNS else sign for sign in called).strip(" .-")
    disc = drive is not None and holds_discs(drive)
    return AskForBackupFile(plain, wish.ending(disc=disc), begins)

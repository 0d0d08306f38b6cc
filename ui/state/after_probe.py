"""How the state changes while it is chosen how a drive is tested, and after that."""

from __future__ import annotations

from dataclasses import replace

from app.capacity import Capacity, Verdict
from app.drives.drive import DriveInfo
from app.journal import about
from ui import intents
from ui.state import ConfirmOpen, State, after_format
from ui.state.drive_list import key_of
from ui.state.effects import FindLacking
from ui.state.happenings import LackingFound
from ui.state.image import Inspected, Probing
from ui.state.job import Ended, Purpose
from ui.state.stand_in import stand_in
from ui.state.turn import Turn

TEST = "test"
_LEAST = 64 << 20  # bytes: of less no file system that everybody reads is made


def in_place_of_image() -> Inspected:
    from app.sources.formatted import Format, Unplaced  # here: the first frame does not wait for it

    return stand_in(Unplaced(Format()), probing=Probing())  # there are no bytes in it


def choose_probe(state: State, intent: intents.ChooseProbe, _now: float) -> Turn:
    image = state.image
    if not isinstance(image, Inspected) or image.probing is None or state.job is not None:
        return Turn(state)
    chosen = Probing(every_byte=intent.every_byte)
    return Turn(replace(state, image=replace(image, probing=chosen), notice=None))


def use_good_part(state: State, _: intents.UseGoodPart, _now: float) -> Turn:
    """What can be made there is found out before it is asked about."""
    return Turn(state, (FindLacking(good_part=True),) if _with_good_part(state) else ())


def lacking_found(state: State, found: LackingFound, now: float) -> Turn:
    """For the good part: asks before a file system is made that ends where the drive does. The
    drive is not chosen by that."""
    from app.sources.formatted import Format, Unplaced  # as above

    if not found.good_part:
        return after_format.lacking_found(state, found, now)
    elsewhere = state.page is not None or state.sheet is not None
    if (known := _with_good_part(state)) is None or elsewhere:
        return Turn(state)
    drive, end = known
    wish = Format(after_format.first_of(found), end=end)
    image = stand_in(Unplaced(wish), wish)
    return Turn(replace(state, sheet=ConfirmOpen(drive, image=image), notice=None))


def _with_good_part(state: State) -> tuple[DriveInfo, int] | None:
    """The drive of the result, and where what it keeps ends."""
    drive, job = tested_drive(state), state.job
    if drive is None or not isinstance(job, Ended) or (end := good_part(job)) is None:
        return None
    return drive, end


def good_part(job: Ended) -> int | None:
    """Bytes that a file system can be made in, of a drive that is smaller than it claims."""
    found = job.end
    if not isinstance(found, Capacity) or found.verdict is not Verdict.FAKE:
        return None
    return found.keeps if found.keeps >= _LEAST else None


def tested_drive(state: State) -> DriveInfo | None:
    """The drive of the result, if it is still plugged in and may be written."""
    if not isinstance(state.job, Ended) or state.job.purpose is not Purpose.TEST:
        return None
    drive = state.drives.find(key_of(state.job.drive))
    return drive if drive is not None and not drive.reasons else None


def is_kept(state: State) -> bool:
    """Whether what a test did not put back was kept, and can be put back still."""
    job = state.job
    if not isinstance(job, Ended) or job.purpose is not Purpose.TEST:
        return False
    left = about(job.drive, state.unfinished)
    return left is not None and left.undoable

"""The drive that a failed job was about, as it is plugged in now."""

from app.drives.drive import DriveInfo
from app.errors import AppError
from ui.state import State
from ui.state.drive_list import key_of
from ui.state.job import Ended
from ui.state.obstacles import obstacle


def returned(state: State) -> DriveInfo | None:
    """The same medium, or one that came back with the serial number, size and name it had; never
    another one. None when the job did not fail, and when the drive can't be written."""
    job = state.job
    if not isinstance(job, Ended) or not isinstance(job.end, AppError):
        return None
    drive = state.drives.find(key_of(job.drive))
    if drive is None and job.drive.serial:
        drive = next((each for each in state.drives.drives if _is_it(each, job.drive)), None)
    if drive is None or obstacle(drive, job.image) is not None:
        return None
    return drive


def _is_it(now: DriveInfo, then: DriveInfo) -> bool:
    """Cheap sticks share serial numbers, so the size and the name must fit as well; the user sees
    the drive once more before it is erased."""
    return (now.serial, now.size, now.name) == (then.serial, then.size, then.name)

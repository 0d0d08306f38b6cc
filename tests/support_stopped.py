"""Sticks that hold something, and writes to them that end early."""

from dataclasses import replace
from pathlib import Path
from random import Random

from support_drives import Faults, faulty
from support_images import whole_report

from app.control import Control
from app.drives.drive import Drive, DriveKind
from app.drives.image_file import ImageFileDrive, virtual_stick
from app.errors import AppError
from app.events import Event, Progressed, Stage, StageStarted
from app.job import Job, run
from app.journal import about, noted, undone, unfinished
from app.old_contents import read
from app.plan import plan_undo, plan_write
from app.sources.source import Source

OLD = "what was there before"


def filled(path: Path, size: int) -> bytes:
    """Make `path` a file of that many bytes that are somebody's; returns them."""
    content = Random(OLD).randbytes(size)
    path.write_bytes(content)
    return content


def as_usb(
    path: Path,
    serial: str = "4C53",
    diskseq: int | None = None,
    faults: Faults | None = None,
) -> ImageFileDrive:
    """A file that passes for a USB stick, and with a `diskseq` may fail as `faults` say."""
    info = replace(
        virtual_stick(path).info,
        kind=DriveKind.USB_STICK,
        vendor="SanDisk",
        model="Ultra",
        serial=serial,
    )
    if diskseq is None:
        return ImageFileDrive(info)
    info = replace(info, identity=replace(info.identity, diskseq=diskseq))
    faults = replace(faults or Faults(), diskseq=diskseq)
    return ImageFileDrive(info, faulty(faults))


def writing(
    source: Source,
    drive: Drive,
    place: Path,
    control: Control | None = None,
    *,
    resume: bool = False,
    verify: bool = True,
) -> Job:
    """With its story and its old contents in `place`."""
    plan = plan_write(source, whole_report(source.size), drive.info, verify=verify, resume=resume)
    return noted(plan, drive, "Ubuntu 24.04", control, place=place)


def undoing(drive: Drive, place: Path, control: Control | None = None) -> Job:
    """Putting back what is kept of the drive in `place`."""
    left = about(drive.info, unfinished(place))
    if left is None or not left.undoable:
        raise AssertionError("nothing was kept")
    old = read(left.old)
    return undone(run(plan_undo(drive.info, old), drive, control), old.path)


def stopped_at(job: Job, stage: Stage, done: int | None = None) -> list[Event]:
    """Run the job until this stage begins, or has come as far as `done`, and close it. Returns what
    it said."""
    told: list[Event] = []
    try:
        for event in job:
            told.append(event)
            match event:
                case StageStarted(stage=now) if now is stage and done is None:
                    break
                case Progressed(stage=now, done=far) if now is stage and done is not None:
                    if far >= done:
                        break
                case _:
                    pass
        else:
            raise AssertionError(f"it never came to {stage}")
    finally:
        job.close()
    return told


def run_out(job: Job) -> tuple[list[Event], AppError | None]:
    """All that the job says, and the error that ended it."""
    told: list[Event] = []
    try:
        told.extend(job)
    except AppError as error:
        return told, error
    return told, None

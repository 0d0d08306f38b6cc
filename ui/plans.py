"""What the window plans for a job: of the image as it is shown, and the drives that were chosen.

Nothing is imported before it is called: the first frame does not wait for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.drives.drive import DriveInfo
from app.errors import AppError
from app.plan import WritePlan, demand_kept_elsewhere
from app.report import Report
from ui.state.image import Inspected
from ui.state.job import Purpose

if TYPE_CHECKING:
    from app.inspection.unused import Unused
    from app.job import AnyPlan
    from app.plan_backup import BackupPlan, ComparePlan
    from app.sources.source import Source
    from ui.state.backup import Backup


@dataclass(frozen=True, slots=True)
class AsWritten:
    """What will be written. `unused` of it may stay on the drive as it is; then no two drives hold
    the same, and its SHA-256 would tell nobody anything."""

    source: Source
    report: Report
    unused: Unused | None = None


def as_written(image: Inspected, drives: Sequence[DriveInfo]) -> AsWritten:
    """The image itself, or with more behind it, or a stick composed of its files, for the smallest
    of the drives. Raises NotComposable, NotAppendable, DriveTooSmall, ToolError, ImageError."""
    if image.keep is not None:
        for drive in drives:
            demand_kept_elsewhere(image.keep, drive)
    if image.as_it_is:
        return AsWritten(image.source, image.report)
    size, sector = min(drive.size for drive in drives), max(drive.sector for drive in drives)
    if image.more is not None:
        from app.inspection.appended import appended

        made = appended(image.source, image.report, size, sector, image.more)
        return AsWritten(made.source, image.report, made.unused)
    from app.inspection.windows_stick import composed
    from app.sources.answers import NO_ANSWERS

    answers = image.answers or NO_ANSWERS
    source, stick = composed(image.source, image.report, size, sector, answers, image.rebuilt)
    return AsWritten(source, stick.report)


def plan_for(
    image: Inspected,
    drive: DriveInfo,
    purpose: Purpose,
    *,
    check: bool = True,
    resume: bool = False,
) -> AnyPlan:
    """`check`: read back what was written; `resume`: go on with an interrupted write. Raises
    PlanError."""
    from app.journal import old_of
    from app.plan import plan_undo, plan_verify

    if purpose is Purpose.UNDO:
        return plan_undo(drive, old_of(drive))
    if image.backup is not None:
        return backup_plan(image.backup, drive, purpose, resume=resume)
    if image.probing is not None:
        from app.plan_capacity import plan_capacity

        return plan_capacity(drive, every_byte=image.probing.every_byte)
    if image.format is not None:
        from app.plan_format import plan_format

        return replace(plan_format(drive, image.format), verify=check)
    made = as_written(image, [drive])
    if purpose in (Purpose.CHECK, Purpose.COMPARE):
        return plan_verify(made.source, made.report, drive)
    return _plan_write(image, made, drive, check=check, resume=resume)


def backup_plan(
    wish: Backup, drive: DriveInfo, purpose: Purpose, *, resume: bool
) -> BackupPlan | ComparePlan:
    """To save the drive, or to compare it with what was saved of it. Raises UnsafeDrive, FileThere,
    FileOnDrive, FolderError."""
    from app.plan_backup import BackupPlan, ComparePlan, plan_backup

    if wish.path is None:
        raise TypeError(wish)
    if purpose is Purpose.CHECK and wish.saved is not None:
        return ComparePlan(BackupPlan(drive, wish.path, only_used=wish.only_used), wish.saved)
    return plan_backup(drive, wish.path, only_used=wish.only_used, resume=resume)


def plans_for(
    image: Inspected, drives: Sequence[DriveInfo], *, check: bool = True
) -> tuple[WritePlan, ...]:
    """Raises PlanRefused when one of them can't be written: then none is."""
    plans = []
    drive = min(drives, key=lambda each: each.size)
    try:
        made = as_written(image, drives)
        for drive in drives:
            plans.append(_plan_write(image, made, drive, check=check))
    except AppError as error:
        raise PlanRefused(drive, error) from error
    return tuple(plans)


def _plan_write(
    image: Inspected, made: AsWritten, drive: DriveInfo, *, check: bool, resume: bool = False
) -> WritePlan:
    from app.plan import plan_write

    return plan_write(
        made.source,
        made.report,
        drive,
        verify=check,
        sha256=made.unused is None,
        resume=resume,
        summed=image.checksum.summed if image.as_it_is else "",
        unused=made.unused,
    )


class PlanRefused(Exception):
    """Which drive of several, and why."""

    def __init__(self, drive: DriveInfo, error: AppError) -> None:
        super().__init__(str(error))
        self.drive = drive
        self.error = error

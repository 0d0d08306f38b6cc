"""Saving a drive to a file, as a plan: how far, and to which files."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from app.display import for_display
from app.drives import holds_discs, holds_file
from app.drives.drive import DriveInfo, DriveKind, Reason
from app.errors import FileOnDrive, FileThere, FolderError, UnsafeDrive
from app.saved import Saved

# Where one of these holds, what is read may change meanwhile, or can't be read.
_NEVER = ("system", "swap", "in-use", "no-medium")


@dataclass(frozen=True, slots=True)
class BackupPlan:
    """Save `drive` to the file `path`. With `only_used`, as far as it is used; with `resume`, what
    an earlier backup left behind goes on. `retries`: how often bad sectors are read again."""

    drive: DriveInfo
    path: Path
    only_used: bool = False
    resume: bool = False
    check: bool = False
    retries: int = 1

    @property
    def packed(self) -> bool:
        return self.path.suffix.lower() == ".zst"

    @property
    def disc(self) -> bool:
        """Whether the volume on it says how long it is: as an .img all of a disc is saved."""
        bare = self.path.with_suffix("") if self.packed else self.path
        ending = bare.suffix.lower()
        return ending == ".iso" or (holds_discs(self.drive) and ending != ".img")

    @property
    def unmounts(self) -> bool:
        return _unmounts(self.drive)

    @property
    def part(self) -> Path:
        """The file's name as long as it is not whole."""
        return self._beside(".part")

    @property
    def map(self) -> Path:
        """What was read, and what can't be; stays where something can't."""
        return self._beside(".map")

    @property
    def sums(self) -> Path:
        return self._beside(".sha256")

    @property
    def block_map(self) -> Path:
        """Of the image, whether that is packed or not."""
        return self._beside(".bmap")

    @property
    def longest(self) -> Path:
        """Of the names that are needed, the last among them."""
        return self._beside(".sha256.new")

    def _beside(self, ending: str) -> Path:
        return self.path.with_name(f"{self.path.name}{ending}")

    def steps(self) -> list[str]:
        """What will happen, a sentence a line."""
        name = f"{for_display(self.drive.name)} ({for_display(self.drive.node)})"
        what = "the volume on" if self.disc else "what is used of" if self.only_used else "all of"
        steps = [
            f"Read {what} {name}; nothing is written to it",
            f"Put it into {for_display(self.path.name, 200)}{', packed' if self.packed else ''}",
            "Sum it up, with SHA-256 and block map beside it",
        ]
        if self.unmounts:
            steps.insert(0, "Close what is open on it")
        if self.check:
            steps.append("Read the drive once more and compare")
        return steps


@dataclass(frozen=True, slots=True)
class ComparePlan:
    """Compare the drive with the file that `backup` saved it to, wherever it was read; nothing is
    written. `saved` is what came of the backup."""

    backup: BackupPlan
    saved: Saved

    @property
    def drive(self) -> DriveInfo:
        return self.backup.drive


def plan_backup(
    drive: DriveInfo,
    path: Path,
    *,
    only_used: bool = False,
    resume: bool = False,
    check: bool = False,
    retries: int = 1,
) -> BackupPlan:
    """Nothing is written to the drive, so any will do that nobody else writes to. Raises
    UnsafeDrive, FileThere, FileOnDrive, FolderError."""
    plan = BackupPlan(drive, path.absolute(), only_used, resume, check, retries)
    if not plan.path.name:  # the root itself
        raise FileThere(str(plan.path))
    _demand_folder(plan)
    if (reason := why_not_saved(drive)) is not None:
        raise UnsafeDrive(drive.name, reason.code, reason.text)
    _demand_free(plan)
    return plan


def why_not_saved(drive: DriveInfo) -> Reason | None:
    """What keeps the drive from being read as a whole; None where nothing does."""
    for reason in drive.reasons:
        if reason.code in _NEVER or (_unmounts(drive) and reason.code != "read-only"):
            return reason
    return None if drive.size else Reason("no-medium", "Nothing in it.")


def with_discs(drive: DriveInfo) -> DriveInfo:
    """One for discs is not hidden from whoever only reads. Nobody may write to it for that."""
    if not holds_discs(drive):
        return drive
    reasons = tuple(replace(each, hidden=False) for each in drive.reasons)
    return replace(drive, reasons=reasons, asked_for=True)


def _unmounts(drive: DriveInfo) -> bool:
    """What nobody can write to may stay mounted."""
    return bool(drive.mounts) and not drive.read_only and not holds_discs(drive)


def _demand_folder(plan: BackupPlan) -> None:
    folder = plan.path.parent
    own = any(holds_file(plan.drive, path) for path in (plan.path, plan.part, plan.map))
    if own or _holds_folder(plan.drive, folder):
        raise FileOnDrive(plan.drive.name)
    try:
        there = folder.is_dir()
        with suppress(FileNotFoundError):
            plan.longest.lstat()
    except OSError as error:
        raise FolderError(str(folder), error.strerror or str(error)) from error
    if not there:
        raise FolderError(str(folder), "it is not there")
    if not os.access(folder, os.W_OK | os.X_OK):
        raise FolderError(str(folder), "it may not be written to")


def _holds_folder(drive: DriveInfo, folder: Path) -> bool:
    """A virtual stick that is a file holds no folder that anybody could reach."""
    is_file = drive.kind is DriveKind.VIRTUAL and drive.bus == "file"
    return not is_file and holds_file(drive, folder)


def _demand_free(plan: BackupPlan) -> None:
    """Nothing that is there is overwritten, but what an earlier backup left."""
    names = (plan.path, plan.part, plan.map, plan.sums, plan.block_map)
    for path in names:
        if os.path.lexists(path) and not (plan.resume and _is_its_own(plan, path)):
            left = path in (plan.part, plan.map) and not os.path.lexists(plan.path)
            raise FileThere(path.name, unfinished=left and not plan.resume)


def _is_its_own(plan: BackupPlan, path: Path) -> bool:
    """A backup leaves no links and no pipes. What belongs beside its file came with the map, and it
    has its name already where places could not be read."""
    if path.is_symlink() or not path.is_file():
        return False
    if path == plan.path:
        return plan.map.exists() and not plan.part.exists()
    return path in (plan.part, plan.map) or plan.map.exists()

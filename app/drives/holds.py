"""Whether a file lies on a drive: the image must not be on the drive it is written to."""

import os
import stat
from pathlib import Path

from app.drives.computer import Computer
from app.drives.drive import DriveInfo
from app.drives.sysfs import name_of
from app.drives.told_by_udisks import in_flatpak

_REALLY = "user.document-portal.host-path"


def holds_file(drive: DriveInfo, path: Path, computer: Computer | None = None) -> bool:
    """Asked at planning and again once the drive is open. `path` may also be a device: then the
    question is whether it is the drive, or rests on it. What cannot be found lies nowhere."""
    computer = computer or Computer()
    try:
        status = path.stat()
    except OSError:
        return False
    if drive.identity.inode is not None:
        return (status.st_dev, status.st_ino) == (drive.identity.device, drive.identity.inode)
    name = name_of(drive.node)
    carries = computer.carries()
    if stat.S_ISBLK(status.st_mode):
        number = f"{os.major(status.st_rdev)}:{os.minor(status.st_rdev)}"
        return name in carries.beneath(computer.sysfs.by_number(number))
    backing = computer.sysfs.backing_file(name)
    return name in carries.file_on(_on_the_computer(path)) or _is_same(status, backing)


def _on_the_computer(path: Path) -> str:
    """A sandbox is handed files in a folder of the portal's, which says where they really are."""
    if not in_flatpak():
        return str(path.resolve())
    try:
        return os.getxattr(path, _REALLY).rstrip(b"\0").decode(errors="surrogateescape")
    except OSError:
        return str(path.resolve())


def _is_same(status: os.stat_result, other: str) -> bool:
    """A loop device is its file."""
    try:
        return bool(other) and os.path.samestat(status, Path(other).stat())
    except OSError:
        return False

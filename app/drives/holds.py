"""Whether a file lies on a drive: the image must not be on the drive it is written to."""

import os
import stat
from pathlib import Path

from app.drives.behind import FileId, number_of
from app.drives.carries import Carries
from app.drives.computer import Computer
from app.drives.drive import DriveInfo
from app.drives.sysfs import Sysfs, name_of
from app.drives.told_by_udisks import in_flatpak

_REALLY = "user.document-portal.host-path"


def holds_file(drive: DriveInfo, path: Path, computer: Computer | None = None) -> bool:
    """Asked at planning. `path` may also be a device: then the question is whether it is the drive,
    or rests on it. What cannot be found lies nowhere."""
    computer = computer or Computer()
    try:
        status = path.stat()
    except OSError:
        return False
    carries = computer.carries()
    names, file = _made_of(drive, carries, computer.sysfs)
    if stat.S_ISBLK(status.st_mode):
        lies_on = carries.beneath(computer.sysfs.by_number(number_of(status.st_rdev)))
    elif file and file.is_same(FileId.of(status)):
        return True
    else:
        lies_on = carries.file_on(_on_the_computer(path))
    return not names.isdisjoint(lies_on)


def _on_the_computer(path: Path) -> str:
    """A sandbox is handed files in a folder of the portal's, which says where they really are."""
    if not in_flatpak():
        return str(path.resolve())
    try:
        return os.getxattr(path, _REALLY).rstrip(b"\0").decode(errors="surrogateescape")
    except OSError:
        return str(path.resolve())


def _made_of(
    drive: DriveInfo, carries: Carries, sysfs: Sysfs
) -> tuple[frozenset[str], FileId | None]:
    """Every device that stands for bytes of the drive, and the file that they are in: a loop device
    is its file, whatever it is called, and so are the others over it."""
    if drive.identity.inode is not None:
        file: FileId | None = FileId(drive.identity.device, drive.identity.inode)
        names = set()
    else:
        name = name_of(drive.node)
        names = {name}
        while below := carries.device_behind(name):
            name = sysfs.disk_of(below)
            names.add(name)  # and whatever lies on a partition lies on its disk
        file = carries.file_behind(name)
    return frozenset(names.union(carries.loops_over(file) if file else ())), file

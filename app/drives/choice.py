"""From a name, or from a row that was chosen, to a drive that can be opened."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

from app.drives.behind import number_of
from app.drives.computer import Computer
from app.drives.describe import describe
from app.drives.drive import Drive, DriveInfo, DriveKind
from app.drives.image_file import ImageFileDrive, virtual_stick
from app.drives.sysfs import name_of, node_of
from app.errors import DriveError, UnsafeDrive


def open_drive(
    node: str,
    *,
    allow_virtual: bool = True,
    size: int | None = None,
    discs: bool = False,
    computer: Callable[[], Computer] = Computer,
) -> Drive:
    """The drive behind a node in /dev, a link to one, or a file that plays a stick (made `size`
    bytes long if it is missing). Its identity is pinned here and now.

    `allow_virtual`: files and loop devices may be named; `discs`: so may drives for CD, DVD and BD,
    which are only read. Whether the drive may be written is for
    the plan to say: `info.reasons`. Raises UnsafeDrive for what is no whole drive, DriveError.
    """
    try:
        status = Path(node).stat()
    except FileNotFoundError as error:
        if Path(node).is_relative_to("/dev"):
            raise DriveError(node, f"There is no drive {node}.") from error
        return _virtual(node, size, allowed=allow_virtual)
    except OSError as error:
        raise DriveError(node, f"{node}: {error.strerror or error}.") from error
    if not stat.S_ISBLK(status.st_mode):
        return _virtual(node, size, allowed=allow_virtual)
    number = number_of(status.st_rdev)
    return drive_of(_device(node, number, computer(), virtual=allow_virtual, discs=discs), computer)


def drive_of(info: DriveInfo, computer: Callable[[], Computer] = Computer) -> Drive:
    """The drive that was chosen, with the identity it had then, behind the back end that can open
    it: directly where the node may be written, else through UDisks2."""
    if info.kind is DriveKind.VIRTUAL and info.bus == "file":
        return ImageFileDrive(info)
    if may_open(info):
        from app.drives.direct import DirectDrive  # here, and below, for inspecting needs no drive

        return DirectDrive(info, computer)
    from app.drives.udisks import UDisksDrive

    return UDisksDrive(info, computer)


def may_open(info: DriveInfo) -> bool:
    """Root may. Others may where the node is theirs to write and nothing has to be unmounted."""
    return os.geteuid() == 0 or (not info.mounts and os.access(info.node, os.R_OK | os.W_OK))


def holds_discs(info: DriveInfo) -> bool:
    """Whether it is a drive for CD, DVD or BD: the kernel has a name of its own for these."""
    return name_of(info.node).startswith("sr")


def _virtual(node: str, size: int | None, *, allowed: bool) -> Drive:
    if not allowed:
        raise UnsafeDrive(node, "not-a-drive", "it is a file.")
    return virtual_stick(Path(node), size)


def _device(
    node: str, number: str, computer: Computer, *, virtual: bool, discs: bool = False
) -> DriveInfo:
    name = computer.sysfs.by_number(number)
    disk = computer.sysfs.disk_of(name)
    if name != disk:
        whole = node_of(disk)
        raise UnsafeDrive(node, "partition", f"it is a part of {whole}. Name the whole drive.")
    loop = virtual and name.startswith("loop")
    info = describe(name, computer, loop=loop)
    if info is None:
        raise DriveError(node, f"There is no drive {node}.")
    for reason in info.reasons:
        if reason.code == "not-a-drive" and not (discs and holds_discs(info)):
            raise UnsafeDrive(node, reason.code, reason.text)
    return info

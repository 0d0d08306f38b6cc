"""Which file or device is behind a loop device, whatever its name is by now.

sysfs gives the path by which it was attached, and says of a deleted one no more than that: another
name of the same file, a hard link, may be left. The loop driver tells the numbers of what it holds
(LOOP_GET_STATUS64 in linux/loop.h) to everybody who may read the device. For others the path has
to do.
"""

import fcntl
import os
import stat
import struct
from dataclasses import dataclass
from pathlib import Path

LOOP_GET_STATUS64 = 0x4C05
_STATUS = struct.Struct("=3Q208x")  # of struct loop_info64: lo_device, lo_inode, lo_rdevice


@dataclass(frozen=True, slots=True)
class FileId:
    """One and the same file, by whatever name. `node` is the device number of a device node, else
    0; then nothing but it counts."""

    device: int  # st_dev
    inode: int
    node: int = 0  # st_rdev

    @classmethod
    def of(cls, status: os.stat_result) -> "FileId":
        return cls(status.st_dev, status.st_ino, _block(status))

    def is_same(self, other: "FileId | None") -> bool:
        if other is None or self.node or other.node:
            return other is not None and self.node == other.node
        return (self.device, self.inode) == (other.device, other.inode)


def number_of(device: int) -> str:
    """As sysfs writes a device number: "8:17"."""
    return f"{os.major(device)}:{os.minor(device)}"


def file_at(path: str) -> FileId | None:
    """What a path leads to now; None for nothing."""
    try:
        return FileId.of(Path(path).stat())
    except (OSError, ValueError):
        return None


def file_behind(node: str, path: str) -> FileId | None:
    """What the loop device `node` holds; `path` is what sysfs says of it. None when nobody tells:
    to have no name any more is no answer."""
    try:
        fd = os.open(node, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return file_at(path)
    try:
        told = fcntl.ioctl(fd, LOOP_GET_STATUS64, bytes(_STATUS.size))
    except OSError:
        return None
    finally:
        os.close(fd)
    device, inode, rdevice = _STATUS.unpack(told)
    return FileId(_number(device), inode, _number(rdevice))


def _block(status: os.stat_result) -> int:
    return status.st_rdev if stat.S_ISBLK(status.st_mode) else 0


def _number(encoded: int) -> int:
    """A device number as the kernel encodes it for user space (new_encode_dev in linux/kdev_t.h):
    the minor around the major."""
    return os.makedev((encoded >> 8) & 0xFFF, (encoded & 0xFF) | ((encoded >> 12) & 0xFFF00))

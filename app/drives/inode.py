"""Which of the files that had one inode after another: an inode is used again once its file was
deleted, mostly by the next one that is made."""

import ctypes
import fcntl
import struct

FS_IOC_GETVERSION = 0x80087601  # linux/fs.h
AT_EMPTY_PATH, STATX_BTIME = 0x1000, 0x800  # statx(2)
_STATX = struct.Struct("=I76xqI164x")  # of struct statx: stx_mask, stx_btime


def generation_of(fd: int) -> int | None:
    """The file system's count for the inode of an open file. FAT, NTFS and what programs serve have
    none: there it is when the file was made, in nanoseconds, and None where nobody notes that."""
    try:
        return int.from_bytes(fcntl.ioctl(fd, FS_IOC_GETVERSION, bytes(8)), "little")
    except OSError:
        return birth_of(fd)


def birth_of(fd: int) -> int | None:
    """Python has no statx(2) before 3.15, and stat(2) does not tell it."""
    told = ctypes.create_string_buffer(_STATX.size)
    statx = getattr(ctypes.CDLL(None), "statx", None)
    if statx is None or statx(fd, b"", AT_EMPTY_PATH, STATX_BTIME, told):
        return None
    known, seconds, nanoseconds = _STATX.unpack(told.raw)
    return seconds * 1_000_000_000 + nanoseconds if known & STATX_BTIME else None

"""What the kernel tells of an open file, and Python does not ask (statx(2), not before 3.15).

Which of the files it is that had one inode after another: an inode is used again once its file was
deleted, mostly by the next one that is made.
"""

import ctypes
import fcntl
import struct

FS_IOC_GETVERSION = 0x80087601  # linux/fs.h
AT_EMPTY_PATH, STATX_BTIME, STATX_DIOALIGN = 0x1000, 0x800, 0x2000  # statx(2)
# Of struct statx: stx_mask, stx_btime, stx_dio_offset_align.
_STATX = struct.Struct("=I76xqI64xI96x")


def generation_of(fd: int) -> int | None:
    """The file system's count for the inode of an open file. FAT, NTFS and what programs serve have
    none: there it is when the file was made, in nanoseconds, and None where nobody notes that."""
    try:
        return int.from_bytes(fcntl.ioctl(fd, FS_IOC_GETVERSION, bytes(8)), "little")
    except OSError:
        return birth_of(fd)


def birth_of(fd: int) -> int | None:
    known, seconds, nanoseconds, _ = _statx(fd, STATX_BTIME)
    return seconds * 1_000_000_000 + nanoseconds if known & STATX_BTIME else None


def direct_grain_of(fd: int) -> int | None:
    """Bytes that every request past the page cache is a multiple of; None on kernels before 6.1,
    and where nobody tells."""
    known, *_, grain = _statx(fd, STATX_DIOALIGN)
    return grain if known & STATX_DIOALIGN else None


def _statx(fd: int, wanted: int) -> tuple[int, ...]:
    """What is `wanted` is there as far as the first number, a mask, says so."""
    told = ctypes.create_string_buffer(_STATX.size)
    statx = getattr(ctypes.CDLL(None), "statx", None)
    done = statx is not None and not statx(fd, b"", AT_EMPTY_PATH, wanted, told)
    return _STATX.unpack(told.raw if done else bytes(_STATX.size))

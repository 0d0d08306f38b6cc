"""An open descriptor as a `Medium`: exact, past the page cache, and honest about errors.

What the kernel says when a stick is pulled out depends on the driver and the moment: EIO, ENODEV,
ENXIO, "no space left on device", or no error at all and zero bytes. So every error, and every
short read, first asks the descriptor whether the drive is still there; only then is it given a
name. A sync that failed once may succeed the next time although the data is lost: it is final.
"""

import errno
import fcntl
import os
import stat
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.drives.drive import CacheBypass, Identity
from app.errors import (
    DriveChanged,
    DriveError,
    DriveGone,
    DriveReadOnly,
    ReadRefused,
    SyncFailed,
    WriteRefused,
)

# linux/fs.h; the two with a size field are the same on all 64-bit machines.
BLKROGET = 0x125E
BLKSSZGET = 0x1268
BLKGETSIZE64 = 0x80081272
BLKGETDISKSEQ = 0x80081280  # since Linux 5.15

FILE_SECTOR = 512  # what a virtual stick pretends to have
_READ_ONLY = frozenset({errno.EROFS, errno.EPERM, errno.EACCES})


def ask(fd: int, request: int, layout: str) -> int:
    """One number from the block layer. Raises OSError."""
    answer = fcntl.ioctl(fd, request, bytes(struct.calcsize(layout)))
    return int(struct.unpack(layout, answer)[0])


def identity_of(fd: int, *, sector: int = FILE_SECTOR) -> Identity:
    """Which drive or file this descriptor is. `sector` counts for files. Raises OSError."""
    status = os.fstat(fd)
    if not stat.S_ISBLK(status.st_mode):
        return Identity(status.st_size, sector, status.st_dev, inode=status.st_ino)
    try:
        diskseq: int | None = ask(fd, BLKGETDISKSEQ, "Q")
    except OSError:
        diskseq = None
    size, logical = ask(fd, BLKGETSIZE64, "Q"), ask(fd, BLKSSZGET, "I")
    return Identity(size, logical, status.st_rdev, diskseq)


class FdMedium:
    """The `Medium` over a descriptor that a back end opened. It does not own the descriptor."""

    def __init__(
        self,
        fd: int,
        drive: str,
        chosen: Identity,
        *,
        bypass: CacheBypass = CacheBypass.DIRECT,
    ) -> None:
        self._fd = fd
        self._drive = drive
        self._chosen = chosen
        self._bypass = bypass
        self._sync_failed = ""

    @property
    def size(self) -> int:
        return self._chosen.size

    @property
    def sector(self) -> int:
        return self._chosen.sector

    @property
    def bypass(self) -> CacheBypass:
        return self._bypass

    def identity(self) -> Identity:
        try:
            now = identity_of(self._fd, sector=self._chosen.sector)
        except OSError as error:
            raise DriveGone(self._drive) from error
        if now.size == 0:
            raise DriveGone(self._drive)
        return now

    def demand_chosen(self) -> None:
        """Raises DriveChanged when the descriptor is not the drive that was chosen."""
        if difference := self._chosen.difference(self.identity()):
            raise DriveChanged(self._drive, difference)

    def demand_writable(self) -> None:
        """Raises DriveReadOnly when the drive does not allow writing."""
        if stat.S_ISBLK(os.fstat(self._fd).st_mode) and ask(self._fd, BLKROGET, "I"):
            raise DriveReadOnly(self._drive)

    def pread_into(self, buffer: memoryview, offset: int) -> int:
        if self._bypass is CacheBypass.DONTNEED:
            os.posix_fadvise(self._fd, offset, len(buffer), os.POSIX_FADV_DONTNEED)
        with self._errors(ReadRefused, offset):
            done = os.preadv(self._fd, [buffer], offset)
        if done < len(buffer) and offset + len(buffer) <= self.size and self._gone():
            raise DriveGone(self._drive, offset)
        return done

    def pwrite(self, buffer: memoryview, offset: int) -> int:
        with self._errors(WriteRefused, offset):
            return os.pwritev(self._fd, [buffer], offset)

    def sync(self) -> None:
        if self._sync_failed:
            raise SyncFailed(self._drive, self._sync_failed)
        try:
            os.fsync(self._fd)
        except OSError as error:
            self._sync_failed = error.strerror or str(error)
            if self._gone():
                raise DriveGone(self._drive) from error
            raise SyncFailed(self._drive, self._sync_failed) from error

    @contextmanager
    def _errors(self, kind: type[ReadRefused | WriteRefused], offset: int) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise self._judge(kind, offset, error) from error

    def _judge(
        self, kind: type[ReadRefused | WriteRefused], offset: int, error: OSError
    ) -> DriveError:
        if self._gone():
            return DriveGone(self._drive, offset)
        if error.errno in _READ_ONLY:
            return DriveReadOnly(self._drive)
        return kind(self._drive, offset, error.strerror or str(error))

    def _gone(self) -> bool:
        """Whether the drive behind the descriptor was pulled out, or its medium exchanged."""
        try:
            now = identity_of(self._fd, sector=self._chosen.sector)
        except OSError:
            return True
        if now.size == 0 or now.diskseq != self._chosen.diskseq:
            return True
        status = os.fstat(self._fd)
        if not stat.S_ISBLK(status.st_mode):
            return False
        node = f"{os.major(status.st_rdev)}:{os.minor(status.st_rdev)}"
        return not Path("/sys/dev/block", node).exists()

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
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from mmap import mmap
from pathlib import Path

from app.drives.drive import CacheBypass, Identity
from app.drives.inode import generation_of
from app.drives.sysfs import inode_of, read_number
from app.errors import (
    DiskFull,
    DriveChanged,
    DriveError,
    DriveGone,
    DriveInDoubt,
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

FAREWELL = 0.8  # seconds from the first error of a drive that was pulled out until it is gone
ASKED_EVERY = Path("/sys/module/block/parameters/events_dfl_poll_msecs")
LONGEST_ASKED = 5000  # milliseconds: whoever wants it rarer than that is not waited for
FILE_SECTOR = 512  # what a virtual stick pretends to have
PULLED_OUT = frozenset({errno.ENODEV, errno.ENXIO, errno.ENOMEDIUM})
_READ_ONLY = frozenset({errno.EROFS, errno.EPERM, errno.EACCES})
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})  # of a file


class Descriptor:
    """What the kernel does with an open drive or file, and nothing more: every call is one system
    call and raises OSError. Tests stand in here to play a drive that fails."""

    def __init__(self, fd: int, *, sector: int = FILE_SECTOR) -> None:
        """`sector` is the logical sector size that a plain file pretends to have."""
        self._fd = fd
        self._file_sector = sector

    @cached_property
    def is_device(self) -> bool:
        """Known since the first look: a file whose file system is gone can't be asked any more."""
        return stat.S_ISBLK(os.fstat(self._fd).st_mode)

    def identity(self) -> Identity:
        """Which drive or file it is, asked anew. Raises OSError."""
        status = os.fstat(self._fd)
        if not self.is_device:
            return Identity(
                status.st_size,
                self._file_sector,
                status.st_dev,
                inode=status.st_ino,
                generation=generation_of(self._fd),
            )
        try:
            diskseq: int | None = self._ask(BLKGETDISKSEQ, "Q")
        except OSError:
            diskseq = None
        size, sector = self._ask(BLKGETSIZE64, "Q"), self._ask(BLKSSZGET, "I")
        entry = inode_of(self._folder()) if diskseq is None else None
        return Identity(size, sector, status.st_rdev, diskseq, entry=entry)

    def read_only(self) -> bool:
        return self.is_device and bool(self._ask(BLKROGET, "I"))

    def attached(self) -> bool:
        """Whether the kernel still knows a device of this number."""
        return not self.is_device or self._folder().exists()

    def farewell(self) -> float:
        """Seconds from the first error of a drive that is gone until the kernel says so."""
        return FAREWELL + (unnoticed(self._folder()) if self.is_device else 0.0)

    def _folder(self) -> Path:
        device = os.fstat(self._fd).st_rdev
        return Path(f"/sys/dev/block/{os.major(device)}:{os.minor(device)}")

    def read(self, buffer: memoryview, offset: int) -> int:
        return os.preadv(self._fd, [buffer], offset)

    def write(self, buffer: memoryview, offset: int) -> int:
        return os.pwritev(self._fd, [buffer], offset)

    def sync(self) -> None:
        os.fsync(self._fd)

    def forget(self, offset: int, length: int) -> None:
        """Drop what the page cache holds of this part, so that reading asks the medium."""
        os.posix_fadvise(self._fd, offset, length, os.POSIX_FADV_DONTNEED)

    def _ask(self, request: int, layout: str) -> int:
        answer = fcntl.ioctl(self._fd, request, bytes(struct.calcsize(layout)))
        return int(struct.unpack(layout, answer)[0])


def unnoticed(folder: Path, usual: Path = ASKED_EVERY) -> float:
    """Seconds for which an exchanged medium can go unnoticed: the kernel asks a drive with media
    (Documentation/ABI/stable/sysfs-block, "events_poll_msecs") every so often. `folder` is the
    drive's in sysfs; 0 where its medium can't be taken out."""
    if read_number(folder / "removable") != 1:
        return 0.0
    own = read_number(folder / "events_poll_msecs")
    asked = read_number(usual) if own is None else own
    return min(asked or 0, LONGEST_ASKED) / 1000


class FdMedium:
    """The `Medium` over a descriptor that a back end opened. It does not own the descriptor."""

    def __init__(
        self,
        descriptor: Descriptor,
        drive: str,
        chosen: Identity,
        *,
        bypass: CacheBypass = CacheBypass.DIRECT,
    ) -> None:
        self._descriptor = descriptor
        self._drive = drive
        self._chosen = chosen
        self._bypass = bypass
        self._sync_failed = ""
        self._took = False  # whether it has taken anything yet
        self._gave: int | None = None  # where it gave something out

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
            now = self._descriptor.identity()
        except OSError as error:
            raise DriveGone(self._drive) from error
        if self._is_empty(now):
            raise DriveGone(self._drive)
        return now

    def demand_chosen(self, *, write: bool) -> None:
        """Raises DriveChanged when the descriptor is not the drive that was chosen, DriveInDoubt
        when it shall be written and may be another one; DriveReadOnly when it does not allow
        that."""
        now = self.identity()
        if why := self._chosen.difference(now):
            raise DriveChanged(self._drive, why)
        if write and self._chosen.in_doubt(now):
            raise DriveInDoubt(self._drive)
        if write and self._descriptor.read_only():
            raise DriveReadOnly(self._drive)

    def pread_into(self, buffer: memoryview, offset: int) -> int:
        if self._bypass is CacheBypass.DONTNEED:
            self._descriptor.forget(offset, len(buffer))
        with self._errors(ReadRefused, offset):
            done = self._descriptor.read(buffer, offset)
        if done < len(buffer) and self._gone():
            raise DriveGone(self._drive, offset)
        if done:
            self._gave = offset
        return done

    def pwrite(self, buffer: memoryview, offset: int) -> int:
        """Asks each time whether it surely is the chosen medium still. Of a card that is exchanged
        while nothing is asked of it, the kernel takes note by itself, and then lets an open
        descriptor reach the new one; of a drive that is exchanged in its sleep it need not."""
        now = self.identity()
        if self._chosen.difference(now):
            raise DriveGone(self._drive, offset)
        if self._chosen.in_doubt(now):
            raise DriveInDoubt(self._drive, offset)
        with self._errors(WriteRefused, offset):
            done = self._descriptor.write(buffer, offset)
        self._took = True
        return done

    def sync(self) -> None:
        if self._sync_failed:
            raise SyncFailed(self._drive, self._sync_failed)
        try:
            self._descriptor.sync()
        except OSError as error:
            self._sync_failed = error.strerror or str(error)
            if self._pulled_out(error):
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
        bad_place = kind is ReadRefused and self._descriptor.is_device and self._answers()
        if not bad_place and self._pulled_out(error):
            return DriveGone(self._drive, offset)
        if error.errno in _READ_ONLY or (kind is WriteRefused and self._is_locked()):
            return DriveReadOnly(self._drive, offset if self._took else None)
        if kind is WriteRefused and error.errno in _FULL and not self._descriptor.is_device:
            return DiskFull(self._drive, offset)
        return kind(self._drive, offset, error.strerror or str(error))

    def _answers(self) -> bool:
        """Whether it gives out once more what it gave out before. Then it is there, and of a drive
        with thousands of bad places nobody waits thousands of times for its farewell."""
        if self._gave is None or self._gone():
            return False
        try:
            return self._descriptor.read(memoryview(mmap(-1, self.sector)), self._gave) > 0
        except OSError:
            return False

    def _is_locked(self) -> bool:
        """Whether the device has turned read-only by now: a stick that is worn out says EIO for the
        write that met it."""
        try:
            return self._descriptor.read_only()
        except OSError:
            return False

    def _pulled_out(self, error: OSError) -> bool:
        """Whether the error means that the drive is no longer there. The kernel fails what is under
        way before it takes the drive off its list, so a device is asked for a while: of a card that
        was taken out of its reader it learns only when it asks the reader again."""
        if error.errno in PULLED_OUT:
            return True
        deadline = time.monotonic() + self._descriptor.farewell()
        while not self._gone():
            if not self._descriptor.is_device or time.monotonic() > deadline:
                return False
            time.sleep(FAREWELL / 8)
        return True

    def _gone(self) -> bool:
        """Whether the drive was pulled out, or its medium exchanged."""
        try:
            now = self._descriptor.identity()
        except OSError:
            return True
        if (now.diskseq, now.entry) != (self._chosen.diskseq, self._chosen.entry):
            return True
        return self._is_empty(now) or not self._descriptor.attached()

    def _is_empty(self, now: Identity) -> bool:
        """Without a medium. A file may be cut off, and is there all the same."""
        return self._chosen.inode is None and not now.size

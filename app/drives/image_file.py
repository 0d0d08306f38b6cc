"""A plain file that plays the drive: the virtual stick. Tests live on it, and it is how one tries
the whole way without a stick."""

import errno
import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from app.drives.behind import FileId
from app.drives.computer import Computer
from app.drives.drive import (
    CacheBypass,
    DriveInfo,
    DriveKind,
    Ejection,
    Identity,
    Medium,
    Reason,
)
from app.drives.inode import direct_grain_of
from app.drives.medium import FILE_SECTOR, Descriptor, FdMedium
from app.drives.users import users_of_file
from app.errors import DriveBusy, DriveError, NotPermitted, StickFileGone
from app.plain_file import open_plain_file


def users_of(file: FileId, computer: Callable[[], Computer] = Computer) -> tuple[str, ...]:
    """What of this computer lives on the file."""
    return users_of_file(file, computer().carries())


Users = Callable[[FileId], tuple[str, ...]]


class ImageFileDrive:
    """A virtual stick over an existing file whose length is a multiple of the sector size."""

    def __init__(
        self,
        info: DriveInfo,
        descriptor: type[Descriptor] = Descriptor,
        users: Users = users_of,
    ) -> None:
        """`descriptor`: how the file is read and written; tests hand in one that fails. `users`:
        what lives on the file."""
        self._info = info
        self._path = Path(info.node)
        self._descriptor = descriptor
        self._users = users

    @property
    def info(self) -> DriveInfo:
        return self._info

    def release(self) -> None:
        """Nothing mounts a file."""

    @contextmanager
    def open(self, *, write: bool = True) -> Iterator[Medium]:
        name = self._info.name
        access = os.O_RDWR if write else os.O_RDONLY
        fd, bypass = _open(self._path, name, access, self._info.sector)
        try:
            if write:
                _lock(fd, name)
                if users := self._users(FileId.of(os.fstat(fd))):
                    raise DriveBusy(name, users[0])
            descriptor = self._descriptor(fd, sector=self._info.sector)
            opened = FdMedium(descriptor, name, self._info.identity)
            opened.demand_chosen(write=write)  # what was made anew meanwhile is another drive
            yield _Named(fd, descriptor, self._path, self._info, bypass)
        finally:
            os.close(fd)

    def eject(self) -> Ejection:
        """A file has no plug."""
        return Ejection.EJECTED


class _Named(FdMedium):
    """Gone as soon as its path does not lead to it any more: whoever looks there does not find what
    is written from then on. Gone as well when it has another length than it had."""

    def __init__(
        self, fd: int, descriptor: Descriptor, path: Path, drive: DriveInfo, bypass: CacheBypass
    ) -> None:
        super().__init__(descriptor, drive.name, drive.identity, bypass=bypass)
        self._fd, self._path = fd, path

    def identity(self) -> Identity:
        now = super().identity()
        with suppress(OSError):
            found = self._path.stat()
            if os.path.samestat(found, os.fstat(self._fd)) and now.size == self.size:
                return now
        super().identity()  # where the whole file system is gone, this says so
        raise StickFileGone(self._drive)

    def pread_into(self, buffer: memoryview, offset: int) -> int:
        done = super().pread_into(buffer, offset)
        if done < len(buffer):
            self.identity()
        return done


@contextmanager
def standing_still(drive: DriveInfo) -> Iterator[None]:
    """While nobody writes to a file that plays the drive, nor may begin to: what is read of it then
    is of one moment. A device is read beside whoever uses it. Raises DriveBusy."""
    if drive.bus != "file":
        yield
        return
    with ExitStack() as stack:
        with suppress(OSError):  # gone, which its medium says; or its file system knows no locks
            try:
                file = stack.enter_context(open_plain_file(Path(drive.node)))
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise DriveBusy(drive.name, "another program") from error
        yield


def virtual_stick(
    path: Path,
    size: int | None = None,
    *,
    sector: int = FILE_SECTOR,
    users: Users = users_of,
) -> ImageFileDrive:
    """The virtual stick at `path`. A file that does not exist is made, `size` bytes long, without
    taking room on the disk; an existing one keeps its length. Raises DriveError."""
    try:
        if not path.exists():
            if path.is_symlink():
                raise DriveError(str(path), f"{path} leads to a file that does not exist.")
            if size is None:
                raise DriveError(str(path), f"There is no file {path}.")
            _make(path, -(-size // sector) * sector)
        if not path.is_file():
            raise DriveError(str(path), f"{path} is not a file that can play a stick.")
        length = path.stat().st_size
        if length == 0 or length % sector:
            raise DriveError(
                str(path), f"{path} can’t play a stick: its {length:,} bytes are no whole sectors."
            )
        with path.open("rb") as file:
            identity = Descriptor(file.fileno(), sector=sector).identity()
    except OSError as error:
        raise DriveError(str(path), f"{path}: {error.strerror or error}.") from error
    found = users(FileId(identity.device, identity.inode or 0))
    busy = Reason("in-use", f"In use by {' and '.join(found)}. Close it first.")
    info = DriveInfo(
        node=str(path),
        vendor="",
        model=path.name,
        serial="",
        kind=DriveKind.VIRTUAL,
        identity=identity,
        bus="file",
        reasons=(busy,) if found else (),
    )
    return ImageFileDrive(info, users=users)


def _make(path: Path, length: int) -> None:
    """A file of this length, or none at all. Raises OSError."""
    with path.open("xb") as file:
        try:
            file.truncate(length)
        except (OSError, OverflowError) as error:
            path.unlink()
            if isinstance(error, OverflowError):  # an image may say that it is of any size
                raise OSError(errno.EFBIG, os.strerror(errno.EFBIG)) from error
            raise


def _open(path: Path, name: str, access: int, sector: int) -> tuple[int, CacheBypass]:
    """O_DIRECT where the file system of the file has it for single sectors: tmpfs does not, nor
    does any on a disk whose own are larger."""
    for flag, bypass in ((os.O_DIRECT, CacheBypass.DIRECT), (0, CacheBypass.DONTNEED)):
        try:
            fd = os.open(path, access | flag | os.O_CLOEXEC)
        except FileNotFoundError as error:
            raise StickFileGone(name) from error
        except PermissionError as error:
            refused = NotPermitted(name, write=access == os.O_RDWR)
            refused.hint = "The file is somebody else’s, or locked: choose another one."
            raise refused from error
        except OSError as error:
            if error.errno != errno.EINVAL or not flag:
                raise DriveError(name, f"{path}: {error.strerror or error}.") from error
        else:
            if not flag or (direct_grain_of(fd) or sector) <= sector:
                return fd, bypass
            os.close(fd)
    raise AssertionError("the second round returns or raises")


def _lock(fd: int, name: str) -> None:
    """What O_EXCL is for a device: one writer."""
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise DriveBusy(name, "another program") from error

"""Files and folders are made below one folder, and nowhere else.

A path out of an image, and whatever somebody puts into the folder meanwhile, must not lead out of
it: each path is resolved by the kernel from the folder on, without links and without a way up
(`openat2`, Linux 5.6, RESOLVE_BENEATH and RESOLVE_NO_SYMLINKS). Where the kernel has no such call,
name after name is opened without following. Nothing that exists is ever opened for writing.
"""

import ctypes
import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

_OPENAT2 = 437  # on every processor
_NO_SYMLINKS, _BENEATH = 0x04, 0x08
_TRIES = 8  # somebody renames a folder above at the same moment
_FOLDER = os.O_PATH | os.O_DIRECTORY | os.O_CLOEXEC
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC

Open = Callable[[int, str, int, int], int]


class _How(ctypes.Structure):
    """`struct open_how` (linux/openat2.h)."""

    _fields_ = (
        ("flags", ctypes.c_uint64),
        ("mode", ctypes.c_uint64),
        ("resolve", ctypes.c_uint64),
    )


_libc = ctypes.CDLL(None, use_errno=True)


def open_by_kernel(folder: int, path: str, flags: int, mode: int) -> int:
    """A descriptor of what is at `path` below `folder`. Raises OSError."""
    how = _How(flags, mode, _NO_SYMLINKS | _BENEATH)
    name = os.fsencode(path)
    for _ in range(_TRIES):
        size = ctypes.c_size_t(ctypes.sizeof(how))
        fd = _libc.syscall(_OPENAT2, folder, name, ctypes.byref(how), size)
        if fd >= 0:
            return int(fd)
        number = ctypes.get_errno()
        if number not in (errno.EAGAIN, errno.EINTR):
            break
    raise OSError(number, os.strerror(number), path)


def open_by_name(folder: int, path: str, flags: int, mode: int) -> int:
    """The same where the kernel lacks the call: each folder by its name alone."""
    *above, last = path.split("/")
    if ".." in (*above, last) or path.startswith("/"):
        raise OSError(errno.EXDEV, os.strerror(errno.EXDEV), path)
    here = os.dup(folder)
    try:
        for name in above:
            inner = os.open(name, _FOLDER | os.O_NOFOLLOW, dir_fd=here)
            os.close(here)
            here = inner
        return os.open(last, flags | os.O_NOFOLLOW, mode, dir_fd=here)
    finally:
        os.close(here)


class Beneath:
    """The folder at `path`, which the user named: it may itself be a link. Paths below it have "/"
    between names that are `names.safe`. Every call raises OSError."""

    def __init__(self, path: Path, opened: Open | None = None) -> None:
        self.path = path
        self._fd = os.open(path, _FOLDER)
        self._open = opened or (open_by_kernel if kernel_can(self._fd) else open_by_name)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._fd)

    def make_folder(self, path: str) -> None:
        with self._above(path) as (above, name):
            os.mkdir(name, 0o755, dir_fd=above)

    def make_file(self, path: str) -> int:
        """A descriptor of a new file, for whoever closes it."""
        return self._open(self._fd, path, _NEW, 0o644)

    def remove(self, path: str, made: int) -> bool:
        """Take away the file that `made` is a descriptor of; whether it was still there."""
        with self._above(path) as (above, name):
            there = os.stat(name, dir_fd=above, follow_symlinks=False)
            if not os.path.samestat(there, os.fstat(made)):
                return False
            os.unlink(name, dir_fd=above)
            return True

    def date_folder(self, path: str, nanoseconds: int) -> None:
        fd = self._open(self._fd, path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC, 0)
        try:
            os.utime(fd, ns=(nanoseconds, nanoseconds))
        finally:
            os.close(fd)

    def demand_writable(self) -> None:
        place = f"/proc/self/fd/{self._fd}"
        if not os.access(place, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(self.path))

    def room(self) -> tuple[int, int, int]:
        """Bytes and files that may still be put there, and the bytes that files are rounded to;
        -1 files where the file system sets no limit."""
        status = os.fstatvfs(self._fd)
        free = status.f_bavail * status.f_frsize
        return free, status.f_favail if status.f_files else -1, status.f_frsize

    @contextmanager
    def _above(self, path: str) -> Iterator[tuple[int, str]]:
        """The folder that a path lies in, and its last name."""
        above, _, name = path.rpartition("/")
        if not above:
            yield self._fd, name
            return
        fd = self._open(self._fd, above, _FOLDER, 0)
        try:
            yield fd, name
        finally:
            os.close(fd)


def kernel_can(folder: int) -> bool:
    """Whether `open_by_kernel` works here; `folder` is a descriptor of any."""
    try:
        os.close(open_by_kernel(folder, ".", _FOLDER, 0))
    except OSError as error:
        # What fences programs off may forbid calls that it does not know.
        if error.errno in (errno.ENOSYS, errno.EPERM):
            return False
        raise
    return True

"""Plain files in folders that others may write to as well: opened without waiting for anybody, and
names that a power cut does not take."""

import errno
import os
from pathlib import Path
from stat import S_ISREG
from typing import BinaryIO


class NotPlain(OSError):
    """A pipe, a device or a folder is in the file's place."""

    def __init__(self, path: Path) -> None:
        super().__init__(errno.EINVAL, "it is not a file", str(path))


def open_plain_file(path: Path, *, follow_links: bool = True) -> BinaryIO:
    """For reading. A pipe would keep whoever opens it until somebody fills it: here that is
    NotPlain. Raises OSError."""
    flags = os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC
    fd = os.open(path, flags if follow_links else flags | os.O_NOFOLLOW)
    if not S_ISREG(os.fstat(fd).st_mode):
        os.close(fd)
        raise NotPlain(path)
    return os.fdopen(fd, "rb")


def sync_folder(folder: Path) -> None:
    """So that a power cut does not take the name of a file in it. Raises OSError."""
    fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)

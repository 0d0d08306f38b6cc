"""A file that plays a disc: what lives on it, and that one burning has it for itself."""

import fcntl
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.drives.behind import FileId
from app.drives.image_file import users_of
from app.errors import DriveBusy, DriveError, NoDisc


def demand_unused(path: Path) -> None:
    """Raises NoDisc: something of this computer lives on it, a loop device or swap."""
    if path.exists() and (users := users_of(FileId.of(path.stat()))):
        raise NoDisc(f"{path} is in use by {' and '.join(users)}", "Close it first.")


@contextmanager
def held(node: str) -> Iterator[None]:
    """One that burns or writes to it at a time; a file that is not there is made, empty. Nothing to
    do for a drive, which xorriso has for itself. Raises DriveError, DriveBusy."""
    path = Path(node)
    if path.exists() and not stat.S_ISREG(path.stat().st_mode):
        yield
        return
    try:
        fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    except OSError as error:
        raise DriveError(node, f"{node}: {error.strerror or error}.") from error
    try:
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise DriveBusy(node, "another program") from error
        if users := users_of(FileId.of(os.fstat(fd))):
            raise DriveBusy(node, users[0])
        yield
    finally:
        os.close(fd)

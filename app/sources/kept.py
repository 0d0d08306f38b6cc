"""A file that is fetched, kept on this computer as well, because somebody asked for it: under a
name of its own until the last byte is on the disk, so that nobody takes a part for the whole."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from app.address import Address
from app.errors import NotKept
from app.plain_file import sync_folder


class Kept:
    """A `Taker` that writes to `path`, which must not exist."""

    def __init__(self, path: Path, address: Address, size: int) -> None:
        """Raises NotKept: nothing is overwritten, and there has to be room."""
        self._path = path
        self._origin = address.url.partition("?")[0]  # what is behind it may be a secret
        self._part = path.parent / f".{path.name[:50]}.{secrets.token_hex(4)}.part"
        try:
            if _exists(path):
                raise NotKept(path.name or str(path), "it is there already")
            room = os.statvfs(path.parent)
            if room.f_bavail * room.f_frsize < size:
                raise NotKept(path.name, "there is too little space")
            flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC
            self._fd = os.open(self._part, flags, 0o666)
        except OSError as error:
            raise self._not_kept(error) from error

    def take(self, data: memoryview, /) -> None:
        try:
            while data:
                data = data[os.write(self._fd, data) :]
        except OSError as error:
            raise self._not_kept(error) from error

    def finish(self) -> None:
        """The name first appears when everything is on the disk."""
        try:
            with suppress(OSError):  # of file systems that know no such attributes
                os.setxattr(self._fd, "user.xdg.origin.url", self._origin.encode())
            os.fsync(self._fd)
            if _exists(self._path):
                raise NotKept(self._path.name, "it is there already")
            self._part.rename(self._path)
            sync_folder(self._path.parent)
        except OSError as error:
            raise self._not_kept(error) from error
        self._close()

    def give_up(self) -> None:
        with suppress(OSError):
            self._part.unlink(missing_ok=True)
        self._close()

    def _close(self) -> None:
        if self._fd >= 0:
            with suppress(OSError):
                os.close(self._fd)
            self._fd = -1

    def _not_kept(self, error: OSError) -> NotKept:
        return NotKept(self._path.name, error.strerror or str(error))


def _exists(path: Path) -> bool:
    """Raises OSError where it can't, or where nobody can tell."""
    try:
        path.lstat()
    except FileNotFoundError:
        return False
    return True

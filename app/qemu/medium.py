"""The bytes of the stick by place: an image as it lies there, what is packed once it is unpacked, a
drive through its back end."""

import mmap
import os
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from app.control import Control
from app.drives.drive import Medium
from app.errors import FolderError, NoRoom, ReadRefused
from app.qemu.pieces import pieces
from app.qemu.told import Unpacked, Unpacking
from app.sources.source import Source

FOLDER = Path("/var/tmp")  # noqa: S108  only files without a name are made in it
_STEP = 4 << 20
_PAGE = 4096


class DriveReader:
    """A `Reader` over an opened drive of this name. For one thread at a time."""

    def __init__(self, medium: Medium, name: str) -> None:
        self._medium = medium
        self._name = name
        self._buffer = memoryview(mmap.mmap(-1, _STEP))

    @property
    def size(self) -> int:
        return self._medium.size

    def read_at(self, offset: int, length: int) -> bytes:
        """Raises DriveError, and where it ends before its size."""
        length = max(0, min(length, self.size - offset))
        parts = bytearray()
        while len(parts) < length:
            place = offset + len(parts)
            begins = place - place % _PAGE
            wanted = min(_STEP, self.size - begins, offset + length - begins)
            whole = min(-(-wanted // _PAGE) * _PAGE, self.size - begins)
            done = self._medium.pread_into(self._buffer[:whole], begins)
            if done <= place - begins:
                raise ReadRefused(self._name, place, "it ends there")
            parts += self._buffer[place - begins : min(done, wanted)]
        return bytes(parts)


@dataclass(frozen=True, slots=True)
class FileReader:
    """A `Reader` over a descriptor that is somebody else's."""

    fd: int

    @property
    def size(self) -> int:
        return os.fstat(self.fd).st_size

    def read_at(self, offset: int, length: int) -> bytes:
        return os.pread(self.fd, length, offset)


def unpacked(source: Source, fd: int, control: Control) -> Iterator[Unpacking | Unpacked]:
    """Into the file without a name behind `fd`; zeros take no room there. Raises ImageError,
    FolderError, Stopped."""
    yield Unpacking(source.size)
    done = 0
    with closing(pieces(source, control)) as given:
        for piece in given:
            if any(piece):
                _put(fd, piece, done)
            done += len(piece)
            yield Unpacked(done)
    os.ftruncate(fd, done)


@contextmanager
def nameless_file() -> Iterator[BinaryIO]:
    """Gone with the block, or with us. Raises FolderError."""
    try:
        file = tempfile.TemporaryFile(dir=FOLDER)  # noqa: SIM115  the next line
    except OSError as error:
        raise FolderError(str(FOLDER), error.strerror or str(error)) from error
    with file:
        yield file


def demand_room(size: int | None) -> None:
    """Raises NoRoom, as far as the size is known."""
    try:
        free = os.statvfs(FOLDER)
    except OSError as error:
        raise FolderError(str(FOLDER), error.strerror or str(error)) from error
    have = free.f_bavail * free.f_frsize
    if size is not None and size > have:
        raise NoRoom(str(FOLDER), size, have)


def _put(fd: int, data: memoryview, place: int) -> None:
    try:
        while data:
            count = os.pwrite(fd, data, place)
            data, place = data[count:], place + count
    except OSError as error:
        raise FolderError(str(FOLDER), error.strerror or str(error)) from error

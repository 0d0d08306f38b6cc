"""A file as it lies on a disk, in large reads and past the page cache where that can be.

It never reads past the size the file had when it was opened as a source: bytes that somebody
appends meanwhile are not part of the image, and an end before that size is an ImageChanged.

A file system that stores a file with holes is asked where they are, and they are not read. A few
bytes at both ends of each are looked at all the same: one that says so of data is not asked again.
"""

import errno
import os
import weakref
from contextlib import suppress
from pathlib import Path

from app.errors import ImageChanged, ImageUnreadable
from app.sources.source import FileIdentity

READ = 4 << 20
LOOK = 4096  # bytes at either end of a hole
_GRAIN = 4096  # bytes: what direct reading goes by, on every file system
_SECTOR = 512  # and on most


class PlainFile:
    """The innermost layer. Nothing is open between two readers or streams."""

    direct = True

    def __init__(self, path: Path, identity: FileIdentity) -> None:
        self._path = path
        self._identity = identity

    @property
    def path(self) -> Path:
        return self._path

    @property
    def size(self) -> int:
        return self._identity.size

    def stream(self, start: int = 0) -> "FileStream":
        return FileStream(self._path, self._identity, start)

    def look(self) -> "FileReader":
        return FileReader(self._path, self._identity)


class FileStream:
    """From `start` to the end. Raises ImageUnreadable and ImageChanged."""

    def __init__(self, path: Path, identity: FileIdentity, start: int = 0) -> None:
        self._name = path.name
        self._size = identity.size
        self._place = start
        self._forgotten = start
        self._fd = open_unchanged(path, identity)
        self._stored = start  # no hole begins in front of this
        self._hole = start  # and the last one that was found goes as far as this
        self._close = weakref.finalize(self, os.close, self._fd)
        self._direct = _Direct(self._fd)
        os.posix_fadvise(self._fd, 0, 0, os.POSIX_FADV_SEQUENTIAL)

    def readinto(self, buffer: memoryview, /) -> int:
        filled = 0
        wanted = min(len(buffer), max(0, self._size - self._place))
        while filled < wanted:
            filled += self._read(buffer[filled:], wanted - filled)
        return filled

    def go_to(self, place: int) -> None:
        """Go on reading at another byte."""
        if place != self._place:
            if self._place != self._forgotten:
                self._forget()
            self._place = self._forgotten = self._stored = self._hole = place

    def skip(self, most: int, /) -> int:
        if self._place >= self._hole and self._place >= self._stored:
            self._look_for_hole()
        length = max(0, min(most, self._hole - self._place))
        self._place += length
        return length

    def _look_for_hole(self) -> None:
        """What begins here: a hole, or something stored?"""
        data = min(self._size, self._seek(os.SEEK_DATA))
        if data > self._place and self._is_zero(self._place, data):
            self._hole = data
            return
        stored = self._seek(os.SEEK_HOLE) if data == self._place else self._size
        self._stored = max(stored, self._place + 1)

    def _seek(self, what: int) -> int:
        """The next place of data, or of a hole. A file system that cannot tell has neither."""
        if self._place >= self._size:
            return self._size
        try:
            return os.lseek(self._fd, self._place, what)
        except OSError as error:
            nothing_more = error.errno == errno.ENXIO and what == os.SEEK_DATA
            return self._size if nothing_more or what == os.SEEK_HOLE else self._place

    def _is_zero(self, start: int, stop: int) -> bool:
        """As far as its ends tell; of a file that was cut off since, `readinto` will tell."""
        for place in (start, max(start, stop - LOOK)):
            buffer = memoryview(bytearray(min(LOOK, stop - start)))
            if read_some(self._fd, self._name, buffer, place) != len(buffer) or any(buffer):
                return False
        return True

    def _read(self, buffer: memoryview, wanted: int) -> int:
        if count := min(self._direct.read(buffer, wanted, self._place), wanted):
            self._place += count
            self._forgotten = self._place  # what others have in memory is none of our business
            return count
        count = read_some(self._fd, self._name, buffer[: min(wanted, READ)], self._place)
        if not count:
            raise _cut_off(self._name, self._place, self._size)
        self._place += count
        if self._place - self._forgotten >= READ or self._place == self._size:
            self._forget()
        return count

    def _forget(self) -> None:
        """An image is read once: leaving it in memory would push out what the desktop needs.

        The kernel keeps a large page that is not covered whole, so the last stretch is named again.
        """
        start = max(0, self._forgotten - READ)
        os.posix_fadvise(self._fd, start, self._place - start, os.POSIX_FADV_DONTNEED)
        self._forgotten = self._place

    def close(self) -> None:
        self._direct.close()
        self._close()
        self._fd = -1  # the number may be another file's by now


class _Direct:
    """The same file past the page cache, which saves a copy of every byte. Only on a disk of this
    computer: a network folder reads ahead, and that is worth more."""

    def __init__(self, fd: int) -> None:
        self._close: weakref.finalize[[int], _Direct] | None = None
        self._grain = _SECTOR  # until it turns out to be too little
        device = os.fstat(fd).st_dev
        if Path(f"/sys/dev/block/{os.major(device)}:{os.minor(device)}").exists():
            with suppress(OSError):  # not every file system can do it
                self._fd = os.open(f"/proc/self/fd/{fd}", os.O_RDONLY | os.O_CLOEXEC | os.O_DIRECT)
                self._close = weakref.finalize(self, os.close, self._fd)

    def read(self, buffer: memoryview, wanted: int, place: int) -> int:
        """Bytes that came, perhaps more than `wanted`; 0 where they have to be read in the usual
        way: from a place or into a buffer of no even address, or one that can't be read. Then it
        is not tried again: the usual way tells which sector it is."""
        grain = self._grain
        length = min(len(buffer), READ, -(-wanted // grain) * grain)
        if self._close is None or place % grain or length % grain:
            return 0
        try:
            return os.preadv(self._fd, [buffer[:length]], place)
        except OSError:
            if place % _GRAIN or length % _GRAIN:
                self._grain = _GRAIN
            else:
                self.close()
            return 0

    def close(self) -> None:
        if self._close is not None:
            self._close()
            self._close = None


class FileReader:
    """By place. The file is closed when the last reference to the reader goes. `name`: what it is
    called where it can't be read, if not as on the disk."""

    def __init__(self, path: Path, identity: FileIdentity, name: str = "") -> None:
        self._name = name or path.name
        self._size = identity.size
        self._fd = open_unchanged(path, identity)
        weakref.finalize(self, os.close, self._fd)

    @property
    def size(self) -> int:
        return self._size

    def read_at(self, offset: int, length: int) -> bytes:
        if offset < 0 or length < 0 or offset >= self._size:
            return b""
        wanted = min(length, self._size - offset)
        found = self._some(wanted, offset)
        while len(found) < wanted:
            found += self._some(wanted - len(found), offset + len(found))
        return found

    def send(self, offset: int, length: int, to: int, at: int) -> int:
        """Between any two file systems, unlike copy_file_range."""
        try:
            os.lseek(to, at, os.SEEK_SET)
            return os.sendfile(to, self._fd, offset, max(0, min(length, self._size - offset)))
        except OSError:
            return 0

    def _some(self, length: int, place: int) -> bytes:
        """One read, perhaps a short one."""
        try:
            found = os.pread(self._fd, length, place)
        except OSError as error:
            raise _unreadable(self._name, place, error) from error
        if length and not found:
            raise _cut_off(self._name, place, self._size)
        return found


def open_unchanged(path: Path, identity: FileIdentity) -> int:
    """A descriptor of the file that was opened as a source, or ImageUnreadable, ImageChanged."""
    try:
        # NONBLOCK: a pipe that took the file's place must not make us wait for its other end.
        fd = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK | os.O_NOCTTY)
    except OSError as error:
        raise _unreadable(path.name, 0, error) from error
    if difference := identity.difference(FileIdentity.from_stat(os.fstat(fd))):
        os.close(fd)
        raise ImageChanged(path.name, difference)
    return fd


def read_some(fd: int, name: str, buffer: memoryview, place: int) -> int:
    """One read, perhaps a short one. Raises ImageUnreadable."""
    try:
        return os.preadv(fd, [buffer], place)
    except OSError as error:
        raise _unreadable(name, place, error) from error


def _unreadable(name: str, offset: int, error: OSError) -> ImageUnreadable:
    return ImageUnreadable(name, offset, error.strerror or str(error))


def _cut_off(name: str, offset: int, size: int) -> ImageChanged:
    return ImageChanged(name, f"it ends at {offset:,} bytes, it had {size:,}")

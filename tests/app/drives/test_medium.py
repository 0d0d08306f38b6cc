"""What an error of an opened drive means. The stages' tests play whole drives that fail; here is
what takes a device, and the moments of pulling one out."""

import errno
import mmap
import os
from collections.abc import Iterator
from dataclasses import replace

import pytest

from app.drives.drive import Identity
from app.drives.medium import Descriptor, FdMedium
from app.errors import (
    DiskFull,
    DriveError,
    DriveGone,
    DriveReadOnly,
    ReadRefused,
    SyncFailed,
    WriteRefused,
)

STICK = Identity(size=1 << 20, sector=512, device=os.makedev(8, 16), diskseq=7)


class Played(Descriptor):
    """A device that answers every request with `number`, and is taken off the list after it was
    asked for `looks` times."""

    is_device = True

    def __init__(self, number: int, looks: int | None = None) -> None:
        super().__init__(-1)
        self.number = number
        self.looks = looks

    def identity(self) -> Identity:
        if self.looks is None:
            return STICK
        self.looks -= 1
        return STICK if self.looks >= 0 else replace(STICK, size=0)

    def read_only(self) -> bool:
        return False

    def attached(self) -> bool:
        return True

    def read(self, buffer: memoryview, offset: int) -> int:
        raise OSError(self.number, os.strerror(self.number))

    def write(self, buffer: memoryview, offset: int) -> int:
        raise OSError(self.number, os.strerror(self.number))

    def sync(self) -> None:
        raise OSError(self.number, os.strerror(self.number))


@pytest.fixture
def buffer() -> Iterator[memoryview]:
    with mmap.mmap(-1, 4096) as memory, memoryview(memory) as view:
        yield view


@pytest.mark.parametrize("number", [errno.ENODEV, errno.ENXIO, errno.ENOMEDIUM])
def test_no_such_device_means_gone_while_the_list_still_shows_it(
    number: int, buffer: memoryview
) -> None:
    """Seen on a real kernel: the write under way ends so a moment before the drive disappears."""
    medium = FdMedium(Played(number), "Stick", STICK)
    with pytest.raises(DriveGone, match="after 4,096 bytes"):
        medium.pwrite(buffer, 4096)
    with pytest.raises(DriveGone):
        medium.pread_into(buffer, 0)
    with pytest.raises(DriveGone):
        medium.sync()


@pytest.mark.parametrize("number", [errno.EIO, errno.ENOSPC])
def test_any_other_error_may_be_the_first_sign_of_it(number: int, buffer: memoryview) -> None:
    with pytest.raises(DriveGone):
        FdMedium(Played(number, looks=3), "Stick", STICK).pwrite(buffer, 0)
    with pytest.raises(DriveGone):
        FdMedium(Played(number, looks=3), "Stick", STICK).sync()


@pytest.mark.parametrize(
    ("number", "writing", "reading"),
    [
        (errno.EIO, WriteRefused, ReadRefused),
        (errno.ENOSPC, WriteRefused, ReadRefused),
        (errno.EROFS, DriveReadOnly, DriveReadOnly),
    ],
)
def test_a_drive_that_stays_has_an_error(
    number: int,
    writing: type[DriveError],
    reading: type[DriveError],
    buffer: memoryview,
) -> None:
    medium = FdMedium(Played(number), "Stick", STICK)
    with pytest.raises(writing):
        medium.pwrite(buffer, 0)
    with pytest.raises(reading):
        medium.pread_into(buffer, 0)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG])
def test_a_file_without_room_is_not_worn_out(number: int, buffer: memoryview) -> None:
    played = Played(number)
    played.is_device = False
    medium = FdMedium(played, "stick.img", STICK)
    with pytest.raises(DiskFull, match="at byte 4,096: its disk is full") as caught:
        medium.pwrite(buffer, 4096)
    assert "worn" not in caught.value.hint
    with pytest.raises(ReadRefused):
        medium.pread_into(buffer, 0)


def test_a_sync_that_failed_once_is_never_tried_again() -> None:
    played = Played(errno.EIO)
    medium = FdMedium(played, "Stick", STICK)
    with pytest.raises(SyncFailed):
        medium.sync()
    played.number = errno.EAGAIN
    with pytest.raises(SyncFailed, match="Input/output error"):
        medium.sync()

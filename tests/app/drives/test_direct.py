"""What the kernel's refusals mean. The rest needs root: test_contract.py."""

import errno
import os

import pytest
from computers import FakeComputer

from app.drives.describe import describe
from app.drives.device import READING
from app.drives.direct import DirectDrive
from app.errors import DriveBusy, DriveError, DriveGone, DriveReadOnly, NotPermitted


@pytest.fixture
def drive(computer: FakeComputer) -> DirectDrive:
    computer.stick()
    info = describe("sdb", computer.look())
    assert info is not None
    return DirectDrive(info, computer.look)


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOENT, DriveGone),
        (errno.ENXIO, DriveGone),
        (errno.ENODEV, DriveGone),
        (errno.ENOMEDIUM, DriveGone),
        (errno.EBUSY, DriveBusy),
        (errno.EROFS, DriveReadOnly),
        (errno.EACCES, NotPermitted),
        (errno.EPERM, NotPermitted),
        (errno.EINVAL, DriveError),
        (errno.EIO, DriveError),
    ],
)
def test_meaning(drive: DirectDrive, number: int, kind: type[DriveError]) -> None:
    error = drive._judged(OSError(number, os.strerror(number)))
    assert type(error) is kind
    assert error.drive == "SanDisk Ultra"


def test_some_drivers_call_a_lock_not_permitted(drive: DirectDrive, computer: FakeComputer) -> None:
    computer.set("sdb", "ro", "1")
    assert type(drive._judged(OSError(errno.EACCES, "x"))) is DriveReadOnly


def test_a_node_that_is_not_there(computer: FakeComputer) -> None:
    computer.stick("sdz")
    info = describe("sdz", computer.look())
    assert info is not None
    with pytest.raises(DriveGone):
        DirectDrive(info, computer.look)._open_node(READING)

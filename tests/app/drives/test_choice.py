import os
from pathlib import Path

import pytest
from computers import FakeComputer

from app.drives.choice import _device, drive_of, may_open, open_drive
from app.drives.describe import describe
from app.drives.direct import DirectDrive
from app.drives.drive import DriveInfo, DriveKind
from app.drives.image_file import ImageFileDrive
from app.drives.udisks import UDisksDrive
from app.errors import DriveError, UnsafeDrive


@pytest.fixture
def info(computer: FakeComputer) -> DriveInfo:
    computer.stick()
    found = describe("sdb", computer.look())
    assert found is not None
    return found


def test_a_file_plays_a_stick(tmp_path: Path) -> None:
    path = tmp_path / "stick.img"
    drive = open_drive(str(path), size=1 << 20)
    assert isinstance(drive, ImageFileDrive)
    assert path.stat().st_size == 1 << 20
    assert open_drive(str(path)).info == drive.info
    assert drive.info.kind is DriveKind.VIRTUAL


def test_a_file_where_only_drives_may_be_named(tmp_path: Path) -> None:
    path = tmp_path / "stick.img"
    with pytest.raises(UnsafeDrive):
        open_drive(str(path), size=1 << 20, allow_virtual=False)
    assert not path.exists()


def test_a_node_that_is_not_there_is_not_made() -> None:
    with pytest.raises(DriveError, match="There is no drive /dev/no-such-drive"):
        open_drive("/dev/no-such-drive", size=1 << 20)


def test_a_path_through_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(DriveError):
        open_drive(str(tmp_path / "file/stick"), size=512)


def test_what_is_neither_file_nor_drive() -> None:
    with pytest.raises(DriveError, match="not a file"):
        open_drive("/dev/null")


def test_the_row_that_was_chosen_keeps_its_identity(
    computer: FakeComputer, info: DriveInfo
) -> None:
    computer.set("sdb", "diskseq", "99")
    assert drive_of(info, computer.look).info == info


def test_who_opens_it(info: DriveInfo, computer: FakeComputer) -> None:
    """/dev/sdb of the fake computer cannot be written by anybody but root."""
    back_end = drive_of(info, computer.look)
    assert isinstance(back_end, DirectDrive if os.geteuid() == 0 else UDisksDrive)
    assert may_open(info) == (os.geteuid() == 0)


def test_a_partition_is_no_whole_drive(computer: FakeComputer) -> None:
    computer.stick()
    computer.partition("sdb", 1)
    with pytest.raises(UnsafeDrive, match="a part of /dev/sdb") as caught:
        _device("/dev/sdb1", "8:17", computer.look(), virtual=True)
    assert caught.value.reason == "partition"


def test_what_is_no_drive_cannot_be_named(computer: FakeComputer) -> None:
    computer.mapped("dm-0", name="vg-root", uuid="LVM-1")
    with pytest.raises(UnsafeDrive, match="Not a real drive"):
        _device("/dev/dm-0", "253:0", computer.look(), virtual=True)


def test_a_drive_that_may_not_be_written_can_still_be_named(computer: FakeComputer) -> None:
    """Reading harms nothing: the plan decides."""
    computer.replay("usb-write-protected-blank")
    info = _device("/dev/sde", "8:64", computer.look(), virtual=True)
    assert [reason.code for reason in info.reasons] == ["read-only"]


def test_a_drive_that_went_between_two_looks(computer: FakeComputer) -> None:
    with pytest.raises(DriveError, match="There is no drive"):
        _device("/dev/sdb", "8:16", computer.look(), virtual=True)

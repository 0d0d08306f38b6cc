import errno
import os
from dataclasses import replace
from pathlib import Path

import pytest
from computers import FakeComputer

from app.drives.choice import _device, drive_of, holds_discs, may_open, open_drive
from app.drives.describe import describe
from app.drives.direct import DirectDrive
from app.drives.drive import DriveInfo, DriveKind, Partition
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
    for _ in ("missing", "there"):
        with pytest.raises(UnsafeDrive) as caught:
            open_drive(str(path), size=1 << 20, allow_virtual=False)
        assert caught.value.reason == "not-a-drive"
        assert str(caught.value) == f"{path} is not offered: it is a file."
        path.write_bytes(b"mine")
    assert path.read_bytes() == b"mine"


def test_a_node_that_is_not_there_is_not_made() -> None:
    with pytest.raises(DriveError) as caught:
        open_drive("/dev/no-such-drive", size=1 << 20)
    assert str(caught.value) == "There is no drive /dev/no-such-drive."
    assert caught.value.drive == "/dev/no-such-drive"


def test_a_path_through_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    stick = tmp_path / "file/stick"
    with pytest.raises(DriveError) as caught:
        open_drive(str(stick), size=512)
    assert str(caught.value) == f"{stick}: {os.strerror(errno.ENOTDIR)}."


def test_what_is_neither_file_nor_drive() -> None:
    with pytest.raises(DriveError, match="not a file"):
        open_drive("/dev/null")


def test_the_row_that_was_chosen_keeps_its_identity(
    computer: FakeComputer, info: DriveInfo
) -> None:
    computer.set("sdb", "diskseq", "99")
    assert drive_of(info, computer.look).info == info


@pytest.mark.skipif(os.geteuid() != 0, reason="of root")
def test_root_opens_every_drive_itself(info: DriveInfo, computer: FakeComputer) -> None:
    assert may_open(info)
    assert isinstance(drive_of(info, computer.look), DirectDrive)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may open everything")
def test_who_opens_it(info: DriveInfo, computer: FakeComputer, tmp_path: Path) -> None:
    """Ourselves where the node may be read and written, and nothing has to be unmounted."""
    node = tmp_path / "node"
    node.touch()
    for mode, ours in ((0o600, True), (0o400, False), (0o200, False), (0, False)):
        node.chmod(mode)
        back_end = drive_of(replace(info, node=str(node)), computer.look)
        assert isinstance(back_end, DirectDrive if ours else UDisksDrive)
        assert may_open(replace(info, node=str(node))) is ours
    node.chmod(0o600)
    mounted = (Partition(f"{node}1", 0, 9, mounts=("/mnt",)),)
    assert not may_open(replace(info, node=str(node), partitions=mounted))


def test_only_a_file_is_opened_as_one(tmp_path: Path, computer: FakeComputer) -> None:
    """A loop device plays a stick as well, and still is a device."""
    info = open_drive(str(tmp_path / "stick.img"), size=1 << 20).info
    assert isinstance(drive_of(info), ImageFileDrive)
    for device in (replace(info, bus="loop"), replace(info, kind=DriveKind.USB_STICK)):
        assert isinstance(drive_of(device, computer.look), DirectDrive)


def test_a_partition_is_no_whole_drive(computer: FakeComputer) -> None:
    computer.stick()
    computer.partition("sdb", 1)
    with pytest.raises(UnsafeDrive) as caught:
        _device("/dev/sdb1", "8:17", computer.look(), virtual=True)
    assert caught.value.reason == "partition"
    why = "it is a part of /dev/sdb. Name the whole drive."
    assert str(caught.value) == f"/dev/sdb1 is not offered: {why}"


@pytest.fixture
def node() -> Path:
    """Some block device of this computer, to be looked at; what it is says the fake computer."""
    found = next((path for path in sorted(Path("/dev").iterdir()) if path.is_block_device()), None)
    if found is None:
        pytest.skip("no block device here")
    return found


def test_a_device_is_looked_up_by_its_number(computer: FakeComputer, node: Path) -> None:
    number = node.stat().st_rdev
    dev = f"{os.major(number)}:{os.minor(number)}"
    computer.stick(attributes={"dev": dev})
    found = open_drive(str(node), computer=computer.look).info
    assert (found.node, found.kind) == ("/dev/sdb", DriveKind.USB_STICK)
    computer.unplug("sdb")
    computer.loop("loop3", "/images/a.img", dev=dev)
    assert open_drive(str(node), computer=computer.look).info.kind is DriveKind.VIRTUAL
    with pytest.raises(UnsafeDrive):
        open_drive(str(node), allow_virtual=False, computer=computer.look)


def test_a_loop_device_plays_a_stick_where_files_may(computer: FakeComputer) -> None:
    computer.loop("loop3", "/images/a.img")
    info = _device("/dev/loop3", "7:3", computer.look(), virtual=True)
    assert (info.kind, info.offered) == (DriveKind.VIRTUAL, True)
    with pytest.raises(UnsafeDrive) as caught:
        _device("/dev/loop3", "7:3", computer.look(), virtual=False)
    assert caught.value.reason == "not-a-drive"
    computer.stick()
    stick = _device("/dev/sdb", "8:16", computer.look(), virtual=True)
    assert stick.kind is DriveKind.USB_STICK


def test_what_is_no_drive_cannot_be_named(computer: FakeComputer) -> None:
    computer.mapped("dm-0", name="vg-root", uuid="LVM-1")
    with pytest.raises(UnsafeDrive, match="Not a real drive"):
        _device("/dev/dm-0", "253:0", computer.look(), virtual=True)


@pytest.mark.parametrize("below", ["loop0", "sda", "sda1"])
def test_another_name_of_a_device_is_no_virtual_stick(computer: FakeComputer, below: str) -> None:
    """Whatever is done with the device: to hold the loop device does not hold what is below."""
    computer.stick("sda")
    computer.partition("sda", 1)
    computer.loop("loop0", "/home/me/a.img")
    computer.loop("loop1", f"/dev/{below}")
    with pytest.raises(UnsafeDrive, match=f"another name for /dev/{below}"):
        _device("/dev/loop1", "7:1", computer.look(), virtual=True)


def test_a_drive_that_may_not_be_written_can_still_be_named(computer: FakeComputer) -> None:
    """Reading harms nothing: the plan decides."""
    computer.replay("usb-write-protected-blank")
    info = _device("/dev/sde", "8:64", computer.look(), virtual=True)
    assert [reason.code for reason in info.reasons] == ["read-only"]


def test_a_drive_that_went_between_two_looks(computer: FakeComputer) -> None:
    with pytest.raises(DriveError) as caught:
        _device("/dev/sdb", "8:16", computer.look(), virtual=True)
    assert str(caught.value) == "There is no drive /dev/sdb."


def test_a_drive_for_discs_where_they_are_only_read(computer: FakeComputer) -> None:
    computer.device("/devices/virtual/block/sr0", {"dev": "11:0", "size": "1000", "diskseq": "9"})
    with pytest.raises(UnsafeDrive):
        _device("/dev/sr0", "11:0", computer.look(), virtual=True)
    assert holds_discs(_device("/dev/sr0", "11:0", computer.look(), virtual=True, discs=True))
    computer.mapped("dm-0", name="vg-root", uuid="LVM-1")
    with pytest.raises(UnsafeDrive):
        _device("/dev/dm-0", "253:0", computer.look(), virtual=True, discs=True)


def test_it_is_named_where_that_is_asked_for(
    computer: FakeComputer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    computer.device("/devices/virtual/block/sr0", {"dev": "11:0", "size": "1000", "diskseq": "9"})
    node = tmp_path / "sr0"
    node.touch()
    monkeypatch.setattr("app.drives.choice.stat.S_ISBLK", lambda _: True)
    monkeypatch.setattr("app.drives.choice.number_of", lambda _: "11:0")
    assert holds_discs(open_drive(str(node), discs=True, computer=computer.look).info)
    with pytest.raises(UnsafeDrive, match="Not a real drive"):
        open_drive(str(node), computer=computer.look)

"""Link 7 of the chain: the image is not on the drive it is written to."""

import os
from dataclasses import replace
from pathlib import Path

import pytest
from computers import FakeComputer

from app.drives.computer import Computer
from app.drives.describe import describe, list_drives
from app.drives.drive import DriveInfo
from app.drives.holds import holds_file
from app.drives.image_file import virtual_stick


@pytest.fixture
def image(tmp_path: Path) -> Path:
    path = tmp_path / "images/debian.iso"
    path.parent.mkdir()
    path.write_bytes(bytes(1024))
    return path


def drive(computer: FakeComputer, name: str = "sdb", *, loop: bool = False) -> DriveInfo:
    found = describe(name, computer.look(), loop=loop)
    assert found is not None
    return found


def test_image_on_the_stick(computer: FakeComputer, image: Path) -> None:
    computer.stick("sdb")
    computer.partition("sdb", 1)
    computer.stick("sdc")
    computer.mount("sdb1", str(image.parent), "exfat")
    assert holds_file(drive(computer), image, computer.look())
    assert not holds_file(drive(computer, "sdc"), image, computer.look())


def test_a_link_to_the_stick_does_not_hide_it(computer: FakeComputer, image: Path) -> None:
    computer.stick()
    computer.mount("sdb", str(image.parent))
    link = image.parent.parent / "mine.iso"
    link.symlink_to(image)
    assert holds_file(drive(computer), link, computer.look())


def test_image_in_an_unlocked_volume_of_the_stick(computer: FakeComputer, image: Path) -> None:
    computer.stick()
    computer.partition("sdb", 1)
    computer.mapped("dm-0", "sdb1", name="safe", uuid="CRYPT-1")
    computer.mount("dm-0", str(image.parent))
    assert holds_file(drive(computer), image, computer.look())


def test_image_in_a_disk_image_on_the_stick(computer: FakeComputer, image: Path) -> None:
    computer.stick()
    computer.mount("sdb", "/media/me/A")
    computer.loop("loop0", "/media/me/A/disk.img")
    computer.mount("loop0", str(image.parent))
    assert holds_file(drive(computer), image, computer.look())


def test_image_on_btrfs_over_two_sticks_is_on_both(computer: FakeComputer, image: Path) -> None:
    computer.stick("sdb")
    computer.stick("sdc")
    computer.btrfs("1a", "sdb", "sdc")
    computer.mount("0:51", str(image.parent), "btrfs", source="/dev/sdb")
    assert holds_file(drive(computer, "sdc"), image, computer.look())


def test_a_loop_device_is_its_file(computer: FakeComputer, image: Path) -> None:
    computer.loop("loop0", str(image))
    computer.loop("loop1", str(image.with_name("other")))
    assert holds_file(drive(computer, "loop0", loop=True), image, computer.look())
    assert not holds_file(drive(computer, "loop1", loop=True), image, computer.look())


def test_a_virtual_stick_is_its_file(image: Path) -> None:
    """Also under another name: the file counts, not the path."""
    stick = virtual_stick(image)
    other = image.with_name("other.iso")
    other.hardlink_to(image)
    assert holds_file(stick.info, image)
    assert holds_file(stick.info, other)
    assert not holds_file(stick.info, image.parent)


def test_image_on_another_loop_device_over_the_same_file(
    computer: FakeComputer, tmp_path: Path, image: Path
) -> None:
    file = tmp_path / "stick.img"
    file.write_bytes(bytes(1024))
    for name in ("loop0", "loop5"):
        computer.loop(name, str(file))
    computer.mount("loop5", str(image.parent))
    assert holds_file(drive(computer, "loop0", loop=True), image, computer.look())
    assert holds_file(virtual_stick(file).info, image, computer.look())
    computer.unmount_all()
    assert not holds_file(drive(computer, "loop0", loop=True), image, computer.look())
    assert not holds_file(virtual_stick(file).info, image, computer.look())


def test_image_on_what_a_loop_device_stands_on(computer: FakeComputer, image: Path) -> None:
    computer.stick()
    computer.partition("sdb", 1)
    computer.loop("loop0", "/dev/sdb1")
    computer.loop("loop1", "/dev/loop0")
    computer.mount("sdb1", str(image.parent))
    for name in ("loop0", "loop1"):
        assert holds_file(drive(computer, name, loop=True), image, computer.look())


def test_image_on_the_whole_disk_around_a_partition(computer: FakeComputer, image: Path) -> None:
    """As a stick made of a disc image is mounted: the partition is a part of that file system."""
    computer.stick()
    computer.partition("sdb", 1)
    computer.loop("loop0", "/dev/sdb1")
    computer.mount("sdb", str(image.parent), "iso9660")
    assert holds_file(drive(computer, "loop0", loop=True), image, computer.look())


def test_a_missing_image_lies_nowhere(computer: FakeComputer, image: Path) -> None:
    computer.stick()
    computer.mount("sdb", str(image.parent))
    assert not holds_file(drive(computer), image.with_name("gone"), computer.look())


def test_this_file_lies_on_this_computer() -> None:
    """The real kernel, whatever it runs on: at most one list of disks holds a file, and a disk
    that holds it is never offered."""
    for found in list_drives(Computer()):
        if holds_file(found, Path(__file__)):
            assert not found.offered


def test_what_a_drive_is_called_does_not_matter(computer: FakeComputer, image: Path) -> None:
    computer.stick()
    computer.mount("sdb", str(image.parent))
    renamed = replace(drive(computer), model="Other", vendor="")
    assert holds_file(renamed, image, computer.look())


def test_a_folder_is_on_no_drive_that_is_no_file(computer: FakeComputer) -> None:
    computer.stick()
    assert not holds_file(drive(computer), Path.cwd(), computer.look())


def test_a_device_in_the_place_of_the_image(computer: FakeComputer) -> None:
    """The drive itself, or what rests on it; by number, whatever its node is called."""
    node = next((path for path in Path("/dev").iterdir() if path.is_block_device()), None)
    if node is None:
        pytest.skip("no block device to be seen here")
    number = node.stat().st_rdev
    computer.stick("sdb")
    computer.stick("sdc", {"dev": f"{os.major(number)}:{os.minor(number)}"})
    assert holds_file(drive(computer, "sdc"), node, computer.look())
    assert not holds_file(drive(computer, "sdb"), node, computer.look())

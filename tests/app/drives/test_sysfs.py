import os
from pathlib import Path

import pytest
from computers import FakeComputer

from app.drives.sysfs import Sysfs, inode_of, name_of, node_of, read_number, read_text


def test_nodes_in_folders() -> None:
    assert node_of("cciss!c0d0") == "/dev/cciss/c0d0"
    assert name_of("/dev/cciss/c0d0") == "cciss!c0d0"


def test_partitions_in_the_order_of_their_numbers(computer: FakeComputer) -> None:
    computer.stick()
    for number in (10, 2, 1):
        computer.partition("sdb", number)
    sysfs = computer.look().sysfs
    assert sysfs.partitions("sdb") == ["sdb1", "sdb2", "sdb10"]
    assert sysfs.disk_of("sdb10") == "sdb"
    assert sysfs.disk_of("sdb") == "sdb"


def test_numbers_lead_to_names_and_back(computer: FakeComputer) -> None:
    computer.stick()
    sysfs = computer.look().sysfs
    assert sysfs.by_number("8:16") == "sdb"
    assert sysfs.device("sdb") == os.makedev(8, 16)


@pytest.mark.parametrize("number", ["", "8:99", "0:31"])
def test_other_numbers_lead_nowhere(computer: FakeComputer, number: str) -> None:
    computer.stick()
    assert computer.look().sysfs.by_number(number) == ""


def test_the_way_up_ends_at_the_top(computer: FakeComputer) -> None:
    computer.stick()
    sysfs = computer.look().sysfs
    names = [device.name for device in sysfs.ancestors("sdb")]
    assert names[0] == "block"
    assert names[-1] == "pci0000:00"
    assert [bus for device in sysfs.ancestors("sdb") if (bus := sysfs.subsystem(device))] == [
        "scsi",
        "scsi",
        "scsi",
        "usb",
        "usb",
        "usb",
        "pci",
    ]


def test_a_file_that_was_deleted_still_has_its_name(computer: FakeComputer) -> None:
    computer.loop("loop0", "/home/me/a.img (deleted)")
    assert computer.look().sysfs.backing_file("loop0") == "/home/me/a.img"


def test_sizes_are_counted_in_sectors_of_512_whatever_the_drive_has(
    computer: FakeComputer,
) -> None:
    computer.stick(attributes={"size": "2000", "queue/logical_block_size": "4096"})
    sysfs = computer.look().sysfs
    assert sysfs.size("sdb") == 2000 * 512
    assert sysfs.number("sdb", "queue/logical_block_size") == 4096


@pytest.mark.parametrize(
    ("written", "number"),
    [("7\n", 7), ("0", 0), ("", None), ("-1", None), ("x", None), ("²", None), ("٣", None)],
)
def test_numbers(tmp_path: Path, written: str, number: int | None) -> None:
    (tmp_path / "file").write_text(written)
    assert read_number(tmp_path / "file") == number


def test_bytes_that_are_no_text_lose_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b" a\xff \n")
    assert os.fsencode(read_text(tmp_path / "file")) == b"a\xff"


@pytest.mark.parametrize("number", ["8", "8:", ":16", "a:16", "8:b", ""])
def test_a_device_number_that_is_none(computer: FakeComputer, number: str) -> None:
    computer.stick()
    computer.set("sdb", "dev", number)
    assert computer.look().sysfs.device("sdb") == 0


def test_who_stands_on_whom(computer: FakeComputer) -> None:
    for name in ("sdb", "sdc"):
        computer.stick(name)
    computer.mapped("md0", "sdc", "sdb")
    computer.mapped("dm-0", "sdb", name="a", uuid="b")
    sysfs = computer.look().sysfs
    assert sysfs.slaves("md0") == ["sdb", "sdc"]
    assert sysfs.holders("sdb") == ["dm-0", "md0"]


@pytest.mark.parametrize("file", ["", "home/me/a.img", "none"])
def test_no_file_behind_it(computer: FakeComputer, file: str) -> None:
    computer.loop("loop0", file)
    assert computer.look().sysfs.backing_file("loop0") == ""


def test_the_tree_of_this_computer() -> None:
    assert Path("/sys") == Sysfs().root


def test_what_is_not_there_reads_as_empty(tmp_path: Path) -> None:
    (tmp_path / "class/block").mkdir(parents=True)
    sysfs = Sysfs(tmp_path)
    assert sysfs.disks() == []
    assert not sysfs.exists("sdb")
    assert not sysfs.exists("")
    assert (sysfs.size("sdb"), sysfs.device("sdb"), sysfs.text("sdb", "ro")) == (0, 0, "")
    assert (sysfs.partitions("sdb"), sysfs.holders("sdb"), sysfs.slaves("sdb")) == ([], [], [])
    assert list(sysfs.ancestors("sdb")) == []
    assert read_text(tmp_path / "x") == ""
    assert read_number(tmp_path / "x") is None
    assert inode_of(tmp_path / "x") is None
    assert inode_of(tmp_path) == tmp_path.stat().st_ino

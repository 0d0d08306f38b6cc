import os
from pathlib import Path

import pytest
from computers import FakeComputer

from app.drives.sysfs import Sysfs, name_of, node_of, read_number, read_text


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


def test_what_is_not_there_reads_as_empty(tmp_path: Path) -> None:
    sysfs = Sysfs(tmp_path)
    assert sysfs.disks() == []
    assert not sysfs.exists("sdb")
    assert not sysfs.exists("")
    assert (sysfs.size("sdb"), sysfs.device("sdb"), sysfs.text("sdb", "ro")) == (0, 0, "")
    assert (sysfs.partitions("sdb"), sysfs.holders("sdb"), sysfs.slaves("sdb")) == ([], [], [])
    assert list(sysfs.ancestors("sdb")) == []
    assert read_text(tmp_path / "x") == ""
    assert read_number(tmp_path / "x") is None

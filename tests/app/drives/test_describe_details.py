"""Every fact of a drive, each from wherever it may stand; what people plug in is in
test_describe.py."""

import os

import pytest
from computers import FakeComputer

from app.drives.computer import Computer
from app.drives.describe import describe, identity_of, list_drives
from app.drives.drive import DriveInfo, DriveKind, Identity, Partition

ATA = "/devices/pci0000:00/0000:00:17.0/ata1/host0/target0:0:0/0:0:0:0/block"
VIRTIO = "/devices/pci0000:00/0000:00:04.0/virtio3/block/vda"


def only(computer: FakeComputer) -> DriveInfo:
    (drive,) = list_drives(computer.look())
    return drive


def nodes(computer: FakeComputer) -> list[str]:
    return [drive.node for drive in list_drives(computer.look())]


def test_everything_that_is_known(computer: FakeComputer) -> None:
    computer.stick(
        "sdb",
        {"ro": "0", "size": "4096", "queue/logical_block_size": "4096"},
        ID_SERIAL_SHORT="4C53",
        ID_PART_TABLE_TYPE="gpt",
        ID_FS_LABEL="LIVE",
        ID_FS_TYPE="iso9660",
    )
    computer.partition("sdb", 1, 100, ID_FS_TYPE="vfat", ID_FS_LABEL="DATA")
    computer.partition("sdb", 2, 50, ID_PART_ENTRY_TYPE="0xef", ID_PART_ENTRY_NAME=r"EFI\x20System")
    for point in ("/media/me/DATA", "/mnt"):
        computer.mount("sdb1", point)
    computer.used = {"/media/me/DATA": 7, "/mnt": 8}
    assert only(computer) == DriveInfo(
        node="/dev/sdb",
        vendor="SanDisk",
        model="Ultra",
        serial="4C53",
        kind=DriveKind.USB_STICK,
        identity=Identity(4096 * 512, 4096, os.makedev(8, 16), diskseq=41),
        bus="usb",
        removable=True,
        table="gpt",
        label="LIVE",
        file_system="iso9660",
        partitions=(
            Partition(
                "/dev/sdb1",
                2048 * 512,
                100 * 512,
                label="DATA",
                file_system="vfat",
                mounts=("/media/me/DATA", "/mnt"),
                used=7,
            ),
            Partition("/dev/sdb2", 4096 * 512, 50 * 512, type="0xef", name="EFI System"),
        ),
    )


def test_sectors_are_of_512_bytes_where_nobody_says(computer: FakeComputer) -> None:
    computer.stick()
    computer.set("sdb", "queue/logical_block_size", "")
    assert identity_of(computer.look().sysfs, "sdb").sector == 512


@pytest.mark.parametrize(
    ("attributes", "names"),
    [
        (
            {"device/vendor": "Maker ", "device/model": "Thing  2", "device/serial": " 77"},
            ("Maker", "Thing 2", "77"),
        ),
        ({"device/name": "SD32G"}, ("", "SD32G", "")),
        ({"device/model": "Thing", "device/name": "SD32G"}, ("", "Thing", "")),
        ({"device/vendor": "0x1af4", "device/model": "Thing"}, ("", "Thing", "")),
        ({}, ("", "", "")),
    ],
)
def test_the_kernels_names(
    computer: FakeComputer, attributes: dict[str, str], names: tuple[str, str, str]
) -> None:
    computer.device(VIRTIO, {"dev": "252:0"}, {})
    for name, value in attributes.items():
        computer.set("vda", name, value)
    drive = only(computer)
    assert (drive.vendor, drive.model, drive.serial) == names


def test_udevs_names_are_better(computer: FakeComputer) -> None:
    computer.stick("sdb", None, ID_VENDOR="A", ID_MODEL="B", ID_SERIAL_SHORT="C")
    for name in ("vendor", "model", "name", "serial"):
        computer.set("sdb", f"device/{name}", "kernel")
    drive = only(computer)
    assert (drive.vendor, drive.model, drive.serial) == ("A", "B", "C")


def test_ata_is_nobody_but_udev_may_know_who_made_it(computer: FakeComputer) -> None:
    computer.device(f"{ATA}/sda", {"dev": "8:0"}, {"ID_VENDOR": "WDC"})
    computer.set("sda", "device/vendor", "ATA")
    assert only(computer).vendor == "WDC"
    computer.udev.records.clear()
    assert only(computer).vendor == ""


def test_a_loop_device_is_called_like_its_file(computer: FakeComputer) -> None:
    computer.loop("loop2", "/home/me/stick.img")
    computer.loop("loop3")
    computer.set("loop2", "device/model", "kernel")
    for name, model in (("loop2", "stick.img"), ("loop3", "loop3")):
        drive = describe(name, computer.look(), loop=True)
        assert drive is not None
        assert (drive.vendor, drive.model, drive.removable) == ("", model, True)
    plain = describe("loop2", computer.look())
    assert plain is not None
    assert (plain.kind, plain.bus, plain.model) == (DriveKind.INTERNAL, "", "kernel")


@pytest.mark.parametrize(
    ("attribute", "value", "code"),
    [
        ("ro", "1", "read-only"),
        ("hidden", "1", "not-a-drive"),
        ("device/type", "5", "not-a-drive"),
        ("size", "0", "no-medium"),
    ],
)
def test_why_not(computer: FakeComputer, attribute: str, value: str, code: str) -> None:
    computer.stick()
    assert only(computer).offered
    computer.set("sdb", attribute, value)
    drive = describe("sdb", computer.look())
    assert drive is not None
    assert [reason.code for reason in drive.reasons] == [code]
    assert drive.read_only is (attribute == "ro")
    assert nodes(computer) == ([] if code == "not-a-drive" else ["/dev/sdb"])


def test_an_optical_drive_by_udevs_word(computer: FakeComputer) -> None:
    computer.stick("sdb", None, ID_CDROM="1")
    drive = describe("sdb", computer.look())
    assert drive is not None
    assert [reason.code for reason in drive.reasons] == ["not-a-drive"]


@pytest.mark.parametrize(
    ("running", "recorded", "offered"),
    [(True, True, True), (True, False, False), (False, True, True), (False, False, True)],
)
def test_udev_has_to_have_looked_where_there_is_one(
    computer: FakeComputer, running: bool, recorded: bool, offered: bool
) -> None:
    computer.stick()
    computer.udev.running = running
    if not recorded:
        computer.udev.records.clear()
    assert only(computer).offered is offered


def test_the_whole_drive_is_a_part_of_it_where_it_is_used_whole(computer: FakeComputer) -> None:
    """With a file system and no table; or mounted, whatever the table says."""
    computer.stick("sdb", None, ID_FS_TYPE="vfat", ID_FS_LABEL="ALL")
    assert [part.node for part in only(computer).partitions] == ["/dev/sdb"]
    assert only(computer).partitions[0].label == "ALL"
    computer.partition("sdb", 1)
    assert [part.node for part in only(computer).partitions] == ["/dev/sdb1"]
    computer.mount("sdb", "/mnt")
    whole, part = only(computer).partitions
    assert (whole.node, whole.start, whole.mounts) == ("/dev/sdb", 0, ("/mnt",))
    assert part.node == "/dev/sdb1"


def test_what_holds_nothing_has_no_parts(computer: FakeComputer) -> None:
    computer.stick()
    assert only(computer).partitions == ()
    computer.mount("sdb", "/mnt")
    assert [part.node for part in only(computer).partitions] == ["/dev/sdb"]


def test_a_partition_that_udev_knows_nothing_of(computer: FakeComputer) -> None:
    computer.stick()
    computer.partition("sdb", 1)
    del computer.udev.records["sdb1"]
    (part,) = only(computer).partitions
    assert (part.node, part.label, part.file_system) == ("/dev/sdb1", "", "")


def test_where_the_kernel_counts_nothing_a_drive_is_its_folder(computer: FakeComputer) -> None:
    computer.stick("sdb", {"diskseq": ""})
    computer.stick("sdc", {"diskseq": "41"})
    sysfs = computer.look().sysfs
    old, new = (identity_of(sysfs, name) for name in ("sdb", "sdc"))
    assert (old.diskseq, old.entry) == (None, sysfs.folder("sdb").stat().st_ino)
    assert (new.diskseq, new.entry) == (41, None)


def test_the_order_of_the_list(computer: FakeComputer) -> None:
    for number, name in enumerate(("sdaa", "sde")):
        computer.device(f"{ATA}/{name}", {"dev": f"65:{16 * number}"}, {})
    still = {"removable": "0", "queue/rotational": "0"}
    turning = {"removable": "0", "queue/rotational": "1"}
    for name, attributes in (("sdb", still), ("sdc", turning), ("sdx", {}), ("sdd", {})):
        computer.stick(name, attributes)
    assert [node.removeprefix("/dev/") for node in nodes(computer)] == [
        "sdd",
        "sdx",
        "sdb",
        "sdc",
        "sde",
        "sdaa",
    ]


def test_a_drive_that_goes_away_while_the_list_is_made(computer: FakeComputer) -> None:
    computer.stick("sdb")
    computer.stick("sdc")
    (computer.root / "sys/class/block/sdb").unlink()
    assert nodes(computer) == ["/dev/sdc"]


def test_this_computer_is_meant_where_nobody_names_one() -> None:
    assert {drive.node for drive in list_drives()} == {
        drive.node for drive in list_drives(Computer())
    }

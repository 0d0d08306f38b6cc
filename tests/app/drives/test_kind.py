"""How a drive is connected, and what a person would call it; all dumps are in test_dumps.py."""

import pytest
from computers import FakeComputer, record

from app.drives.drive import DriveKind
from app.drives.kind import Connection, connection, kind_of

PCI = "/devices/pci0000:00/0000:00:1d.0"
USB = "/devices/pci0000:00/0000:00:14.0/usb2/2-1/2-1:1.0/host1/target1:0:0"
FIREWIRE = "/devices/pci0000:00/0000:00:1e.0/fw1/fw1.0/host8/target8:0:0"
MMC = "/devices/platform/fe330000.mmc/mmc_host/mmc1/mmc1:0001/block/mmcblk1"
TURNS = {"removable": "0", "queue/rotational": "1"}


def disk(computer: FakeComputer, devpath: str, **attributes: str) -> str:
    number = len(computer.look().sysfs.disks())
    return computer.device(devpath, {"dev": f"8:{16 * number}", **attributes})


def kind(computer: FakeComputer, name: str, **properties: str) -> DriveKind:
    sysfs = computer.look().sysfs
    return kind_of(sysfs, name, record(properties), connection(sysfs, name))


class TestConnection:
    @pytest.mark.parametrize(
        ("devpath", "bus", "external"),
        [
            (f"{USB}/1:0:0:0/block/sdb", "usb", True),
            (f"{FIREWIRE}/8:0:0:0/block/sdb", "firewire", True),
            (f"{PCI}/ata1/host0/target0:0:0/0:0:0:0/block/sda", "ata", False),
            (f"{PCI}/0000:02:00.0/nvme/nvme0/nvme0n1", "nvme", False),
            (f"{PCI}/virtio3/block/vda", "virtio", False),
            (f"{PCI}/host0/target0:0:0/0:0:0:0/block/sda", "scsi", False),
            ("/devices/vbd-51712/block/xvda", "", False),
        ],
    )
    def test_by_what_it_hangs_on(
        self, computer: FakeComputer, devpath: str, bus: str, external: bool
    ) -> None:
        name = disk(computer, devpath)
        assert connection(computer.look().sysfs, name) == Connection(bus, external)

    @pytest.mark.parametrize(("sort", "external"), [("SD", True), ("MMC", False), ("", False)])
    def test_a_card_can_be_taken_out_and_an_emmc_cannot(
        self, computer: FakeComputer, sort: str, external: bool
    ) -> None:
        name = disk(computer, MMC)
        computer.set(name, "device/type", sort)
        assert connection(computer.look().sysfs, name) == Connection("mmc", external)

    @pytest.mark.parametrize(
        ("said", "speed"), [("480", 480), ("5000\n", 5000), ("1.5", 1), ("", None)]
    )
    def test_the_speed_is_that_of_the_drive_itself(
        self, computer: FakeComputer, said: str, speed: int | None
    ) -> None:
        """Not of the hubs above it, nor of what is no part of USB."""
        name = disk(computer, f"{USB}/1:0:0:0/block/sdb")
        usb = computer.root / "sys/devices/pci0000:00/0000:00:14.0/usb2"
        if said:
            (usb / "2-1/speed").write_text(said)
            (usb / "speed").write_text("10000")
        (usb / "2-1/2-1:1.0/host1/speed").write_text("7")
        assert connection(computer.look().sysfs, name).speed == speed


class TestExternal:
    @pytest.mark.parametrize(
        ("turns", "properties", "expected"),
        [
            ("1", {}, DriveKind.EXTERNAL_DISK),
            ("0", {}, DriveKind.EXTERNAL_SSD),
            ("1", {"ID_ATA_ROTATION_RATE_RPM": "0"}, DriveKind.EXTERNAL_SSD),
            ("1", {"ID_ATA_ROTATION_RATE_RPM": "5400"}, DriveKind.EXTERNAL_DISK),
            (
                "1",
                {"ID_ATA_ROTATION_RATE_RPM": "5400", "ID_MODEL": "SSD"},
                DriveKind.EXTERNAL_DISK,
            ),
            ("1", {"ID_MODEL": "Portable_SSD_T7"}, DriveKind.EXTERNAL_SSD),
            ("1", {"ID_MODEL": "NVMe_Bridge"}, DriveKind.EXTERNAL_SSD),
            ("1", {"ID_MODEL": "M.2_Case"}, DriveKind.EXTERNAL_SSD),
            ("1", {"ID_VENDOR": "ssd"}, DriveKind.EXTERNAL_SSD),
            ("1", {"ID_MODEL": "Elements"}, DriveKind.EXTERNAL_DISK),
        ],
    )
    def test_disk_or_solid_state(
        self,
        computer: FakeComputer,
        turns: str,
        properties: dict[str, str],
        expected: DriveKind,
    ) -> None:
        name = computer.stick(attributes={**TURNS, "queue/rotational": turns})
        assert kind(computer, name, **properties) is expected

    def test_what_is_built_in_is_nothing_else(self, computer: FakeComputer) -> None:
        name = disk(computer, f"{PCI}/ata1/host0/target0:0:0/0:0:0:0/block/sda", removable="1")
        assert kind(computer, name) is DriveKind.INTERNAL

    def test_a_card_in_a_slot(self, computer: FakeComputer) -> None:
        name = disk(computer, MMC)
        computer.set(name, "device/type", "SD")
        assert kind(computer, name) is DriveKind.SD_CARD


class TestReaders:
    @pytest.mark.parametrize(
        "model",
        [
            "Multi-Reader",
            "Card",
            "USB2.0 Cards",
            "2.0-CRW",
            "SD/MS",
            "USB /MMC",
            "USB SDMMC",
            "CompactFlash",
            "Compact Flash",
            "MicroSD",
            "micro sd",
            "STORAGE DEVICE",
            "MassStorageClass",
        ],
    )
    def test_by_its_name(self, computer: FakeComputer, model: str) -> None:
        name = computer.stick()
        assert kind(computer, name, ID_MODEL=model) is DriveKind.SD_CARD
        assert kind(computer, name, ID_VENDOR=model) is DriveKind.SD_CARD
        assert kind(computer, name, ID_MODEL=model, ID_DRIVE_THUMB="1") is DriveKind.USB_STICK
        computer.set(name, "size", "0")
        assert kind(computer, name, ID_MODEL=model) is DriveKind.CARD_READER

    @pytest.mark.parametrize("model", ["Discard", "Cardinal", "Ultra", "XSDMMC", "Screwdriver"])
    def test_names_that_are_none(self, computer: FakeComputer, model: str) -> None:
        name = computer.stick()
        assert kind(computer, name, ID_MODEL=model) is DriveKind.USB_STICK

    def test_by_a_mark_of_udevs(self, computer: FakeComputer) -> None:
        name = computer.stick()
        assert kind(computer, name, ID_DRIVE_FLASH_SD="1") is DriveKind.SD_CARD

    def test_by_having_two_slots(self, computer: FakeComputer) -> None:
        for slot, name in enumerate(("sdb", "sdc")):
            disk(computer, f"{USB}/1:0:0:{slot}/block/{name}", removable="1")
        assert kind(computer, "sdb") is DriveKind.SD_CARD

    @pytest.mark.parametrize(
        ("devpath", "removable"),
        [
            (f"{USB}/1:0:0:1/block/sdc", "0"),  # a fixed disk beside it
            (f"{USB}/1:0:0:1/block/sr0", "1"),  # the disc with the maker's programs
            (f"{USB}/1:0:0:1/block/sdc", ""),
            (f"{USB.replace('2-1', '2-2')}/1:0:0:0/block/sdc", "1"),  # another stick
        ],
    )
    def test_what_is_no_second_slot(
        self, computer: FakeComputer, devpath: str, removable: str
    ) -> None:
        disk(computer, f"{USB}/1:0:0:0/block/sdb", removable="1")
        disk(computer, devpath, removable=removable)
        assert kind(computer, "sdb") is DriveKind.USB_STICK

    def test_two_drives_on_no_usb_share_no_interface(self, computer: FakeComputer) -> None:
        for slot, name in enumerate(("sdb", "sdc")):
            disk(computer, f"{FIREWIRE}/8:0:0:{slot}/block/{name}", removable="1")
        assert kind(computer, "sdb") is DriveKind.USB_STICK

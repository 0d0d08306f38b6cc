"""The zoo: what people plug in and what is built in, each with what the program makes of it.

`recorded`: from tests/data/udev, real kernel and udev with devices that QEMU emulates. Everything
else is written by hand: after udev's rules, the kernel's sysfs documentation, and what a Debian 13
guest showed of LVM, LUKS, RAID, swap, btrfs and live systems. test_dumps.py has the verdicts about
all dumps.
"""

import os

import pytest
from computers import FakeComputer

from app.drives.describe import describe, list_drives
from app.drives.drive import DriveInfo, DriveKind, Identity, Reason

SATA = "/devices/pci0000:00/0000:00:17.0/ata1/host0/target0:0:0/0:0:0:0/block/sda"
NVME = "/devices/pci0000:00/0000:00:1d.0/0000:02:00.0/nvme/nvme0/nvme0n1"


def only(computer: FakeComputer) -> DriveInfo:
    drives = list_drives(computer.look())
    assert len(drives) == 1
    return drives[0]


def codes(drive: DriveInfo) -> list[str]:
    return [reason.code for reason in drive.reasons]


def replayed(computer: FakeComputer, recording: str) -> DriveInfo:
    computer.replay(recording)
    return only(computer)


class TestRecorded:
    def test_blank_stick(self, computer: FakeComputer) -> None:
        drive = replayed(computer, "usb-removable-blank")
        assert drive == DriveInfo(
            node="/dev/sdb",
            vendor="SanDisk",
            model="Cruzer Blade",
            serial="LAB-RM1",
            kind=DriveKind.USB_STICK,
            identity=Identity(67_108_864, 512, os.makedev(8, 16), diskseq=6),
            bus="usb",
            speed=5000,
            removable=True,
        )
        assert drive.name == "SanDisk Cruzer Blade"
        assert drive.offered

    def test_stick_with_an_iso_has_two_partitions_and_a_label(self, computer: FakeComputer) -> None:
        computer.replay("usb-removable-hybrid-iso")
        computer.mount("sdb2", "/media/me/EFI", "vfat")
        computer.used["/media/me/EFI"] = 5_000_000
        drive = only(computer)
        assert (drive.table, drive.file_system, drive.label) == ("dos", "iso9660", "LABTEST")
        iso, esp = drive.partitions
        assert (iso.node, iso.start, iso.size) == ("/dev/sdb1", 64 * 512, 28140 * 512)
        assert (iso.label, iso.type, iso.mounts, iso.used) == ("LABTEST", "0xcd", (), None)
        assert (esp.type, esp.file_system) == ("0xef", "vfat")
        assert (esp.mounts, esp.used) == (("/media/me/EFI",), 5_000_000)
        assert drive.offered  # UDISKS_IGNORE stands on its second partition, not on the drive

    def test_ssd_with_large_sectors(self, computer: FakeComputer) -> None:
        """It says of itself that it is not removable, and that it turns. It is called SSD."""
        drive = replayed(computer, "uas-ssd-4k-blank")
        assert (drive.kind, drive.sector) == (DriveKind.EXTERNAL_SSD, 4096)
        assert drive.size == 134_217_728
        assert drive.removable
        assert drive.offered

    def test_hard_disk_on_usb_2(self, computer: FakeComputer) -> None:
        drive = replayed(computer, "usb2-hard-disk-blank")
        assert (drive.kind, drive.speed) == (DriveKind.EXTERNAL_DISK, 480)
        assert drive.name == "WD Elements 25A2"
        assert drive.offered

    def test_write_protected_stick(self, computer: FakeComputer) -> None:
        drive = replayed(computer, "usb-write-protected-blank")
        assert drive.read_only
        assert drive.reasons == (
            Reason("read-only", "Write-protected: this drive does not allow writing."),
        )
        assert not drive.hidden

    def test_empty_card_reader(self, computer: FakeComputer) -> None:
        drive = replayed(computer, "card-reader-empty")
        assert (drive.kind, drive.size) == (DriveKind.CARD_READER, 0)
        assert drive.reasons == (Reason("no-medium", "No card in it."),)
        assert not drive.hidden

    def test_card_in_a_reader_covers_the_whole_drive(self, computer: FakeComputer) -> None:
        computer.replay("card-reader-with-fat-card")
        computer.mount("sdf", "/media/me/CAMERA", "vfat")
        drive = only(computer)
        assert drive.kind is DriveKind.SD_CARD
        (card,) = drive.partitions
        assert (card.node, card.start, card.label) == ("/dev/sdf", 0, "CAMERA")
        assert card.mounts == ("/media/me/CAMERA",)
        assert drive.offered

    def test_card_in_a_built_in_slot(self, computer: FakeComputer) -> None:
        drive = replayed(computer, "sdhci-card-blank")
        assert (drive.kind, drive.bus) == (DriveKind.SD_CARD, "mmc")
        assert (drive.vendor, drive.model, drive.serial) == ("", "QEMU!", "0xdeadbeef")
        assert drive.removable
        assert drive.offered

    def test_disk_with_photos_and_the_disk_the_computer_runs_from(
        self, computer: FakeComputer
    ) -> None:
        computer.replay("internal-sata-and-virtio")
        photos, root = list_drives(computer.look())
        assert (photos.bus, photos.model) == ("ata", "LAB-SATA-DISK")
        assert photos.reasons == (
            Reason("internal", "Built into this computer. Not mounted.", hidden=True),
        )
        assert photos.partitions[0].label == "PHOTOS"
        assert codes(root) == ["system", "internal"]
        assert root.reasons[0].text == "Runs this computer: holds “/”. It can never be chosen."
        assert root.hidden


class TestNames:
    def test_escaped_bytes_and_bad_utf8(self, computer: FakeComputer) -> None:
        computer.stick(ID_MODEL_ENC=r"Ultra\x20\x20Fit\x20", ID_VENDOR_ENC=r"San\xff")
        drive = only(computer)
        assert (drive.vendor, drive.model) == ("San\N{REPLACEMENT CHARACTER}", "Ultra Fit")

    def test_label_with_spaces(self, computer: FakeComputer) -> None:
        computer.stick(ID_FS_TYPE="exfat", ID_FS_LABEL="My_Files", ID_FS_LABEL_ENC=r"My\x20Files")
        assert only(computer).label == "My Files"

    def test_without_udev_the_kernel_gives_the_names(self, computer: FakeComputer) -> None:
        computer.stick()
        computer.udev.records.clear()
        computer.udev.running = False
        computer.set("sdb", "device/vendor", "Kingston")
        computer.set("sdb", "device/model", "DataTraveler 3.0")
        drive = only(computer)
        assert drive.name == "Kingston DataTraveler 3.0"
        assert drive.kind is DriveKind.USB_STICK
        assert drive.offered

    def test_a_disk_made_by_ata_has_no_vendor(self, computer: FakeComputer) -> None:
        computer.device(SATA, {"dev": "8:0"}, {"ID_MODEL": "WDC_WD10"})
        computer.set("sda", "device/vendor", "ATA")
        assert only(computer).name == "WDC WD10"


class TestExternal:
    def test_stick_that_claims_to_be_fixed_is_still_external(self, computer: FakeComputer) -> None:
        """Fast sticks behind UAS do: their kind is a guess, that they can be unplugged is not."""
        computer.stick(attributes={"removable": "0", "queue/rotational": "0"})
        drive = only(computer)
        assert drive.kind is DriveKind.EXTERNAL_SSD
        assert drive.offered

    def test_disk_that_turns_wins_over_its_name(self, computer: FakeComputer) -> None:
        computer.stick(
            attributes={"removable": "0", "queue/rotational": "1"},
            ID_MODEL="Not_an_SSD",
            ID_ATA_ROTATION_RATE_RPM="5400",
        )
        assert only(computer).kind is DriveKind.EXTERNAL_DISK

    def test_firewire_disk(self, computer: FakeComputer) -> None:
        computer.device(
            "/devices/pci0000:00/0000:00:1e.0/fw1/fw1.0/host8/target8:0:0/8:0:0:0/block/sdb",
            {"dev": "8:16", "removable": "0", "queue/rotational": "1"},
            {"ID_MODEL": "d2"},
        )
        drive = only(computer)
        assert (drive.bus, drive.kind) == ("firewire", DriveKind.EXTERNAL_DISK)
        assert drive.offered

    def test_reader_with_two_slots_and_one_serial_number(self, computer: FakeComputer) -> None:
        usb = "/devices/pci0000:00/0000:00:14.0/usb1/1-2/1-2:1.0/host4/target4:0:0"
        for slot, (name, size) in enumerate((("sdb", "0"), ("sdc", "62333952"))):
            computer.device(
                f"{usb}/4:0:0:{slot}/block/{name}",
                {
                    "dev": f"8:{16 + 16 * slot}",
                    "diskseq": f"{9 + slot}",
                    "removable": "1",
                    "size": size,
                },
                {"ID_MODEL": "Multi", "ID_SERIAL_SHORT": "0001", "ID_INSTANCE": f"0:{slot}"},
            )
        empty, card = list_drives(computer.look())
        assert (empty.kind, codes(empty)) == (DriveKind.CARD_READER, ["no-medium"])
        assert (card.kind, codes(card)) == (DriveKind.SD_CARD, [])
        assert empty.serial == card.serial
        assert empty.identity != card.identity

    def test_locked_card(self, computer: FakeComputer) -> None:
        computer.replay("sdhci-card-blank")
        computer.set("mmcblk0", "ro", "1")
        assert only(computer).reasons == (
            Reason("read-only", "Locked: slide the small switch on the card."),
        )

    def test_phone_that_offers_no_medium(self, computer: FakeComputer) -> None:
        computer.stick(attributes={"size": "0"}, ID_VENDOR="Linux", ID_MODEL="File-CD_Gadget")
        drive = only(computer)
        assert codes(drive) == ["no-medium"]
        assert "Was it ejected?" in drive.reasons[0].text

    def test_stick_that_udev_has_not_looked_at(self, computer: FakeComputer) -> None:
        computer.stick()
        del computer.udev.records["sdb"]
        drive = only(computer)
        assert codes(drive) == ["not-ready"]
        assert drive.hidden

    @pytest.mark.parametrize("word", ["UDISKS_IGNORE", "UDISKS_SYSTEM"])
    def test_stick_that_the_administrator_hides(self, computer: FakeComputer, word: str) -> None:
        computer.stick("sdb", None, **{word: "1"})
        drive = only(computer)
        assert codes(drive) == ["ignored"]
        assert drive.hidden

    def test_stick_this_program_runs_from(self, computer: FakeComputer) -> None:
        computer.stick()
        computer.partition("sdb", 1)
        computer.mount("sdb1", "/media/me/TOOLS")
        computer.own = ("/media/me/TOOLS/stickwright/app",)
        drive = only(computer)
        assert codes(drive) == ["in-use"]
        assert "this program" in drive.reasons[0].text

    def test_stick_mounted_by_the_desktop_is_offered(self, computer: FakeComputer) -> None:
        computer.stick()
        computer.partition("sdb", 1, ID_FS_TYPE="vfat")
        computer.mount("sdb1", "/run/media/me/MY STICK", "vfat")
        drive = only(computer)
        assert drive.mounts == ("/run/media/me/MY STICK",)
        assert drive.offered

    def test_gone_while_looking(self, computer: FakeComputer) -> None:
        computer.stick()
        computer.unplug("sdb")
        assert list_drives(computer.look()) == ()
        assert describe("sdb", computer.look()) is None


class TestInternal:
    def test_emmc_is_soldered(self, computer: FakeComputer) -> None:
        mmc = "/devices/platform/fe330000.mmc/mmc_host/mmc1/mmc1:0001/block/mmcblk1"
        computer.device(mmc, {"dev": "179:32", "removable": "0"}, {"ID_NAME": "BJTD4R"})
        computer.set("mmcblk1", "device/type", "MMC")
        drive = only(computer)
        assert (drive.kind, codes(drive)) == (DriveKind.INTERNAL, ["internal"])
        assert not drive.removable

    def test_boot_partitions_of_an_emmc_are_no_drives(self, computer: FakeComputer) -> None:
        mmc = "/devices/platform/fe330000.mmc/mmc_host/mmc1/mmc1:0001/block"
        for number, name in enumerate(("mmcblk1boot0", "mmcblk1boot1", "mmcblk1rpmb")):
            computer.device(f"{mmc}/{name}", {"dev": f"179:{64 + 32 * number}"}, {})
        assert list_drives(computer.look()) == ()

    def test_data_disk(self, computer: FakeComputer) -> None:
        computer.device(SATA, {"dev": "8:0"}, {"ID_MODEL": "Archive"})
        computer.partition("sda", 1)
        computer.mount("sda1", "/mnt/archive")
        assert only(computer).reasons == (
            Reason("internal", "Built into this computer. Mounted at “/mnt/archive”.", hidden=True),
        )

    def test_nvme_with_luks_lvm_and_swap(self, computer: FakeComputer) -> None:
        computer.device(NVME, {"dev": "259:0"}, {"ID_MODEL": "Samsung_SSD_980"})
        computer.partition("nvme0n1", 1, ID_FS_TYPE="vfat")
        computer.partition("nvme0n1", 2, ID_FS_TYPE="crypto_LUKS")
        computer.mapped("dm-0", "nvme0n1p2", name="nvme0n1p2_crypt", uuid="CRYPT-LUKS2-1")
        computer.mapped("dm-1", "dm-0", name="vg-root", uuid="LVM-1")
        computer.mapped("dm-2", "dm-0", name="vg-swap", uuid="LVM-2")
        computer.mount("dm-1", "/", source="/dev/mapper/vg-root")
        computer.mount("nvme0n1p1", "/boot/efi", "vfat")
        computer.swap("/dev/dm-2")
        drive = only(computer)
        assert (drive.bus, drive.kind) == ("nvme", DriveKind.INTERNAL)
        assert codes(drive) == ["system", "internal", "in-use"]
        assert drive.reasons[0].text == (
            "Runs this computer: holds “/”, “/boot/efi” and swap. It can never be chosen."
        )

    def test_btrfs_root_has_no_number_of_its_own(self, computer: FakeComputer) -> None:
        computer.device(NVME, {"dev": "259:0"}, {})
        computer.partition("nvme0n1", 2)
        computer.btrfs("5f9a", "nvme0n1p2")
        for point, volume in (("/", "root"), ("/home", "home")):
            computer.mount(
                "0:31", point, "btrfs", source="/dev/nvme0n1p2", options=f"subvol=/{volume}"
            )
        drive = only(computer)
        assert codes(drive) == ["system", "internal"]
        assert drive.reasons[0].text.startswith("Runs this computer: holds “/” and “/home”.")

    def test_member_of_a_raid_array(self, computer: FakeComputer) -> None:
        computer.device(SATA, {"dev": "8:0"}, {"ID_FS_TYPE": "linux_raid_member"})
        computer.mapped("md127", "sda")
        computer.mount("md127", "/srv/data")
        assert codes(only(computer)) == ["system", "internal", "in-use"]

    def test_hundreds_of_mounts_make_a_short_sentence(self, computer: FakeComputer) -> None:
        computer.device(SATA, {"dev": "8:0"}, {})
        for point in ["/var/lib/x", "/home", *(f"/snap/{n}" for n in range(200)), "/"]:
            computer.mount("sda", point)
        assert only(computer).reasons[0].text == (
            "Runs this computer: holds “/”, “/home”, “/snap/0” and 200 more. "
            "It can never be chosen."
        )


class TestInUse:
    def test_swap_on_a_usb_drive(self, computer: FakeComputer) -> None:
        computer.stick()
        computer.partition("sdb", 1, ID_FS_TYPE="swap")
        computer.swap("/dev/sdb1")
        drive = only(computer)
        assert drive.reasons == (
            Reason("swap", "Runs this computer: holds swap. It can never be chosen."),
        )
        assert not drive.hidden

    def test_swap_file_on_a_mounted_stick(self, computer: FakeComputer) -> None:
        computer.stick()
        computer.partition("sdb", 1)
        computer.mount("sdb1", "/mnt/more")
        computer.swap("/mnt/more/swap file".replace(" ", "\\040"), file=True)
        assert codes(only(computer)) == ["swap"]

    def test_live_system_runs_from_the_stick(self, computer: FakeComputer) -> None:
        """The medium itself may be mounted where no list of names would look for it; the root is
        an overlay over a squashfs in a file on it."""
        computer.stick()
        computer.partition("sdb", 1, ID_FS_TYPE="iso9660")
        computer.loop("loop0", "/medium/live/filesystem.squashfs")
        computer.mount("sdb1", "/medium", "iso9660")
        computer.mount("loop0", "/squash", "squashfs")
        computer.mount(
            "0:40",
            "/",
            "overlay",
            source="overlay",
            options="rw,lowerdir=/squash,upperdir=/cow/upper,workdir=/cow/work",
        )
        drive = only(computer)
        assert codes(drive) == ["system", "in-use"]
        assert drive.reasons[0].text.startswith("Runs this computer: holds “/”")
        assert not drive.hidden

    @pytest.mark.parametrize("where", ["/run/live/medium", "/cdrom", "/run/archiso/bootmnt"])
    def test_live_medium_is_known_by_its_place(self, computer: FakeComputer, where: str) -> None:
        computer.stick()
        computer.mount("sdb", where, "iso9660")
        assert codes(only(computer)) == ["system"]

    def test_unlocked_luks_volume(self, computer: FakeComputer) -> None:
        computer.stick()
        computer.partition("sdb", 1, ID_FS_TYPE="crypto_LUKS")
        computer.mapped("dm-4", "sdb1", name="luks-1f2e", uuid="CRYPT-LUKS2-1f2e")
        assert only(computer).reasons == (
            Reason("in-use", "In use by the unlocked volume luks-1f2e. Close it first."),
        )

    def test_lvm_volume_that_is_active_but_not_mounted(self, computer: FakeComputer) -> None:
        computer.stick(ID_FS_TYPE="LVM2_member")
        computer.mapped("dm-4", "sdb", name="backup-photos", uuid="LVM-9")
        assert only(computer).reasons == (
            Reason("in-use", "In use by the LVM volume backup-photos. Close it first."),
        )

    def test_raid_array(self, computer: FakeComputer) -> None:
        computer.stick()
        computer.mapped("md5", "sdb")
        assert only(computer).reasons[0].text == "In use by the RAID array md5. Close it first."

    def test_locked_luks_volume_is_nobodys(self, computer: FakeComputer) -> None:
        computer.stick(ID_FS_TYPE="crypto_LUKS")
        assert only(computer).offered

    def test_disk_image_on_it_is_attached(self, computer: FakeComputer) -> None:
        computer.stick()
        computer.partition("sdb", 1)
        computer.mount("sdb1", "/media/me/ISOS")
        computer.loop("loop3", "/media/me/ISOS/debian.iso")
        assert only(computer).reasons == (
            Reason("in-use", "In use by “debian.iso”, a disk image on it. Close it first."),
        )

    def test_btrfs_over_two_sticks(self, computer: FakeComputer) -> None:
        """mountinfo names only one of them."""
        computer.stick("sdb")
        computer.stick("sdc")
        computer.btrfs("77aa", "sdb", "sdc")
        computer.mount("0:50", "/mnt/pool", "btrfs", source="/dev/sdb")
        first, second = list_drives(computer.look())
        assert codes(first) == codes(second) == ["in-use"]
        assert "“/mnt/pool”, which needs other drives too" in second.reasons[0].text

    def test_btrfs_on_one_stick_is_an_ordinary_mount(self, computer: FakeComputer) -> None:
        computer.stick()
        computer.btrfs("77aa", "sdb")
        computer.mount("0:50", "/mnt/one", "btrfs", source="/dev/sdb")
        drive = only(computer)
        assert drive.mounts == ("/mnt/one",)
        assert drive.offered

    def test_zfs_pool_in_use(self, computer: FakeComputer) -> None:
        computer.stick()
        computer.partition("sdb", 1, ID_FS_TYPE="zfs_member", ID_FS_LABEL="tank")
        assert only(computer).offered
        computer.mount("0:60", "/mnt/tank", "zfs", source="tank/photos")
        assert only(computer).reasons == (
            Reason("in-use", "In use by the ZFS pool tank. Close it first."),
        )

    def test_bcachefs_over_two_sticks(self, computer: FakeComputer) -> None:
        computer.stick("sdb")
        computer.stick("sdc")
        computer.mount("0:61", "/mnt/both", "bcachefs", source="/dev/sdb:/dev/sdc")
        assert [codes(drive) for drive in list_drives(computer.look())] == [["in-use"]] * 2


class TestNoDrive:
    @pytest.mark.parametrize(
        "name", ["loop0", "zram0", "ram0", "dm-0", "md127", "sr0", "fd0", "nbd0", "zd16"]
    )
    def test_never_listed(self, computer: FakeComputer, name: str) -> None:
        computer.device(f"/devices/virtual/block/{name}", {"dev": "240:0"}, {})
        assert list_drives(computer.look()) == ()
        drive = describe(name, computer.look())
        assert drive is not None
        assert drive.reasons == (Reason("not-a-drive", f"Not a real drive ({name}).", hidden=True),)

    def test_disc_drive_on_usb(self, computer: FakeComputer) -> None:
        computer.stick(ID_CDROM="1")
        assert list_drives(computer.look()) == ()

    def test_disc_drive_without_udev(self, computer: FakeComputer) -> None:
        computer.stick()
        computer.set("sdb", "device/type", "5")
        assert list_drives(computer.look()) == ()

    def test_second_path_to_a_disk(self, computer: FakeComputer) -> None:
        computer.device("/devices/virtual/nvme/nvme0c1n1", {"dev": "259:9", "hidden": "1"}, {})
        assert list_drives(computer.look()) == ()


class TestLoop:
    """A loop device that the user named."""

    def test_plays_a_stick(self, computer: FakeComputer) -> None:
        computer.loop("loop2", "/home/me/stick.img")
        drive = describe("loop2", computer.look(), loop=True)
        assert drive is not None
        assert (drive.kind, drive.bus, drive.name) == (DriveKind.VIRTUAL, "loop", "stick.img")
        assert drive.offered

    def test_not_while_it_is_mounted(self, computer: FakeComputer) -> None:
        computer.loop("loop2", "/home/me/stick.img")
        computer.mount("loop2", "/mnt/x")
        drive = describe("loop2", computer.look(), loop=True)
        assert drive is not None
        assert drive.reasons == (Reason("in-use", "In use by /mnt/x. Close it first."),)

    def test_not_while_it_is_held(self, computer: FakeComputer) -> None:
        computer.loop("loop2", "/home/me/stick.img")
        computer.mapped("dm-1", "loop2", name="x", uuid="CRYPT-x")
        drive = describe("loop2", computer.look(), loop=True)
        assert drive is not None
        assert codes(drive) == ["in-use"]

    def test_not_while_it_is_swapped_to(self, computer: FakeComputer) -> None:
        computer.loop("loop2", "/home/me/stick.img")
        computer.swap("/dev/loop2")
        drive = describe("loop2", computer.look(), loop=True)
        assert drive is not None
        assert codes(drive) == ["in-use"]

    def test_not_without_a_file(self, computer: FakeComputer) -> None:
        computer.loop("loop2")
        drive = describe("loop2", computer.look(), loop=True)
        assert drive is not None
        assert codes(drive) == ["no-medium"]


def test_sticks_stand_before_storage_and_storage_before_the_computer(
    computer: FakeComputer,
) -> None:
    computer.device(SATA, {"dev": "8:0"}, {})
    computer.stick("sdb", attributes={"removable": "0"})
    computer.stick("sdd")
    computer.stick("sdc")
    assert [drive.node for drive in list_drives(computer.look())] == [
        "/dev/sdc",
        "/dev/sdd",
        "/dev/sdb",
        "/dev/sda",
    ]


def test_a_computer_that_shows_nothing(computer: FakeComputer) -> None:
    assert list_drives(computer.look()) == ()

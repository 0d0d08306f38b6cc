"""Every rule by itself: facts that break only one."""

from dataclasses import replace

import pytest

from app.drives.drive import DriveInfo, DriveKind, Identity, Partition, Reason
from app.drives.safety import Facts, is_drive, is_system, on_request, reasons, reasons_for_loop

STICK = Facts(name="sdb", kind=DriveKind.USB_STICK, size=16_000_000_000)


def codes(facts: Facts) -> list[str]:
    return [reason.code for reason in reasons(facts)]


def test_a_free_stick_has_none() -> None:
    assert reasons(STICK) == ()
    assert reasons(replace(STICK, mounts=("/media/me/A", "/mnt", "/run/media/me/B"))) == ()


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        (
            replace(STICK, name="zram0"),
            Reason("not-a-drive", "Not a real drive (zram0).", hidden=True),
        ),
        (
            replace(STICK, name="sr0", optical=True),
            Reason("not-a-drive", "A disc drive, not a stick (sr0).", hidden=True),
        ),
        (
            replace(STICK, hidden=True),
            Reason("not-a-drive", "Not a real drive (sdb).", hidden=True),
        ),
        (
            replace(STICK, mounts=("/",)),
            Reason("system", "Runs this computer: holds “/”. It can never be chosen."),
        ),
        (
            replace(STICK, swaps=("/dev/sdb2",)),
            Reason("swap", "Runs this computer: holds swap. It can never be chosen."),
        ),
        (
            replace(STICK, external=False),
            Reason("internal", "Built into this computer. Not mounted.", hidden=True),
        ),
        (
            replace(STICK, known_to_udev=False),
            Reason("not-ready", "Just plugged in, still being looked at.", hidden=True),
        ),
        (
            replace(STICK, ignored=True),
            Reason("ignored", "Hidden by this computer’s administrator.", hidden=True),
        ),
        (
            replace(STICK, size=0),
            Reason("no-medium", "Nothing in it. Was it ejected? Unplug it and plug it in again."),
        ),
        (
            replace(STICK, size=0, kind=DriveKind.CARD_READER),
            Reason("no-medium", "No card in it."),
        ),
        (
            replace(STICK, read_only=True),
            Reason("read-only", "Write-protected: this drive does not allow writing."),
        ),
        (
            replace(STICK, read_only=True, kind=DriveKind.SD_CARD),
            Reason("read-only", "Locked: slide the small switch on the card."),
        ),
        (
            replace(STICK, users=("the RAID array md0", "this program", "this program")),
            Reason("in-use", "In use by the RAID array md0 and this program. Close it first."),
        ),
    ],
)
def test_each_rule_refuses_alone(facts: Facts, reason: Reason) -> None:
    assert reasons(facts) == (reason,)


def test_nothing_is_known_of_a_drive_that_nobody_looked_at() -> None:
    """What is not said of it counts as the best: only a size has to be told."""
    assert codes(Facts("sdb", DriveKind.USB_STICK)) == ["no-medium"]


def said(*mounts: str) -> str:
    """What is named of them."""
    text = reasons(replace(STICK, external=False, mounts=mounts))[0].text
    return text.removeprefix("Built into this computer. Mounted at ").removesuffix(".")


def test_the_most_telling_mount_points_are_named() -> None:
    assert said("/mnt/b", "/mnt/a", "/mnt/b") == "“/mnt/b” and “/mnt/a”"
    assert said("/m/x", "/mnt", "/media/me") == "“/mnt”, “/m/x” and “/media/me”"
    assert said("/m/x/y", "/mnt", "/media/me", "/data", "/m/x") == (
        "“/mnt”, “/data”, “/m/x” and 2 more"
    )


def test_what_can_never_be_lifted_is_said_first() -> None:
    facts = replace(STICK, external=False, mounts=("/home",), users=("x",), read_only=True)
    assert codes(facts) == ["system", "internal", "read-only", "in-use"]


def test_only_a_free_built_in_disk_is_nothing_but_internal() -> None:
    """Whoever offers built-in disks on request offers those with this one reason."""
    assert codes(replace(STICK, external=False, mounts=("/mnt/x",))) == ["internal"]
    assert codes(replace(STICK, external=False, swaps=("/dev/sda3",))) == ["swap", "internal"]


INTERNAL = Reason("internal", "Built into this computer.", hidden=True)
DISK = DriveInfo(
    "/dev/sda",
    "WD",
    "Blue",
    "",
    DriveKind.INTERNAL,
    Identity(10**12, 512, 2048),
    reasons=(INTERNAL,),
)


def test_a_free_built_in_disk_is_offered_on_request() -> None:
    asked = on_request(DISK)
    assert asked == replace(DISK, reasons=(), asked_for=True)
    assert asked.offered


@pytest.mark.parametrize(
    "disk",
    [
        replace(DISK, reasons=()),
        replace(DISK, partitions=(Partition("/dev/sda1", 0, 9, mounts=("/mnt/x",)),)),
        *(
            replace(DISK, reasons=(INTERNAL, Reason(code, "So."))[::order])
            for code in ("system", "swap", "read-only", "in-use", "no-medium", "ignored")
            for order in (1, -1)
        ),
    ],
)
def test_any_other_stays_what_it_was(disk: DriveInfo) -> None:
    assert on_request(disk) == disk


def test_an_empty_slot_is_not_also_locked() -> None:
    assert codes(replace(STICK, size=0, read_only=True)) == ["no-medium"]


NO_DRIVES = (
    "loop ram zram dm- md sr scd fd nbd zd mtdblock ubiblock drbd rbd pmem bcache zloop ublkb"
)


@pytest.mark.parametrize(
    "name",
    [
        *(f"{start}0" for start in NO_DRIVES.split()),
        "md_data",
        "nvme0c1n1",
        "mmcblk1boot0",
        "mmcblk1rpmb",
        "mmcblk1gp2",
    ],
)
def test_names_of_what_is_no_drive(name: str) -> None:
    assert not is_drive(name)


@pytest.mark.parametrize(
    "name", ["sdb", "sdaa", "sdloop", "nvme0n1", "mmcblk0", "vda", "xvda", "ub", "dasda"]
)
def test_names_of_drives(name: str) -> None:
    assert is_drive(name)


@pytest.mark.parametrize(
    "mount",
    [
        "/",
        "/boot",
        "/boot/efi",
        "/efi",
        "/usr",
        "/usr/local",
        "/var/lib/docker",
        "/home",
        "/home/me",
        "/home/me/stick",
        "/root",
        "/tmp",
        "/etc/containers",
        "/opt",
        "/srv/www",
        "/gnu/store",
        "/ostree",
        "/sysroot",
        "/isodevice",
        "/run/miso/bootmnt",
        "/run/casper",
        "/run/overlay-ro",
        "/run/rootfsbase",
        "/nix/store",
        "/cdrom",
        "/run/live/medium",
        "/run/initramfs/live",
        "/run/archiso/bootmnt",
        "/lib/live/mount/medium",
        "/snap/core/1",
    ],
)
def test_places_of_the_system(mount: str) -> None:
    assert is_system(mount)


@pytest.mark.parametrize(
    "mount",
    [
        "/mnt",
        "/media/me/HOME",
        "/run/media/me/STICK",
        "/tmp/stick",
        "/root/stick",
        "/data",
        "/homes",
        "/usrlocal",
        "/tmp\n",
        "/snapshots",
    ],
)
def test_places_of_people(mount: str) -> None:
    assert not is_system(mount)


def test_text_of_a_drive_cannot_act_in_a_sentence() -> None:
    facts = replace(STICK, mounts=("/home/\u202ecod.exe",), users=("\x1b[31mred",))
    text = " ".join(reason.text for reason in reasons(facts))
    assert "\u202e" not in text
    assert "\x1b" not in text


def test_a_loop_device_is_refused_only_while_it_is_used() -> None:
    loop = Facts(name="loop3", kind=DriveKind.VIRTUAL, size=1 << 20)
    assert reasons_for_loop(loop) == ()
    for used in (
        replace(loop, mounts=("/mnt/x",)),
        replace(loop, swaps=("/dev/loop3",)),
        replace(loop, users=("x",)),
    ):
        assert [reason.code for reason in reasons_for_loop(used)] == ["in-use"]
    assert [reason.code for reason in reasons_for_loop(replace(loop, size=0))] == ["no-medium"]
    alias = "It is only another name for /dev/sda. Name the whole drive."
    assert reasons_for_loop(replace(loop, over="/dev/sda", mounts=("/",))) == (
        Reason("not-a-drive", alias, hidden=True),
    )
    assert [reason.code for reason in reasons_for_loop(replace(loop, read_only=True))] == [
        "read-only"
    ]

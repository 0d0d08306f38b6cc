"""Every rule by itself: facts that break only one."""

from dataclasses import replace

import pytest

from app.drives.drive import DriveInfo, DriveKind, Identity, Partition, Reason
from app.drives.safety import Facts, is_system, on_request, reasons, reasons_for_loop

STICK = Facts(name="sdb", kind=DriveKind.USB_STICK, size=16_000_000_000)


def codes(facts: Facts) -> list[str]:
    return [reason.code for reason in reasons(facts)]


def test_a_free_stick_has_none() -> None:
    assert reasons(STICK) == ()
    assert reasons(replace(STICK, mounts=("/media/me/A", "/mnt", "/run/media/me/B"))) == ()


@pytest.mark.parametrize(
    ("code", "facts", "hidden"),
    [
        ("not-a-drive", replace(STICK, name="zram0"), True),
        ("not-a-drive", replace(STICK, optical=True), True),
        ("not-a-drive", replace(STICK, hidden=True), True),
        ("system", replace(STICK, mounts=("/",)), False),
        ("swap", replace(STICK, swaps=("/dev/sdb2",)), False),
        ("internal", replace(STICK, external=False), True),
        ("not-ready", replace(STICK, known_to_udev=False), True),
        ("ignored", replace(STICK, ignored=True), True),
        ("no-medium", replace(STICK, size=0), False),
        ("read-only", replace(STICK, read_only=True), False),
        ("in-use", replace(STICK, users=("the RAID array md0",)), False),
    ],
)
def test_each_rule_refuses_alone(code: str, facts: Facts, hidden: bool) -> None:
    (reason,) = reasons(facts)
    assert (reason.code, reason.hidden) == (code, hidden)
    assert reason.text.endswith(".")


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
    assert [reason.code for reason in reasons_for_loop(replace(loop, read_only=True))] == [
        "read-only"
    ]

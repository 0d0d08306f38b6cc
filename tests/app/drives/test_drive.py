"""What a drive is to the rest of the program, in words and for machines."""

from dataclasses import replace

import pytest
from support_media import Memory

from app.drives.drive import (
    CacheBypass,
    DriveInfo,
    DriveKind,
    Identity,
    Partition,
    Reason,
    demand_same,
    demand_surely_same,
)
from app.errors import DriveGone, DriveInDoubt

HERE = Identity(size=16_000_000_000, sector=512, device=0x810, diskseq=7, inode=None)
PLAIN = DriveInfo("/dev/sdb", "SanDisk", "Ultra", "4C53", DriveKind.USB_STICK, HERE)


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (HERE, ""),
        (replace(HERE, device=0x820), "another device has its place"),
        (replace(HERE, inode=5), "another device has its place"),
        (replace(HERE, diskseq=8), "it was unplugged, or another drive now has its place"),
        (replace(HERE, diskseq=None), "it was unplugged, or another drive now has its place"),
        (replace(HERE, entry=5), "it was unplugged, or another drive now has its place"),
        (replace(HERE, size=512), "it had 16,000,000,000 bytes and has 512 now"),
        (replace(HERE, sector=4096), "its sectors had 512 bytes and have 4096 now"),
        (
            replace(HERE, diskseq=8, size=512, sector=4096),
            "it was unplugged, or another drive now has its place",
        ),
    ],
)
def test_what_tells_one_drive_from_another(other: Identity, said: str) -> None:
    assert HERE.difference(other) == said


def test_a_file_is_told_by_its_inode() -> None:
    file = Identity(1 << 20, 512, 0x801, inode=12)
    for other in (replace(file, inode=13), replace(file, generation=2)):
        assert file.difference(other) == "another device has its place"
    assert file.difference(Identity(1 << 20, 512, 0x801, None, 12)) == ""


def test_a_drive_is_in_doubt_after_a_sleep() -> None:
    """What the kernel took for the same may be another one of its kind; a file is itself."""
    later = replace(HERE, asleep=HERE.asleep + 5)
    assert HERE.difference(later) == ""
    assert HERE.in_doubt(later)
    assert not HERE.in_doubt(HERE)
    assert not later.in_doubt(HERE)
    file = Identity(1 << 20, 512, 0x801, inode=12)
    assert not file.in_doubt(replace(file, asleep=file.asleep + 5))


@pytest.mark.parametrize(
    ("vendor", "model", "name"),
    [
        ("SanDisk", "Ultra", "SanDisk Ultra"),
        ("SanDisk", "SanDisk Ultra", "SanDisk Ultra"),
        ("SANDISK", "SanDisk Ultra", "SanDisk Ultra"),
        ("", "Ultra", "Ultra"),
        ("SanDisk", "", "SanDisk"),
        ("", "", "/dev/sdb"),
        (" ", "", "/dev/sdb"),
    ],
)
def test_a_name_does_not_say_the_maker_twice(vendor: str, model: str, name: str) -> None:
    assert replace(PLAIN, vendor=vendor, model=model).name == name


def test_of_a_drive_that_says_little_nothing_is_made_up() -> None:
    empty = {"bus": "", "table": "", "label": "", "file_system": "", "speed": None}
    assert PLAIN.to_json() == {
        "node": "/dev/sdb",
        "name": "SanDisk Ultra",
        "vendor": "SanDisk",
        "model": "Ultra",
        "serial": "4C53",
        "kind": "usb-stick",
        "size": 16_000_000_000,
        "sector": 512,
        "diskseq": 7,
        "removable": False,
        "read_only": False,
        "partitions": [],
        "offered": True,
        "hidden": False,
        "reasons": [],
        **empty,
    }
    assert not PLAIN.asked_for
    part = Partition("/dev/sdb1", 1 << 20, 1 << 30)
    assert (part.label, part.file_system, part.type, part.name) == ("", "", "", "")
    assert (part.mounts, part.used) == ((), None)


def test_everything_that_is_known_is_told() -> None:
    first = Partition(
        "/dev/sdb1", 512, 1024, "A", "vfat", ("/mnt/a", "/mnt/b"), 300, "0xc", "first"
    )
    second = Partition("/dev/sdb2", 2048, 4096, mounts=("/mnt/c",), used=40)
    unknown = Partition("/dev/sdb3", 8192, 512)
    drive = replace(
        PLAIN,
        bus="usb",
        speed=480,
        removable=True,
        read_only=True,
        table="dos",
        label="WHOLE",
        file_system="iso9660",
        partitions=(first, second, unknown),
        reasons=(Reason("read-only", "Locked."), Reason("ignored", "Hidden.", hidden=True)),
    )
    assert drive.mounts == ("/mnt/a", "/mnt/b", "/mnt/c")
    assert drive.files == 340
    assert not drive.offered
    assert drive.hidden
    assert not replace(drive, reasons=drive.reasons[:1]).hidden
    told = drive.to_json()
    assert told["partitions"][0] == {
        "node": "/dev/sdb1",
        "start": 512,
        "size": 1024,
        "label": "A",
        "file_system": "vfat",
        "mounts": ["/mnt/a", "/mnt/b"],
        "used": 300,
        "type": "0xc",
        "name": "first",
    }
    assert [part["node"] for part in told["partitions"]] == ["/dev/sdb1", "/dev/sdb2", "/dev/sdb3"]
    reasons = [{"code": "read-only", "text": "Locked."}, {"code": "ignored", "text": "Hidden."}]
    known = {"bus": "usb", "speed": 480, "removable": True, "read_only": True, "table": "dos"}
    assert told.items() >= {**known, "label": "WHOLE", "file_system": "iso9660"}.items()
    assert (told["reasons"], told["offered"], told["hidden"]) == (reasons, False, True)


@pytest.mark.parametrize(
    ("now", "gone"),
    [(HERE, False), (replace(HERE, size=0), True), (replace(HERE, diskseq=8), True)],
)
def test_what_is_open_is_still_the_drive(now: Identity, gone: bool) -> None:
    class Open(Memory):
        def identity(self) -> Identity:
            return now

    if not gone:
        demand_same(Open.of(512), PLAIN)
        return
    with pytest.raises(DriveGone) as caught:
        demand_same(Open.of(512), PLAIN)
    assert caught.value.drive == "SanDisk Ultra"


@pytest.mark.parametrize(
    ("now", "error"),
    [
        (HERE, None),
        (replace(HERE, diskseq=8), DriveGone),
        (replace(HERE, asleep=HERE.asleep + 5), DriveInDoubt),
        (replace(HERE, diskseq=8, asleep=HERE.asleep + 5), DriveGone),
    ],
)
def test_after_a_sleep_nobody_is_sure(now: Identity, error: type[DriveGone] | None) -> None:
    class Open(Memory):
        def identity(self) -> Identity:
            return now

    slept_long_ago = replace(PLAIN, identity=replace(HERE, asleep=HERE.asleep - 5))
    if error is None:
        demand_surely_same(Open.of(512), slept_long_ago, HERE)
        return
    with pytest.raises(DriveGone) as caught:
        demand_surely_same(Open.of(512), slept_long_ago, HERE)
    assert type(caught.value) is error
    assert caught.value.drive == "SanDisk Ultra"


def test_words_that_scripts_rely_on() -> None:
    assert [kind.value for kind in DriveKind] == [
        "usb-stick",
        "sd-card",
        "external-ssd",
        "external-disk",
        "card-reader",
        "internal",
        "virtual",
    ]
    assert [bypass.value for bypass in CacheBypass] == ["direct", "dontneed"]

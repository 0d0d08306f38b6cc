"""Drives as a sandbox sees them: /sys is the kernel's, and the rest comes from UDisks2 alone."""

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from computers import FakeComputer
from fake_bus import Call, FakeBus, Reply

from app.drives import told_by_udisks
from app.drives.computer import Computer, records, used_bytes
from app.drives.describe import describe, list_drives
from app.drives.drive import DriveInfo, DriveKind
from app.drives.holds import holds_file
from app.drives.mounts import Mount, Swap
from app.drives.told_by_udisks import Objects, ToldByUDisks, ask_udisks
from app.drives.udev import Record
from app.drives.watch import fingerprint

USB = "/org/freedesktop/UDisks2/drives/USB"


def block(name: str, drive: str = "/", **more: Any) -> dict[str, Any]:
    return {"Device": f"/dev/{name}\0".encode(), "Drive": drive, **more}


def objects(blocks: dict[str, dict[str, dict[str, Any]]], **drive: Any) -> Objects:
    """As UDisks2 words them: each property with its type, of which nothing is made."""
    found = {f"/block/{name}": interfaces for name, interfaces in blocks.items()}
    found[USB] = {"Drive": {"ConnectionBus": "usb", **drive}}
    return {
        path: {
            f"org.freedesktop.UDisks2.{interface}": {
                name: ("v", value) for name, value in properties.items()
            }
            for interface, properties in interfaces.items()
        }
        for path, interfaces in found.items()
    }


def told(computer: FakeComputer, known: Objects) -> Computer:
    return replace(computer.look(), udev=ToldByUDisks(known))


def drive(computer: Computer, name: str = "sdb") -> DriveInfo:
    found = describe(name, computer)
    assert found is not None
    return found


def test_a_stick_and_what_is_on_it(computer: FakeComputer) -> None:
    computer.stick("sdb")
    computer.partition("sdb", 1)
    looked = told(
        computer,
        objects(
            {
                "sdb": {"Block": block("sdb", USB), "PartitionTable": {"Type": "gpt"}},
                "sdb1": {
                    "Block": block("sdb1", USB, IdLabel="KEEP  ME", IdType="vfat"),
                    "Partition": {"Type": "0fc63daf", "Name": "Data\0"[:-1]},
                    "Filesystem": {"MountPoints": [b"/run/media/x/KEEP ME\0", b"/mnt\xff\0"]},
                },
            },
            Vendor="Kingston ",
            Model="DataTraveler",
            Serial="123",
            MediaCompatibility=["thumb"],
            RotationRate=0,
        ),
    )
    found = drive(looked)
    assert (found.vendor, found.model, found.serial) == ("Kingston", "DataTraveler", "123")
    assert (found.kind, found.table, found.reasons) == (DriveKind.USB_STICK, "gpt", ())
    (part,) = found.partitions
    assert (part.label, part.file_system) == ("KEEP ME", "vfat")
    assert (part.type, part.name) == ("0fc63daf", "Data")
    assert part.mounts == ("/run/media/x/KEEP ME", "/mnt\udcff")


def test_what_udisks_does_not_say_is_empty() -> None:
    only = ToldByUDisks(objects({"sdb": {"Block": {"Device": b"/dev/sdb\0"}}}))
    assert only.record("sdb") == Record()


@pytest.mark.parametrize(
    ("media", "known"),
    [
        ("thumb", Record(bus="usb", stick=True)),
        ("flash_sdxc", Record(bus="usb", flash_card=True)),
        ("optical_cd", Record(bus="usb", optical=True)),
        ("floppy", Record(bus="usb")),
    ],
)
def test_what_goes_into_it(media: str, known: Record) -> None:
    told = ToldByUDisks(objects({"sdb": {"Block": block("sdb", USB)}}, MediaCompatibility=[media]))
    assert told.record("sdb") == known


@pytest.mark.parametrize(("rate", "turns"), [(7200, 7200), (1, 1), (0, 0), (-1, None)])
def test_what_turns(rate: int, turns: int | None) -> None:
    """-1 where UDisks2 does not know how fast, 0 for what has nothing that turns."""
    known = ToldByUDisks(objects({"sdb": {"Block": block("sdb", USB)}}, RotationRate=rate))
    found = known.record("sdb")
    assert found is not None
    assert found.rotation == turns


def test_what_is_mounted(tmp_path: Path) -> None:
    known = objects(
        {
            "sdb": {"Block": block("sdb"), "Filesystem": {"MountPoints": [b"/a\0", b"/b\0"]}},
            "sdc": {
                "Block": block("sdc", IdType="ext4"),
                "Filesystem": {"MountPoints": [b"/c\0"]},
            },
        }
    )
    assert ToldByUDisks(known).lists(tmp_path).mounts == (
        Mount("", "/a", "", "/dev/sdb", ""),
        Mount("", "/b", "", "/dev/sdb", ""),
        Mount("", "/c", "ext4", "/dev/sdc", ""),
    )


def test_udisks_is_asked_for_everything_at_once(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    known = {
        "/block/sdb": {
            "org.freedesktop.UDisks2.Block": {
                "Device": ("ay", b"/dev/sdb\0"),
                "IdLabel": ("s", "KEEP"),
            }
        }
    }
    with FakeBus(tmp_path / "bus", lambda _: Reply("a{oa{sa{sv}}}", (known,))) as bus:
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", bus.address)
        told = ask_udisks()
    assert told.record("sdb") == Record(label="KEEP")
    assert bus.calls == [
        Call(
            "/org/freedesktop/UDisks2",
            "org.freedesktop.DBus.ObjectManager",
            "GetManagedObjects",
            (),
        )
    ]


def test_what_udisks_does_not_know_cannot_be_chosen(computer: FakeComputer) -> None:
    """And where there is no UDisks2, nothing can."""
    computer.stick("sdb")
    for known in (objects({}), {}):
        (found,) = list_drives(told(computer, known))
        assert [reason.code for reason in found.reasons] == ["not-ready"]


@pytest.mark.parametrize("point", ["/", "/home", "/run/live/medium"])
def test_a_stick_that_runs_the_computer(computer: FakeComputer, point: str) -> None:
    """The sandbox's own list, which says nothing of it, is not asked."""
    computer.stick("sdb")
    computer.partition("sdb", 1)
    mounted = {"MountPoints": [point.encode() + b"\0"]}
    known = objects(
        {
            "sdb": {"Block": block("sdb", USB)},
            "sdb1": {"Block": block("sdb1", USB), "Filesystem": mounted},
        }
    )
    found = drive(told(computer, known))
    assert found.reasons[0].code == "system"


def test_what_lies_below_a_mapped_device(computer: FakeComputer) -> None:
    computer.stick("sdb")
    computer.mapped("dm-0", "sdb")
    mounted = {"MountPoints": [b"/srv\0"]}
    known = objects(
        {
            "sdb": {"Block": block("sdb", USB)},
            "dm-0": {"Block": block("dm-0"), "Filesystem": mounted},
        }
    )
    assert drive(told(computer, known)).reasons[0].code == "system"


@pytest.mark.parametrize("kind", ["btrfs", "bcachefs"])
def test_every_device_of_a_file_system_on_several(computer: FakeComputer, kind: str) -> None:
    """UDisks2 names one of them as mounted; they have their UUID in common. A sandbox does not see
    /sys/fs."""
    for name in ("sdb", "sdc", "sdd"):
        computer.stick(name)
    same = {"IdType": kind, "IdUUID": "1-2"}
    mounted = {"MountPoints": [b"/home\0"]}
    known = objects(
        {
            "sdb": {"Block": block("sdb", USB, **same), "Filesystem": mounted},
            "sdc": {"Block": block("sdc", USB, **same), "Filesystem": {"MountPoints": []}},
            "sdd": {"Block": block("sdd", USB, IdType=kind, IdUUID="3-4")},
        }
    )
    looked = told(computer, known)
    assert [bool(drive(looked, name).reasons) for name in ("sdb", "sdc", "sdd")] == [
        True,
        True,
        False,
    ]


def test_devices_of_which_no_uuid_is_told_have_none_in_common(computer: FakeComputer) -> None:
    for name in ("sdb", "sdc"):
        computer.stick(name)
    mounted = {"MountPoints": [b"/home\0"]}
    known = objects(
        {
            "sdb": {"Block": block("sdb", USB, IdType="btrfs"), "Filesystem": mounted},
            "sdc": {"Block": block("sdc", USB, IdType="btrfs")},
        }
    )
    looked = told(computer, known)
    assert drive(looked).reasons
    assert drive(looked, "sdc").offered


def test_two_sticks_made_alike_are_two(computer: FakeComputer) -> None:
    """A UUID that others have as well joins nothing where the file system is on one device."""
    for name in ("sdb", "sdc"):
        computer.stick(name)
    same = {"IdType": "ext4", "IdUUID": "1-2"}
    known = objects(
        {
            "sdb": {"Block": block("sdb", USB, **same), "Filesystem": {"MountPoints": [b"/a\0"]}},
            "sdc": {"Block": block("sdc", USB, **same)},
        }
    )
    looked = told(computer, known)
    assert (drive(looked).mounts, drive(looked, "sdc").mounts) == (("/a",), ())


def test_swap_areas_and_swap_files(computer: FakeComputer) -> None:
    computer.stick("sdb")
    computer.swap("/swapfile", file=True)
    known = objects({"sdb": {"Block": block("sdb", USB), "Swapspace": {"Active": True}}})
    looked = told(computer, known)
    assert looked.udev.lists(looked.proc).swaps == (
        Swap("/dev/sdb", is_file=False),
        Swap("/swapfile", is_file=True),
    )
    assert drive(looked).reasons[0].code == "swap"
    idle = objects({"sdb": {"Block": block("sdb", USB), "Swapspace": {"Active": False}}})
    assert drive(told(computer, idle)).offered


@pytest.mark.parametrize(
    ("hints", "bus", "ignored"),
    [
        ({"HintIgnore": True}, "usb", True),
        ({"HintSystem": True}, "usb", True),
        ({"HintSystem": True}, "ieee1394", True),
        ({"HintSystem": True}, "sdio", True),
        ({"HintSystem": True}, "", False),  # as UDisks2 says of every built-in disk
        ({}, "usb", False),
    ],
)
def test_the_administrators_word(
    computer: FakeComputer, hints: dict[str, bool], bus: str, ignored: bool
) -> None:
    computer.stick("sdb")
    known = objects({"sdb": {"Block": block("sdb", USB, **hints)}}, ConnectionBus=bus)
    codes = [reason.code for reason in drive(told(computer, known)).reasons]
    assert ("ignored" in codes) == ignored


@pytest.mark.parametrize(
    ("media", "kind"),
    [
        (["thumb"], DriveKind.USB_STICK),
        (["flash_sd"], DriveKind.SD_CARD),
        ([], DriveKind.USB_STICK),
    ],
)
def test_cards_are_told_from_sticks(
    computer: FakeComputer, media: list[str], kind: DriveKind
) -> None:
    computer.stick("sdb")
    known = objects({"sdb": {"Block": block("sdb", USB)}}, MediaCompatibility=media)
    assert drive(told(computer, known)).kind is kind


def test_discs_are_no_drives(computer: FakeComputer) -> None:
    computer.stick("sdb")
    known = objects({"sdb": {"Block": block("sdb", USB)}}, MediaCompatibility=["optical_dvd"])
    assert drive(told(computer, known)).reasons[0].code == "not-a-drive"


def test_a_mount_is_noticed(computer: FakeComputer) -> None:
    computer.stick("sdb")
    before = objects({"sdb": {"Block": block("sdb", USB), "Filesystem": {"MountPoints": []}}})
    after = objects({"sdb": {"Block": block("sdb", USB), "Filesystem": {"MountPoints": [b"/a\0"]}}})
    assert fingerprint(told(computer, before)) == fingerprint(told(computer, before))
    assert fingerprint(told(computer, before)) != fingerprint(told(computer, after))


def test_only_a_sandbox_asks(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No bus here: it is told nothing, and knows no drive. What is free is not said there."""
    assert str(told_by_udisks.FLATPAK) == "/.flatpak-info"  # where Flatpak says what it lets do
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", f"unix:path={tmp_path / 'none'}")
    assert not isinstance(records(), ToldByUDisks)
    assert used_bytes(str(tmp_path)) is not None
    (tmp_path / "info").touch()
    monkeypatch.setattr(told_by_udisks, "FLATPAK", tmp_path / "info")
    found = records()
    assert isinstance(found, ToldByUDisks)
    assert found.record("sda") is None
    assert used_bytes(str(tmp_path)) is None


def test_where_a_file_of_the_portal_really_lies(
    computer: FakeComputer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Only in a sandbox: elsewhere anybody could write so onto a file."""
    computer.stick("sdb")
    known = objects(
        {"sdb": {"Block": block("sdb", USB), "Filesystem": {"MountPoints": [b"/media/x\0"]}}}
    )
    looked, image = told(computer, known), tmp_path / "debian.iso"
    image.touch()
    asked = []

    def attribute(path: Path, name: str) -> bytes:
        asked.append((path, name))
        return b"/media/x/\xff.iso\0"

    monkeypatch.setattr(os, "getxattr", attribute)
    assert not holds_file(drive(looked), image, looked)
    assert asked == []
    (tmp_path / "info").touch()
    monkeypatch.setattr(told_by_udisks, "FLATPAK", tmp_path / "info")
    assert holds_file(drive(looked), image, looked)
    assert asked == [(image, "user.document-portal.host-path")]


def test_a_file_that_is_not_of_the_portal_lies_where_it_is(
    computer: FakeComputer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """What the sandbox may see of the computer is there under its own name."""
    computer.stick("sdb")
    image, link = tmp_path / "stick/debian.iso", tmp_path / "mine.iso"
    mounted = {"MountPoints": [os.fsencode(image.parent) + b"\0"]}
    known = objects({"sdb": {"Block": block("sdb", USB), "Filesystem": mounted}})
    looked = told(computer, known)
    image.parent.mkdir()
    image.touch()
    link.symlink_to(image)
    (tmp_path / "info").touch()
    monkeypatch.setattr(told_by_udisks, "FLATPAK", tmp_path / "info")
    assert holds_file(drive(looked), image, looked)
    assert holds_file(drive(looked), link, looked)

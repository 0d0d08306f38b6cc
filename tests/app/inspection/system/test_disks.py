"""Disks by their partitions, the names of their volumes, and their boot code."""

import pytest
from support_boot import GptPartition, gpt_disk, mbr_disk, mbr_entry
from support_disc import Disc
from support_systems import gathered, told
from support_volumes import ext_volume, hfs_volume, ufs_volume

from app.inspection.system import disks
from app.report import Role

LINUX = "0FC63DAF-8483-4772-8E79-3D69D8477DE4"
HFS = "48465300-0000-11AA-AA11-00306543ECAC"

BY_PARTITIONS = [
    (("FE3A2A5D-4F32-41A7-B725-ACCC3285A309",), ("KERN-A",), "chromeos"),
    (("516E7CB6-6ECF-11D6-8FF8-00022D09712B",), ("rootfs",), "freebsd"),
    (("42465331-3BA3-10F1-802A-4861696B7521",), ("Haiku",), "haiku"),
    (("5DFBF5F4-2848-4BAC-AA5E-0D9A20B745A6",), ("USR-A",), "flatcar"),
    ((LINUX, LINUX), ("hassos-boot", "hassos-kernel0"), "hassos"),
    ((LINUX, LINUX), ("Ventoy", "VTOYEFI"), "ventoy"),
    ((LINUX, LINUX), ("ubuntu-seed", "ubuntu-boot"), "ubuntu"),
]
BY_VOLUME = [
    (hfs_volume("Install macOS Sonoma"), "macOS Sonoma", "macos", Role.INSTALLER),
    (hfs_volume("OS X Base System"), "macOS", "macos", Role.INSTALLER),
    (hfs_volume("Mac OS X Install ESD"), "Mac OS X", "macos", Role.INSTALLER),
    (ufs_volume("FreeBSD_Install"), "FreeBSD", "freebsd", Role.INSTALLER),
    (ufs_volume("OPNsense_Nano"), "OPNsense", "freebsd", Role.INSTALLER),
    (ext_volume("armbi_root"), "Armbian", "debian", Role.BOARD),
    (ext_volume("cloudimg-rootfs"), "Ubuntu", "ubuntu", Role.DISK),
]


@pytest.mark.parametrize(("types", "names", "family"), BY_PARTITIONS, ids=lambda says: str(says))
def test_by_types_and_names(types: tuple[str, ...], names: tuple[str, ...], family: str) -> None:
    partitions = [
        (GptPartition(64 + 16 * number, 79 + 16 * number, kind, name=name), b"")
        for number, (kind, name) in enumerate(zip(types, names, strict=True))
    ]
    found = told(gpt_disk(partitions).build())
    assert found is not None
    assert found.family == family


def test_one_of_two_names_is_not_enough() -> None:
    partition = GptPartition(64, 79, LINUX, name="hassos-boot")
    assert told(gpt_disk([(partition, b"")]).build()) is None


@pytest.mark.parametrize(("kind", "family"), [(0xA6, "openbsd"), (0xA9, "netbsd"), (0xEB, "haiku")])
def test_by_old_types(kind: int, family: str) -> None:
    found = told(mbr_disk((mbr_entry(kind, 64, 1024), b"")).build())
    assert found is not None
    assert found.family == family


def test_no_row_without_a_sample() -> None:
    told_here = {family for *_, family in BY_PARTITIONS} | {"openbsd", "netbsd", "haiku"}
    assert {row.family for row in disks.ROWS} == told_here


@pytest.mark.parametrize(("volume", "name", "family", "role"), BY_VOLUME, ids=lambda v: str(v)[:20])
def test_by_the_name_of_a_volume(volume: bytes, name: str, family: str, role: Role) -> None:
    entry = mbr_entry(0xAF, 64, 4096)
    guid = GptPartition(64, 4159, HFS, name="disk image")
    for image in (
        volume,
        mbr_disk((entry, volume)).build(),
        gpt_disk([(guid, volume)]).build(),
    ):
        found = told(image)
        assert found is not None
        assert (found.name, found.family, found.role) == (name, family, role)


def test_volumes_of_other_names_say_nothing() -> None:
    for volume in (hfs_volume("Backup"), ufs_volume("data"), ext_volume("home")):
        assert told(volume) is None


def test_a_disc_goes_by_its_label_and_not_by_its_partitions() -> None:
    image = Disc(label="haiku-r1~beta5-x86_64").image()
    image.put(446, mbr_entry(0xEB, 64, 1024)).put(510, b"\x55\xaa")
    found = told(image.build())
    assert found is not None
    assert found.version == "R1/beta5"


def test_parts_of_an_apple_map() -> None:
    image = mbr_disk(size=1 << 20)
    image.put(0, b"ER")
    for number, kind in enumerate((b"Apple_partition_map", b"Apple_HFS"), 1):
        block = b"PM\0\0" + (2).to_bytes(4) + (64 * number).to_bytes(4) + (64).to_bytes(4)
        image.put(number * 512, block + b"disk image".ljust(32, b"\0") + kind.ljust(32, b"\0"))
    parts = disks.parts(gathered(image.build()))
    assert [(part.type, part.start) for part in parts][-1] == ("Apple_HFS", 128 * 512)

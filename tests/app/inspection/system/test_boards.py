"""Boards, by the files of the FAT that their own code reads."""

import pytest
from support_boot import mbr_disk, mbr_entry
from support_fat import fat
from support_systems import Case, told, without_sample

from app.inspection.system import boards
from app.report import Role

CASES = (
    Case(
        "Raspberry Pi OS Lite 2023-12-05",
        "debian",
        "2023-12-05",
        Role.BOARD,
        {
            "issue.txt": b"Raspberry Pi reference 2023-12-05\nGenerated using pi-gen, "
            b"https://github.com/RPi-Distro/pi-gen, 25590e, stage2\n",
            "config.txt": b"",
            "bootcode.bin": b"",
            "start4.elf": b"",
            "kernel8.img": b"",
            "bcm2710-rpi-3-b.dtb": b"",
            "bcm2711-rpi-4-b.dtb": b"",
            "bcm2712-rpi-5-b.dtb": b"",
        },
        "bootfs",
        "System for Raspberry Pi 3, 4 and 5",
    ),
    Case(
        "Ubuntu",
        "ubuntu",
        "",
        Role.BOARD,
        {"config.txt": b"", "start4.elf": b"", "user-data": b"#cloud-config\n"},
        "system-boot",
        "System for Raspberry Pi boards",
    ),
    Case(
        "Raspberry Pi system",
        "board",
        "",
        Role.BOARD,
        {"config.txt": b"", "bootcode.bin": b"", "kernel7.img": b"", "bcm2709-rpi-2-b.dtb": b""},
        "BOOT",
        "System for Raspberry Pi 2",
    ),
    Case("DietPi", "debian", "", Role.BOARD, {"dietpi.txt": b"", "config.txt": b""}),
    Case("Armbian", "debian", "", Role.BOARD, {"armbianEnv.txt": b""}, description="System"),
    Case("Batocera", "batocera", "", Role.DISK, {"batocera-boot.conf": b""}),
    Case(
        "Alpine Linux 3.19.1",
        "alpine",
        "3.19.1",
        Role.BOARD,
        {".alpine-release": b"alpine-rpi-3.19.1 240126\n", "config.txt": b"", "start4.elf": b""},
    ),
    Case("Recalbox", "recalbox", "", Role.BOARD, {"recalbox-boot.conf": b"", "start4.elf": b""}),
    Case(
        "LibreELEC",
        "libreelec",
        "",
        Role.DISK,
        {"SYSTEM": b"", "KERNEL": b"", "distroconfig.txt": b""},
    ),
    Case(
        "LibreELEC",
        "libreelec",
        "",
        Role.BOARD,
        {
            "SYSTEM": b"",
            "kernel.img": b"",
            "distroconfig.txt": b"",
            "start.elf": b"",
            "bcm2708-rpi-b.dtb": b"",
        },
        description="System for Raspberry Pi 1",
    ),
    Case("Armbian", "debian", "", Role.BOARD, {"armbian_first_run.txt.template": b""}),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_it_is_told_by_its_first_partition(case: Case) -> None:
    case.agrees(told(mbr_disk((mbr_entry(0x0C, 64, 1024), case.volume())).build()))
    case.agrees(told(case.volume()))


def test_evidence_says_where_in_the_image_the_file_begins() -> None:
    volume = fat({"config.txt": b"arm_64bit=1", "start4.elf": b""})
    image = mbr_disk((mbr_entry(0x0C, 64, 1024), volume)).build()
    found = told(image)
    assert found is not None
    assert image[found.evidence[0].offset :].startswith(b"arm_64bit=1")


def test_no_row_without_a_sample() -> None:
    rows = (*boards.ROWS, *boards.LAST_ROWS)
    assert not without_sample(rows, [case.volume() for case in CASES])


def test_a_text_without_the_firmware_is_no_raspberry_pi() -> None:
    text = b"Raspberry Pi reference 2023-12-05\n"
    assert told(fat({"issue.txt": text})) is None
    assert told(fat({"config.txt": b""})) is None

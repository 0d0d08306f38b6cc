"""What a BIOS starts from a disc. Rows were seen in QEMU with SeaBIOS 1.16, but for those of other
machines' loaders and of file systems' stubs."""

import struct
from collections.abc import Callable

import pytest
from support_boot import Image, code_of, mbr, mbr_entry, pe
from support_disc import DISC_SECTOR, Boot, Disc
from support_fat import fat
from support_inspection import codes, report_on

from app.formats.bootcode import KNOWN

CODE = Boot(b"\xfa\xfc" * 1024, sectors=4)
EFI = Boot(fat({"EFI/BOOT/BOOTX64.EFI": pe()}), platform=0xEF)
ACTIVE_CODE = code_of(next(row for row in KNOWN if row.name == "syslinux’s boot code"))


def disc(*boots: Boot, record: int = 17) -> Image:
    return Disc(boots, padding=20, boot_record=record).image()


def patched(place: int, new: bytes) -> Image:
    made = Disc([CODE, EFI], padding=20)
    return made.image().put(made.catalogue_at * DISC_SECTOR + place, new)


def bios(image: Image) -> str:
    return report_on(image).boots.bios_cd.answer.value


CASES: tuple[tuple[str, Callable[[], Image], str], ...] = (
    ("plain", lambda: disc(CODE), "yes"),
    ("one sector", lambda: disc(Boot(b"\xfa" * 512, sectors=1)), "yes"),
    ("nothing to load", lambda: disc(Boot(b"\xfa" * 512, sectors=0)), "no"),
    ("1,000 sectors", lambda: disc(Boot(b"\xfa" * 512, sectors=1000)), "yes"),
    ("2,000 sectors", lambda: disc(Boot(b"\xfa" * 512, sectors=2000)), "no"),
    ("zeros", lambda: disc(Boot(bytes(2048), sectors=4)), "no"),
    ("with an entry for UEFI", lambda: disc(CODE, EFI), "yes"),
    ("behind an entry for UEFI", lambda: disc(EFI, CODE), "no"),
    ("platform of UEFI", lambda: disc(Boot(CODE.image, platform=0xEF)), "no"),
    ("platform of a Mac", lambda: disc(Boot(CODE.image, platform=2)), "no"),
    ("not bootable", lambda: disc(Boot(CODE.image, indicator=0)), "no"),
    ("outside", lambda: disc(Boot(CODE.image, place=0xFFFFFF)), "no"),
    ("record in sector 18", lambda: disc(CODE, record=18), "no"),
    ("checksum wrong", lambda: patched(28, b"\x12\x34"), "likely"),
    ("key wrong", lambda: patched(30, b"\x55\x00"), "no"),
    ("header wrong", lambda: patched(0, b"\x02"), "no"),
    ("floppy", lambda: disc(Boot(mbr(code=b"\xfa"), media=2, sectors=1)), "yes"),
    (
        "hard disk",
        lambda: disc(Boot(mbr(mbr_entry(0x0C, 1, 9), code=b"\xfa"), media=4, sectors=1)),
        "yes",
    ),
    (
        "floppy to be loaded whole",
        lambda: disc(Boot(mbr(code=b"\xfa"), media=2, sectors=2880)),
        "no",
    ),
    ("floppy without code", lambda: disc(Boot(mbr(), media=2, sectors=1)), "no"),
    (
        "hard disk whose active partition has no code",
        lambda: disc(Boot(mbr(mbr_entry(0x0C, 1, 9, status=0x80), code=ACTIVE_CODE), media=4)),
        "no",
    ),
    ("for IBM Z", lambda: disc(Boot(b"\x00\x08\x00\x00\x80\x02\x02\x00", sectors=772)), "no"),
    ("a pointer", lambda: disc(Boot(b"version https://git-lfs.github.com/spec/v1\n")), "no"),
    ("a web page", lambda: disc(Boot(b"<!DOCTYPE html>".ljust(2048, b"x"))), "no"),
    ("a text", lambda: disc(Boot(b"This is not a boot image.\n" * 80)), "no"),
    ("a kernel", lambda: disc(Boot(b"MZ\xea\x07\0\xc0\x07".ljust(2048, b"\x90"))), "yes"),
    ("an ELF program", lambda: disc(Boot(b"\x7fELF", sectors=4)), "no"),
    (
        "a file system with a stub, as if for a PC",
        lambda: disc(Boot(fat(code=b"This is not a bootable disk"), sectors=4)),
        "no",
    ),
    ("no disc at all", lambda: Image(1 << 20), "no"),
)


@pytest.mark.parametrize(
    ("make", "answer"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_disc(make: Callable[[], Image], answer: str) -> None:
    assert bios(make()) == answer


def told(name: bytes, *, lba: int | None = None, extra: int = 0) -> Image:
    """A disc whose boot image was told a place and a checksum of itself."""
    body = name.ljust(2000, b"\x90")
    made = Disc([Boot(bytes(64) + body, sectors=4)], padding=20)
    image = made.image()
    (place,) = made.places
    total = sum(struct.unpack(f"<{len(body) // 4}I", body)) + extra & 0xFFFFFFFF
    at = place if lba is None else lba
    table = struct.pack("<IIII", 16, at, 64 + len(body), total)
    return image.put(place * DISC_SECTOR, b"\xfa" + bytes(7) + table)


GRUB, ISOLINUX = b"no boot info", b"ISOLINUX 6.04"


@pytest.mark.parametrize(
    ("name", "bent", "answer"),
    [
        (GRUB, {}, "yes"),
        (GRUB, {"lba": 0}, "no"),
        (GRUB, {"lba": 40}, "no"),
        (GRUB, {"extra": 1}, "yes"),
        (ISOLINUX, {}, "yes"),
        (ISOLINUX, {"lba": 0}, "yes"),
        (ISOLINUX, {"lba": 40}, "no"),
        (ISOLINUX, {"extra": 1}, "no"),
        (b"another loader", {"lba": 40}, "yes"),
    ],
)
def test_boot_info(name: bytes, bent: dict[str, int], answer: str) -> None:
    image = told(name, **bent)
    assert bios(image) == answer
    wrong = bool(bent) and bent.get("lba") != 0
    assert ("boot-info-wrong" in codes(report_on(image))) is wrong


def test_the_way_is_told_step_by_step() -> None:
    made = Disc([Boot(told(ISOLINUX).build()[20 * DISC_SECTOR :][:2064], sectors=4)])
    evidence = report_on(made.image()).boots.bios_cd.evidence
    assert [(e.what, e.offset) for e in evidence] == [
        ("Boot record", 17 * DISC_SECTOR),
        ("El Torito entry", made.catalogue_at * DISC_SECTOR + 32),
        ("Boot image", made.places[0] * DISC_SECTOR),
    ]
    assert evidence[-1].said == "isolinux"


@pytest.mark.parametrize(
    ("image", "said"),
    [
        (Disc(files={"A": b"a"}).image(), "there is none of El Torito"),
        (
            disc(CODE).put(17 * DISC_SECTOR + 71, struct.pack("<I", 1 << 20)),
            "catalogue in sector 1,048,576, not to be read",
        ),
    ],
)
def test_no_has_its_reason_without_a_catalogue(image: Image, said: str) -> None:
    path = report_on(image).boots.bios_cd
    assert [(e.what, e.offset, e.said) for e in path.evidence] == [
        ("Boot record", 17 * DISC_SECTOR, said)
    ]


def test_an_image_that_was_not_unpacked_is_at_most_likely() -> None:
    image = disc(Boot(bytes(40_000), indicator=0), CODE)
    made = disc(CODE)
    report = report_on(made, limit=20 * DISC_SECTOR)
    assert report.boots.bios_cd.answer == "likely"
    assert "not-looked-at" in codes(report)
    assert report_on(image, limit=len(image.data)).boots.bios_cd.answer == "no"

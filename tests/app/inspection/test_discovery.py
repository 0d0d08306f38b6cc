"""Where UEFI firmware looks.

Every verdict of the tables was seen in QEMU with EDK2 2022.11, on images of the same layout with a
GRUB in place of the loader: as a stick 64 MiB larger than the image, with El Torito visible and
hidden, and as a disc.
"""

from collections.abc import Callable
from typing import Any

import pytest
from support_boot import (
    BASIC_DATA,
    LOADER,
    GptLayout,
    GptPartition,
    Image,
    gpt_disk,
    mbr,
    mbr_disk,
    mbr_entry,
    pe,
    protective_mbr,
)
from support_disc import DISC_SECTOR, Boot, Disc
from support_fat import fat
from support_inspection import codes, report_on

from app.report import Machine

GOOD = fat({LOADER: pe()}, size=1 << 20)
EMPTY = fat({"README.TXT": b"nothing"}, size=1 << 20)
SECTORS = len(GOOD) // 512
SIZE = 4 << 20
BLOCKS = SIZE // 512
ESP = GptPartition(2048, 2048 + SECTORS - 1)
WHOLE = GptPartition(0, BLOCKS - 200, BASIC_DATA)

Case = tuple[str, Callable[[], Image], str, str]


def answers(image: Image | bytes) -> tuple[str, str]:
    """On a stick and on a disc, for x64."""
    boots = report_on(image).boots
    usb, cd = boots.on_uefi_usb(Machine.X64), boots.on_uefi_cd(Machine.X64)
    return usb.answer.value, cd.answer.value


def gpt_with(*partitions: GptPartition, **bent: int) -> Image:
    """A GPT of these, where the loader's file system begins at sector 2048."""
    layout = GptLayout(BLOCKS, partitions, **bent)
    image = Image(SIZE).put(0, protective_mbr(BLOCKS)).put(512, layout.primary())
    backup = layout.backup()
    return image.put(SIZE - len(backup), backup).put(2048 * 512, GOOD)


def flipped(image: Image, *places: int) -> Image:
    for place in places:
        image.data[place] ^= 1
    return image


GPT: tuple[Case, ...] = (
    ("plain", lambda: gpt_with(ESP), "yes", "no"),
    ("basic data", lambda: gpt_with(GptPartition(ESP.first, ESP.last, BASIC_DATA)), "yes", "no"),
    (
        "active protective entry",
        lambda: gpt_with(ESP).put(0, protective_mbr(BLOCKS, status=0x80)),
        "yes",
        "no",
    ),
    ("no 55 AA", lambda: gpt_with(ESP).put(510, b"\0\0"), "yes", "no"),
    ("no protective entry", lambda: gpt_with(ESP).put(450, b"\x0c"), "no", "no"),
    ("no block I/O", lambda: gpt_with(GptPartition(2048, ESP.last, attributes=2)), "no", "no"),
    ("below the usable blocks", lambda: gpt_with(ESP, first_usable=4096), "no", "no"),
    ("above the usable blocks", lambda: gpt_with(ESP, last_usable=ESP.last - 1), "no", "no"),
    ("disc from 0, then the ESP", lambda: gpt_with(WHOLE, ESP), "yes", "no"),
    ("the ESP, then disc from 0", lambda: gpt_with(ESP, WHOLE), "no", "no"),
    ("two that overlap", lambda: gpt_with(ESP, GptPartition(2048, 2100)), "no", "no"),
    ("entries of 256 bytes", lambda: gpt_with(ESP, entry_size=256), "yes", "no"),
    ("four entries", lambda: gpt_with(ESP, count=4), "yes", "no"),
    ("primary damaged", lambda: flipped(gpt_with(ESP), 552), "no", "no"),
    ("primary array damaged", lambda: flipped(gpt_with(ESP), 1024 + 40), "no", "no"),
    ("backup damaged", lambda: flipped(gpt_with(ESP), SIZE - 512 + 40), "yes", "no"),
    (
        "blocks of 2048",
        lambda: gpt_disk([(GptPartition(512, 1023), GOOD)], size=SIZE, block=2048),
        "no",
        "yes",
    ),
    (
        "blocks of 4096",
        lambda: gpt_disk([(GptPartition(256, 511), GOOD)], size=SIZE, block=4096),
        "no",
        "no",
    ),
    (
        "an MBR inside a partition",
        lambda: gpt_with(GptPartition(1024, 7000)).put(
            1024 * 512, mbr(mbr_entry(0xEF, 1024, SECTORS))
        ),
        "yes",
        "no",
    ),
)


@pytest.mark.parametrize(("make", "usb", "cd"), [c[1:] for c in GPT], ids=[c[0] for c in GPT])
def test_gpt(make: Callable[[], Image], usb: str, cd: str) -> None:
    assert answers(make()) == (usb, cd)


def one(kind: int, **bent: int) -> Image:
    return mbr_disk((mbr_entry(kind, 2048, SECTORS, **bent), GOOD), size=SIZE)


def two(kind: int, first: int, sectors: int) -> Image:
    return mbr_disk(
        (mbr_entry(0xEF, 2048, SECTORS), GOOD), (mbr_entry(kind, first, sectors), b""), size=SIZE
    )


def logical(outer: int, kind: int) -> Image:
    inner = mbr(mbr_entry(kind, 64, SECTORS)) + bytes(63 * 512) + GOOD
    return mbr_disk((mbr_entry(outer, 2048, 6000), inner), size=SIZE)


def second_logical() -> Image:
    image = Image(SIZE).put(0, mbr(mbr_entry(0x83, 64, 100), mbr_entry(0x05, 2048, 6000)))
    image.put(2048 * 512, mbr(mbr_entry(0x83, 64, 100), mbr_entry(0x05, 500, 4000)))
    image.put(2548 * 512, mbr(mbr_entry(0xEF, 64, SECTORS)))
    return image.put(2612 * 512, GOOD)


MBR: tuple[Case, ...] = (
    *((f"type {kind:02X}", lambda kind=kind: one(kind), "yes", "no") for kind in (7, 0x17, 0x83)),
    ("type EE", lambda: one(0xEE), "no", "no"),
    ("type 00", lambda: one(0x00), "no", "no"),
    ("impossible status", lambda: one(0xEF, status=0x12), "yes", "no"),
    ("two that overlap", lambda: two(0x83, 2048, 100), "no", "no"),
    ("overlapping, but of type 00", lambda: two(0x00, 0, 8000), "yes", "no"),
    ("another behind the end", lambda: two(0x83, 6000, 9000), "likely", "no"),
    ("another behind the end of any stick", lambda: two(0x83, 6000, 2**32 - 1), "no", "no"),
    ("no 55 AA", lambda: one(0xEF).put(510, b"\0\0"), "no", "no"),
    ("logical, 05", lambda: logical(0x05, 0xEF), "yes", "no"),
    ("logical, 0F", lambda: logical(0x0F, 0x0C), "yes", "no"),
    ("second logical", second_logical, "yes", "no"),
    (
        "two file systems, the first without a loader",
        lambda: two(0xEF, 4096, SECTORS).put(2048 * 512, EMPTY).put(4096 * 512, GOOD),
        "yes",
        "no",
    ),
    (
        "addressed by a disc’s sectors",
        lambda: Image(SIZE).put(0, mbr(mbr_entry(0xEF, 512, SECTORS))).put(512 * DISC_SECTOR, GOOD),
        "no",
        "yes",
    ),
)


@pytest.mark.parametrize(("make", "usb", "cd"), [c[1:] for c in MBR], ids=[c[0] for c in MBR])
def test_mbr(make: Callable[[], Image], usb: str, cd: str) -> None:
    assert answers(make()) == (usb, cd)


def on_fat(files: dict[str, bytes], *entries: bytes) -> Image:
    """A FAT from the first sector on, whose boot sector holds a partition table as well."""
    image = Image(SIZE).put(0, fat(files, size=1 << 20))
    return image.put(446, mbr(*entries)[446:]).put(4096 * 512, GOOD)


def bare(**bent: Any) -> Image:
    return Image().put(0, fat({LOADER: pe()}, **bent))


ESP_BEHIND = mbr_entry(0xEF, 4096, SECTORS)
PROTECTIVE = mbr_entry(0xEE, 1, 100)
BARE: tuple[Case, ...] = (
    ("plain", bare, "yes", "yes"),
    ("no 55 AA", lambda: bare(signature=b"\0\0"), "yes", "yes"),
    ("code where a table would be", lambda: bare(code=b"\x90" * 500), "yes", "yes"),
    ("longer than the image", lambda: bare(claimed=2000), "yes", "yes"),
    ("with a table that has the ESP", lambda: on_fat({}, ESP_BEHIND), "no", "no"),
    ("with a table beside it", lambda: on_fat({LOADER: pe()}, ESP_BEHIND), "yes", "yes"),
    ("with a protective table", lambda: on_fat({LOADER: pe()}, PROTECTIVE), "yes", "yes"),
    ("impossible medium", lambda: bare(media=0xEE), "no", "no"),
    ("sectors of 2048", lambda: bare(size=2 << 20, sector=2048), "yes", "yes"),
)


@pytest.mark.parametrize(("make", "usb", "cd"), [c[1:] for c in BARE], ids=[c[0] for c in BARE])
def test_a_file_system_without_a_table(make: Callable[[], Image], usb: str, cd: str) -> None:
    assert answers(make()) == (usb, cd)


def test_a_file_system_in_front_hides_a_gpt() -> None:
    image = gpt_with(ESP).put(0, fat({}, size=SIZE // 2, reserved=64)[:512])
    image.put(446, protective_mbr(BLOCKS)[446:])
    assert answers(image) == ("no", "no")


def disc(*boots: Boot, **bent: Any) -> Image:
    return Disc(boots, {"README.TXT": b"x"}, padding=20, **bent).image()


def efi(**bent: int) -> Boot:
    return Boot(GOOD, platform=0xEF, **bent)


def patched(place: int, new: bytes, *boots: Boot) -> Image:
    """A disc whose catalogue has other bytes at a place."""
    made = Disc(boots, padding=20)
    image = made.image()
    return image.put(made.catalogue_at * DISC_SECTOR + place, new)


def with_mbr(made: Disc, which: int = 0) -> Image:
    """A disc whose MBR names one of its boot images."""
    image = made.image()
    return image.put(0, mbr(mbr_entry(0xEF, made.places[which] * 4, SECTORS)))


CODE = Boot(b"\xfa" * 2048, sectors=4)
HARD_DISK = mbr(mbr_entry(0xEF, 64, SECTORS)) + bytes(63 * 512) + GOOD
FLOPPY = fat({LOADER: pe()}, size=2880 << 10)

EL_TORITO: tuple[Case, ...] = (
    *(
        (f"load size {size}", lambda size=size: disc(efi(sectors=size)), usb, cd)
        for size, usb, cd in (
            (0, "likely", "yes"),
            (1, "likely", "yes"),
            (2, "no", "no"),
            (4, "no", "no"),
            (SECTORS // 4, "likely", "yes"),  # counted as blocks of 2048 bytes
            (SECTORS, "likely", "yes"),
            (65535, "likely", "yes"),
        )
    ),
    ("behind a BIOS entry", lambda: disc(CODE, efi()), "likely", "yes"),
    ("before a BIOS entry", lambda: disc(efi(), CODE), "likely", "yes"),
    ("platform of a PC", lambda: disc(Boot(GOOD, platform=0)), "likely", "yes"),
    ("media type 5", lambda: disc(efi(media=5)), "likely", "yes"),
    ("media type 20", lambda: disc(efi(media=0x20)), "likely", "yes"),
    ("floppy", lambda: disc(Boot(FLOPPY, platform=0xEF, media=3, sectors=1)), "likely", "yes"),
    ("hard disk", lambda: disc(Boot(HARD_DISK, platform=0xEF, media=4)), "likely", "yes"),
    (
        "hard disk, one sector",
        lambda: disc(Boot(HARD_DISK, 0xEF, media=4, sectors=1)),
        "likely",
        "yes",
    ),
    ("record in sector 18", lambda: disc(efi(), boot_record=18), "likely", "yes"),
    ("a small volume", lambda: disc(efi(sectors=0), blocks=24), "no", "no"),
    ("not bootable", lambda: disc(efi(indicator=0)), "no", "no"),
    ("checksum wrong", lambda: patched(28, b"\x12\x34", efi()), "no", "no"),
    ("key wrong", lambda: patched(30, b"\x55\x00", efi()), "no", "no"),
    ("header wrong", lambda: patched(0, b"\x02", efi()), "no", "no"),
    ("section announces none", lambda: patched(66, b"\0\0", CODE, efi()), "likely", "yes"),
    ("section announces many", lambda: patched(66, b"\xff\xff", CODE, efi()), "likely", "yes"),
    ("no last section", lambda: patched(64, b"\x90", CODE, efi()), "likely", "yes"),
    ("no section", lambda: patched(64, bytes(32), CODE, efi()), "likely", "yes"),
    (
        "behind the first block of a stick",
        lambda: disc(*[Boot(b"\xfa", indicator=0)] * 12, efi()),
        "no",
        "yes",
    ),
    ("and the MBR", lambda: with_mbr(Disc([efi()], padding=20)), "yes", "yes"),
    (
        "damaged, and the MBR",
        lambda: with_mbr(Disc([Boot(GOOD, platform=0xEF, indicator=0)])),
        "yes",
        "no",
    ),
    (
        "without a loader, and the MBR",
        lambda: with_mbr(Disc([Boot(EMPTY, platform=0xEF), efi(indicator=0)]), 1),
        "likely",
        "no",
    ),
    (
        "outside, and the MBR",
        lambda: with_mbr(Disc([Boot(GOOD, platform=0xEF, place=0xFFFFFF)])),
        "likely",
        "no",
    ),
    (
        "inside a partition",
        lambda: Image().put(0, mbr(mbr_entry(0xCD, 64, 4000))).put(64 * 512, disc(efi()).build()),
        "likely",
        "no",
    ),
    (
        "and an empty GPT",
        lambda: (
            disc(efi())
            .put(0, protective_mbr(3000))
            .put(512, GptLayout(3000, [], last_usable=100).primary()[: 30 << 10])
        ),
        "no",
        "yes",
    ),
)


@pytest.mark.parametrize(
    ("make", "usb", "cd"), [c[1:] for c in EL_TORITO], ids=[c[0] for c in EL_TORITO]
)
def test_el_torito(make: Callable[[], Image], usb: str, cd: str) -> None:
    assert answers(make()) == (usb, cd)


def test_the_way_is_told_step_by_step() -> None:
    report = report_on(gpt_with(ESP))
    path = report.boots.on_uefi_usb(Machine.X64)
    assert [(e.what, e.offset) for e in path.evidence] == [
        ("GPT partition 1", 1024),
        ("File system", 2048 * 512),
        ("\\EFI\\BOOT\\BOOTX64.EFI", path.evidence[-1].offset),
    ]
    assert gpt_with(ESP).build()[path.evidence[-1].offset :][:2] == b"MZ"


def test_what_depends_on_the_stick_says_on_what() -> None:
    path = report_on(two(0x83, 6000, 9000)).boots.on_uefi_usb(Machine.X64)
    assert "7,680,000 bytes" in path.evidence[-1].said


def test_a_ring_of_tables_ends() -> None:
    # A partition from sector 0 on holds the table that it is listed in.
    layout = GptLayout(BLOCKS, [GptPartition(0, BLOCKS - 40)], first_usable=0)
    image = Image(SIZE).put(0, protective_mbr(BLOCKS)).put(512, layout.primary())
    assert answers(image) == ("no", "no")


def test_hundreds_of_partitions_that_overlap_are_all_dropped() -> None:
    parts = [GptPartition(2048, 4000 + n) for n in range(300)]
    assert answers(gpt_with(*parts, count=1024)) == ("no", "no")
    assert "partitions-overlap" in codes(report_on(gpt_with(*parts, count=1024)))

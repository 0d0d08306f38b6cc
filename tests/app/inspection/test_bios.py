"""What a BIOS makes of a first sector. Rows marked `measured` were seen in QEMU with SeaBIOS 1.16,
with the real boot code in place of a row's marks."""

import struct
from collections.abc import Callable

import pytest
from support_boot import GptLayout, GptPartition, Image, code_of, mbr, mbr_entry, protective_mbr
from support_disc import DISC_SECTOR, Boot, Disc
from support_fat import fat
from support_inspection import codes, report_on

from app.formats.bootcode import KNOWN, BootCode, NextStage
from app.report import Report

SIZE = 1 << 20
FREEBSD_BOOT = "83BD6B9D-7F41-11DC-BE0B-001560B84F0F"
STUB = b"This is not a bootable disk"
CODE = b"\xfa\x31\xc0\x8e\xd0"


def row(stage: NextStage, pointer: int = 0) -> BootCode:
    return next(known for known in KNOWN if known.stage is stage and known.pointer == pointer)


def code(stage: NextStage, pointer: int = 0, target: int = 0) -> bytes:
    """Boot code of a kind, with its pointer filled in."""
    data = bytearray(code_of(row(stage, pointer)))
    if pointer:
        struct.pack_into("<Q", data, pointer, target)
    return bytes(data)


def bios(image: Image) -> tuple[str, set[str]]:
    report = report_on(image)
    return report.boots.bios_usb.answer.value, codes(report)


def disk(code: bytes, *entries: bytes, **more: bytes) -> Image:
    return Image(SIZE).put(0, mbr(*entries, code=code, **more))


@pytest.mark.parametrize("code", [b"", b"\xeb\x3c\x90" + bytes(59) + STUB])
def test_a_sector_that_starts_nothing(code: bytes) -> None:
    assert bios(disk(code, mbr_entry(0x0C, 64, 100, status=0x80)))[0] == "no"


def test_unknown_code_may_start() -> None:
    answer, found = bios(disk(CODE))
    assert answer == "likely"
    assert "boot-code-unknown" in found


def test_without_55_aa_nothing_starts() -> None:
    image = Disc([Boot(CODE)]).image().put(0, mbr(code=CODE, signature=b"\0\0"))
    answer, found = bios(image)
    assert answer == "no"
    assert "no-boot-signature" in found


@pytest.mark.parametrize(
    ("code", "entries", "found"),
    [
        (code_of(KNOWN[0]), (), True),
        (CODE, (mbr_entry(0x0C, 64, 100),), True),
        (CODE, (), False),  # any file at all
        (b"", (mbr_entry(0x0C, 64, 100),), True),
        (b"", (), False),
    ],
)
def test_a_disk_that_lost_its_signature(
    code: bytes, entries: tuple[bytes, ...], found: bool
) -> None:
    report = report_on(disk(code, *entries, signature=b"\0\0"))
    assert report.boots.bios_usb.answer == "no"
    assert ("no-boot-signature" in codes(report)) is found
    assert (report.kind == "disk") is found


def isolinux(pointer: int = 0, *, told: int = 0, wrong: int = 0) -> Image:
    """A hybrid disc of isolinux: where its code points, what its image was told about itself."""
    body = b"\xfb\xc0\x78\x70ISOLINUX ".ljust(2000, b"\x90")
    made = Disc([Boot(bytes(64) + body, sectors=4)], padding=20)
    image = made.image()
    (place,) = made.places
    total = sum(struct.unpack(f"<{len(body) // 4}I", body)) + wrong & 0xFFFFFFFF
    table = struct.pack("<IIII", 16, told or place, 64 + len(body), total)
    image.put(place * DISC_SECTOR, b"\xfa" + bytes(7) + table)
    target = pointer or place * 4
    return image.put(0, mbr(mbr_entry(0x17, 0, 1000), code=code(NextStage.ISOLINUX, 432, target)))


def test_isolinux() -> None:  # measured, all four
    assert bios(isolinux())[0] == "yes"
    answer, found = bios(isolinux(pointer=100))
    assert answer == "no"
    assert "boot-pointer-stale" in found
    answer, found = bios(isolinux(told=30))
    assert answer == "no"
    assert "boot-info-wrong" in found
    assert bios(isolinux(wrong=1))[0] == "no"


def test_isolinux_that_was_never_told_where_it_is_starts_from_a_disc_only() -> None:  # measured
    made = Disc([Boot(bytes(64) + b"\xfb\xc0\x78\x70ISOLINUX ", sectors=4)])
    image = made.image()
    (place,) = made.places
    image.put(place * DISC_SECTOR, b"\xfa")
    image.put(0, mbr(code=code(NextStage.ISOLINUX, 432, place * 4)))
    report = report_on(image)
    assert report.boots.bios_usb.answer == "no"
    assert report.boots.bios_cd.answer == "yes"


def grub_core(listed: int) -> bytes:
    says = b"loading\0.\0\r\n\0Geom\0Read\0 Error\0"
    first = (b"\x52\x56" + says).ljust(500, b"\0") + struct.pack("<QHH", listed, 200, 0x820)
    return first + b"\xea" * 512


@pytest.mark.parametrize(
    ("pointer", "at", "listed", "answer"),
    [
        (100, 100, 101, "yes"),  # measured
        (100, 101, 102, "no"),  # measured: stale
        (100, 100, 2, "no"),  # measured: the list was never filled in
        (1 << 40, 100, 101, "no"),
    ],
)
def test_grub_hybrid(pointer: int, at: int, listed: int, answer: str) -> None:
    image = disk(code(NextStage.GRUB, 0x1B0, pointer)).put(at * 512, grub_core(listed))
    assert bios(image)[0] == answer


@pytest.mark.parametrize(
    ("pointer", "at", "listed", "answer"),
    [(1, 1, 2, "yes"), (500, 500, 501, "yes"), (100, 1, 2, "no")],  # measured
)
@pytest.mark.parametrize("entries", [(), (mbr_entry(0x83, 64, 100),)])
def test_grub_on_a_disk(
    pointer: int, at: int, listed: int, answer: str, entries: tuple[bytes, ...]
) -> None:
    image = disk(code(NextStage.GRUB, 0x5C, pointer), *entries).put(at * 512, grub_core(listed))
    assert bios(image)[0] == answer


def test_grub_whose_list_leads_to_nothing() -> None:
    image = disk(code(NextStage.GRUB, 0x5C, 1)).put(512, grub_core(2)[:512])
    assert bios(image)[0] == "no"


@pytest.mark.parametrize(("at", "answer"), [(141, "yes"), (142, "no")])
def test_memtest(at: int, answer: str) -> None:
    image = disk(code(NextStage.MEMTEST, 0x1B0, 144)).put(at * 512 + 2, b"HdrS")
    assert bios(image)[0] == answer


ACTIVE = mbr_entry(0x0C, 64, 1000, status=0x80)


@pytest.mark.parametrize(
    ("entries", "sector", "answer"),
    [
        ((ACTIVE,), mbr(code=CODE), "likely"),
        ((ACTIVE,), mbr(code=CODE, signature=b"\0\0"), "no"),
        ((ACTIVE,), mbr(code=b"\xeb\x3c\x90" + bytes(59) + STUB), "no"),
        ((ACTIVE,), mbr(), "no"),
        ((mbr_entry(0x0C, 64, 1000),), mbr(code=CODE), "no"),
        ((ACTIVE, ACTIVE), mbr(code=CODE), "no"),
        ((mbr_entry(0x0C, 1 << 30, 1000, status=0x80),), mbr(code=CODE), "no"),
    ],
)
def test_the_active_partition(entries: tuple[bytes, ...], sector: bytes, answer: str) -> None:
    image = disk(code(NextStage.ACTIVE_PARTITION), *entries).put(64 * 512, sector)
    assert bios(image)[0] == answer


def syslinux(files: dict[str, bytes]) -> bytes:
    return fat(files, code=b"\xfa" * 100, oem=b"SYSLINUX", size=256 << 10)


@pytest.mark.parametrize(
    ("files", "answer"),
    [
        ({"LDLINUX.SYS": b"x"}, "yes"),
        ({"syslinux/ldlinux.sys": b"x"}, "yes"),
        ({"README.TXT": b"x"}, "no"),
    ],
)
def test_syslinux_in_the_active_partition(files: dict[str, bytes], answer: str) -> None:
    image = disk(code(NextStage.ACTIVE_PARTITION), ACTIVE).put(64 * 512, syslinux(files))
    assert bios(image)[0] == answer
    assert bios(Image().put(0, syslinux(files)))[0] == answer  # without a table


@pytest.mark.parametrize(("at", "answer"), [(100, "yes"), (101, "no")])
def test_syslinux_by_the_sector_it_was_told(at: int, answer: str) -> None:  # measured
    code = b"\xfa" + b"\x66\xb8" + struct.pack("<I", 100) + b"\x66\xba" + bytes(4) + b"\xbb\x00\x80"
    volume = fat({}, code=code, oem=b"SYSLINUX", size=256 << 10)
    image = disk(code_of(row(NextStage.ACTIVE_PARTITION)), ACTIVE).put(64 * 512, volume)
    image.put((64 + at) * 512, b"\r\nSYSLINUX 6.04")
    assert bios(image)[0] == answer


def test_partitions_found_by_geometry_are_likely() -> None:  # measured: not here, but elsewhere
    image = disk(code(NextStage.ACTIVE_BY_GEOMETRY), ACTIVE)
    assert bios(image.put(64 * 512, syslinux({"LDLINUX.SYS": b"x"})))[0] == "likely"
    assert bios(image.put(64 * 512, bytes(512)))[0] == "no"


@pytest.mark.parametrize(
    ("named", "files", "answer"),
    [
        (b"KERNEL  SYS", {"KERNEL.SYS": b"x"}, "yes"),
        (b"KERNEL  SYS", {"OTHER.SYS": b"x"}, "no"),
        (b"IO      SYS", {"IO.SYS": b"x"}, "yes"),
        (b"BOOTMGR    ", {"bootmgr": b"x"}, "yes"),
        (b"NTLDR      ", {}, "no"),
        (b"MYLOADERBIN", {"MYLOADER.BIN": b"x"}, "yes"),  # of no known kind, but there
        (b"MYLOADERBIN", {"OTHER.BIN": b"x"}, "likely"),
        (b"MYLOADERBIN", {"MYLOADER.BIN": b""}, "likely"),
        (b"BOOTMGR    ", {"BOOTMGR": b""}, "no"),
        (b"BOOTMGR    ", {"BOOTMGR/FILE": b"x"}, "no"),
    ],
)
def test_a_boot_sector_that_names_a_file(
    named: bytes, files: dict[str, bytes], answer: str
) -> None:
    assert bios(Image().put(0, fat(files, code=CODE + named)))[0] == answer


@pytest.mark.parametrize("bits", [12, 32])
def test_a_file_that_is_called_like_the_volume_is_not_named_by_the_code(bits: int) -> None:
    image = fat({"MYFILES": b"x"}, code=CODE, label="MYFILES", bits=bits, size=1 << 20)
    assert bios(Image().put(0, image))[0] == "likely"


@pytest.mark.parametrize("file", [{"LDLINUX.SYS": b""}, {"LDLINUX.SYS/FILE": b"x"}])
def test_a_second_stage_without_a_byte_starts_nothing(file: dict[str, bytes]) -> None:
    assert bios(Image().put(0, fat(file, oem=b"SYSLINUX", code=CODE)))[0] == "no"


def test_a_file_of_a_file_system_that_is_not_read_is_believed() -> None:
    sector = mbr(code=b"\xeb\x52\x90NTFS    ".ljust(100, b"\0") + CODE + b"BOOTMGR is missing")
    image = disk(code(NextStage.ACTIVE_PARTITION), ACTIVE).put(64 * 512, sector)
    assert bios(image)[0] == "likely"
    assert bios(Image(SIZE).put(0, sector))[0] == "no"  # any data partition begins like that


@pytest.mark.parametrize(("number", "answer"), [(1, "no"), (2, "likely"), (0, "no"), (5, "likely")])
def test_the_numbered_partition(number: int, answer: str) -> None:
    altered = code(NextStage.NUMBERED_PARTITION)[:439] + bytes([number])
    image = disk(altered, mbr_entry(0x0C, 64, 10), mbr_entry(0x0C, 128, 10))
    image.put(64 * 512, mbr()).put(128 * 512, mbr(code=CODE))
    assert bios(image)[0] == answer


def gpt(code: bytes, partition: GptPartition, content: bytes) -> Image:
    image = Image(SIZE).put(0, protective_mbr(2048, code=code))
    image.put(512, GptLayout(2048, [partition]).primary())
    return image.put(partition.first * 512, content)


@pytest.mark.parametrize(
    ("make", "answer"),
    [
        (lambda c: gpt(c, GptPartition(64, 90, attributes=4), mbr(code=CODE)), "likely"),
        (lambda c: gpt(c, GptPartition(64, 90, attributes=4), bytes(512)), "no"),
        (lambda c: gpt(c, GptPartition(64, 90), mbr(code=CODE)), "no"),
        (lambda c: disk(c), "no"),
    ],
)
def test_the_gpt_partition_for_a_bios(make: Callable[[bytes], Image], answer: str) -> None:
    assert bios(make(code(NextStage.LEGACY_GPT_PARTITION)))[0] == answer


@pytest.mark.parametrize(
    ("kind", "content", "answer"),
    [(FREEBSD_BOOT, b"\xeb", "yes"), (FREEBSD_BOOT, b"\0", "no"), ("A" * 32, b"\xeb", "no")],
)
def test_freebsd(kind: str, content: bytes, answer: str) -> None:
    image = gpt(code(NextStage.FREEBSD_PARTITION), GptPartition(64, 90, kind), content)
    assert bios(image)[0] == answer


def test_boot_sectors_that_start_one_another_end() -> None:
    image = disk(code(NextStage.ACTIVE_PARTITION), ACTIVE)
    again = mbr(mbr_entry(0x0C, 128, 10, status=0x80), code=code(NextStage.ACTIVE_PARTITION))
    there = mbr(ACTIVE, code=code(NextStage.ACTIVE_PARTITION))
    image.put(64 * 512, again).put(128 * 512, there)
    assert bios(image)[0] == "likely"


def test_a_boot_sector_that_starts_itself_starts_nothing() -> None:
    image = disk(code(NextStage.ACTIVE_PARTITION), mbr_entry(0x0C, 0, 1000, status=0x80))
    assert bios(image)[0] == "no"


def told(report: Report) -> list[tuple[str, int]]:
    return [(evidence.what, evidence.offset) for evidence in report.boots.bios_usb.evidence]


def test_the_way_is_told_step_by_step() -> None:
    image = disk(code(NextStage.ACTIVE_PARTITION), ACTIVE)
    report = report_on(image.put(64 * 512, syslinux({"LDLINUX.SYS": b"x"})))
    assert told(report) == [
        ("First sector", 0),
        ("MBR partition 1", 446),
        ("Boot sector", 64 * 512),
        ("LDLINUX.SYS", 64 * 512),
    ]


def test_no_has_its_reason_even_without_a_sector() -> None:
    assert told(report_on(b"short")) == [("First sector", 0)]
    assert told(report_on(bytes(SIZE))) == [("First sector", 510)]


def test_what_lies_behind_what_was_unpacked_is_at_most_likely() -> None:
    image = disk(code(NextStage.GRUB, 0x1B0, 1000)).put(1000 * 512, grub_core(1001))
    report = report_on(image, limit=64 << 10)
    assert report.boots.bios_usb.answer == "likely"
    assert "not-looked-at" in codes(report)

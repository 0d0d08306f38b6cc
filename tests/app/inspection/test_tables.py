import struct
import zlib
from collections.abc import Callable

import pytest
from support_boot import (
    BASIC_DATA,
    ESP,
    LOADER,
    GptLayout,
    GptPartition,
    Image,
    gpt_disk,
    mbr,
    mbr_entry,
    pe,
    protective_mbr,
)
from support_disc import DISC_SECTOR, Boot, Disc
from support_fat import fat
from support_inspection import codes, report_on

from app.report import Severity

SIZE = 4 << 20
BLOCKS = SIZE // 512
PARTS = [GptPartition(2048, 4095, ESP), GptPartition(4096, 6000, BASIC_DATA)]
GOOD = fat({LOADER: pe()})


def disk(*parts: GptPartition, **bent: int) -> Image:
    return gpt_disk([(part, b"") for part in parts or PARTS], size=SIZE, **bent)


def flipped(*places: int) -> Image:
    image = disk()
    for place in places:
        image.data[place] ^= 1
    return image


def apple() -> Image:
    entry = struct.pack(">2s2xIII32s32s", b"PM", 1, 1, 8, b"Apple", b"Apple_partition_map")
    return Image(SIZE).put(0, b"ER").put(512, entry)


@pytest.mark.parametrize(
    ("image", "tables"),
    [
        (Image(SIZE), ()),
        (Image().put(0, GOOD), ()),
        (Image(SIZE).put(0, mbr(mbr_entry(0x83, 1, 10))), ("mbr",)),
        (Image(SIZE).put(0, mbr(mbr_entry(0, 0, 10, status=0x80))), ("mbr",)),
        (disk(), ("mbr", "gpt")),
        (disk().put(0, bytes(512)), ("gpt",)),
        (disk().put(512, bytes(512)), ("mbr", "gpt")),  # by its copy
        (disk(block=4096), ("mbr", "gpt")),
        (Image(SIZE).put(0, protective_mbr(BLOCKS)), ("mbr",)),
        (apple(), ("apm",)),
    ],
)
def test_which_tables_are_there(image: Image, tables: tuple[str, ...]) -> None:
    assert report_on(image).partition_tables == tables


HEADER, COPY = 512 + 40, SIZE - 512 + 40


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (disk, ""),
        (lambda: flipped(HEADER), "gpt-primary-damaged"),
        (lambda: disk().put(512, bytes(512)), "gpt-primary-damaged"),
        (lambda: flipped(COPY), "gpt-backup-damaged"),
        (lambda: disk().put(SIZE - 512, bytes(512)), "gpt-backup-damaged"),
        (lambda: flipped(HEADER, COPY), "gpt-damaged"),
        (lambda: disk().put(SIZE - 512, bytes(512)).put(HEADER, b"x"), "gpt-damaged"),
        (lambda: flipped(COPY).put(512, bytes(512)), "gpt-damaged"),
        (lambda: disk().put(512, bytes(512)).put(SIZE - 512, bytes(512)), "gpt-missing"),
        (lambda: disk().put(0, bytes(512)), "gpt-no-protective-mbr"),
        (lambda: disk().put(450, b"\x0c"), "gpt-no-protective-mbr"),
        (lambda: disk().put(454, b"\x02"), "gpt-no-protective-mbr"),
        (lambda: disk(GptPartition(100, 120), block=2048), "gpt-block-size"),
        (lambda: disk(GptPartition(100, 120), block=4096), "gpt-block-size"),
        (lambda: disk(PARTS[0], GptPartition(4000, 5000)), "partitions-overlap"),
        (lambda: disk(PARTS[0], GptPartition(5000, BLOCKS + 9)), "partition-beyond-end"),
    ],
)
def test_gpt(make: Callable[[], Image], code: str) -> None:
    found = {each for each in codes(report_on(make())) if each.startswith(("gpt", "partition"))}
    assert found == ({code} if code else set())


def test_a_copy_that_was_not_unpacked_is_no_finding() -> None:
    assert not codes(report_on(disk(), limit=1 << 20)) & {"gpt-backup-damaged", "gpt-damaged"}


@pytest.mark.parametrize(
    ("entries", "code"),
    [
        ([(0x83, 64, 100), (0x83, 164, 100)], ""),
        ([(0x83, 64, 100), (0xEF, 163, 100)], "partitions-overlap"),
        ([(0x00, 0, 4000), (0xEF, 163, 100)], ""),
        ([(0xEE, 1, 9000), (0xEF, 163, 100)], "gpt-missing"),
        ([(0x83, 64, BLOCKS)], "partition-beyond-end"),
    ],
)
def test_mbr(entries: list[tuple[int, int, int]], code: str) -> None:
    table = mbr(*(mbr_entry(*entry) for entry in entries))
    report = report_on(Image(SIZE).put(0, table), limit=SIZE)
    assert codes(report) - {"truncated"} == ({code} if code else set())


def test_what_costs_nothing_is_no_warning() -> None:
    table = mbr(mbr_entry(0x00, 0, 4000, status=0x80), mbr_entry(0xEF, 2048, 1024))
    image = disk().put(0, table).put(2048 * 512, GOOD)
    report = report_on(image)
    assert report.boots.uefi_usb
    assert report.has("gpt-no-protective-mbr")
    assert {finding.severity for finding in report.findings} == {Severity.INFO}


def catalogue(place: int, new: bytes) -> Image:
    made = Disc([Boot(b"\xfa" * 2048, sectors=4), Boot(GOOD, platform=0xEF)], padding=20)
    return made.image().put(made.catalogue_at * DISC_SECTOR + place, new)


@pytest.mark.parametrize(
    ("make", "code", "severity"),
    [
        (lambda: catalogue(28, b"\x12\x34"), "el-torito-checksum", Severity.DANGER),
        (lambda: catalogue(30, b"\0\0"), "el-torito-damaged", Severity.DANGER),
        (lambda: catalogue(64, b"\x90"), "el-torito-damaged", Severity.INFO),
        (lambda: catalogue(66, b"\0\0"), "el-torito-damaged", Severity.INFO),
        (lambda: catalogue(40, b"\xff\xff\xff\xff"), "truncated", Severity.DANGER),
        (
            lambda: Disc([Boot(b"\xfa")]).image().put(17 * DISC_SECTOR + 71, b"\xff" * 4),
            "el-torito-damaged",
            Severity.DANGER,
        ),
        (
            lambda: Disc([Boot(b"\xfa")], boot_record=18).image(),
            "el-torito-damaged",
            Severity.CAUTION,
        ),
    ],
)
def test_el_torito(make: Callable[[], Image], code: str, severity: Severity) -> None:
    found = [f for f in report_on(make()).findings if f.code.startswith(("el-torito", "trunc"))]
    assert (found[0].code, found[0].severity) == (code, severity)


def test_a_sound_disc_has_no_findings() -> None:
    image = catalogue(0, b"\1")
    image.put(0, mbr(mbr_entry(0xEF, 21 * 4, 1024)))
    assert codes(report_on(image)) == {"bios-only-as-cd", "loader-unsigned"}


def test_an_absurd_table_is_not_told_line_by_line() -> None:
    parts = [GptPartition(64, 5000 + n) for n in range(1000)]
    layout = GptLayout(BLOCKS, parts, count=1024)
    image = Image(SIZE).put(0, protective_mbr(BLOCKS)).put(512, layout.primary())
    assert len(report_on(image).findings) < 40


def test_the_damage_is_told_with_its_place() -> None:
    (finding,) = [f for f in report_on(flipped(1024)).findings if f.code == "gpt-primary-damaged"]
    assert "GPT entries at byte 1,024: their checksum does not match" in finding.text


def test_a_header_with_another_count_is_damaged() -> None:
    image = disk()
    struct.pack_into("<I", image.data, 512 + 80, 2**32 - 1)
    image.data[528:532] = bytes(4)
    struct.pack_into("<I", image.data, 528, zlib.crc32(image.data[512:604]))
    assert "gpt-primary-damaged" in codes(report_on(image))

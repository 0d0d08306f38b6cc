"""Whole reports: their shape, what they cost, and that no image keeps one from being made."""

import json
import struct
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support_boot import (
    LOADER,
    GptLayout,
    GptPartition,
    Image,
    code_of,
    gpt_disk,
    mbr,
    mbr_disk,
    mbr_entry,
    pe,
    protective_mbr,
)
from support_disc import DISC_SECTOR, Boot, Disc
from support_fat import fat
from support_inspection import ImageSource, codes, report_on

from app.demo.image import demo_image
from app.formats.binary import Memory, Reader
from app.formats.bootcode import KNOWN
from app.inspection import inspect
from app.report import Kind, Machine, Mode

GOOD = fat({LOADER: pe()}, size=256 << 10)
CODE = Boot(b"\xfa" * 2048, sectors=4)
EFI = Boot(GOOD, platform=0xEF)


def hybrid() -> Image:
    """Everything at once, as the large distributions do it."""
    made = Disc([CODE, EFI], {LOADER: pe(), "README.TXT": b"x"}, label="HYBRID", padding=20)
    image = made.image()
    blocks = len(image.data) // 512 + 40
    first = made.places[1] * 4
    part = GptPartition(first, first + len(GOOD) // 512 - 1)
    layout = GptLayout(blocks, [part], count=4, first_usable=60)
    code = code_of(KNOWN[0])
    dummy = mbr_entry(0, 0, 1, status=0x80)
    image.put(0, protective_mbr(blocks, dummy, code=code)).put(512, layout.primary())
    return image.put(blocks * 512 - len(layout.backup()), layout.backup())


def test_a_report_as_json() -> None:
    report = report_on(hybrid(), name="hybrid.iso", layers=("xz",))
    said = json.loads(json.dumps(report.to_json()))
    size = len(hybrid().data)
    assert said["image"] == {
        "name": "hybrid.iso",
        "size": size,
        "layers": ["xz"],
        "kind": "iso9660",
        "label": "HYBRID",
        "expected_size": size,
    }
    assert said["boots"]["uefi_usb"]["x64"] == said["boots"]["uefi_cd"]["x64"] == "yes"
    assert said["boots"]["uefi_usb"]["aa64"] == "no"
    assert said["boots"]["bios_cd"] == "yes"
    assert said["partition_tables"] == ["mbr", "gpt"]
    assert said["el_torito"] == [
        {"platform": "bios", "bootable": True, "emulation": "none", "sectors": 4, "lba": 20},
        {"platform": "uefi", "bootable": True, "emulation": "none", "sectors": 512, "lba": 21},
    ]
    assert said["mode"] == "exact"


def test_the_demo_image_starts_everywhere() -> None:
    report = report_on(demo_image())
    assert report.boots.bios_usb.answer == report.boots.bios_cd.answer == "yes"
    assert report.boots.on_uefi_usb(Machine.X64).answer == "yes"
    assert report.boots.on_uefi_cd(Machine.X64).answer == "yes"
    assert (report.label, report.mode) == ("STICKWRIGHT", Mode.EXACT)
    assert codes(report) == {"loader-unsigned"}


@pytest.mark.parametrize(
    ("image", "kind", "label"),
    [
        (Disc(label="A DISC").build(), Kind.ISO9660, "A DISC"),
        (fat(label="A STICK"), Kind.DISK, "A STICK"),
        (mbr_disk((mbr_entry(0x83, 64, 100), b"")).build(), Kind.DISK, ""),
        (mbr(code=b"\xfa"), Kind.DISK, ""),  # a boot sector alone
        (bytes(1 << 20), Kind.UNKNOWN, ""),
        (b"\1", Kind.UNKNOWN, ""),
        (b"", Kind.UNKNOWN, ""),
    ],
)
def test_kind_and_label(image: bytes, kind: Kind, label: str) -> None:
    report = report_on(image)
    assert (report.kind, report.label) == (kind, label)


@pytest.mark.parametrize(
    ("image", "found"),
    [
        (b"", {"empty-file"}),
        (bytes(1 << 20), {"nothing-recognised"}),
        (b"<html>", {"not-an-image"}),
    ],
)
def test_what_is_no_image(image: bytes, found: set[str]) -> None:
    report = report_on(image)
    assert codes(report) == found
    assert report.mode is Mode.NONE
    assert not report.boots.from_usb


def test_starts_from_a_disc_only() -> None:
    report = report_on(Disc([CODE]).image())
    assert codes(report) == {"bios-only-as-cd"}
    assert report.mode is Mode.NONE


class Counted:
    """Reads and bytes that inspection asked the file for."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self.reads = self.bytes = 0

    @property
    def size(self) -> int | None:
        return self._reader.size

    def read_at(self, offset: int, length: int) -> bytes:
        data = self._reader.read_at(offset, length)
        self.reads += 1
        self.bytes += len(data)
        return data


@dataclass(frozen=True)
class CountedSource(ImageSource):
    reader: Counted | None = None

    def look(self) -> Reader:
        assert self.reader is not None
        return self.reader


def cost(content: bytes) -> Counted:
    counted = Counted(Memory(content))
    inspect(CountedSource(content, reader=counted))
    return counted


def test_an_honest_image_costs_a_few_reads() -> None:
    spent = cost(hybrid().build())
    assert spent.reads <= 20
    assert spent.bytes <= 1 << 20


def overlapping_tables() -> bytes:
    """A GPT of partitions that each hold a GPT of hundreds that overlap."""
    inner = GptLayout(8192, [GptPartition(64, 4000 + n) for n in range(250)], count=256)
    held = protective_mbr(8192) + inner.primary()
    parts = [(GptPartition(200 * n, 200 * n + 199), held) for n in range(1, 120)]
    return gpt_disk(parts, size=16 << 20).build()


def crowded_folders() -> bytes:
    """FATs whose root folders hold as much as they can."""
    names = {f"F{number}.EFI": b"" for number in range(500)}
    volume = fat(names, size=256 << 10)
    entries = [mbr_entry(0x0C, 64 + 600 * n, 512) for n in range(4)]
    return mbr_disk(*((entry, volume) for entry in entries)).build()


def endless_chains() -> bytes:
    """A FAT32 whose root folder goes through all of its clusters."""
    data = bytearray(fat({}, size=36 << 20, bits=32))
    start = 32 * 512
    clusters = 60_000
    struct.pack_into(f"<{clusters}I", data, start + 8, *range(3, clusters + 3))
    for place in range(40 * 512 + 2 * 600 * 512, 30 << 20, 32):
        data[place : place + 12] = b"NAME    TXT "
    return bytes(data)


@pytest.mark.parametrize("make", [overlapping_tables, crowded_folders, endless_chains])
def test_an_absurd_image_stays_within_the_budget(make: Callable[[], bytes]) -> None:
    spent = cost(make())
    assert spent.reads <= 1_500
    assert spent.bytes <= 32 << 20


SEEDS = {
    "hybrid": hybrid().build(),
    "gpt": gpt_disk([(GptPartition(64, 64 + 511), GOOD)], size=512 << 10).build(),
    "fat": fat({LOADER: pe(), "EFI/vendor/longer name.efi": b"x"}, size=64 << 10),
    "logical": mbr_disk(
        (mbr_entry(5, 8, 600), mbr(mbr_entry(0xEF, 8, 500), mbr_entry(5, 0, 9))), size=512 << 10
    ).build(),
    "floppy": Disc([Boot(mbr(code=b"\xfa") + bytes(4096), media=4)], padding=1).build(),
}
# Where the structures are, so that most changes hit one.
PLACES = st.one_of(
    st.integers(0, 2048),
    st.integers(16 * DISC_SECTOR, 22 * DISC_SECTOR),
    st.integers(0, 70 << 10),
)


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(sorted(SEEDS)),
    st.lists(st.tuples(PLACES, st.binary(min_size=1, max_size=8)), max_size=8),
    st.integers(0, 200 << 10),
    st.one_of(st.none(), st.integers(0, 200 << 10)),
)
def test_a_changed_image_ends_in_a_report(
    seed: str, changes: list[tuple[int, bytes]], missing: int, limit: int | None
) -> None:
    data = bytearray(SEEDS[seed])
    for place, new in changes:
        data[place : place + len(new)] = new
    report = report_on(bytes(data[: len(data) - missing]), limit=limit)
    json.dumps(report.to_json())
    for finding in report.findings:
        assert finding.text.endswith((".", ":"))


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=3000), st.sampled_from([0, 510, 32768, 34816]))
def test_garbage_ends_in_a_report(data: bytes, place: int) -> None:
    report_on(Image(40_000).put(place, data))


def test_a_partly_unpacked_image_says_so_once() -> None:
    report = report_on(hybrid(), limit=40 << 10)
    assert "not-looked-at" in codes(report)
    assert report.boots.on_uefi_usb(Machine.X64).answer == "likely"
    assert not report.has("truncated")

import json
import struct
import subprocess
import zlib
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support_boot import BASIC_DATA, ESP, GptLayout, GptPartition, gpt_disk

from app.errors import CorruptImage
from app.formats.binary import Memory
from app.formats.gpt import Gpt, is_header

BLOCKS = 8192
PARTS = [
    GptPartition(2048, 4095, ESP, name="EFI System"),
    GptPartition(4096, 6000, BASIC_DATA, attributes=0b110, name="Ärger"),
]


def disk(**bent: int) -> bytearray:
    return gpt_disk([(part, b"") for part in PARTS], **bent).data


def read(data: bytes | bytearray, lba: int = 1, block: int = 512) -> Gpt:
    return Gpt.read(Memory(bytes(data)), lba, block)


def test_both_copies_read_as_they_were_written() -> None:
    data = disk()
    first, last = read(data), read(data, BLOCKS - 1)
    assert first.entries == tuple(
        entry.__class__(
            entry.number,
            part.type,
            part.unique.upper(),
            part.first,
            part.last,
            part.attributes,
            part.name,
            1024 + 128 * (entry.number - 1),
        )
        for entry, part in zip(first.entries, PARTS, strict=True)
    )
    assert (first.lba, first.other) == (last.other, last.lba) == (1, BLOCKS - 1)
    assert first.end == last.end == BLOCKS * 512
    assert (first.first_usable, first.last_usable) == (34, BLOCKS - 34)


def test_attributes() -> None:
    plain, marked = read(disk()).entries
    assert (plain.no_block_io, plain.legacy_bootable) == (False, False)
    assert (marked.no_block_io, marked.legacy_bootable) == (True, True)


@pytest.mark.parametrize("block", [512, 1024, 2048, 4096])
def test_every_block_size(block: int) -> None:
    table = read(gpt_disk([(GptPartition(100, 120), b"")], block=block).data, 1, block)
    assert [(entry.first, entry.last) for entry in table.entries] == [(100, 120)]


@pytest.mark.parametrize(("count", "size"), [(4, 128), (128, 256), (1, 4096), (1024, 128)])
def test_other_arrays(count: int, size: int) -> None:
    table = read(gpt_disk([(PARTS[0], b"")], count=count, entry_size=size).data)
    assert [entry.name for entry in table.entries] == ["EFI System"]


def test_unused_entries_are_left_out_and_keep_their_numbers() -> None:
    layout = GptLayout(BLOCKS, [PARTS[0], GptPartition(0, 0, "0" * 32), PARTS[1]])
    data = bytes(512) + layout.primary()
    assert [entry.number for entry in read(data).entries] == [1, 3]


@pytest.mark.parametrize(
    ("place", "why"),
    [
        (512, "does not begin with EFI PART"),
        (512 + 16, "checksum"),
        (512 + 40, "checksum"),
        (1024, "checksum"),
        (1024 + 127, "checksum"),
    ],
)
def test_a_flipped_bit_is_corrupt(place: int, why: str) -> None:
    data = disk()
    data[place] ^= 1
    with pytest.raises(CorruptImage, match=why):
        read(data)


def bent(**fields: tuple[str, int, int]) -> bytearray:
    """A disk whose header has other numbers, with a checksum that is right again."""
    data = disk()
    for form, place, value in fields.values():
        struct.pack_into(form, data, 512 + place, value)
    data[528:532] = bytes(4)
    struct.pack_into("<I", data, 528, zlib.crc32(data[512:604]))
    return data


@pytest.mark.parametrize(
    ("form", "place", "value", "why"),
    [
        ("<I", 12, 20, "it says it is 20 bytes long"),
        ("<I", 12, 513, "513 bytes long"),
        ("<Q", 24, 2, "it says it is in block 2"),
        ("<I", 80, 2**32 - 1, "not plausible"),
        ("<I", 84, 0, "not plausible"),
        ("<I", 84, 1, "not plausible"),
        ("<I", 84, 192, "not plausible"),
        ("<Q", 72, 2**64 - 1, "0 of 16384 bytes"),
    ],
)
def test_numbers_that_cannot_be(form: str, place: int, value: int, why: str) -> None:
    with pytest.raises(CorruptImage, match=why):
        read(bent(field=(form, place, value)))


def test_a_header_is_told_by_its_first_bytes() -> None:
    reader = Memory(bytes(disk()))
    assert is_header(reader, 512)
    assert not is_header(reader, 0)


@given(st.binary(max_size=2000), st.sampled_from([512, 4096]))
def test_garbage_is_corrupt(tail: bytes, block: int) -> None:
    with suppress(CorruptImage):
        read(bytes(block) + b"EFI PART" + tail, 1, block)


@given(st.integers(512, 512 + 92 + 512 + 256), st.integers(0, 255))
def test_a_changed_byte_is_corrupt_or_a_value(place: int, value: int) -> None:
    data = disk(size=1 << 20)
    data[place] = value
    with suppress(CorruptImage):
        read(data)


@pytest.mark.tools
def test_sfdisk_and_sgdisk_read_the_same(tmp_path: Path) -> None:
    path = tmp_path / "disk.img"
    path.write_bytes(disk())
    done = subprocess.run(["sfdisk", "--json", path], capture_output=True, check=True)
    theirs = json.loads(done.stdout)["partitiontable"]
    table = read(disk())
    assert (theirs["firstlba"], theirs["lastlba"]) == (table.first_usable, table.last_usable)
    assert [(p["start"], p["size"], p["type"], p["name"]) for p in theirs["partitions"]] == [
        (e.first, e.last - e.first + 1, e.type, e.name) for e in table.entries
    ]
    done = subprocess.run(["sgdisk", "-v", path], capture_output=True, check=True)
    assert b"No problems found" in done.stdout

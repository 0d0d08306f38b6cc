import struct
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support_boot import Image

from app.errors import CorruptImage
from app.formats.apm import Apm, ApmEntry
from app.formats.binary import Memory


def entry(count: int, first: int, blocks: int, name: bytes, kind: bytes) -> bytes:
    return struct.pack(">2s2xIII32s32s", b"PM", count, first, blocks, name, kind)


def disk(block: int) -> Memory:
    image = Image(64 << 10).put(0, b"ER")
    image.put(block, entry(2, 1, 16, b"Apple", b"Apple_partition_map"))
    image.put(2 * block, entry(2, 40, 100, b"EFI", b"Apple_HFS"))
    return Memory(image.build())


@pytest.mark.parametrize("block", [512, 2048])
def test_a_map_reads_as_it_was_written(block: int) -> None:
    found = Apm.read(disk(block))
    assert found.block == block
    assert found.entries == (
        ApmEntry(1, 16, "Apple", "Apple_partition_map"),
        ApmEntry(40, 100, "EFI", "Apple_HFS"),
    )
    assert found.end == 140 * block


def test_no_map_is_corrupt() -> None:
    with pytest.raises(CorruptImage, match="not there"):
        Apm.read(Memory(bytes(8192)))


def test_a_missing_entry_is_corrupt() -> None:
    image = Image(4096).put(512, entry(3, 1, 16, b"Apple", b"Apple_partition_map"))
    with pytest.raises(CorruptImage, match="entry is missing"):
        Apm.read(Memory(image.build()))


def test_an_absurd_count_ends_with_the_image() -> None:
    image = Image()
    for number in range(1, 80):
        image.put(512 * number, entry(2**32 - 1, 1, 1, b"", b""))
    assert len(Apm.read(Memory(image.build())).entries) == 64


@given(st.binary(max_size=1500))
def test_garbage_is_corrupt_or_a_value(data: bytes) -> None:
    with suppress(CorruptImage):
        Apm.read(Memory(bytes(512) + b"PM" + data))

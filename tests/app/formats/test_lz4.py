from contextlib import suppress

import lz4.frame
import pytest
from hypothesis import given
from hypothesis import strategies as st
from packing import image, skippable

from app.errors import BudgetSpent, CorruptImage
from app.formats.binary import Memory
from app.formats.lz4 import read_size
from app.formats.zstd import MOST_STEPS

IMAGE = image(300_000)


def packed(data: bytes = IMAGE, **options: bool) -> bytes:
    return bytes(lz4.frame.compress(data, **options))


@pytest.mark.parametrize("block_checksum", [False, True])
@pytest.mark.parametrize("content_checksum", [False, True])
def test_a_frame_that_says_its_size(block_checksum: bool, content_checksum: bool) -> None:
    for said in (True, False):
        data = packed(
            store_size=said, block_checksum=block_checksum, content_checksum=content_checksum
        )
        assert read_size(Memory(data)) == (len(IMAGE) if said else None)


def test_frames_add_up() -> None:
    several = packed() + skippable(b"note") + packed(b"more") + bytes(40)
    assert read_size(Memory(several)) == len(IMAGE) + 4
    assert read_size(Memory(packed() + packed(store_size=False))) is None


@pytest.mark.parametrize("cut", [1, 4, 5, 1000])
def test_a_frame_cut_off_says_nothing(cut: int) -> None:
    with pytest.raises(CorruptImage):
        read_size(Memory(packed(content_checksum=True)[:-cut]))


def test_too_many_blocks_are_not_walked() -> None:
    for many in (skippable(b"") * (MOST_STEPS + 1), packed()[:15] + b"\1\0\0\0x" * MOST_STEPS):
        with pytest.raises(BudgetSpent):
            read_size(Memory(many))


@given(st.binary(max_size=200))
def test_garbage_is_corrupt_and_never_a_crash(garbage: bytes) -> None:
    for data in (b"\x04\x22\x4d\x18" + garbage, packed()[:15] + garbage, garbage):
        with suppress(CorruptImage, BudgetSpent):
            read_size(Memory(data))

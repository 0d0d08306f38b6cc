import lzma
import zlib
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from packing import image, xz, xz_in_blocks

from app.errors import BudgetSpent, CorruptImage
from app.formats.binary import Memory
from app.formats.xz import MOST_BLOCKS, read_blocks

IMAGE = image(250_000)
IN_BLOCKS = xz_in_blocks(IMAGE, 100_000)


def test_the_builder_makes_what_the_standard_library_reads() -> None:
    assert lzma.decompress(IN_BLOCKS) == IMAGE


def test_blocks_of_one_stream() -> None:
    blocks = read_blocks(Memory(IN_BLOCKS))
    assert [(block.start, block.length) for block in blocks] == [
        (0, 100_000),
        (100_000, 100_000),
        (200_000, 50_000),
    ]
    assert blocks[0].packed_at == 12
    assert blocks[1].packed_at == 12 + blocks[0].packed_length


def test_a_block_in_its_wrapping_is_a_file() -> None:
    for block in read_blocks(Memory(xz(b"before") + IN_BLOCKS))[1:]:
        head, tail = block.wrapping()
        packed = (xz(b"before") + IN_BLOCKS)[block.packed_at :][: block.packed_length]
        at = block.start - len(b"before")
        assert lzma.decompress(head + packed + tail) == IMAGE[at : at + block.length]


def test_streams_padding_and_nothing() -> None:
    packed = xz(IMAGE[:70_000]) + bytes(8) + xz(b"") + IN_BLOCKS + bytes(100_000)
    blocks = read_blocks(Memory(packed))
    assert sum(block.length for block in blocks) == 70_000 + len(IMAGE)
    assert blocks[1].start == 70_000
    assert read_blocks(Memory(xz(b""))) == ()
    assert read_blocks(Memory(b"")) == ()


@pytest.mark.parametrize("cut", [1, 4, 12, 20, 1000])
def test_a_file_cut_off_has_no_index(cut: int) -> None:
    with pytest.raises(CorruptImage):
        read_blocks(Memory(IN_BLOCKS[:-cut]))


def test_an_index_of_too_many_blocks_is_not_read() -> None:
    index = b"\0" + b"\x81\x80\x80\x01"  # 2,097,153 records
    index += bytes(-len(index) % 4)
    index += lzma_sum(index)
    tail = (len(index) // 4 - 1).to_bytes(4, "little") + b"\0\4"
    with pytest.raises(BudgetSpent):
        read_blocks(Memory(index + lzma_sum(tail) + tail + b"YZ"))
    streams = xz(b"1") * 1_025
    with pytest.raises(BudgetSpent):
        read_blocks(Memory(streams))
    assert MOST_BLOCKS < 2_097_153


def lzma_sum(data: bytes) -> bytes:
    return zlib.crc32(data).to_bytes(4, "little")


@given(garbage=st.binary(max_size=60), mended=st.booleans())
def test_garbage_is_corrupt_and_never_a_crash(garbage: bytes, mended: bool) -> None:
    tail = garbage[:4].ljust(4, b"\0") + b"\0\4"
    with suppress(CorruptImage, BudgetSpent):
        read_blocks(Memory(garbage + lzma_sum(tail) + tail + b"YZ" if mended else garbage))


@given(place=st.integers(0, len(IN_BLOCKS) - 1), bit=st.integers(0, 7))
def test_a_flipped_bit_of_the_index_never_passes(place: int, bit: int) -> None:
    broken = bytearray(IN_BLOCKS)
    broken[place] ^= 1 << bit
    with suppress(CorruptImage, BudgetSpent):
        assert read_blocks(Memory(bytes(broken))) == read_blocks(Memory(IN_BLOCKS))

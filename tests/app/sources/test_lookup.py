"""Looking by place, into one block and into many."""

from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from packing import InMemory, MemoryStream, ZipFile, image, xz_in_blocks, zip_of, zstd_seekable

from app.errors import NotReached, PackedDamaged
from app.sources import codecs, compressed
from app.sources.archive import ZipMember, open_zip
from app.sources.compressed import Packed
from app.sources.lookup import MOST_UNPACKED, PIECE, REACH, Lookup, Stretch
from app.sources.patience import Patience

BLOCK = 100_000
IMAGE = image(450_000)
IN_BLOCKS = {
    "xz": (codecs.XZ, compressed.xz_index, xz_in_blocks(IMAGE, BLOCK)),
    "zstd": (codecs.ZSTD, compressed.zstd_index, zstd_seekable(IMAGE, BLOCK)),
}


class Zeros:
    """A stream of zeros that counts what was asked of it."""

    asked = 0

    def __init__(self, length: int) -> None:
        self._left = length

    def readinto(self, buffer: memoryview, /) -> int:
        count = min(self._left, len(buffer))
        self._left -= count
        Zeros.asked += count
        return count

    def close(self) -> None:
        pass


@pytest.fixture
def zeros() -> type[Zeros]:
    Zeros.asked = 0
    return Zeros


@settings(max_examples=30)
@given(st.lists(st.tuples(st.integers(0, 1_200_000), st.integers(0, 600_000)), max_size=5))
def test_any_place_in_any_order(places: list[tuple[int, int]]) -> None:
    content = image(1_000_000)
    look = Lookup(None, [Stretch(0, None, lambda: MemoryStream(content))])
    for offset, length in places:
        assert look.read_at(offset, length) == content[offset : offset + length]


def test_no_further_than_asked(zeros: type[Zeros]) -> None:
    look = Lookup(None, [Stretch(0, None, lambda: zeros(REACH * 4))])
    assert look.read_at(3 * PIECE, 10) == bytes(10)
    assert zeros.asked == 4 * PIECE
    assert look.read_at(PIECE, PIECE) == bytes(PIECE)
    assert zeros.asked == 4 * PIECE, "kept"
    with pytest.raises(NotReached, match=f"first {REACH:,} bytes"):
        look.read_at(REACH - 5, 10)
    assert zeros.asked == REACH
    assert look.size is None


def test_the_size_is_known_when_the_end_was_seen() -> None:
    for length in (PIECE - 1, PIECE, PIECE + 1):
        look = Lookup(None, [Stretch(0, None, partial(MemoryStream, bytes(length)))])
        assert look.read_at(0, 10) == bytes(10)
        assert look.read_at(REACH - 1, 1) == b""
        assert look.size == length


def test_many_blocks_are_reached_at_their_beginnings(zeros: type[Zeros]) -> None:
    block = 4 * REACH
    look = Lookup(
        block * 100, [Stretch(block * n, block, lambda: zeros(block)) for n in range(100)]
    )
    assert look.read_at(99 * block + 5, 5) == bytes(5)
    assert zeros.asked == PIECE
    with pytest.raises(NotReached):
        look.read_at(98 * block + REACH, 1)
    for number in range(3):
        look.read_at(number * block + REACH // 2, 1)
    with pytest.raises(NotReached):
        look.read_at(3 * block + REACH // 2, 1)
    assert zeros.asked == MOST_UNPACKED
    assert look.read_at(REACH // 2, 1) == b"\0", "what is kept can still be read"


@pytest.mark.parametrize("name", IN_BLOCKS)
def test_blocks_are_unpacked_one_by_one(name: str) -> None:
    codec, index, packed = IN_BLOCKS[name]
    layer = Packed(InMemory(packed), codec, index)
    assert layer.size == len(IMAGE)
    damaged = bytearray(packed)
    damaged[len(packed) // 10] ^= 1
    look = Packed(InMemory(bytes(damaged)), codec, index).look()
    assert look.read_at(390_000, 60_000) == IMAGE[390_000:], "across a border and to the end"
    assert look.read_at(150_000, 10) == IMAGE[150_000:150_010]
    with pytest.raises(PackedDamaged) as caught:
        look.read_at(90_000, 20_000)
    assert caught.value.offset < BLOCK


@pytest.mark.parametrize("name", IN_BLOCKS)
def test_a_damage_in_a_block_is_told_by_its_place_in_the_image(name: str) -> None:
    codec, index, packed = IN_BLOCKS[name]
    damaged = bytearray(packed)
    damaged[len(packed) // 2] ^= 1
    look = Packed(InMemory(bytes(damaged)), codec, index).look()
    with pytest.raises(PackedDamaged) as caught:
        look.read_at(2 * BLOCK, BLOCK)
    assert 2 * BLOCK <= caught.value.offset <= 3 * BLOCK


def test_an_index_is_not_read_where_that_would_unpack_something() -> None:
    codec, index, packed = IN_BLOCKS["xz"]
    layer = Packed(InMemory(packed, direct=False), codec, index)
    assert layer.size is None
    assert layer.look().read_at(440_000, 10) == IMAGE[440_000:440_010]


def test_what_is_good_in_front_of_a_damage_is_so_through_two_packings() -> None:
    codec, index, _ = IN_BLOCKS["xz"]
    packed = bytearray(xz_in_blocks(zip_of([ZipFile("disk.img", IMAGE, method=0)]), BLOCK))
    packed[len(packed) // 2] ^= 1  # in front of the archive's directory
    layer = open_zip(Packed(InMemory(bytes(packed)), codec, index))
    assert isinstance(layer, ZipMember)
    reader = layer.look_far(Patience())
    with pytest.raises(PackedDamaged, match="xz") as caught:
        reader.read_at(0, len(IMAGE))
    assert 2 * BLOCK < caught.value.offset < 3 * BLOCK
    assert reader.read_at(0, caught.value.offset) == IMAGE[: caught.value.offset]

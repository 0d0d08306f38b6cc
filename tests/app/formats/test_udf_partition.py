import pytest
from hypothesis import given
from hypothesis import strategies as st
from support_udf import SPARING, UdfImage, retag

from app.errors import CorruptImage
from app.formats.binary import Memory
from app.formats.tree import Extent
from app.formats.udf_partition import Metadata, Plain, Sparable
from app.formats.udf_volume import Run, Volume

RUN = Run(number=0, start=100, length=50)
SIZE = 512


def test_a_plain_partition_is_a_run() -> None:
    plain = Plain(RUN, SIZE)
    assert plain.place(3) == 103 * SIZE
    assert list(plain.extents(3, 1000)) == [Extent(103 * SIZE, 1000)]
    assert list(plain.extents(49, SIZE)) == [Extent(149 * SIZE, SIZE)]
    assert list(plain.extents(3, 0)) == []


def test_what_lies_outside_a_plain_partition_is_damage() -> None:
    plain = Plain(RUN, SIZE)
    for block, length in ((50, 1), (49, SIZE + 1), (0, 50 * SIZE + 1)):
        with pytest.raises(CorruptImage):
            list(plain.extents(block, length))
    with pytest.raises(CorruptImage):
        plain.place(50)


def test_spared_packets_lie_elsewhere() -> None:
    packet = 4 * SIZE
    sparable = Sparable(Plain(RUN, SIZE), packet, {2 * packet: 900 * SIZE})
    assert list(sparable.extents(6, 8 * SIZE)) == [
        Extent(106 * SIZE, 2 * SIZE),
        Extent(900 * SIZE, packet),
        Extent(112 * SIZE, 2 * SIZE),
    ]
    assert list(sparable.extents(9, SIZE)) == [Extent(901 * SIZE, SIZE)]
    assert sparable.place(9) == 901 * SIZE
    assert sparable.place(12) == 112 * SIZE


@given(
    st.dictionaries(st.integers(0, 40 * SIZE), st.integers(0, 1 << 20), max_size=6),
    st.integers(1, 6 * SIZE),
    st.integers(0, 49),
    st.integers(0, 20 * SIZE),
)
def test_any_sparing_table_gives_all_bytes(
    spared: dict[int, int], packet: int, block: int, length: int
) -> None:
    sparable = Sparable(Plain(RUN, SIZE), packet, spared)
    length = min(length, (50 - block) * SIZE)
    extents = list(sparable.extents(block, length))
    assert sum(extent.length for extent in extents) == length
    assert all(extent.length > 0 for extent in extents)


def test_a_metadata_partition_lies_in_pieces() -> None:
    pieces = (Extent(1000, SIZE), Extent(9000, 2 * SIZE), Extent(None, SIZE))
    metadata = Metadata(pieces, SIZE)
    assert metadata.place(0) == 1000
    assert metadata.place(2) == 9000 + SIZE
    assert list(metadata.extents(0, 3 * SIZE)) == [Extent(1000, SIZE), Extent(9000, 2 * SIZE)]
    assert list(metadata.extents(2, SIZE + 5)) == [Extent(9000 + SIZE, SIZE), Extent(None, 5)]
    for block in (3, 4, 1 << 31):
        with pytest.raises(CorruptImage):
            metadata.place(block)


def test_an_empty_metadata_partition_holds_nothing() -> None:
    with pytest.raises(CorruptImage):
        Metadata((), SIZE).place(0)


def sparable_of(data: bytes) -> Sparable:
    volume = Volume.read(Memory(data))
    plain = Plain(volume.runs[0], volume.block)
    return Sparable.read(Memory(data), plain, volume.block, volume.maps[0])


def test_the_sparing_table_is_read() -> None:
    data = UdfImage({"file": b"x"}, partition="sparable").build()
    assert sparable_of(data).place(0) > sparable_of(data).place(40)


@pytest.mark.parametrize("at", [4, 17, 48])
def test_without_a_sparing_table_it_cannot_be_read(at: int) -> None:
    data = bytearray(UdfImage({"file": b"x"}, partition="sparable").build())
    data[SPARING * 2048 + at] ^= 0xFF
    with pytest.raises(CorruptImage, match="no sparing table"):
        sparable_of(bytes(data))


def test_a_sparing_table_may_say_more_than_it_holds() -> None:
    data = bytearray(UdfImage({"file": b"x"}, partition="sparable").build())
    whole = sparable_of(bytes(data)).place(0)
    data[SPARING * 2048 + 48 : SPARING * 2048 + 50] = b"\xff\xff"
    retag(data, SPARING * 2048)
    assert sparable_of(bytes(data)).place(0) == whole

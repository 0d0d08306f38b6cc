from hypothesis import given
from hypothesis import strategies as st

from app.formats.binary import Memory
from app.formats.pieces import Pieces
from app.formats.tree import Extent

DISK = bytes(range(256))


@given(
    st.lists(st.tuples(st.none() | st.integers(0, 255), st.integers(0, 40)), max_size=6),
    st.integers(0, 300),
    st.integers(-5, 260),
    st.integers(-5, 300),
)
def test_it_reads_as_the_whole_would(
    parts: list[tuple[int | None, int]], size: int, offset: int, length: int
) -> None:
    extents = tuple(Extent(start, min(count, 256 - (start or 0))) for start, count in parts)
    whole = b"".join(
        bytes(extent.length)
        if extent.offset is None
        else DISK[extent.offset : extent.offset + extent.length]
        for extent in extents
    )[:size]
    file = Pieces(Memory(DISK), extents, size)
    assert file.size == len(whole)
    expected = whole[offset : offset + length] if offset >= 0 and length > 0 else b""
    assert file.read_at(offset, length) == expected


def test_where_a_byte_lies() -> None:
    file = Pieces(Memory(DISK), (Extent(10, 5), Extent(100, 5)), 10)
    assert [file.place(offset) for offset in (0, 4, 5, 9)] == [10, 14, 100, 104]
    assert Pieces(Memory(DISK), (), 0).place(7) == 0


def test_a_disk_that_ends_ends_the_file() -> None:
    file = Pieces(Memory(DISK), (Extent(250, 20), Extent(0, 5)), 25)
    assert file.read_at(0, 25) == DISK[250:]

"""Disks put together out of pieces."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import CorruptImage
from app.formats.binary import Memory, Reader
from app.sources.extents import ZEROS, Extents, Joined, Piece

SOURCE = bytes(range(256)) * 4
OTHER = Memory(bytes(reversed(SOURCE)))
IMAGE = Memory(SOURCE)

PARTS = st.one_of(
    st.binary(max_size=40),
    st.integers(0, 60),
    st.tuples(st.sampled_from([IMAGE, OTHER]), st.integers(0, 900), st.integers(0, 100)),
)


def joined(parts: list[bytes | int | tuple[Memory, int, int]]) -> tuple[Extents, bytes]:
    """The pieces, and what they should read as."""
    made, expected = Joined(), b""
    for part in parts:
        if isinstance(part, bytes):
            made.bytes(part)
            expected += part
        elif isinstance(part, int):
            made.zeros(part)
            expected += bytes(part)
        else:
            made.range(*part)
            expected += part[0].read_at(part[1], part[2])
        assert made.size == len(expected)
    return made.done(), expected


@given(st.lists(PARTS, max_size=30), st.integers(-5, 2000), st.integers(-5, 2000))
def test_any_range_of_any_pieces(
    parts: list[bytes | int | tuple[Memory, int, int]], offset: int, length: int
) -> None:
    extents, expected = joined(parts)
    assert extents.size == len(expected)
    whole = extents.read_at(0, len(expected))
    assert whole == expected
    wanted = expected[offset : offset + length] if offset >= 0 and length > 0 else b""
    assert extents.read_at(offset, length) == wanted
    if offset >= 0:
        again = b"".join(p.reader.read_at(p.place, p.length) for p in extents.pieces(offset))
        assert again == expected[offset:]


def test_what_continues_is_one_piece() -> None:
    made = Joined()
    made.bytes(b"one ")
    made.bytes(b"")
    made.bytes(b"two")
    made.zeros(3)
    made.zeros(4)
    made.range(IMAGE, 10, 5)
    made.range(IMAGE, 15, 5)
    made.range(IMAGE, 19, 5)  # goes back by one
    made.range(OTHER, 24, 5)
    made.range(IMAGE, 29, 0)
    found = list(made.done().pieces())
    assert [piece.length for piece in found] == [7, 7, 10, 5, 5]
    assert [piece.reader for piece in found[1:]] == [ZEROS, IMAGE, IMAGE, OTHER]
    assert found[1:3] == [Piece(ZEROS, 0, 7), Piece(IMAGE, 10, 10)]


def test_in_front_of_the_first_byte_there_is_nothing() -> None:
    made = Joined()
    made.range(IMAGE, 100, 50)
    extents = made.done()
    assert extents.read_at(-3, 10) == extents.read_at(-60, 100) == extents.read_at(5, 0) == b""


def test_zeros_are_as_long_as_anybody_likes() -> None:
    assert ZEROS.size == 1 << 62
    made = Joined()
    made.zeros(1 << 50)
    assert made.done().read_at(1 << 49, 4) == bytes(4)


def test_pieces_of_pieces_are_flat() -> None:
    inner = Joined()
    inner.bytes(b"head")
    inner.range(IMAGE, 100, 50)
    outer = Joined()
    outer.all(inner.done().pieces(2))
    outer.range(IMAGE, 150, 10)
    made = outer.done()
    assert made.read_at(0, 100) == b"ad" + SOURCE[100:160]
    assert len(made) == 2
    assert all(not isinstance(piece.reader, Extents) for piece in made.pieces())


@dataclass(frozen=True)
class Short:
    """A file that was cut off since: it gives two bytes less."""

    reader: Reader

    @property
    def size(self) -> int | None:
        return self.reader.size

    def read_at(self, offset: int, length: int) -> bytes:
        return self.reader.read_at(offset, length)[:-2]


def test_a_short_piece_is_an_error_and_no_padding() -> None:
    made = Joined()
    made.zeros(512)
    made.range(Short(IMAGE), 40, 100)
    extents = made.done()
    assert extents.read_at(0, 512) == bytes(512)
    with pytest.raises(CorruptImage, match="98 of 100 bytes are there") as caught:
        extents.read_at(0, 2000)
    assert (caught.value.what, caught.value.offset) == ("File", 40)


def test_zeros_do_not_go_back() -> None:
    made = Joined()
    made.bytes(b"1234")
    made.zeros_to(4)
    with pytest.raises(ValueError, match=r"^zeros go forward$"):
        made.zeros_to(3)


def test_nothing_at_all() -> None:
    nothing = Joined().done()
    assert nothing.size == 0
    assert nothing.read_at(0, 10) == b""
    assert list(nothing.pieces()) == []

"""An image that is held against its block map while it is read."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support_bmap import BLOCK, block_map
from support_images import image_bytes, source_of
from support_media import Drip
from support_qemu_img import with_holes

from app.errors import BlockMapWrong
from app.formats.bmap import Bmap
from app.sources import open_source
from app.sources.mapped import Checked, MappedSource
from app.sources.source import Stream

CONTENT = image_bytes(2 * BLOCK) + bytes(4 * BLOCK) + image_bytes(3 * BLOCK + 5, "more")
MAP = Bmap.parse(block_map(CONTENT))


def read(stream: Stream, most: int = 1000) -> bytes:
    buffer, out = memoryview(bytearray(most)), b""
    while length := stream.readinto(buffer):
        out += buffer[:length]
    return out


@given(st.integers(1, 3 * BLOCK))
def test_the_right_image_comes_through(most: int) -> None:
    assert read(Checked(Drip(CONTENT), MAP, "image"), most) == CONTENT


@given(st.integers(0, len(CONTENT) - 1))
def test_one_wrong_byte_where_the_map_looks(place: int) -> None:
    content = bytearray(CONTENT)
    content[place] ^= 1
    stream = Checked(Drip(bytes(content)), MAP, "image")
    if 2 * BLOCK <= place < 6 * BLOCK:
        assert read(stream) == content
    else:
        with pytest.raises(BlockMapWrong):
            read(stream)


class Holey(Drip):
    """Its zeros, in whole blocks, are holes."""

    def skip(self, most: int, /) -> int:
        begin, end = self.place, min(len(self.content), self.place + most)
        while self.place < end and not any(self.content[self.place : self.place + BLOCK]):
            self.place += BLOCK
        self.place = min(self.place, end)
        return self.place - begin


@pytest.mark.parametrize("most", [BLOCK, 3 * BLOCK, 40 * BLOCK])
def test_a_hole_is_leapt_over_where_the_map_does_not_look(most: int) -> None:
    """In a range its zeros count in the checksum, so they are read."""
    content = CONTENT[: 6 * BLOCK] + bytes(2 * BLOCK) + CONTENT[6 * BLOCK :]
    last = (len(content) - 1) // BLOCK
    found = Bmap.parse(block_map(content, [(0, 1), (6, 6), (7, last)]))
    stream, view = Checked(Holey(content), found, "image"), memoryview(bytearray(BLOCK))
    place, holes = 0, set[int]()
    while True:
        skipped = stream.skip(most)
        holes.update(range(place // BLOCK, (place + skipped) // BLOCK))
        length = skipped or stream.readinto(view)
        place += length
        if not length:
            break
    assert place == len(content)
    assert holes == {2, 3, 4, 5}


def test_a_hole_behind_all_that_the_map_lists_is_leapt_over_to_the_end() -> None:
    content = image_bytes(BLOCK) + bytes(3 * BLOCK)
    stream = Checked(Holey(content), Bmap.parse(block_map(content)), "image")
    assert stream.skip(BLOCK) == 0
    assert stream.readinto(memoryview(bytearray(BLOCK))) == BLOCK
    assert [stream.skip(2 * BLOCK) for _ in range(3)] == [2 * BLOCK, BLOCK, 0]
    assert stream.readinto(memoryview(bytearray(BLOCK))) == 0


def test_a_stream_without_holes_has_none() -> None:
    stream = Checked(Drip(bytes(BLOCK)), Bmap.parse(block_map(bytes(BLOCK))), "image")
    assert stream.skip(BLOCK) == 0


def test_an_image_that_ends_early_differs() -> None:
    for length in (0, BLOCK, 7 * BLOCK, len(CONTENT) - 1):
        with pytest.raises(BlockMapWrong):
            read(Checked(Drip(CONTENT[:length]), MAP, "image"))


def test_it_is_the_same_source(tmp_path: Path) -> None:
    source = source_of(tmp_path / "image.img", CONTENT)
    mapped = MappedSource(source, MAP)
    assert (mapped.name, mapped.path, mapped.size) == (source.name, source.path, source.size)
    assert (mapped.layers, mapped.identity) == (source.layers, source.identity)
    assert mapped.look().read_at(0, 10) == CONTENT[:10]
    stream = mapped.stream(3 * BLOCK)
    assert isinstance(stream, Checked)
    assert read(stream) == CONTENT[3 * BLOCK :]
    stream.close()


@pytest.mark.parametrize("start", [1, BLOCK, 2 * BLOCK - 1, 7 * BLOCK, len(CONTENT) - 1])
def test_who_goes_on_in_the_middle_of_a_range_holds_all_of_it_against_the_map(
    tmp_path: Path, start: int
) -> None:
    source = source_of(tmp_path / "image.img", CONTENT)
    assert read(MappedSource(source, MAP).stream(start)) == CONTENT[start:]
    content = CONTENT[: start - 1] + bytes([CONTENT[start - 1] ^ 1]) + CONTENT[start:]
    other = MappedSource(source_of(tmp_path / "other.img", content), MAP)
    with pytest.raises(BlockMapWrong):
        read(other.stream(start))


def test_a_hole_is_passed_over_where_the_map_says_nothing(tmp_path: Path) -> None:
    """Files have their holes in units of the file system: of 64 KiB at most, on all at hand."""
    unit = 16 * BLOCK
    content = image_bytes(unit) + bytes(4 * unit) + image_bytes(unit) + bytes(2 * unit)
    path = tmp_path / "sparse.img"
    path.touch()
    with path.open("r+b") as file:
        for start in (0, 5 * unit):
            file.seek(start)
            file.write(content[start : start + unit])
        file.truncate(len(content))
    source = open_source(path)
    sparse = Bmap.parse(block_map(content, [(0, 31), (80, 95)]))  # one with half a hole in it
    skipped, found = with_holes(MappedSource(source, sparse).stream())
    assert found == content
    assert 4 * unit < skipped <= 5 * unit
    other = Bmap.parse(block_map(bytes([1]) * len(content), [(0, 15), (16, 31), (80, 95)]))
    checked = MappedSource(source, other).stream(unit)
    assert isinstance(checked, Checked)
    with pytest.raises(BlockMapWrong):
        with_holes(checked)
    assert Checked(Drip(content), sparse, "image").skip(1 << 30) == 0, "it knows of no holes"

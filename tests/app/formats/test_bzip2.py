"""Blocks of bzip2 files, against what the decompressor itself finds."""

import bz2
from collections.abc import Callable
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support_images import image_bytes

from app.formats.bzip2 import Block, NotSplit, split

CONTENT = image_bytes(700_000)
THREE = bz2.compress(CONTENT[:250_000], 1)  # of 100 kB and less
MARK = bytes.fromhex("314159265359")


def reading(data: bytes, step: int = 1 << 20) -> Callable[[memoryview], int]:
    place = 0

    def read(buffer: memoryview) -> int:
        nonlocal place
        piece = data[place : place + min(step, len(buffer))]
        buffer[: len(piece)] = piece
        place += len(piece)
        return len(piece)

    return read


def unpacked(data: bytes, step: int = 1 << 20) -> list[bytes]:
    """Of each block. Raises what the decompressor raises."""
    return [bz2.decompress(block.stream()) for block in split(reading(data, step))]


@pytest.mark.parametrize("level", [1, 3, 9])
def test_each_block_is_a_stream_of_its_own(level: int) -> None:
    found = unpacked(bz2.compress(CONTENT, level))
    assert b"".join(found) == CONTENT
    assert len(found) >= len(CONTENT) // (level * 100_000)


@given(
    st.lists(st.tuples(st.binary(min_size=1, max_size=3000), st.integers(1, 9)), min_size=1),
    st.integers(1, 5000),
)
def test_streams_one_behind_the_other(parts: list[tuple[bytes, int]], step: int) -> None:
    """However they are read."""
    packed = b"".join(bz2.compress(*part) for part in parts)
    assert b"".join(unpacked(packed, step)) == b"".join(content for content, _ in parts)


def test_a_block_may_be_far_larger_than_it_is_packed() -> None:
    (found,) = unpacked(bz2.compress(bytes(30_000_000)))
    assert found == bytes(30_000_000)


def test_marks_are_found_at_every_bit() -> None:
    starts = {block.before for block in split(reading(bz2.compress(image_bytes(3_000_000), 1)))}
    assert starts == set(range(8))


def test_the_end_of_a_block_is_told_as_far_as_it_was_read() -> None:
    ends = [block.end for block in split(reading(THREE, 10_000))]
    assert all(before < behind for before, behind in pairwise(ends))
    assert ends[-1] == len(THREE)


def broken(place: int, bit: int) -> bytes:
    data = bytearray(THREE)
    data[place] ^= 1 << bit
    return bytes(data)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        THREE[:3],
        b"BZh0" + THREE[4:],
        b"BZh" + THREE[3:10],
        THREE[:-1],
        THREE[: len(THREE) // 2],
        THREE + b"\0",
        THREE + b"BZh9",
        THREE + bz2.compress(b""),
        bz2.compress(b""),
        b"junk" + THREE,
        broken(len(THREE) - 3, 0),  # of the sum
        broken(10, 0),  # of a checksum
        broken(5, 0),  # of a mark
    ],
)
def test_whatever_is_not_plain_is_left_to_others(data: bytes) -> None:
    with pytest.raises((NotSplit, OSError)):
        unpacked(data)


def test_a_mark_by_chance_is_never_taken_for_one() -> None:
    """Neither half of the block can be unpacked, or the sums do not agree."""
    for seed in range(20):
        data, place = bytearray(THREE), Random(seed).randrange(60, len(THREE) - 60)
        data[place : place + len(MARK)] = MARK
        with pytest.raises((NotSplit, OSError, ValueError)):
            unpacked(bytes(data))


@given(st.binary(max_size=200), st.integers(0, len(THREE)))
def test_nothing_else_ever_comes_out(junk: bytes, place: int) -> None:
    data = THREE[:place] + junk + THREE[place + len(junk) :]
    try:
        blocks: list[Block] = list(split(reading(data)))
    except NotSplit:
        return
    for block in blocks:
        assert block.stream().startswith(b"BZh1" + MARK)


def test_a_block_without_an_end_does_not_fill_memory() -> None:
    """The search gives up."""
    read = 0

    def endless(buffer: memoryview) -> int:
        nonlocal read
        piece = (THREE[:14] if not read else b"") + bytes(len(buffer))
        buffer[:] = piece[: len(buffer)]
        read += len(buffer)
        return len(buffer)

    with pytest.raises(NotSplit):
        list(split(endless))
    assert read < 8 << 20

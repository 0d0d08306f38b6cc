"""What is written in a test: different everywhere, and it says where it was written to."""

from collections.abc import Iterator
from itertools import pairwise

import pytest

from app.stages.pattern import PIECE, SECTOR, Pattern

KEY = bytes(range(32))


def sectors(content: bytes) -> Iterator[bytes]:
    yield from (content[place : place + SECTOR] for place in range(0, len(content), SECTOR))


def test_no_sector_is_like_another() -> None:
    content = Pattern(KEY).bytes_at(0, 2 * PIECE)
    assert len(set(sectors(content))) == 2 * PIECE // SECTOR
    assert len({sector[16:] for sector in sectors(content)}) == 2 * PIECE // SECTOR


def test_no_run_is_like_another() -> None:
    assert Pattern().bytes_at(0, SECTOR)[16:] != Pattern().bytes_at(0, SECTOR)[16:]


@pytest.mark.parametrize("offset", [0, SECTOR, PIECE - SECTOR, 7 * PIECE + 3 * SECTOR])
def test_a_part_is_the_same_as_in_the_whole(offset: int) -> None:
    pattern = Pattern(KEY)
    whole = pattern.bytes_at(0, 9 * PIECE)
    assert pattern.bytes_at(offset, 3 * SECTOR) == whole[offset : offset + 3 * SECTOR]


def test_a_sector_says_where_it_was_written_to() -> None:
    pattern = Pattern(KEY)
    sector = pattern.bytes_at(5 * SECTOR, SECTOR)
    assert pattern.whence(sector) == 5 * SECTOR
    assert pattern.whence(sector[:-1] + bytes([sector[-1] ^ 1])) is None
    assert pattern.whence(bytes(SECTOR)) is None
    assert Pattern().whence(sector) is None


def test_it_is_found_wherever_it_lies() -> None:
    pattern = Pattern(KEY)
    offsets = [3 * SECTOR, 100 * PIECE, 8 * SECTOR]
    lying = [1000, 5000, 9001]
    area = bytearray(20_000)
    for place, offset in zip(lying, offsets, strict=True):
        area[place : place + SECTOR] = pattern.bytes_at(offset, SECTOR)
    assert all(b - a > SECTOR for a, b in pairwise(lying))
    assert pattern.places_in(memoryview(area)) == list(zip(lying, offsets, strict=True))

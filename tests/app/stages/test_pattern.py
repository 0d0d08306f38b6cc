"""What is written in a test: different everywhere, and it says where it was written to."""

from collections.abc import Iterator
from hashlib import blake2b, shake_256
from itertools import pairwise

import pytest

from app.stages.pattern import PIECE, SECTOR, Pattern

KEY = bytes(range(32))


def sectors(content: bytes) -> Iterator[bytes]:
    yield from (content[place : place + SECTOR] for place in range(0, len(content), SECTOR))


def plainly(offset: int) -> bytes:
    """The sector that is written there, by what is said of it."""
    noise, sign = shake_256(KEY).digest(2 << 20), blake2b(b"sign", key=KEY, digest_size=8).digest()
    number, within = divmod(offset, 1 << 20)
    shift = blake2b(number.to_bytes(8, "little"), key=KEY, digest_size=4).digest()
    begin = int.from_bytes(shift, "little") % (1 << 20) + within
    return sign + offset.to_bytes(8, "little") + noise[begin + 16 : begin + SECTOR]


@pytest.mark.parametrize("number", [0, 1, 2, 5, 1 << 30])
def test_each_mebibyte_is_the_noise_with_a_shift_of_its_own(number: int) -> None:
    for offset in (number << 20, (number << 20) + 7 * SECTOR, ((number + 1) << 20) - SECTOR):
        assert Pattern(KEY).bytes_at(offset, SECTOR) == plainly(offset)


def test_no_sector_is_like_another() -> None:
    content = Pattern(KEY).bytes_at(0, 2 * PIECE)
    assert len(set(sectors(content))) == 2 * PIECE // SECTOR
    assert len({sector[16:] for sector in sectors(content)}) == 2 * PIECE // SECTOR


def test_no_run_is_like_another() -> None:
    assert Pattern(KEY).bytes_at(0, SECTOR) == Pattern(KEY).bytes_at(0, SECTOR)
    one, other = (Pattern().bytes_at(0, SECTOR) for _ in range(2))
    assert one[:8] != other[:8]
    assert one[16:] != other[16:]


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


@pytest.mark.parametrize("offset", [5, SECTOR + 1, 1 << 62, (1 << 63) + SECTOR])
def test_what_is_no_sectors_place_is_nobodys(offset: int) -> None:
    pattern = Pattern(KEY)
    assert pattern.whence(pattern.bytes_at(offset, SECTOR)) is None


def test_of_the_largest_drive_every_sector_says_where_it_was_written_to() -> None:
    pattern, last = Pattern(KEY), (1 << 62) - SECTOR
    assert pattern.whence(pattern.bytes_at(last, SECTOR)) == last


def test_it_is_found_wherever_it_lies() -> None:
    pattern = Pattern(KEY)
    offsets = [3 * SECTOR, 100 * PIECE, 8 * SECTOR]
    lying = [0, 5000, 9001]
    area = bytearray(20_000)
    for place, offset in zip(lying, offsets, strict=True):
        area[place : place + SECTOR] = pattern.bytes_at(offset, SECTOR)
    assert all(b - a > SECTOR for a, b in pairwise(lying))
    assert pattern.places_in(memoryview(area)) == list(zip(lying, offsets, strict=True))

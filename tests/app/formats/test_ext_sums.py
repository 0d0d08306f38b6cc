"""The checksums of ext4, against one that is made bit by bit."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.formats.crc32c import crc32c
from app.formats.ext_sums import Sums, journal_fits, superblock_fits


def bit_by_bit(data: bytes, crc: int = 0xFFFFFFFF) -> int:
    for byte in data:
        for bit in range(8):
            odd = (crc ^ byte >> bit) & 1
            crc = crc >> 1 ^ 0x82F63B78 * odd
    return crc


def test_the_number_that_all_implementations_name() -> None:
    assert crc32c(b"123456789") ^ 0xFFFFFFFF == 0xE3069283


@given(st.binary(max_size=200), st.integers(0, 0xFFFFFFFF))
def test_it_is_that_of_the_bits(data: bytes, start: int) -> None:
    assert crc32c(data, start) == bit_by_bit(data, start)


def superblock(*, compatible: int = 0x400, incompatible: int = 0, kind: int = 1) -> bytes:
    data = bytearray(1024)
    data[104:120] = bytes(range(16))
    data[373] = kind
    struct.pack_into("<II", data, 96, incompatible, compatible)
    struct.pack_into("<I", data, 624, 4711)
    struct.pack_into("<I", data, 1020, bit_by_bit(bytes(data[:1020])))
    return bytes(data)


def test_what_stands_for_a_volume() -> None:
    assert Sums.of(superblock()) == Sums(bit_by_bit(bytes(range(16))))
    assert Sums.of(superblock(incompatible=0x2000)) == Sums(4711)


@pytest.mark.parametrize("bent", [{"compatible": 0}, {"kind": 2}])
def test_a_volume_without_any(bent: dict[str, int]) -> None:
    assert Sums.of(superblock(**bent)) is None


def flipped(data: bytes, place: int) -> bytes:
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]


def test_of_a_superblock_every_byte_counts() -> None:
    data = superblock()
    assert superblock_fits(data)
    assert not any(superblock_fits(flipped(data, place)) for place in range(1024))


@pytest.mark.parametrize(("size", "extra"), [(128, 0), (256, 32), (256, 2)])
def test_of_an_inode_every_byte_counts(size: int, extra: int) -> None:
    """The upper half of the checksum only where the inode says that it has one."""
    data = bytearray(byte % 251 for byte in range(size))
    data[124:126] = bytes(2)
    wide = extra >= 4
    if size > 128:
        data[128:130] = struct.pack("<H", extra)
    if wide:
        data[130:132] = bytes(2)
    seed = bit_by_bit(struct.pack("<I", 12) + data[100:104], 4711)
    crc = bit_by_bit(bytes(data), seed)
    data[124:126] = struct.pack("<H", crc & 0xFFFF)
    if wide:
        data[130:132] = struct.pack("<H", crc >> 16)
    assert Sums(4711).inode_fits(12, bytes(data))
    assert not Sums(4711).inode_fits(13, bytes(data))
    assert not Sums(4712).inode_fits(12, bytes(data))
    for place in range(size):
        assert not Sums(4711).inode_fits(12, flipped(bytes(data), place))


@pytest.mark.parametrize("size", [32, 64])
def test_of_a_group_every_byte_counts(size: int) -> None:
    data = bytearray(range(size))
    data[30:32] = bytes(2)
    crc = bit_by_bit(struct.pack("<I", 3) + data, 4711)
    data[30:32] = struct.pack("<H", crc & 0xFFFF)
    assert Sums(4711).group_fits(3, bytes(data))
    assert not Sums(4711).group_fits(2, bytes(data))
    assert not any(Sums(4711).group_fits(3, flipped(bytes(data), each)) for each in range(size))


@pytest.mark.parametrize("feature", [0x08, 0x10])
def test_of_a_journal_every_byte_counts_where_it_has_one(feature: int) -> None:
    data = bytearray(byte % 251 for byte in range(1024))
    data[40:44] = struct.pack(">I", feature)
    data[252:256] = bytes(4)
    data[252:256] = struct.pack(">I", bit_by_bit(bytes(data)))
    assert journal_fits(bytes(data), needed=True)
    without = [place for place in range(1024) if place not in range(40, 44)]
    assert not any(journal_fits(flipped(bytes(data), place), needed=False) for place in without)
    data[40:44] = struct.pack(">I", 1)
    assert journal_fits(bytes(data), needed=False)
    assert not journal_fits(bytes(data), needed=True)

"""Frames that are not packed, read by the library and by our own walk."""

import pytest
import zstandard
from support_images import image_bytes

from app.formats.binary import Memory
from app.formats.zstd import ZstdFrame, read_seek_table, read_size
from app.formats.zstd_written import (
    plain_headers,
    plain_length,
    plain_parts,
    plain_place,
    seek_table,
)

BLOCK = 128 << 10


def frame(content: bytes) -> bytes:
    made = bytearray(plain_length(len(content)))
    for place, header in plain_headers(len(content)):
        made[place : place + len(header)] = header
    for offset, size in plain_parts(0, len(content)):
        place = plain_place(offset)
        made[place : place + size] = content[offset : offset + size]
    return bytes(made)


@pytest.mark.parametrize("length", [1, 512, BLOCK - 1, BLOCK, BLOCK + 1, 1 << 20])
def test_a_frame(length: int) -> None:
    content = image_bytes(length)
    made = frame(content)
    assert zstandard.ZstdDecompressor().decompress(made) == content
    assert read_size(Memory(made)) == length


def test_parts_end_with_blocks() -> None:
    assert list(plain_parts(BLOCK - 512, BLOCK + 1024)) == [
        (BLOCK - 512, 512),
        (BLOCK, BLOCK),
        (2 * BLOCK, 512),
    ]


def test_a_seek_table() -> None:
    one, two = frame(b"one"), frame(b"two!")
    table = seek_table([(len(one), 3), (len(two), 4)])
    assert read_seek_table(Memory(one + two + table)) == (
        ZstdFrame(0, 3, 0, len(one)),
        ZstdFrame(3, 4, len(one), len(two)),
    )

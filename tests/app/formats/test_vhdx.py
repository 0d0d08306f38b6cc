"""Where the blocks of a large VHDX are: between their entries stand those of bitmaps."""

import pytest
from support_vhdx import TABLE_AT, vhdx
from support_virtual_disk import MIB

from app.formats.binary import Memory
from app.formats.vhdx import read_vhdx
from app.formats.virtual_disk import Run

SIZE = 96 << 30


@pytest.mark.parametrize(("sector", "blocks"), [(512, 4096), (4096, 32768)])
def test_a_bitmap_follows_so_many_blocks(sector: int, blocks: int) -> None:
    """As many as 2^23 sectors are ([MS-VHDX], version 7.0, section 2.5)."""
    disk = bytearray(vhdx(bytes(MIB), sector=sector))
    values = 2 * MIB + (64 << 10)
    disk[values + 8 : values + 16] = SIZE.to_bytes(8, "little")

    def enter(number: int, megabyte: int, state: int) -> None:
        at = TABLE_AT + number * 8
        disk[at : at + 8] = (megabyte << 20 | state).to_bytes(8, "little")

    enter(blocks - 1, 7, 6)
    enter(blocks, 8, 6)  # the bitmap
    enter(blocks + 1, 9, 6)
    enter(2 * blocks + 1, 10, 6)  # the next one
    enter(2 * blocks + 2, 11, 6)
    found = read_vhdx(Memory(bytes(disk)))
    assert found.size == SIZE
    assert found.at((blocks - 1) * MIB + 5) == Run(MIB - 5, 7 * MIB + 5)
    assert found.at(blocks * MIB) == Run(MIB, 9 * MIB)
    assert found.at((blocks + 1) * MIB) == Run(MIB, None)
    assert found.at(2 * blocks * MIB) == Run(MIB, 11 * MIB)

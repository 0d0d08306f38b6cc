"""FAT12, FAT16 and FAT32: which clusters hold nothing, by the allocation table.

Microsoft FAT Specification (fatgen103), "FAT Data Structure": an entry of 0 is free. A volume whose
tables differ is refused as a whole: what is not known to be free is in use.
"""

import sys
from array import array
from collections.abc import Iterator

from app.errors import CorruptImage
from app.formats.binary import Reader, read_exactly
from app.formats.fat import Fat

LARGEST = 16 << 20  # bytes of a table: a second of work


def free(reader: Reader) -> Iterator[tuple[int, int]]:
    """(start, stop) in bytes, in order. Raises CorruptImage."""
    fat = Fat.open(reader)
    boot = fat.boot
    length = boot.fat_sectors * boot.sector
    start = boot.reserved * boot.sector
    if fat.too_small or length > LARGEST:
        raise CorruptImage("FAT", start, "systems disagree about it, or it is very large")
    table = read_exactly(reader, start, length, "FAT")
    for number in range(1, boot.fats):
        if read_exactly(reader, start + number * length, length, "FAT") != table:
            raise CorruptImage("FAT", start + number * length, "its copies differ")
    entries = _entries(table, fat.bits)
    if len(entries) < boot.clusters + 2:
        raise CorruptImage("FAT", start, "it is too short for its clusters")
    root = entries[boot.root_cluster] if boot.root_cluster < len(entries) else 0
    if entries[0] & 0xFF != boot.media or (boot.wide and not root):
        # A worn-out or a fake drive gives out zeros where it was.
        raise CorruptImage("FAT", start, "it does not begin as one, or has no root folder")
    size, first = boot.cluster * boot.sector, boot.first_data * boot.sector
    for begin, end in _zeros(entries, 2, boot.clusters + 2):
        yield first + (begin - 2) * size, first + (end - 2) * size


def _entries(table: bytes, bits: int) -> "array[int]":
    """Non-zero where something is; the highest four bits of an entry of 32 say nothing."""
    if bits == 12:
        pairs = (table[place : place + 3] for place in range(0, len(table) - 2, 3))
        found = array("I")
        for pair in pairs:
            value = int.from_bytes(pair, "little")
            found.extend((value & 0xFFF, value >> 12))
        return found
    entries = array("H" if bits == 16 else "I")
    entries.frombytes(table[: len(table) // entries.itemsize * entries.itemsize])
    if sys.byteorder == "big":
        entries.byteswap()
    if bits == 32:
        entries = array("I", (each & 0x0FFFFFFF for each in entries))
    return entries


def _zeros(entries: "array[int]", first: int, last: int) -> Iterator[tuple[int, int]]:
    """(begin, end) of each row of entries that are 0."""
    begin = None
    for number in range(first, last):
        if entries[number]:
            if begin is not None:
                yield begin, number
                begin = None
        elif begin is None:
            begin = number
    if begin is not None:
        yield begin, last

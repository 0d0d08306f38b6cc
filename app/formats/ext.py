"""ext2, ext3 and ext4: where a volume keeps what changes when it is only opened.

Linux, Documentation/filesystems/ext4: "The Super Block", "Block Group Descriptors", "Inode Table",
"Extent Tree", "Journal". Nothing is read of its files.
"""

import struct
from dataclasses import dataclass
from typing import Self

from app.errors import CorruptImage
from app.formats.binary import Reader, read_exactly

START = 1024  # of the superblock, in bytes
LENGTH = 1024
_MAGIC = 0xEF53
_RECOVER, _META_GROUPS, _WIDE = 0x4, 0x10, 0x80  # incompatible features
_CLEAN = 1  # state
_EXTENTS = 0x80000  # flag of an inode
_TREE = 0xF30A
_MOST_GROUPS = 1 << 16
_MOST_DESCRIPTORS = 8 << 20  # bytes of all of them, in which so many groups have 64 each


@dataclass(frozen=True, slots=True)
class Ext:
    """`tables` are where the inodes of each group begin; `journal` are (offset, length) of its
    blocks, none where it is kept in a way that is not read here. All in bytes."""

    clean: bool  # nothing waits in the journal
    block: int
    descriptors: int  # where those of the groups begin
    wide: int  # one of them
    inode: int
    inodes: int  # of one group
    tables: tuple[int, ...]
    journal: tuple[tuple[int, int], ...]

    @classmethod
    def read(cls, reader: Reader) -> Self:
        """Raises CorruptImage when there is none, or one that is not understood."""
        data = read_exactly(reader, START, LENGTH, "ext superblock")
        if struct.unpack_from("<H", data, 56)[0] != _MAGIC:
            raise CorruptImage("ext superblock", START, "it does not hold its number")
        count, first, log, groups, features = (
            struct.unpack_from("<I", data, place)[0] for place in (0, 20, 24, 40, 96)
        )
        block = 1024 << log if log <= 6 else 0
        inode = struct.unpack_from("<H", data, 88)[0] or 128
        wide = struct.unpack_from("<H", data, 254)[0] if features & _WIDE else 32
        number = -(-count // groups) if groups else 0
        fit = 128 <= inode <= block and not inode & inode - 1 and 32 <= wide <= block
        if not (block and fit and number):
            raise CorruptImage("ext superblock", START, "its sizes are not plausible")
        large = number > _MOST_GROUPS or number * wide > _MOST_DESCRIPTORS
        if large or features & _META_GROUPS:
            raise CorruptImage("ext superblock", START, "it is laid out in an unusual way")
        table = read_exactly(reader, (first + 1) * block, number * wide, "ext group descriptors")
        tables = tuple(_table(table, at, wide) * block for at in range(0, len(table), wide))
        state = struct.unpack_from("<H", data, 58)[0]
        journal = struct.unpack_from("<I", data, 224)[0]
        return cls(
            clean=bool(state & _CLEAN) and not features & _RECOVER,
            block=block,
            descriptors=(first + 1) * block,
            wide=wide,
            inode=inode,
            inodes=groups,
            tables=tables,
            journal=_journal(reader, tables[0] + (journal - 1) * inode, block) if journal else (),
        )


def _table(table: bytes, at: int, wide: int) -> int:
    low = struct.unpack_from("<I", table, at + 8)[0]
    high = struct.unpack_from("<I", table, at + 40)[0] if wide >= 64 else 0
    return int(low | high << 32)


def _journal(reader: Reader, offset: int, block: int) -> tuple[tuple[int, int], ...]:
    """Of a journal whose extents all stand in its inode."""
    data = read_exactly(reader, offset, 128, "ext inode")
    flags = struct.unpack_from("<I", data, 32)[0]
    magic, count, most, depth = struct.unpack_from("<HHHH", data, 40)
    if not flags & _EXTENTS or magic != _TREE or depth or count > most or count > 4:
        return ()
    found = []
    for place in range(52, 52 + count * 12, 12):
        length, high, low = struct.unpack_from("<4xHHI", data, place)
        found.append(((high << 32 | low) * block, length * block))
    return tuple(found)

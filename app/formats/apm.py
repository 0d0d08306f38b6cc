"""The Apple partition map, which images for old Macs carry beside the other tables.

Inside Macintosh: Devices, "The Partition Map". Big-endian. Only Macs look at it, so it is reported
and nothing is judged by it.
"""

import struct
from dataclasses import dataclass
from typing import ClassVar, Self

from app.errors import CorruptImage
from app.formats.binary import Reader, unpack

DRIVER_DESCRIPTOR = b"ER"  # block 0; hybrid boot code begins with bytes that read as this
BLOCK_SIZES = (512, 2048)

_MOST = 64


@dataclass(frozen=True, slots=True)
class ApmEntry:
    """One partition, in blocks of the map."""

    first: int
    blocks: int
    name: str
    type: str  # "Apple_HFS", "Apple_partition_map", …


@dataclass(frozen=True, slots=True)
class Apm:
    """The whole map; `block` is its unit in bytes."""

    block: int
    entries: tuple[ApmEntry, ...]

    LAYOUT: ClassVar = struct.Struct(">2s2xIII32s32s")

    @classmethod
    def read(cls, reader: Reader) -> Self:
        """The map at block 1, of 512 or of 2048 bytes. Raises CorruptImage when there is none."""
        for block in BLOCK_SIZES:
            if reader.read_at(block, 2) == b"PM":
                return cls(block, tuple(cls._entries(reader, block)))
        raise CorruptImage("Apple partition map", BLOCK_SIZES[0], "it is not there")

    @classmethod
    def _entries(cls, reader: Reader, block: int) -> list[ApmEntry]:
        entries: list[ApmEntry] = []
        count = 1
        while len(entries) < min(count, _MOST):
            place = (len(entries) + 1) * block
            signature, count, first, blocks, name, kind = unpack(
                cls.LAYOUT, reader, place, "Apple partition map"
            )
            if signature != b"PM":
                raise CorruptImage("Apple partition map", place, "an entry is missing")
            entries.append(ApmEntry(first, blocks, _text(name), _text(kind)))
        return entries

    @property
    def end(self) -> int:
        """The first byte behind all its partitions."""
        return max(entry.first + entry.blocks for entry in self.entries) * self.block


def _text(field: bytes) -> str:
    return field.split(b"\0", 1)[0].decode("ascii", "replace")

"""A FAT's allocation table as numbers, to be compared with another: every entry as it stands there,
with the bits that say nothing, and the bytes behind the last one.

Microsoft FAT Specification (fatgen103), "FAT Data Structure".
"""

import sys
from array import array
from dataclasses import dataclass

from app.errors import CorruptImage
from app.formats.binary import Reader, read_exactly
from app.formats.fat import Fat

_LARGEST = 16 << 20  # bytes of a table: a second of work
_VALUE = {12: 0xFFF, 16: 0xFFFF, 32: 0x0FFFFFFF}
_END = {12: 0xFF8, 16: 0xFFF8, 32: 0x0FFFFFF8}
_CLOSED = {12: 0, 16: 0x8000, 32: 0x08000000}  # bit of the second entry: unmounted


@dataclass(frozen=True, slots=True)
class FatTable:
    bits: int
    entries: "array[int]"  # two more than there are clusters
    padding: bytes

    @property
    def free(self) -> int:
        """Clusters that nothing uses."""
        mask = _VALUE[self.bits]
        return sum(not each & mask for each in self.entries[2:])

    def value(self, cluster: int) -> int:
        return int(self.entries[cluster] & _VALUE[self.bits])

    def chain(self, cluster: int) -> list[int]:
        """To its end; empty for cluster 0. Raises CorruptImage where it leads nowhere or is a
        ring."""
        found = list[int]()
        seen = set[int]()
        while cluster and cluster < _END[self.bits]:
            if not 2 <= cluster < len(self.entries) or cluster in seen:
                raise CorruptImage("FAT", 0, f"a chain leads to cluster {cluster:,}")
            found.append(cluster)
            seen.add(cluster)
            cluster = self.value(cluster)
            if not cluster:
                raise CorruptImage("FAT", 0, "a chain leads to a free cluster")
        return found

    def marks_kept(self, other: "FatTable") -> bool:
        """The two entries in front differ in nothing but whether the volume is closed."""
        changed = self.entries[1] ^ other.entries[1]
        return self.entries[0] == other.entries[0] and changed in (0, _CLOSED[self.bits])

    def differing(self, other: "FatTable") -> list[int]:
        """The clusters whose entries differ. Raises CorruptImage where one does in bits that every
        system keeps."""
        mask = _VALUE[self.bits]
        if self.entries[2:] == other.entries[2:]:
            return []
        found = list[int]()
        for cluster, (old, new) in enumerate(zip(self.entries, other.entries, strict=True)):
            if cluster >= 2 and old != new:
                if (old ^ new) & ~mask:
                    raise CorruptImage("FAT", 0, "bits without a meaning differ")
                found.append(cluster)
        return found


def is_end(table: FatTable, cluster: int) -> bool:
    """Whether a chain ends there."""
    return table.value(cluster) >= _END[table.bits]


def tables(fat: Fat, reader: Reader) -> FatTable:
    """All copies, which have to say the same. Raises CorruptImage."""
    boot = fat.boot
    length = boot.fat_sectors * boot.sector
    start = boot.reserved * boot.sector
    if length > _LARGEST:
        raise CorruptImage("FAT", start, "it is very large")
    data = read_exactly(reader, start, length, "FAT")
    for number in range(1, boot.fats):
        if read_exactly(reader, start + number * length, length, "FAT") != data:
            raise CorruptImage("FAT", start + number * length, "its copies differ")
    count = boot.clusters + 2
    used = -(-count * fat.bits // 8)
    if used > length:
        raise CorruptImage("FAT", start, "it is too short for its clusters")
    entries = _narrow(data[:used], count) if fat.bits == 12 else _whole(data[:used], fat.bits)
    spare = data[used - 1] & 0xF0 if fat.bits == 12 and count & 1 else 0
    return FatTable(fat.bits, entries, bytes([spare]) + data[used:])


def _whole(data: bytes, bits: int) -> "array[int]":
    entries = array("H" if bits == 16 else "I")
    entries.frombytes(data)
    if sys.byteorder == "big":
        entries.byteswap()
    return entries


def _narrow(data: bytes, count: int) -> "array[int]":
    """Two entries in three bytes."""
    entries = array("H")
    for place in range(0, len(data), 3):
        pair = int.from_bytes(data[place : place + 3], "little")
        entries.extend((pair & 0xFFF, pair >> 12))
    return entries[:count]

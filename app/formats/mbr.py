"""The master boot record: the first sector's boot code and its table of four partitions.

UEFI Specification 2.10, 5.2.1; the chain of an extended partition as DOS 3.3 laid it out. What the
boot code is, `bootcode` says. Counts and addresses are sectors of the medium, on a stick 512 bytes.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Self

from app.formats.binary import Reader, read_exactly

SECTOR = 512
TABLE = 446  # where the four entries begin
EXTENDED = frozenset({0x05, 0x0F, 0x85})
PROTECTIVE = 0xEE
ESP = 0xEF
FAT = frozenset({0x01, 0x04, 0x06, 0x0B, 0x0C, 0x0E, 0x11, 0x14, 0x16, 0x1B, 0x1C, 0x1E})

_LINKS = 128  # of an extended partition's chain; Linux stops at 256 partitions in all


@dataclass(frozen=True, slots=True)
class PartitionEntry:
    """One line of the table (table 5.2), as it stands there. `offset` is its byte in the image."""

    number: int
    status: int
    kind: int
    first: int
    sectors: int
    offset: int

    LAYOUT: ClassVar = struct.Struct("<B3xB3xII")  # cylinders and heads: nothing uses them

    @classmethod
    def parse(cls, data: bytes, number: int, offset: int) -> Self:
        status, kind, first, sectors = cls.LAYOUT.unpack(data)
        return cls(number, status, kind, first, sectors, offset)

    @property
    def active(self) -> bool:
        return self.status == 0x80

    @property
    def empty(self) -> bool:
        """Nothing that firmware would use. Hybrid images carry an active entry of type 0 on
        purpose: a BIOS sees the flag, UEFI passes it by."""
        return self.kind == 0 or self.sectors == 0

    @property
    def end(self) -> int:
        """The first sector behind it."""
        return self.first + self.sectors

    @property
    def extended(self) -> bool:
        return self.kind in EXTENDED

    def overlaps(self, other: "PartitionEntry") -> bool:
        return self.first < other.end and other.first < self.end


@dataclass(frozen=True, slots=True)
class Mbr:
    """The first sector of a disk, or of a link of an extended partition's chain."""

    sector: bytes
    entries: tuple[PartitionEntry, ...]

    @classmethod
    def read(cls, reader: Reader, offset: int = 0) -> Self:
        """Raises CorruptImage when there are no 512 bytes."""
        sector = read_exactly(reader, offset, SECTOR, "boot sector")
        size = PartitionEntry.LAYOUT.size
        places = range(TABLE, TABLE + 4 * size, size)
        entries = (
            PartitionEntry.parse(sector[place : place + size], number, offset + place)
            for number, place in enumerate(places, 1)
        )
        return cls(sector, tuple(entries))

    @property
    def signed(self) -> bool:
        """Ends in 55 AA, without which a BIOS does not run it."""
        return self.sector[510:512] == b"\x55\xaa"

    @property
    def disk_id(self) -> int:
        return int.from_bytes(self.sector[440:444], "little")

    @property
    def is_table(self) -> bool:
        """Whether it is signed and looks like a partition table, not like a boot sector's code."""
        return self.signed and self.looks_like_table

    @property
    def looks_like_table(self) -> bool:
        possible = all(entry.status in (0x00, 0x80) for entry in self.entries)
        return possible and any(entry.sectors for entry in self.entries)

    @property
    def partitions(self) -> tuple[PartitionEntry, ...]:
        """The entries that firmware would use."""
        return tuple(entry for entry in self.entries if not entry.empty)

    @property
    def active(self) -> tuple[PartitionEntry, ...]:
        return tuple(entry for entry in self.entries if entry.active)

    @property
    def protective(self) -> PartitionEntry | None:
        """The entry that says: this disk has a GPT (UEFI 5.2.3)."""
        return next((e for e in self.entries if e.kind == PROTECTIVE and e.first == 1), None)


def logical_partitions(extended: Reader) -> Iterator[PartitionEntry]:
    """The partitions inside an extended one, by sector and byte of it, numbered from 5.

    Each link is a boot record whose first entry counts from itself and whose second points to the
    next link, counted from the beginning. Ends at a link that is no boot record, that was there
    before, or after 128. Raises CorruptImage when a link lies outside.
    """
    link, seen = 0, set[int]()
    while link not in seen and len(seen) < _LINKS:
        seen.add(link)
        record = Mbr.read(extended, link * SECTOR)
        if not record.signed:
            return
        here, following = record.entries[:2]
        if not here.empty and not here.extended:
            first = link + here.first
            number = 4 + len(seen)
            yield PartitionEntry(number, here.status, here.kind, first, here.sectors, here.offset)
        if following.empty or not following.extended:
            return
        link = following.first

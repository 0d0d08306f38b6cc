"""The partition table of an image, with more partitions behind those it has, for a larger drive.

Which table counts is settled as every system settles it (UEFI Specification 2.10, 5.2.3; Linux,
block/partitions): a GPT where the MBR has a protective entry, else the MBR. A GPT without that
entry, as isohybrid leaves one for old Macs, is read by nobody and stays as it is, like an Apple
partition map. What changes in a table is what has to: the free entries that are filled in, and of a
GPT where its copy is, how far it reaches, and the checksums. What boots the image is not touched:
neither the boot code, nor its pointers, nor an entry that was there, but for the length of the
protective one.
"""

import struct
import uuid
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.errors import CorruptImage, NotAppendable
from app.formats.binary import Reader, read_exactly
from app.formats.gpt import BASIC_DATA, Gpt, is_header
from app.formats.mbr import PROTECTIVE, SECTOR, TABLE, Mbr, PartitionEntry

LINUX_DATA = "0FC63DAF-8483-4772-8E79-3D69D8477DE4"

REACH = 1 << 32  # sectors that the numbers of an MBR speak of
GPT_ROOM = 33  # sectors, of the usual copy
_ENTRY = 16  # bytes of one in an MBR
_CYLINDERS = bytes([0xFE, 0xFF, 0xFF])  # behind all that they can count
_OWN, _OTHER, _LAST, _ARRAY = 24, 32, 48, 72  # bytes of a GPT header, table 5.5
_HEADER_SUM, _ARRAY_SUM = 16, 88
NEAR = 1 << 20  # bytes: in the first of them is all of a table, but for the copy


class Holds(StrEnum):
    """What a partition is for, as far as a table says so."""

    EXT4 = "ext4"
    FAT32 = "fat32"
    EXFAT = "exfat"
    NTFS = "ntfs"


_MBR_KINDS = {Holds.EXT4: 0x83, Holds.FAT32: 0x0C, Holds.EXFAT: 0x07, Holds.NTFS: 0x07}


@dataclass(frozen=True, slots=True)
class Added:
    """A partition to be, in sectors; `name` is for a GPT."""

    first: int
    sectors: int
    holds: Holds
    name: str

    @property
    def last(self) -> int:
        return self.first + self.sectors - 1


@dataclass(frozen=True, slots=True)
class Patch:
    """Bytes that stand at a place of the disk in place of others."""

    offset: int
    data: bytes

    @property
    def end(self) -> int:
        return self.offset + len(self.data)


@dataclass(frozen=True, slots=True)
class MbrTable:
    """The first sector's own table. `begins` is the first sector behind all partitions."""

    record: Mbr
    begins: int
    name = "MBR"

    @property
    def free(self) -> tuple[PartitionEntry, ...]:
        """Entries of nothing at all. Hybrid images have an active one of type 0: that is used."""
        return tuple(e for e in self.record.entries if not (e.kind or e.sectors or e.status))

    def usable(self, sectors: int) -> int:
        """From which sector of a drive of so many on nothing may be: room for a GPT, should anybody
        ever want one, is left."""
        return min(sectors - GPT_ROOM, REACH)

    def with_added(self, parts: Sequence[Added], _sectors: int) -> tuple[Patch, ...]:
        """The table for a drive. Raises NotAppendable where its entries do not suffice."""
        if len(parts) > len(self.free):
            raise NotAppendable(_taken(len(self.free), len(parts), "partition table (MBR)"))
        sector = bytearray(self.record.sector)
        for entry, part in zip(self.free, parts, strict=False):
            kind = _MBR_KINDS[part.holds]
            place = TABLE + (entry.number - 1) * _ENTRY
            sector[place : place + _ENTRY] = struct.pack(
                "<B3sB3sII", 0, _CYLINDERS, kind, _CYLINDERS, part.first, part.sectors
            )
        return (Patch(0, bytes(sector)),)


@dataclass(frozen=True, slots=True)
class GptTable:
    """A sound GPT for sectors of 512 bytes; `header` and `array` as they stand there."""

    record: Mbr
    header: bytes
    array: bytes
    width: int  # bytes of an entry
    begins: int
    name = "GPT"

    @property
    def free(self) -> tuple[int, ...]:
        """The bytes of the array where unused entries begin."""
        places = range(0, len(self.array), self.width)
        return tuple(place for place in places if not any(self.array[place : place + 16]))

    def usable(self, sectors: int) -> int:
        """The same: where the copy of the array begins."""
        return sectors - 1 - self._blocks

    def with_added(self, parts: Sequence[Added], sectors: int) -> tuple[Patch, ...]:
        """Both copies, and the protective entry. Raises NotAppendable."""
        if len(parts) > len(self.free):
            raise NotAppendable(_taken(len(self.free), len(parts), "partition table (GPT)"))
        array = bytearray(self.array)
        for place, part in zip(self.free, parts, strict=False):
            kind = LINUX_DATA if part.holds is Holds.EXT4 else BASIC_DATA
            entry = uuid.UUID(kind).bytes_le + uuid.uuid4().bytes_le
            entry += struct.pack("<QQQ", part.first, part.last, 0)
            entry += part.name.encode("utf-16-le").ljust(72, b"\0")
            array[place : place + self.width] = entry.ljust(self.width, b"\0")
        here = int.from_bytes(self.header[_ARRAY : _ARRAY + 8], "little")
        end, copy = sectors - 1, self.usable(sectors)
        data = bytes(array)
        padded = data.ljust(self._blocks * SECTOR, b"\0")
        return (
            Patch(0, self._protective(sectors)),
            Patch(SECTOR, self._header(data, 1, end, here, copy - 1)),
            Patch(here * SECTOR, data),
            Patch(copy * SECTOR, padded + self._header(data, end, 1, copy, copy - 1)),
        )

    @property
    def _blocks(self) -> int:
        return -(-len(self.array) // SECTOR)

    def _header(self, array: bytes, own: int, other: int, place: int, last: int) -> bytes:
        head = bytearray(self.header)
        for at, number in ((_OWN, own), (_OTHER, other), (_LAST, last), (_ARRAY, place)):
            struct.pack_into("<Q", head, at, number)
        struct.pack_into("<I", head, _ARRAY_SUM, zlib.crc32(array))
        length = int.from_bytes(head[12:16], "little")
        struct.pack_into("<I", head, _HEADER_SUM, 0)
        struct.pack_into("<I", head, _HEADER_SUM, zlib.crc32(head[:length]))
        return bytes(head)

    def _protective(self, sectors: int) -> bytes:
        """The first sector, whose protective entry goes as far as the drive. Beside entries that
        lie behind it, it is a hybrid's, made to measure, and stays."""
        sector, entry = bytearray(self.record.sector), self.record.protective
        if entry is None or any(e.first > 1 and e.sectors for e in self.record.entries):
            return bytes(sector)
        place = TABLE + (entry.number - 1) * _ENTRY + 12
        struct.pack_into("<I", sector, place, min(sectors - 1, REACH - 1))
        return bytes(sector)


def table_of(image: Reader) -> MbrTable | GptTable:
    """The table that systems go by. Raises NotAppendable where there is none, or none that is
    sound."""
    record = _record(image)
    if record.protective is None:
        ends = [entry.end for entry in record.entries if entry.sectors]
        if any(entry.kind == PROTECTIVE for entry in record.entries):
            raise NotAppendable("its partition table is protected for a GPT that is not there")
        return MbrTable(record, max(ends))
    try:
        table = Gpt.read(image, 1, SECTOR)
        header = read_exactly(image, SECTOR, SECTOR, "GPT header")
        place, count, width = struct.unpack_from("<QII", header, _ARRAY)
        array = read_exactly(image, place * SECTOR, count * width, "GPT entries")
    except CorruptImage as error:
        raise NotAppendable(f"its partition table (GPT) is not sound ({error.why})") from error
    if place * SECTOR + len(array) > NEAR:
        raise NotAppendable("the entries of its partition table (GPT) are far from it")
    ends = [table.partitions_end // SECTOR, *(entry.end for entry in _hybrid(record))]
    return GptTable(record, header, array, width, max(ends))


def _record(image: Reader) -> Mbr:
    try:
        record = Mbr.read(image)
    except CorruptImage as error:
        raise NotAppendable("it has no partition table") from error
    if not record.is_table or _is_volume(record):
        lone = " that counts on a stick" if is_header(image, SECTOR) else ""
        raise NotAppendable(f"it has no partition table{lone}")
    return record


def _hybrid(record: Mbr) -> list[PartitionEntry]:
    return [entry for entry in record.partitions if entry.kind != PROTECTIVE]


def _is_volume(record: Mbr) -> bool:
    """Whether it is the boot sector of a file system that fills the image: FAT, exFAT or NTFS say
    so where an MBR has code."""
    return (
        record.sector[3:11] in (b"EXFAT   ", b"NTFS    ")
        or record.sector[54:57] == b"FAT"
        or (record.sector[82:87] == b"FAT32")
    )


def _taken(free: int, wanted: int, table: str) -> str:
    if not free:
        return f"its {table} has no entry that is free"
    return f"its {table} has {free} free of the {wanted} entries that are needed"

"""The GUID partition table: a header, its array of entries, and a copy of both at the disk's end.

UEFI Specification 2.10, 5.3. Everything counts in blocks of the medium: a table made for 4096-byte
blocks is none on a stick of 512, so the block size is the caller's. Numbers an image chooses are
bounded before anything is read by them.
"""

import struct
import zlib
from dataclasses import dataclass
from typing import ClassVar, Self

from app.errors import CorruptImage
from app.formats.binary import Reader, read_exactly

SIGNATURE = b"EFI PART"
BLOCK_SIZES = (512, 1024, 2048, 4096)

ESP = "C12A7328-F81F-11D2-BA4B-00A0C93EC93B"
BASIC_DATA = "EBD0A0A2-B9E5-4433-87C0-68B6B72699C7"
BIOS_BOOT = "21686148-6449-6E6F-744E-656564454649"
FREEBSD_BOOT = "83BD6B9D-7F41-11DC-BE0B-001560B84F0F"
UNUSED = "00000000-0000-0000-0000-000000000000"

_SMALLEST_HEADER = 92
_MOST_ENTRIES = 1024  # the usual table has 128
_LARGEST_ARRAY = 1 << 20  # bytes


@dataclass(frozen=True, slots=True)
class GptEntry:
    """A partition (table 5.8). `last` is inclusive, as the specification counts."""

    number: int
    type: str  # upper-case GUID
    unique: str
    first: int
    last: int
    attributes: int
    name: str
    offset: int  # bytes in the image

    LAYOUT: ClassVar = struct.Struct("<16s16sQQQ72s")

    @classmethod
    def parse(cls, data: bytes, number: int, offset: int) -> Self:
        kind, unique, first, last, attributes, name = cls.LAYOUT.unpack_from(data)
        text = name.decode("utf-16-le", "replace").split("\0", 1)[0]
        return cls(number, _guid(kind), _guid(unique), first, last, attributes, text, offset)

    def overlaps(self, other: "GptEntry") -> bool:
        return self.first <= other.last and other.first <= self.last

    @property
    def no_block_io(self) -> bool:
        """Attribute bit 1: firmware makes no block device of it."""
        return bool(self.attributes & 2)

    @property
    def legacy_bootable(self) -> bool:
        """Attribute bit 2: what BIOS boot code looks for in place of the active flag."""
        return bool(self.attributes & 4)


@dataclass(frozen=True, slots=True)
class Gpt:
    """One copy of the table whose checksums are right. Unused entries are left out."""

    block: int  # bytes
    lba: int
    other: int  # where its copy should be
    first_usable: int
    last_usable: int
    disk: str
    entries: tuple[GptEntry, ...]

    LAYOUT: ClassVar = struct.Struct("<8sIIII QQQQ 16s QIII")  # table 5.5

    @classmethod
    def read(cls, reader: Reader, lba: int, block: int) -> Self:
        """The copy whose header is in block `lba`. Raises CorruptImage: which part, and why."""
        offset = lba * block
        head = read_exactly(reader, offset, block, "GPT header")
        fields = cls.LAYOUT.unpack_from(head)
        signature, _, length, crc, _, own, other, first, last, disk, array, count, size, sum_ = (
            fields
        )
        if signature != SIGNATURE:
            raise CorruptImage("GPT header", offset, "it does not begin with EFI PART")
        if not _SMALLEST_HEADER <= length <= block:
            raise CorruptImage("GPT header", offset, f"it says it is {length} bytes long")
        if zlib.crc32(head[:16] + bytes(4) + head[20:length]) != crc:
            raise CorruptImage("GPT header", offset, "its checksum does not match")
        if own != lba:
            raise CorruptImage("GPT header", offset, f"it says it is in block {own}")
        entries = _entries(reader, array * block, count, size, sum_)
        return cls(block, lba, other, first, last, _guid(disk), entries)

    @property
    def end(self) -> int:
        """The first byte behind all it speaks of: its copy at the disk's end and its partitions."""
        last = max((entry.last for entry in self.entries), default=0)
        return (max(last, self.other, self.lba) + 1) * self.block

    @property
    def partitions_end(self) -> int:
        """The first byte behind the last partition."""
        return (max((entry.last for entry in self.entries), default=0) + 1) * self.block


def is_header(reader: Reader, offset: int) -> bool:
    """Whether a header, sound or not, is there."""
    return reader.read_at(offset, len(SIGNATURE)) == SIGNATURE


def _entries(reader: Reader, offset: int, count: int, size: int, crc: int) -> tuple[GptEntry, ...]:
    what = "GPT entries"
    plausible = count <= _MOST_ENTRIES and count * size <= _LARGEST_ARRAY
    if size < GptEntry.LAYOUT.size or size & (size - 1) or not plausible:
        raise CorruptImage(what, offset, f"{count} entries of {size} bytes are not plausible")
    array = read_exactly(reader, offset, count * size, what)
    if zlib.crc32(array) != crc:
        raise CorruptImage(what, offset, "their checksum does not match")
    parsed = (
        GptEntry.parse(array[place : place + size], place // size + 1, offset + place)
        for place in range(0, len(array), size)
        if any(array[place : place + 16])
    )
    return tuple(parsed)


def _guid(data: bytes) -> str:
    """The usual text of a GUID, whose first three fields are little-endian (appendix A)."""
    from uuid import UUID  # here, for most images have none

    return str(UUID(bytes_le=data)).upper()

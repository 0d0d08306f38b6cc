"""What a Windows imaging file is made of: its header, and where each of its resources lies.

Microsoft's "Windows Imaging File Format (WIM)" of 2007, sections "WIM Header" and "Lookup Table".
Nothing is unpacked. `app.formats.wim` reads what the file is about; this is for rearranging it, so
the table is kept as it stands there: a hundred thousand resources are ordinary.
"""

import struct
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, NamedTuple, Self

from app.errors import BudgetSpent, CorruptImage
from app.formats.binary import Reader, read_exactly, unpack
from app.formats.wim import MAGIC, Resource

PIPED = b"WLPWM\0\0\0"  # written front to back, its table scattered between the resources
HEADER_SIZE = 208
ENTRY_SIZE = 50
VERSIONS = frozenset({0x10D00, 0xE00})

# Flags of an entry
FREE, METADATA, COMPRESSED, SPANNED, SOLID = 0x01, 0x02, 0x04, 0x08, 0x10

MOST_ENTRIES = 500_000
_LONGEST_XML = 4 << 20
_WHAT = "Windows image"
_LENGTH = (1 << 56) - 1


@dataclass(frozen=True, slots=True)
class Header:
    """The fields in their order, but for those that `Parts` works out anew. Resources are as they
    stand there, 24 bytes each."""

    version: int
    flags: int
    chunk: int
    guid: bytes
    part: int
    parts: int
    images: int
    table: bytes
    xml: bytes
    boot: bytes
    boot_index: int
    integrity: bytes = bytes(24)

    LAYOUT: ClassVar = struct.Struct("<8sIIII16sHHI24s24s24sI24s60x")

    @classmethod
    def read(cls, reader: Reader) -> Self:
        """Raises CorruptImage where it is none, or of a kind that nobody here knows."""
        magic, size, *fields = unpack(cls.LAYOUT, reader, 0, _WHAT)
        header = cls(*fields)
        if magic != MAGIC:
            raise CorruptImage(_WHAT, 0, "it does not begin as one")
        if size != HEADER_SIZE or header.version not in VERSIONS:
            raise CorruptImage(_WHAT, 8, f"it is of an unknown version, {header.version:X}")
        return header

    def pack(self) -> bytes:
        return self.LAYOUT.pack(
            MAGIC,
            HEADER_SIZE,
            self.version,
            self.flags,
            self.chunk,
            self.guid,
            self.part,
            self.parts,
            self.images,
            self.table,
            self.xml,
            self.boot,
            self.boot_index,
            self.integrity,
        )


class Blob(NamedTuple):
    """A resource: how it is stored, and what else its entry says (part, references, SHA-1)."""

    offset: int
    length: int  # bytes as it is stored
    flags: int
    original: int
    rest: bytes

    def entry(self, offset: int, part: int) -> bytes:
        """As it stands in the table of a file that holds it at `offset`."""
        sized = self.length | self.flags << 56
        return _NUMBERS.pack(sized, offset, self.original, part) + self.rest[2:]


_TOGETHER = 1 << 32  # in place of a length: what is packed together, and not one of its files
_NUMBERS = struct.Struct("<QQQH")
_ENTRY = struct.Struct("<QQQ26s")


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """The resources in use: those of metadata, one for each image and in their order, and the
    others by place. `solid`: some are packed together, and none of those stands alone; they have
    `unpacked` bytes."""

    solid: bool
    spanned: bool
    unpacked: int
    _data: bytes
    _metadata: "array[int]"
    _files: "array[int]"

    @classmethod
    def read(cls, reader: Reader, header: Header, size: int) -> Self:
        """Of a file of `size` bytes. Raises CorruptImage, and BudgetSpent for one that is longer
        than any honest one."""
        place = resource_in(header.table, size)
        data = _table_data(reader, place)
        metadata, files, flags = array("I"), array("I"), 0
        total = unpacked = 0
        for number, blob in enumerate(_used(data)):
            if blob is None:
                continue
            flags |= blob.flags
            if blob.flags & SOLID:  # its numbers mean other things
                unpacked += blob.length if blob.original != _TOGETHER else 0
                continue
            if blob.offset + blob.length > size:
                raise CorruptImage(_WHAT, blob.offset, "it reaches outside the image")
            (metadata if blob.flags & METADATA else files).append(number)
            total += blob.length
        solid = bool(flags & SOLID)
        if total > size:
            raise CorruptImage(_WHAT, place.offset, "its resources overlap")
        if len(metadata) != header.images and not solid:
            raise CorruptImage(_WHAT, place.offset, "its table is damaged")
        files = array("I", sorted(files, key=lambda number: _blob(data, number).offset))
        return cls(solid, bool(flags & SPANNED), unpacked, data, metadata, files)

    def metadata(self) -> Iterator[Blob]:
        return map(self._blob, self._metadata)

    def files(self) -> Iterator[Blob]:
        return map(self._blob, self._files)

    def __len__(self) -> int:
        return len(self._metadata) + len(self._files)

    def _blob(self, number: int) -> Blob:
        return _blob(self._data, number)


def _table_data(reader: Reader, place: Resource) -> bytes:
    count, over = divmod(place.length, ENTRY_SIZE)
    if over or place.compressed:
        raise CorruptImage(_WHAT, place.offset, "its table is damaged")
    if count > MOST_ENTRIES:
        raise BudgetSpent(f"a Windows image of {count:,} resources")
    return read_exactly(reader, place.offset, place.length, _WHAT)


def _used(data: bytes) -> Iterator[Blob | None]:
    """Every entry, None for those that are marked as free."""
    for number in range(len(data) // ENTRY_SIZE):
        blob = _blob(data, number)
        yield None if blob.flags & FREE else blob


def _blob(data: bytes, number: int) -> Blob:
    sized, offset, original, rest = _ENTRY.unpack_from(data, number * ENTRY_SIZE)
    return Blob(offset, sized & _LENGTH, sized >> 56, original, rest)


def read_xml(reader: Reader, header: Header, size: int) -> bytes:
    """The description, as it stands there. Raises CorruptImage, BudgetSpent."""
    place = resource_in(header.xml, size)
    if place.compressed:
        raise CorruptImage(_WHAT, place.offset, "its description is compressed, which it never is")
    if place.length > _LONGEST_XML:
        raise BudgetSpent(f"a description of {place.length:,} bytes")
    return read_exactly(reader, place.offset, place.length, _WHAT)


def resource_in(data: bytes, size: int) -> Resource:
    """A resource of the header. Raises CorruptImage where it reaches over the file's end."""
    place = Resource.parse(data)
    if place.offset + place.length > size:
        raise CorruptImage(_WHAT, place.offset, "it reaches outside the image")
    return place


def packed(offset: int, length: int, flags: int = 0) -> bytes:
    """A resource of the header, stored as it is."""
    return Resource.LAYOUT.pack(length | flags << 56, offset, length)

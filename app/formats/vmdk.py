"""VMDK, VMware's virtual disk, in one sparse file: grains, found by tables of two levels.

By VMware's "Virtual Disk Format 5.0", "Hosted Sparse Extents" and "Stream-Optimized Compressed
Sparse Extents"; little-endian, places in sectors of 512 bytes.
"""

import struct
from dataclasses import dataclass

from app.errors import CorruptImage, NotReached, UnsupportedImage
from app.formats.binary import Reader, read_exactly, unpack
from app.formats.numbers import Numbers, Tables
from app.formats.virtual_disk import Chunk, Packing, Run
from app.formats.vmdk_text import Descriptor

MAGIC = b"KDMV"
SECTOR = 512
_WHAT = "VMDK header"
# Version, flags; sectors of the disk, of a grain; place and length of the text; entries of a table;
# places of the spare directory and of the directory; how grains are packed.
_HEADER = struct.Struct("<4x I I Q Q Q Q I Q Q 13x H")
_ZEROED, _PACKED = 1 << 2, 1 << 16
_DEFLATE = 1
_AT_THE_END = (1 << 64) - 1  # a stream is written before its directory is known
_FOOTER = 1024  # bytes before the end, where the header stands once more
_IN_FRONT = struct.Struct("<Q I")  # of each packed grain: its sector on the disk, its length
_LONGEST_TEXT = 64 << 10
_LARGEST_GRAIN = 16 << 20


@dataclass(frozen=True, slots=True)
class Vmdk:
    """A `VirtualDisk`. `zeroed`: whether an entry of 1 says of its grain that it is zeros."""

    reader: Reader
    size: int
    grain: int
    zeroed: bool
    packed: bool
    entries: int  # of each table
    directory: Numbers
    tables: Tables

    def at(self, offset: int) -> Run | Chunk:
        number, within = divmod(offset, self.grain)
        table, entry = divmod(number, self.entries)
        sector = self.directory[table]
        if not sector:
            return Run((self.entries - entry) * self.grain - within, None)
        entries = self.tables.at(sector * SECTOR)
        sector = entries[entry]
        is_zero = not sector or (self.zeroed and sector == 1)
        if self.packed and not is_zero:
            return self._chunk(number, sector * SECTOR)
        alike = entries.row(entry, 0 if is_zero else self.grain // SECTOR)
        return Run(alike * self.grain - within, None if is_zero else sector * SECTOR + within)

    def _chunk(self, number: int, place: int) -> Chunk:
        start, length = unpack(_IN_FRONT, self.reader, place, "VMDK grain")
        if start * SECTOR != number * self.grain or length > 2 * self.grain + SECTOR:
            raise CorruptImage("VMDK grain", place, "it is not the one that its table means")
        first = number * self.grain
        # qemu-img packs of the last grain what the disk has of it, others pack all of it.
        whole = min(self.grain, self.size - first)
        return Chunk(first, whole, place + _IN_FRONT.size, length, Packing.ZLIB)


def read_vmdk(reader: Reader) -> Vmdk:
    """Raises CorruptImage; UnsupportedImage for a disk that needs another file, is one of several
    of a disk, or is packed in a way that is not known."""
    header = _Header.read(reader, 0)
    text = _text(reader, header)
    if not text:
        raise UnsupportedImage(
            "This file is only a part of a VMDK disk, whose text is in another file.",
            "Make one file of it first, with qemu-img.",
        )
    Descriptor.read(text).demand_inside()
    if header.directory_at == _AT_THE_END * SECTOR:
        if reader.size is None:
            raise NotReached(0, 0)
        header = _Header.read(reader, max(0, reader.size - _FOOTER))
    packed = bool(header.flags & _PACKED)
    if packed and header.packing != _DEFLATE:
        why = f"This VMDK disk is packed in a way that is not known here ({header.packing})."
        raise UnsupportedImage(why)
    tables = -(-header.size // (header.grain * header.entries))
    directory = Numbers(reader, header.directory_at, tables, 4, "little", "VMDK directory")
    found = Tables(reader, header.entries, 4, "little", "VMDK table")
    zeroed = bool(header.flags & _ZEROED)
    return Vmdk(reader, header.size, header.grain, zeroed, packed, header.entries, directory, found)


def _text(reader: Reader, header: "_Header") -> bytes:
    """That of the disk; a disk of several files has it in a file of its own ("Virtual Disk Format
    5.0", "Hosted Sparse Extents"), and qemu-img leaves the room for it empty."""
    if not header.text_at:
        return b""
    length = min(header.text_length, _LONGEST_TEXT)
    return read_exactly(reader, header.text_at, length, "VMDK text").rstrip(b"\0")


@dataclass(frozen=True, slots=True)
class _Header:
    """Places and lengths in bytes."""

    flags: int
    size: int
    grain: int
    text_at: int
    text_length: int
    entries: int
    directory_at: int
    packing: int

    @classmethod
    def read(cls, reader: Reader, at: int) -> "_Header":
        if read_exactly(reader, at, len(MAGIC), _WHAT) != MAGIC:
            raise CorruptImage(_WHAT, at, "it is missing")
        version, flags, size, grain, text, length, entries, _spare, directory, packing = unpack(
            _HEADER, reader, at, _WHAT
        )
        if version not in {1, 2, 3}:
            raise UnsupportedImage(
                f"This VMDK disk is of version {version}, which is not read here."
            )
        if not 8 <= grain <= _LARGEST_GRAIN // SECTOR or grain & (grain - 1):
            raise CorruptImage(_WHAT, at, f"grains of {grain:,} sectors")
        if not 0 < size < 1 << 53 or not 0 < entries <= 1 << 16:
            raise CorruptImage(_WHAT, at, f"{size:,} sectors in tables of {entries:,} entries")
        places = (text * SECTOR, length * SECTOR, entries, directory * SECTOR)
        return cls(flags, size * SECTOR, grain * SECTOR, *places, packing)

"""qcow2, QEMU's virtual disk: clusters, found by tables of two levels.

By QEMU's "qcow2 image format" (docs/interop/qcow2), versions 2 and 3, big-endian throughout. What
lies outside the file is never opened: a disk that needs another file is refused with its name.
Snapshots are older states of the disk, and are left alone.
"""

import struct
from dataclasses import dataclass

from app.display import for_display
from app.errors import CorruptImage, UnsupportedImage
from app.formats.binary import Reader, read_exactly, unpack
from app.formats.numbers import Numbers, Tables
from app.formats.virtual_disk import Chunk, Packing, Run

_WHAT = "qcow2 header"
# Version; place and length of another file's name; bits of a cluster, size; encryption; entries
# and place of the first table.
_HEADER = struct.Struct(">4x I Q I I Q I I Q")
_HEADER_2 = 72  # its length in version 2
# What a program has to understand; length of the header; how clusters are packed.
_MORE = struct.Struct(">Q 20x I B")
_CORRUPT, _OUTSIDE, _PACKING, _EXTENDED = 1 << 1, 1 << 2, 1 << 3, 1 << 4
_UNDERSTOOD = 1 | _CORRUPT | _OUTSIDE | _PACKING | _EXTENDED  # bit 0: its counts are out of date
_PACKINGS = {0: Packing.DEFLATE, 1: Packing.ZSTD}

_PLACE = (1 << 56) - (1 << 9)
_PACKED = 1 << 62
_ZERO = 1
_SUBCLUSTERS = 32
_LONGEST_NAME = 1023
_LARGEST = 1 << 62


@dataclass(frozen=True, slots=True)
class Qcow2:
    """A `VirtualDisk`. `zeros` says whether an entry can say of its cluster that it is zeros,
    `extended` whether entries are twice as long and tell of 32 parts of a cluster each."""

    size: int
    cluster_bits: int
    zeros: bool
    extended: bool
    packing: Packing
    directory: Numbers
    tables: Tables

    def at(self, offset: int) -> Run | Chunk:
        cluster = 1 << self.cluster_bits
        number, within = divmod(offset, cluster)
        words = 2 if self.extended else 1
        table, entry = divmod(number, cluster // 8 // words)
        table_at = self._place(self.directory[table] & _PLACE)
        if not table_at:  # nothing that it would tell of was ever written
            return Run((cluster // 8 // words - entry) * cluster - within, None)
        entries = self.tables.at(table_at)
        found = entries[entry * words]
        if found & _PACKED:
            return self._chunk(number, found)
        place = self._place(found & _PLACE)
        if self.extended:
            return self._part(place, within, entries[entry * 2 + 1])
        is_zero = not place or (self.zeros and found & _ZERO)
        alike = entries.row(entry, 0 if is_zero else cluster)
        return Run(alike * cluster - within, None if is_zero else place + within)

    def _part(self, place: int, within: int, bitmap: int) -> Run:
        """Of a cluster in parts: the lower half of the bits says which are written, the upper half
        which are zeros."""
        length = (1 << self.cluster_bits) // _SUBCLUSTERS
        part = within // length
        written, zero = bitmap >> part & 1, bitmap >> (_SUBCLUSTERS + part) & 1
        if written and (zero or not place):
            raise CorruptImage("qcow2 table", place, "a part of a cluster is written and is not")
        return Run(length - within % length, place + within if written else None)

    def _chunk(self, number: int, entry: int) -> Chunk:
        bits = 62 - (self.cluster_bits - 8)
        place = entry & (1 << bits) - 1
        sectors = (entry & _PACKED - 1) >> bits
        packed = (sectors + 1) * 512 - place % 512
        cluster = 1 << self.cluster_bits
        return Chunk(number * cluster, cluster, place, packed, self.packing)

    def _place(self, place: int) -> int:
        if place % (1 << self.cluster_bits):
            raise CorruptImage("qcow2 table", place, "a cluster does not begin where one can")
        return place


def read_qcow2(reader: Reader) -> Qcow2:
    """Raises CorruptImage; UnsupportedImage for what is encrypted, needs another file, or is not
    understood."""
    fields = unpack(_HEADER, reader, 0, _WHAT)
    version, name_at, name_length, bits, size, encryption, entries, tables_at = fields
    if version not in {2, 3}:
        raise UnsupportedImage(f"This qcow2 disk is of version {version}, which is not read here.")
    if name_at:
        name = reader.read_at(name_at, min(name_length, _LONGEST_NAME))
        raise UnsupportedImage(
            f"This qcow2 disk holds only what differs from “{_shown(name)}”, which is not read.",
            "Merge the two first, with qemu-img.",
        )
    if encryption:
        raise UnsupportedImage("This qcow2 disk is encrypted.", "Decrypt it first, with qemu-img.")
    features, packing = _features(reader) if version == 3 else (0, Packing.DEFLATE)
    least = 14 if features & _EXTENDED else 9
    if not least <= bits <= 21 or not 0 < size <= _LARGEST:
        raise CorruptImage(_WHAT, 0, f"{size:,} bytes in clusters of 2^{bits}")
    cluster = 1 << bits
    covered = cluster * (cluster // (16 if features & _EXTENDED else 8))
    if entries < -(-size // covered):
        raise CorruptImage(_WHAT, 0, f"{entries:,} tables do not reach as far as {size:,} bytes")
    directory = Numbers(reader, tables_at, entries, 8, "big", "qcow2 table")
    tables = Tables(reader, cluster // 8, 8, "big", "qcow2 table")
    is_extended = bool(features & _EXTENDED)
    return Qcow2(size, bits, version == 3, is_extended, packing, directory, tables)


def _features(reader: Reader) -> tuple[int, Packing]:
    """What version 3 says that a program has to understand, and how clusters are packed."""
    features, length, packing = unpack(_MORE, reader, _HEADER_2, _WHAT)
    if features & _OUTSIDE:
        name = _outside(reader, length)
        raise UnsupportedImage(
            f"This qcow2 disk keeps its contents in “{_shown(name)}”, which is not read.",
            "Convert it first.",
        )
    if features & _CORRUPT:
        raise UnsupportedImage(
            "This qcow2 disk is marked as damaged.", "Try to mend a copy: qemu-img check -r all."
        )
    if features & ~_UNDERSTOOD:
        raise UnsupportedImage(
            f"This qcow2 disk needs what is not known here (features {features:#x})."
        )
    how = packing if features & _PACKING else 0
    if how not in _PACKINGS:
        raise UnsupportedImage(
            f"This qcow2 disk is packed in a way that is not known here ({how})."
        )
    return features, _PACKINGS[how]


def _outside(reader: Reader, at: int) -> bytes:
    """The name of the file with the contents, from the extensions behind the header."""
    for _ in range(16):
        kind, length = unpack(struct.Struct(">4s I"), reader, at, "qcow2 extension")
        if kind == b"DATA":
            return read_exactly(reader, at + 8, min(length, _LONGEST_NAME), "qcow2 extension")
        if kind == bytes(4):
            break
        at += 8 + -(-length // 8) * 8
    return b""


def _shown(name: bytes) -> str:
    return for_display(name.decode("utf-8", "replace")) or "another file"

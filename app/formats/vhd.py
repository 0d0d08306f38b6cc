"""VHD: a disk and, behind it, a footer; or blocks with a table of where each of them is.

By Microsoft's "Virtual Hard Disk Image Format Specification", version 1.0, big-endian throughout.
The size is the footer's current size, as Hyper-V and VirtualBox have it, and not what its geometry
multiplies to. A sector whose bit is not set in the bitmap before its block was never written.
"""

import struct
from contextlib import suppress
from dataclasses import dataclass

from app.display import for_display
from app.errors import CorruptImage, NotReached, UnsupportedImage
from app.formats.binary import Reader, read_exactly
from app.formats.numbers import Numbers
from app.formats.virtual_disk import Run

MAGIC = b"conectix"
FOOTER = 512  # bytes
# Features, version; place of the header of a dynamic disk; the original and the current size;
# geometry; kind; checksum.
_FOOTER = struct.Struct(">8s 4x I Q 16x 8x Q 4x I I")
_CHECKSUM_AT = 64
_FIXED, _DYNAMIC, _DIFFERENCING = 2, 3, 4
_HEADER_MAGIC = b"cxsparse"
_HEADER_LENGTH = 1024
# Place of the table, version; entries, length of a block, checksum.
_HEADER = struct.Struct(">8s 8x Q 4x I I I")
_HEADER_CHECKSUM_AT = 36
_PARENT_NAME = slice(64, 576)
_UNUSED = 0xFFFF_FFFF
_SECTOR = 512
_LARGEST_BLOCK = 256 << 20


@dataclass(frozen=True, slots=True)
class Fixed:
    """A `VirtualDisk` that stands in one piece."""

    size: int

    def at(self, offset: int) -> Run:
        return Run(self.size - offset, offset)


@dataclass(frozen=True, slots=True)
class Dynamic:
    """A `VirtualDisk` in blocks."""

    reader: Reader
    size: int
    block: int
    table: Numbers
    kept: list[tuple[int, bytes]]  # one, the last bitmap and its place

    def at(self, offset: int) -> Run:
        number, within = divmod(offset, self.block)
        sector = self.table[number]
        if sector == _UNUSED:
            return Run(self.block - within, None)
        written = self._bitmap(sector * _SECTOR)
        data_at = (sector + -(-len(written) // _SECTOR)) * _SECTOR
        return _run(written, within, self.block, data_at)

    def _bitmap(self, place: int) -> bytes:
        """A block is asked for again and again where its sectors differ: the last one is kept."""
        at, bitmap = self.kept[0]
        if at == place:
            return bitmap
        bitmap = read_exactly(self.reader, place, self.block // (_SECTOR * 8), "VHD block")
        self.kept[0] = (place, bitmap)
        return bitmap


def _run(written: bytes, within: int, block: int, data_at: int) -> Run:
    """What begins at byte `within` of a block, as far as its sectors are alike."""
    first, into = divmod(within, _SECTOR)
    is_there = _is_set(written, first)
    sector, end = first + 1, block // _SECTOR
    while sector % 8 and _is_set(written, sector) == is_there:
        sector += 1
    if sector % 8 == 0:
        rest = written[sector // 8 :]
        sector += (len(rest) - len(rest.lstrip(b"\xff" if is_there else b"\0"))) * 8
        while sector < end and _is_set(written, sector) == is_there:
            sector += 1
    length = sector * _SECTOR - within
    return Run(length, data_at + first * _SECTOR + into if is_there else None)


def _is_set(bitmap: bytes, sector: int) -> bool:
    return bool(bitmap[sector // 8] & 0x80 >> sector % 8)


def read_vhd(reader: Reader) -> Fixed | Dynamic:
    """Raises CorruptImage; UnsupportedImage for a disk that needs another one."""
    footer_at, header_at, size, kind = _read_footer(reader)
    if kind == _FIXED:
        if size > footer_at:
            raise CorruptImage(
                "VHD footer", footer_at, f"a disk of {size:,} bytes is not before it"
            )
        return Fixed(size)
    if kind not in {_DYNAMIC, _DIFFERENCING}:
        raise UnsupportedImage(f"This VHD disk is of a kind that is not read here ({kind}).")
    header = read_exactly(reader, header_at, _HEADER_LENGTH, "VHD header")
    magic, table_at, entries, block, checksum = _HEADER.unpack_from(header)
    if magic != _HEADER_MAGIC or checksum != _sum(header, _HEADER_CHECKSUM_AT):
        raise CorruptImage("VHD header", header_at, "its mark or its checksum is wrong")
    if kind == _DIFFERENCING:
        parent = header[_PARENT_NAME].decode("utf-16-be", "replace").split("\0")[0]
        raise UnsupportedImage(
            "This VHD disk holds only what differs from another one, "
            f"“{for_display(parent)}”, which is not read.",
            "Merge the two first, in Hyper-V or VirtualBox.",
        )
    if block % (_SECTOR * 8) or not 0 < block <= _LARGEST_BLOCK or entries * block < size:
        why = f"{entries:,} blocks of {block:,} bytes are no disk of {size:,}"
        raise CorruptImage("VHD header", header_at, why)
    table = Numbers(reader, table_at, entries, 4, "big", "VHD block table")
    return Dynamic(reader, size, block, table, [(-1, b"")])


def _read_footer(reader: Reader) -> tuple[int, int, int, int]:
    """Where it is, where the header of a dynamic disk is, the disk's size, its kind. It stands at
    the end, and in a dynamic disk a copy of it at the beginning."""
    end = max(0, (reader.size or 0) - FOOTER)
    for place in (end, 0):
        if (told := _told(_if_reached(reader, place))) is not None:
            return place, *told
    raise CorruptImage("VHD footer", end, "its checksum is wrong")


def fixed_size(footer: bytes) -> int | None:
    """Of the disk in one piece that it stands behind; None where it is no such footer."""
    _header_at, size, kind = _told(footer) or (0, 0, 0)
    return size if kind == _FIXED else None


def _told(footer: bytes) -> tuple[int, int, int] | None:
    """The last three of these, if it is one."""
    if len(footer) != FOOTER or not footer.startswith(MAGIC):
        return None
    _magic, _version, header_at, size, kind, checksum = _FOOTER.unpack_from(footer)
    good = checksum == _sum(footer, _CHECKSUM_AT) and size
    return (header_at, size, kind) if good else None


def _if_reached(reader: Reader, place: int) -> bytes:
    """Nothing where that is too far inside a packed file."""
    with suppress(NotReached):
        return reader.read_at(place, FOOTER)
    return b""


def _sum(record: bytes, checksum_at: int) -> int:
    """The ones' complement of the sum of its bytes, but for the checksum's own."""
    return ~(sum(record) - sum(record[checksum_at : checksum_at + 4])) & 0xFFFF_FFFF

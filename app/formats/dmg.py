"""DMG, Apple's disk image (UDIF): pieces, packed in one way or another, and a list of them.

The list is a property list at the end, found by a trailer of 512 bytes; each of its `blkx` entries
is a table of pieces, big-endian, in sectors of 512 bytes. Apple publishes no specification; the
layout is that of the trailers and tables that its own hdiutil writes.
"""

import plistlib
import struct
from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple
from xml.parsers.expat import ExpatError

from app.errors import CorruptImage, UnsupportedImage
from app.formats.binary import Reader, read_exactly, unpack
from app.formats.virtual_disk import Chunk, Packing, Run

TRAILER = 512  # bytes
BEGINS = b"koly" + (4).to_bytes(4, "big") + TRAILER.to_bytes(4, "big")  # it: mark, version, length
_SECTOR = 512
# Length of itself, flags; place and length of the data; segment and how many there are; place and
# length of the list; sectors of the disk.
_TRAILER = struct.Struct(">4x 4x I 4x 8x Q Q 16x I I 152x Q Q 260x Q 12x")
_TABLE = struct.Struct(">4s 4x Q Q Q 32x 136x I")
_PIECE = struct.Struct(">I 4x Q Q Q Q")
_LONGEST_LIST = 8 << 20  # bytes: 39 GB of disk, in pieces as hdiutil makes them
_MOST_TAGS = 20_000  # of the list: a real one has some twenty for each of its few tables
_ZEROS, _RAW, _UNUSED = 0, 1, 2
_PACKINGS = {
    0x8000_0005: Packing.ZLIB,
    0x8000_0006: Packing.BZIP2,
    0x8000_0008: Packing.XZ,
}
_NOT_READ = {0x8000_0004: "ADC", 0x8000_0007: "LZFSE"}
_NO_PIECES = {0x7FFF_FFFE, 0xFFFF_FFFF}  # a remark, the end


class _Piece(NamedTuple):
    start: int
    length: int
    kind: int
    place: int
    packed: int


@dataclass(frozen=True, slots=True)
class Dmg:
    """A `VirtualDisk`."""

    size: int
    pieces: tuple[_Piece, ...]
    starts: tuple[int, ...]

    def at(self, offset: int) -> Run | Chunk:
        number = bisect_right(self.starts, offset) - 1
        piece = self.pieces[number] if number >= 0 else None
        if piece is None or offset >= piece.start + piece.length:
            following = self.starts[number + 1] if number + 1 < len(self.starts) else self.size
            return Run(following - offset, None)
        left = piece.start + piece.length - offset
        if piece.kind in {_ZEROS, _UNUSED}:
            return Run(left, None)
        if piece.kind == _RAW:
            return Run(left, piece.place + offset - piece.start)
        packing = _PACKINGS[piece.kind]
        return Chunk(piece.start, piece.length, piece.place, piece.packed, packing)


def read_dmg(reader: Reader) -> Dmg:
    """Raises CorruptImage; UnsupportedImage for packings that are not read, and for an image in
    several files."""
    trailer_at = (reader.size or 0) - TRAILER
    fields = unpack(_TRAILER, reader, trailer_at, "DMG trailer")
    length, data_at, _data_length, _segment, segments, list_at, list_length, sectors = fields
    if length != TRAILER or not 0 < sectors < 1 << 53 or not 0 < list_length <= _LONGEST_LIST:
        raise CorruptImage("DMG trailer", trailer_at, "its lengths make no sense")
    if segments > 1:
        raise UnsupportedImage(f"This disk image (DMG) is in {segments} files.", "Join them first.")
    pieces = sorted(_pieces(read_exactly(reader, list_at, list_length, "DMG list"), data_at))
    if any(one.start + one.length > other.start for one, other in pairwise(pieces)):
        raise CorruptImage("DMG list", list_at, "two pieces are at the same place")
    return Dmg(sectors * _SECTOR, tuple(pieces), tuple(piece.start for piece in pieces))


def _pieces(text: bytes, data_at: int) -> list[_Piece]:
    if text.count(b"<") > _MOST_TAGS:  # each is an object, and one inside another takes the most
        raise CorruptImage("DMG list", 0, "its list has far too many parts")
    try:
        # It takes no entity that the text declares, and no other file.
        found = plistlib.loads(text, fmt=plistlib.FMT_XML)
        tables = [entry["Data"] for entry in found["resource-fork"]["blkx"]]
    except (ExpatError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise CorruptImage("DMG list", 0, "it is no list of pieces") from error
    pieces = []
    for table in tables:
        if not isinstance(table, bytes) or len(table) < _TABLE.size or table[:4] != b"mish":
            raise CorruptImage("DMG table", 0, "its mark is missing")
        _mark, first, _count, base, count = _TABLE.unpack_from(table)
        if len(table) < _TABLE.size + count * _PIECE.size:
            raise CorruptImage("DMG table", 0, f"it has room for fewer than {count:,} pieces")
        for number in range(count):
            kind, start, length, place, packed = _PIECE.unpack_from(
                table, _TABLE.size + number * _PIECE.size
            )
            if kind in _NO_PIECES or not length:
                continue
            _demand_read(kind)
            start, length = (first + start) * _SECTOR, length * _SECTOR
            pieces.append(_Piece(start, length, kind, data_at + base + place, packed))
    return pieces


def _demand_read(kind: int) -> None:
    if kind in _PACKINGS or kind in {_ZEROS, _RAW, _UNUSED}:
        return
    name = _NOT_READ.get(kind, f"{kind:#x}")
    raise UnsupportedImage(
        f"This disk image (DMG) is packed in a way that is not read here ({name}).",
        "Convert it first: hdiutil convert -format UDZO.",
    )

"""VHDX, Hyper-V's virtual disk: two headers, two region tables, metadata, and a table of blocks.

By Microsoft's [MS-VHDX], version 7.0, little-endian throughout. Changes of the tables go through a
log; where it holds some that were not carried out, the tables are read as if they were.
"""

import struct
import uuid
from dataclasses import dataclass

from app.display import for_display
from app.errors import CorruptImage, UnsupportedImage
from app.formats.binary import Reader, read_exactly
from app.formats.crc32c import crc32c
from app.formats.numbers import Numbers
from app.formats.vhdx_log import PAGE, Carried, Log, not_closed
from app.formats.virtual_disk import Run

_MIB = 1 << 20

_HEADERS_AT = (64 << 10, 128 << 10)
_HEADER_LENGTH = 4 << 10
# Number of the change; two identities; that of the log, zeros where it is empty; versions; length
# and place of the log.
_HEADER = struct.Struct("<4s I Q 32x 16s H H I Q")
_REGIONS_AT = (192 << 10, 256 << 10)
_REGIONS_LENGTH = 64 << 10
_REGIONS = struct.Struct("<4s I I 4x")
_REGION = struct.Struct("<16s Q I I")
_METADATA = struct.Struct("<8s 2x H 20x")
_ITEM = struct.Struct("<16s I I I 4x")
_MOST_ENTRIES = 2047  # of either table

_BLOCK_TABLE = uuid.UUID("2dc27766-f623-4200-9d64-115e9bfd4a08").bytes_le
_METADATA_REGION = uuid.UUID("8b7ca206-4790-4b9a-b8fe-575f050f886e").bytes_le
_TABLES = (_BLOCK_TABLE, _METADATA_REGION)
_PARAMETERS = uuid.UUID("caa16737-fa36-4d43-b3b6-33f0aa44e76b").bytes_le
_SIZE = uuid.UUID("2fa54224-cd1b-4876-b211-5dbed83bf4b8").bytes_le
_SECTOR = uuid.UUID("8141bf1d-a96f-4709-ba47-f233a8faab5f").bytes_le
_LOCATOR = uuid.UUID("a8d35f2d-b30b-454d-abf7-d3d84834ab0c").bytes_le
_LONGEST_LOCATOR = 64 << 10
_KEY = struct.Struct("<I I H H")  # place and length of a key, and of what it says
_MOST_KEYS = 16
_KEYS = ("absolute_win32_path", "volume_path", "relative_path", "parent_linkage")
_HAS_PARENT = 2
_REQUIRED = 1
_LARGEST = 64 << 40  # bytes, section 2.6.2.2
_WHOLE = 6  # of the states of a block, the only one in which it is there
_PARTLY = 7
_BITMAP_REACH = 1 << 23  # sectors that a bitmap between the entries tells of


@dataclass(frozen=True, slots=True)
class Vhdx:
    """A `VirtualDisk`. Behind every `ratio` blocks the table has an entry for a bitmap, which only
    matters to a disk with a parent."""

    size: int
    block: int
    ratio: int
    table: Numbers

    def at(self, offset: int) -> Run:
        number, within = divmod(offset, self.block)
        entry = self.table[number + number // self.ratio]
        length = self.block - within
        if entry & 7 == _PARTLY:
            raise CorruptImage("VHDX block table", offset, "a block is only partly there")
        if entry & 7 != _WHOLE:
            return Run(length, None)
        return Run(length, (entry >> 20) * _MIB + within)


def read_vhdx(reader: Reader) -> Vhdx:
    """Raises CorruptImage; UnsupportedImage for a disk with a parent, and for a log that can't be
    carried out."""
    log = _log(reader)
    if log.pages:
        reader = Carried(reader, log.pages)
    regions = _regions(reader)
    _demand_tables_alone(log, regions)
    metadata_at, _ = _found(regions, _METADATA_REGION, "metadata")
    items = _items(reader, metadata_at)
    block, flags = struct.unpack("<II", _value(reader, items, _PARAMETERS, 8))
    (size,) = struct.unpack("<Q", _value(reader, items, _SIZE, 8))
    (sector,) = struct.unpack("<I", _value(reader, items, _SECTOR, 4))
    if flags & _HAS_PARENT:
        raise UnsupportedImage(
            "This VHDX disk holds only what differs from another one, "
            f"“{_parent(reader, items)}”, which is not read.",
            "Merge the two first, in Hyper-V.",
        )
    if not _MIB <= block <= 256 * _MIB or block & block - 1 or sector not in {512, 4096}:
        raise CorruptImage(
            "VHDX metadata", metadata_at, f"blocks of {block:,}, sectors of {sector}"
        )
    if not 0 < size <= _LARGEST or size % sector:
        raise CorruptImage("VHDX metadata", metadata_at, f"a disk of {size:,} bytes")
    table_at, length = _found(regions, _BLOCK_TABLE, "block table")
    table = Numbers(reader, table_at, length // 8, 8, "little", "VHDX block table")
    return Vhdx(size, block, _BITMAP_REACH * sector // block, table)


def _log(reader: Reader) -> Log:
    """Of the two headers the one that is whole, and of a later change, counts (section 2.2.2)."""
    headers = []
    for place in _HEADERS_AT:
        data = reader.read_at(place, _HEADER_LENGTH)
        if _is_whole(data, b"head", _HEADER_LENGTH):
            headers.append(_HEADER.unpack_from(data))
    if not headers:
        raise CorruptImage("VHDX header", _HEADERS_AT[0], "both have a wrong checksum")
    *_, log, log_version, version, length, at = max(headers, key=lambda header: header[2])
    if version != 1:
        raise UnsupportedImage(f"This VHDX disk is of version {version}, which is not read here.")
    if not any(log):
        return Log({}, 0)
    if log_version:
        raise not_closed()
    found = Log.read(reader, log, at, length)
    if found.last > (reader.size or 0):  # it is longer when all is done
        raise not_closed()
    return found


def _demand_tables_alone(log: Log, regions: dict[bytes, tuple[int, int]]) -> None:
    tables = [(0, _MIB), *(regions[kind] for kind in _TABLES if kind in regions)]
    for page in log.pages:
        if not any(at <= page and page + PAGE <= at + length for at, length in tables):
            raise not_closed()


def _regions(reader: Reader) -> dict[bytes, tuple[int, int]]:
    """Place and length of each region, by its identity. The two tables are alike (2.2.3)."""
    for place in _REGIONS_AT:
        data = reader.read_at(place, _REGIONS_LENGTH)
        if _is_whole(data, b"regi", _REGIONS_LENGTH):
            break
    else:
        raise CorruptImage("VHDX region table", _REGIONS_AT[0], "both have a wrong checksum")
    *_, count = _REGIONS.unpack_from(data)
    found = {}
    for number in range(min(count, _MOST_ENTRIES)):
        at = _REGIONS.size + number * _REGION.size
        kind, offset, length, flags = _REGION.unpack_from(data, at)
        if flags & _REQUIRED and kind not in {_BLOCK_TABLE, _METADATA_REGION}:
            raise UnsupportedImage("This VHDX disk needs a region that is not known here.")
        found[kind] = (offset, length)
    return found


def _found(regions: dict[bytes, tuple[int, int]], kind: bytes, what: str) -> tuple[int, int]:
    if kind not in regions:
        raise CorruptImage("VHDX region table", _REGIONS_AT[0], f"it names no {what}")
    return regions[kind]


def _items(reader: Reader, at: int) -> dict[bytes, tuple[int, int]]:
    """Place and length of each item of the metadata, by its identity (section 2.6.1)."""
    data = read_exactly(reader, at, _REGIONS_LENGTH, "VHDX metadata")
    magic, count = _METADATA.unpack_from(data)
    if magic != b"metadata" or count > _MOST_ENTRIES:
        raise CorruptImage("VHDX metadata", at, "its mark or its number of entries is wrong")
    items = {}
    for number in range(count):
        kind, offset, length, _flags = _ITEM.unpack_from(data, _METADATA.size + number * _ITEM.size)
        items[kind] = (at + offset, length)
    return items


def _parent(reader: Reader, items: dict[bytes, tuple[int, int]]) -> str:
    """The first path that its locator tells, or whatever else it is known by (section 2.6.2.6)."""
    at, length = items.get(_LOCATOR, (0, 0))
    data = reader.read_at(at, min(length, _LONGEST_LOCATOR)) if length else b""
    told: dict[str, str] = {}
    count = min(int.from_bytes(data[18:20], "little"), _MOST_KEYS)
    for entry in range(20, min(20 + count * _KEY.size, len(data) - _KEY.size + 1), _KEY.size):
        key_at, value_at, key_length, value_length = _KEY.unpack_from(data, entry)
        key = data[key_at : key_at + key_length].decode("utf-16-le", "replace")
        told[key] = data[value_at : value_at + value_length].decode("utf-16-le", "replace")
    shown = (for_display(told[key]) for key in _KEYS if key in told)
    return next(filter(None, shown), "unnamed")


def _value(reader: Reader, items: dict[bytes, tuple[int, int]], kind: bytes, length: int) -> bytes:
    at, there = items.get(kind, (0, 0))
    if there < length:
        raise CorruptImage("VHDX metadata", at, "what tells the disk’s size or blocks is missing")
    return read_exactly(reader, at, length, "VHDX metadata")


def _is_whole(data: bytes, magic: bytes, length: int) -> bool:
    if len(data) < length or data[:4] != magic:
        return False
    checksum = int.from_bytes(data[4:8], "little")
    return crc32c(data[:4] + bytes(4) + data[8:]) ^ 0xFFFF_FFFF == checksum

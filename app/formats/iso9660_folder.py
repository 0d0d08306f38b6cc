"""The records of a folder. ECMA-119 section 9.1.

This is the loop that a hundred thousand files go through: one precompiled layout, and no object
that is not part of the answer.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from app.errors import CorruptImage
from app.formats.iso9660_volume import SECTOR, name, zone
from app.formats.tree import Entry, Extent

_HIDDEN, _DIRECTORY, _ASSOCIATED, _MORE = 0x01, 0x02, 0x04, 0x80

# Length, blocks of extended attributes, first block, bytes, date, flags, unit and gap of
# interleaving, length of the name.
_RECORD = struct.Struct("<BBI4xI4x7sBBB4xB")
_SHORTEST = _RECORD.size + 1
_unpack = _RECORD.unpack_from
_NOT_CHILDREN = frozenset({b"\0", b"\1"})  # the folder itself and the one above


@dataclass(frozen=True, slots=True)
class Layout:
    """What the descriptors say about how records are to be read.

    `end` is the image's length in bytes where it is known, `wide` whether names are Joliet's.
    """

    block: int
    end: int | None
    wide: bool = False


def entries(data: bytes, place: int, layout: Layout) -> Iterator[Entry]:
    """What the folder whose records begin at byte `place` holds, in order.

    A file behind the image's end comes as damaged. Raises CorruptImage where a record is broken.
    """
    parts: list[Extent] = []
    for at in _records(data, place):
        length, skipped, first, size, date, flags, unit, gap, letters = _RECORD.unpack_from(
            data, at
        )
        raw = data[at + 33 : at + 33 + letters]
        if raw in _NOT_CHILDREN or flags & _ASSOCIATED:
            continue
        if at + 33 + letters > at + length:
            raise CorruptImage("Folder record", place + at, "its name is longer than the record")
        if size or flags & _DIRECTORY:
            parts.append(Extent((first + skipped) * layout.block, size))
        if flags & _MORE:  # a file over 4 GiB goes on in the next record
            continue
        directory = bool(flags & _DIRECTORY)
        total = sum([part.length for part in parts])
        yield Entry(
            _plain(raw, layout),
            directory,
            0 if directory else total,
            tuple(parts),
            _short_date(date),
            bool(flags & _HIDDEN),
            bool(unit or gap) or _outside(parts, layout.end),  # interleaved: nobody made such
        )
        parts.clear()


def _records(data: bytes, place: int) -> Iterator[int]:
    """Where each record begins. None crosses a sector; a zero sends to the next one."""
    for sector in range(0, len(data), SECTOR):
        at, end = sector, min(sector + SECTOR, len(data))
        while at < end and (length := data[at]):
            if length < _SHORTEST or at + length > end:
                raise CorruptImage("Folder record", place + at, f"a length of {length} bytes")
            yield at
            at += length


def _plain(raw: bytes, layout: Layout) -> str:
    """A name without its version ";1" (ECMA-119 7.5)."""
    whole = raw.decode("utf-16-be", "replace") if layout.wide else name(raw)
    stem, semicolon, version = whole.rpartition(";")
    if semicolon and version.isdecimal():
        whole = stem
    return whole if layout.wide else whole.removesuffix(".")


def _outside(parts: list[Extent], end: int | None) -> bool:
    if end is None:
        return False
    return any(part.offset + part.length > end for part in parts if part.offset is not None)


@lru_cache(maxsize=1024)
def _short_date(data: bytes) -> datetime | None:
    """Seven bytes: years since 1900, month, day, hour, minute, second, zone (ECMA-119 9.1.5)."""
    years, month, day, hour, minute, second, quarters = data
    try:
        return datetime(1900 + years, month, day, hour, minute, second, tzinfo=zone(quarters))
    except ValueError:
        return None

"""The records of a folder. ECMA-119 section 9.1.

This is the loop that a hundred thousand files go through: one precompiled layout, and no object
that is not part of the answer.
"""

import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from app.errors import CorruptImage
from app.formats.iso9660_volume import SECTOR, name, zone
from app.formats.rock_ridge import Ridge, RockRidge
from app.formats.tree import Entry, Extent

_HIDDEN, _DIRECTORY, _ASSOCIATED, _MORE = 0x01, 0x02, 0x04, 0x80
_INTERLEAVED = 0x100  # ours: nobody made such, and nobody reads them

# Blocks of extended attributes, first block, bytes, date, flags, unit and gap of
# interleaving, length of the name.
_RECORD = struct.Struct("<xBI4xI4x7sBBB4xB")
_SHORTEST = _RECORD.size + 1
_unpack = _RECORD.unpack_from
_NOT_CHILDREN = frozenset({b"\0", b"\1"})  # the folder itself and the one above
_NO_RIDGE = Ridge()

_File = tuple[bytes, bytes, bytes, int, tuple[Extent, ...]]


@dataclass(frozen=True, slots=True)
class Layout:
    """What the descriptors say about how records are to be read.

    `end` is the image's length in bytes where it is known, `wide` whether names are Joliet's.
    """

    block: int
    end: int | None
    wide: bool = False


def entries(
    data: bytes, place: int, layout: Layout, ridges: RockRidge | None = None
) -> Iterator[Entry]:
    """What the folder whose records begin at byte `place` holds, in order.

    A file behind the image's end comes as damaged. A folder that Rock Ridge moved has an extent of
    length 0: only its own first record tells how long it is. Raises CorruptImage, BudgetSpent.
    """
    for raw, area, date, flags, extents in _files(data, place, layout.block):
        ridge = _NO_RIDGE if ridges is None else ridges.read(area)
        if ridge.moved:
            continue
        directory = bool(flags & _DIRECTORY)
        if ridge.moved_to is not None:
            directory, extents = True, (Extent(ridge.moved_to * layout.block, 0),)
        yield Entry(
            ridge.name or _plain(raw, wide=layout.wide),
            directory,
            0 if directory else sum([extent.length for extent in extents]),
            extents,
            _short_date(date),
            bool(flags & _HIDDEN),
            ridge.damaged or bool(flags & _INTERLEAVED) or _outside(extents, layout.end),
            ridge.link,
        )


class Itself(NamedTuple):
    """A folder's record of itself, its first: how long the folder is, and its system use area."""

    length: int
    area: bytes


def itself(data: bytes) -> Itself:
    """The first record of a sector in which a folder begins. Raises CorruptImage."""
    length = data[0]
    if length < _SHORTEST:
        raise CorruptImage("Folder record", 0, f"a length of {length} bytes")
    size = _unpack(data, 0)[2]
    return Itself(size, data[_SHORTEST:length])


def _files(data: bytes, place: int, block: int) -> Iterator[_File]:
    """Name, system use area, date, flags and extents of each file or folder."""
    parts: tuple[Extent, ...] = ()
    for at, length in _records(data, place):
        skipped, first, size, date, flags, unit, gap, letters = _unpack(data, at)
        behind = at + 33 + letters
        raw = data[at + 33 : behind]
        if raw in _NOT_CHILDREN or flags & _ASSOCIATED:
            continue
        if behind > at + length:
            raise CorruptImage("Folder record", place + at, "its name is longer than the record")
        if size or flags & _DIRECTORY:
            parts = (*parts, Extent((first + skipped) * block, size))
        if unit or gap:
            flags |= _INTERLEAVED
        if not flags & _MORE:  # else it is over 4 GiB and goes on in the next record
            yield raw, data[behind + (~letters & 1) : at + length], date, flags, parts
            parts = ()


def _records(data: bytes, place: int) -> Iterator[tuple[int, int]]:
    """Begin and length of each record. None crosses a sector; a zero sends to the next one."""
    for sector in range(0, len(data), SECTOR):
        at, end = sector, min(sector + SECTOR, len(data))
        while at < end and (length := data[at]):
            if length < _SHORTEST or at + length > end:
                raise CorruptImage("Folder record", place + at, f"a length of {length} bytes")
            yield at, length
            at += length


def _plain(raw: bytes, *, wide: bool) -> str:
    """A name without its version ";1" (ECMA-119 7.5)."""
    whole = raw.decode("utf-16-be", "replace") if wide else name(raw)
    stem, semicolon, version = whole.rpartition(";")
    if semicolon and version.isdecimal():
        whole = stem
    return whole if wide else whole.removesuffix(".")


def _outside(parts: Iterable[Extent], end: int | None) -> bool:
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

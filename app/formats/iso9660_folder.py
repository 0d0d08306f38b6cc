"""The records of a folder. ECMA-119 section 9.1.

This is the loop that a hundred thousand files go through: one precompiled layout, and no object
that is not part of the answer.
"""

import struct
from collections.abc import Iterator
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

# Blocks of extended attributes, first block, bytes, date, flags, unit and gap of interleaving as
# one number, length of the name.
_RECORD = struct.Struct("<xBI4xI4x7sBH4xB")
_SHORTEST = _RECORD.size + 1
_unpack = _RECORD.unpack_from
_NOT_CHILDREN = frozenset({b"\0", b"\1"})  # the folder itself and the one above
_MOST_EXTENTS = 1024  # of 4 GiB each
_NO_RIDGE = Ridge()

_File = tuple[bytes, bytes, bytes, int, int, int, tuple[Extent, ...]]


@dataclass(frozen=True, slots=True)
class Layout:
    """What the descriptors say about how records are to be read.

    `end` is the image's length in bytes, infinite where it is not known; `wide` are Joliet's names.
    """

    block: int
    end: float
    wide: bool = False


def entries(
    data: bytes, place: int, layout: Layout, ridges: RockRidge | None = None
) -> Iterator[Entry]:
    """What the folder whose records begin at byte `place` holds, in order.

    A file behind the image's end comes as damaged. A folder that Rock Ridge moved has an extent of
    length 0: only its own first record tells how long it is. Raises CorruptImage, BudgetSpent.
    """
    limit, only_name = layout.end, ridges.only_name if ridges else _nothing
    for raw, area, date, flags, size, end, extents in _joined(data, place, layout.block):
        ridge = _NO_RIDGE
        called = only_name(area)
        if called is None and ridges:
            ridge = ridges.read(area)
            called = ridge.name
            if ridge.moved:
                continue
            if ridge.moved_to is not None:
                end = ridge.moved_to * layout.block
                flags, extents = flags | _DIRECTORY, (Extent(end, 0),)
        directory = flags & _DIRECTORY != 0
        yield Entry(
            called or _plain(raw, wide=layout.wide),
            directory,
            0 if directory else size,
            extents,
            _short_date(date),
            flags & _HIDDEN != 0,
            end > limit or flags & _INTERLEAVED != 0 or ridge.damaged,
            ridge.link,
            ridge.special,
        )


def _nothing(_area: bytes) -> str:
    """Where no names are beside the records' own."""
    return ""


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


def _joined(data: bytes, place: int, block: int) -> Iterator[_File]:
    """Name, system use area, date, flags, size, end and extents of each file or folder.

    A file over 4 GiB takes several records: each but the last says that more follow.
    """
    parts: list[Extent] = []
    size = end = 0
    for at, length in _records(data, place):
        skipped, first, count, date, flags, interleaved, letters = _unpack(data, at)
        behind = at + 33 + letters
        raw = data[at + 33 : behind]
        if behind > at + length:
            raise CorruptImage("Folder record", place + at, "its name is longer than the record")
        if raw in _NOT_CHILDREN or flags & _ASSOCIATED:
            continue
        area = data[behind + (~letters & 1) : at + length]
        start = (first + skipped) * block
        if count and not (parts or interleaved or flags & _MORE):  # nearly every one
            yield raw, area, date, flags, count, start + count, (Extent(start, count),)
            continue
        if count or flags & _DIRECTORY:
            parts.append(Extent(start, count))
            size += count
            end = max(end, start + count)
        flags |= _INTERLEAVED * bool(interleaved)
        if not flags & _MORE:
            yield raw, area, date, flags, size, end, tuple(parts)
            parts.clear()
            size = end = 0
        elif len(parts) > _MOST_EXTENTS:
            raise CorruptImage("Folder record", place + at, "a file in too many pieces")


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


@lru_cache(maxsize=1024)
def _short_date(data: bytes) -> datetime | None:
    """Seven bytes: years since 1900, month, day, hour, minute, second, zone (ECMA-119 9.1.5)."""
    years, month, day, hour, minute, second, quarters = data
    try:
        return datetime(1900 + years, month, day, hour, minute, second, tzinfo=zone(quarters))
    except ValueError:
        return None

"""The records of a FAT folder: 8.3 names, the long names spread before them, sizes and times.

Microsoft FAT Specification (fatgen103), "FAT Directory Structure". Firmware compares names without
case and takes either of the two.
"""

import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Self, TypeVar

from app.formats.tree import Entry

SIZE = 32

_Part = TypeVar("_Part")

_HIDDEN, _LABEL, _FOLDER, _LONG = 0x02, 0x08, 0x10, 0x0F
_MOST_PIECES = 20  # of a long name: 255 characters
_NEVER_USED, _DELETED = 0x00, 0xE5
_IMPROPER = frozenset('"*+,/:;<=>?[\\]|')


@dataclass(slots=True, unsafe_hash=True)
class FatEntry(Entry):
    """A file or folder, its 8.3 name in capitals, and the cluster where its chain begins.

    Cluster 0 is an empty file, or the root folder.
    """

    short: str = ""
    cluster: int = 0

    def called(self, name: str) -> bool:
        """Whether firmware finds it under this name."""
        return folded(name) in (folded(self.name), folded(self.short))


_CAPITALS = {
    letter: letter - 32 for letter in (*range(0x61, 0x7B), *range(0xE0, 0xFF)) if letter != 0xF7
}


def folded(name: str) -> str:
    """A name as firmware compares it: EDK2 makes capitals of the letters of Latin-1 and no others
    (EnglishDxe, UnicodeCollationEng.c), so that a dotless i is no I."""
    return name.translate(_CAPITALS)


def entries(records: Iterable[bytes], *, wide: bool) -> Iterator[FatEntry]:
    """Files and folders, in the folder's order. `wide`: FAT32, where cluster numbers have 32 bits.

    Deleted ones, labels and the two dots are left out.
    """
    pieces: list[_Piece] = []
    for record in _used(records):
        if record[11] & 0x3F == _LONG:
            pieces = _longer(pieces, record)
            continue
        if record[0] != _DELETED and not record[11] & _LABEL and record[:2] not in (b". ", b".."):
            yield _entry(record, _long_name(pieces, record[:11]), wide=wide)
        pieces = []


def find(records: Iterable[bytes], name: str, *, wide: bool) -> FatEntry | None:
    """The entry with either of its names; like `entries`, without making the others."""
    short = record_name(name)
    pieces: list[bytes] = []
    for record in _used(records):
        if record[11] & 0x3F == _LONG:
            pieces = [record] if record[0] & 0x40 else _one_more(pieces, record)
        elif record[0] == _DELETED or record[11] & _LABEL:
            pieces = []
        else:
            if record[:11] == short or pieces:
                found = next(entries([*pieces, record], wide=wide), None)
                if found is not None and found.called(name):
                    return found
            pieces = []
    return None


def record_name(name: str) -> bytes:
    """A name as a record would have it, if it is an 8.3 name."""
    stem, _, kind = name.upper().partition(".")
    return stem.encode("cp437", "replace").ljust(8) + kind.encode("cp437", "replace").ljust(3)


def label(records: Iterable[bytes]) -> str:
    """The volume's name, "" where the folder does not have it."""
    for record in _used(records):
        kind = record[11]
        if kind & _LABEL and kind & 0x3F != _LONG and record[0] != _DELETED:
            return text(record[:11])
    return ""


def is_free(record: bytes) -> bool:
    return record[0] in (_NEVER_USED, _DELETED)


def is_last(record: bytes) -> bool:
    """Nothing behind it counts."""
    return record[0] == _NEVER_USED


def only_read(before: bytes, after: bytes) -> bool:
    """Two records of one file or folder that differ only in when it was last opened: a day."""
    same = before[:18] + after[18:20] + before[20:]
    kind = before[11]
    (day,) = struct.unpack_from("<H", after, 18)
    return after == same and not kind & _LABEL and _when(day, 0) is not None


def is_proper(short: str) -> bool:
    """An 8.3 name that a system would give ("Naming Conventions")."""
    return bool(short) and short[0] != " " and not any(c < " " or c in _IMPROPER for c in short)


def text(field: bytes) -> str:
    """A name as DOS wrote it: filled up with blanks."""
    return field.decode("cp437").rstrip(" \0")


def _used(records: Iterable[bytes]) -> Iterator[bytes]:
    for record in records:
        if record[0] == _NEVER_USED:
            return
        yield record


def _entry(record: bytes, long_name: str, *, wide: bool) -> FatEntry:
    kind, case = record[11:13]
    high, time, date, low, size = struct.unpack("<HHHHI", record[20:32])
    folder = bool(kind & _FOLDER)
    short, shown = _short_name(record[:11], case)
    name = long_name or shown
    return FatEntry(
        name=name,
        directory=folder,
        size=0 if folder else size,
        modified=_when(date, time),
        hidden=bool(kind & _HIDDEN),
        damaged=not name or "/" in name or "\0" in name,  # no path leads there
        short=short,
        cluster=low | (high << 16 if wide else 0),
    )


def _short_name(name: bytes, case: int) -> tuple[str, str]:
    """An 8.3 name in capitals, and in the case that Windows NT notes for it (bits 3 and 4)."""
    first = b"\xe5" if name[0] == 0x05 else name[:1]  # E5 itself would mean: deleted
    stem, kind = text(first + name[1:8]), text(name[8:])
    shown = _joined(stem.lower() if case & 0x08 else stem, kind.lower() if case & 0x10 else kind)
    return _joined(stem, kind), shown


def _joined(stem: str, kind: str) -> str:
    return f"{stem}.{kind}" if kind else stem


@dataclass(frozen=True, slots=True)
class _Piece:
    """Thirteen characters of a long name. The last piece comes first."""

    order: int
    last: bool
    checksum: int
    characters: bytes

    LAYOUT: ClassVar = struct.Struct("<B10sBBB12sH4s")

    @classmethod
    def parse(cls, record: bytes) -> Self:
        order, first, _, _, checksum, second, _, third = cls.LAYOUT.unpack(record)
        return cls(order & 0x3F, bool(order & 0x40), checksum, first + second + third)


def _longer(pieces: list[_Piece], record: bytes) -> list[_Piece]:
    """The pieces read so far, with one more record; a new name begins with its last piece."""
    if record[0] == _DELETED:
        return []
    piece = _Piece.parse(record)
    if piece.last:
        return [piece]
    return _one_more(pieces, piece) if pieces else []


def _one_more(pieces: list[_Part], piece: _Part) -> list[_Part]:
    """A name of too many pieces is none, and grows no longer: a folder may be full of them."""
    return [*pieces, piece] if len(pieces) <= _MOST_PIECES else pieces


def _long_name(pieces: list[_Piece], short: bytes) -> str:
    """The name that the pieces make; "" when they are not those of this 8.3 name."""
    in_order = [piece.order for piece in pieces] == list(range(len(pieces), 0, -1))
    belong = all(piece.checksum == checksum(short) for piece in pieces)
    if len(pieces) > _MOST_PIECES or not in_order or not belong:
        return ""
    whole = b"".join(piece.characters for piece in reversed(pieces))
    return whole.decode("utf-16-le", "replace").split("\0", 1)[0]


def checksum(short: bytes) -> int:
    """Of an 8.3 name, as the long records carry it ("Generating 8-Bit Checksum")."""
    total = 0
    for byte in short:
        total = ((total >> 1) + (total << 7) + byte) & 0xFF
    return total


def _when(date: int, time: int) -> datetime | None:
    year, month, day = 1980 + (date >> 9), date >> 5 & 0x0F, date & 0x1F
    hour, minute, second = time >> 11, time >> 5 & 0x3F, (time & 0x1F) * 2
    try:
        return datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - FAT has no zone
    except ValueError:
        return None

"""The log of a VHDX: changes of its tables that were written down before they were made.

By [MS-VHDX], version 7.0, section 2.3. Who was ended in the middle leaves a log, and tables that
may be half changed; once it is carried out they are whole. Nothing is written here: what the log
changes lies over the file while its tables are read. A log that changes anything but tables is
refused, for the disk's own bytes are read straight from the file.
"""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Self

from app.errors import UnsupportedImage
from app.formats.binary import Reader
from app.formats.crc32c import crc32c

PAGE = 4096  # bytes, of which all in a log is made
# Checksum, length; where the entries begin that count; number; descriptors; the log's identity; how
# long the file was at least, and is when all is carried out.
_ENTRY = struct.Struct("<4s I I I Q I 4x 16s Q Q")
# Kind; the last four bytes of a page; the first eight, or how many are zeros; where; number.
_DESCRIPTOR = struct.Struct("<4s 4s 8s Q Q")
_LONGEST = 4 << 20  # bytes; one mebibyte is usual
_MOST_PAGES = 1 << 13  # of all entries, with those that become zeros
_ZEROS = bytes(PAGE)


def not_closed() -> UnsupportedImage:
    return UnsupportedImage(
        "This VHDX disk was not closed: changes to it still wait in its log.",
        "Open it once in Hyper-V, or mend a copy: qemu-img check -r all.",
    )


@dataclass(frozen=True, slots=True)
class Log:
    """What to do. `pages`: what stands at a place of the file when it is done."""

    pages: Mapping[int, bytes]
    last: int  # how long the file is then

    @classmethod
    def read(cls, reader: Reader, identity: bytes, at: int, length: int) -> Self:
        """Raises UnsupportedImage for what is too long, or not whole."""
        if not length or length % PAGE or length > _LONGEST:
            raise not_closed()
        ring = reader.read_at(at, length)
        if len(ring) < length:
            raise _not_whole()
        entries = _Ring(ring, identity)
        if entries.begun_at_most:
            return cls({}, 0)
        newest = max(entries.sequences(), key=lambda found: found[-1].number, default=None)
        if newest is None or (reader.size or 0) < newest[-1].flushed:
            raise _not_whole()
        return cls(dict(chain.from_iterable(entry.changes for entry in newest)), newest[-1].last)


@dataclass(frozen=True, slots=True)
class Carried:
    """A `Reader` of the file as it is when the log is carried out."""

    reader: Reader
    pages: Mapping[int, bytes]

    @property
    def size(self) -> int | None:
        return self.reader.size

    def read_at(self, offset: int, length: int) -> bytes:
        data = bytearray(self.reader.read_at(offset, length))
        for place in range(offset - offset % PAGE, offset + len(data), PAGE):
            if (page := self.pages.get(place)) is not None:
                start, stop = max(place, offset), min(place + PAGE, offset + len(data))
                data[start - offset : stop - offset] = page[start - place : stop - place]
        return bytes(data)


@dataclass(frozen=True, slots=True)
class _Entry:
    length: int
    tail: int
    number: int
    flushed: int
    last: int
    changes: tuple[tuple[int, bytes], ...]


class _Ring:
    """The log's bytes, and the entries in them. An entry may go on at the beginning."""

    def __init__(self, ring: bytes, identity: bytes) -> None:
        self._twice = ring + ring
        self._length = len(ring)
        self._identity = identity
        self._left = 2 * len(ring)  # bytes that may still be summed up
        self._room = _MOST_PAGES
        self.places = [place for place in range(0, len(ring), PAGE) if self._begins(place)]
        self._whole: dict[int, _Entry] = {}
        for place in self.places:
            if (entry := self._entry(place)) is not None:
                self._whole[place] = entry

    @property
    def begun_at_most(self) -> bool:
        """Whoever was ended had no entry, or was writing the first one: its last page is not there
        yet. No table changes before (2.3.3)."""
        if self.places != [0]:
            return not self.places
        length: int = _ENTRY.unpack_from(self._twice)[2]
        whole = PAGE < length <= self._length and not length % PAGE
        return whole and self._twice[length - PAGE : length] == _ZEROS

    def sequences(self) -> Iterator[list[_Entry]]:
        """Entries that follow one another; of each those from where the last one says on. Without
        that one the rest of them does not count (2.3.3)."""
        behind = 0
        for place in self._whole:
            if place < behind:
                continue
            found = self._from(place)
            behind = place + sum(entry.length for entry in found.values())
            *_, head = found.values()
            if head.tail in found:
                yield list(found.values())[list(found).index(head.tail) :]

    def _from(self, place: int) -> dict[int, _Entry]:
        found: dict[int, _Entry] = {}
        number = self._whole[place].number
        while place not in found and (entry := self._whole.get(place)) is not None:
            if entry.number != number + len(found):
                break
            found[place] = entry
            place = (place + entry.length) % self._length
        return found

    def _begins(self, place: int) -> bool:
        mark, *_, identity, _flushed, _last = _ENTRY.unpack_from(self._twice, place)
        return bool(mark == b"loge" and identity == self._identity)

    def _entry(self, place: int) -> _Entry | None:
        """None where it is not whole."""
        fields = _ENTRY.unpack_from(self._twice, place)
        _, checksum, length, tail, number, count, _, flushed, last = fields
        if not PAGE <= length <= self._length or length % PAGE or not number:
            return None
        self._left -= length
        if self._left < 0:
            raise not_closed()
        data = self._twice[place : place + length]
        if crc32c(data[:4] + bytes(4) + data[8:]) ^ 0xFFFF_FFFF != checksum:
            return None
        changes = _changes(data, count, number, self._room)
        if changes is None:
            return None
        self._room -= len(changes)
        return _Entry(length, tail, number, flushed, last, changes)


def _changes(
    data: bytes, count: int, number: int, most: int
) -> tuple[tuple[int, bytes], ...] | None:
    """Place and bytes of each page, in order; None where the entry is not whole."""
    at = -(-(_ENTRY.size + count * _DESCRIPTOR.size) // PAGE) * PAGE  # of the next page
    if at > len(data):
        return None
    found: list[tuple[int, bytes]] = []
    for which in range(count):
        kind, end, start, place, its_number = _DESCRIPTOR.unpack_from(
            data, _ENTRY.size + which * _DESCRIPTOR.size
        )
        if its_number != number or place % PAGE:
            return None
        if kind == b"zero":
            length = int.from_bytes(start, "little")
            if length > most * PAGE:
                raise not_closed()
            found += ((each, _ZEROS) for each in range(place, place + length, PAGE))
        elif kind == b"desc" and _is_page(page := data[at : at + PAGE], number):
            found.append((place, start + page[8:-4] + end))
            at += PAGE
        else:
            return None
        if len(found) > most:
            raise not_closed()
    return tuple(found)


def _is_page(page: bytes, number: int) -> bool:
    high, low = divmod(number, 1 << 32)
    return page[:8] == b"data" + high.to_bytes(4, "little") and page[-4:] == low.to_bytes(
        4, "little"
    )


def _not_whole() -> UnsupportedImage:
    return UnsupportedImage(
        "This VHDX disk was not closed, and its log is not whole.",
        "Convert it first: qemu-img convert -f vhdx -O raw.",
    )

"""The records of a file with old contents, as they stand in it (`app.old_contents` draws them).

A power cut may tear the last record: its place was not overwritten yet. Damage anywhere else makes
the file worthless.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

import xxhash

MAGIC = b"Stickwright old\n"
PIECE = 4 << 20  # bytes of one record's place, at most
SMALLEST_GRAIN = 512

LENGTH = struct.Struct("<I")
OLD, NEW, LEFT = b"old ", b"new ", b"left"
_RECORD = struct.Struct("<4sIQQ16s")
_DIGEST = struct.Struct("<Q")


@dataclass(frozen=True, slots=True)
class Record:
    offset: int
    length: int
    grain: int
    digests: memoryview
    was: memoryview
    place: int | None  # of the old bytes in the file
    left: bool  # alone, as far as this record knows

    def states(self) -> Iterator[tuple[int, int, int]]:
        """(offset, length, digest) of each grain, as it becomes and as it was."""
        offsets = range(self.offset, self.offset + self.length, self.grain)
        end = self.offset + self.length
        for offset, (digest,) in zip(offsets, _DIGEST.iter_unpack(self.digests), strict=True):
            yield offset, min(self.grain, end - offset), digest
        for offset, digest in zip(offsets, digests_of(self.was, self.grain), strict=False):
            yield offset, min(self.grain, end - offset), digest

    def marks(self) -> Iterator[int]:
        """Digests of what it becomes, but where that is what it was: the first sector."""
        was = digests_of(self.was, self.grain)
        for (becomes,), before in zip(_DIGEST.iter_unpack(self.digests), was, strict=False):
            if becomes != before:
                yield becomes


def header(
    kind: bytes, grain: int, offset: int, length: int, digests: bytes, was: memoryview
) -> bytes:
    """What stands in front of the digests and the old bytes of one."""
    whole = _whole(kind, grain, offset, length, digests, was)
    return _RECORD.pack(kind, grain, offset, length, whole)


def records(content: memoryview, place: int) -> Iterator[Record]:
    """Raises ValueError for damage that no power cut makes."""
    while place + _RECORD.size <= len(content):
        kind, grain, offset, length, whole = _RECORD.unpack_from(content, place)
        if kind not in (OLD, NEW, LEFT) or not 0 < length <= PIECE or not _fits(grain):
            if not any(content[place:]):
                return  # the file grew, but nothing had reached the disk yet
            raise ValueError(place)
        place += _RECORD.size
        after = place + -(-length // grain) * _DIGEST.size
        end = after + (length if kind == OLD else 0)
        digests, was = content[place:after], content[after:end]
        if end > len(content):
            return
        if _whole(kind, grain, offset, length, bytes(digests), was) != whole:
            if end == len(content):
                return
            raise ValueError(place)
        old = after if kind == OLD else None
        yield Record(offset, length, grain, digests, was, old, left=kind == LEFT)
        place = end


def digests_of(view: memoryview, grain: int) -> list[int]:
    """One for each `grain` bytes; the last may be of fewer."""
    digest = xxhash.xxh3_64_intdigest
    return [digest(view[place : place + grain]) for place in range(0, len(view), grain)]


def _fits(grain: int) -> bool:
    return SMALLEST_GRAIN <= grain <= PIECE and grain % SMALLEST_GRAIN == 0


def _whole(
    kind: bytes, grain: int, offset: int, length: int, digests: bytes, was: memoryview
) -> bytes:
    sum_ = xxhash.xxh3_128(_RECORD.pack(kind, grain, offset, length, bytes(16)))
    sum_.update(digests)
    sum_.update(was)
    return sum_.digest()

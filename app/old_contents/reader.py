"""Reads a file with old contents: all of it is as it was written, or none of it counts."""

from __future__ import annotations

import json
import os
import struct
from bisect import bisect_left
from pathlib import Path

import xxhash

from app.drives.told import Told
from app.errors import NothingKept
from app.old_contents.contents import Grain, OldContents, Piece
from app.old_contents.records import LENGTH, MAGIC, Record, records
from app.plain_file import open_plain_file

LARGEST = 80 << 20  # bytes of a file that is looked at
MOST_STATES = 1 << 18  # of grains, before and after: five times as many as a write makes
_LONGEST_JSON = 4096

# What reading raises for a file that this program did not write.
_OTHERS_WORDS = (
    struct.error,
    ValueError,
    TypeError,
    KeyError,
    OverflowError,
    RecursionError,
)


def read(path: Path) -> OldContents:
    """Raises NothingKept when there is no such file, or it is damaged."""
    try:
        return _parsed(path, _content(path))
    except (OSError, *_OTHERS_WORDS) as error:
        raise NothingKept("the drive") from error


def _content(path: Path) -> bytes:
    """Of a plain file that is no larger than it may be. Raises OSError, ValueError."""
    with open_plain_file(path, follow_links=False) as file:
        if os.fstat(file.fileno()).st_size > LARGEST:
            raise ValueError(path)
        return file.read(LARGEST)


def _parsed(path: Path, content: bytes) -> OldContents:
    """Raises what `read` turns into NothingKept."""
    start = len(MAGIC) + LENGTH.size
    (length,) = LENGTH.unpack_from(content, len(MAGIC))
    if not content.startswith(MAGIC) or length > _LONGEST_JSON:
        raise ValueError(path)
    about = json.loads(content[start : start + length])
    pieces: list[Piece] = []
    states, marks = _States(), set[int]()
    diskseq, probed = about["diskseq"], about.get("probe") is True
    for record in records(memoryview(content), start + length):
        if record.place is not None:
            digest_ = xxhash.xxh3_128_digest(record.was)
            pieces.append(Piece(record.offset, record.length, record.place, digest_))
        states.add(record)
        if probed:
            marks.update(record.marks())
    pieces.sort(key=lambda piece: piece.offset)
    _demand_apart(pieces)
    if not any(piece.offset == 0 for piece in pieces):
        raise ValueError(path)  # the power went before the head was kept
    return OldContents(
        path=path,
        drive=Told.from_json(about["drive"]),
        diskseq=None if diskseq is None else int(diskseq),
        start=str(about["start"]),
        pieces=tuple(pieces),
        grains=states.grains(pieces),
        probed=probed,
        marks=frozenset(marks),
    )


class _States:
    """What every place may hold now, gathered from all records."""

    def __init__(self) -> None:
        self._states: dict[tuple[int, int], set[int]] = {}
        self._left: list[tuple[int, int, int]] = []
        self._count = 0

    def add(self, record: Record) -> None:
        """Raises ValueError when it becomes too much."""
        for offset, size, digest in record.states():
            if record.left:
                self._left.append((offset, size, digest))
            else:
                self._states.setdefault((offset, size), set()).add(digest)
            self._count += 1
        if self._count > MOST_STATES:
            raise ValueError(self._count)

    def grains(self, pieces: list[Piece]) -> tuple[Grain, ...]:
        """In their order; `pieces` are in theirs."""
        for offset, size, digest in self._left:
            if not _overlaps(pieces, offset, size):
                self._states.setdefault((offset, size), set()).add(digest)
        return tuple(
            Grain(offset, size, frozenset(digests))
            for (offset, size), digests in sorted(self._states.items())
        )


def _overlaps(pieces: list[Piece], offset: int, length: int) -> bool:
    """With any of the pieces, which stand in their order and lie apart."""
    before = bisect_left(pieces, offset + length, key=lambda piece: piece.offset) - 1
    return before >= 0 and pieces[before].offset + pieces[before].length > offset


def _demand_apart(pieces: list[Piece]) -> None:
    """In their order. Raises ValueError when one place was kept twice: which of them was the old
    one?"""
    end = 0
    for piece in pieces:
        if piece.offset < end:
            raise ValueError(piece.offset)
        end = piece.offset + piece.length

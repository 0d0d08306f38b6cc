"""What Linux changes in an ext volume by opening it, told apart from damage.

The superblock counts how often it was mounted and notes when; the journal is used and emptied; the
inodes of what was read say when that was. Whoever opens it for that notes in the superblock when,
so without a new note nothing is harmless; and where the volume has checksums, what changed has to
fit its own. A volume that was not closed may have changes waiting in its journal, so of that
nothing harmless is said either.
"""

import struct
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from app.errors import AppError, CorruptImage, Drift
from app.formats import ext
from app.formats.binary import Reader, read_exactly
from app.formats.ext import Ext
from app.formats.ext_sums import Sums, journal_fits, superblock_fits

_READ = 4096
_CLOSED = 1  # state: unmounted, and no error was met
_SUM = (1020, 1024)  # the superblock's
_WRITTEN = (slice(48, 52), slice(628, 629))  # when last, and the upper part of that

# Bytes of the superblock: mounted and written when and how often, state, checked when, mounted
# where, kilobytes written, the upper parts of those times.
_MARKS = ((44, 54), (58, 60), (64, 68), (136, 200), (376, 384), (628, 630), (631, 632))
# Bytes of an inode: last read when, and its fraction of a second; the two halves of the checksum.
_LAST_READ = ((8, 12), (140, 144))
_INODE_SUM = ((124, 126), (130, 132))
# Bytes of the journal's superblock: the number of its next transaction, features, kind of checksum,
# where the next one begins, checksum. Its blocks count from the highest byte on.
_JOURNAL_MARKS = ((24, 28), (40, 44), (80, 81), (88, 92), (252, 256))
_JOURNAL = 1024
_JOURNAL_MAGIC = 0xC03B3998
_JOURNAL_FEATURES = 0x13  # that Linux adds: revocations, 64 bit, checksums
_ZEROED = 0x4  # flag of a group: all its inodes were zeroed, which Linux does after mounting

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Record:
    start: int
    stop: int
    marked: bool  # that it differs is harmless


@dataclass(frozen=True)
class ExtArea:
    """One volume, as the image has it and as the drive has it."""

    image: Reader
    drive: Reader

    @staticmethod
    def is_one(reader: Reader) -> bool:
        try:
            Ext.read(reader)
        except CorruptImage:
            return False
        return True

    def explains(self, offset: int, length: int) -> frozenset[Drift] | None:
        """Why these bytes of the volume may differ; None when they must not."""
        try:
            holds = self._was_opened and self._only_marks(offset, offset + length)
        except AppError:
            return None
        return frozenset({Drift.OPENED}) if holds else None

    @cached_property
    def _before(self) -> Ext:
        return Ext.read(self.image)

    @cached_property
    def _sums(self) -> Sums | None:
        return Sums.of(self._both(ext.START, ext.LENGTH)[0])

    @cached_property
    def _was_opened(self) -> bool:
        before, after = self._both(ext.START, ext.LENGTH)
        closed = Ext.read(self.drive).clean and struct.unpack_from("<H", after, 58)[0] == _CLOSED
        written = any(before[place] != after[place] for place in _WRITTEN)
        marks = (*_MARKS, _SUM) if self._sums else _MARKS
        fits = not self._sums or superblock_fits(after)
        return closed and written and fits and _only(marks, before, after)

    def _both(self, place: int, length: int) -> tuple[bytes, bytes]:
        what = "ext volume"
        before = read_exactly(self.image, place, length, what)
        return before, read_exactly(self.drive, place, length, what)

    def _only_marks(self, start: int, end: int) -> bool:
        """Every record that differs is judged as a whole, once."""
        judged = start
        for place in self._differing(start, end):
            if place >= judged:
                record = self._record(place)
                if not record.marked:
                    return False
                judged = record.stop
        return True

    def _differing(self, start: int, end: int) -> Iterator[int]:
        for piece in range(start, end, _READ):
            before, after = self._both(piece, min(_READ, end - piece))
            if before != after:
                pairs = enumerate(zip(before, after, strict=True), piece)
                yield from (place for place, (old, new) in pairs if old != new)

    def _record(self, place: int) -> _Record:
        """The one that this byte belongs to."""
        if ext.START <= place < ext.START + ext.LENGTH:
            return _Record(ext.START, ext.START + ext.LENGTH, self._was_opened)
        found = self._of_journal(place) or self._inode(place) or self._group(place)
        return found or _Record(place, place + 1, marked=False)

    def _of_journal(self, place: int) -> _Record | None:
        volume = self._before
        for index, (start, length) in enumerate(volume.journal):
            if not start <= place < start + length:
                continue
            first = start if index else start + volume.block
            if place >= first:
                return _Record(first, start + length, self._journal_was_used)
            marked = place < start + _JOURNAL and self._journal_was_used
            return _Record(start, start + _JOURNAL, marked)
        return None

    @cached_property
    def _journal_was_used(self) -> bool:
        """Since, and nothing waits in it. Linux gives it checksums where the volume has any."""
        before, after = self._both(self._before.journal[0][0], _JOURNAL)
        magic, number, waiting, error = (
            struct.unpack_from(">I", after, at)[0] for at in (0, 24, 28, 32)
        )
        old, new = (struct.unpack_from(">I", each, 40)[0] for each in (before, after))
        return (
            magic == _JOURNAL_MAGIC
            and number != struct.unpack_from(">I", before, 24)[0]
            and not waiting
            and not error
            and new & ~_JOURNAL_FEATURES == old & ~_JOURNAL_FEATURES
            and old & ~new == 0
            and journal_fits(after, needed=self._sums is not None)
            and _only(_JOURNAL_MARKS, before, after)
        )

    @cached_property
    def _tables(self) -> tuple[tuple[int, int], ...]:
        """Where the inodes of a group begin, and its number; in order."""
        return tuple(sorted((start, group) for group, start in enumerate(self._before.tables)))

    def _inode(self, place: int) -> _Record | None:
        volume = self._before
        index = bisect_right(self._tables, (place, len(self._tables))) - 1
        if index < 0:
            return None
        table, group = self._tables[index]
        number = (place - table) // volume.inode
        if number >= volume.inodes:
            return None
        start = table + number * volume.inode
        before, after = self._both(start, volume.inode)
        marked = self._was_read(group * volume.inodes + number + 1, before, after)
        return _Record(start, start + volume.inode, marked)

    def _was_read(self, number: int, before: bytes, after: bytes) -> bool:
        """Of a file that is there: only when it was last read has changed."""
        there = any(before[:2]) and any(before[26:28])  # its kind, and how many names it has
        marks = (*_LAST_READ, *_INODE_SUM) if self._sums else _LAST_READ
        fits = self._sums is None or self._sums.inode_fits(number, after)
        return there and fits and _only(marks, before, after)

    def _group(self, place: int) -> _Record | None:
        volume = self._before
        number = (place - volume.descriptors) // volume.wide
        if not 0 <= number < len(volume.tables):
            return None
        start = volume.descriptors + number * volume.wide
        before, after = self._both(start, volume.wide)
        zeroed = after[18] == before[18] | _ZEROED and _only(((18, 19), (30, 32)), before, after)
        marked = zeroed and self._sums is not None and self._sums.group_fits(number, after)
        return _Record(start, start + volume.wide, marked)


def _only(spans: Iterable[Span], before: bytes, after: bytes) -> bool:
    """They are the same but for these bytes."""
    same = bytearray(before)
    for start, end in spans:
        same[start:end] = after[start:end]
    return bytes(same) == after

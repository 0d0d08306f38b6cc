"""What Linux changes in an ext volume by opening it, told apart from damage.

The superblock counts how often it was mounted and notes when; the journal is used and emptied; the
inodes of what was read say when that was. A volume that was not closed may have changes waiting in
its journal, so of that nothing harmless is said.
"""

from dataclasses import dataclass
from functools import cached_property

from app.errors import AppError, CorruptImage, Drift
from app.formats import ext
from app.formats.binary import Reader
from app.formats.ext import Ext

_READ = 4096

# Bytes of the superblock: mounted and written when and how often, state, checked when, mounted
# where, kilobytes written, the upper parts of those times, checksum.
_MARKS = ((44, 54), (58, 60), (64, 68), (136, 200), (376, 384), (628, 636), (1020, 1024))
# Bytes of an inode: last read when, its fraction of a second, and the two halves of the checksum.
_LAST_READ = ((8, 12), (124, 126), (130, 132), (140, 144))


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
            holds = self._after.clean and all(
                self._only_marks(place, min(_READ, offset + length - place))
                for place in range(offset, offset + length, _READ)
            )
        except AppError:
            return None
        return frozenset({Drift.OPENED}) if holds else None

    @cached_property
    def _before(self) -> Ext:
        return Ext.read(self.image)

    @cached_property
    def _after(self) -> Ext:
        return Ext.read(self.drive)

    def _only_marks(self, place: int, length: int) -> bool:
        before, after = self.image.read_at(place, length), self.drive.read_at(place, length)
        return all(
            self._is_mark(place + index)
            for index, (old, new) in enumerate(zip(before, after, strict=True))
            if old != new
        )

    def _is_mark(self, place: int) -> bool:
        if ext.START <= place < ext.START + ext.LENGTH:
            return _within(place - ext.START, _MARKS)
        if any(start <= place < start + length for start, length in self._before.journal):
            return True
        size = self._before.inodes * self._before.inode
        table = next((at for at in self._before.tables if at <= place < at + size), None)
        return table is not None and _within((place - table) % self._before.inode, _LAST_READ)


def _within(place: int, spans: tuple[tuple[int, int], ...]) -> bool:
    return any(start <= place < end for start, end in spans)

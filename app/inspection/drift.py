"""A drive that is no longer what was written to it: damaged, or only used?

A stick that was started from, or put into a computer that opened it, differs from its image by a
few bytes for ever: a note that it is in use, a count of free space, a folder of Windows, a
partition for what shall be kept. Each place that differs is asked for a harmless reason, and the
first one that has none means damage. Nothing that differs ever counts as the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from app.errors import AppError, Drift
from app.formats import mbr
from app.formats.binary import Budget, Reader, Window
from app.formats.fat import Fat
from app.formats.gpt import Gpt
from app.formats.mbr import Mbr, PartitionEntry
from app.inspection import facts
from app.inspection.drift_ext import ExtArea
from app.inspection.drift_fat import FatArea
from app.inspection.facts import Facts
from app.inspection.places import Partition, Range, partitions
from app.inspection.probe import Notes, Paged

_PAGES = 40_000
_READS = 400_000
_BYTES = 1 << 30
_MOST_VOLUMES = 8
_SIGNATURE = slice(440, 446)


class Explains(Protocol):
    def explains(self, offset: int, length: int, /) -> frozenset[Drift] | None:
        """Why bytes at a place of this part may differ; None when they must not."""


@dataclass(frozen=True, slots=True)
class _Area:
    start: int
    end: int
    part: Explains


def drifted(image: Reader, drive: Reader, ranges: tuple[Range, ...]) -> tuple[Drift, ...] | None:
    """Why the drive differs from the image at `ranges`, if all of it is harmless; else None. Both
    are read by place; behind the image only the drive has anything. Never raises AppError."""
    try:
        found = facts.gather(_bounded(image), Notes())
        areas = tuple(_areas(found, _bounded(image), _bounded(drive), image.size or 0))
        kinds = [_explained(areas, offset, offset + length) for offset, length in ranges]
    except AppError:
        return None
    if not all(kinds):
        return None
    return tuple(sorted(frozenset[Drift]().union(*(kind or () for kind in kinds))))


def _bounded(reader: Reader) -> Reader:
    paged = Paged(Budget(reader, reads=_PAGES, length=_BYTES))
    return Budget(paged, reads=_READS, length=_BYTES, names=200_000)


def _explained(areas: tuple[_Area, ...], start: int, end: int) -> frozenset[Drift] | None:
    """A place may reach over several parts; each answers for its own."""
    kinds = frozenset[Drift]()
    while start < end:
        inside = [area for area in areas if area.start <= start < area.end]
        if not inside:
            return None
        area = min(inside, key=lambda each: each.end - each.start)
        begins = [each.start for each in areas if start < each.start]
        stop = min([end, area.end, *begins])
        here = area.part.explains(start - area.start, stop - start)
        if here is None:
            return None
        kinds |= here
        start = stop
    return kinds


def _areas(found: Facts, image: Reader, drive: Reader, size: int) -> Iterator[_Area]:
    if found.fat is not None:  # a volume without a table
        yield _volume(image, drive, 0, found.fat.size)
        return
    if found.mbr is not None:
        yield _Area(0, mbr.SECTOR, _Record(image, drive, size))
    if found.gpt is not None:
        yield from _tables(found.gpt, drive)
    for each in tuple(partitions(found))[:_MOST_VOLUMES]:
        if (length := _fat_size(image, each)) is not None:
            yield _volume(image, drive, each.start, length)
        elif ExtArea.is_one(Window(image, each.start, each.length)):
            before = Window(image, each.start, each.length)
            after = Window(drive, each.start, each.length)
            yield _Area(each.start, each.start + each.length, ExtArea(before, after))


def _volume(image: Reader, drive: Reader, start: int, length: int) -> _Area:
    before, after = Window(image, start, length), Window(drive, start, length)
    return _Area(start, start + length, FatArea(before, after))


def _fat_size(image: Reader, part: Partition) -> int | None:
    """How much of a partition is a FAT volume; None where there is none."""
    try:
        return min(part.length, Fat.open(Window(image, part.start, part.length)).size)
    except AppError:
        return None


@dataclass(frozen=True, slots=True)
class _Record:
    """The first sector: boot code, Windows' number of the disk, and four partitions."""

    image: Reader
    drive: Reader
    size: int  # of the image in bytes

    def explains(self, _offset: int, _length: int, /) -> frozenset[Drift] | None:
        before, after = Mbr.read(self.image), Mbr.read(self.drive)
        kinds = set[Drift]()
        sector = bytearray(before.sector)
        if sector[_SIGNATURE] != after.sector[_SIGNATURE]:
            sector[_SIGNATURE] = after.sector[_SIGNATURE]
            kinds.add(Drift.SIGNATURE)
        for old, new in zip(before.entries, after.entries, strict=True):
            place = slice(old.offset, old.offset + PartitionEntry.LAYOUT.size)
            if sector[place] == after.sector[place]:
                continue
            kind = self._of_entry(old, new, bytes(sector[place]))
            if kind is None:
                return None
            kinds.add(kind)
            sector[place] = after.sector[place]
        return frozenset(kinds) if bytes(sector) == after.sector else None

    def _of_entry(self, old: PartitionEntry, new: PartitionEntry, line: bytes) -> Drift | None:
        """An unused line may be used, for what lies behind the image; and the one that stands for a
        whole GPT may have grown with it."""
        if not any(line):
            return Drift.PARTITION if new.first * mbr.SECTOR >= self.size else None
        same = (old.status, old.kind, old.first) == (new.status, new.kind, new.first)
        return Drift.TABLE if same and old.kind == mbr.PROTECTIVE else None


def _tables(table: Gpt, drive: Reader) -> Iterator[_Area]:
    """Its header and entries, and the copy at the image's end, which stays behind when the table is
    brought to the drive's."""
    part = _Table(table, drive)
    yield _Area(table.block, table.first_usable * table.block, part)
    yield _Area((table.last_usable + 1) * table.block, (table.other + 1) * table.block, part)


@dataclass(frozen=True, slots=True)
class _Table:
    before: Gpt
    drive: Reader

    def explains(self, _offset: int, _length: int, /) -> frozenset[Drift] | None:
        before, after = self.before, Gpt.read(self.drive, self.before.lba, self.before.block)
        if after.disk != before.disk or not set(before.entries) <= set(after.entries):
            return None
        added = set(after.entries) - set(before.entries)
        if any(entry.first <= before.last_usable for entry in added):
            return None
        return frozenset({Drift.PARTITION if added else Drift.TABLE})

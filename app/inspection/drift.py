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
from app.formats.mbr import Mbr, PartitionEntry
from app.inspection import facts
from app.inspection.drift_ext import ExtArea
from app.inspection.drift_fat import FatArea
from app.inspection.drift_gpt import GptArea
from app.inspection.facts import Facts
from app.inspection.places import Partition, Range, partitions
from app.inspection.probe import Notes, Paged

_PAGES = 40_000
_READS = 400_000
_BYTES = 1 << 30
_MOST_VOLUMES = 8
_SIGNATURE = slice(440, 444)


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
    """A place may reach over several parts, and parts may lie inside each other: each answers for
    its own, and where one has no reason there is none."""
    kinds = frozenset[Drift]()
    edges = sorted({edge for area in areas for edge in (area.start, area.end)})
    while start < end:
        stop = next((edge for edge in edges if start < edge < end), end)
        inside = [area for area in areas if area.start <= start < area.end]
        for area in inside:
            here = area.part.explains(start - area.start, stop - start)
            if here is None:
                return None
            kinds |= here
        if not inside:
            return None
        start = stop
    return kinds


def _areas(found: Facts, image: Reader, drive: Reader, size: int) -> Iterator[_Area]:
    if found.fat is not None:  # a volume without a table
        yield _volume(image, drive, 0, found.fat.size)
        return
    if found.mbr is not None:
        yield _Area(0, mbr.SECTOR, _Record(image, drive, size))
    if found.gpt is not None:
        yield from _table(GptArea(found.gpt, image, drive), size)
    for each in tuple(partitions(found))[:_MOST_VOLUMES]:
        if (length := _fat_size(image, each)) is not None:
            yield _volume(image, drive, each.start, length)
        if ExtArea.is_one(Window(image, each.start, each.length)):
            before = Window(image, each.start, each.length)
            after = Window(drive, each.start, each.length)
            yield _Area(each.start, each.start + each.length, ExtArea(before, after))


def _table(part: GptArea, size: int) -> Iterator[_Area]:
    """A GPT, and what the image's last bytes are now where partitions were added behind it."""
    for start, end in part.pieces:
        yield _Area(start, end, part)
    if part.explains(0, 0):
        block = part.table.block
        for entry in part.added:
            if entry.first * block < size:
                yield _Area(entry.first * block, min(size, (entry.last + 1) * block), part)


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
        if not any(sector[_SIGNATURE]) and any(after.sector[_SIGNATURE]):
            # Windows gives one where there is none. By one that is there a system finds its disk.
            sector[_SIGNATURE] = after.sector[_SIGNATURE]
            kinds.add(Drift.SIGNATURE)
        for old, new in zip(before.entries, after.entries, strict=True):
            place = slice(old.offset, old.offset + PartitionEntry.LAYOUT.size)
            if sector[place] == after.sector[place]:
                continue
            if not any(sector[place]) and self._is_behind(new, after):
                kinds.add(Drift.PARTITION)
            elif self._grew(old, new, before.sector, after.sector):
                kinds.add(Drift.TABLE)
            else:
                return None
            sector[place] = after.sector[place]
        return frozenset(kinds) if bytes(sector) == after.sector else None

    @property
    def _sectors(self) -> int:
        return (self.drive.size or 0) // mbr.SECTOR

    def _is_behind(self, new: PartitionEntry, after: Mbr) -> bool:
        """A partition on the drive, behind the image and beside all others; nothing starts from
        it."""
        others = (each for each in after.entries if each.number != new.number and each.sectors)
        real = not new.empty and new.status == 0 and new.kind != mbr.PROTECTIVE
        on_drive = self.size <= new.first * mbr.SECTOR and new.end <= self._sectors
        return real and on_drive and not any(new.overlaps(each) for each in others)

    def _grew(self, old: PartitionEntry, new: PartitionEntry, before: bytes, after: bytes) -> bool:
        """The entry that stands for a whole GPT reaches to the drive's end now. Where that is in
        cylinders and heads, each program says in its own way."""
        begin = slice(old.offset, old.offset + 5)
        end = min(self._sectors - 1, 0xFFFFFFFF)
        same = before[begin] == after[begin] and old.first == new.first == 1
        return same and old.kind == mbr.PROTECTIVE and old.sectors < new.sectors == end

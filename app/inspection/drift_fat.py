"""What a computer changes in a FAT volume by opening it, told apart from damage.

Windows, macOS and Linux note that a volume is in use, count its free clusters, note when a file was
last read, and may add files of their own ("System Volume Information"). None of that changes a file
that was there. So the files are compared, name by name and cluster by cluster, and every byte that
differs has to lie where no file of the image does. Microsoft FAT Specification (fatgen103).
"""

import struct
from dataclasses import dataclass
from functools import cached_property

from app.errors import AppError, Drift
from app.formats.binary import Reader
from app.formats.fat import Fat
from app.formats.tree import Entry, walk

_IN_USE = (37, 65)  # the byte of the boot sector that says so: FAT12 and FAT16, FAT32
_FREE = slice(488, 496)  # of the FSInfo sector: how many clusters are free, and where to look


@dataclass(frozen=True)
class FatArea:
    """One volume, as the image has it and as the drive has it."""

    image: Reader
    drive: Reader

    def explains(self, offset: int, length: int) -> frozenset[Drift] | None:
        """Why these bytes of the volume may differ; None when they must not."""
        try:
            if not self._keeps_all_files:
                return None
            return self._explained(offset, offset + length)
        except AppError:
            return None

    @cached_property
    def _before(self) -> Fat:
        return Fat.open(self.image)

    @cached_property
    def _after(self) -> Fat:
        return Fat.open(self.drive)

    @cached_property
    def _own(self) -> frozenset[int]:
        """Where clusters of the image's files begin, in bytes."""
        size = self._before.boot.cluster * self._before.boot.sector
        found = set[int]()
        for _, entry in walk(self._before):
            if not entry.directory and entry.size:
                for extent in self._before.extents(entry):
                    start = extent.offset or 0
                    found.update(range(start, start + extent.length, size))
        return frozenset(found)

    @cached_property
    def _keeps_all_files(self) -> bool:
        before, after = dict(walk(self._before)), dict(walk(self._after))
        return all(
            path in after and _same(self._before, entry, self._after, after[path])
            for path, entry in before.items()
        )

    @cached_property
    def _more(self) -> frozenset[Drift]:
        """What a change of a table or a folder means: files were added, or it was only opened."""
        added = dict(walk(self._after)).keys() - dict(walk(self._before)).keys()
        return frozenset({Drift.FILES if added else Drift.OPENED})

    def _explained(self, start: int, end: int) -> frozenset[Drift] | None:
        boot, sector = self._before.boot, self._before.boot.sector
        kinds = frozenset[Drift]()
        while start < end:
            number = start // sector
            if number < boot.reserved:
                stop = min(end, (number + 1) * sector)
                here = self._reserved(number)
            elif number < boot.first_root:
                stop = min(end, boot.first_root * sector)
                here = self._more if self._tables_agree else None
            elif number < boot.first_data:  # the root folder, whose files were compared
                stop = min(end, boot.first_data * sector)
                here = self._more
            else:
                stop = end
                here = self._data(start, end)
            if here is None:
                return None
            kinds |= here
            start = stop
        return kinds

    def _reserved(self, number: int) -> frozenset[Drift] | None:
        boot = self._before.boot
        place = number * boot.sector
        before = bytearray(self.image.read_at(place, boot.sector))
        after = self.drive.read_at(place, boot.sector)
        if number == 0:
            before[_IN_USE[boot.wide]] = after[_IN_USE[boot.wide]]
        elif boot.wide and number == self._info:
            before[_FREE] = after[_FREE]
        return frozenset({Drift.OPENED}) if bytes(before) == after else None

    @cached_property
    def _info(self) -> int:
        """The sector of FSInfo."""
        return int(struct.unpack_from("<H", self.image.read_at(0, 512), 48)[0])

    @cached_property
    def _tables_agree(self) -> bool:
        """All copies of the allocation table on the drive say the same."""
        boot = self._before.boot
        size = boot.fat_sectors * boot.sector
        first = boot.reserved * boot.sector
        copies = {self.drive.read_at(first + n * size, size) for n in range(boot.fats)}
        return len(copies) == 1

    def _data(self, start: int, end: int) -> frozenset[Drift] | None:
        """Clusters: those of a file must not differ, those of a folder were compared, and the rest
        was free."""
        boot = self._before.boot
        size, first = boot.cluster * boot.sector, boot.first_data * boot.sector
        begin = start - (start - first) % size
        if any(cluster in self._own for cluster in range(begin, end, size)):
            return None
        return frozenset({Drift.SPACE}) if self._more == {Drift.OPENED} else self._more


def _same(before: Fat, old: Entry, after: Fat, new: Entry) -> bool:
    """The same file or folder, in the same place."""
    facts = ("short", "directory", "size", "hidden", "modified", "damaged")
    if any(getattr(old, fact) != getattr(new, fact) for fact in facts):
        return False
    return old.directory or not old.size or before.extents(old) == after.extents(new)

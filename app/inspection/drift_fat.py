"""What a computer changes in a FAT volume by opening it, told apart from damage.

Windows, macOS and Linux note that a volume is in use, count its free clusters, note when a file was
last read, and may add files of their own ("System Volume Information"). None of that changes a file
that was there. So every record of a folder of the image has to be there still, and every entry of
its allocation table; what was free may be used by files and folders that only the drive has, and
by nothing else. Microsoft FAT Specification (fatgen103).
"""

import struct
from dataclasses import dataclass
from functools import cached_property

from app.errors import AppError, Drift
from app.formats import fat_records
from app.formats.binary import Reader, read_exactly
from app.formats.fat import Fat
from app.formats.fat_records import FatEntry, folded
from app.formats.tree import Entry, walk
from app.inspection.drift_fat_table import FatTable, is_end, tables

_IN_USE = (37, 65)  # the byte of the boot sector that says so: FAT12 and FAT16, FAT32
_EXTENDED = (0x28, 0x29)  # the byte behind it where it does
_INFO = ((0, b"RRaA"), (484, b"rrAa"))  # marks of the sector of FSInfo
_FREE = slice(488, 496)  # of that sector: how many clusters are free, and where to look
_UNKNOWN = 0xFFFFFFFF

Names = set[tuple[str, str]]  # folder, name


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
    def _old(self) -> FatTable:
        return tables(self._before, self.image)

    @cached_property
    def _new(self) -> FatTable:
        return tables(self._after, self.drive)

    @cached_property
    def _files(self) -> dict[str, Entry]:
        return dict(walk(self._before))

    @cached_property
    def _added(self) -> tuple[Entry, ...]:
        return tuple(entry for path, entry in walk(self._after) if path not in self._files)

    @cached_property
    def _folders(self) -> frozenset[int]:
        """The clusters of the image's folders."""
        return frozenset(
            cluster for folder in self._all_folders for cluster in self._old.chain(folder.cluster)
        )

    @cached_property
    def _all_folders(self) -> tuple[FatEntry, ...]:
        found = (e for e in self._files.values() if isinstance(e, FatEntry) and e.directory)
        return (self._before.root, *found)

    @cached_property
    def _keeps_all_files(self) -> bool:
        return (
            self._before.boot.clusters == self._after.boot.clusters
            and all(self._keeps_records(folder) for folder in self._all_folders)
            and self._before.label == self._after.label
            and self._names_are_unique
            and all(_is_proper(entry) for entry in self._added)
            and self._table_keeps_all
        )

    @property
    def _names_are_unique(self) -> bool:
        """All of the image's names are there, and no added one hides another."""
        seen: Names = set()
        paths = set[str]()
        for path, entry in walk(self._after):
            paths.add(path)
            folder = folded(path.rpartition("/")[0])
            short = entry.short if isinstance(entry, FatEntry) else entry.name
            names = {(folder, folded(entry.name)), (folder, folded(short))}
            if names & seen:
                return False
            seen |= names
        return paths >= self._files.keys()

    def _keeps_records(self, folder: FatEntry) -> bool:
        """A record that was in use is the same but for when it was last opened; one that was free
        may be used, in their order: what lies behind the last one nobody writes."""
        before, after = (
            _folder(self._before, self.image, folder),
            _folder(self._after, self.drive, folder),
        )
        was_free = ended = False
        for place in range(0, len(before), fat_records.SIZE):
            old, new = before[place : place + 32], after[place : place + 32]
            was_free = was_free or fat_records.is_last(old)
            ended = ended or fat_records.is_last(new)
            if old == new:
                continue
            free = was_free or fat_records.is_free(old)
            if ended or not (free or fat_records.only_read(old, new)):
                return False
        return True

    @cached_property
    def _table_keeps_all(self) -> bool:
        """Nothing changed in the allocation table but what was free, for what was added, and the
        ends of folders that grew."""
        old, new = self._old, self._new
        if old.padding != new.padding or not old.marks_kept(new):
            return False
        added = self._clusters_of_added()
        if added is None:
            return False
        return all(
            cluster in added
            if not old.value(cluster)
            else cluster in self._folders and is_end(old, cluster) and new.value(cluster) in added
            for cluster in old.differing(new)
        )

    def _clusters_of_added(self) -> frozenset[int] | None:
        """Of the files and folders that only the drive has, and what folders grew by. None where
        two share one, or a chain is longer or shorter than its file."""
        found = set[int]()
        for chain, clusters in self._new_chains():
            fresh = set(chain)
            wrong = clusters is not None and len(chain) != clusters
            if wrong or fresh & found or any(self._old.value(each) for each in fresh):
                return None
            found |= fresh
        return frozenset(found)

    def _new_chains(self) -> list[tuple[list[int], int | None]]:
        """Each with how many clusters it must have, where that is known."""
        size = self._before.boot.cluster * self._before.boot.sector
        found: list[tuple[list[int], int | None]] = []
        for entry in self._added:
            cluster = entry.cluster if isinstance(entry, FatEntry) else 0
            chain = self._new.chain(cluster)
            found.append((chain, None if entry.directory else -(-entry.size // size)))
        for folder in self._all_folders:
            grown = self._new.chain(folder.cluster)[len(self._old.chain(folder.cluster)) :]
            found.append((grown, None))
        return found

    @cached_property
    def _more(self) -> frozenset[Drift]:
        """What a change of a table or a folder means: files were added, or it was only opened."""
        return frozenset({Drift.FILES if self._added else Drift.OPENED})

    def _explained(self, start: int, end: int) -> frozenset[Drift] | None:
        boot, sector = self._before.boot, self._before.boot.sector
        kinds = frozenset[Drift]()
        while start < end:
            number = start // sector
            if number < boot.reserved:
                stop = min(end, (number + 1) * sector)
                here = self._reserved(number)
            elif number < boot.first_data:  # tables and the root folder, which were compared
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
        before = bytearray(read_exactly(self.image, place, boot.sector, "FAT boot sector"))
        after = read_exactly(self.drive, place, boot.sector, "FAT boot sector")
        in_use = _IN_USE[boot.wide]
        if number == 0:
            if before[in_use + 1] in _EXTENDED:
                before[in_use] = before[in_use] & ~1 | after[in_use] & 1
        elif boot.wide and number == self._info and self._counts(after):
            before[_FREE] = after[_FREE]
        return frozenset({Drift.OPENED}) if bytes(before) == after else None

    def _counts(self, info: bytes) -> bool:
        """Whether a sector is that of FSInfo, and its numbers can be right: a volume that is in use
        may be behind with them."""
        clusters = self._before.boot.clusters
        free, hint = struct.unpack_from("<II", info, 488)
        in_use = self.drive.read_at(_IN_USE[1], 1)[0] & 1
        right = free in (_UNKNOWN, self._new.free) or (in_use and free <= clusters)
        marked = all(info[at:].startswith(mark) for at, mark in _INFO)
        return bool(marked and right and (hint == _UNKNOWN or 2 <= hint < clusters + 2))

    @cached_property
    def _info(self) -> int:
        """The sector of FSInfo."""
        return int(struct.unpack_from("<H", self.image.read_at(0, 512), 48)[0])

    def _data(self, start: int, end: int) -> frozenset[Drift] | None:
        """Clusters: those of a file must not differ, those of a folder were compared, and the rest
        was free."""
        boot = self._before.boot
        size, first = boot.cluster * boot.sector, boot.first_data * boot.sector
        kinds = frozenset[Drift]()
        for cluster in range((start - first) // size + 2, -(-(end - first) // size) + 2):
            if cluster >= boot.clusters + 2:
                return None
            if cluster in self._folders:
                kinds |= self._more
            elif self._old.value(cluster):
                return None
            else:
                kinds |= self._more if self._added else {Drift.SPACE}
        return kinds


def _is_proper(entry: Entry) -> bool:
    """A file or folder that a system would make."""
    return (
        isinstance(entry, FatEntry)
        and not entry.damaged
        and fat_records.is_proper(entry.short)
        and entry.modified is not None
    )


def _folder(fat: Fat, reader: Reader, folder: FatEntry) -> bytes:
    """All its records. The root folder is each volume's own."""
    here = fat.root if folder.name == "" else folder
    return b"".join(
        read_exactly(reader, extent.offset or 0, extent.length, "FAT folder")
        for extent in fat.folder_extents(here)
    )

"""FAT12, FAT16 and FAT32, read only: the file system that UEFI firmware starts from.

Microsoft FAT Specification (fatgen103) and UEFI Specification 2.10, 13.3. The kind follows from the
number of clusters and from nothing else; the text in the boot sector is not to be trusted. Where
the boot sector is laid out as FAT32 but has too few clusters for it, systems disagree: Linux reads
it, EDK2 does not. It is read here, and `too_small` says so.

Chains go through a set of visited clusters, folders are bounded, and every number of the image is
checked before it is used as a place.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Self

from app.errors import CorruptImage
from app.formats import fat_records
from app.formats.binary import Reader, name_counter, read_exactly
from app.formats.fat_records import FatEntry
from app.formats.fat_table import LONGEST_CHAIN, Table
from app.formats.tree import Entry, Extent

FAT12_BELOW = 4085  # clusters
FAT16_BELOW = 65525

_LARGEST_FOLDER = 65536 * fat_records.SIZE  # bytes: the specification's limit
_READ = 64 << 10  # bytes of a folder at once
_DEEPEST = 64


@dataclass(frozen=True, slots=True)
class BootSector:
    """How the volume is laid out ("Boot Sector and BPB"). In its own sectors unless said."""

    oem: bytes
    sector: int  # bytes
    cluster: int
    reserved: int
    fats: int
    root_entries: int
    sectors: int
    media: int
    fat_sectors: int
    wide: bool  # laid out as FAT32
    root_cluster: int  # 0 unless wide
    label: str
    signed: bool  # 55 AA; EDK2 does not ask for it

    COMMON: ClassVar = struct.Struct("<8sHBHBHHBH8xI")  # from byte 3
    WIDE: ClassVar = struct.Struct("<I2xHI")  # from byte 36

    @classmethod
    def read(cls, reader: Reader) -> Self:
        """Raises CorruptImage for anything that no FAT driver would take."""
        data = read_exactly(reader, 0, 512, "FAT boot sector")
        oem, sector, cluster, reserved, fats, roots, few, media, narrow, many = (
            cls.COMMON.unpack_from(data, 3)
        )
        fat_sectors, version, root_cluster = cls.WIDE.unpack_from(data, 36)
        wide = narrow == 0
        boot = cls(
            oem=oem,
            sector=sector,
            cluster=cluster,
            reserved=reserved,
            fats=fats,
            root_entries=0 if wide else roots,
            sectors=few or many,
            media=media,
            fat_sectors=fat_sectors if wide else narrow,
            wide=wide,
            root_cluster=root_cluster if wide else 0,
            label=fat_records.text(data[71:82] if wide else data[43:54]),
            signed=data[510:512] == b"\x55\xaa",
        )
        if why := boot._implausible(version if wide else 0):
            raise CorruptImage("FAT boot sector", 0, why)
        return boot

    def _implausible(self, version: int) -> str:
        """What rules it out, by the tests that EDK2 and Linux make; "" for nothing."""
        rules = (
            (self.sector in (512, 1024, 2048, 4096), f"it has sectors of {self.sector} bytes"),
            (self.cluster.bit_count() == 1, f"it has clusters of {self.cluster} sectors"),
            (self.reserved > 0, "it has no reserved sectors"),
            (self.fats > 0 and self.fat_sectors > 0, "it has no allocation table"),
            (self.media >= 0xF8 or self.media in (0xF0, 0, 1), f"its medium is {self.media:02X}"),
            (self.wide or self.root_entries > 0, "it has no root folder"),
            (version == 0, f"it is version {version} of FAT32"),
        )
        why = next((why for holds, why in rules if not holds), "")
        return why or ("" if self.sectors > self.first_data else "it has no room for files")

    @property
    def first_root(self) -> int:
        return self.reserved + self.fats * self.fat_sectors

    @property
    def first_data(self) -> int:
        return self.first_root + -(-self.root_entries * fat_records.SIZE // self.sector)

    @property
    def clusters(self) -> int:
        return (self.sectors - self.first_data) // self.cluster

    @property
    def size(self) -> int:
        """Bytes the volume says it has."""
        return self.sectors * self.sector


class Fat:
    """A `Tree` over a FAT volume that begins at the reader's first byte."""

    def __init__(self, reader: Reader, boot: BootSector) -> None:
        self.boot = boot
        self.bits = _bits(boot)
        self._reader = reader
        start, size = boot.reserved * boot.sector, boot.fat_sectors * boot.sector
        self._table = Table(reader, start, size, boot.clusters, self.bits)
        self.root = FatEntry("", directory=True, size=0, cluster=boot.root_cluster)

    @classmethod
    def open(cls, reader: Reader) -> Self:
        """Raises CorruptImage when the first sector is not a FAT's."""
        boot = BootSector.read(reader)
        if not boot.wide and boot.clusters >= FAT16_BELOW:
            why = f"{boot.clusters:,} clusters are too many for FAT16"
            raise CorruptImage("FAT boot sector", 0, why)
        return cls(reader, boot)

    @property
    def size(self) -> int:
        """Bytes the volume says it has."""
        return self.boot.size

    @property
    def too_small(self) -> bool:
        """Laid out as FAT32 with fewer clusters than make one."""
        return self.boot.wide and self.boot.clusters < FAT16_BELOW

    @property
    def label(self) -> str:
        """From the root folder, else from the boot sector. Raises CorruptImage."""
        written = "" if self.boot.label == "NO NAME" else self.boot.label
        return fat_records.label(self._records(self.root)) or written

    def list(self, path: str = "") -> tuple[Entry, ...]:
        folder = self.find(path)
        return tuple(self.children(folder)) if folder else ()

    def find(self, path: str) -> Entry | None:
        here: Entry | None = self.root
        for name in [part for part in path.split("/") if part][:_DEEPEST]:
            if here is None:
                return None
            here = self.child(here, name)
        return here

    def child(self, folder: Entry, name: str) -> Entry | None:
        """The entry of that name in a folder, None where there is none. Raises as `list` does."""
        if not isinstance(folder, FatEntry) or not folder.directory:
            return None
        return fat_records.find(self._records(folder), name, wide=self.boot.wide)

    def children(self, folder: Entry) -> Iterator[FatEntry]:
        """What a folder holds, read as far as it is asked for."""
        if isinstance(folder, FatEntry) and folder.directory:
            yield from fat_records.entries(self._records(folder), wide=self.boot.wide)

    def read(self, entry: Entry, offset: int = 0, length: int | None = None) -> bytes:
        end = entry.size if length is None else min(entry.size, offset + length)
        parts: list[bytes] = []
        position = 0  # in the file, where an extent begins
        for start, count in self._runs(entry, end):
            first, last = max(offset, position), min(end, position + count)
            if first < last:
                where = start + first - position
                parts.append(read_exactly(self._reader, where, last - first, "file in a FAT"))
            position += count
        return b"".join(parts)

    def extents(self, entry: Entry) -> tuple[Extent, ...]:
        """Where all of a file's bytes lie. Raises CorruptImage when its chain does not hold them,
        BudgetSpent when it is so long that following it would take a second."""
        return tuple(Extent(start, count) for start, count in self._runs(entry, entry.size))

    def chain(self, entry: FatEntry) -> tuple[Extent, ...]:
        """All of its clusters, also those behind its last byte; none of a root folder that has a
        place of its own. Raises CorruptImage."""
        size = LONGEST_CHAIN * self.boot.cluster * self.boot.sector
        runs = self._chained(entry.cluster, size) if entry.cluster else ()
        return tuple(Extent(start, count) for start, count in runs)

    def folder_extents(self, folder: FatEntry) -> tuple[Extent, ...]:
        """Where a folder's records lie. Raises CorruptImage."""
        return tuple(Extent(start, count) for start, count in self._folder_runs(folder))

    def _records(self, folder: FatEntry) -> Iterator[bytes]:
        size, count_name = fat_records.SIZE, name_counter(self._reader)
        for start, run in self._folder_runs(folder):
            for piece in range(start, start + run, _READ):
                data = self._reader.read_at(piece, min(_READ, start + run - piece))
                for place in range(0, len(data) - size + 1, size):
                    count_name()
                    yield data[place : place + size]

    def _folder_runs(self, folder: FatEntry) -> Iterator[tuple[int, int]]:
        boot = self.boot
        if not folder.cluster and folder is not self.root:  # EDK2 opens none of these
            why = "a folder does not say where it begins"
            raise CorruptImage("FAT", boot.reserved * boot.sector, why)
        if cluster := folder.cluster:
            yield from self._chained(cluster, _LARGEST_FOLDER)
        else:
            yield boot.first_root * boot.sector, boot.root_entries * fat_records.SIZE

    def _runs(self, entry: Entry, length: int) -> Iterator[tuple[int, int]]:
        """(first byte, bytes) of the first `length` bytes of a file."""
        left = length
        if isinstance(entry, FatEntry) and length > 0:
            for start, count in self._chained(entry.cluster, length):
                yield start, min(count, left)
                left -= min(count, left)
        if left > 0:
            why = f"a chain ends {left:,} bytes before its file does"
            raise CorruptImage("FAT", self.boot.reserved * self.boot.sector, why)

    def _chained(self, cluster: int, length: int) -> Iterator[tuple[int, int]]:
        """(first byte, bytes) of a chain's pieces, neighbours put together, until they are
        `length` or the chain ends. Raises CorruptImage when it leaves the volume or is a ring."""
        boot = self.boot
        size = boot.cluster * boot.sector
        for first, count in self._table.chain(cluster, -(-length // size)):
            yield (boot.first_data * boot.sector) + (first - 2) * size, count * size


def _bits(boot: BootSector) -> int:
    if boot.wide:
        return 32
    return 12 if boot.clusters < FAT12_BELOW else 16

"""What stands in front of the files of a composed disk: partition table, boot sectors, and the
table of their clusters.

Microsoft FAT Specification (fatgen103) and UEFI Specification 2.10, 5.2.1. Sectors have 512 bytes.
"""

import struct
import sys
from array import array
from bisect import bisect_left
from dataclasses import dataclass
from typing import Self

from app.errors import DriveTooSmall
from app.formats.fat import FAT16_BELOW
from app.formats.mbr import SECTOR, TABLE
from app.sources.extents import Joined
from app.sources.needs_uefi import CODE

FIRST = 2048  # sector of the partition
ROOT = 2  # its first cluster, where the root folder begins
# The smallest disk that is certain to do: with clusters of 4 KiB a smaller one has too few of them
# for a FAT32. Nothing that is installed from a stick is as small.
SMALLEST = 272 << 20
SMALLEST_PARTITION = 34 << 20  # where clusters of one sector will do

_MOST_SECTORS = (1 << 32) - 1 - FIRST  # of the partition: an MBR's numbers have 32 bits
_SMALL = 260 << 11  # sectors: below, a cluster is one sector, as the specification's table has it
_ALIGNED = 2048  # sectors: files begin on a whole MiB of the disk
_RESERVED = 32  # sectors in front of the tables, at least
_INFO, _BACKUP = 1, 6  # sectors: of the free count, and of the copies
_CODE = 90  # byte of the boot sector where its code begins
_MEDIUM = 0xF8
_ACTIVE, _TYPE = 0x80, 0x0C  # FAT32 whose sectors have numbers
_CYLINDER = bytes([32, 33, 0]), bytes([0xFE, 0xFF, 0xFF])  # of sector 2048; behind all cylinders
_END, _START = 0x0FFFFFFF, 0x0FFFFF00 | _MEDIUM
_SIGNATURE = b"\x55\xaa"

# Sectors of a cluster for a partition of up to so many, as Windows chooses them.
_CLUSTERS = ((8 << 21, 8), (16 << 21, 16), (32 << 21, 32), (1 << 32, 64))


@dataclass(frozen=True, slots=True)
class Volume:
    """How the partition is divided, in sectors."""

    sectors: int
    cluster_sectors: int
    fat_sectors: int
    reserved: int
    first: int = FIRST  # of the disk's sectors

    @classmethod
    def of(cls, size: int) -> Self:
        """On a disk of so many bytes. Raises DriveTooSmall."""
        sectors = min(size // SECTOR - FIRST, _MOST_SECTORS)
        cluster = next(each for most, each in _CLUSTERS if sectors <= most)
        volume = cls._divided(FIRST, sectors, cluster)
        if volume.clusters < FAT16_BELOW:
            raise DriveTooSmall(SMALLEST, size)
        return volume

    @classmethod
    def within(cls, first: int, sectors: int) -> Self:
        """In a partition behind others, which may be as small as 34 MiB. Raises DriveTooSmall."""
        cluster = next(each for most, each in ((_SMALL, 1), *_CLUSTERS) if sectors <= most)
        volume = cls._divided(first, sectors, cluster)
        if volume.clusters < FAT16_BELOW:
            raise DriveTooSmall(SMALLEST_PARTITION, sectors * SECTOR)
        return volume

    @classmethod
    def _divided(cls, first: int, sectors: int, cluster: int) -> Self:
        fat = -(-(sectors // cluster + ROOT) * 4 // SECTOR)
        reserved = _RESERVED + -(_RESERVED + 2 * fat) % _ALIGNED
        return cls(sectors, cluster, fat, reserved, first)

    @property
    def first_data(self) -> int:
        return self.reserved + 2 * self.fat_sectors

    @property
    def clusters(self) -> int:
        return (self.sectors - self.first_data) // self.cluster_sectors

    @property
    def cluster(self) -> int:
        """Bytes of one."""
        return self.cluster_sectors * SECTOR

    def place(self, cluster: int) -> int:
        """The byte of the disk where a cluster begins."""
        return (self.first + self.first_data) * SECTOR + (cluster - ROOT) * self.cluster

    def demand_room(self, chains: "Chains", size: int) -> None:
        """Raises DriveTooSmall where the chains end behind the last cluster."""
        if chains.free > ROOT + self.clusters:
            raise DriveTooSmall(max(self.place(chains.free), size + 1), size)


class Chains:
    """The allocation table of chains that follow one another, as a `Reader`: each cluster is
    followed by the next, but for the last of each chain."""

    def __init__(self) -> None:
        self._ends = array("I", [1])  # entry 1 is no cluster's, and ends like a chain
        self.free = ROOT

    @property
    def size(self) -> int:
        return self.free * 4

    def reserve(self, length: int, cluster: int) -> int:
        """The first cluster of a chain for so many bytes; 0 for none, which has no chain."""
        if not length:
            return 0
        first = self.free
        self.free += -(-length // cluster)
        if self.free <= _END:  # what is more fits on no disk, and is refused by its size
            self._ends.append(self.free - 1)
        return first

    def read_at(self, offset: int, length: int) -> bytes:
        end = min(offset + length, self.size)
        if offset < 0 or offset >= end:
            return b""
        first, last = offset // 4, -(-end // 4)
        numbers = array("I", range(first + 1, last + 1))
        for index in range(bisect_left(self._ends, first), bisect_left(self._ends, last)):
            numbers[self._ends[index] - first] = _END
        if first == 0:
            numbers[0] = _START
        if sys.byteorder == "big":
            numbers.byteswap()
        return numbers.tobytes()[offset - first * 4 : end - first * 4]


def master_record(volume: Volume, mark: bytes) -> bytes:
    """The first sector: one partition, marked active for the BIOSes that ask UEFI's question by it,
    and code that says that this stick needs UEFI. `mark`: four bytes by which a disk is told."""
    start, end = _CYLINDER
    entry = struct.pack("<B3sB3sII", _ACTIVE, start, _TYPE, end, FIRST, volume.sectors)
    table = mark + bytes(2) + entry + bytes(3 * len(entry))
    return CODE.ljust(TABLE - len(mark) - 2, b"\0") + table + _SIGNATURE


def join_system_area(disk: Joined, volume: Volume, chains: Chains, label: str, mark: bytes) -> None:
    """Boot sectors with their copies, and both tables, from the partition's first sector on."""
    start = disk.size
    sectors = _boot_sector(volume, label, mark) + _info(volume, chains) + _third()
    disk.bytes(sectors)
    disk.zeros_to(start + _BACKUP * SECTOR)
    disk.bytes(sectors)
    for table in range(2):
        place = start + (volume.reserved + table * volume.fat_sectors) * SECTOR
        disk.zeros_to(place)
        disk.range(chains, 0, chains.size)
    disk.zeros_to(start + volume.first_data * SECTOR)


def _boot_sector(volume: Volume, label: str, mark: bytes) -> bytes:
    """ "Boot Sector and BPB", the structure for FAT32."""
    head = b"\xeb" + bytes([_CODE - 2]) + b"\x90" + b"MSWIN4.1"  # what drivers expect there
    head += struct.pack(
        "<HBHBHHBH", SECTOR, volume.cluster_sectors, volume.reserved, 2, 0, 0, _MEDIUM, 0
    )
    # How far it is from the drive's start, for boot code: from there on that is not to be said.
    hidden = volume.first if volume.first < 1 << 32 else 0
    head += struct.pack("<HHII", 63, 255, hidden, volume.sectors)
    head += struct.pack("<IHHIHH12x", volume.fat_sectors, 0, 0, ROOT, _INFO, _BACKUP)
    name = (label or "NO NAME").encode().ljust(11)
    head += struct.pack("<BBB4s11s8s", 0x80, 0, 0x29, mark, name, b"FAT32   ")
    return (head + CODE).ljust(SECTOR - 2, b"\0") + _SIGNATURE


def _info(volume: Volume, chains: Chains) -> bytes:
    """ "FSInfo": how many clusters are free, and the first one; all bits where there is none."""
    left = ROOT + volume.clusters - chains.free
    following = chains.free if left else 0xFFFFFFFF
    counts = struct.pack("<4sII12x", b"rrAa", left, following)
    return b"RRaA".ljust(484, b"\0") + counts + b"\0\0" + _SIGNATURE


def _third() -> bytes:
    """The third boot sector, which larger boot code would go on in."""
    return bytes(SECTOR - 2) + _SIGNATURE

"""File entries of UDF: what a file or folder is, and where its bytes lie. ECMA-167 part 4, 14.9
to 14.17, with UDF 2.3."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache

from app.errors import BudgetSpent, CorruptImage
from app.formats.binary import Reader, read_exactly
from app.formats.read_ahead import ReadAhead
from app.formats.tree import Extent
from app.formats.udf_partition import Partition
from app.formats.udf_volume import LongAd, tag_of

_MORE_ALLOCATIONS = 258
# File entry and extended file entry, by their tags: strategy, kind, flags, size in bytes, date of
# change, lengths of extended attributes and of allocation descriptors.
_ENTRIES = {
    261: struct.Struct("<20xH5xB6xH20xQ20x12s72xII"),
    266: struct.Struct("<20xH5xB6xH20xQ28x12s104xII"),
}
# Kinds of files (ECMA-167 4/14.6.6); whatever else is told is bytes.
FOLDER, LINK = 4, 12
SPECIAL = frozenset({6, 7, 9, 10})  # devices of blocks and of characters, a pipe, a socket

_EMBEDDED = 3
# Bytes with the kind in the upper two bits, block, and in the long form the partition.
_ALLOCATIONS = {0: struct.Struct("<II"), 1: struct.Struct("<IIH6x")}
_LENGTH = 0x3FFFFFFF
_RECORDED, _CONTINUED = 0, 3
_MOST_HOPS = 64  # continuations of one file's allocation descriptors
_MOST_EXTENTS = 20_000  # of one file
_MOST_DESCRIPTORS = 400_000  # in all that one folder holds
_HOP = 64  # descriptors that reading a continuation counts for

_TIME = struct.Struct("<HhBBBBB")


@dataclass(frozen=True, slots=True)
class File:
    """A file entry. `whole` is false where its extents are broken or end before its size."""

    kind: int
    size: int
    extents: tuple[Extent, ...]
    modified: datetime | None
    whole: bool


class Files:
    """Reads file entries of a volume: `partitions` in the order of its partition maps."""

    def __init__(self, reader: Reader, block: int, partitions: list[Partition]) -> None:
        self._reader = ReadAhead(reader)
        self._block = block
        self._partitions = partitions
        self._budget = _MOST_DESCRIPTORS

    def begin_folder(self) -> None:
        """Another folder may cost as much as the one before."""
        self._budget = _MOST_DESCRIPTORS

    def read(self, where: LongAd) -> File:
        """The file whose entry is there. Raises CorruptImage, BudgetSpent."""
        own = self._partition(where.partition)
        place = own.place(where.block)
        data = read_exactly(self._reader, place, self._block, "UDF file entry")
        return self.parse(data, place, own)

    def place(self, where: LongAd) -> int:
        """The byte of the image at which a block lies. Raises CorruptImage."""
        return self._partition(where.partition).place(where.block)

    def parse(self, data: bytes, place: int, own: Partition) -> File:
        """The file entry `data`, which lies at byte `place` in the partition `own`."""
        layout = _ENTRIES.get(tag_of(data) or 0)
        if layout is None:
            raise CorruptImage("UDF file entry", place, "it is not one, or it is damaged")
        strategy, kind, flags, size, modified, attributes, allocations = layout.unpack_from(data)
        begin = layout.size + attributes
        if begin + allocations > len(data):
            raise CorruptImage("UDF file entry", place, "its descriptors reach over its block")
        form = flags & 7
        if form == _EMBEDDED:
            whole = size <= allocations
            extents: tuple[Extent, ...] = (Extent(place + begin, size),) if size and whole else ()
        else:
            extents, whole = self._cut(data[begin : begin + allocations], form, own, size)
        # Strategy 4096 replaces file entries on media that are written once: this may be stale.
        whole = whole and strategy == 4
        return File(kind, size, extents, _timestamp(modified), whole)

    def _cut(
        self, descriptors: bytes, form: int, own: Partition, size: int
    ) -> tuple[tuple[Extent, ...], bool]:
        """A file's extents up to its size, and whether they reach it."""
        found: list[Extent] = []
        left = size
        try:
            for extent in self._allocated(descriptors, form, own):
                if left <= 0:
                    break
                count = min(extent.length, left)
                left -= count
                if found and _continues(found[-1], extent):
                    found[-1] = Extent(found[-1].offset, found[-1].length + count)
                else:
                    found.append(Extent(extent.offset, count))
                if len(found) > _MOST_EXTENTS:
                    return (), False
        except CorruptImage:
            return tuple(found), False
        return tuple(found), left == 0

    def _allocated(self, descriptors: bytes, form: int, own: Partition) -> Iterator[Extent]:
        """The extents that allocation descriptors name, through all continuations."""
        for _ in range(_MOST_HOPS):
            following: tuple[int, Partition] | None = None
            for kind, length, block, partition in self._described(descriptors, form, own):
                if kind == _CONTINUED:
                    following = block, partition
                    break
                if kind == _RECORDED:
                    yield from partition.extents(block, length)
                else:
                    yield Extent(None, length)
            if following is None:
                return
            descriptors = self._more(*following)
        raise CorruptImage("UDF file entry", 0, "its descriptors go on without end")

    def _described(
        self, descriptors: bytes, form: int, own: Partition
    ) -> Iterator[tuple[int, int, int, Partition]]:
        """Kind, bytes, block and partition of each allocation descriptor (ECMA-167 4/14.14)."""
        layout = _ALLOCATIONS.get(form)
        if layout is None:
            raise CorruptImage("UDF file entry", 0, "a form of allocation that UDF does not use")
        for at in range(0, len(descriptors) - layout.size + 1, layout.size):
            self._spend(1)
            coded, block, *reference = layout.unpack_from(descriptors, at)
            if not coded & _LENGTH:
                return
            partition = self._partition(reference[0]) if reference else own
            yield coded >> 30, coded & _LENGTH, block, partition

    def _more(self, block: int, partition: Partition) -> bytes:
        """The descriptors in an allocation extent descriptor (ECMA-167 4/14.5)."""
        self._spend(_HOP)
        place = partition.place(block)
        data = read_exactly(self._reader, place, self._block, "UDF allocation extent")
        if tag_of(data) != _MORE_ALLOCATIONS:
            raise CorruptImage("UDF allocation extent", place, "it is not one, or it is damaged")
        return data[24 : 24 + int.from_bytes(data[20:24], "little")]

    def _spend(self, count: int) -> None:
        self._budget -= count
        if self._budget < 0:
            raise BudgetSpent("a folder of files in too many pieces")

    def _partition(self, reference: int) -> Partition:
        if reference >= len(self._partitions):
            raise CorruptImage("UDF", 0, f"there is no partition {reference}")
        return self._partitions[reference]


def _continues(before: Extent, after: Extent) -> bool:
    """Whether one extent begins where the other ends: 4 GiB take five that lie in a row."""
    if before.offset is None or after.offset is None:
        return before.offset is after.offset
    return before.offset + before.length == after.offset


@lru_cache(maxsize=1024)
def _timestamp(data: bytes) -> datetime | None:
    """ECMA-167 1/7.3; the zone is in minutes, -2047 where there is none."""
    zone, year, month, day, hour, minute, second = _TIME.unpack_from(data)
    minutes = (zone & 0xFFF ^ 0x800) - 0x800
    where = timezone(timedelta(minutes=minutes)) if -1440 < minutes < 1440 else UTC
    try:
        return datetime(year, month, day, hour, minute, second, tzinfo=where)
    except ValueError:
        return None

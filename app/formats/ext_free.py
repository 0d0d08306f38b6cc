"""ext2, ext3 and ext4: which blocks hold nothing, by the volume's own bitmaps and flags.

Linux, Documentation/filesystems/ext4: "Block Group Descriptors", "Block and Inode Bitmaps", "Lazy
Block Group Initialization". A volume whose counts disagree, that waits for its journal, or that is
laid out in a way not read here, is refused as a whole: what is not known to be free is in use.
"""

import re
import struct
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.errors import CorruptImage
from app.formats.binary import Reader, read_exactly
from app.formats.ext import LENGTH, START, Ext

_WIDE = 0x80  # incompatible feature: 64 bit
_CLUSTERS = 0x200  # feature that only readers may ignore: bits stand for several blocks
_NO_INODES, _NOT_MADE, _ZEROED = 0x1, 0x2, 0x4  # flags of a group: none of its inodes was ever
# written, nor its bitmap of blocks; all of its inodes were
_MOST_BLOCKS = 1 << 33
_FREE = re.compile("0+")


@dataclass(frozen=True, slots=True)
class _Group:
    bitmap: int  # block
    inodes: int  # block of the inodes' bitmap
    table: int
    free: int
    made: bool
    blank: bool  # its inodes were never written, and nobody reads them before they are


def free(reader: Reader) -> Iterator[tuple[int, int]]:
    """(start, stop) in bytes, in order. Raises CorruptImage, before or after some of them: then
    none of them counts."""
    if not Ext.read(reader).clean:
        raise _wrong("it was not unmounted")
    data = read_exactly(reader, START, LENGTH, "ext superblock")
    if struct.unpack_from("<I", data, 100)[0] & _CLUSTERS:
        raise _wrong("it counts in clusters")
    layout = _Layout(reader, data)
    total = 0
    for start, stop in layout.free():
        total += stop - start
        yield start * layout.block, stop * layout.block
    if total != layout.said_free:
        raise _wrong("it counts its free blocks differently")


def unmade(reader: Reader) -> Iterator[tuple[int, int]]:
    """(start, stop) in bytes of the inodes that are not there yet: the first system that mounts
    the volume fills them with zeros, whatever stands there. Raises CorruptImage."""
    layout = _Layout(reader, read_exactly(reader, START, LENGTH, "ext superblock"))
    for group in layout.groups():
        if group.blank:
            start = group.table * layout.block
            yield start, start + layout.table * layout.block


class _Layout:
    """The numbers of the superblock, in blocks."""

    def __init__(self, reader: Reader, data: bytes) -> None:
        self._reader = reader
        few, self._first, log, self._each = (
            struct.unpack_from("<I", data, place)[0] for place in (4, 20, 24, 32)
        )
        wide = struct.unpack_from("<I", data, 96)[0] & _WIDE
        self.block = 1024 << log
        self._count = few | (struct.unpack_from("<I", data, 336)[0] << 32 if wide else 0)
        high = struct.unpack_from("<I", data, 344)[0] << 32 if wide else 0
        self.said_free = struct.unpack_from("<I", data, 12)[0] | high
        self._width = struct.unpack_from("<H", data, 254)[0] if wide else 32
        if not 0 < self._each <= 8 * self.block or not self._first < self._count <= _MOST_BLOCKS:
            raise _wrong("its sizes are not plausible")
        inode = struct.unpack_from("<H", data, 88)[0] or 128
        inodes = struct.unpack_from("<I", data, 40)[0]
        self.table = -(-inodes * inode // self.block)
        self._reserved = struct.unpack_from("<H", data, 206)[0]  # for more descriptors

    def free(self) -> Iterator[tuple[int, int]]:
        groups = self.groups()
        used = _joined(self._records(groups)) if not all(group.made for group in groups) else []
        for number, group in enumerate(groups):
            start = self._first + number * self._each
            stop = min(self._count, start + self._each)
            found = (
                list(self._by_bitmap(group, start, stop))
                if group.made
                else list(_without(start, stop, used))
            )
            if sum(end - begin for begin, end in found) != group.free:
                raise _wrong(f"group {number:,} counts its free blocks differently")
            yield from found

    def groups(self) -> list[_Group]:
        number = -(-(self._count - self._first) // self._each)
        place = (self._first + 1) * self.block
        data = read_exactly(self._reader, place, number * self._width, "ext group descriptors")
        return [self._group(data, at) for at in range(0, len(data), self._width)]

    def _group(self, data: bytes, at: int) -> _Group:
        bitmap, inodes, table, free, flags = struct.unpack_from("<IIIH4xH", data, at)
        if self._width >= 64:
            highs = struct.unpack_from("<IIIH", data, at + 32)
            bitmap, inodes, table = (
                low | high << 32 for low, high in zip((bitmap, inodes, table), highs, strict=False)
            )
            free |= highs[3] << 16
        blank = flags & (_NO_INODES | _ZEROED) == _NO_INODES
        return _Group(bitmap, inodes, table, free, not flags & _NOT_MADE, blank)

    def _by_bitmap(self, group: _Group, start: int, stop: int) -> Iterator[tuple[int, int]]:
        data = read_exactly(
            self._reader, group.bitmap * self.block, -(-(stop - start) // 8), "ext bitmap"
        )
        bits = format(int.from_bytes(data, "little"), f"0{8 * len(data)}b")[::-1][: stop - start]
        for run in _FREE.finditer(bits):
            yield start + run.start(), start + run.end()

    def _records(self, groups: list[_Group]) -> Iterator[tuple[int, int]]:
        """(start, stop) of what the volume keeps of itself. What stands in a group without a bitmap
        is not written down anywhere else."""
        descriptors = -(-len(groups) * self._width // self.block)
        for number, group in enumerate(groups):
            yield group.bitmap, group.bitmap + 1
            yield group.inodes, group.inodes + 1
            yield group.table, group.table + self.table
            if number in (0, 1) or any(_is_power(number, base) for base in (3, 5, 7)):
                start = self._first + number * self._each
                yield start, start + 1 + descriptors + self._reserved


def _is_power(number: int, base: int) -> bool:
    while number % base == 0:
        number //= base
    return number == 1


def _joined(runs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """In order, and those that touch or overlap as one."""
    joined: list[tuple[int, int]] = []
    for start, stop in sorted(runs):
        if joined and joined[-1][1] >= start:
            joined[-1] = (joined[-1][0], max(stop, joined[-1][1]))
        else:
            joined.append((start, stop))
    return joined


def _without(start: int, stop: int, used: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """What is left of a group; the `used` are in order and apart."""
    for index in range(max(0, bisect_right(used, (start,)) - 1), len(used)):
        begin, end = used[index]
        if begin >= stop:
            break
        if begin > start:
            yield start, begin
        start = max(start, end)
    if start < stop:
        yield start, stop


def _wrong(why: str) -> CorruptImage:
    return CorruptImage("ext volume", START, why)

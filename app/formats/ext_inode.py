"""Inodes of ext2, ext3 and ext4: what a file or folder is, and where its bytes lie.

Linux, Documentation/filesystems/ext4: "Index Nodes", "The Contents of inode.i_block", "Extended
Attributes". Three ways to say where bytes lie: lists of blocks behind lists of blocks, a tree of
extents, and the bytes themselves in the inode.
"""

import struct
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from app.errors import BudgetSpent, CorruptImage
from app.formats.binary import Reader, read_exactly
from app.formats.ext import Ext
from app.formats.tree import Extent

_BLOCKS = 40  # where i_block begins in an inode
_DIRECT = 12  # blocks named in the inode itself
_INLINE = 60  # bytes of i_block
_ENCRYPTED, _EXTENTS, _DATA = 0x800, 0x80000, 0x10000000  # flags
_TREE = 0xF30A
_DEEPEST_TREE = 5
_UNWRITTEN = 1 << 15  # a longer extent is reserved, and reads as zeros
_ATTRIBUTES = 0xEA020000
_SYSTEM = 7  # the index of names that begin with "system."
_PAGE = 32 << 10  # bytes of the table of inodes that are read at once
_KEPT = 16  # pages
_MOST_EXTENTS = 400_000  # of all that one folder holds: as many as are parsed in a second
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

_FOLDER, _FILE, _LINK = 0x4, 0x8, 0xA  # the upper four bits of the mode

_Run = tuple[int, int, int | None]  # first block of the file, count, first block of the volume


@dataclass(frozen=True, slots=True)
class Inode:
    """`whole` is false where its bytes cannot all be found, or are encrypted."""

    kind: int
    size: int
    extents: tuple[Extent, ...]
    modified: datetime | None
    whole: bool

    @property
    def folder(self) -> bool:
        return self.kind == _FOLDER

    @property
    def link(self) -> bool:
        return self.kind == _LINK

    @property
    def special(self) -> bool:
        """A device, a pipe or a socket."""
        return self.kind not in (_FOLDER, _FILE, _LINK)


class Inodes:
    """Those of one volume, by their numbers."""

    def __init__(self, reader: Reader, volume: Ext) -> None:
        self._reader = reader
        self._volume = volume
        self._pages: OrderedDict[int, bytes] = OrderedDict()
        self._budget = _MOST_EXTENTS

    def begin_folder(self) -> None:
        """Another folder may cost as much as the one before."""
        self._budget = _MOST_EXTENTS

    def read(self, number: int) -> Inode:
        """Raises CorruptImage, BudgetSpent."""
        place, data = self._raw(number)
        mode, low, modified = struct.unpack_from("<H2xI8xI", data)
        (flags,) = struct.unpack_from("<I", data, 32)
        (high,) = struct.unpack_from("<I", data, 108)
        kind = mode >> 12
        size = low | high << 32
        extents: tuple[Extent, ...] = ()
        whole = not flags & _ENCRYPTED
        if kind in (_FOLDER, _FILE, _LINK):
            try:
                extents = tuple(self._extents(place, data, flags, size, kind))
            except CorruptImage:
                whole = False
        else:
            size = 0
        return Inode(kind, size, extents, _date(modified, data), whole)

    def _raw(self, number: int) -> tuple[int, bytes]:
        """Where the inode is, and its bytes."""
        volume = self._volume
        group, index = divmod(number - 1, volume.inodes)
        if number < 1 or group >= len(volume.tables):
            raise CorruptImage("ext inode", 0, f"there is no number {number:,}")
        place = volume.tables[group] + index * volume.inode
        start = volume.tables[group] + index * volume.inode // _PAGE * _PAGE
        if start not in self._pages:
            end = volume.tables[group] + volume.inodes * volume.inode
            length = min(_PAGE, end - start)
            self._pages[start] = read_exactly(self._reader, start, length, "ext inodes")
            if len(self._pages) > _KEPT:
                self._pages.popitem(last=False)
        return place, self._pages[start][place - start : place - start + volume.inode]

    def _extents(
        self, place: int, data: bytes, flags: int, size: int, kind: int
    ) -> Iterator[Extent]:
        if flags & _DATA:
            yield from _inline(place, data, size)
        elif kind == _LINK and size < _INLINE and not flags & _EXTENTS:
            yield Extent(place + _BLOCKS, size)
        else:
            table = data[_BLOCKS : _BLOCKS + _INLINE]
            runs = self._tree(table, 0) if flags & _EXTENTS else self._lists(table, size)
            yield from self._cut(runs, size)

    def _cut(self, runs: Iterator[_Run], size: int) -> Iterator[Extent]:
        """As far as the size, neighbours put together."""
        left = size
        begun, blocks = None, 0  # the first block, and how many follow one another
        for start, count in self._gapless(runs, -(-size // self._volume.block)):
            if blocks and (start is None if begun is None else start == begun + blocks):
                blocks += count
                continue
            if blocks:
                yield self._extent(begun, blocks, left)
                left -= blocks * self._volume.block
            begun, blocks = start, count
        if blocks:
            yield self._extent(begun, blocks, left)

    def _gapless(self, runs: Iterator[_Run], end: int) -> Iterator[tuple[int | None, int]]:
        """First block and count of each run and of the holes between them, up to block `end`."""
        at = 0
        for first, count, start in runs:
            if first < at:
                raise CorruptImage("ext inode", 0, "its extents overlap")
            if first >= end:
                break
            if first > at:
                yield None, first - at
            at = min(first + count, end)
            yield start, at - first
        if at < end:
            yield None, end - at

    def _extent(self, start: int | None, blocks: int, left: int) -> Extent:
        block = self._volume.block
        return Extent(None if start is None else start * block, min(blocks * block, left))

    def _tree(self, node: bytes, depth: int) -> Iterator[_Run]:
        """An extent tree's leaves in their order. The depth must fall by one at each step."""
        magic, count, most, height = struct.unpack_from("<HHHH", node)
        if magic != _TREE or count > most or 12 + 12 * count > len(node):
            raise CorruptImage("ext extent tree", 0, "it is not one, or it is damaged")
        if height + depth > _DEEPEST_TREE:
            raise CorruptImage("ext extent tree", 0, "it is too deep")
        self._spend(count)
        for at in range(12, 12 + 12 * count, 12):
            if height == 0:
                first, length, high, low = struct.unpack_from("<IHHI", node, at)
                written = length <= _UNWRITTEN
                start = high << 32 | low
                yield first, length if written else length - _UNWRITTEN, start if written else None
            else:
                low, high = struct.unpack_from("<4xIH", node, at)
                inner = self._block(high << 32 | low)
                if struct.unpack_from("<H", inner, 6)[0] != height - 1:
                    raise CorruptImage("ext extent tree", 0, "its levels do not fit together")
                yield from self._tree(inner, depth + 1)

    def _lists(self, table: bytes, size: int) -> Iterator[_Run]:
        """ext2's way: twelve blocks, then lists of blocks, lists of lists, and lists of these."""
        end = -(-size // self._volume.block)
        numbers = struct.unpack("<15I", table)
        at = 0
        for number in numbers[:_DIRECT]:
            yield at, 1, number or None
            at += 1
        for depth, number in enumerate(numbers[_DIRECT:], 1):
            if at >= end:
                return
            yield from self._list(number, depth, at, end)
            at += (self._volume.block // 4) ** depth

    def _list(self, number: int, depth: int, at: int, end: int) -> Iterator[_Run]:
        each = (self._volume.block // 4) ** (depth - 1)
        if not number:
            yield at, each * (self._volume.block // 4), None
            return
        data = self._block(number)
        count = min(len(data) // 4, -(-(end - at) // each))
        self._spend(count)
        for inner in struct.unpack_from(f"<{count}I", data):
            if depth > 1:
                yield from self._list(inner, depth - 1, at, end)
            else:
                yield at, 1, inner or None
            at += each

    def _block(self, number: int) -> bytes:
        place = number * self._volume.block
        return read_exactly(self._reader, place, self._volume.block, "ext block")

    def _spend(self, count: int) -> None:
        self._budget -= count
        if self._budget < 0:
            raise BudgetSpent("a folder of files in too many pieces")


def _inline(place: int, data: bytes, size: int) -> Iterator[Extent]:
    """Up to 60 bytes in place of the blocks' numbers, the rest in the attribute "system.data"."""
    yield Extent(place + _BLOCKS, min(size, _INLINE))
    if size <= _INLINE:
        return
    at = 128 + struct.unpack_from("<H", data, 128)[0] if len(data) > 130 else len(data)
    first = at + 4
    if data[at:first] != struct.pack("<I", _ATTRIBUTES):
        raise CorruptImage("ext inode", place, "its data go on nowhere")
    at = first
    while at + 16 <= len(data) and data[at : at + 4] != bytes(4):
        letters, index, offset, other, length = struct.unpack_from("<BBHII", data, at)
        if (index, data[at + 16 : at + 16 + letters]) == (_SYSTEM, b"data") and not other:
            if length < size - _INLINE or first + offset + length > len(data):
                break
            yield Extent(place + first + offset, size - _INLINE)
            return
        at += 16 + (letters + 3 & ~3)
    raise CorruptImage("ext inode", place, "its data end too early")


def _date(seconds: int, data: bytes) -> datetime | None:
    """Signed, with two more bits in newer inodes."""
    whole = seconds - (1 << 32) if seconds >> 31 else seconds
    if len(data) > 140 and struct.unpack_from("<H", data, 128)[0] >= 12:
        whole += (struct.unpack_from("<I", data, 136)[0] & 3) << 32
    try:
        return _EPOCH + timedelta(seconds=whole)
    except OverflowError:
        return None

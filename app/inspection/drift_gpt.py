"""What programs change in a GUID partition table that came to a larger drive, told from damage.

The table of an image ends with the image. The first program that writes to it brings it to the
drive's end: the copy goes there, and with it two numbers and the checksums of the header. It may
add partitions behind the image. Everything else of the table has to stay, and the new copy has to
be there and say the same. UEFI Specification 2.10, 5.3.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from app.errors import AppError, Drift
from app.formats.binary import Reader, read_exactly
from app.formats.gpt import Gpt, GptEntry

Piece = tuple[int, int]  # first byte, and the one behind the last

_HEAD_SUM = slice(16, 20)
_MOVED = (slice(32, 40), slice(48, 56), slice(88, 92))  # the copy, the last usable block, entries'
_OWN, _ARRAY = slice(24, 32), slice(72, 80)


@dataclass(frozen=True)
class GptArea:
    """One table, as the image has it and as the drive has it."""

    table: Gpt  # the image's
    image: Reader
    drive: Reader

    def explains(self, _offset: int, _length: int, /) -> frozenset[Drift] | None:
        """Why the table, or the old place of its copy, may differ; None when they must not."""
        try:
            holds = self._header_moved and self._entries_kept and self._copy_agrees
        except AppError:
            return None
        return frozenset({Drift.PARTITION if self.added else Drift.TABLE}) if holds else None

    @property
    def pieces(self) -> Iterator[Piece]:
        """Its header and entries, and those of the copy at the image's end, which nobody looks at
        once there is another at the drive's. What lies between is not the table's."""
        yield from self._pieces_at(self.table.lba)
        end = self.image.size or 0
        if self.table.other > self.table.last_usable and self._is_header(self.table.other):
            yield from (
                piece for piece in self._pieces_at(self.table.other) if self._behind(piece, end)
            )

    @cached_property
    def added(self) -> tuple[GptEntry, ...]:
        """Partitions that only the drive has."""
        known = {entry.number for entry in self.table.entries}
        return tuple(entry for entry in self._after.entries if entry.number not in known)

    def _pieces_at(self, lba: int) -> Iterator[Piece]:
        block = self.table.block
        yield lba * block, (lba + 1) * block
        start, length = _array(self._block(self.image, lba), block)
        yield start, start + -(-length // block) * block

    def _behind(self, piece: Piece, end: int) -> bool:
        return (self.table.last_usable + 1) * self.table.block <= piece[0] < piece[1] <= end

    def _is_header(self, lba: int) -> bool:
        try:
            Gpt.read(self.image, lba, self.table.block)
        except AppError:
            return False
        return True

    @cached_property
    def _after(self) -> Gpt:
        return Gpt.read(self.drive, self.table.lba, self.table.block)

    def _block(self, reader: Reader, lba: int) -> bytes:
        return read_exactly(reader, lba * self.table.block, self.table.block, "GPT header")

    @property
    def _header_moved(self) -> bool:
        """To this drive's end, and changed in nothing else."""
        after = self._after
        last = self.drive.size // self.table.block - 1 if self.drive.size else 0
        moved = after.other == last > self.table.other
        return moved and self._same_header(self.table.lba, after.lba, *_MOVED)

    def _same_header(self, old: int, new: int, *places: slice) -> bool:
        before, after = bytearray(self._block(self.image, old)), self._block(self.drive, new)
        for place in (*places, _HEAD_SUM):
            before[place] = after[place]
        return bytes(before) == after  # whose checksum fits, or it could not have been read

    @property
    def _entries_kept(self) -> bool:
        """Unused lines may be used, for what lies behind the image; each for its own blocks."""
        start, length = _array(self._block(self.image, self.table.lba), self.table.block)
        rounded = -(-length // self.table.block) * self.table.block
        before = bytearray(read_exactly(self.image, start, rounded, "GPT entries"))
        after = read_exactly(self.drive, start, rounded, "GPT entries")
        size = _size(self._block(self.image, self.table.lba))
        free = self.table.last_usable + 1
        for entry in sorted(self.added, key=lambda each: each.first):
            line = slice(entry.offset - start, entry.offset - start + size)
            if any(before[line]) or not free <= entry.first <= entry.last:
                return False
            before[line] = after[line]
            free = entry.last + 1
        return free - 1 <= self._after.last_usable and bytes(before) == after

    @property
    def _copy_agrees(self) -> bool:
        """The new one at the drive's end is whole, and says what the first says."""
        block = self.table.block
        after = self._after
        Gpt.read(self.drive, after.other, block)
        first, copy = self._block(self.drive, after.lba), self._block(self.drive, after.other)
        (start, length), (other, _) = _array(first, block), _array(copy, block)
        expected = bytearray(first)
        expected[_OWN] = struct.pack("<Q", after.other)
        expected[32:40] = struct.pack("<Q", after.lba)
        expected[_ARRAY], expected[_HEAD_SUM] = copy[_ARRAY], copy[_HEAD_SUM]
        entries = read_exactly(self.drive, start, length, "GPT entries")
        same = read_exactly(self.drive, other, length, "GPT entries") == entries
        behind = after.last_usable * block < other <= after.other * block - length
        return bytes(expected) == copy and same and behind


def _array(header: bytes, block: int) -> tuple[int, int]:
    """Where the entries begin, and how long they are, in bytes."""
    lba, count = struct.unpack_from("<QI", header, 72)
    return lba * block, count * _size(header)


def _size(header: bytes) -> int:
    return int(struct.unpack_from("<I", header, 84)[0])

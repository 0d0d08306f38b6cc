"""Zstandard frames: where each begins and ends, and what it says about its length.

RFC 8878, section 3.1, and the seek table of the seekable format 0.1.0. Frames are walked by the
headers of their blocks, three bytes each; nothing is unpacked.
"""

import struct
from dataclasses import dataclass

from app.errors import BudgetSpent, CorruptImage
from app.formats.binary import Reader, read_exactly
from app.formats.magics import SKIPPABLE, SKIPPABLE_HEADER, ZSTD

LONGEST_HEADER = 18
MOST_STEPS = 8_192  # blocks walked to learn a size: 1 GiB; more would be felt on a slow disk
MOST_FRAMES = 131_072  # in a seek table
_MOST_SKIPPED = 16
_SEEK_MAGIC = b"\xb1\xea\x92\x8f"
_SEEK_FOOTER = 9


@dataclass(frozen=True, slots=True)
class FrameHeader:
    """RFC 8878, 3.1.1.1. `window` in bytes; `content` is None where the frame does not say."""

    length: int
    window: int
    content: int | None
    checksum: bool
    dictionary: int

    @classmethod
    def parse(cls, data: bytes) -> "FrameHeader | None":
        """Of a frame's first bytes, its magic among them; None when more of them are needed."""
        if len(data) < 5:
            return None
        descriptor = data[4]
        single = bool(descriptor & 0x20)
        dictionary_length = (0, 1, 2, 4)[descriptor & 3]
        content_length = (1 if single else 0, 2, 4, 8)[descriptor >> 6]
        dictionary_at = 5 if single else 6
        content_at = dictionary_at + dictionary_length
        length = content_at + content_length
        if len(data) < length:
            return None
        content = None
        if content_length:
            content = int.from_bytes(data[content_at:length], "little")
            content += 256 if content_length == 2 else 0
        return cls(
            length,
            content if single and content is not None else _window(data[5]),
            content,
            bool(descriptor & 4),
            int.from_bytes(data[dictionary_at:content_at], "little"),
        )


@dataclass(frozen=True, slots=True)
class BlockHeader:
    """RFC 8878, 3.1.1.2. `packed` is the length of what follows the header."""

    last: bool
    packed: int

    LENGTH = 3

    @classmethod
    def parse(cls, data: bytes) -> "BlockHeader":
        fields = int.from_bytes(data[:3], "little")
        run = fields >> 1 & 3 == 1  # one byte, repeated
        return cls(bool(fields & 1), 1 if run else fields >> 3)


@dataclass(frozen=True, slots=True)
class ZstdFrame:
    """One frame of a seekable file. `start` and `length` count unpacked bytes."""

    start: int
    length: int
    packed_at: int
    packed_length: int

    def wrapping(self) -> tuple[bytes, bytes]:
        """A frame is a file of its own."""
        return b"", b""

    def window(self, reader: Reader) -> int:
        """Bytes. Raises CorruptImage."""
        head = reader.read_at(self.packed_at, LONGEST_HEADER)
        if head[:4] in SKIPPABLE and self.length == 0:
            return 0
        return window_of(reader, self.packed_at)


def window_of(reader: Reader, at: int) -> int:
    """Bytes that the frame at `at` asks for, or the first behind those that are to be skipped.
    Raises CorruptImage."""
    head = reader.read_at(at, LONGEST_HEADER)
    for _ in range(_MOST_SKIPPED):
        if head[:4] not in SKIPPABLE:
            break
        at += SKIPPABLE_HEADER + int.from_bytes(head[4:8], "little")
        head = reader.read_at(at, LONGEST_HEADER)
    header = FrameHeader.parse(head) if head[:4] == ZSTD else None
    if header is None:
        raise CorruptImage("zstd frame", at, "its header is damaged")
    return header.window


def _window(descriptor: int) -> int:
    base = 1 << 10 + (descriptor >> 3)
    return base + base // 8 * (descriptor & 7)


def read_size(reader: Reader) -> int | None:
    """The unpacked length, if every frame says its own; None if one does not.

    Raises CorruptImage, also for a file that was cut off, and BudgetSpent where finding out would
    take too many reads.
    """
    at, total, steps = 0, 0, MOST_STEPS
    while (head := reader.read_at(at, LONGEST_HEADER)).strip(b"\0"):
        if head[:4] in SKIPPABLE and len(head) >= SKIPPABLE_HEADER:
            at += SKIPPABLE_HEADER + int.from_bytes(head[4:8], "little")
            steps = _spend(steps)
            continue
        header = FrameHeader.parse(head) if head[:4] == ZSTD else None
        if header is None:
            raise CorruptImage("zstd frame", at, "its header is damaged")
        if header.content is None:
            return None
        total += header.content
        at, steps = _behind_blocks(reader, at + header.length, steps)
        at += 4 if header.checksum else 0
    if reader.size is not None and at > reader.size:
        raise CorruptImage("zstd frame", reader.size, "it ends too early")
    return total


def _behind_blocks(reader: Reader, at: int, steps: int) -> tuple[int, int]:
    while True:
        steps = _spend(steps)
        block = BlockHeader.parse(read_exactly(reader, at, BlockHeader.LENGTH, "zstd block"))
        at += BlockHeader.LENGTH + block.packed
        if block.last:
            return at, steps


def _spend(steps: int) -> int:
    if not steps:
        raise BudgetSpent("the zstd file has too many blocks")
    return steps - 1


def read_seek_table(reader: Reader) -> tuple[ZstdFrame, ...]:
    """The frames that the table at the end lists; empty when there is no table.

    Raises CorruptImage when the table does not fit the file, BudgetSpent when it is too long.
    """
    end = reader.size
    if end is None or end < _SEEK_FOOTER + SKIPPABLE_HEADER:
        return ()
    count, descriptor, magic = struct.unpack("<IB4s", reader.read_at(end - _SEEK_FOOTER, 9))
    if magic != _SEEK_MAGIC:
        return ()
    if count > MOST_FRAMES:
        raise BudgetSpent("the zstd seek table lists too many frames")
    entry = struct.Struct("<II4x" if descriptor & 0x80 else "<II")
    length = count * entry.size
    at = end - _SEEK_FOOTER - length - SKIPPABLE_HEADER
    data = read_exactly(reader, at, SKIPPABLE_HEADER + length, "zstd seek table")
    if data[:4] != SKIPPABLE[14] or int.from_bytes(data[4:8], "little") != length + _SEEK_FOOTER:
        raise CorruptImage("zstd seek table", at, "its frame does not match its footer")
    frames: list[ZstdFrame] = []
    start = packed_at = 0
    for packed, unpacked in entry.iter_unpack(data[SKIPPABLE_HEADER:]):
        if packed or unpacked:  # one that is said to hold nothing may hold something
            frames.append(ZstdFrame(start, unpacked, packed_at, packed))
        start += unpacked
        packed_at += packed
    if packed_at != at:
        raise CorruptImage("zstd seek table", at, "its frames do not fill the file")
    return tuple(frames)

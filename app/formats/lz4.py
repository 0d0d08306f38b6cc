"""LZ4 frames: the unpacked length, where the frames say it.

LZ4 Frame Format 1.6.4. Frames are walked by the sizes of their blocks; nothing is unpacked.
"""

from dataclasses import dataclass

from app.errors import BudgetSpent, CorruptImage
from app.formats.binary import Reader, read_exactly
from app.formats.magics import LZ4, SKIPPABLE, SKIPPABLE_HEADER
from app.formats.zstd import MOST_STEPS

_LONGEST_HEADER = 19


@dataclass(frozen=True, slots=True)
class FrameHeader:
    """The frame descriptor. `content` is None where the frame does not say."""

    length: int
    content: int | None
    block_checksum: bool
    content_checksum: bool

    @classmethod
    def parse(cls, data: bytes, at: int) -> "FrameHeader":
        """Raises CorruptImage."""
        flags = data[4] if len(data) > 4 else 0
        length = 7 + (8 if flags & 8 else 0) + (4 if flags & 1 else 0)
        if data[:4] != LZ4 or len(data) < length or flags >> 6 != 1:
            raise CorruptImage("lz4 frame", at, "its header is damaged")
        content = int.from_bytes(data[6:14], "little") if flags & 8 else None
        return cls(length, content, bool(flags & 0x10), bool(flags & 4))


def read_size(reader: Reader) -> int | None:
    """The unpacked length, if every frame says its own; None if one does not.

    Raises CorruptImage, also for a file that was cut off, and BudgetSpent where finding out would
    take too many reads.
    """
    at, total, steps = 0, 0, MOST_STEPS
    while (head := reader.read_at(at, _LONGEST_HEADER)).strip(b"\0"):
        if not steps:
            raise BudgetSpent("the lz4 file has too many blocks")
        if head[:4] in SKIPPABLE and len(head) >= SKIPPABLE_HEADER:
            at += SKIPPABLE_HEADER + int.from_bytes(head[4:8], "little")
            steps -= 1
            continue
        header = FrameHeader.parse(head, at)
        if header.content is None:
            return None
        total += header.content
        at, steps = _behind_blocks(reader, at + header.length, header, steps)
    if reader.size is not None and at > reader.size:
        raise CorruptImage("lz4 frame", reader.size, "it ends too early")
    return total


def _behind_blocks(reader: Reader, at: int, header: FrameHeader, steps: int) -> tuple[int, int]:
    while steps:
        steps -= 1
        size = int.from_bytes(read_exactly(reader, at, 4, "lz4 block"), "little") & 0x7FFFFFFF
        at += 4
        if not size:
            return at + (4 if header.content_checksum else 0), steps
        at += size + (4 if header.block_checksum else 0)
    raise BudgetSpent("the lz4 file has too many blocks")

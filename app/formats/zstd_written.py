"""Zstandard frames as they are written here: one that is not packed, so that its bytes can be
changed in place, and the table at the end by which a file is read anywhere.

RFC 8878, section 3.1, and the seekable format 0.1.0.
"""

import struct
from collections.abc import Iterator, Sequence

from app.formats.magics import SKIPPABLE, ZSTD

PLAIN = 0xA0  # descriptor of such a frame: four bytes of length, no window, no checksum
_HEADER = struct.Struct("<4sBI")
_BLOCK = 128 << 10  # bytes: no block holds more (3.1.1.2.4)
_BLOCK_HEADER = 3
_SEEK_MAGIC = b"\xb1\xea\x92\x8f"


def plain_length(length: int) -> int:
    """Bytes that a frame with `length` bytes takes when they are not packed."""
    return _HEADER.size + -(-length // _BLOCK) * _BLOCK_HEADER + length


def plain_headers(length: int) -> Iterator[tuple[int, bytes]]:
    """(place in the frame, bytes) of all that is not content: at least one byte of that."""
    yield 0, _HEADER.pack(ZSTD, PLAIN, length)
    for start in range(0, length, _BLOCK):
        size = min(_BLOCK, length - start)
        last = start + size == length
        header = (size << 3 | last).to_bytes(_BLOCK_HEADER, "little")  # type 0: as it is
        yield plain_place(start) - _BLOCK_HEADER, header


def plain_place(offset: int) -> int:
    """Where in the frame a byte of the content lies."""
    return _HEADER.size + (offset // _BLOCK + 1) * _BLOCK_HEADER + offset


def plain_parts(offset: int, length: int) -> Iterator[tuple[int, int]]:
    """(offset, length) of the pieces of a stretch that lie in one block each."""
    end = offset + length
    while offset < end:
        size = min(end - offset, _BLOCK - offset % _BLOCK)
        yield offset, size
        offset += size


def seek_table(frames: Sequence[tuple[int, int]]) -> bytes:
    """The last frame of a file: (packed length, length) of those before it."""
    entries = b"".join(struct.pack("<II", *frame) for frame in frames)
    footer = struct.pack("<IB4s", len(frames), 0, _SEEK_MAGIC)
    length = (len(entries) + len(footer)).to_bytes(4, "little")
    return SKIPPABLE[14] + length + entries + footer

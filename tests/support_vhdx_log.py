"""Builders of a VHDX's log ([MS-VHDX], version 7.0, section 2.3)."""

import struct
from collections.abc import Mapping, Sequence

from support_virtual_disk import MIB, crc_at_4, vhdx

IDENTITY = b"identity of log."
PAGE = 4096
TABLE_AT = 3 * MIB  # of the blocks, in what `vhdx` makes


def log_entry(
    number: int,
    pages: Mapping[int, bytes] | None = None,
    *,
    zeros: Sequence[tuple[int, int]] = (),
    tail: int = 0,
    flushed: int = 0,
    last: int = 0,
    identity: bytes = IDENTITY,
    numbers: tuple[int, int] | None = None,
    summed: bool = True,
) -> bytes:
    """`pages` by place; `zeros` are places and lengths, and come first. `numbers`: what stands in
    descriptors and in pages in place of the right one."""
    pages = pages or {}
    in_descriptors, in_pages = numbers or (number, number)
    descriptors = b"".join(
        struct.pack("<4s4xQQQ", b"zero", length, place, in_descriptors) for place, length in zeros
    )
    data = b""
    for place, page in pages.items():
        parts = (b"desc", page[-4:], page[:8], place, in_descriptors)
        descriptors += struct.pack("<4s4s8sQQ", *parts)
        high, low = divmod(in_pages, 1 << 32)
        data += struct.pack("<4sI", b"data", high) + page[8:-4] + struct.pack("<I", low)
    head_length = -(-(64 + len(descriptors)) // PAGE) * PAGE
    length, count = head_length + len(data), len(pages) + len(zeros)
    head = struct.pack("<4sIIIQI4x", b"loge", 0, length, tail, number, count)
    head += identity + struct.pack("<QQ", flushed, last) + descriptors
    entry = head.ljust(head_length, b"\0") + data
    return crc_at_4(entry) if summed else entry


def table(*blocks: int) -> bytes:
    """The first page of the table of blocks: where each is, in mebibytes; 0 where none is."""
    entries = struct.pack(f"<{len(blocks)}Q", *(each << 20 | 6 if each else 0 for each in blocks))
    return entries.ljust(PAGE, b"\0")


def logged(image: bytes, ring: bytes, *, sector: int = 512) -> bytes:
    return vhdx(image, log=IDENTITY, ring=ring, sector=sector)

"""Builders of a VHDX and of its log ([MS-VHDX], version 7.0)."""

import struct
import uuid
from collections.abc import Mapping, Sequence
from functools import cache

from support_virtual_disk import MIB, blocks

IDENTITY = b"identity of log."
PAGE = 4096
TABLE_AT = 3 * MIB  # of the blocks, in what `vhdx` makes


def vhdx(
    image: bytes,
    *,
    sector: int = 512,
    parent: Mapping[str, str] | None = None,
    log: bytes = bytes(16),
    ring: bytes = b"",
) -> bytes:
    """Blocks of 1 MiB. `log`: the identity of the log, of which `ring` are the first bytes.
    `parent`: what is told of the disk that it differs from."""
    head = struct.pack("<4sIQ32x16sHHIQ", b"head", 0, 7, log, 0, 1, MIB, MIB)
    older = struct.pack("<4sIQ32x16sHHIQ", b"head", 0, 6, bytes(16), 0, 1, MIB, MIB)
    regions = struct.pack("<4sII4x", b"regi", 0, 2)
    regions += struct.pack(
        "<16sQII", _guid("2dc27766-f623-4200-9d64-115e9bfd4a08"), 3 * MIB, MIB, 1
    )
    regions += struct.pack(
        "<16sQII", _guid("8b7ca206-4790-4b9a-b8fe-575f050f886e"), 2 * MIB, MIB, 1
    )
    flags = 0 if parent is None else 2
    count = 3 if parent is None else 4
    items = struct.pack("<8s2xH20x", b"metadata", count)
    values = b""
    for kind, value in (
        ("caa16737-fa36-4d43-b3b6-33f0aa44e76b", struct.pack("<II", MIB, flags)),
        ("2fa54224-cd1b-4876-b211-5dbed83bf4b8", struct.pack("<Q", len(image))),
        ("8141bf1d-a96f-4709-ba47-f233a8faab5f", struct.pack("<I", sector)),
        ("a8d35f2d-b30b-454d-abf7-d3d84834ab0c", _locator(parent or {})),
    )[:count]:
        items += struct.pack("<16sIII4x", _guid(kind), (64 << 10) + len(values), len(value), 6)
        values += value
    entries, data = [], b""
    for piece in blocks(image, MIB):
        entries.append(4 + len(data) // MIB << 20 | 6 if piece else 0)
        data += piece
    parts = [
        (0, b"vhdxfile"),
        (64 << 10, crc_at_4(older.ljust(4096, b"\0"))),
        (128 << 10, crc_at_4(head.ljust(4096, b"\0"))),
        (192 << 10, crc_at_4(regions.ljust(64 << 10, b"\0"))),
        (MIB, ring),
        (2 * MIB, items),
        (2 * MIB + (64 << 10), values),
        (3 * MIB, struct.pack(f"<{len(entries)}Q", *entries)),
        (4 * MIB, data),
    ]
    out = bytearray(4 * MIB)
    for at, part in parts:
        out[at : at + len(part)] = part
    return bytes(out)


def _locator(told: Mapping[str, str]) -> bytes:
    head = _guid("b04aefb7-d19e-4a81-b789-25b8e9445913") + struct.pack("<HH", 0, len(told))
    entries, texts, at = b"", b"", 20 + 12 * len(told)
    for each in told.items():
        key, value = (text.encode("utf-16-le") for text in each)
        places = (at + len(texts), at + len(texts) + len(key))
        entries += struct.pack("<IIHH", *places, len(key), len(value))
        texts += key + value
    return head + entries + texts


@cache
def crc_at_4(record: bytes) -> bytes:
    """CRC-32C by the polynomial, bit by bit."""
    crc = 0xFFFFFFFF
    for byte in record[:4] + bytes(4) + record[8:]:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0x82F63B78 & -(crc & 1))
    return record[:4] + struct.pack("<I", crc ^ 0xFFFFFFFF) + record[8:]


def _guid(text: str) -> bytes:
    return uuid.UUID(text).bytes_le


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

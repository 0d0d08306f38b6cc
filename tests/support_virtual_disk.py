"""Builders of virtual disks. `image` is what the disk holds; blocks of zeros are left out of it."""

import bz2
import lzma
import plistlib
import struct
import zlib
from collections.abc import Callable, Iterator

import zstandard

MIB = 1 << 20


def blocks(image: bytes, length: int) -> Iterator[bytes]:
    """The image in pieces of `length`, b"" for those that hold nothing."""
    for start in range(0, len(image), length):
        piece = image[start : start + length].ljust(length, b"\0")
        yield piece if any(piece) else b""


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-12)
    return packer.compress(data) + packer.flush()


def qcow2(
    image: bytes,
    *,
    version: int = 3,
    bits: int = 12,
    packed: str = "",
    features: int = 0,
    backing: bytes = b"",
    encryption: int = 0,
    outside: bytes = b"",
    size: int | None = None,
) -> bytes:
    """`packed`: "", "deflate" or "zstd". One table of the second level, so at most 2^(2 bits - 3)
    bytes of image."""
    cluster = 1 << bits
    size = len(image) if size is None else size
    entries, data, at = [], b"", 3 * cluster
    for piece in blocks(image, cluster):
        if not piece:
            entries.append(0)
        elif packed:
            body = raw_deflate(piece) if packed == "deflate" else zstandard.compress(piece)
            body = body.ljust(-(-len(body) // 512) * 512, b"\0")
            entries.append(1 << 62 | (len(body) // 512 - 1) << (62 - (bits - 8)) | at + len(data))
            data += body
        else:
            entries.append(1 << 63 | at + len(data))
            data += piece
    name_at = 512 if backing else 0
    head = struct.pack(
        ">4sIQIIQIIQ",
        b"QFI\xfb",
        version,
        name_at,
        len(backing),
        bits,
        size,
        encryption,
        1,
        cluster,
    )
    head = head.ljust(72, b"\0")
    if version == 3:
        features |= 8 if packed == "zstd" else 0
        head += struct.pack(">QQQIIB7x", features, 0, 0, 4, 112, packed == "zstd")
        if outside:
            head += struct.pack(">4sI", b"DATA", len(outside)) + outside
    head = head.ljust(512, b"\0") + backing
    first = struct.pack(">Q", 1 << 63 | 2 * cluster)
    second = struct.pack(f">{len(entries)}Q", *entries)
    return b"".join(part.ljust(cluster, b"\0") for part in (head, first, second)) + data


def vdi(image: bytes, *, block: int = 4096, kind: int = 1, parent: bytes = bytes(16)) -> bytes:
    numbers, data = [], b""
    for piece in blocks(image, block):
        numbers.append(len(data) // block if piece else 0xFFFFFFFF)
        data += piece
    map_at, data_at = 512, 512 + -(-len(numbers) * 4 // 512) * 512
    head = b"<<< a disk >>>\n".ljust(64, b"\0") + bytes.fromhex("7f10dabe")
    head += struct.pack("<IIII", 0x00010001, 400, kind, 0) + bytes(256)
    head += struct.pack("<II20xQIII", map_at, data_at, len(image), block, 0, len(numbers))
    head = head.ljust(424, b"\0") + parent
    table = struct.pack(f"<{len(numbers)}I", *numbers)
    return head.ljust(map_at, b"\0") + table.ljust(data_at - map_at, b"\0") + data


def vhd(
    image: bytes, *, kind: int = 3, block: int = 4096, parent: str = "", size: int = 0
) -> bytes:
    """`kind`: 2 in one piece, 3 in blocks, 4 with a parent. `size`: what it says of itself."""
    footer = _vhd_footer(size or len(image), kind)
    if kind == 2:
        return image + footer
    head = struct.pack(
        ">8sQQIII", b"cxsparse", 2**64 - 1, 1536, 0x10000, -(-len(image) // block), block
    )
    head = head.ljust(64, b"\0") + parent.encode("utf-16-be")
    head = _summed(head.ljust(1024, b"\0"), 36)
    numbers, data = [], b""
    count = len(list(blocks(image, block)))
    table_length = -(-count * 4 // 512) * 512
    for piece in blocks(image, block):
        numbers.append((1536 + table_length + len(data)) // 512 if piece else 0xFFFFFFFF)
        if piece:
            data += bytes([255] * (block // 4096)).ljust(512, b"\0") + piece
    table = struct.pack(f">{len(numbers)}I", *numbers).ljust(table_length, b"\xff")
    return footer + head + table + data + footer


def _vhd_footer(size: int, kind: int) -> bytes:
    at = 2**64 - 1 if kind == 2 else 512
    footer = struct.pack(
        ">8sIIQI4sI4sQQIII",
        b"conectix",
        2,
        0x10000,
        at,
        0,
        b"test",
        0,
        b"Wi2k",
        size,
        size,
        0,
        kind,
        0,
    )
    return _summed(footer.ljust(512, b"\0"), 64)


def _summed(record: bytes, at: int) -> bytes:
    return record[:at] + struct.pack(">I", ~sum(record) & 0xFFFFFFFF) + record[at + 4 :]


def vmdk(
    image: bytes,
    *,
    packed: bool = False,
    at_end: bool = False,
    parent: str = "",
    packing: int = 1,
    version: int = 1,
    short: bool = False,
    text: bytes | None = None,
) -> bytes:
    """Grains of 4 KiB, tables of 16 entries. `at_end`: as a stream, with the directory behind.
    `short`: of the last grain only what the disk has of it is packed. `text` in place of the
    right one."""
    grain, entries = 4096, 16
    if text is None:
        text = vmdk_text(f'RW {len(image) // 512} SPARSE "disk.vmdk"', parent=parent)
    text += bytes(-len(text) % 512)
    places: list[int] = []
    data = b""
    for number, piece in enumerate(blocks(image, grain)):
        places.append((512 + len(text) + len(data)) // 512 if piece else 0)
        if piece and packed:
            body = zlib.compress(piece[: len(image) - number * grain] if short else piece)
            piece = struct.pack("<QI", number * grain // 512, len(body)) + body
            piece = piece.ljust(-(-len(piece) // 512) * 512, b"\0")
        data += piece
    directory, tables = b"", b""
    tables_at = 512 + len(text) + len(data)
    for first in range(0, len(places), entries):
        part = places[first : first + entries]
        directory += struct.pack("<I", (tables_at + len(tables)) // 512 if any(part) else 0)
        if any(part):
            table = struct.pack(f"<{len(part)}I", *part).ljust(entries * 4, b"\0")
            tables += table.ljust(512, b"\0")
    body = text + data + tables + directory.ljust(-(-len(directory) // 512) * 512, b"\0")
    directory_at = (512 + len(text) + len(data) + len(tables)) // 512

    def header(place: int) -> bytes:
        flags = 3 | (1 << 16 | 1 << 17 if packed else 0)
        fields = struct.pack("<4sII", b"KDMV", version, flags)
        fields += struct.pack("<QQ", len(image) // 512, grain // 512)
        fields += struct.pack("<QQ", bool(text), len(text) // 512)
        fields += struct.pack("<IQQQ", entries, 0, place, 0) + b"\0\n \r\n"
        return (fields + struct.pack("<H", packing if packed else 0)).ljust(512, b"\0")

    if not at_end:
        return header(directory_at) + body
    return header(2**64 - 1) + body + bytes(512) + header(directory_at) + bytes(512)


def vmdk_text(*extents: str, parent: str = "") -> bytes:
    lines = ["# Disk DescriptorFile", "version=1", "CID=12345678"]
    lines.append(f"parentCID={'0badcafe' if parent else 'ffffffff'}")
    lines += [
        'createType="monolithicFlat"',
        *([f'parentFileNameHint="{parent}"'] if parent else ()),
    ]
    lines += ["# Extent description", *extents, 'ddb.adapterType = "ide"', ""]
    return "\n".join(lines).encode()


def dmg(
    image: bytes,
    *,
    kind: int = 0x80000005,
    segments: int = 1,
    xml: bytes = b"",
    first: int = 1,
) -> bytes:
    """Pieces of 4 KiB in tables of 20, packed as `kind` says, and the first one as `first`."""
    pack: dict[int, Callable[[bytes], bytes]] = {
        0x80000005: zlib.compress,
        0x80000006: bz2.compress,
        0x80000008: lzma.compress,
    }
    data, tables, table = b"", [], b""
    pieces = list(blocks(image, 4096))
    for number, piece in enumerate(pieces):
        if not piece:
            table += struct.pack(">IIQQQQ", 2 * (number % 2), 0, number % 20 * 8, 8, 0, 0)
        else:
            how = first if number == 0 else kind
            body = piece if how == 1 else pack.get(how, bytes)(piece)
            table += struct.pack(">IIQQQQ", how, 0, number % 20 * 8, 8, len(data), len(body))
            data += body
        if number % 20 == 19 or number == len(pieces) - 1:
            sectors = (number % 20 + 1) * 8
            table += struct.pack(">IIQQQQ", 0xFFFFFFFF, 0, sectors, 0, len(data), 0)
            head = struct.pack(">4sIQQQ", b"mish", 1, number // 20 * 160, sectors, 0)
            head = head.ljust(200, b"\0")
            tables.append(head + struct.pack(">I", len(table) // 40) + table)
            table = b""
    entries = [{"Data": each, "Name": "part"} for each in tables]
    listed = xml or plistlib.dumps({"resource-fork": {"blkx": entries}})
    trailer = struct.pack(">4sIII", b"koly", 4, 512, 1) + struct.pack(
        ">QQQQQ", 0, 0, len(data), 0, 0
    )
    trailer += struct.pack(">II", 1, segments) + bytes(16) + bytes(136)
    trailer += struct.pack(">QQ", len(data), len(listed)) + bytes(120 + 136 + 4)
    trailer += struct.pack(">Q", len(image) // 512) + bytes(12)
    assert len(trailer) == 512
    return data + listed + trailer

"""File systems of which only the name is ever read: ext, UFS, HFS+."""

import struct

from support_boot import Image


def ext_volume(name: str) -> bytes:
    image = Image(64 << 10).put(1024 + 56, b"\x53\xef")
    return image.put(1024 + 120, name.encode().ljust(16, b"\0")).build()


def ufs_volume(name: str, *, old: bool = False) -> bytes:
    """UFS2, or with `old` UFS1; little-endian."""
    start, magic = (8192, 0x011954) if old else (65536, 0x19540119)
    image = Image(128 << 10).put(start + 1372, struct.pack("<I", magic))
    return image.put(start + 680, name.encode().ljust(32, b"\0")).build()


def hfs_volume(
    name: str,
    *,
    magic: bytes = b"H+",
    node: int = 4096,
    parent: int = 1,
    letters: int | None = None,
) -> bytes:
    """A header, and a catalogue of a header node and one leaf, in blocks of 4096 bytes."""
    image = Image(128 << 10).put(1024, magic).put(1024 + 40, struct.pack(">I", 4096))
    image.put(1024 + 272, struct.pack(">QIIII", 8192, 4096, 2, 4, 2))  # two blocks from block 4 on
    start = 4 * 4096
    header = struct.pack(">IIbBHH", 1, 0, 1, 0, 3, 0)
    header += struct.pack(">HIIIIH", 1, 1, 1, 1, 1, node)
    image.put(start, header)
    text = name.encode("utf-16-be")
    count = len(text) // 2 if letters is None else letters
    key = struct.pack(">HIH", 6 + len(text), parent, count) + text
    return image.put(start + node, struct.pack(">IIbBHH", 0, 0, -1, 1, 1, 0) + key).build()

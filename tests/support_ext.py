"""Small ext2 volumes built byte by byte, for what is free in them."""

import struct
from collections.abc import Iterable

from support_boot import Image

BLOCK = 4096
EACH = 512  # blocks of a group
INODES = 32  # of a group, of 128 bytes
TABLE = INODES * 128 // BLOCK
RECORDS = 2 + 2 + TABLE  # superblock, descriptors, two bitmaps, inodes


def ext(
    used: Iterable[tuple[int, int]],
    *,
    blocks: int = 3 * EACH - 100,
    unmade: frozenset[int] = frozenset(),
    clean: bool = True,
    read_only: int = 0,
    said: dict[int, int] | None = None,
    total: int = 0,
) -> bytes:
    """`used` are (first block, count) beside the volume's own. `unmade` groups have no bitmap, and
    nothing in use but records. `said` is added to what a group says is free, `total` to the sum."""
    image, groups = Image(blocks * BLOCK), -(-blocks // EACH)
    taken = {block for first, count in used for block in range(first, first + count)}
    free = []
    descriptors = b""
    for group in range(groups):
        start, stop = group * EACH, min(blocks, (group + 1) * EACH)
        own = 2 if group in (0, 1) else 0  # superblock and descriptors
        bitmap, inodes, table = start + own, start + own + 1, start + own + 2
        in_use = taken & set(range(start, stop)) | set(range(start, table + TABLE))
        bits = sum(1 << block - start for block in in_use)
        free.append(stop - start - len(in_use))
        bits |= ((1 << EACH) - 1) & ~((1 << stop - start) - 1)
        if group not in unmade:
            image.put(bitmap * BLOCK, bits.to_bytes(EACH // 8, "little"))
        flags = 0x2 if group in unmade else 0
        claimed = free[-1] + (said or {}).get(group, 0)
        descriptors += struct.pack("<IIIHHHH12x", bitmap, inodes, table, claimed, INODES, 0, flags)
    image.put(BLOCK, descriptors)
    super_ = struct.pack("<IIIII", INODES * groups, blocks, 0, sum(free) + total, INODES * groups)
    image.put(1024, super_).put(1024 + 20, struct.pack("<II", 0, 2))
    image.put(1024 + 32, struct.pack("<III", EACH, EACH, INODES))
    image.put(1024 + 56, struct.pack("<HH", 0xEF53, 1 if clean else 2))
    image.put(1024 + 76, struct.pack("<I", 1)).put(1024 + 88, struct.pack("<H", 128))
    image.put(1024 + 100, struct.pack("<I", 1 | read_only))
    return image.build()

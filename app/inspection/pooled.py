"""Whether a volume belongs to something larger: a RAID, a cache, a pool. These leave its first
bytes alone, so that what it was before may still be seen there, and look whole: a FAT whose
reserved sectors have the record of a RAID in them, or an ext in front of the label of a ZFS.

Linux, drivers/md/md.c (superblock 1.1 and 1.2) and include/uapi/linux/bcache.h; LVM2, lib/label;
the ZFS on-disk format, 1.3 (uberblocks, of either byte order).
"""

from app.formats.binary import Reader

_RAID = bytes.fromhex("fc4e2ba9")
_CACHE = bytes.fromhex("c68573f64e1a45ca8265f57f48ba6d81")
_SIGNS = (
    *((place, _RAID) for place in (0, 4096)),
    (4096 + 24, _CACHE),
    *((sector * 512, b"LABELONE") for sector in range(4)),
)
_RING = 128 << 10  # bytes: where the first uberblocks begin, and of how many they are
_EACH = 1024
_POOL = (0x00BAB10C).to_bytes(8, "little"), (0x00BAB10C).to_bytes(8, "big")


def is_pooled(volume: Reader) -> bool:
    """Raises what reading raises."""
    if any(volume.read_at(place, len(sign)) == sign for place, sign in _SIGNS):
        return True
    ring = volume.read_at(_RING, _RING)
    return any(ring.startswith(_POOL, place) for place in range(0, len(ring), _EACH))

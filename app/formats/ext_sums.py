"""The checksums that ext4 keeps of its own records (feature metadata_csum), recomputed.

Linux, Documentation/filesystems/ext4: "Checksums", "The Super Block", "Index Nodes", "Block Group
Descriptors", "Journal". All are CRC-32C without the final inversion; those of inodes and groups
begin with one that stands for the volume.
"""

import struct
from dataclasses import dataclass
from typing import Self

from app.formats.crc32c import crc32c

_SUMS = 0x400  # feature that only readers may ignore: metadata_csum
_SEED = 0x2000  # incompatible feature: the volume's own beginning stands in the superblock
_CRC32C = 1  # kind of checksum
_JOURNAL_SUMS = 0x18  # incompatible features of a journal: checksums, version 2 and 3


@dataclass(frozen=True, slots=True)
class Sums:
    """How a volume makes the checksums of its inodes and groups."""

    seed: int

    @classmethod
    def of(cls, superblock: bytes) -> Self | None:
        """None where it has none, or of a kind that is not known."""
        incompatible, compatible = struct.unpack_from("<II", superblock, 96)
        if not compatible & _SUMS or superblock[373] != _CRC32C:
            return None
        if incompatible & _SEED:
            return cls(_number(superblock, 624))
        return cls(crc32c(superblock[104:120]))

    def inode_fits(self, number: int, inode: bytes) -> bool:
        """`number` counts from 1, over all groups."""
        data = bytearray(inode)
        data[124:126] = bytes(2)
        said, bits = struct.unpack_from("<H", inode, 124)[0], 0xFFFF
        if len(inode) > 128 and struct.unpack_from("<H", inode, 128)[0] >= 4:
            said |= struct.unpack_from("<H", inode, 130)[0] << 16
            data[130:132], bits = bytes(2), 0xFFFFFFFF
        crc = crc32c(struct.pack("<I", number) + inode[100:104], self.seed)
        return bool(crc32c(bytes(data), crc) & bits == said)

    def group_fits(self, number: int, descriptor: bytes) -> bool:
        """`number` counts from 0."""
        data = struct.pack("<I", number) + descriptor[:30] + bytes(2) + descriptor[32:]
        said = struct.unpack_from("<H", descriptor, 30)[0]
        return bool(crc32c(data, self.seed) & 0xFFFF == said)


def superblock_fits(data: bytes) -> bool:
    return crc32c(data[:1020]) == _number(data, 1020)


def journal_fits(data: bytes, *, needed: bool) -> bool:
    """Of a journal's first 1024 bytes: the right checksum, or none where none is `needed`."""
    if not struct.unpack_from(">I", data, 40)[0] & _JOURNAL_SUMS:
        return not needed
    whole = data[:252] + bytes(4) + data[256:1024]
    return bool(crc32c(whole) == struct.unpack_from(">I", data, 252)[0])


def _number(data: bytes, at: int) -> int:
    return int(struct.unpack_from("<I", data, at)[0])

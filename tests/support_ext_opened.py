"""A small ext4 volume with a journal and checksums, as it was made and after it was opened."""

import struct
from dataclasses import dataclass

from support_boot import Image
from support_ext import BLOCK, INODES, ext

INODE = 128
TABLE = 4 * BLOCK  # of the inodes of the first group
FILE = 12  # the number of an inode
JOURNAL, BLOCKS = 20 * BLOCK, 4  # where it is and how long
SUPER = 1024
UUID = bytes(range(16))


def crc32c(data: bytes, crc: int = 0xFFFFFFFF) -> int:
    for byte in data:
        for bit in range(8):
            crc = crc >> 1 ^ 0x82F63B78 * ((crc ^ byte >> bit) & 1)
    return crc


@dataclass
class ExtVolume:
    """What differs from what `mkfs` left is said by the fields."""

    sums: bool = True
    written: int = 1_000
    opened: int = 0  # how often
    read: int = 0  # when the file was
    transactions: int = 1
    journal_features: int = 0
    state: int = 1
    zeroed: bool = False  # the inodes of the first group
    log: bytes = b""  # in the journal's second block
    waiting: int = 0  # where in the journal something waits

    def build(self) -> bytes:
        image = Image(0).put(0, ext([(20, BLOCKS), (30, 2)], blocks=64, each=64))
        image.put(TABLE + 7 * INODE, self._journal_inode())
        image.put(TABLE + (FILE - 1) * INODE, self._file())
        image.put(JOURNAL, self._journal()).put(JOURNAL + BLOCK, self.log)
        flags = struct.pack("<H", 4 if self.zeroed else 0)
        image.put(BLOCK + 18, flags)
        group = bytes(image.data[BLOCK : BLOCK + 32])
        crc = crc32c(struct.pack("<I", 0) + group[:30] + bytes(2), self._seed) if self.sums else 0
        image.put(BLOCK + 30, struct.pack("<H", crc & 0xFFFF))
        self._superblock(image)
        return image.build()

    @property
    def _seed(self) -> int:
        return crc32c(UUID)

    def _superblock(self, image: Image) -> None:
        def put(at: int, layout: str, *values: int) -> None:
            image.put(SUPER + at, struct.pack(layout, *values))

        put(44, "<IIH", self.written, self.written, self.opened)
        put(58, "<H", self.state)
        put(92, "<III", 0x4, 0x40, 0x400 if self.sums else 0)  # journal, extents, checksums
        put(224, "<I", 8)  # the journal's inode
        image.put(SUPER + 104, UUID).put(SUPER + 136, b"/media" if self.opened else bytes(6))
        if self.sums:
            put(373, "<B", 1)
            put(1020, "<I", crc32c(bytes(image.data[SUPER : SUPER + 1020])))

    def _file(self) -> bytes:
        inode = bytearray(INODE)
        struct.pack_into("<HHIIIII", inode, 0, 0x81A4, 0, 8192, self.read, 900, 900, 0)
        struct.pack_into("<H", inode, 26, 1)
        if self.sums:
            seed = crc32c(struct.pack("<I", FILE) + inode[100:104], self._seed)
            inode[124:126] = struct.pack("<H", crc32c(bytes(inode), seed) & 0xFFFF)
        return bytes(inode)

    def _journal_inode(self) -> bytes:
        inode = bytearray(INODE)
        struct.pack_into("<H24xHI", inode, 0, 0x8180, 1, 0)
        struct.pack_into("<I", inode, 32, 0x80000)
        struct.pack_into("<HHHHI", inode, 40, 0xF30A, 1, 4, 0, 0)
        struct.pack_into("<IHHI", inode, 52, 0, BLOCKS, 0, JOURNAL // BLOCK)
        return bytes(inode)

    def _journal(self) -> bytes:
        head = bytearray(1024)
        values = (0xC03B3998, 4, 0, BLOCK, BLOCKS, 1, self.transactions, self.waiting, 0, 0)
        struct.pack_into(">IIIIIIIIII", head, 0, *values)
        struct.pack_into(">I", head, 40, self.journal_features)
        if self.journal_features & 0x10:
            head[80] = 4
            head[252:256] = struct.pack(">I", crc32c(bytes(head)))
        return bytes(head)


def inodes_of_the_first_group() -> range:
    return range(TABLE, TABLE + INODES * INODE)

"""What earlier lives leave on a drive, at the places where computers look for it: superblocks as
libblkid knows them, each with as little as it takes to be believed."""

import struct
from collections.abc import Callable
from zlib import crc32

MIB = 1 << 20

Labels = dict[int, bytes]  # by their place in a volume


def raid_1_0(size: int) -> Labels:
    """MD with its superblock at the end."""
    place = (size // 512 - 16) & ~7
    block = bytearray(256)
    struct.pack_into("<II", block, 0, 0xA92B4EFC, 1)
    block[16:32] = bytes(range(1, 17))
    struct.pack_into("<QQQ", block, 128, 0, place, place)
    struct.pack_into("<Q", block, 144, place)
    struct.pack_into("<I", block, 216, _md_sum(bytes(block)))
    return {place * 512: bytes(block)}


def zfs(size: int) -> Labels:
    """All four labels, each with a ring of uberblocks."""
    whole, label = size // 262144 * 262144, bytearray(262144)
    for place in range(128 << 10, 140 << 10, 1024):
        struct.pack_into("<QQQQQ", label, place, 0x00BAB10C, 5000, place, 1, 1)
    return {place: bytes(label) for place in (0, 262144, whole - 524288, whole - 262144)}


def lvm(_size: int) -> Labels:
    label = bytearray(512)
    label[:8] = b"LABELONE"
    struct.pack_into("<QII8s", label, 8, 1, 0, 32, b"LVM2 001")
    label[32:64] = b"0123456789abcdef0123456789abcdef"
    struct.pack_into("<I", label, 16, _lvm_sum(bytes(label[20:])))
    return {512: bytes(label)}


def second_luks(_size: int) -> Labels:
    """The second header of a LUKS2, as far back as it may lie."""
    header = bytearray(512)
    header[:6] = b"SKUL\xba\xbe"
    struct.pack_into(">HQ", header, 6, 2, 4 * MIB)
    header[168:208] = b"01234567-89ab-cdef-0123-456789abcdef".ljust(40, b"\0")
    struct.pack_into(">Q", header, 256, 4 * MIB)
    return {4 * MIB: bytes(header)}


def vmfs(_size: int) -> Labels:
    return {2 * MIB: b"\x5e\xf1\xab\x2f".ljust(512, b"\1")}


def promise(size: int) -> Labels:
    return {(size // 512 - 3087) * 512: b"Promise Technology, Inc."}


def ddf(size: int) -> Labels:
    block = bytearray(b"\xde\x11\xde\x11".ljust(512, b"\xff"))
    struct.pack_into(">I", block, 4, 0)
    block[8:32] = b"Linux-MD\xde\xad\xbe\xef\0\0\0\0\0\0\0\0\0\0\0\0"
    block[32:40] = b"01.02.00"
    struct.pack_into(">Q", block, 96, size // 512 - 1)
    block[4:8] = b"\xff" * 4
    struct.pack_into(">I", block, 4, crc32(bytes(block)))
    return {size // 512 * 512 - 512: bytes(block)}


EVERYWHERE: dict[str, Callable[[int], Labels]] = {
    "zfs_member": zfs,  # the largest: the others may lie in it
    "linux_raid_member": raid_1_0,
    "LVM2_member": lvm,
    "crypto_LUKS": second_luks,
    "VMFS": vmfs,
    "promise_fasttrack_raid_member": promise,
    "ddf_raid_member": ddf,
}


def _md_sum(block: bytes) -> int:
    whole: int = sum(struct.unpack("<64I", block)) - int.from_bytes(block[216:220], "little")
    return (whole & 0xFFFFFFFF) + (whole >> 32)


def _lvm_sum(data: bytes) -> int:
    return int(crc32(data, 0xF597A6CF ^ 0xFFFFFFFF)) ^ 0xFFFFFFFF

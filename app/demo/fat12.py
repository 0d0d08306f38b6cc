"""The EFI system partition of the demo image: a FAT12 file system with one program in it.

Microsoft FAT Specification, sections 3 (BPB), 4 (FAT) and 6 (directories). The program lies where
UEFI looks on removable media (UEFI Specification 2.10, 3.5.1.1).
"""

import struct

SECTOR = 512
RESERVED = 1
FATS = 2
FAT_SECTORS = 2
ROOT_ENTRIES = 112
ROOT_SECTORS = ROOT_ENTRIES * 32 // SECTOR
FIRST_CLUSTER = RESERVED + FATS * FAT_SECTORS + ROOT_SECTORS  # as a sector; it is cluster 2

LABEL = b"STICKWRIGHT"
VOLUME_ID = 0x5713C4DE
DATE = (2026 - 1980) << 9 | 1 << 5 | 1  # 1 January 2026: the same image every time

DIRECTORY, VOLUME_LABEL = 0x10, 0x08
END_OF_FILE = 0xFFF
# A BIOS that starts this partition is sent on to the next drive (INT 18h).
GO_ON = b"\xcd\x18\xeb\xfe"


def efi_system_partition(sectors: int, first_sector: int, program: bytes) -> bytes:
    r"""A file system of `sectors`, which begins at `first_sector` of the drive, with `program` as
    \EFI\BOOT\BOOTX64.EFI."""
    efi, boot, file = 2, 3, 4
    length = -(-len(program) // SECTOR)
    root = _entry(LABEL, VOLUME_LABEL, 0) + _entry(b"EFI", DIRECTORY, efi)
    clusters = (
        _folder(efi, 0) + _entry(b"BOOT", DIRECTORY, boot),
        _folder(boot, efi) + _entry(b"BOOTX64 EFI", 0, file, len(program)),
        program,
    )
    chain = [*range(file + 1, file + length), END_OF_FILE]
    fat = _fat([0xFF8, END_OF_FILE, END_OF_FILE, END_OF_FILE, *chain])
    return b"".join(
        (
            _boot_sector(sectors, first_sector),
            fat * FATS,
            root.ljust(ROOT_SECTORS * SECTOR, b"\0"),
            *(_whole_sectors(cluster) for cluster in clusters),
        )
    ).ljust(sectors * SECTOR, b"\0")


def _boot_sector(sectors: int, first_sector: int) -> bytes:
    parameters = struct.pack(
        "<3s8sHBHBHHBHHHIIBBBI11s8s",
        b"\xeb\x3c\x90",
        b"STICKWR ",
        SECTOR,
        1,  # sector a cluster
        RESERVED,
        FATS,
        ROOT_ENTRIES,
        sectors,
        0xF8,  # a fixed disk
        FAT_SECTORS,
        32,  # sectors a track
        2,  # heads
        first_sector,
        0,
        0x80,
        0,
        0x29,  # the next three fields are there
        VOLUME_ID,
        LABEL,
        b"FAT12   ",
    )
    return (parameters + GO_ON).ljust(SECTOR - 2, b"\0") + b"\x55\xaa"


def _fat(entries: list[int]) -> bytes:
    """Two entries of 12 bits make three bytes."""
    number = sum(value << 12 * place for place, value in enumerate(entries))
    return number.to_bytes(FAT_SECTORS * SECTOR, "little")


def _entry(name: bytes, attributes: int, cluster: int, size: int = 0) -> bytes:
    times = struct.pack("<HHHHHH", 0, DATE, DATE, 0, 0, DATE)
    return struct.pack("<11sBBB12sHI", name.ljust(11), attributes, 0, 0, times, cluster, size)


def _folder(cluster: int, parent: int) -> bytes:
    return _entry(b".", DIRECTORY, cluster) + _entry(b"..", DIRECTORY, parent)


def _whole_sectors(data: bytes) -> bytes:
    return data.ljust(-(-len(data) // SECTOR) * SECTOR, b"\0")

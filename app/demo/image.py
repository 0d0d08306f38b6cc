"""The demo image: one file that is a disk with an MBR and a CD with ISO 9660 and El Torito at once.

    sector 0        MBR: boot code for a stick, one partition entry (the EFI system partition)
    block 16 to 18  ISO 9660 volume descriptors: primary, El Torito boot record, terminator
    block 19 to 24  path tables, root directory, boot catalogue, boot image for a CD, a text
    block 32        EFI system partition: UEFI finds it through the MBR on a stick and through
                    El Torito on a CD

A block has 2048 bytes, a sector 512. ISO 9660 is ECMA-119; El Torito is version 1.0.
"""

import struct
from pathlib import Path

from app.demo.code import BIOS_CD, BIOS_STICK, UEFI_X64
from app.demo.fat12 import efi_system_partition

BLOCK = 2048
SECTOR = 512
BLOCKS = 128

PRIMARY, BOOT_RECORD, TERMINATOR = 16, 17, 18
PATHS_LITTLE, PATHS_BIG, ROOT, CATALOGUE, CD_BOOT, TEXT = 19, 20, 21, 22, 23, 24
ESP = 32
ESP_SECTORS = (BLOCKS - ESP) * BLOCK // SECTOR

LABEL = b"STICKWRIGHT"
DISK_ID = 0x5713C4DE
WELCOME = b"""This image was made by "stickwright demo", to try the whole way without a download.\r
It starts by BIOS and by UEFI, from a stick and from a CD, and says so. It changes nothing.\r
"""

# 1 January 2026, 00:00 UTC, so that the image is the same every time (ECMA-119 8.4.26.1, 9.1.5).
LONG_DATE = b"2026010100000000\0"
SHORT_DATE = bytes((126, 1, 1, 0, 0, 0, 0))
NO_DATE = b"0" * 16 + b"\0"

FLAT_DIRECTORY = 2
BIOS_PLATFORM, UEFI_PLATFORM = 0, 0xEF


def make_demo_image(path: Path) -> None:
    """Write the image, 256 KiB, to `path`. Raises OSError."""
    path.write_bytes(demo_image())


def demo_image() -> bytes:
    image = bytearray(BLOCKS * BLOCK)
    parts = {
        0: _mbr(),
        PRIMARY * BLOCK: _primary(),
        BOOT_RECORD * BLOCK: _boot_record(),
        TERMINATOR * BLOCK: b"\xffCD001\x01",
        PATHS_LITTLE * BLOCK: struct.pack("<BBIHH", 1, 0, ROOT, 1, 0),
        PATHS_BIG * BLOCK: struct.pack(">BBIHH", 1, 0, ROOT, 1, 0),
        ROOT * BLOCK: _root(),
        CATALOGUE * BLOCK: _catalogue(),
        CD_BOOT * BLOCK: BIOS_CD,
        TEXT * BLOCK: WELCOME,
        ESP * BLOCK: efi_system_partition(ESP_SECTORS, ESP * BLOCK // SECTOR, UEFI_X64),
    }
    for start, data in parts.items():
        image[start : start + len(data)] = data
    return bytes(image)


def _mbr() -> bytes:
    """Some BIOSes start only a drive with an active entry, so the one entry is active."""
    no_chs = b"\xfe\xff\xff"  # behind what cylinders, heads and sectors can say: use the numbers
    first = ESP * BLOCK // SECTOR
    entry = struct.pack("<B3sB3sII", 0x80, no_chs, 0xEF, no_chs, first, ESP_SECTORS)
    return BIOS_STICK.ljust(440, b"\0") + struct.pack("<I2x64s2s", DISK_ID, entry, b"\x55\xaa")


def _both(value: int, size: str = "I") -> bytes:
    """A number in both byte orders (ECMA-119 7.2.3 and 7.3.3)."""
    return struct.pack(f"<{size}", value) + struct.pack(f">{size}", value)


def _primary() -> bytes:
    """Primary volume descriptor, ECMA-119 8.4."""
    return b"".join(
        (
            b"\x01CD001\x01\0",
            b" " * 32,
            LABEL.ljust(32),
            bytes(8),
            _both(BLOCKS),
            bytes(32),
            _both(1, "H"),  # volumes in the set
            _both(1, "H"),  # this one
            _both(BLOCK, "H"),
            _both(10),  # bytes in a path table
            struct.pack("<II", PATHS_LITTLE, 0),
            struct.pack(">II", PATHS_BIG, 0),
            _record(b"\0", ROOT, BLOCK, FLAT_DIRECTORY),
            b" " * 128 * 3,  # volume set, publisher, preparer
            b"STICKWRIGHT DEMO".ljust(128),  # application
            b" " * 37 * 3,  # files for copyright, abstract, bibliography
            LONG_DATE * 2,  # made, changed
            NO_DATE * 2,  # never expires, good from the start
            b"\x01",
        )
    )


def _boot_record() -> bytes:
    """El Torito, figure 7."""
    return struct.pack("<7s32s32xI", b"\0CD001\x01", b"EL TORITO SPECIFICATION", CATALOGUE)


def _root() -> bytes:
    itself = _record(b"\0", ROOT, BLOCK, FLAT_DIRECTORY)
    parent = _record(b"\x01", ROOT, BLOCK, FLAT_DIRECTORY)
    return itself + parent + _record(b"README.TXT;1", TEXT, len(WELCOME))


def _record(name: bytes, block: int, size: int, flags: int = 0) -> bytes:
    """Directory record, ECMA-119 9.1; its length is even."""
    length = 33 + len(name) + (len(name) + 1) % 2
    record = b"".join(
        (
            struct.pack("BB", length, 0),
            _both(block),
            _both(size),
            SHORT_DATE,
            struct.pack("BBB", flags, 0, 0),
            _both(1, "H"),
            struct.pack("B", len(name)),
            name,
        )
    )
    return record.ljust(length, b"\0")


def _catalogue() -> bytes:
    """Boot catalogue: validation entry, BIOS entry, and a section with the UEFI entry."""
    return b"".join(
        (
            _validation(),
            _boot_entry(BLOCK // SECTOR, CD_BOOT),
            struct.pack("<BBH28s", 0x91, UEFI_PLATFORM, 1, b""),  # the last section, one entry
            _boot_entry(ESP_SECTORS, ESP),
        )
    )


def _validation() -> bytes:
    """Its sixteen words add up to zero (El Torito, figure 2)."""
    layout = struct.Struct("<BBH24sH2s")
    unchecked = layout.pack(1, BIOS_PLATFORM, 0, b"STICKWRIGHT", 0, b"\x55\xaa")
    checksum = -sum(struct.unpack("<16H", unchecked)) & 0xFFFF
    return layout.pack(1, BIOS_PLATFORM, 0, b"STICKWRIGHT", checksum, b"\x55\xaa")


def _boot_entry(sectors: int, block: int) -> bytes:
    """Bootable, no emulation, the usual load segment."""
    return struct.pack("<BBHBxHI20x", 0x88, 0, 0, 0, sectors, block)

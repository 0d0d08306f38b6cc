"""Partition tables, disks and EFI programs built byte by byte; FAT and discs stand beside.

Every builder takes what is usual by default and lets a test bend one thing. None of them uses the
engine's own parsers, so that both cannot be wrong in the same way.
"""

import struct
import uuid
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

from app.formats.bootcode import BootCode

SECTOR = 512

ESP = "C12A7328-F81F-11D2-BA4B-00A0C93EC93B"
BASIC_DATA = "EBD0A0A2-B9E5-4433-87C0-68B6B72699C7"

LOADER = "EFI/BOOT/BOOTX64.EFI"

X64, IA32, AA64, RISCV64, LOONGARCH64, ARM = 0x8664, 0x014C, 0xAA64, 0x5064, 0x6264, 0x01C2


class Image:
    """Bytes that are put together by place; it grows to hold what is put into it."""

    def __init__(self, size: int = 0) -> None:
        self.data = bytearray(size)

    def put(self, offset: int, data: bytes) -> "Image":
        if len(self.data) < offset + len(data):
            self.data.extend(bytes(offset + len(data) - len(self.data)))
        self.data[offset : offset + len(data)] = data
        return self

    def build(self) -> bytes:
        return bytes(self.data)


def mbr_entry(kind: int, first: int, sectors: int, *, status: int = 0) -> bytes:
    return struct.pack("<B3xB3xII", status, kind, first, sectors)


def mbr(*entries: bytes, code: bytes = b"", signature: bytes = b"\x55\xaa") -> bytes:
    """One sector: `code` in front, up to four entries, and its last two bytes."""
    table = b"".join(entries).ljust(64, b"\0")
    return code[:446].ljust(446, b"\0") + table + signature


def protective_mbr(sectors: int, *others: bytes, status: int = 0, code: bytes = b"") -> bytes:
    """What a GPT disk has in front; `others` stand behind its one entry."""
    return mbr(mbr_entry(0xEE, 1, sectors - 1, status=status), *others, code=code)


@dataclass(frozen=True)
class GptPartition:
    first: int
    last: int
    type: str = ESP
    attributes: int = 0
    name: str = "EFI"
    unique: str = "00000000-0000-4000-8000-000000000001"

    def pack(self, size: int = 128) -> bytes:
        name = self.name.encode("utf-16-le").ljust(72, b"\0")
        guids = uuid.UUID(self.type).bytes_le + uuid.UUID(self.unique).bytes_le
        return (guids + struct.pack("<QQQ", self.first, self.last, self.attributes) + name).ljust(
            size, b"\0"
        )


@dataclass(frozen=True)
class GptLayout:
    """A GPT of a disk of `blocks` blocks; `primary()` begins with the header, `backup()` ends with
    it. Fields that are None follow from the others."""

    blocks: int
    partitions: Sequence[GptPartition]
    block: int = SECTOR
    count: int = 128
    entry_size: int = 128
    first_usable: int | None = None
    last_usable: int | None = None

    @property
    def array(self) -> bytes:
        packed = b"".join(partition.pack(self.entry_size) for partition in self.partitions)
        return packed.ljust(self.count * self.entry_size, b"\0")

    @property
    def array_blocks(self) -> int:
        return -(-len(self.array) // self.block)

    def header(self, own: int, other: int, array: int) -> bytes:
        first = 2 + self.array_blocks if self.first_usable is None else self.first_usable
        last = self.blocks - 2 - self.array_blocks if self.last_usable is None else self.last_usable
        disk = uuid.UUID("00000000-0000-4000-8000-00000badcafe").bytes_le
        fields = (own, other, first, last, disk, array, self.count, self.entry_size)
        body = struct.pack("<QQQQ16sQII", *fields) + struct.pack("<I", zlib.crc32(self.array))
        head = b"EFI PART" + struct.pack("<II", 0x10000, 92)
        crc = zlib.crc32(head + bytes(8) + body)
        return (head + struct.pack("<II", crc, 0) + body).ljust(self.block, b"\0")

    def primary(self) -> bytes:
        padded = self.array.ljust(self.array_blocks * self.block, b"\0")
        return self.header(1, self.blocks - 1, 2) + padded

    def backup(self) -> bytes:
        start = self.blocks - 1 - self.array_blocks
        padded = self.array.ljust(self.array_blocks * self.block, b"\0")
        return padded + self.header(self.blocks - 1, 1, start)


def gpt_disk(
    partitions: Sequence[tuple[GptPartition, bytes]],
    *,
    size: int = 4 << 20,
    block: int = SECTOR,
    **bent: int,
) -> Image:
    """A whole disk: protective MBR, both tables, and what each partition holds."""
    layout = GptLayout(size // block, [part for part, _ in partitions], block, **bent)
    image = Image(size).put(0, protective_mbr(size // block))
    image.put(block, layout.primary())
    backup = layout.backup()
    image.put(size - len(backup), backup)
    for partition, content in partitions:
        image.put(partition.first * block, content)
    return image


def mbr_disk(*partitions: tuple[bytes, bytes], size: int = 4 << 20, code: bytes = b"") -> Image:
    """A whole disk: each partition is its entry and what it holds."""
    image = Image(size).put(0, mbr(*(entry for entry, _ in partitions), code=code))
    for entry, content in partitions:
        image.put(struct.unpack_from("<I", entry, 8)[0] * SECTOR, content)
    return image


def pe(machine: int = X64, *, subsystem: int = 10, wide: bool = True, size: int = 2048) -> bytes:
    """A PE program of one section that fills the file; it does nothing."""
    magic, length = (0x20B, 240) if wide else (0x10B, 224)
    optional = struct.pack("<H14xI36xII4xH", magic, 4096, 4096 + size, 512, subsystem)
    optional = optional.ljust(length - 132, b"\0")
    optional += struct.pack("<I128x", 16)  # directories, all of them empty
    coff = b"PE\0\0" + struct.pack("<HHIIIHH", machine, 1, 0, 0, 0, length, 0x2022)
    section = struct.pack("<8sIIII16x", b".text", size - 512, 4096, size - 512, 512)
    head = b"MZ".ljust(60, b"\0") + struct.pack("<I", 64)
    return (head + coff + optional + section).ljust(size, b"\0")


def code_of(known: BootCode) -> bytes:
    """440 bytes that a row of the table of boot codes matches, and no program behind them."""
    start = known.starts[0] if known.starts else b"\xfa"
    return (start + b"\x90" + b"\x90".join(known.marks)).ljust(440, b"\x90")

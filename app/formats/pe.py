"""EFI programs: what processor a PE file is for, and whether all of it is there.

Microsoft PE Format; UEFI Specification 2.10, 2.1.1. Firmware goes by the machine field, whatever
the file is called.
"""

import struct
from dataclasses import dataclass
from typing import ClassVar, Self

from app.errors import CorruptImage
from app.formats.binary import Reader, read_exactly, unpack

X64, IA32, AA64 = 0x8664, 0x014C, 0xAA64
THUMB, ARM_NT, RISCV64, LOONGARCH64 = 0x01C2, 0x01C4, 0x5064, 0x6264

APPLICATION = 10  # subsystem; 11 and 12 are drivers, which firmware does not start

PE32, PE32_PLUS = 0x010B, 0x020B
_CERTIFICATES = 4  # the directory that is addressed by place in the file

_MOST_SECTIONS = 96  # the loader's limit in the specification
_LARGEST_HEADER = 1 << 20  # where "PE\0\0" may be: real ones have it within the first kilobyte


@dataclass(frozen=True, slots=True)
class Pe:
    """The fields that say who can run it. `certificates` is (offset, size) in the file, (0, 0)
    without; `end` is the first byte behind the last section."""

    machine: int
    subsystem: int
    certificates: tuple[int, int]
    end: int

    COFF: ClassVar = struct.Struct("<4sHH12xHH")
    SECTION: ClassVar = struct.Struct("<16xII16x")  # size and place of its bytes in the file

    @classmethod
    def read(cls, reader: Reader) -> Self:
        """Raises CorruptImage for anything that is no PE program."""
        head = read_exactly(reader, 0, 64, "EFI program")
        if head[:2] != b"MZ":
            raise CorruptImage("EFI program", 0, "it does not begin with MZ")
        place = int.from_bytes(head[60:64], "little")
        if place > _LARGEST_HEADER:
            raise CorruptImage("EFI program", 60, "its header would lie outside")
        signature, machine, sections, length, _ = unpack(cls.COFF, reader, place, "EFI program")
        if signature != b"PE\0\0":
            raise CorruptImage("EFI program", place, "it has no PE header")
        optional = read_exactly(reader, place + cls.COFF.size, length, "PE optional header")
        subsystem, certificates = _optional(optional, place + cls.COFF.size)
        if sections > _MOST_SECTIONS:
            raise CorruptImage("EFI program", place, f"it has {sections} sections")
        table = place + cls.COFF.size + length
        ends = (cls._section_end(reader, table + n * cls.SECTION.size) for n in range(sections))
        return cls(machine, subsystem, certificates, max(ends, default=0))

    @classmethod
    def _section_end(cls, reader: Reader, offset: int) -> int:
        size, place = unpack(cls.SECTION, reader, offset, "PE section table")
        return int(place + size) if size else 0

    @property
    def signed(self) -> bool:
        """Whether there is a certificate table; what is in it is another question."""
        return all(self.certificates)


def _optional(header: bytes, offset: int) -> tuple[int, tuple[int, int]]:
    """Subsystem and certificate directory of the optional header."""
    magic = int.from_bytes(header[:2], "little")
    directories = {PE32: 96, PE32_PLUS: 112}.get(magic)
    if directories is None or len(header) < 70:
        raise CorruptImage("PE optional header", offset, f"its kind is {magic:#06x}")
    subsystem = int.from_bytes(header[68:70], "little")
    entry = header[directories + 8 * _CERTIFICATES :][:8]
    if len(entry) < 8:
        return subsystem, (0, 0)
    place, size = struct.unpack("<II", entry)
    return subsystem, (place, size)

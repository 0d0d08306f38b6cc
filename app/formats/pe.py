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
_RESOURCES, _CERTIFICATES = 2, 4  # directories; the second is addressed by place in the file

_MOST_DIRECTORIES = 16
_MOST_SECTIONS = 96  # the loader's limit in the specification
_SHORT, _LONGEST_NAME = 8, 64  # bytes of a section’s
_LARGEST_HEADER = 1 << 20  # where "PE\0\0" may be: real ones have it within the first kilobyte


@dataclass(frozen=True, slots=True)
class Section:
    """`size` and `place` are those of its bytes in the file, `length` and `address` in memory."""

    name: str
    length: int
    address: int
    size: int
    place: int

    LAYOUT: ClassVar = struct.Struct("<8sIIII16x")

    @classmethod
    def read(cls, reader: Reader, offset: int) -> Self:
        name, *numbers = unpack(cls.LAYOUT, reader, offset, "PE section table")
        return cls(name.rstrip(b"\0").decode("ascii", errors="replace"), *numbers)

    @property
    def end(self) -> int:
        """The first byte of the file behind it."""
        return self.place + self.size if self.size else 0

    @property
    def used(self) -> int:
        """Bytes without the padding that fills the last block."""
        return min(self.size, self.length) if self.length else self.size


@dataclass(frozen=True, slots=True)
class Pe:
    """The fields that say who can run it, and what its digest leaves out. `certificates` is
    (offset, size) in the file, `resources` (address, size) in memory, (0, 0) without; `optional`
    is where the optional header begins, `table` where that of the sections does, `headers` how many
    bytes all of them are said to have, `image` those of the whole program in memory, and `entry` is
    where in that it starts; `directories` how many of those there are, `said` how many it says;
    `strings` is where long names of sections are."""

    machine: int
    subsystem: int
    certificates: tuple[int, int]
    resources: tuple[int, int]
    sections: tuple[Section, ...]
    optional: int
    table: int
    headers: int
    image: int
    entry: int
    directories: int
    said: int
    strings: int
    wide: bool

    COFF: ClassVar = struct.Struct("<4sHH4xIIHH")
    SYMBOL: ClassVar = 18  # bytes

    @classmethod
    def read(cls, reader: Reader) -> Self:
        """Raises CorruptImage for anything that is no PE program."""
        head = read_exactly(reader, 0, 64, "EFI program")
        if head[:2] != b"MZ":
            raise CorruptImage("EFI program", 0, "it does not begin with MZ")
        place = int.from_bytes(head[60:64], "little")
        if place > _LARGEST_HEADER:
            raise CorruptImage("EFI program", 60, "its header would lie outside")
        signature, machine, sections, symbols, symbol_count, length, _ = unpack(
            cls.COFF, reader, place, "EFI program"
        )
        if signature != b"PE\0\0":
            raise CorruptImage("EFI program", place, "it has no PE header")
        if sections > _MOST_SECTIONS:
            raise CorruptImage("EFI program", place, f"it has {sections} sections")
        optional = place + cls.COFF.size
        table = optional + length
        header = _Optional(read_exactly(reader, optional, length, "PE optional header"), optional)
        places = range(table, table + sections * Section.LAYOUT.size, Section.LAYOUT.size)
        return cls(
            machine=machine,
            subsystem=header.subsystem,
            certificates=header.directory(_CERTIFICATES),
            resources=header.directory(_RESOURCES),
            sections=tuple(Section.read(reader, each) for each in places),
            optional=optional,
            table=table,
            headers=header.headers,
            image=header.image,
            entry=header.entry,
            directories=header.directories,
            said=header.said,
            strings=symbols + symbol_count * cls.SYMBOL if symbols else 0,
            wide=header.wide,
        )

    @property
    def end(self) -> int:
        """The first byte behind the last section."""
        return max((section.end for section in self.sections), default=0)

    def refused(self, size: int) -> str:
        """Why firmware does not load it out of a file of `size` bytes, by the tests of EDK2
        (MdePkg, BasePeCoffLib); "" for nothing."""
        entry = Section.LAYOUT.size
        certificates, count = self.certificates, len(self.sections)
        length = self.table - self.optional - _directories_at(wide=self.wide)
        rules = (
            (self.said <= _MOST_DIRECTORIES, f"it has {self.said:,} directories"),
            (length == 8 * self.said, "its optional header has another length than it says"),
            (self.table < self.headers < self.image, "its headers do not fit into it"),
            ((self.image - self.table) // entry > count, "its sections do not fit into it"),
            ((self.headers - self.table) // entry >= count, "its headers end before its sections"),
            (self.headers <= size, f"it is cut off behind {size:,} bytes"),
            (not certificates[1] or sum(certificates) <= size, "its signatures lie behind its end"),
            (all(map(self._loads, self.sections)), "its sections lie outside of it"),
            (0 < self.entry < self.image, "it says no place inside of it where it starts"),
        )
        return next((why for holds, why in rules if not holds), "")

    def _loads(self, section: Section) -> bool:
        in_front = section.size and min(section.address, section.place) < self.headers
        return not in_front and section.address + max(section.length, 1) <= self.image

    @property
    def checksum_at(self) -> int:
        return self.optional + _CHECKSUM

    @property
    def certificates_at(self) -> int:
        """Where it says where the certificates are; 0 for a header that ends before that."""
        if self.directories <= _CERTIFICATES:
            return 0
        return self.optional + _directories_at(wide=self.wide) + 8 * _CERTIFICATES

    def section(self, reader: Reader, name: str) -> Section | None:
        """By its name, which the table holds up to 8 bytes; a longer one stands elsewhere."""
        for section in self.sections:
            if name == (section.name if len(name) <= _SHORT else self._long(reader, section.name)):
                return section
        return None

    def _long(self, reader: Reader, name: str) -> str:
        """The name that "/4" stands for; "" for one that cannot be found."""
        if not self.strings or name[:1] != "/" or not name[1:].isdecimal():
            return ""
        place = self.strings + int(name[1:])
        data, end, _ = reader.read_at(place, _LONGEST_NAME).partition(b"\0")
        return data.decode("ascii", errors="replace") if end else ""

    def place_of(self, address: int) -> int | None:
        """Where in the file a place in memory is."""
        for section in self.sections:
            if section.address <= address < section.address + section.size:
                return section.place + address - section.address
        return None

    @property
    def signed(self) -> bool:
        """Whether there is a certificate table; what is in it is another question."""
        return all(self.certificates)


_ENTRY, _IMAGE, _HEADERS, _CHECKSUM, _SUBSYSTEM = 16, 56, 60, 64, 68  # in the optional header


def _directories_at(*, wide: bool) -> int:
    """Where the directories begin in the optional header, behind their number."""
    return 112 if wide else 96


class _Optional:
    """The fields of the optional header that are of use here."""

    def __init__(self, header: bytes, offset: int) -> None:
        magic = int.from_bytes(header[:2], "little")
        if magic not in (PE32, PE32_PLUS) or len(header) < _SUBSYSTEM + 2:
            raise CorruptImage("PE optional header", offset, f"its kind is {magic:#06x}")
        self._header = header
        self.wide = magic == PE32_PLUS
        self.entry = int.from_bytes(header[_ENTRY : _ENTRY + 4], "little")
        self.image = int.from_bytes(header[_IMAGE : _IMAGE + 4], "little")
        self.headers = int.from_bytes(header[_HEADERS : _HEADERS + 4], "little")
        self.subsystem = int.from_bytes(header[_SUBSYSTEM : _SUBSYSTEM + 2], "little")

        self._first = _directories_at(wide=self.wide)
        self.said = int.from_bytes(header[self._first - 4 : self._first], "little")
        self.directories = max(0, min(self.said, (len(header) - self._first) // 8))

    def directory(self, number: int) -> tuple[int, int]:
        """(place, size); (0, 0) for one that is not there."""
        if number >= self.directories:
            return 0, 0
        entry = self._header[self._first + 8 * number :][:8]
        place, size = struct.unpack("<II", entry)
        return place, size

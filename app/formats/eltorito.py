"""El Torito: how an optical disc says what can be started from it.

"El Torito" Bootable CD-ROM Format Specification 1.0 (Phoenix and IBM, 1995); platform EF is from
UEFI Specification 2.10, 13.3.2. A boot record among the volume descriptors points to a catalogue of
32-byte entries. What is read here is what stands there, with the damage named: firmware differs in
how much of it it minds, so nothing is thrown away because a neighbour is broken.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Self

from app.errors import CorruptImage
from app.formats.binary import Reader, read_exactly

SECTOR = 2048
SLOT = 32
FIRST_DESCRIPTOR = 16  # sector
BOOT_RECORD = 17  # the sector the specification gives it; a BIOS looks nowhere else

BIOS, POWER_PC, MAC, UEFI = 0x00, 0x01, 0x02, 0xEF
PLATFORMS = {BIOS: "bios", POWER_PC: "ppc", MAC: "mac", UEFI: "uefi"}

_BOOTABLE, _NOT_BOOTABLE = 0x88, 0x00
_HEADER, _LAST_HEADER, _EXTENSION = 0x90, 0x91, 0x44
_MOST_DESCRIPTORS = 64
_SLOTS = SECTOR // SLOT  # more entries than this no disc has, and firmware reads one sector


class Emulation:
    """The kinds of medium that a boot image pretends to be (figure 3, byte 1)."""

    NONE, FLOPPY_12, FLOPPY_144, FLOPPY_288, HARD_DISK = range(5)
    FLOPPY_BYTES: ClassVar = {FLOPPY_12: 1_228_800, FLOPPY_144: 1_474_560, FLOPPY_288: 2_949_120}
    NAMES: ClassVar = {NONE: "none", HARD_DISK: "hard-disk"}
    KNOWN: ClassVar = frozenset({NONE, *FLOPPY_BYTES, HARD_DISK})


@dataclass(frozen=True, slots=True)
class BootRecord:
    """The volume descriptor that names the catalogue (figure 7)."""

    sector: int
    catalogue: int  # sector of 2048 bytes

    @property
    def offset(self) -> int:
        return self.sector * SECTOR


def find_boot_record(reader: Reader) -> BootRecord | None:
    """The first boot record of this kind in the whole sequence of descriptors."""
    for sector in range(FIRST_DESCRIPTOR, FIRST_DESCRIPTOR + _MOST_DESCRIPTORS):
        head = reader.read_at(sector * SECTOR, 75)
        if len(head) < 75 or head[1:6] != b"CD001" or head[0] == 0xFF:
            return None
        if head[0] == 0 and head[7:30] == b"EL TORITO SPECIFICATION":
            return BootRecord(sector, int.from_bytes(head[71:75], "little"))
    return None


def volume_blocks(reader: Reader) -> int:
    """Sectors of the volume by its primary descriptor (ECMA-119 8.4.8), 0 without one."""
    head = reader.read_at(FIRST_DESCRIPTOR * SECTOR, 84)
    return int.from_bytes(head[80:84], "little") if head[:6] == b"\1CD001" else 0


@dataclass(frozen=True, slots=True)
class Validation:
    """The catalogue's first entry (figure 2)."""

    header: int  # 1 where it is sound
    platform: int
    maker: str
    sum: int  # of all its words: 0 where it is sound
    key: bytes  # 55 AA where it is sound

    LAYOUT: ClassVar = struct.Struct("<BB2x24sH2s")

    @classmethod
    def parse(cls, data: bytes) -> Self:
        header, platform, maker, _, key = cls.LAYOUT.unpack(data)
        total = sum(struct.unpack("<16H", data)) & 0xFFFF
        text = maker.split(b"\0", 1)[0].decode("ascii", "replace").strip()
        return cls(header, platform, text, total, key)

    @property
    def marked(self) -> bool:
        """Header and key are right: what every firmware asks for."""
        return self.header == 1 and self.key == b"\x55\xaa"


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """One thing to start (figures 3 and 5). `announced`: a section's count covers it, or it is the
    first. Firmware that goes by the entries alone takes the others as well."""

    number: int  # of its slot in the catalogue; the default entry is 1
    platform: int
    bootable: bool
    media: int
    segment: int
    sectors: int  # of 512 bytes
    lba: int  # of 2048 bytes
    announced: bool
    offset: int  # bytes in the image

    LAYOUT: ClassVar = struct.Struct("<BBHBxHI20x")

    @classmethod
    def parse(
        cls, data: bytes, number: int, offset: int, *, platform: int, announced: bool
    ) -> Self:
        indicator, media, segment, _, sectors, lba = cls.LAYOUT.unpack(data)
        bootable = indicator == _BOOTABLE
        return cls(number, platform, bootable, media, segment, sectors, lba, announced, offset)

    @property
    def emulation(self) -> int:
        return self.media & 0x0F

    @property
    def emulation_name(self) -> str:
        return Emulation.NAMES.get(self.emulation, "floppy")

    @property
    def platform_name(self) -> str:
        return PLATFORMS.get(self.platform, f"{self.platform:#04x}")

    @property
    def start(self) -> int:
        """Its first byte in the image."""
        return self.lba * SECTOR

    @property
    def length(self) -> int:
        """Bytes it is said to have. The real size is often another: 16 bits cannot hold it."""
        return Emulation.FLOPPY_BYTES.get(self.emulation, self.sectors * 512)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The whole boot catalogue. `damage` are (byte, sentence) of what breaks its own rules."""

    offset: int
    validation: Validation
    entries: tuple[CatalogueEntry, ...]
    damage: tuple[tuple[int, str], ...]

    @classmethod
    def read(cls, reader: Reader, record: BootRecord) -> Self:
        """Raises CorruptImage when it lies outside the image."""
        offset = record.catalogue * SECTOR
        data = read_exactly(reader, offset, 2 * SLOT, "boot catalogue")
        data += reader.read_at(offset + len(data), SECTOR - len(data))
        slots = [data[place : place + SLOT] for place in range(0, len(data) - SLOT + 1, SLOT)]
        validation = Validation.parse(slots[0])
        walk = _Walk(offset, validation.platform)
        walk.default(slots[1])
        for number, slot in enumerate(slots[2:], 2):
            walk.step(number, slot)
        walk.end()
        return cls(offset, validation, tuple(walk.entries), tuple(walk.damage))

    @property
    def default(self) -> CatalogueEntry:
        return self.entries[0]

    def images(self) -> Iterator[CatalogueEntry]:
        """The bootable entries that point somewhere."""
        return (entry for entry in self.entries if entry.bootable and entry.lba)


class _Walk:
    """Goes through the slots behind the validation entry, one after the other."""

    def __init__(self, offset: int, platform: int) -> None:
        self.entries: list[CatalogueEntry] = []
        self.damage: list[tuple[int, str]] = []
        self._offset = offset
        self._platform = platform
        self._left = 0  # entries that the section still has to come
        self._more = False  # its header promised another section
        self._over = False  # the last section is complete

    def default(self, slot: bytes) -> None:
        self._take(1, slot, announced=True)
        if slot[0] not in (_BOOTABLE, _NOT_BOOTABLE):
            self._complain(1, f"the first entry begins with {slot[0]:02X}")

    def step(self, number: int, slot: bytes) -> None:
        if slot[0] == _EXTENSION:
            return
        if slot[0] in (_HEADER, _LAST_HEADER) and not self._left and not self._over:
            self._section(number, slot)
        elif self._left:
            self._left -= 1
            self._announced(number, slot)
        elif slot[0] == _BOOTABLE and any(slot[1:]):
            self._complain(number, "an entry stands in no section")
            self._take(number, slot, announced=False)
        elif not any(slot):
            self._over = True

    def end(self) -> None:
        if self._left:
            self._complain(_SLOTS, f"{self._left} announced entries are missing")
        if self._more:
            self._complain(_SLOTS, "the last section is not marked as the last")

    def _section(self, number: int, slot: bytes) -> None:
        self._more = slot[0] == _HEADER
        self._platform = slot[1]
        self._left = int.from_bytes(slot[2:4], "little")
        if not self._left:
            self._complain(number, "a section announces no entries")

    def _announced(self, number: int, slot: bytes) -> None:
        if slot[0] in (_BOOTABLE, _NOT_BOOTABLE) and any(slot):
            self._take(number, slot, announced=True)
            return
        self._complain(number, f"{self._left + 1} announced entries are missing")
        self._left = 0
        if slot[0] in (_HEADER, _LAST_HEADER):
            self._section(number, slot)

    def _take(self, number: int, slot: bytes, *, announced: bool) -> None:
        place = self._offset + number * SLOT
        entry = CatalogueEntry.parse(
            slot, number, place, platform=self._platform, announced=announced
        )
        self.entries.append(entry)

    def _complain(self, number: int, why: str) -> None:
        self.damage.append((self._offset + number * SLOT, why))


def first_sector(reader: Reader, entry: CatalogueEntry) -> bytes:
    """The first 2048 bytes of an entry's image. Raises CorruptImage when it lies outside."""
    data = reader.read_at(entry.start, SECTOR)
    if not data:
        raise CorruptImage("boot image", entry.start, "it lies outside the image")
    return data

"""The boot info table, which mkisofs writes into a boot image for the program in it to find itself.

mkisofs(8), "EL TORITO BOOT INFORMATION TABLE": at byte 8 four words, then 40 bytes kept free. It is
no part of El Torito; isolinux and GRUB go by it.
"""

import struct
from dataclasses import dataclass
from typing import ClassVar

from app.formats.binary import Reader, read_exactly
from app.formats.eltorito import FIRST_DESCRIPTOR, SECTOR


@dataclass(frozen=True, slots=True)
class BootInfo:
    """`place` is the image's own sector, `lba` the one that the table names, 0 where nobody filled
    it in. `sum` is what it says, `found` what the bytes from 64 on add up to."""

    place: int
    lba: int
    length: int
    sum: int
    found: int

    LAYOUT: ClassVar = struct.Struct("<IIII")
    _LARGEST: ClassVar = 4 << 20

    @classmethod
    def read(cls, reader: Reader, place: int) -> "BootInfo | None":
        """Of the image in sector `place`; None where there is no such table. Raises CorruptImage
        where the image ends before it does."""
        start = place * SECTOR
        head = read_exactly(reader, start, 64, "boot image")
        descriptor, lba, length, said = cls.LAYOUT.unpack_from(head, 8)
        if descriptor != FIRST_DESCRIPTOR or not 64 < length <= cls._LARGEST:
            return None
        body = read_exactly(reader, start + 64, length - 64, "boot image")
        words = body + bytes(-len(body) % 4)
        found = sum(struct.unpack(f"<{len(words) // 4}I", words)) & 0xFFFFFFFF
        return cls(place, lba, length, said, found)

    @property
    def filled(self) -> bool:
        return self.lba != 0

    @property
    def right(self) -> bool:
        """It names the place where it is, and its checksum is that of the image."""
        return self.lba == self.place and self.sum == self.found

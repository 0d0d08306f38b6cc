"""ISO 9660 discs built byte by byte: a plain tree, and what the boot catalogue starts."""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from support_boot import SECTOR, Image
from support_fat import folders

DISC_SECTOR = 2048


@dataclass(frozen=True)
class Boot:
    """One entry of the boot catalogue and the image it points to.

    `place` points somewhere else than where `image` lies; `sectors` says another length.
    """

    image: bytes = b""
    platform: int = 0x00
    indicator: int = 0x88
    media: int = 0
    segment: int = 0
    sectors: int | None = None
    place: int | None = None  # of 2048 bytes

    def pack(self, lba: int) -> bytes:
        sectors = -(-len(self.image) // SECTOR) if self.sectors is None else self.sectors
        at = lba if self.place is None else self.place
        head = struct.pack("<BBHBBHI", self.indicator, self.media, self.segment, 0, 0, sectors, at)
        return head.ljust(32, b"\0")


def validation_entry(platform: int = 0, *, header: int = 1, key: bytes = b"\x55\xaa") -> bytes:
    """With the checksum that makes its words add up to nothing."""
    body = struct.pack("<BBH24s", header, platform, 0, b"TEST")
    total = sum(struct.unpack("<14H", body)) + int.from_bytes(key, "little")
    return body + struct.pack("<H", -total & 0xFFFF) + key


def catalogue(entries: Sequence[Boot], places: Sequence[int]) -> bytes:
    """Validation, the default entry, and a section for each further one."""
    packed = validation_entry(entries[0].platform) + entries[0].pack(places[0])
    for number, (entry, place) in enumerate(zip(entries[1:], places[1:], strict=True), 2):
        header = 0x91 if number == len(entries) else 0x90
        packed += struct.pack("<BBH28x", header, entry.platform, 1) + entry.pack(place)
    return packed.ljust(DISC_SECTOR, b"\0")


@dataclass
class Disc:
    """An ISO 9660 image: a plain tree of `files`, and what its catalogue starts.

    `boot_record` is the sector of that descriptor; `blocks` says another length than the true one.
    After `image()`, `places` are the sectors of the boot images and `catalogue_at` that of the
    catalogue.
    """

    boots: Sequence[Boot] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)
    label: str = "TESTDISC"
    boot_record: int = 17
    blocks: int | None = None
    padding: int = 0  # sectors

    def image(self) -> Image:
        image = Image()
        last = max(18, self.boot_record + 1) if self.boots else 17
        self.catalogue_at = last + 1
        free = self.catalogue_at + bool(self.boots)
        self.places = []
        for boot in self.boots:
            self.places.append(free)
            image.put(free * DISC_SECTOR, boot.image)
            free += max(1, -(-len(boot.image) // DISC_SECTOR))
        root = _iso_record(b"\0", free, DISC_SECTOR, folder=True)
        free = self._folder(image, folders(self.files), free, free)
        size = (free + self.padding) * DISC_SECTOR
        image.put(size - 1, b"\0")
        image.put(16 * DISC_SECTOR, self._primary(root, size // DISC_SECTOR))
        if self.boots:
            self._bootable(image)
        image.put(last * DISC_SECTOR, b"\xffCD001\1".ljust(DISC_SECTOR, b"\0"))
        return image

    def build(self) -> bytes:
        return self.image().build()

    def _bootable(self, image: Image) -> None:
        for sector in range(17, self.boot_record):  # descriptors that say nothing
            image.put(sector * DISC_SECTOR, b"\2CD001\1".ljust(DISC_SECTOR, b"\0"))
        record = b"\0CD001\1" + b"EL TORITO SPECIFICATION".ljust(64, b"\0")
        record += struct.pack("<I", self.catalogue_at)
        image.put(self.boot_record * DISC_SECTOR, record.ljust(DISC_SECTOR, b"\0"))
        image.put(self.catalogue_at * DISC_SECTOR, catalogue(self.boots, self.places))

    def _primary(self, root: bytes, blocks: int) -> bytes:
        label = self.label.encode().ljust(32)
        data = b"\1CD001\1\0" + b" " * 32 + label + bytes(8)
        data += _both(blocks if self.blocks is None else self.blocks, "I") + bytes(32)
        data += _both(1, "H") + _both(1, "H") + _both(DISC_SECTOR, "H") + _both(10, "I")
        data += bytes(16) + root[:34] + b" " * 623 + b"0" * 16 + b"\0"
        return data.ljust(881, b"\0") + b"\1" + bytes(DISC_SECTOR - 882)

    def _folder(self, image: Image, tree: dict[str, Any], free: int, parent: int) -> int:
        """Puts a folder and all below it at sector `free`; the first sector behind it."""
        here, free = free, free + 1
        length = DISC_SECTOR
        records = _iso_record(b"\0", here, length, folder=True)
        records += _iso_record(b"\1", parent, length, folder=True)
        for name, content in tree.items():
            if isinstance(content, bytes):
                records += _iso_record(name.encode() + b";1", free, len(content))
                image.put(free * DISC_SECTOR, content)
                free += max(1, -(-len(content) // DISC_SECTOR))
            else:
                place = free
                free = self._folder(image, content, free, here)
                records += _iso_record(name.encode(), place, length, folder=True)
        image.put(here * DISC_SECTOR, records)
        return free


def hidden(image: bytes, name: str) -> bytes:
    """The disc with the flag of a file's record set (ECMA-119 9.1.6, bit 0)."""
    data = bytearray(image)
    data[data.index(f"{name};1".encode()) - 33 + 25] |= 1
    return bytes(data)


def _both(number: int, form: str) -> bytes:
    """A number in both byte orders."""
    return struct.pack(f"<{form}", number) + struct.pack(f">{form}", number)


def _iso_record(name: bytes, place: int, length: int, *, folder: bool = False) -> bytes:
    """A folder's record; records do not cross sectors, so a test keeps its folders small."""
    size = 33 + len(name) + (len(name) + 1) % 2
    data = bytes([size, 0]) + _both(place, "I") + _both(length, "I") + bytes(7)
    data += bytes([2 if folder else 0, 0, 0]) + _both(1, "H") + bytes([len(name)]) + name
    return data.ljust(size, b"\0")

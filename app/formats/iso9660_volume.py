"""The volume descriptors of ISO 9660, which say what the image is and where its tree begins.

ECMA-119 section 8; Joliet by Microsoft's specification of 1995; the boot record by El Torito 1.0.
"""

import struct
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise
from typing import ClassVar, Self

from app.errors import CorruptImage
from app.formats.binary import Reader

SECTOR = 2048
FIRST_SECTOR = 16
_MOST_DESCRIPTORS = 64  # an honest image has two to five

_BOOT_RECORD, _PRIMARY, _SUPPLEMENTARY, _TERMINATOR = 0, 1, 2, 255
_MAGIC = b"CD001"
_EL_TORITO = b"EL TORITO SPECIFICATION"
_JOLIET_ESCAPES = frozenset({b"%/@", b"%/C", b"%/E"})
# A bridge may name UDF's sequence in the midst of ours (ECMA-167 2/9).
_OTHER_MAGICS = frozenset({b"BEA01", b"NSR02", b"NSR03", b"TEA01", b"BOOT2", b"CDW02"})


@dataclass(frozen=True, slots=True)
class Volume:
    """A primary or supplementary volume descriptor (ECMA-119 8.4, 8.5); `offset` is its byte.

    `root` is where the root folder begins, in bytes, `root_length` what it takes. `agree` is false
    where a number's little-endian and big-endian form differ: two readers may then see two images.
    """

    offset: int
    label: str
    system_id: str
    volume_blocks: int
    block_size: int
    root: int
    root_length: int
    volume_set: str
    publisher: str
    preparer: str
    application_id: str
    created: datetime | None
    application_use: bytes
    agree: bool

    LAYOUT: ClassVar = struct.Struct("<8x32s32s8xI4s32x4x4xH2s24x34s128s128s128s128s")

    @property
    def size(self) -> int:
        """Bytes that the volume says it has."""
        return self.volume_blocks * self.block_size

    @classmethod
    def parse(cls, data: bytes, offset: int, encoding: str = "") -> Self:
        """Raises CorruptImage where the numbers cannot be."""
        fields = cls.LAYOUT.unpack_from(data)
        system, label, blocks, blocks_big, size, size_big, root, *texts = fields
        if size not in {512, 1024, 2048}:
            raise CorruptImage("Volume descriptor", offset, f"blocks of {size} bytes")
        extent, extent_big, length, length_big = struct.unpack_from("<xBI4sI4s", root)[1:]
        return cls(
            offset=offset,
            label=text(label, encoding),
            system_id=text(system, encoding),
            volume_blocks=blocks,
            block_size=size,
            root=(extent + root[1]) * size,
            root_length=length,
            volume_set=text(texts[0], encoding),
            publisher=text(texts[1], encoding),
            preparer=text(texts[2], encoding),
            application_id=text(texts[3], encoding),
            created=long_date(data[813:830]),
            application_use=data[883:1395],
            agree=(
                int.from_bytes(blocks_big) == blocks
                and int.from_bytes(size_big) == size
                and int.from_bytes(extent_big) == extent
                and int.from_bytes(length_big) == length
            ),
        )


@dataclass(frozen=True, slots=True)
class Volumes:
    """What the descriptors at byte 32,768 said. The primary one may be there again; at the bytes
    `others` there are such that are not the first one over again."""

    primary: Volume
    others: tuple[int, ...]
    joliet: Volume | None
    boot_catalogue: int | None
    boot_record_offset: int | None

    @classmethod
    def read(cls, reader: Reader) -> Self:
        """Raises CorruptImage where there is no primary volume descriptor."""
        first = FIRST_SECTOR * SECTOR
        data = reader.read_at(first, _MOST_DESCRIPTORS * SECTOR)
        primaries: list[int] = []
        joliet: Volume | None = None
        boot: tuple[int, int] | None = None
        for at in range(0, len(data) - SECTOR + 1, SECTOR):
            descriptor = data[at : at + SECTOR]
            if descriptor[1:6] in _OTHER_MAGICS:
                continue
            kind = descriptor[0]
            if descriptor[1:6] != _MAGIC or kind == _TERMINATOR:
                break
            if kind == _PRIMARY:
                primaries.append(at)
            elif kind == _SUPPLEMENTARY and descriptor[88:91] in _JOLIET_ESCAPES:
                joliet = joliet or _joliet(descriptor, first + at)
            elif kind == _BOOT_RECORD and descriptor[7:39].startswith(_EL_TORITO):
                boot = boot or (int.from_bytes(descriptor[71:75], "little"), first + at)
        if not primaries:
            raise CorruptImage("ISO 9660", first, "no primary volume descriptor")
        catalogue, record = boot or (None, None)
        primary, *others = (data[at : at + SECTOR] for at in primaries)
        differ = (at for at, each in zip(primaries[1:], others, strict=True) if each != primary)
        return cls(
            Volume.parse(primary, first + primaries[0]),
            tuple(first + at for at in differ),
            joliet,
            catalogue,
            record,
        )


def _joliet(data: bytes, offset: int) -> Volume | None:
    """A damaged one is as good as none: the primary descriptor names a tree as well."""
    try:
        return Volume.parse(data, offset, "utf-16-be")
    except CorruptImage:
        return None


def text(data: bytes, encoding: str = "") -> str:
    """A padded field. The standard allows a part of ASCII; in the wild it is UTF-8 or Latin-1."""
    if encoding:
        return data.decode(encoding, "replace").rstrip(" \0")
    return name(data.rstrip(b" \0"))


def name(data: bytes) -> str:
    """A name whose encoding nobody says."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("latin-1")


def long_date(data: bytes) -> datetime | None:
    """Sixteen digits and a zone in quarter hours (ECMA-119 8.4.26.1); zeros mean no date."""
    if len(data) < 17 or not data[:14].isdigit():
        return None
    year, month, day, hour, minute, second = (
        int(data[at:end]) for at, end in pairwise((0, 4, 6, 8, 10, 12, 14))
    )
    try:
        return datetime(year, month, day, hour, minute, second, tzinfo=zone(data[16]))
    except ValueError:
        return None


def zone(quarters: int) -> timezone:
    """The zone of a signed byte of quarter hours east of Greenwich."""
    signed = quarters - 256 if quarters > 127 else quarters
    return timezone(timedelta(minutes=15 * signed)) if -48 <= signed <= 52 else UTC

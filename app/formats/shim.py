"""What is built into shim, the first loader of most distributions: whom it trusts, and its levels.

By the sections of its binaries: `.vendor_cert` (cert.S in its sources) and `.sbatlevel`.
"""

import struct
from dataclasses import dataclass
from typing import Self

from app.errors import CorruptImage
from app.formats.binary import Reader, read_exactly
from app.formats.der import SEQUENCE
from app.formats.pe import Pe, Section
from app.formats.sbat import Level
from app.formats.signature_list import SignatureLists

VENDOR, LEVELS = ".vendor_cert", ".sbatlevel"
_TABLE = struct.Struct("<IIII")  # bytes of what is trusted, of what is refused; where each is
_OFFSETS = struct.Struct("<III")  # version 0; where the older and the newer level is, from byte 4
_LARGEST = 1 << 20  # bytes of a section


@dataclass(frozen=True, slots=True)
class Shim:
    """`trusted` and `refused` are its own lists. `level` is what it sets in a computer that has an
    older one, None for a shim that sets none."""

    trusted: SignatureLists
    refused: SignatureLists
    level: Level | None

    @classmethod
    def read(cls, reader: Reader, program: Pe) -> Self | None:
        """None for a program that is no shim. Raises CorruptImage."""
        section = program.section(reader, VENDOR)
        if section is None:
            return None
        data = content(reader, section)
        if len(data) < _TABLE.size:
            raise CorruptImage(VENDOR, section.place, "it is too short")
        trusted, refused, trusted_at, refused_at = _TABLE.unpack_from(data)
        return cls(
            _lists(_part(data, trusted_at, trusted, section), section.place + trusted_at),
            _lists(_part(data, refused_at, refused, section), section.place + refused_at),
            _level(reader, program.section(reader, LEVELS)),
        )


def content(reader: Reader, section: Section) -> bytes:
    """The bytes of a small section, without the padding behind them. Raises CorruptImage."""
    if section.used > _LARGEST:
        raise CorruptImage(section.name, section.place, f"it has {section.used:,} bytes")
    return read_exactly(reader, section.place, section.used, f"section {section.name}")


def _part(data: bytes, start: int, length: int, section: Section) -> bytes:
    if length and start + length > len(data):
        raise CorruptImage(VENDOR, section.place, "a list reaches out of it")
    return data[start : start + length]


def _lists(data: bytes, offset: int) -> SignatureLists:
    """One certificate by itself, or lists."""
    if data[:1] == bytes([SEQUENCE]):
        return SignatureLists(certificates=(data,))
    return SignatureLists.parse(data, offset)


def _level(reader: Reader, section: Section | None) -> Level | None:
    """The older of the two, which a shim sets by itself; the newer one only when it is told to."""
    if section is None:
        return None
    data = content(reader, section)
    if len(data) < _OFFSETS.size:
        raise CorruptImage(LEVELS, section.place, "it is too short")
    version, older, _ = _OFFSETS.unpack_from(data)
    return Level.parse(data[4 + older :]) if version == 0 else None

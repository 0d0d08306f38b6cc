"""The directory of a .zip file, and the header that each member repeats in front of its bytes.

PKWARE APPNOTE 6.3.10, section 4.3. The two are told apart on purpose: programs that believe one
see another archive than programs that believe the other, so whoever unpacks asks both to agree.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from app.errors import BudgetSpent, CorruptImage
from app.formats.binary import Reader, read_exactly, unpack

MOST_MEMBERS = 50_000
_MOST_DIRECTORY = 16 << 20
_LONGEST_COMMENT = 0xFFFF
_ENCRYPTED = 0x0001 | 0x0040 | 0x2000  # a password; strong encryption; masked headers
_SIZES_FOLLOW = 0x0008  # behind the bytes, so each of the three may be zero in front of them
_UTF8 = 0x0800
_IN_ZIP64 = 0xFFFFFFFF
_ZIP64 = 0x0001


@dataclass(frozen=True, slots=True)
class Member:
    """One file of the archive, as the central directory has it (4.3.12). Lengths in bytes."""

    name: str
    raw_name: bytes
    flags: int
    method: int
    crc: int
    packed_length: int
    length: int
    header_at: int

    LAYOUT: ClassVar = struct.Struct("<4sHHHH4xIIIHHHHH4xI")

    @property
    def encrypted(self) -> bool:
        return bool(self.flags & _ENCRYPTED)

    @property
    def is_folder(self) -> bool:
        return self.raw_name.endswith((b"/", b"\\"))


@dataclass(frozen=True, slots=True)
class _End:
    """What the end of the archive says of its directory (4.3.14, 4.3.16)."""

    count: int
    length: int
    at: int

    LAYOUT: ClassVar = struct.Struct("<4sHHHHIIH")
    LOCATOR: ClassVar = struct.Struct("<4sIQI")
    LARGE: ClassVar = struct.Struct("<4sQHHIIQQQQ")


def read_directory(reader: Reader) -> tuple[Member, ...]:
    """Every member, in the directory's order.

    Raises CorruptImage, also for an archive that was cut off, and BudgetSpent for more members
    than an archive around an image has.
    """
    if reader.size is None:
        raise CorruptImage("zip directory", 0, "where the file ends is not known")
    end = _read_end(reader, reader.size)
    if end.count > MOST_MEMBERS or end.length > _MOST_DIRECTORY:
        raise BudgetSpent("the archive has too many members")
    data = read_exactly(reader, end.at, end.length, "zip directory")
    members: list[Member] = []
    place = 0
    for _ in range(end.count):
        member, place = _read_member(data, place, end.at)
        members.append(member)
    return tuple(members)


def _read_end(reader: Reader, size: int) -> _End:
    at = max(0, size - _LONGEST_COMMENT - _End.LAYOUT.size)
    tail = reader.read_at(at, size - at)
    found = tail.rfind(b"PK\5\6", 0, max(0, len(tail) - _End.LAYOUT.size + 4))
    if found < 0:
        raise CorruptImage("zip directory", size, "the end of the archive is missing")
    _, disk, first, here, count, length, start, comment = _End.LAYOUT.unpack_from(tail, found)
    if tail[found + _End.LAYOUT.size + comment :].strip(b"\0"):
        raise CorruptImage("zip directory", at + found, "other data follows the archive")
    if disk != first or here != count:
        raise CorruptImage("zip directory", at + found, "it is one of several parts")
    return _read_zip64_end(reader, at + found) or _End(count, length, start)


def _read_zip64_end(reader: Reader, end_at: int) -> _End | None:
    locator_at = end_at - _End.LOCATOR.size
    if locator_at < 0 or reader.read_at(locator_at, 4) != b"PK\6\7":
        return None
    _, _, at, _ = unpack(_End.LOCATOR, reader, locator_at, "zip64 locator")
    fields = unpack(_End.LARGE, reader, at, "zip64 end")
    if fields[0] != b"PK\6\6":
        raise CorruptImage("zip64 end", at, "its mark is wrong")
    return _End(fields[7], fields[8], fields[9])


def _read_member(data: bytes, place: int, at: int) -> tuple[Member, int]:
    """The member whose record begins at `place`, and the place behind it."""
    if len(data) < place + Member.LAYOUT.size:
        raise CorruptImage("zip directory", at + place, "it ends too early")
    fields = Member.LAYOUT.unpack_from(data, place)
    mark, _, _, flags, method, crc, packed, length = fields[:8]
    name_length, extra_length, comment_length, _, _, header_at = fields[8:]
    name_at = place + Member.LAYOUT.size
    extra_at = name_at + name_length
    behind = extra_at + extra_length + comment_length
    if mark != b"PK\1\2" or behind > len(data):
        raise CorruptImage("zip directory", at + place, "a record is damaged")
    large = _zip64_fields(data[extra_at : extra_at + extra_length])
    length, packed, header_at = (
        next(large, value) if value == _IN_ZIP64 else value for value in (length, packed, header_at)
    )
    raw_name = data[name_at:extra_at]
    name = raw_name.decode("utf-8" if flags & _UTF8 else "cp437", "replace")
    return Member(name, raw_name, flags, method, crc, packed, length, header_at), behind


def _zip64_fields(extra: bytes) -> Iterator[int]:
    """The 64-bit fields of the members whose 32-bit ones are full, in their order (4.5.3)."""
    place = 0
    while place + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, place)
        if kind == _ZIP64:
            value = extra[place + 4 : place + 4 + length]
            return iter(struct.unpack(f"<{len(value) // 8}Q", value[: len(value) // 8 * 8]))
        place += 4 + length
    return iter(())


@dataclass(frozen=True, slots=True)
class LocalHeader:
    """What stands in front of a member's bytes (4.3.7)."""

    raw_name: bytes
    flags: int
    method: int
    crc: int
    packed_length: int
    length: int
    data_at: int

    LAYOUT: ClassVar = struct.Struct("<4sHHH4xIIIHH")

    @classmethod
    def read(cls, reader: Reader, at: int) -> "LocalHeader":
        """Raises CorruptImage."""
        mark, _, flags, method, crc, packed, length, name_length, extra_length = unpack(
            cls.LAYOUT, reader, at, "zip member"
        )
        if mark != b"PK\3\4":
            raise CorruptImage("zip member", at, "its mark is wrong")
        variable = read_exactly(
            reader, at + cls.LAYOUT.size, name_length + extra_length, "zip member"
        )
        large = _zip64_fields(variable[name_length:])
        length, packed = (
            next(large, value) if value == _IN_ZIP64 else value for value in (length, packed)
        )
        data_at = at + cls.LAYOUT.size + name_length + extra_length
        return cls(variable[:name_length], flags, method, crc, packed, length, data_at)

    def difference(self, member: Member) -> str:
        """What the directory says otherwise, in a word or two; "" when both agree."""
        pairs = [
            ("name", self.raw_name, member.raw_name),
            ("method", self.method, member.method),
            ("encryption", self.flags & _ENCRYPTED, member.flags & _ENCRYPTED),
        ]
        facts = [
            ("checksum", self.crc, member.crc),
            ("packed size", self.packed_length, member.packed_length),
            ("size", self.length, member.length),
        ]
        if self.flags & _SIZES_FOLLOW:
            facts = [(what, here, there) for what, here, there in facts if here]
        pairs += facts
        return next((what for what, here, there in pairs if here != there), "")

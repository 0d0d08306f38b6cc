"""The members of a tar archive: POSIX.1-2017 `pax` (ustar and pax headers), and what GNU tar adds.

There is no directory: in front of each file stands a header that says how long it is, and so where
the next one is. Links, devices and folders are passed over.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from app.errors import BudgetSpent, CorruptImage
from app.formats.binary import Reader, read_exactly

MAGICS = (b"ustar\0", b"ustar  \0")  # POSIX's, GNU's
BLOCK = 512  # bytes; what everything is rounded up to
MOST_MEMBERS = 50_000
_WHAT = "tar header"
_MOST_ABOUT = 1 << 20  # bytes of a header that is about the next one
# Name; length; checksum, kind; magic with version; what POSIX puts in front of the name.
_HEADER = struct.Struct("100s 24x 12s 12x 8s c 100x 8s 80x 155s 12x")
_SUM = slice(148, 156)
_FILES = (b"0", b"\0", b"7", b"S")
_WITHOUT_BYTES = (b"1", b"2", b"3", b"4", b"5", b"6")  # links, devices, folders, pipes
_SPARSE = b"S"
_GNU_NAME, _GNU_LINK, _PAX, _PAX_FOR_ALL = b"L", b"K", b"x", b"g"
# GNU's sparse files: whether places of pieces follow the header, and the length with its zeros;
# whether more follow those.
_MORE_AT, _REAL_LENGTH, _MORE_STILL_AT = 482, slice(483, 495), 504


@dataclass(frozen=True, slots=True)
class Member:
    """A file, whose bytes begin at `data_at` of the archive. A `sparse` one was stored without its
    zeros."""

    name: str
    length: int
    data_at: int
    sparse: bool = False

    @property
    def behind(self) -> int:
        """Where the next header is, if it is not a sparse one."""
        return self.data_at + -(-self.length // BLOCK) * BLOCK


@dataclass(slots=True)
class _About:
    """What headers in front of a header say instead of it."""

    name: str | None = None
    length: int | None = None
    sparse: bool = False


@dataclass(frozen=True, slots=True)
class _Header:
    name: str
    length: int
    kind: bytes

    @classmethod
    def parse(cls, data: bytes, at: int) -> "_Header":
        """Raises CorruptImage."""
        name, length, checksum, kind, magic, before = _HEADER.unpack(data)
        if _number(checksum, at) not in _sums(data):
            raise CorruptImage(_WHAT, at, "its checksum is wrong")
        parts = [before, name] if magic.startswith(MAGICS[0]) else [name]
        texts = [_text(part) for part in parts]
        return cls("/".join(text for text in texts if text), _number(length, at), kind)


def read_members(reader: Reader, at: int = 0) -> Iterator[Member]:
    """Every file, in the archive's order, from the header at byte `at` on.

    Raises CorruptImage, also for an archive that was cut off; BudgetSpent for more members than an
    archive around an image has; and what the reader raises.
    """
    about = _About()
    for _ in range(MOST_MEMBERS):
        data = read_exactly(reader, at, BLOCK, _WHAT)
        if not any(data):
            return
        header = _Header.parse(data, at)
        at += BLOCK
        length = header.length if about.length is None else about.length
        if header.kind in {_GNU_NAME, _GNU_LINK, _PAX, _PAX_FOR_ALL}:
            length = header.length
            _learn(about, header.kind, _read_about(reader, at, length), at)
        else:
            if header.kind == _SPARSE:
                at = _behind_places(reader, data, at)
            if header.kind in _WITHOUT_BYTES:
                length = 0
            elif header.kind in _FILES:
                yield from _file(header, about, data, length, at)
            about = _About()
        at += -(-length // BLOCK) * BLOCK
    raise BudgetSpent("the archive has too many members")


def _file(header: _Header, about: _About, data: bytes, length: int, at: int) -> Iterator[Member]:
    name = header.name if about.name is None else about.name
    if header.kind == b"\0" and name.endswith("/"):  # how the oldest ones say that it is a folder
        return
    if header.kind == _SPARSE:
        length = _number(data[_REAL_LENGTH], at)
    yield Member(name, length, at, about.sparse or header.kind == _SPARSE)


def _read_about(reader: Reader, at: int, length: int) -> bytes:
    if length > _MOST_ABOUT:
        raise CorruptImage(_WHAT, at, f"{length:,} bytes about one file")
    return read_exactly(reader, at, length, _WHAT)


def _learn(about: _About, kind: bytes, data: bytes, at: int) -> None:
    if kind == _GNU_NAME:
        about.name = about.name or _text(data)
    if kind not in {_PAX, _PAX_FOR_ALL}:
        return
    for key, value in _records(data, at):
        if key not in {b"path", b"size"} and not key.startswith(b"GNU.sparse."):
            continue
        if kind == _PAX_FOR_ALL:
            raise CorruptImage(_WHAT, at, "it says of all files what can be true of one")
        if key == b"size":
            about.length = _decimal(value, at)
        elif key in {b"path", b"GNU.sparse.name"}:
            about.name = value.decode("utf-8", "replace")
        about.sparse = about.sparse or key.startswith(b"GNU.sparse.")


def _records(data: bytes, at: int) -> Iterator[tuple[bytes, bytes]]:
    """Of a pax header, each "LENGTH KEY=VALUE" with a line's end, all of which LENGTH counts."""
    place = 0
    while place < len(data):
        digits = data[place : place + 8].partition(b" ")[0]
        length = _decimal(digits, at)
        record = data[place + len(digits) + 1 : place + length]
        key, equals, value = record.partition(b"=")
        if not equals or not record.endswith(b"\n") or place + length > len(data):
            raise CorruptImage(_WHAT, at, "one of its records is damaged")
        yield key, value[:-1]
        place += length


def _behind_places(reader: Reader, data: bytes, at: int) -> int:
    """Where the bytes of an old sparse file begin: behind the list of where they belong."""
    more = data[_MORE_AT]
    for _ in range(MOST_MEMBERS):
        if not more:
            return at
        more = read_exactly(reader, at, BLOCK, _WHAT)[_MORE_STILL_AT]
        at += BLOCK
    raise BudgetSpent("a file of the archive has too many pieces")


def _text(field: bytes) -> str:
    return field.partition(b"\0")[0].decode("utf-8", "replace")


def _number(field: bytes, at: int) -> int:
    """Octal digits; or, where there are too few for it, GNU's: a set bit, then the number."""
    if field[0] & 0x80:
        if field[0] != 0x80:
            raise CorruptImage(_WHAT, at, "a number in it is below zero or too large")
        return int.from_bytes(field[1:], "big")
    digits = field.partition(b"\0")[0].strip(b" ")
    if digits.strip(b"01234567"):
        raise CorruptImage(_WHAT, at, "a number in it is none")
    return int(digits or b"0", 8)


def _decimal(digits: bytes, at: int) -> int:
    if not digits.isdigit() or len(digits) > 19:
        raise CorruptImage(_WHAT, at, "a number in it is none")
    return int(digits)


def _sums(data: bytes) -> tuple[int, int]:
    """Of a header's bytes, its own checksum taken as spaces; and of the bytes as signed ones, as
    the oldest programs have it."""
    plain = sum(data) - sum(data[_SUM]) + 8 * ord(" ")
    high = sum(byte >> 7 for byte in data) - sum(byte >> 7 for byte in data[_SUM])
    return plain, plain - 256 * high

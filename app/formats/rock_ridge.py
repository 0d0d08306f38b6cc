"""Rock Ridge: the names, links and deep folders that Unix adds to the records of ISO 9660.

SUSP (IEEE P1281) says how the fields lie behind a record's name and go on elsewhere, RRIP (IEEE
P1282) what they mean. Continuations are where such images turn hostile, so they are followed at
most 32 times, never twice to the same place, only within one block, and at most 4 MiB a folder.
"""

from collections.abc import Iterator
from typing import NamedTuple

from app.errors import BudgetSpent, CorruptImage
from app.formats.binary import Reader, read_exactly
from app.formats.iso9660_volume import name

_MOST_HOPS = 32
_MOST_FIELDS = 4 << 20  # bytes of one folder's fields, where there is more than a name
_LONGEST_NAME = 1024  # bytes; Unix has no names over 255
_LONGEST_LINK = 4096
_SEEN_AT_ROOT = frozenset({b"RR", b"PX", b"NM", b"TF", b"SL"})
_SPECIFICATIONS = (b"RRIP_1991A", b"IEEE_P1282", b"IEEE_1282")
_SPECIAL = {0x02: b".", 0x04: b"..", 0x08: b""}  # components of a link without letters
_READ = frozenset({b"NM", b"SL", b"CL", b"RE", b"CE", b"ST", b"ZF"})
# The upper four bits of a mode (RRIP 4.1.1): nothing said, folder, file, link. All else are
# devices, pipes and sockets.
_ORDINARY = frozenset({0x00, 0x40, 0x80, 0xA0})


class Ridge(NamedTuple):
    """What Rock Ridge says of one record; an empty name leaves the one of ISO 9660.

    `moved_to` is the block of a folder that was put elsewhere because it lay too deep (CL), `moved`
    marks the place where it was put (RE). `damaged`: fields were left out, because they are broken,
    or its bytes are not the file's: it is packed, as by mkzftree (ZF), and nobody unpacks it here.
    `special`: it is a device, a pipe or a socket (PX).
    """

    name: str = ""
    link: str = ""
    moved_to: int | None = None
    moved: bool = False
    damaged: bool = False
    special: bool = False


class RockRidge:
    """Reads the fields of one folder's records, each behind `skip` bytes that are not ours."""

    def __init__(self, reader: Reader, block: int, skip: int) -> None:
        self._reader = reader
        self._block = block
        self._skip = skip
        self._spent = 0
        self._last: tuple[int, bytes] = (-1, b"")  # many records go on in the same block

    @classmethod
    def skip(cls, reader: Reader, block: int, area: bytes) -> int | None:
        """How many bytes to skip, by what lies behind the root folder's own record (SUSP 5.3).

        None where there is no Rock Ridge. Behind CD-ROM XA's 14 bytes it is looked for as well.
        """
        for start in (0, 14):
            if area[start : start + 2] == b"SP" and area[start + 4 : start + 6] == b"\xbe\xef":
                fields = cls(reader, block, start)._fields(area)
                return area[start + 6] if _is_rock_ridge(fields) else None
        return 0 if area[:2] == b"RR" else None  # the oldest images lack SP

    def only_name(self, area: bytes) -> str | None:
        """The name, where the fields hold nothing else of interest; else None: `read` them.

        Nearly every record is of that kind, so it is worth a way of its own.
        """
        letters = b""
        at, length = self._skip, len(area)
        while at < length - 3 and (size := area[at + 2]) >= 4:
            kind = area[at : at + 2]
            if kind in _READ:
                if kind != b"NM" or letters or size < 5 or at + 4 >= length or area[at + 4]:
                    return None
                letters = area[at + 5 : at + size]
            elif kind == b"PX" and at + 5 < length and area[at + 5] & 0xF0 not in _ORDINARY:
                return None
            at += size
        return name(letters)

    def read(self, area: bytes) -> Ridge:
        """The fields behind a record's name, through all continuations. Raises BudgetSpent."""
        self._spend(len(area))
        letters = b""
        link = Link()
        moved_to: int | None = None
        damaged = special = False
        kinds: set[bytes] = set()
        try:
            for kind, value in self._fields(area):
                kinds.add(kind)
                if kind == b"NM" and not value[0] & 0x06:  # those would be "." and ".."
                    letters = (letters + value[1:])[: _LONGEST_NAME + 1]
                elif kind == b"SL":
                    link.add(value[1:])
                elif kind == b"CL":
                    moved_to = int.from_bytes(value[:4], "little")
                elif kind == b"PX":
                    special = value[1] & 0xF0 not in _ORDINARY
        except (CorruptImage, IndexError):
            damaged = True
        damaged = damaged or link.broken or b"ZF" in kinds
        too_long = len(letters) > _LONGEST_NAME or len(link) > _LONGEST_LINK
        return Ridge(
            name(letters), link.text(), moved_to, b"RE" in kinds, damaged or too_long, special
        )

    def _fields(self, area: bytes) -> Iterator[tuple[bytes, bytes]]:
        """Kind and value of each field, through all continuations. Raises CorruptImage, BudgetSpent
        where these lead nowhere."""
        met: set[bytes] = set()
        at = self._skip
        while True:
            continued = b""
            while at < len(area) - 3 and (size := area[at + 2]) >= 4:
                kind, value = area[at : at + 2], area[at + 4 : at + size]
                at += size
                if kind == b"CE":
                    continued = value
                elif kind == b"ST":
                    break
                else:
                    yield kind, value
            if not continued:
                return
            if continued in met or len(met) >= _MOST_HOPS:
                raise CorruptImage("Rock Ridge continuation", 0, "it runs in circles")
            met.add(continued)
            area, at = self._continuation(continued), 0

    def _continuation(self, value: bytes) -> bytes:
        """The area that a CE field names by block, offset and length, each in both byte orders."""
        block, offset, length = (int.from_bytes(value[at : at + 4], "little") for at in (0, 8, 16))
        place = block * self._block
        if offset + length > self._block:
            raise CorruptImage("Rock Ridge continuation", place, "it reaches over its block")
        self._spend(64 + length)
        if self._last[0] != place:
            data = read_exactly(self._reader, place, self._block, "Rock Ridge continuation")
            self._last = (place, data)
        return self._last[1][offset : offset + length]

    def _spend(self, length: int) -> None:
        self._spent += length
        if self._spent > _MOST_FIELDS:
            raise BudgetSpent("a folder of Rock Ridge fields without end")


class Link:
    """Where a symbolic link points, put together from its components (RRIP 4.1.3)."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self._open = False  # the last component goes on in the next one
        self.broken = False  # a component is longer than its field: genisoimage writes such
        self._length = 0

    def __len__(self) -> int:
        return self._length

    def add(self, components: bytes) -> None:
        """The component records of one SL field: flags, length, letters."""
        at = 0
        while at + 2 <= len(components) and self._length <= _LONGEST_LINK:
            flags, length = components[at], components[at + 1]
            letters = components[at + 2 : at + 2 + length]
            at += 2 + length
            self.broken = self.broken or at > len(components)
            if flags & 0x0E:
                letters = _SPECIAL.get(flags & 0x0E, letters)
            if self._open:
                self._parts[-1] += letters
            else:
                self._parts.append(letters)
            self._open = bool(flags & 0x01)
            self._length += len(letters) + 1

    def text(self) -> str:
        if self._parts == [b""]:
            return "/"
        return name(b"/".join(self._parts)[:_LONGEST_LINK])


def _is_rock_ridge(fields: Iterator[tuple[bytes, bytes]]) -> bool:
    try:
        for kind, value in fields:
            if kind in _SEEN_AT_ROOT:
                return True
            if kind == b"ER" and any(words in value for words in _SPECIFICATIONS):
                return True
    except CorruptImage:
        pass
    return False

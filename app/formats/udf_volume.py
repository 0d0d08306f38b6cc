"""Where a UDF volume begins: recognition sequence, anchor, and the descriptors these lead to.

ECMA-167 parts 2 and 3 as OSTA's UDF 1.02 to 2.60 narrow them. All numbers are little-endian, all
places in logical sectors of the volume's block size.
"""

import binascii
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple, Self

from app.errors import CorruptImage
from app.formats.binary import Reader

_SEQUENCE = 32_768  # byte at which the recognition sequence begins, whatever the block size
_STRUCTURE = 2048
_MOST_STRUCTURES = 64
_RECOGNISED = frozenset({b"CD001", b"BEA01", b"NSR02", b"NSR03", b"TEA01", b"BOOT2", b"CDW02"})
_NSR = frozenset({b"NSR02", b"NSR03"})

BLOCK_SIZES = (2048, 512, 4096, 1024)  # discs and images, hard disks, large sectors
_MOST_DESCRIPTORS = 256
_LONGEST_MAPS = 4096  # bytes of partition maps; 64 a map

PRIMARY, ANCHOR, POINTER, PARTITION, LOGICAL, TERMINATOR = 1, 2, 3, 5, 6, 8

_LONG_AD = struct.Struct("<4xIH")  # behind the length: everything that is so named is one block
_TAG = struct.Struct("<HHBxHHHI")


def recognised(reader: Reader) -> bool:
    """Whether the recognition sequence names UDF (ECMA-167 2/8.3.1).

    Its structures follow each other in steps of 2,048 bytes; a sector of 4,096 bytes holds one,
    and zeros.
    """
    data = reader.read_at(_SEQUENCE, _MOST_STRUCTURES * _STRUCTURE)
    begun = False
    for at in range(0, len(data), _STRUCTURE):
        magic = data[at + 1 : at + 6]
        if magic == bytes(5) and at % (2 * _STRUCTURE):
            continue
        if magic not in _RECOGNISED:
            return False
        begun = begun or magic == b"BEA01"
        if begun and magic in _NSR:
            return True
    return False


def tag_of(data: bytes) -> int | None:
    """Which descriptor this is by its tag, None where the tag or what it covers is damaged."""
    if len(data) < _TAG.size:
        return None
    kind, _, checksum, _, crc, crc_length, _ = _TAG.unpack_from(data)
    if (sum(data[:16]) - checksum) & 0xFF != checksum:
        return None
    covered = data[16 : 16 + crc_length]
    if len(covered) < crc_length or binascii.crc_hqx(covered, 0) != crc:
        return None
    return int(kind)


class LongAd(NamedTuple):
    """A place in one of the volume's partitions (ECMA-167 4/14.14.2)."""

    block: int
    partition: int

    @classmethod
    def parse(cls, data: bytes, at: int = 0) -> Self:
        return cls(*_LONG_AD.unpack_from(data, at))


@dataclass(frozen=True, slots=True)
class Run:
    """A partition as its descriptor gives it (ECMA-167 3/10.5), in blocks."""

    number: int
    start: int
    length: int


@dataclass(frozen=True, slots=True)
class Volume:
    """What the volume descriptors say. `maps` are the raw partition maps, `anchors_end` is the end
    in bytes of the last anchor that was found."""

    block: int
    label: str
    revision: str
    runs: tuple[Run, ...]
    maps: tuple[bytes, ...]
    file_set: LongAd
    anchors_end: int

    @property
    def size(self) -> int:
        """Bytes up to where the last partition or anchor ends."""
        ends = [(run.start + run.length) * self.block for run in self.runs]
        return max(self.anchors_end, *ends)

    @classmethod
    def read(cls, reader: Reader) -> Self:
        """Raises CorruptImage where there is no UDF, or none that holds together."""
        if not recognised(reader):
            raise CorruptImage("UDF", _SEQUENCE, "the recognition sequence does not name it")
        anchors = list(_anchors(reader))
        for block, _, anchor in anchors:
            for at in (16, 24):  # the main sequence and its spare copy
                length, first = struct.unpack_from("<II", anchor, at)
                found = _Descriptors.read(reader, block, first, length)
                if found.logical and found.runs:
                    return cls._from(found, block, max(p for b, p, _ in anchors if b == block))
        what = "its volume descriptors are damaged" if anchors else "no anchor"
        raise CorruptImage("UDF", anchors[0][1] if anchors else _SEQUENCE, what)

    @classmethod
    def _from(cls, found: "_Descriptors", block: int, last_anchor: int) -> Self:
        logical = found.logical
        if struct.unpack_from("<I", logical, 212)[0] != block:
            raise CorruptImage("UDF", last_anchor, "its block size is not that of its sectors")
        number = struct.unpack_from("<H", logical, 240)[0]  # 0x0150 is revision 1.50
        keeps_to_udf = b"*OSTA UDF" in logical[216:240]
        return cls(
            block=block,
            label=dstring(logical[84:212]) or found.label,
            revision=f"{number >> 8:x}.{number & 0xFF:02x}" if keeps_to_udf else "",
            runs=tuple(found.runs.values()),
            maps=tuple(_maps(logical)),
            file_set=LongAd.parse(logical, 248),
            anchors_end=last_anchor + block,
        )


def _anchors(reader: Reader) -> Iterator[tuple[int, int, bytes]]:
    """Block size, byte and text of each anchor (UDF 2.2.3): at sector 256, at the end, 256 before
    the end, and at 512 on discs that were not closed. Only one size of sectors can be true."""
    for block in BLOCK_SIZES:
        sectors = [256, 512]
        if reader.size is not None:
            last = reader.size // block - 1
            sectors = [256, last - 256, last, 512]
        found = False
        for sector in sectors:
            data = reader.read_at(sector * block, 512) if sector >= 0 else b""
            if tag_of(data) == ANCHOR and struct.unpack_from("<I", data, 12)[0] == sector:
                found = True
                yield block, sector * block, data
        if found:
            return


class _Descriptors:
    """One volume descriptor sequence (ECMA-167 3/8.4.2); of several of a kind the one with the
    highest number prevails."""

    def __init__(self) -> None:
        self.label = ""
        self.logical = b""
        self.runs: dict[int, Run] = {}
        self._highest: dict[tuple[int, int], int] = {}

    @classmethod
    def read(cls, reader: Reader, block: int, first: int, length: int) -> Self:
        found = cls()
        left = _MOST_DESCRIPTORS
        while length >= block and left > 0:
            count = min(length // block, left)
            left -= count
            data = reader.read_at(first * block, count * block)
            length = 0
            for at in range(0, len(data), block):
                descriptor = data[at : at + block]
                kind = tag_of(descriptor)
                if kind == POINTER:
                    length, first = struct.unpack_from("<II", descriptor, 20)
                if kind in {TERMINATOR, POINTER}:
                    break
                found._take(kind, descriptor)
        return found

    def _take(self, kind: int | None, data: bytes) -> None:
        if kind not in {PRIMARY, PARTITION, LOGICAL} or len(data) < 512:
            return
        number = struct.unpack_from("<H", data, 22)[0] if kind == PARTITION else 0
        sequence = struct.unpack_from("<I", data, 16)[0]
        if sequence < self._highest.get((kind, number), 0):
            return
        self._highest[kind, number] = sequence
        if kind == PRIMARY:
            self.label = dstring(data[24:56])
        elif kind == PARTITION:
            self.runs[number] = Run(number, *struct.unpack_from("<II", data, 188))
        else:
            self.logical = data


def _maps(logical: bytes) -> Iterator[bytes]:
    """The partition maps of a logical volume descriptor (ECMA-167 3/10.7)."""
    length, count = struct.unpack_from("<II", logical, 264)
    table = logical[440 : 440 + min(length, _LONGEST_MAPS)]
    at = 0
    for _ in range(count):
        size = table[at + 1] if at + 1 < len(table) else 0
        if size < 6 or at + size > len(table):
            return
        yield table[at : at + size]
        at += size


def cs0(data: bytes) -> str:
    """OSTA compressed Unicode (UDF 2.1.1): the first byte says whether 8 or 16 bits a letter."""
    if data[:1] == b"\x08":
        return data[1:].decode("latin-1")
    return data[1:].decode("utf-16-be", "replace") if data[:1] == b"\x10" else ""


def dstring(field: bytes) -> str:
    """Such a text in a field of fixed size, whose last byte says how much of it is used."""
    return cs0(field[: field[-1]]).rstrip("\0")

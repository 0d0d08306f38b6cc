"""Makes broken files out of whole ones, the same ones again for the same seed.

Boot records are numbers at known places, guarded by checksums. So a mutation mostly puts a number
that is likely to hurt where something stands, and half of the mutants get their checksums made
right again: otherwise most would end at the first of them.
"""

import binascii
import struct
import zlib
from collections.abc import Callable, Mapping
from functools import lru_cache
from random import Random

from app.formats.crc32c import crc32c

_WINDOW = 16
_LARGEST_ARRAY = 1 << 20
_LARGEST = 4 << 20  # a mutant
_LONGEST_SUMMED = 64 << 10

# Length, and where the checksum is.
_VHD_RECORDS = {b"conectix": (512, 64), b"cxsparse": (1024, 36)}
# Length of a VHDX's records, all with their CRC-32C at byte 4; 0 where it is said at byte 8.
_VHDX_RECORDS = {b"head": 4096, b"regi": 65536, b"loge": 0}
_UDF_TAGS = frozenset({*range(1, 10), *range(256, 268)})


class Mutator:
    """Mutants of one seed."""

    def __init__(self, seed: bytes, others: Mapping[str, bytes]) -> None:
        self._seed = seed
        self._others = list(others.values())
        self._places = _places(seed)
        self._menders = _menders(seed)

    def mutant(self, random: Random) -> bytes:
        data = bytearray(self._seed)
        for _ in range(min(8, 1 + int(random.expovariate(0.7)))):
            kind = random.choices(_KINDS, _WEIGHTS)[0]
            kind(self, data, random)
        if random.random() < 0.6:
            self.mend(data)
        return bytes(data)

    def mend(self, data: bytearray) -> None:
        for mender, place in self._menders:
            mender(data, place)

    def _number(self, data: bytearray, random: Random) -> None:
        """A number that is likely to hurt, in either byte order or both."""
        width = random.choice((1, 1, 2, 2, 4, 4, 4, 8))
        place = self._somewhere(data, random, width)
        order = random.choice(("<", "<", "<", ">", "both"))
        form = {1: "B", 2: "H", 4: "I", 8: "Q"}[width]
        old = int.from_bytes(data[place : place + width], "big" if order == ">" else "little")
        value = _hurting(old, width, len(data), random) & (1 << 8 * width) - 1
        new = struct.pack(f">{form}" if order == ">" else f"<{form}", value)
        if order == "both":
            new += struct.pack(f">{form}", value)
        data[place : place + len(new)] = new

    def _bits(self, data: bytearray, random: Random) -> None:
        for _ in range(random.choice((1, 1, 2, 8))):
            place = self._somewhere(data, random, 1)
            data[place : place + 1] = bytes([_byte(data, place) ^ 1 << random.randrange(8)])

    def _noise(self, data: bytearray, random: Random) -> None:
        length = random.choice((1, 2, 4, 16, 64))
        place = self._somewhere(data, random, length)
        fill = random.choice((random.randbytes(length), bytes(length), b"\xff" * length))
        data[place : place + length] = fill

    def _copy(self, data: bytearray, random: Random) -> None:
        """Something that stands elsewhere, so that structures point into each other."""
        length = random.choice((4, 8, 16, 32, 128, 512, 2048))
        source = self._somewhere(data, random, length)
        place = self._somewhere(data, random, length)
        data[place : place + length] = data[source : source + length]

    def _graft(self, data: bytearray, random: Random) -> None:
        """Whole sectors of another seed, at the place they have there."""
        other = random.choice(self._others)
        start = random.randrange(0, max(1, len(other)), 512)
        length = random.choice((512, 2048, 8192, 32768))
        data[start : start + length] = other[start : start + length]

    def _cut(self, data: bytearray, random: Random) -> None:
        del data[self._somewhere(data, random, 1) :]

    def _shift(self, data: bytearray, random: Random) -> None:
        """Bytes are missing, or there are some too many."""
        place = self._somewhere(data, random, 1)
        count = random.choice((1, 2, 16, 512, 2048))
        if random.random() < 0.5:
            del data[place : place + count]
        elif len(data) < _LARGEST:
            data[place:place] = random.randbytes(count)

    def _tail(self, data: bytearray, random: Random) -> None:
        data += random.choice((bytes(512), bytes(70_000), random.randbytes(700)))

    def _somewhere(self, data: bytearray, random: Random, length: int) -> int:
        """A place where something stands, mostly."""
        if self._places and random.random() < 0.9:
            place = random.choice(self._places) + random.randrange(_WINDOW)
        else:
            place = random.randrange(len(data) + 1)
        return max(0, min(place, len(data) - length))


_KINDS: tuple[Callable[[Mutator, bytearray, Random], None], ...] = (
    Mutator._number,
    Mutator._bits,
    Mutator._noise,
    Mutator._copy,
    Mutator._graft,
    Mutator._cut,
    Mutator._shift,
    Mutator._tail,
)
_WEIGHTS = (50, 15, 10, 12, 3, 3, 4, 2)


def _byte(data: bytearray, place: int) -> int:
    return data[place] if place < len(data) else 0


def _hurting(old: int, width: int, size: int, random: Random) -> int:
    top = 1 << 8 * width
    edge = random.choice(
        (0, 1, 2, top - 1, top - 2, top >> 1, (top >> 1) - 1, 1 << 16, 0x7FF, 0x800)
    )
    near = old + random.choice((-1, 1, -2, 2, 256, -256))
    inside = size // random.choice((1, 512, 2048, 4096)) + random.randint(-2, 2)
    larger = old * random.choice((2, 3, 16, 256, 512, 2048))
    return random.choice((edge, edge, near, inside, larger, random.randrange(top), ~old))


def _places(seed: bytes) -> list[int]:
    """Where something stands that does not stand before: filler counts once."""
    met = {bytes(_WINDOW)}
    places = []
    for place in range(0, len(seed), _WINDOW):
        window = seed[place : place + _WINDOW]
        if window not in met:
            met.add(window)
            places.append(place)
    return places


Mender = Callable[[bytearray, int], None]


def _menders(seed: bytes) -> list[tuple[Mender, int]]:
    found: list[tuple[Mender, int]] = []
    for place in range(0, len(seed) - 31, 512):
        if seed[place : place + 8] == b"EFI PART":
            found.append((_mend_gpt, place))
        elif _is_validation(seed, place):
            found.append((_mend_validation, place))
        elif _is_tag(seed, place):
            found.append((_mend_tag, place))
        elif seed[place : place + 8] in _VHD_RECORDS:
            found.append((_mend_vhd, place))
        elif place % 4096 == 0 and seed[place : place + 4] in _VHDX_RECORDS:
            found.append((_mend_vhdx, place))
    return found


def _is_validation(seed: bytes, place: int) -> bool:
    words = struct.unpack_from("<16H", seed, place)
    return (
        seed[place] == 1 and seed[place + 30 : place + 32] == b"\x55\xaa" and not sum(words) % 65536
    )


def _mend_validation(data: bytearray, place: int) -> None:
    if place + 32 <= len(data):
        data[place + 28 : place + 30] = b"\0\0"
        total = sum(struct.unpack_from("<16H", data, place))
        struct.pack_into("<H", data, place + 28, -total & 0xFFFF)


def _is_tag(seed: bytes, place: int) -> bool:
    head = seed[place : place + 16]
    return int.from_bytes(head[:2], "little") in _UDF_TAGS and head[4] == sum(head) - head[4] & 0xFF


def _mend_tag(data: bytearray, place: int) -> None:
    """Checksum and CRC of a UDF descriptor (ECMA-167 3/7.2)."""
    if place + 16 > len(data):
        return
    length = int.from_bytes(data[place + 10 : place + 12], "little")
    crc = binascii.crc_hqx(data[place + 16 : place + 16 + length], 0)
    struct.pack_into("<H", data, place + 8, crc)
    data[place + 4] = 0
    data[place + 4] = sum(data[place : place + 16]) & 0xFF


def _mend_vhd(data: bytearray, place: int) -> None:
    """The sum of a VHD's footer or header, by which of them began there."""
    for magic, (length, at) in _VHD_RECORDS.items():
        if data[place : place + 8] == magic and place + length <= len(data):
            data[place + at : place + at + 4] = bytes(4)
            total = ~sum(data[place : place + length]) & 0xFFFFFFFF
            struct.pack_into(">I", data, place + at, total)


def _mend_vhdx(data: bytearray, place: int) -> None:
    """The sum of a header, a table of regions or an entry of the log, as far as it says it goes."""
    length = _VHDX_RECORDS.get(bytes(data[place : place + 4]))
    if length is None or place + 12 > len(data):
        return
    length = min(length or struct.unpack_from("<I", data, place + 8)[0], _LONGEST_SUMMED)
    data[place + 4 : place + 8] = bytes(4)
    struct.pack_into("<I", data, place + 4, _summed(bytes(data[place : place + length])))


@lru_cache(maxsize=99)  # most mutants have most records of their seed
def _summed(record: bytes) -> int:
    return crc32c(record) ^ 0xFFFFFFFF


def _mend_gpt(data: bytearray, place: int) -> None:
    """CRCs of the entries and of the header (UEFI Specification 2.10, 5.3.2)."""
    if place + 92 > len(data):
        return
    block = place if place in (512, 1024, 2048, 4096) else 512
    length, lba = (
        struct.unpack_from("<I", data, place + 12)[0],
        struct.unpack_from("<Q", data, place + 72)[0],
    )
    count, size = struct.unpack_from("<II", data, place + 80)
    if lba * block + count * size <= len(data) and count * size <= _LARGEST_ARRAY:
        array = data[lba * block : lba * block + count * size]
        struct.pack_into("<I", data, place + 88, zlib.crc32(array))
    if 92 <= length <= 4096:
        struct.pack_into("<I", data, place + 16, 0)
        struct.pack_into("<I", data, place + 16, zlib.crc32(data[place : place + length]))

"""The index of an .xz file: how long it is unpacked, and where each of its blocks begins.

The .xz File Format 1.2.1. The index stands at the end of each stream, so it is read backwards,
stream by stream. A block together with a header, an index and a footer made for it alone is an
.xz file of its own, which the decompressor checks like any other: that is random access.
"""

import zlib
from dataclasses import dataclass

from app.errors import BudgetSpent, CorruptImage
from app.formats.binary import Reader, read_exactly
from app.formats.magics import XZ

HEADER_LENGTH = 12  # of the stream's header and of its footer
MOST_BLOCKS = 65_536  # 1.5 TiB at the usual 24 MiB a block
MOST_STREAMS = 1_024
MOST_PADDING = 16 << 20
_STEP = 64 << 10
_LONGEST_NUMBER = 9  # bytes of a multibyte integer, section 1.2
_SHORTEST_BLOCK = 5
_LZMA2 = 0x21


@dataclass(frozen=True, slots=True)
class XzBlock:
    """One block. `start` and `length` count unpacked bytes; `unpadded` is section 4.3.1's."""

    start: int
    length: int
    packed_at: int
    unpadded: int
    flags: bytes  # of its stream: which check the block ends in

    @property
    def packed_length(self) -> int:
        return _padded(self.unpadded)

    def window(self, reader: Reader) -> int:
        """Bytes of the dictionary that its LZMA2 filter asks for. Raises CorruptImage."""
        return _read_window(reader, self.packed_at)

    def wrapping(self) -> tuple[bytes, bytes]:
        """What before and behind the block's packed bytes makes a stream of it. Sections 2.1, 4."""
        header = XZ + self.flags + _sum(self.flags)
        index = b"\0" + _number(1) + _number(self.unpadded) + _number(self.length)
        index += bytes(-len(index) % 4)
        index += _sum(index)
        tail = (len(index) // 4 - 1).to_bytes(4, "little") + self.flags
        return header, index + _sum(tail) + tail + b"YZ"


def read_blocks(reader: Reader) -> tuple[XzBlock, ...]:
    """Every block of every stream, in order.

    Raises CorruptImage, also for a file that was cut off, and BudgetSpent for more blocks than an
    honest file has.
    """
    end = reader.size
    if end is None:
        raise CorruptImage("xz index", 0, "where the file ends is not known")
    streams: list[list[tuple[int, int]]] = []
    places: list[tuple[int, bytes]] = []
    count = 0
    while end := _without_padding(reader, end):
        start, flags, records = _read_stream(reader, end)
        count += len(records)
        if count > MOST_BLOCKS or len(streams) == MOST_STREAMS:
            raise BudgetSpent("the xz index lists too many blocks")
        streams.append(records)
        places.append((start + HEADER_LENGTH, flags))
        end = start
    return _lay_out(streams[::-1], places[::-1])


def window_of(reader: Reader, at: int) -> int:
    """Bytes of the dictionary that the first block of the stream at `at` asks for. Raises
    CorruptImage."""
    return _read_window(reader, at + HEADER_LENGTH)


def _read_window(reader: Reader, at: int) -> int:
    """Of the block at `at`. Sections 3.1 and 5.3.1."""
    length = read_exactly(reader, at, 1, "xz block header")[0]
    head, place = read_exactly(reader, at, 4 * (length + 1), "xz block header"), 2
    for present in (0x40, 0x80):  # its two sizes
        if head[1] & present:
            _, place = _read_number(head, place, at)
    for _ in range((head[1] & 3) + 1):
        kind, place = _read_number(head, place, at)
        length, place = _read_number(head, place, at)
        if kind == _LZMA2 and length == 1:
            return _dictionary(head[place])
        place += length
    raise CorruptImage("xz block header", at, "it has no LZMA2 filter")


def _dictionary(bits: int) -> int:
    return (2 | bits & 1) << (bits & 0x3F) // 2 + 11


def _lay_out(
    streams: list[list[tuple[int, int]]], places: list[tuple[int, bytes]]
) -> tuple[XzBlock, ...]:
    blocks: list[XzBlock] = []
    start = 0
    for records, (packed_at, flags) in zip(streams, places, strict=True):
        for unpadded, length in records:
            # One that is said to hold nothing as well: it may hold something.
            blocks.append(XzBlock(start, length, packed_at, unpadded, flags))
            packed_at += _padded(unpadded)
            start += length
    return tuple(blocks)


def _without_padding(reader: Reader, end: int) -> int:
    """Where the bytes end that are not stream padding. Section 2.2."""
    lowest = max(0, end - MOST_PADDING)
    while end > lowest:
        at = max(lowest, end - _STEP)
        kept = read_exactly(reader, at, end - at, "xz padding").rstrip(b"\0")
        if kept:
            return at + len(kept)
        end = at
    if end:
        raise BudgetSpent("too many zeros follow the xz stream")
    return 0


def _read_stream(reader: Reader, end: int) -> tuple[int, bytes, list[tuple[int, int]]]:
    """The stream that ends at `end`: where it starts, its flags, its (unpadded, length) records."""
    at = end - HEADER_LENGTH
    footer = read_exactly(reader, at, HEADER_LENGTH, "xz stream footer")
    if footer[10:] != b"YZ" or _sum(footer[4:10]) != footer[:4]:
        raise CorruptImage("xz stream footer", at, "its mark or its checksum is wrong")
    index_length = (int.from_bytes(footer[4:8], "little") + 1) * 4
    if index_length > MOST_BLOCKS * 2 * _LONGEST_NUMBER:
        raise BudgetSpent("the xz index is too long")
    records = _read_index(reader, at - index_length, index_length)
    start = at - index_length - sum(_padded(unpadded) for unpadded, _ in records) - HEADER_LENGTH
    header = read_exactly(reader, start, HEADER_LENGTH, "xz stream header")
    if header[:6] != XZ or header[6:8] != footer[8:10] or header[8:] != _sum(header[6:8]):
        raise CorruptImage("xz stream header", max(start, 0), "it does not match its footer")
    return start, header[6:8], records


def _read_index(reader: Reader, at: int, length: int) -> list[tuple[int, int]]:
    """Section 4."""
    data = read_exactly(reader, at, length, "xz index")
    if _sum(data[:-4]) != data[-4:] or data[0] != 0:
        raise CorruptImage("xz index", at, "its checksum is wrong")
    place = 1
    count, place = _read_number(data, place, at)
    if count > MOST_BLOCKS:
        raise BudgetSpent("the xz index lists too many blocks")
    records: list[tuple[int, int]] = []
    for _ in range(count):
        unpadded, place = _read_number(data, place, at)
        unpacked, place = _read_number(data, place, at)
        if unpadded < _SHORTEST_BLOCK:
            raise CorruptImage("xz index", at, "a block is too short to be one")
        records.append((unpadded, unpacked))
    if any(data[place:-4]) or len(data) - 4 - place > 3:
        raise CorruptImage("xz index", at, "it goes on behind its last record")
    return records


def _read_number(data: bytes, place: int, at: int) -> tuple[int, int]:
    """A multibyte integer and the place behind it. Section 1.2."""
    value = 0
    for count, byte in enumerate(data[place : min(place + _LONGEST_NUMBER, len(data) - 4)]):
        value |= (byte & 0x7F) << 7 * count
        if byte < 0x80:
            return value, place + count + 1
    raise CorruptImage("xz index", at + place, "a number does not end")


def _number(value: int) -> bytes:
    out = bytearray()
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def _padded(length: int) -> int:
    return length + -length % 4


def _sum(data: bytes) -> bytes:
    return zlib.crc32(data).to_bytes(4, "little")

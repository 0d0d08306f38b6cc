"""Packed files in memory: a packer for every row of the table, and the builders behind them."""

import bz2
import gzip
import lzma
import struct
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

import lz4.frame
import zstandard

from app.errors import PackedDamaged
from app.formats.binary import Memory
from app.sources.source import Stream


def image(length: int = 300_001, seed: int = 1) -> bytes:
    """Some of it packs well and some not; it has a boot sector's mark."""
    random = Random(seed)
    parts = bytearray()
    while len(parts) < length:
        parts += random.randbytes(20_000) + bytes(30_000) + b"A line of text, again. " * 500
    parts[510:512] = b"\x55\xaa"
    return bytes(parts[:length])


def xz(data: bytes) -> bytes:
    return lzma.compress(data, preset=1)


def zstd(data: bytes) -> bytes:
    return zstandard.ZstdCompressor(write_checksum=True).compress(data)


def lz4_frame(data: bytes) -> bytes:
    return bytes(lz4.frame.compress(data, content_checksum=True, store_size=False))


def zip_of_one(data: bytes) -> bytes:
    return zip_of([ZipFile("disk.img", data)])


PACK: dict[str, Callable[[bytes], bytes]] = {
    "gzip": lambda data: gzip.compress(data, mtime=0),  # the same in the next second
    "bzip2": bz2.compress,
    "xz": xz,
    "zstd": zstd,
    "lz4": lz4_frame,
    "zip": zip_of_one,
}

_DEFLATED = 8
_ZIP_PACKERS: dict[int, Callable[[bytes], bytes]] = {
    0: bytes,
    8: lambda data: zlib.compress(data, wbits=-15),
    12: bz2.compress,
    93: zstd,
    95: xz,
}


@dataclass(frozen=True)
class ZipFile:
    """A member, as its two headers tell it. What is None is what is true."""

    name: str
    data: bytes
    method: int = _DEFLATED
    flags: int = 0
    local_name: str | None = None
    local_crc: int | None = None
    crc: int | None = None
    length: int | None = None
    zip64: bool = False
    packed: bytes | None = None


def zip_of(files: Sequence[ZipFile], *, comment: bytes = b"") -> bytes:
    out, directory = bytearray(), bytearray()
    for file in files:
        record, header = _zip_member(file, len(out))
        out += record
        directory += header
    count, sizes = len(files), (len(directory), len(out), len(comment))
    end = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, count, count, *sizes)
    return bytes(out + directory + end + comment)


def _zip_member(file: ZipFile, at: int) -> tuple[bytes, bytes]:
    packed = file.packed
    if packed is None:
        packed = _ZIP_PACKERS.get(file.method, bytes)(file.data)
    crc = zlib.crc32(file.data) if file.crc is None else file.crc
    length = len(file.data) if file.length is None else file.length
    name = file.name.encode()
    local_name = name if file.local_name is None else file.local_name.encode()
    local_crc = crc if file.local_crc is None else file.local_crc
    sizes, extra = (len(packed), length), b""
    if file.zip64:
        extra = struct.pack("<HHQQ", 1, 16, length, len(packed))
        sizes = (0xFFFFFFFF, 0xFFFFFFFF)
    local = struct.pack(
        "<4sHHHHHIIIHH",
        *(b"PK\3\4", 45, file.flags, file.method, 0, 0x21, local_crc, *sizes),
        *(len(local_name), len(extra)),
    )
    header = struct.pack(
        "<4sHHHHHHIIIHHHHHII",
        *(b"PK\1\2", 45, 45, file.flags, file.method, 0, 0x21, crc, *sizes),
        *(len(name), len(extra), 0, 0, 0, 0, at),
    )
    return local + local_name + extra + packed, header + name + extra


def xz_in_blocks(data: bytes, block: int) -> bytes:
    """One stream of several blocks, as `xz -T` makes them; the standard library makes one only."""
    blocks, records, count = bytearray(), bytearray(), 0
    start = end = b""
    for at in range(0, len(data), block):
        stream = xz(data[at : at + block])
        start, end = stream[:12], stream[-12:]
        index_length = (int.from_bytes(end[4:8], "little") + 1) * 4
        blocks += stream[12 : -12 - index_length]
        index = stream[-12 - index_length : -16].rstrip(b"\0")
        records += index[2:]
        count += 1
    index = b"\0" + multibyte(count) + records
    index += bytes(-len(index) % 4)
    index += zlib.crc32(index).to_bytes(4, "little")
    tail = (len(index) // 4 - 1).to_bytes(4, "little") + end[8:10]
    return start + bytes(blocks) + index + zlib.crc32(tail).to_bytes(4, "little") + tail + b"YZ"


def multibyte(value: int) -> bytes:
    return bytes([value]) if value < 0x80 else bytes([value & 0x7F | 0x80]) + multibyte(value >> 7)


def zstd_seekable(data: bytes, block: int) -> bytes:
    """Frames and the table that lists them."""
    frames = [zstd(data[at : at + block]) for at in range(0, len(data), block)]
    entries = b"".join(
        struct.pack("<II", len(frame), min(block, len(data) - number * block))
        for number, frame in enumerate(frames)
    )
    footer = struct.pack("<IBI", len(frames), 0, 0x8F92EAB1)
    return b"".join(frames) + skippable(entries + footer, 14)


def skippable(content: bytes, user: int = 0) -> bytes:
    return struct.pack("<II", 0x184D2A50 + user, len(content)) + content


class InMemory:
    """A layer over bytes, with a damage at a place if one is given."""

    def __init__(self, data: bytes, *, direct: bool = True, damage: int | None = None) -> None:
        self._data = data
        self._damage = damage
        self.direct = direct

    @property
    def size(self) -> int | None:
        return len(self._data) if self.direct else None

    def stream(self, start: int = 0) -> "MemoryStream":
        return MemoryStream(self._data, start, self._damage)

    def look(self) -> Memory:
        return Memory(self._data)


class MemoryStream:
    def __init__(self, data: bytes, start: int = 0, damage: int | None = None) -> None:
        self._data = data
        self._place = start
        self._damage = damage
        self.closed = False

    def readinto(self, buffer: memoryview, /) -> int:
        part = self._data[self._place : self._place + len(buffer)]
        if self._damage is not None:
            part = part[: max(0, self._damage - self._place)]
        buffer[: len(part)] = part
        self._place += len(part)
        if self._damage is not None and self._place >= self._damage and len(part) < len(buffer):
            raise PackedDamaged("below", self._damage, "a test says so")
        return len(part)

    def close(self) -> None:
        self.closed = True


def read_all(stream: Stream, buffer: int = 1 << 20) -> bytes:
    """Everything the stream holds; also checks that it is short at its end only."""
    out = bytearray()
    view = memoryview(bytearray(buffer))
    while count := stream.readinto(view):
        out += view[:count]
        if count < buffer:
            assert stream.readinto(view) == 0
            break
    stream.close()
    return bytes(out)

"""7z archives in code, with everything said of them that may be a lie."""

import bz2
import lzma
import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import zstandard

MAGIC = b"7z\xbc\xaf\x27\x1c"
WINDOW = 1 << 16
LZMA1 = bytes([93]) + WINDOW.to_bytes(4, "little")
FILTER = {"dict_size": WINDOW, "lc": 3, "lp": 0, "pb": 2}


@dataclass(frozen=True)
class Packing:
    number: str
    settings: bytes = b""

    def pack(self, data: bytes) -> bytes:
        if self.number == "030101":
            return lzma.compress(
                data, lzma.FORMAT_RAW, filters=[{"id": lzma.FILTER_LZMA1} | FILTER]
            )
        if self.number == "21":
            return lzma.compress(
                data, lzma.FORMAT_RAW, filters=[{"id": lzma.FILTER_LZMA2} | FILTER]
            )
        if self.number == "040108":
            return zlib.compress(data, wbits=-15)
        if self.number == "040202":
            return bz2.compress(data)
        if self.number == "04f71101":
            return zstandard.compress(data)
        return data


COPY, LZMA, LZMA2 = Packing("00"), Packing("030101", LZMA1), Packing("21", b"\x08")
DEFLATE, BZIP2, ZSTD = Packing("040108"), Packing("040202"), Packing("04f71101")
EVERY = (COPY, LZMA, LZMA2, DEFLATE, BZIP2, ZSTD)


@dataclass(frozen=True)
class Run:
    """Files packed as one, one behind the other."""

    files: tuple[tuple[str, bytes], ...]
    packing: Packing = LZMA2
    crc: int | None = None  # said of each, and wrong
    length: int | None = None  # said of the last, and wrong
    others: tuple[Packing, ...] = ()  # further methods that are said to be in front of it

    @property
    def data(self) -> bytes:
        return b"".join(data for _, data in self.files)


def number(value: int) -> bytes:
    """The shortest of the forms."""
    for extra in range(8):
        if value < 1 << 7 * (extra + 1):
            first = (0xFF00 >> extra & 0xFF) | value >> 8 * extra
            return bytes([first]) + (value & (1 << 8 * extra) - 1).to_bytes(extra, "little")
    return b"\xff" + value.to_bytes(8, "little")


def seven_zip(
    runs: Sequence[Run], *, empty: Sequence[str] = (), packed_directory: Packing | None = LZMA
) -> bytes:
    stored = [run.packing.pack(run.data) for run in runs]
    body = b"".join(stored)
    directory = b"\1\4" + _streams(runs, stored, 0) + _files(runs, empty) + b"\0"
    if packed_directory:
        run = Run((("", directory),), packed_directory)
        again = packed_directory.pack(directory)
        directory = b"\x17" + _streams([run], [again], len(body), parts=False)
        body += again
    return with_directory(body, directory)


def with_directory(body: bytes, directory: bytes) -> bytes:
    start = struct.pack("<QQI", len(body), len(directory), zlib.crc32(directory))
    return MAGIC + b"\0\4" + struct.pack("<I", zlib.crc32(start)) + start + body + directory


def _streams(runs: Sequence[Run], stored: Sequence[bytes], at: int, *, parts: bool = True) -> bytes:
    out = b"\6" + number(at) + number(len(stored)) + b"\x09"
    out += b"".join(number(len(data)) for data in stored) + b"\0"
    out += b"\7\x0b" + number(len(runs)) + b"\0" + b"".join(map(_shape, runs)) + b"\x0c"
    for run in runs:
        length = sum(len(data) for _, data in run.files[:-1]) + (
            len(run.files[-1][1]) if run.length is None else run.length
        )
        out += number(length) * (1 + len(run.others))
    out += b"\0"
    if parts:
        out += b"\x08\x0d" + b"".join(number(len(run.files)) for run in runs) + b"\x09"
        out += b"".join(number(len(data)) for run in runs for _, data in run.files[:-1])
        sums = [zlib.crc32(d) if run.crc is None else run.crc for run in runs for _, d in run.files]
        out += b"\x0a\1" + b"".join(struct.pack("<I", each) for each in sums) + b"\0"
    return out + b"\0"


def _shape(run: Run) -> bytes:
    methods = [*run.others, run.packing]
    out = number(len(methods))
    for method in methods:
        coded = bytes.fromhex(method.number)
        out += bytes([len(coded) | (0x20 if method.settings else 0)]) + coded
        out += number(len(method.settings)) + method.settings if method.settings else b""
    return out + b"".join(number(each) + number(each + 1) for each in range(len(run.others)))


def _files(runs: Sequence[Run], empty: Sequence[str]) -> bytes:
    names = [*empty, *(name for run in runs for name, _ in run.files)]
    bits = "1" * len(empty) + "0" * (len(names) - len(empty))
    vector = int(bits.ljust(-(-len(bits) // 8) * 8, "0"), 2).to_bytes(-(-len(bits) // 8), "big")
    text = b"\0" + b"".join(name.encode("utf-16-le") + b"\0\0" for name in names)
    out = b"\5" + number(len(names)) + b"\x0e" + number(len(vector)) + vector
    return out + b"\x11" + number(len(text)) + text + b"\0"

"""How much memory unpacking takes at its peak, of a process of its own: files that ask for much."""

import bz2
import lzma
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
import zstandard
from packing import multibyte, skippable

from app.sources.blocks import ROOM

MiB = 1 << 20
LARGE = 64 * MiB  # a window
SMALLER = 48 * MiB  # the room of blocks that ask for no window
SLACK = 13 * MiB  # of 160 the program itself takes 47 with its buffers, and 96 are the room

PEAK = """
import hashlib, sys, time
from pathlib import Path
from app.errors import PackedDamaged
from app.sources import blocks, bzip2, compressed, open_source

def memory(which):
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(which))

count = int(sys.argv[2])
compressed.threads = blocks.threads = lambda: count
before = memory("VmRSS")
stream = open_source(Path(sys.argv[1])).image.stream()
assert isinstance(stream, blocks.Blocks | bzip2.Bzip2)
view, length, end = memoryview(bytearray(1 << 20)), 0, "whole"
try:
    while got := stream.readinto(view):
        if not length:
            time.sleep(0.2)  # they run ahead as far as they may
        length += got
except PackedDamaged as error:
    length, end = error.offset, "damaged"
print(memory("VmHWM") - before, length, end)
"""


@cache
def xz(window: int, length: int) -> bytes:
    """A stream of one block of zeros."""
    filters = [{"id": lzma.FILTER_LZMA2, "preset": 0, "dict_size": window}]
    return lzma.compress(bytes(length), check=lzma.CHECK_CRC32, filters=filters)


@cache
def zstd(window: int, length: int) -> bytes:
    """A frame of zeros that does not say how long it is."""
    parameters = zstandard.ZstdCompressionParameters.from_level(
        1, window_log=window.bit_length() - 1
    )
    packer = zstandard.ZstdCompressor(compression_params=parameters).compressobj()
    return packer.compress(bytes(length)) + packer.flush()


def filling(window: int) -> int:
    """Unpacked bytes that fill such a window, and go on."""
    return window + 2 * MiB


LENGTH = filling(LARGE)


def false_xz(*streams: bytes, length: int) -> bytes:
    """A stream whose index lists as one block of that length what is one behind the other."""
    blocks = b"".join(_block(stream) for stream in streams)
    index = b"\0" + multibyte(1) + multibyte(len(blocks)) + multibyte(length)
    index += bytes(-len(index) % 4)
    index += zlib.crc32(index).to_bytes(4, "little")
    tail = (len(index) // 4 - 1).to_bytes(4, "little") + streams[0][6:8]
    footer = zlib.crc32(tail).to_bytes(4, "little") + tail + b"YZ"
    return streams[0][:12] + blocks + index + footer


def _block(stream: bytes) -> bytes:
    index_length = (int.from_bytes(stream[-8:-4], "little") + 1) * 4
    return stream[12 : -12 - index_length]


def listed(*entries: tuple[bytes, int]) -> bytes:
    """Seekable .zst: each entry's frames, and how long they are said to be unpacked."""
    table = b"".join(struct.pack("<II", len(frames), length) for frames, length in entries)
    footer = struct.pack("<IBI", len(entries), 0, 0x8F92EAB1)
    return b"".join(frames for frames, _ in entries) + skippable(table + footer, 14)


def peak(path: Path, threads: int) -> tuple[int, int, str]:
    """Bytes at the peak, bytes that were good, and how it ended."""
    done = subprocess.run(
        [sys.executable, "-c", PEAK, str(path), str(threads)],
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        check=True,
    )
    memory, length, end = done.stdout.split()
    return int(memory) << 10, int(length), end


MIXED = (MiB, 8 * MiB, 16 * MiB, 16 * MiB, 4 * MiB, LARGE, 8 * MiB, LARGE)

HONEST: dict[str, Callable[[], tuple[bytes, int]]] = {
    "xz, a small one first": lambda: (xz(MiB, 1000) + 3 * xz(LARGE, LENGTH), 1000 + 3 * LENGTH),
    "xz, mixed": lambda: (
        b"".join(xz(window, filling(window)) for window in MIXED),
        sum(map(filling, MIXED)),
    ),
    "zst, a small one first": lambda: (
        listed((zstd(MiB, 1000), 1000), *[(zstd(LARGE, LENGTH), LENGTH)] * 3),
        1000 + 3 * LENGTH,
    ),
    "zst, mixed": lambda: (
        listed(*((zstd(window, filling(window)), filling(window)) for window in MIXED)),
        sum(map(filling, MIXED)),
    ),
    "bz2": lambda: (6 * bz2.compress(bytes(45 * MiB)), 6 * 45 * MiB),
}


@pytest.mark.parametrize("threads", [2, 16])
@pytest.mark.parametrize("kind", HONEST)
def test_large_windows_wait_for_room(kind: str, threads: int, tmp_path: Path) -> None:
    packed, length = HONEST[kind]()
    path = tmp_path / "image.img"
    path.write_bytes(packed)
    memory, good, end = peak(path, threads)
    assert (good, end) == (length, "whole")
    assert memory < (SMALLER if kind == "bz2" else ROOM) + SLACK


HOSTILE: dict[str, Callable[[], bytes]] = {
    "xz": lambda: 8 * false_xz(xz(MiB, 1000), xz(LARGE, LENGTH), length=1000 + LENGTH),
    "zst": lambda: listed(*[(zstd(MiB, 1000) + zstd(LARGE, LENGTH), 1000 + LENGTH)] * 8),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_hides_behind_a_small_one_gets_no_more(kind: str, tmp_path: Path) -> None:
    """The index lists two as one, and the second asks for a large window."""
    path = tmp_path / "image.img"
    path.write_bytes(HOSTILE[kind]())
    memory, good, end = peak(path, 16)
    assert end == "damaged"
    assert good <= 1000  # liblzma hands nothing on of a piece that it fails in
    assert memory < 30 * MiB

"""qemu-img and qemu-io, which read and write virtual disks beside us."""

import shutil
import subprocess
from pathlib import Path
from random import Random

import pytest
from packing import read_all

from app.sources import open_source
from app.sources.source import Sparse

_MIB = 1 << 20


def qemu(program: str, *words: str | Path) -> None:
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")
    done = subprocess.run([program, *words], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def as_qemu_reads(disk: Path, kind: str) -> bytes:
    expected = disk.with_suffix(".expected")
    qemu("qemu-img", "convert", "-f", kind, "-O", "raw", disk, expected)
    return expected.read_bytes()


def assert_same(disk: Path, kind: str, *, holes: int = 12 * _MIB) -> None:
    """All as qemu-img reads it, and at least so many bytes are skipped."""
    assert_holds(disk, as_qemu_reads(disk, kind), holes=holes)


def assert_holds(disk: Path, image: bytes, *, holes: int = 0) -> None:
    """Read in order, with its holes skipped, and here and there."""
    source = open_source(disk)
    assert len(source.layers) == 1
    assert source.size == len(image)
    assert read_all(source.stream()) == image
    assert read_all(source.stream(1_234_567)) == image[1_234_567:]
    skipped, found = with_holes(source.stream())
    assert found == image
    reader, random = source.look(), Random("places")
    for _ in range(200):
        place, length = random.randrange(len(image)), random.randrange(1, 200_000)
        assert reader.read_at(place, length) == image[place : place + length]
    assert reader.read_at(len(image) - 5, 99) == image[-5:]
    assert reader.read_at(len(image), 1) == b""
    assert skipped >= holes


def with_holes(stream: object) -> tuple[int, bytes]:
    assert isinstance(stream, Sparse)
    found, skipped = bytearray(), 0
    buffer = memoryview(bytearray(70_000))
    while True:
        if count := stream.skip(1 << 30):
            found += bytes(count)
            skipped += count
        elif count := stream.readinto(buffer):  # type: ignore[attr-defined]  # a stream as well
            found += buffer[:count]
        else:
            return skipped, bytes(found)

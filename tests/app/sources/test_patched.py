"""An image of which a few bytes are others: read from any place, in pieces of any size."""

from pathlib import Path
from random import Random

import pytest

from app.sources import open_source
from app.sources.layout_table import Patch
from app.sources.patched import Overlay, PatchedSource, Put
from app.sources.source import holes_of

MIB = 1 << 20
PATCHES = (Patch(3, b"abc"), Patch(6, b"d"), Patch(4096, b"e" * 5000), Patch(2 * MIB - 1, b"f"))


def made(folder: Path) -> tuple[PatchedSource, bytes]:
    """Its second half is a hole, but for what lies over it."""
    path = folder / "image.img"
    content = Random(1).randbytes(MIB)
    with path.open("wb") as file:
        file.write(content)
        file.truncate(2 * MIB)
    wanted = bytearray(content + bytes(MIB))
    for patch in PATCHES:
        wanted[patch.offset : patch.end] = patch.data
    return PatchedSource(open_source(path), Overlay(PATCHES), Put(("a",), "A", 0)), bytes(wanted)


@pytest.mark.parametrize(
    "start", [0, 4, 5, 6, 7, 4095, 4096, 9095, 9096, MIB, 2 * MIB - 1, 2 * MIB]
)
@pytest.mark.parametrize("length", [1 << 21, 4096, 1021])
def test_every_byte_from_any_place(start: int, length: int, tmp_path: Path) -> None:
    source, wanted = made(tmp_path)
    stream, found = source.stream(start), bytearray()
    buffer = memoryview(bytearray(length))
    while count := stream.readinto(buffer):
        found += buffer[:count]
    stream.close()
    assert found == wanted[start:]


def test_what_is_over_a_hole_is_no_hole(tmp_path: Path) -> None:
    source, wanted = made(tmp_path)
    stream, found = source.stream(), bytearray()
    holes = holes_of(stream)
    assert holes is not None
    buffer, skipped = memoryview(bytearray(4096)), 0
    while True:
        count = holes.skip(64 << 10)
        found += bytes(count)
        skipped += count
        count = stream.readinto(buffer)
        found += buffer[:count]
        if not count:
            break
    stream.close()
    assert found == wanted
    assert skipped > MIB // 2


def test_by_place(tmp_path: Path) -> None:
    source, wanted = made(tmp_path)
    reader = source.look()
    random = Random(2)
    for _ in range(300):
        start = random.choice([*(patch.offset for patch in PATCHES), random.randrange(2 * MIB)])
        start = max(0, start - random.randrange(4))
        length = random.randrange(1, 9000)
        assert reader.read_at(start, length) == wanted[start : start + length]
    assert (reader.size, source.size) == (2 * MIB, 2 * MIB)

"""Layers that lie in one another share what one may have for its window."""

import lzma
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard
from packing import ZipFile, image, read_all, skippable, zip_of
from support_seven_zip import Packing, Run, seven_zip

from app.errors import UnsupportedImage
from app.sources import FileSource, open_source

IMAGE = image(100_000)
MiB = 1 << 20
Pack = Callable[[bytes, int], bytes]


def xz(data: bytes, window: int) -> bytes:
    filters = [{"id": lzma.FILTER_LZMA2, "preset": 0, "dict_size": window}]
    return lzma.compress(data, filters=filters)


def zstd(data: bytes, window: int) -> bytes:
    """It does not say how long it is, or that would be its window."""
    log = window.bit_length() - 1
    parameters = zstandard.ZstdCompressionParameters.from_level(1, window_log=log)
    packer = zstandard.ZstdCompressor(compression_params=parameters).compressobj()
    return packer.compress(data) + packer.flush()


def zstd_behind_others(data: bytes, window: int) -> bytes:
    return skippable(b"pz") + zstd(data, window)


def in_zip(data: bytes, window: int) -> bytes:
    return zip_of([ZipFile("disk.img.xz", data, method=93, packed=zstd(data, window))])


def in_seven_zip(data: bytes, window: int) -> bytes:
    bits = 2 * (window.bit_length() - 1 - 12)
    packing = Packing("21", bytes([bits]))
    return seven_zip([Run((("disk.img.xz", data),), packing)])


PACKS = pytest.mark.parametrize("pack", [xz, zstd, zstd_behind_others, in_zip, in_seven_zip])


@pytest.fixture
def opened(tmp_path: Path) -> Callable[[bytes], FileSource]:
    def write(packed: bytes) -> FileSource:
        path = tmp_path / "image"
        path.write_bytes(packed)
        return open_source(path)

    return write


@PACKS
def test_together_they_may_have_as_much_as_one(
    pack: Pack, opened: Callable[[bytes], FileSource]
) -> None:
    assert read_all(opened(pack(xz(IMAGE, 64 * MiB), 64 * MiB)).stream()) == IMAGE
    for inner, outer in ((128, 1), (1, 128), (64, 128), (128, 128)):
        with pytest.raises(UnsupportedImage, match="a window of more than 128 MiB"):
            opened(pack(xz(IMAGE, inner * MiB), outer * MiB))


def test_four_are_counted(opened: Callable[[bytes], FileSource]) -> None:
    packed = IMAGE
    for _ in range(3):
        packed = xz(packed, 32 * MiB)
    assert read_all(opened(xz(packed, 32 * MiB)).stream()) == IMAGE
    with pytest.raises(UnsupportedImage, match="a window of more than 128 MiB"):
        opened(xz(packed, 64 * MiB))


def test_one_alone_may_have_all_of_it_behind_a_small_one(
    opened: Callable[[bytes], FileSource],
) -> None:
    packed = xz(IMAGE[:1000], MiB) + xz(IMAGE[1000:], 128 * MiB)
    assert read_all(opened(packed).stream()) == IMAGE


@PACKS
def test_who_asks_for_little_first_gets_no_more(
    pack: Pack, opened: Callable[[bytes], FileSource]
) -> None:
    """It is no damage: to write it so is allowed."""
    inner = xz(IMAGE[:1000], MiB) + xz(IMAGE[1000:], 64 * MiB)
    with pytest.raises(UnsupportedImage, match="a window of more than 128 MiB"):
        read_all(opened(pack(inner, 2 * MiB)).stream())


def test_nor_does_the_one_around_it(opened: Callable[[bytes], FileSource]) -> None:
    inner = xz(IMAGE, MiB)
    for pack in (xz, zstd):
        packed = pack(inner[:5000], MiB) + pack(inner[5000:], 2 * MiB)
        with pytest.raises(UnsupportedImage, match="a window of more than 128 MiB"):
            read_all(opened(packed).stream())

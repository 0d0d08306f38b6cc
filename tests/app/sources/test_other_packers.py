"""What the usual programs pack, with the options that change the file's shape."""

import subprocess
from pathlib import Path

import pytest
from packing import image, read_all

from app.errors import UnsupportedImage
from app.sources import open_source

pytestmark = pytest.mark.tools

IMAGE = image(3_000_000)


@pytest.mark.parametrize(
    ("command", "layer", "known"),
    [
        ("gzip -9 -c disk.img", "gzip", False),
        ("bzip2 -c disk.img", "bzip2", False),
        ("xz -6 -T1 -c disk.img", "xz", True),
        ("xz -1 -T2 --block-size=500KiB -c disk.img", "xz", True),
        ("xz -1 -C none -c disk.img", "xz", True),
        ("xz -1 -C sha256 --x86 --lzma2 -c disk.img", "xz", True),
        ("xz -9e -c disk.img", "xz", True),
        ("zstd -q -c disk.img", "zstd", True),
        ("zstd -q -19 --long=27 -c disk.img", "zstd", True),
        ("zstd -q -1 --no-check --format=zstd -c disk.img", "zstd", True),
        ("zstd -q -c < disk.img", "zstd", False),
        ("lz4 -q -c disk.img", "lz4", False),
        ("lz4 -q -9 -B4 -BX --content-size -c disk.img", "lz4", True),
        ("lz4 -q -B7 --no-frame-crc -c disk.img", "lz4", False),
        ("zip -q -r - disk.img", "zip", True),
        ("zip -q -0 - disk.img", "zip", True),
        ("zip -q -Z bzip2 - disk.img", "zip", True),
        ("cat disk.img | zip -q - -", "zip", True),
        ("7z a -bso0 -tzip packed.zip disk.img && cat packed.zip", "zip", True),
    ],
)
def test_it_unpacks(command: str, layer: str, known: bool, tmp_path: Path) -> None:
    (tmp_path / "disk.img").write_bytes(IMAGE)
    subprocess.run(["sh", "-c", f"{command} > packed"], cwd=tmp_path, check=True)
    source = open_source(tmp_path / "packed")
    assert source.layers == (layer,)
    assert source.size == (len(IMAGE) if known else None)
    assert read_all(source.stream()) == IMAGE
    assert source.look().read_at(2_000_000, 1_000) == IMAGE[2_000_000:2_001_000]


@pytest.mark.parametrize(
    "command",
    [
        "zip -q -P secret - disk.img",
        "7z a -bso0 -tzip -psecret -mem=AES256 p.zip disk.img && cat p.zip",
    ],
)
def test_a_password_is_said(command: str, tmp_path: Path) -> None:
    (tmp_path / "disk.img").write_bytes(IMAGE)
    subprocess.run(["sh", "-c", f"{command} > packed"], cwd=tmp_path, check=True)
    with pytest.raises(UnsupportedImage, match="protected with a password"):
        open_source(tmp_path / "packed")

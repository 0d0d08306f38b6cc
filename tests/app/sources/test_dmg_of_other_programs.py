"""DMG images of ours, as qemu-img and 7-Zip read them; neither makes any."""

import shutil
import subprocess
from pathlib import Path
from random import Random

import pytest
from support_qemu_img import assert_holds, assert_same
from support_virtual_disk import MIB, dmg

pytestmark = pytest.mark.tools

RAW, ZLIB, BZIP2, XZ = 1, 0x80000005, 0x80000006, 0x80000008
HOLE = 400_000


def _image() -> bytes:
    data = bytearray(Random("dmg").randbytes(2 * MIB - 3 * 512))
    data[100_000 : 100_000 + HOLE] = bytes(HOLE)
    data[900_000:1_200_000] = b"packs well " * 27_273
    return bytes(data[: 2 * MIB - 3 * 512])


IMAGE = _image()


@pytest.mark.parametrize("kind", [RAW, ZLIB])
def test_qemu_reads_the_same(kind: int, tmp_path: Path) -> None:
    """The two packings that Debian's qemu-img can unpack, beside both kinds of zeros."""
    disk = tmp_path / "disk.dmg"
    disk.write_bytes(dmg(IMAGE, kind=kind))
    assert_same(disk, "dmg", holes=HOLE // 2)


@pytest.mark.parametrize("kind", [RAW, ZLIB, BZIP2, XZ])
def test_7_zip_reads_the_same(kind: int, tmp_path: Path) -> None:
    """It takes each table for a file of its own, and the last one goes on behind the disk's end."""
    program = shutil.which("7z") or shutil.which("7zz")
    if program is None:
        pytest.skip("7-Zip is not installed")
    disk = tmp_path / "disk.dmg"
    disk.write_bytes(dmg(IMAGE, kind=kind))
    words = [program, "x", "-tdmg", "-so", str(disk)]
    done = subprocess.run(words, capture_output=True, check=False)
    if b"Unsupported Method" in done.stderr:
        pytest.skip("this 7-Zip does not know the packing")
    assert done.returncode == 0, done.stderr
    assert done.stdout[: len(IMAGE)] == IMAGE
    assert not any(done.stdout[len(IMAGE) :])
    assert_holds(disk, done.stdout[: len(IMAGE)], holes=HOLE // 2)

"""The whole line on real block devices, as root: direct, exclusive, 512 and 4096-byte sectors."""

import json
import os
import subprocess
from pathlib import Path

import pytest
from loops import loop_device
from support_images import image_bytes

from app.cli import main

pytestmark = [
    pytest.mark.system,
    pytest.mark.skipif(os.geteuid() != 0, reason="attaching a loop device needs root"),
]

MIB = 1 << 20
SIZE = 24 * MIB


@pytest.mark.parametrize("sector", [512, 4096])
@pytest.mark.parametrize("length", [MIB + 4096, 13 * MIB + 1, 9 * MIB - 511, SIZE])
def test_every_byte_arrives_and_both_ends_are_clean(
    tmp_path: Path, sector: int, length: int, capsys: pytest.CaptureFixture[str]
) -> None:
    image, backing = tmp_path / "image.iso", tmp_path / "stick.img"
    image.write_bytes(image_bytes(length))
    backing.write_bytes(b"old!" * (SIZE // 4))
    with loop_device(backing, sector=sector) as node:
        assert main(["write", "--yes", "--json", str(image), node]) == 0
        assert main(["verify", str(image), node]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines() if line[0] == "{"]
    assert lines[0]["drive"]["sector"] == sector
    assert lines[-1]["result"] == "verified"
    content = backing.read_bytes()
    assert content[:length] == image.read_bytes()
    padding = -length % sector
    assert content[length : length + padding] == bytes(padding)
    if length < SIZE - MIB:
        assert content[-MIB:] == bytes(MIB)
        assert content[length + padding : length + padding + 4] == b"old!"


def test_a_device_that_somebody_holds_is_refused(tmp_path: Path) -> None:
    image, backing = tmp_path / "image.iso", tmp_path / "stick.img"
    image.write_bytes(image_bytes(MIB))
    backing.write_bytes(b"old!" * (SIZE // 4))
    with loop_device(backing) as node:
        holder = os.open(node, os.O_RDWR | os.O_EXCL)
        try:
            assert main(["write", "--yes", str(image), node]) == 3
        finally:
            os.close(holder)
    assert backing.read_bytes() == b"old!" * (SIZE // 4)


def test_a_mounted_device_is_refused_untouched(tmp_path: Path) -> None:
    image, backing, point = tmp_path / "image.iso", tmp_path / "stick.img", tmp_path / "mount"
    image.write_bytes(image_bytes(MIB))
    backing.write_bytes(bytes(SIZE))
    point.mkdir()
    with loop_device(backing) as node:
        subprocess.run(["mkfs.ext4", "-q", node], check=True)
        subprocess.run(["mount", node, point], check=True)
        try:
            assert main(["write", "--yes", str(image), node]) == 3
            assert (point / "lost+found").is_dir()
        finally:
            subprocess.run(["umount", point], check=True)


def test_the_image_behind_the_device_is_refused(tmp_path: Path) -> None:
    image = tmp_path / "image.iso"
    image.write_bytes(image_bytes(4 * MIB))
    with loop_device(image) as node:
        assert main(["write", "--yes", str(image), node]) == 3
    assert image.read_bytes() == image_bytes(4 * MIB)


def test_a_file_that_lies_under_a_mounted_device_is_refused_untouched(tmp_path: Path) -> None:
    image, backing, point = tmp_path / "image.iso", tmp_path / "stick.img", tmp_path / "mount"
    image.write_bytes(image_bytes(MIB))
    backing.write_bytes(bytes(SIZE))
    point.mkdir()
    with loop_device(backing) as node:
        subprocess.run(["mkfs.ext4", "-q", node], check=True)
        subprocess.run(["mount", node, point], check=True)
        try:
            assert main(["write", "--yes", str(image), str(backing)]) == 3
            assert (point / "lost+found").is_dir()
        finally:
            subprocess.run(["umount", point], check=True)
        subprocess.run(["fsck.ext4", "-fn", node], check=True)

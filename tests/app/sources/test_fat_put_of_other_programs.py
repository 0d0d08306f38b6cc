"""Volumes of mkfs.vfat that files were put into, in the eyes of fsck.vfat and mtools."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from app.formats.binary import Memory
from app.sources.fat_put import put

pytestmark = pytest.mark.tools

BROUGHT = {"config.txt": b"arm_64bit=1", "user-data": b"#cloud-config\n", "meta-data": b"a"}
MANY = {f"a long name, number {number}": os.urandom(number * 90) for number in range(60)}


def run(*command: str | Path) -> bytes:
    if shutil.which(str(command[0])) is None:
        pytest.skip(f"{command[0]} is not installed")
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize(
    "words",
    [("-F32", "-s1"), ("-F32", "-s8"), ("-F16", "-s4"), ("-F32", "-s1", "-f1")],
    ids=" ".join,
)
def test_they_are_read_and_nothing_is_wrong(words: tuple[str, ...], tmp_path: Path) -> None:
    volume = tmp_path / "volume"
    size = 300 << 20 if "-s8" in words else 64 << 20
    with volume.open("wb") as file:
        file.truncate(size)
    run("mkfs.vfat", *words, "-n", "BOOTFS", volume)
    for name, data in BROUGHT.items():
        (tmp_path / name).write_bytes(data)
        run("mcopy", "-i", volume, tmp_path / name, f"::{name}")
    given = MANY | {"user-data": os.urandom(70_000), "meta-data": b"", "network-config": b"two"}
    with volume.open("r+b") as file:
        for patch in put(Memory(volume.read_bytes()), given):
            file.seek(patch.offset)
            file.write(patch.data)
    assert b"differ" not in run("fsck.vfat", "-n", volume)  # it ends with 1 for anything at all
    for name, data in (BROUGHT | given).items():
        assert run("mtype", "-i", volume, f"::{name}") == data

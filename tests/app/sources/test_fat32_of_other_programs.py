"""Composed disks in the eyes of fsck.vfat, mtools and 7-Zip."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from support_composed import START, files_of, store

from app.formats.binary import Memory
from app.sources.extents import ZEROS, Piece
from app.sources.fat32 import Composed, File, compose
from app.sources.fat32_volume import Volume

pytestmark = pytest.mark.tools

MIB, GIB = 1 << 20, 1 << 30
NOISE = os.urandom(3 * MIB)
CONTENTS = {
    "bootmgr": NOISE[:400_000],
    "empty": b"",
    "efi/boot/bootx64.efi": NOISE[:1_600_000],
    "sources/boot.wim": NOISE,
    "sources/empty folder/": b"",
    "sources/en-us/A name with spaces and more than one.dot.text": b"one",
    "Übergrößenträger/日本語のファイル.txt": b"two",
    "thirteen lett/thirteen lette": b"three",
}
MANY = {
    f"many/component number {number:05}.manifest": b"m" * (number % 7) for number in range(3000)
}


def run(*command: str | Path) -> str:
    if shutil.which(str(command[0])) is None:
        pytest.skip(f"{command[0]} is not installed")
    surroundings = os.environ | {"LC_ALL": "C.UTF-8", "MTOOLS_SKIP_CHECK": "0"}
    done = subprocess.run(command, capture_output=True, text=True, env=surroundings, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert not done.stderr
    return done.stdout


def full(size: int) -> Composed:
    volume = Volume.of(size)
    return compose([File("all", (Piece(ZEROS, 0, (volume.clusters - 1) * volume.cluster),))], size)


@pytest.mark.parametrize("size", [512 * MIB, 8 * GIB, 32 * GIB, 62_008_590_336])
def test_fsck_has_nothing_to_say(size: int, tmp_path: Path) -> None:
    composed = compose(files_of(CONTENTS | MANY), size, "CCCOMA_X64FRE")
    store(composed.disk, composed.used, tmp_path / "volume", START)
    _, counted = run("fsck.vfat", "-n", tmp_path / "volume").splitlines()
    assert f"{len(CONTENTS | MANY) + 8} files" in counted  # seven more folders, and the label


def test_fsck_of_an_exactly_full_volume(tmp_path: Path) -> None:
    composed = full(300 * MIB)
    store(composed.disk, composed.used, tmp_path / "volume", START)
    _, counted = run("fsck.vfat", "-n", tmp_path / "volume").splitlines()
    clusters = Volume.of(300 * MIB).clusters
    assert f"1 files, {clusters}/{clusters} clusters" in counted


def test_mtools_reads_every_file_back(tmp_path: Path) -> None:
    composed = compose(files_of(CONTENTS), 512 * MIB, "LABEL")
    store(composed.disk, composed.used, tmp_path / "disk")
    drive = f"{tmp_path / 'disk'}@@{START}"
    (tmp_path / "out").mkdir()
    run("mcopy", "-i", drive, "-s", "-n", "-m", "::*", tmp_path / "out")
    compare(tmp_path / "out")
    assert "LABEL" in run("mdir", "-i", drive, "::")
    os.utime(tmp_path / "out")
    assert "2024-05-06   7:08" in run("mdir", "-i", drive, "::bootmgr")


def test_7zip_reads_every_file_back(tmp_path: Path) -> None:
    composed = compose(files_of(CONTENTS), 8 * GIB, "LABEL")
    store(composed.disk, composed.used, tmp_path / "volume", START)
    run("7z", "x", "-tFAT", f"-o{tmp_path / 'out'}", tmp_path / "volume")
    compare(tmp_path / "out")


def test_sfdisk_sees_the_partition(tmp_path: Path) -> None:
    composed = compose([File("a", (Piece(Memory(b"1"), 0, 1),))], 8 * GIB)
    store(composed.disk, composed.used, tmp_path / "disk")
    said = run("sfdisk", "--dump", tmp_path / "disk")
    sectors = 8 * GIB // 512 - 2048
    assert "label: dos" in said
    assert f"start=        2048, size={sectors:12}, type=c, bootable" in said


def compare(folder: Path) -> None:
    found = {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }
    assert found == {path: data for path, data in CONTENTS.items() if not path.endswith("/")}
    assert (folder / "sources/empty folder").is_dir()

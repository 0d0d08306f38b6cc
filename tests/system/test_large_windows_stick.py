"""A stick of a Windows disc whose image has over 4 GiB that nothing can pack: it starts, and the
parts on it are the whole image to wimlib, which had made it."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from support_boot import X64
from support_programs import efi_program
from support_windows import FILES
from system.qemu import Firmware, Medium, boot

from app.cli import main
from app.formats.mbr import SECTOR
from app.sources.fat32_volume import FIRST
from app.sources.split_wim import PART

pytestmark = pytest.mark.boots

MiB = 1 << 20
ROOM = 15 << 30  # bytes: three times the image, with what belongs to it
SIZES = [2304 * MiB, *(number * MiB + number for number in range(64, 112, 2))]
LINE = "large composed stick started"
PIECE = 32 * MiB
FILE = re.compile(r'^Full Path += "([^"\n]*)"$.*?^Hash += 0x(\w{40})$', re.MULTILINE | re.DOTALL)

Hashes = dict[str, str]  # SHA-1 of each file, by its path


@dataclass(frozen=True)
class Large:
    """A composed `stick`, and what wimlib says is in the image that it was made of."""

    stick: Path
    hashes: Hashes


@pytest.fixture(scope="module")
def large() -> Iterator[Large]:
    with TemporaryDirectory(prefix="large-") as name:
        folder = Path(name)
        if (free := shutil.disk_usage(folder).free) < ROOM:
            pytest.skip(f"it takes {ROOM >> 30} GiB in {folder.parent}, and {free >> 30} are free")
        wim = captured(folder)
        hashes = hashes_of(wim)
        disc = windows_disc(folder, wim)
        stick = folder / "stick.img"
        assert main(["write", "--yes", "--size", "8GB", str(disc), str(stick)]) == 0
        disc.unlink()
        yield Large(stick, hashes)


def run(*words: str | Path) -> str:
    done = subprocess.run(words, capture_output=True, text=True, errors="replace", check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr
    return done.stdout


def captured(folder: Path) -> Path:
    """An image of such files, which are gone then."""
    tree, wim = folder / "tree", folder / "install.wim"
    noise = memoryview(os.urandom(PIECE + 128))
    for number, size in enumerate(SIZES):
        path = tree / f"Windows/WinSxS/{number % 5}/component {number}.dll"
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb", buffering=0) as file:
            for at in range(0, size, PIECE):  # no two files are the same
                file.write(noise[number : number + min(PIECE, size - at)])
    run("wimlib-imagex", "capture", tree, wim, "One", "--no-acls", "--check", "--compress=none")
    assert wim.stat().st_size > sum(SIZES) > 1 << 32
    shutil.rmtree(tree)
    return wim


def windows_disc(folder: Path, wim: Path) -> Path:
    """With that image, which is gone then, among the files of an installer."""
    stage, disc = folder / "stage", folder / "windows.iso"
    loader = {f"efi/boot/boot{Firmware.X64}.efi": efi_program(X64, LINE)}
    for name, data in (FILES | loader).items():
        path = stage / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(data, bytes) and not name.endswith("/"):
            path.write_bytes(data)
    wim.replace(stage / "sources/install.wim")
    words = ["-quiet", "-udf", "-iso-level", "3", "-allow-limited-size", "-V", "CCCOMA_X64FRE"]
    run("genisoimage", *words, "-o", disc, stage)
    shutil.rmtree(stage)
    return disc


def hashes_of(wim: Path, *words: str) -> Hashes:
    listed = run("wimlib-imagex", "dir", wim, "1", "--detailed", *words)
    found = re.findall(
        r'^Full Path += "([^"\n]*)"$.*?^Hash += 0x(\w{40})$', listed, re.MULTILINE | re.DOTALL
    )
    return {path: sha1 for path, sha1 in found if int(sha1, 16)}


def test_it_starts_by_uefi(large: Large) -> None:
    seen = boot(large.stick, Firmware.X64, Medium.STICK, expected=LINE, spare=0)
    assert LINE in seen.serial


def test_wimlib_joins_the_parts_to_the_image_that_it_had_made(large: Large, tmp_path: Path) -> None:
    assert len(large.hashes) == len(set(large.hashes.values())) == len(SIZES)
    partition = f"{large.stick}@@{FIRST * SECTOR}"
    with TemporaryDirectory(dir=tmp_path) as name:  # also where it fails
        folder = Path(name)
        run("mcopy", "-i", partition, "-n", "::sources/install*.swm", folder)
        parts = [folder / "install.swm", folder / "install2.swm"]
        assert sorted(folder.iterdir()) == sorted(parts)
        assert PART // 2 < parts[0].stat().st_size <= PART
        together = f"--ref={folder / 'install*.swm'}"
        for part in parts:
            run("wimlib-imagex", "verify", part, together)
        whole = folder / "whole.wim"
        run("wimlib-imagex", "export", parts[0], "all", whole, together)
        demand_whole(whole, large.hashes)
        run("wimlib-imagex", "join", whole, *parts)
        demand_whole(whole, large.hashes)


def demand_whole(wim: Path, hashes: Hashes) -> None:
    """An image of these files, each as its hash says; it is gone then."""
    run("wimlib-imagex", "verify", wim)
    assert hashes_of(wim) == hashes
    wim.unlink()

"""Sticks with more behind an image in the eyes of sfdisk, sgdisk and the programs that check file
systems; the images are those that xorriso, syslinux and GRUB make."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest
from support_layout import DEBIAN, MIB, UBUNTU, by_gpt, by_mbr
from system import debian
from system.samples import Sample

from app.cli import main
from app.formats.gpt import Gpt
from app.formats.mbr import Mbr
from app.inspection import inspect
from app.sources import open_source

pytestmark = pytest.mark.tools

SIZE = 300 * MIB
HYBRIDS = [
    sample
    for sample in debian.SAMPLES
    if sample.name in ("isohybrid", "appended-esp", "syslinux", "grub-mkrescue")
]


def run(*command: str | Path) -> str:
    if shutil.which(str(command[0])) is None:
        pytest.skip(f"{command[0]} is not installed")
    done = subprocess.run(
        command, capture_output=True, text=True, env=os.environ | {"LC_ALL": "C.UTF-8"}, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def complaints(path: Path) -> list[str]:
    """What sfdisk has against a table, which of some hybrids is not a little."""
    done = subprocess.run(["sfdisk", "--verify", path], capture_output=True, text=True, check=False)
    return done.stderr.splitlines()


def stick_of(image: Path, *words: str | Path, size: int = SIZE) -> Path:
    """On a stick with an earlier life."""
    stick = image.with_suffix(".stick")
    noise = os.urandom(MIB)
    with stick.open("wb") as file:
        for _ in range(size // MIB):
            file.write(noise)
    assert main(["write", "--yes", *map(str, (image, stick, *words))]) == 0
    return stick


def added(stick: Path, image: Path, folder: Path) -> Sequence[Path]:
    """A file of each partition that only the stick has."""
    reader = open_source(stick).look()
    if Mbr.read(reader).protective is not None:
        known = len(Gpt.read(open_source(image).look(), 1, 512).entries)
        entries = Gpt.read(reader, 1, 512).entries[known:]
        places = [(entry.first, entry.last + 1) for entry in entries]
    else:
        before = Mbr.read(open_source(image).look()).entries
        after = Mbr.read(reader).entries
        new = [now for was, now in zip(before, after, strict=True) if was != now]
        places = [(entry.first, entry.end) for entry in new]
    files = []
    for number, (start, stop) in enumerate(places):
        files.append(folder / f"partition-{number}")
        files[-1].write_bytes(reader.read_at(start * 512, (stop - start) * 512))
    return files


@pytest.mark.parametrize("sample", HYBRIDS, ids=lambda sample: sample.name)
def test_tables_of_every_kind(sample: Sample, tmp_path: Path) -> None:
    image, answers = tmp_path / "image.iso", tmp_path / "user-data"
    sample.make(image)
    answers.write_bytes(b"#cloud-config\n")
    before = inspect(open_source(image))
    stick = stick_of(image, "--data", "100MiB", "--cidata", answers)
    assert complaints(stick) == complaints(image)
    data, cidata = added(stick, image, tmp_path)
    run("fsck.vfat", "-n", data)
    assert "2 files" in run("fsck.vfat", "-n", "-v", cidata).replace("3 files", "2 files")
    run("mdir", "-i", cidata, "::user-data")
    if Mbr.read(open_source(stick).look()).protective is not None:
        said = run("sgdisk", "-v", stick)
        assert "No problems found" in said
        assert "Warning! " not in said.replace("Warning: There is a gap", "")
    after = inspect(open_source(stick))
    assert after.boots.bios_usb.answer is before.boots.bios_usb.answer
    assert {m: path.answer for m, path in after.boots.uefi_usb.items()} == {
        m: path.answer for m, path in before.boots.uefi_usb.items()
    }


@pytest.mark.parametrize(
    ("made", "label"), [(by_mbr(DEBIAN), "persistence"), (by_gpt(UBUNTU), "writable")]
)
@pytest.mark.parametrize("size", [80 * MIB, 700 * MIB])
def test_an_ext4_on_a_stick_with_an_earlier_life(
    made: bytes, label: str, size: int, tmp_path: Path
) -> None:
    image = tmp_path / "image.iso"
    image.write_bytes(made)
    stick = stick_of(image, "--persistence", "rest", size=size)
    (volume,) = added(stick, image, tmp_path)
    assert f"{label}: " in run("e2fsck", "-fn", volume)
    held = run("debugfs", "-R", "cat /persistence.conf", volume)
    assert ("/ union" in held) == (label == "persistence")
    root = run("debugfs", "-R", "stat /", volume)
    assert "Mode:  0755" in root
    assert "User:     0   Group:     0" in root


def test_an_exfat_on_a_stick_with_an_earlier_life(tmp_path: Path) -> None:
    if shutil.which("mkfs.exfat") is None:
        pytest.skip("mkfs.exfat is not installed")
    image = tmp_path / "image.iso"
    image.write_bytes(by_gpt(UBUNTU))
    stick = stick_of(image, "--data", "rest", "--exfat")
    (volume,) = added(stick, image, tmp_path)
    assert "clean" in run("fsck.exfat", "-n", volume)

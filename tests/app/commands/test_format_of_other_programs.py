"""Drives that were made ready for files, in the eyes of the programs that check file systems and
tables, and of those that look for what was there before."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from support_labels import EVERYWHERE, MIB, Labels

from app.cli import main
from app.formats.binary import Reader, Window
from app.formats.gpt import Gpt
from app.formats.mbr import Mbr
from app.sources import open_source
from app.sources.formatted import Format, compose_format
from app.sources.layout_table import Holds

pytestmark = pytest.mark.tools

CHECKS = {
    "exfat": ("fsck.exfat", "-n"),
    "fat32": ("fsck.vfat", "-n"),
    "ext4": ("e2fsck", "-fn"),
    "ntfs": ("ntfsfix", "-n"),
}
MAKERS = {"exfat": "mkfs.exfat", "fat32": "sh", "ext4": "mke2fs", "ntfs": "mkntfs"}
KINDS = {"exfat": "exfat", "fat32": "vfat", "ext4": "ext4", "ntfs": "ntfs"}  # of libblkid
SIZE = 100 * MIB + 77 * 512


def run(*command: str | Path) -> str:
    if shutil.which(str(command[0])) is None:
        pytest.skip(f"{command[0]} is not installed")
    done = subprocess.run(
        command, capture_output=True, env=os.environ | {"LC_ALL": "C.UTF-8"}, check=False
    )
    said = (done.stdout + done.stderr).decode(errors="replace")
    assert done.returncode == 0, said
    return said


def formatted(stick: Path, kind: str, *words: str) -> Path:
    if shutil.which(MAKERS[kind]) is None:
        pytest.skip(f"{MAKERS[kind]} is not installed")
    assert main(["format", "--yes", "--as", kind, *words, str(stick)]) == 0
    return stick


def noisy(path: Path, size: int = SIZE) -> Path:
    """A stick with an earlier life in every byte."""
    noise = os.urandom(MIB)
    with path.open("wb") as file:
        for place in range(0, size, MIB):
            file.write(noise[: size - place])
    return path


def partition(stick: Path) -> Window:
    reader: Reader = open_source(stick).look()
    if Mbr.read(reader).protective is None:
        (entry,) = Mbr.read(reader).partitions
        return Window(reader, entry.first * 512, entry.sectors * 512)
    (part,) = Gpt.read(reader, 1, 512).entries
    return Window(reader, part.first * 512, (part.last + 1 - part.first) * 512)


def taken_out(stick: Path) -> Path:
    """The partition as a file of its own."""
    volume, path = partition(stick), stick.with_suffix(".part")
    with path.open("wb") as file:
        for place in range(0, volume.size or 0, MIB):
            file.write(volume.read_at(place, MIB))
    return path


def signatures(path: Path) -> set[str]:
    return set(run("wipefs", "--noheadings", "--output", "TYPE", path).split())


@pytest.mark.parametrize("words", [(), ("--overwrite",)])
@pytest.mark.parametrize("kind", CHECKS)
def test_the_programs_that_check_find_nothing(
    kind: str, words: tuple[str, ...], tmp_path: Path
) -> None:
    stick = formatted(noisy(tmp_path / "stick.img"), kind, "--name", "PHOTOS", *words)
    volume = taken_out(stick)
    run(*CHECKS[kind], volume)
    assert run("blkid", "-p", "-o", "value", "-s", "LABEL", volume).strip() == "PHOTOS"
    assert signatures(stick) == {"dos"}
    assert run("sfdisk", "--verify", stick)


@pytest.mark.parametrize("kind", CHECKS)
def test_no_earlier_life_is_seen(kind: str, tmp_path: Path) -> None:
    """Neither of the whole drive nor of a partition that had the same place."""
    stick, whole = noisy(tmp_path / "stick.img"), SIZE // MIB * MIB
    for make in EVERYWHERE.values():
        plant(stick, 0, make, SIZE)
        plant(stick, MIB, make, whole - MIB)
    assert signatures(stick) == set(EVERYWHERE)
    part = stick.with_suffix(".part")
    part.write_bytes(stick.read_bytes()[MIB:whole])
    assert signatures(part) == set(EVERYWHERE)
    formatted(stick, kind)
    assert partition(stick).size == whole - MIB
    assert signatures(stick) == {"dos"}
    assert signatures(taken_out(stick)) - {"dos"} == {KINDS[kind]}  # "dos": a boot sector’s end


def plant(stick: Path, start: int, make: Callable[[int], Labels], size: int) -> None:
    with stick.open("r+b") as file:
        for place, label in make(size).items():
            file.seek(start + place)
            file.write(label)


def test_an_old_gpt_is_gone_at_both_ends(tmp_path: Path) -> None:
    stick = noisy(tmp_path / "stick.img")
    run("sgdisk", "--clear", "--new=1:0:0", stick)
    assert "gpt" in signatures(stick)
    formatted(stick, "fat32")
    assert signatures(stick) == {"dos"}


@pytest.mark.parametrize("kind", ["exfat", "ext4", "ntfs"])
def test_a_gpt_where_an_mbr_does_not_reach(kind: str, tmp_path: Path) -> None:
    stick = tmp_path / "stick.img"
    size = (2 << 40) + 512
    with stick.open("wb") as file:
        try:
            file.truncate(size)
        except OSError:
            pytest.skip("no files of that size here")
    source = compose_format(Format(Holds(kind), "LARGE"), size, 512)
    with stick.open("r+b") as file:
        place = 0
        for piece in source.disk.pieces():
            if piece.length < 1 << 28:
                file.seek(place)
                file.write(piece.reader.read_at(piece.place, piece.length))
            place += piece.length
    assert "No problems found" in run("sgdisk", "-v", stick)
    assert signatures(stick) == {"gpt", "PMBR"}


def test_what_of_an_ntfs_is_not_written_is_free(tmp_path: Path) -> None:
    """By the volume's own map: a bit for each cluster."""
    stick = formatted(noisy(tmp_path / "stick.img"), "ntfs")
    volume = taken_out(stick)
    bits = subprocess.run(
        ["ntfscat", "-f", "-i", "6", volume], capture_output=True, check=True
    ).stdout
    cluster = 4096
    source = compose_format(Format(Holds.NTFS), SIZE, 512)
    assert source.spare
    for start, stop in source.spare:
        for number in range((start - MIB) // cluster, -(-(stop - MIB) // cluster)):
            assert not bits[number // 8] >> number % 8 & 1

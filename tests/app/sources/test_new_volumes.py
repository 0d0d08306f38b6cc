"""What can be said of new file systems without the programs that make them, or with them."""

import resource
import shutil
from pathlib import Path

import pytest
from support_layout import MIB

from app import tools
from app.doctor import packages
from app.errors import NotAppendable, ToolError
from app.formats.ext import Ext
from app.sources import new_volumes
from app.sources.extents import ZEROS, Extents, Joined
from app.sources.layout_table import Holds
from app.sources.new_volumes import NewVolume

needs_mke2fs = pytest.mark.skipif(shutil.which("mke2fs") is None, reason="e2fsprogs is missing")


def disk_of(volume: NewVolume) -> Extents:
    joined = Joined()
    joined.all(volume.pieces)
    return joined.done()


def program(folder: Path, name: str, script: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A computer where no program is found but those in this folder."""
    monkeypatch.setitem(tools.ENVIRONMENT, "PATH", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize(
    ("system", "ext4", "exfat", "ntfs"),
    [
        ("debian", "apt install e2fsprogs", "apt install exfatprogs", "apt install ntfs-3g"),
        ("fedora", "dnf install e2fsprogs", "dnf install exfatprogs", "dnf install ntfsprogs"),
        ("arch", "pacman -S e2fsprogs", "pacman -S exfatprogs", "pacman -S ntfsprogs"),
        (
            "suse",
            "zypper install e2fsprogs",
            "zypper install exfatprogs",
            "zypper install ntfsprogs",
        ),
    ],
)
def test_a_program_that_is_missing_is_named_with_its_package(
    programs: Path, monkeypatch: pytest.MonkeyPatch, system: str, ext4: str, exfat: str, ntfs: str
) -> None:
    (programs / "os-release").write_text(f"ID={system}\n")
    monkeypatch.setattr(packages, "OS_RELEASE", programs / "os-release")
    with pytest.raises(NotAppendable, match="mke2fs is not installed") as caught:
        new_volumes.ext4(64 * MIB, "writable", {})
    assert caught.value.hint == f"Install it with “sudo {ext4}”."
    with pytest.raises(NotAppendable, match="exfat is not installed") as caught:
        new_volumes.exfat(64 * MIB, "DATA")
    assert caught.value.hint == f"Install it with “sudo {exfat}”."
    with pytest.raises(NotAppendable, match="mkntfs is not installed") as caught:
        new_volumes.ntfs(2048, 64 * MIB, "DATA")
    assert caught.value.hint == f"Install it with “sudo {ntfs}”."
    assert new_volumes.missing(Holds.NTFS) == ntfs.split()[-1]


def test_a_flatpak_is_not_told_to_install_it(
    programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert programs.is_dir()
    monkeypatch.setattr(packages, "in_flatpak", lambda: True)
    with pytest.raises(NotAppendable, match="mke2fs is not installed") as caught:
        new_volumes.ext4(64 * MIB, "writable", {})
    assert caught.value.hint == packages.IN_FLATPAK


def test_a_program_that_fails(programs: Path) -> None:
    program(programs, "mke2fs", "echo it has no wish to >&2; exit 1")
    with pytest.raises(ToolError, match="no wish to"):
        new_volumes.ext4(64 * MIB, "writable", {})


def test_a_program_that_makes_something_else(programs: Path) -> None:
    program(programs, "mkfs.exfat", 'echo for long >> "$5"')
    with pytest.raises(ToolError, match="longer or shorter"):
        new_volumes.exfat(64 * MIB, "DATA")


def test_a_folder_without_room(programs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on FAT, files have a longest length there."""
    program(programs, "mkfs.exfat", "")
    monkeypatch.setenv("TMPDIR", str(programs))
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (64 * MIB, before[1]))
    try:
        with pytest.raises(NotAppendable, match="no room for a file with holes"):
            new_volumes.exfat(65 * MIB, "DATA")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert not list(programs.glob("stickwright-*"))


def test_a_hole_stays_one(programs: Path) -> None:
    """Written up to the cluster that the last byte lies in."""
    script = 'printf x | /bin/dd of="$5" bs=1 seek=1500000 conv=notrunc 2>/dev/null'
    program(programs, "mkfs.exfat", script)
    volume = new_volumes.exfat(64 * MIB, "DATA")
    assert volume.used == 2 * MIB
    stored = sum(piece.length for piece in volume.pieces if piece.reader is not ZEROS)
    assert 0 < stored < MIB
    disk = disk_of(volume)
    assert disk.size == 64 * MIB
    assert disk.read_at(1_499_990, 20) == bytes(10) + b"x" + bytes(9)


@needs_mke2fs
def test_an_ext4_needs_little_to_be_written(tmp_path: Path) -> None:
    size = 8 << 30
    volume = new_volumes.ext4(size, "persistence", {"persistence.conf": b"/ union\n"})
    disk = disk_of(volume)
    assert disk.size == size
    assert Ext.read(disk).clean
    spare = sum(stop - start for start, stop in volume.unused)
    assert size - spare < 40 * MIB
    place = 0
    for start, stop in volume.unused:
        assert place <= start < stop <= size
        place = stop + 1
    for start, length in Ext.read(disk).journal:
        assert not any(a < start + length and start < b for a, b in volume.unused)
    assert disk.read_at(1024 + 120, 16).rstrip(b"\0") == b"persistence"


@needs_mke2fs
def test_two_of_them_are_told_apart() -> None:
    identities = {
        disk_of(new_volumes.ext4(64 * MIB, "x", {})).read_at(1024 + 104, 16) for _ in "ab"
    }
    assert len(identities) == 2


@needs_mke2fs
def test_nothing_is_left_in_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    volume = new_volumes.ext4(64 * MIB, "writable", {})
    assert not list(tmp_path.iterdir())
    assert Ext.read(disk_of(volume)).clean


@pytest.mark.tools
@pytest.mark.parametrize("length", [100 * MIB, 9 << 30])
def test_zeros_that_become_holes_where_the_folder_packs_are_written_all_the_same(
    length: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder on ZFS: what of a file is zeros is not stored there. Of an NTFS most of the map of
    clusters is, and what a stick held there before would be clusters in use."""
    if shutil.which("mkntfs") is None or shutil.which("fallocate") is None:
        pytest.skip("ntfs-3g or util-linux is missing")
    free = holes(new_volumes.ntfs(2048, length, "STICK"))

    def made_where_zeros_are_not_stored(command: list[str], *, limit: float) -> str:
        said = tools.run(command, limit=limit)
        tools.run(["fallocate", "--dig-holes", command[-1]])
        return said

    monkeypatch.setattr(new_volumes, "run", made_where_zeros_are_not_stored)
    packed = new_volumes.ntfs(2048, length, "STICK")
    assert holes(packed) != free
    assert packed.unused
    for start, stop in packed.unused:
        assert any(begin <= start and stop <= end for begin, end in free), (start, stop)


def holes(volume: NewVolume) -> list[tuple[int, int]]:
    found, place = [], 0
    for piece in volume.pieces:
        if piece.reader is ZEROS:
            found.append((place, place + piece.length))
        place += piece.length
    return found

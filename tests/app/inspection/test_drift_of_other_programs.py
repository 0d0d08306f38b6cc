"""Volumes that other programs made, changed by those programs: used, or written to."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from app.errors import Drift
from app.formats.binary import Memory
from app.formats.ext import Ext
from app.inspection.drift import drifted
from app.inspection.drift_ext import ExtArea

pytestmark = pytest.mark.tools

MIB = 1 << 20
SIZE = 24 * MIB
FAT = 1 * MIB  # where the one partition begins, and the other
EXT = 9 * MIB


LONG_AGO = {"E2FSPROGS_FAKE_TIME": "1700000000"}  # or all would happen within one second


def run(*command: str | Path, said: str = "", **environment: str) -> None:
    if shutil.which(str(command[0])) is None:
        pytest.skip(f"{command[0]} is not installed")
    around = {**os.environ, **environment}
    subprocess.run(command, input=said, capture_output=True, text=True, check=True, env=around)


class Bent(Memory):
    """The same with one byte that is another."""

    def __init__(self, data: bytes, place: int) -> None:
        super().__init__(data)
        self._place = place

    def read_at(self, offset: int, length: int) -> bytes:
        found = bytearray(super().read_at(offset, length))
        if offset <= self._place < offset + len(found):
            found[self._place - offset] ^= 0x10
        return bytes(found)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A FAT16 and an ext4 volume behind a table, with a file each."""
    path, content = tmp_path / "stick.img", tmp_path / "content"
    content.mkdir()
    (content / "file").write_bytes(bytes(range(256)) * 1000)
    with path.open("wb") as file:
        file.truncate(SIZE)
    run(
        "sfdisk", "-q", path, said="label: dos\nstart=2048,size=16384,type=e\nstart=18432,type=83\n"
    )
    run("mkfs.vfat", "--offset=2048", path, "8192")
    run("mcopy", "-i", f"{path}@@1M", content / "file", "::FILE.BIN")
    offset = f"offset={EXT}"
    blocks = f"{(SIZE - EXT) // 1024}k"
    run("mkfs.ext4", "-q", "-F", "-E", offset, "-d", content, path, blocks, **LONG_AGO)
    return path


def told(before: bytes, after: bytes) -> tuple[Drift, ...] | None:
    length = len(before)
    found = tuple(
        (at, 512) for at in range(0, length, 512) if before[at : at + 512] != after[at : at + 512]
    )
    assert found
    return drifted(Memory(before), Memory(after), found)


def test_files_beside_those_of_the_image(stick: Path, tmp_path: Path) -> None:
    before = stick.read_bytes()
    run("mmd", "-i", f"{stick}@@1M", "::System Volume Information")
    (tmp_path / "more").write_bytes(b"{guid}" * 9000)
    run(
        "mcopy",
        "-i",
        f"{stick}@@1M",
        tmp_path / "more",
        "::System Volume Information/WPSettings.dat",
    )
    assert told(before, stick.read_bytes()) == (Drift.FILES,)
    run("mdel", "-i", f"{stick}@@1M", "::FILE.BIN")
    assert told(before, stick.read_bytes()) is None


def test_a_file_that_was_written_anew(stick: Path, tmp_path: Path) -> None:
    before = stick.read_bytes()
    (tmp_path / "other").write_bytes(b"other" * 9)
    run("mcopy", "-o", "-i", f"{stick}@@1M", tmp_path / "other", "::FILE.BIN")
    assert told(before, stick.read_bytes()) is None


def test_a_partition_for_what_is_to_be_kept(stick: Path) -> None:
    before = stick.read_bytes()
    with stick.open("r+b") as file:
        file.truncate(2 * SIZE)
    run("sfdisk", "-q", "--append", stick, said=f"start={SIZE // 512},type=83\n")
    assert told(before, stick.read_bytes()) == (Drift.PARTITION,)


def test_an_ext_volume_that_was_opened(stick: Path) -> None:
    before = stick.read_bytes()
    run("debugfs", "-w", "-R", "set_super_value mnt_count 7", f"{stick}?offset={EXT}")
    counted = stick.read_bytes()
    assert told(before, counted) == (Drift.OPENED,)
    run("debugfs", "-w", "-R", "set_inode_field /file atime 20260101", f"{stick}?offset={EXT}")
    assert told(before, stick.read_bytes()) == (Drift.OPENED,)


@pytest.mark.parametrize(
    "request_",
    ["set_inode_field /file size 7", "mkdir /more", "rm /file", "set_super_value state 0"],
)
def test_an_ext_volume_that_was_written_to(stick: Path, request_: str) -> None:
    before = stick.read_bytes()
    run("debugfs", "-w", "-R", request_, f"{stick}?offset={EXT}")
    assert told(before, stick.read_bytes()) is None


def test_its_journal_is_where_we_look_for_it(tmp_path: Path) -> None:
    path = tmp_path / "ext.img"
    run("mkfs.ext4", "-q", "-F", path, "32M")
    found = Ext.read(Memory(path.read_bytes()))
    data = path.read_bytes()
    assert found.clean
    assert sum(length for _, length in found.journal) == 4 * MIB
    assert data[found.journal[0][0] :][:4] == bytes.fromhex("c03b3998")  # a journal's first number


@pytest.mark.parametrize("features", ["metadata_csum", "metadata_csum,metadata_csum_seed"])
def test_no_byte_of_a_record_with_a_checksum(tmp_path: Path, features: str) -> None:
    """After it was opened: whatever else changes does not fit the checksums that are there."""
    path, content = tmp_path / "ext.img", tmp_path / "content"
    content.mkdir()
    (content / "file").write_bytes(b"content" * 1000)
    # Its times come with it; a bent byte must not become, by chance, what it was.
    os.utime(content / "file", (1_700_000_000, 1_700_000_000))
    run("mkfs.ext4", "-q", "-F", "-O", features, "-d", content, path, "15M", **LONG_AGO)
    before = path.read_bytes()
    run("debugfs", "-w", "-R", "set_inode_field /file atime 20260101", path)
    run("debugfs", "-w", "-R", "set_super_value mnt_count 7", path)
    after = path.read_bytes()
    area = ExtArea(Memory(before), Memory(after))
    changed = [
        at for at in range(0, len(before), 16) if before[at : at + 16] != after[at : at + 16]
    ]
    assert {area.explains(at, 16) for at in changed} == {frozenset({Drift.OPENED})}
    inode = next(at for at in changed if at >= 2048) & ~255
    journal = Ext.read(Memory(before)).journal[0][0]
    for record in (range(1024, 2048), range(inode, inode + 256), range(journal, journal + 1024)):
        for place in record:
            area = ExtArea(Memory(before), Bent(after, place))
            assert area.explains(place, 1) is None


@pytest.mark.parametrize(
    ("command", "said", "expected"),
    [
        (("sgdisk", "-e"), "", (Drift.TABLE,)),
        (("sfdisk", "-q", "--relocate", "gpt-bak-std"), "", (Drift.TABLE,)),
        (("sfdisk", "-q", "--append"), "start=40960", (Drift.PARTITION, Drift.TABLE)),
        (("sgdisk", "-e", "-n", "2:40960:0"), "", (Drift.PARTITION, Drift.TABLE)),
        (("sgdisk", "-e", "-n", "2:30000:0"), "", None),
        (("sgdisk", "-G"), "", None),
        (("sgdisk", "-e", "-t", "1:8300"), "", None),
    ],
)
def test_a_table_that_was_brought_to_a_larger_drive(
    tmp_path: Path, command: tuple[str, ...], said: str, expected: tuple[Drift, ...] | None
) -> None:
    """The room in front of the first partition is not the table's, whoever moves it."""
    path = tmp_path / "gpt.img"
    path.write_bytes(bytes(16 * MIB))
    run("sfdisk", "-q", path, said="label: gpt\nfirst-lba: 2048\nstart=2048,size=8192,type=U\n")
    before = path.read_bytes()
    with path.open("r+b") as file:
        file.truncate(32 * MIB)
    run(*command, path, said=said)
    after = path.read_bytes()
    assert told(before, after) == expected
    for place in (34 * 512, 64 * 512, MIB - 1):
        bent = bytearray(after)
        bent[place] ^= 1
        assert told(before, bytes(bent)) is None

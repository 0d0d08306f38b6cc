"""Volumes that mke2fs makes are read as debugfs reads them; damage is told."""

import random
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support_ext import ext

from app.errors import AppError, CorruptImage
from app.formats.binary import Budget, Memory
from app.formats.ext_tree import ExtTree
from app.formats.pieces import Pieces
from app.formats.tree import walk

MIB = 1 << 20
KINDS = [
    ("-t", "ext2", "-b", "1024"),
    ("-t", "ext3", "-b", "4096"),
    ("-t", "ext4", "-b", "1024"),
    ("-t", "ext4", "-b", "4096", "-O", "inline_data", "-I", "256"),
    ("-t", "ext4", "-b", "2048", "-O", "^64bit,^metadata_csum"),
]


def filled(folder: Path) -> Path:
    """Files of every kind: small, over three levels of lists, with holes, many in one folder."""
    (folder / "deep/er").mkdir(parents=True)
    (folder / "many").mkdir()
    content = random.Random(1).randbytes(300_000)
    for name, size in (
        ("empty", 0),
        ("tiny", 20),
        ("inline", 100),
        ("block", 4096),
        ("deep/er/big", 300_000),
    ):
        (folder / name).write_bytes(content[:size])
    for number in range(400):
        (folder / f"many/a-name-of-some-length-{number}").touch()
    (folder / "link").symlink_to("../somewhere")
    (folder / "long").symlink_to("x" * 100)
    with (folder / "holes").open("wb") as file:
        file.write(b"a" * 1000)
        file.seek(5 * MIB)
        file.write(b"b" * 1000)
        file.truncate(6 * MIB)
    return folder


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled(tmp_path_factory.mktemp("tree"))


def made(tmp_path: Path, tree: Path, *options: str) -> Path:
    volume = tmp_path / "volume.img"
    command = ["mke2fs", "-q", *options, "-L", "LABEL", "-d", str(tree), str(volume), "16M"]
    subprocess.run(command, check=True, capture_output=True)
    return volume


@pytest.mark.tools
@pytest.mark.parametrize("options", KINDS, ids=" ".join)
def test_read_as_debugfs_reads(options: tuple[str, ...], tree: Path, tmp_path: Path) -> None:
    path = made(tmp_path, tree, *options)
    memory = Memory(path.read_bytes())
    volume = ExtTree.open(memory)
    found = dict(walk(volume))
    expected = {str(each.relative_to(tree)) for each in tree.rglob("*")} | {"lost+found"}
    assert (volume.label, set(found)) == ("LABEL", expected)
    assert (found["link"].link, found["long"].link) == ("../somewhere", "x" * 100)
    for name, entry in found.items():
        assert not entry.damaged
        if name == "lost+found" or entry.link:
            continue
        status = (tree / name).stat()
        assert entry.modified is not None
        assert int(entry.modified.timestamp()) == int(status.st_mtime)
        if entry.size and not entry.directory:
            content = Pieces(memory, entry.extents, entry.size).read_at(0, entry.size)
            # debugfs fills up what lies in an inode, and mke2fs cuts holes off there.
            dumped = "inline_data" not in options or name in ("holes", "deep/er/big")
            assert content == (dump(path, name) if dumped else (tree / name).read_bytes()), name
    stored = sum(each.length for each in found["holes"].extents if each.offset is not None)
    assert stored < 64 << 10


def dump(volume: Path, name: str) -> bytes:
    to = volume.with_name("dump")
    command = ["debugfs", "-R", f"dump /{name} {to}", str(volume)]
    subprocess.run(command, check=True, capture_output=True)
    return to.read_bytes()


@pytest.mark.tools
def test_nodes_are_special(tree: Path, tmp_path: Path) -> None:
    volume = made(tmp_path, tree, "-t", "ext4")
    command = ["debugfs", "-w", "-R", "mknod pipe p", str(volume)]
    subprocess.run(command, check=True, capture_output=True)
    entry = ExtTree.open(Memory(volume.read_bytes())).find("pipe")
    assert entry is not None
    assert (entry.special, entry.size, entry.extents) == (True, 0, ())


@pytest.fixture(scope="module")
def volume(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = made(tmp_path_factory.mktemp("volume"), tree, "-t", "ext4", "-b", "1024")
    return path.read_bytes()


@pytest.mark.tools
@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 1 << 32))
def test_damage_is_told_and_ends(seed: int, volume: bytes) -> None:
    chance = random.Random(seed)
    data = bytearray(volume)
    for _ in range(chance.randint(1, 400)):
        data[chance.choice((chance.randrange(1024, 2048), chance.randrange(1 << 19)))] = (
            chance.randrange(256)
        )
    try:
        for _, entry in walk(ExtTree.open(Budget(Memory(bytes(data))))):
            assert all(each.length >= 0 for each in entry.extents)
    except AppError:
        pass


def superblock(**said: int) -> bytes:
    """Of a volume that says something else of the length of its `inode` or its `wide`."""
    data = bytearray(ext([]))
    for place, value in ((88, said.get("inode")), (254, said.get("wide"))):
        if value is not None:
            data[1024 + place : 1026 + place] = value.to_bytes(2, "little")
    if "wide" in said:
        data[1024 + 96] |= 0x80
        data[1024:1028] = (65_535 * 32).to_bytes(4, "little")
    return bytes(data)


@pytest.mark.parametrize(
    ("image", "why"),
    [
        (bytes(1 << 20), "does not hold its number"),
        (ext([]), "there is no number|root is not a folder"),
        (superblock(inode=16), "sizes are not plausible"),
        (superblock(inode=140), "sizes are not plausible"),  # one would lie in two pages
        (superblock(wide=4096), "laid out in an unusual way"),  # 256 MiB
    ],
)
def test_what_is_none(image: bytes, why: str) -> None:
    with pytest.raises(CorruptImage, match=why):
        ExtTree.open(Memory(image))

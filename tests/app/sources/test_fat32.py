"""Composed disks, read by our own readers; `test_fat32_of_other_programs` has other eyes."""

from hashlib import sha256
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support_composed import START, WHEN, file_of, files_of, read_back, volume_of

from app.errors import DriveTooSmall, NotComposable
from app.formats.binary import Memory
from app.formats.mbr import Mbr
from app.formats.tree import walk
from app.sources.extents import ZEROS, Piece
from app.sources.fat32 import LARGEST_FILE, SMALLEST, File, compose
from app.sources.fat32_volume import Chains, Volume
from app.sources.fat_names import same, why_not

MIB, GIB = 1 << 20, 1 << 30
FILES = {
    "bootmgr": b"boot" * 3000,
    "empty.txt": b"",
    "efi/boot/bootx64.efi": b"MZ" + bytes(5000),
    "sources/": b"",
    "sources/boot.wim": bytes(range(256)) * 40,
    "sources/A long name, with spaces.text": b"one",
    "sources/nothing/": b"",
    "Übung/日本語.txt": b"two",
}


def test_what_was_put_in_comes_out() -> None:
    disk = compose(files_of(FILES), 512 * MIB, "CCCOMA_X64FRE_EN-US_DV9").disk
    found = read_back(disk)
    expected = {path.rstrip("/"): None if path.endswith("/") else FILES[path] for path in FILES}
    assert found == expected | {"efi": None, "efi/boot": None, "Übung": None}
    fat = volume_of(disk)
    assert (fat.bits, fat.label, fat.boot.label) == (32, "CCCOMA_X64F", "CCCOMA_X64F")
    assert all(entry.modified == WHEN.replace(tzinfo=None) for _, entry in walk(fat)
               if not entry.directory or entry.name == "nothing")  # fmt: skip


def test_files_lie_one_after_the_other_behind_the_folders() -> None:
    composed = compose(files_of(FILES), 512 * MIB)
    fat = volume_of(composed.disk)
    folders, files = [], []
    for path, entry in walk(fat):
        place = fat.extents(entry)[0].offset if entry.size else 0
        folders += [path] if entry.directory else []
        files += [(path, place, entry.size)] if entry.size else []
    assert len(folders) == 5
    order = [path for path in FILES if FILES[path]]
    assert [path for path, *_ in sorted(files, key=lambda file: file[1] or 0)] == order
    for (_, one, size), (_, other, _) in pairwise(files):
        assert other == (one or 0) + -(-size // 4096) * 4096
    last = max(START + (place or 0) + size for _, place, size in files)
    assert composed.used == -(-last // 4096) * 4096
    assert not any(composed.disk.read_at(composed.used, MIB))
    assert composed.disk.size == 512 * MIB


@pytest.mark.parametrize(
    ("size", "cluster"),
    [
        (SMALLEST, 4096),
        (8 * GIB + MIB, 4096),
        (8 * GIB + MIB + 512, 8192),
        (16 * GIB + MIB, 8192),
        (16 * GIB + MIB + 512, 16384),
        (32 * GIB + MIB, 16384),
        (32 * GIB + MIB + 512, 32768),
        (2048 * GIB, 32768),
        (5000 * GIB, 32768),
        (62_008_590_336, 32768),
    ],
)
def test_layout_for_every_size(size: int, cluster: int) -> None:
    composed = compose(files_of(FILES), size, "X")
    record = Mbr.read(composed.disk)
    (entry,) = record.partitions
    assert (entry.active, entry.kind, entry.first) == (True, 0x0C, 2048)
    assert entry.sectors == min(size // 512, (1 << 32) - 1) - 2048
    assert record.signed
    assert record.disk_id
    fat = volume_of(composed.disk)
    boot = fat.boot
    assert (fat.bits, fat.too_small) == (32, False)
    assert boot.cluster * 512 == cluster
    assert (boot.sectors, boot.reserved >= 32) == (entry.sectors, True)
    assert (2048 + boot.first_data) % 2048 == 0
    assert boot.fat_sectors * 128 >= boot.clusters + 2
    assert read_back(composed.disk)["bootmgr"] == FILES["bootmgr"]


@pytest.mark.parametrize("size", [0, 512, MIB, 33 * MIB, 256 * MIB])
def test_too_small_for_a_fat32(size: int) -> None:
    with pytest.raises(DriveTooSmall) as caught:
        compose([], size)
    assert (caught.value.need, caught.value.have) == (SMALLEST, size)


def test_an_exactly_full_volume_and_one_byte_more() -> None:
    size = 300 * MIB
    volume = Volume.of(size)
    room = (volume.clusters - 1) * volume.cluster  # the root folder takes one
    full = compose([File("all", (Piece(ZEROS, 0, room),))], size)
    assert full.used == volume.place(volume.clusters + 2) <= size
    info = full.disk.read_at(START + 512 + 484, 12)
    assert info == b"rrAa" + bytes(4) + b"\xff\xff\xff\xff"
    assert volume_of(full.disk).extents(volume_of(full.disk).list()[0])[-1].length == room
    with pytest.raises(DriveTooSmall) as caught:
        compose([File("all", (Piece(ZEROS, 0, room + 1),))], size)
    assert caught.value.need > size


def test_free_clusters_are_counted() -> None:
    composed = compose(files_of(FILES), 512 * MIB)
    volume = Volume.of(512 * MIB)
    used = (composed.used - volume.place(2)) // volume.cluster
    free, following = (
        int.from_bytes(composed.disk.read_at(START + 512 + place, 4), "little")
        for place in (488, 492)
    )
    assert (free, following) == (volume.clusters - used, used + 2)
    for sector in range(3):
        here = composed.disk.read_at(START + sector * 512, 512)
        assert here == composed.disk.read_at(START + (6 + sector) * 512, 512)
        assert here.endswith(b"\x55\xaa")


def test_both_tables_are_the_same_and_count_up() -> None:
    composed = compose(files_of(FILES), 512 * MIB)
    volume = Volume.of(512 * MIB)
    first = START + volume.reserved * 512
    table = composed.disk.read_at(first, volume.fat_sectors * 512)
    assert table == composed.disk.read_at(first + len(table), len(table))
    assert table[:12] == bytes.fromhex("f8ffff0f ffffff0f ffffff0f")
    used = (composed.used - volume.place(2)) // volume.cluster
    for number in range(2, used + 2):
        value = int.from_bytes(table[number * 4 : number * 4 + 4], "little")
        assert value in (number + 1, 0x0FFFFFFF)
    assert not any(table[(used + 2) * 4 :])


@given(st.lists(st.integers(0, 9), max_size=30), st.integers(0, 200), st.integers(0, 200))
def test_any_range_of_the_table(lengths: list[int], offset: int, length: int) -> None:
    chains = Chains()
    values = [0x0FFFFFF8, 0x0FFFFFFF]
    for count in lengths:
        first = chains.reserve(count * 512, 512)
        assert first == (len(values) if count else 0)
        values += [*range(len(values) + 1, len(values) + count), 0x0FFFFFFF] if count else []
    whole = b"".join(value.to_bytes(4, "little") for value in values)
    assert chains.size == len(whole)
    assert chains.read_at(offset, length) == whole[offset : offset + length]


def test_the_same_twice_and_another_mark_for_other_content() -> None:
    def head(files: list[File], size: int) -> str:
        composed = compose(files, size, "LABEL")
        return sha256(composed.disk.read_at(0, composed.used)).hexdigest()

    assert head(files_of(FILES), 512 * MIB) == head(files_of(FILES), 512 * MIB)
    marks = {
        compose(files, size).disk.read_at(440, 4)
        for size in (512 * MIB, 513 * MIB)
        for files in (files_of(FILES), [file_of("a", b"1")])
    }
    assert len(marks) == 4


def test_hidden_stays_hidden() -> None:
    files = [File("seen"), File("gone", hidden=True), File("dir", hidden=True, directory=True)]
    fat = volume_of(compose(files, 512 * MIB).disk)
    assert {entry.name: entry.hidden for entry in fat.list()} == {
        "seen": False, "gone": True, "dir": True,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("paths", "named", "why"),
    [
        (["a/b", "A/c"], "A", "capital letters"),
        (["a/b", "a"], "a", "capital letters"),
        (["a", "a/b"], "a", "capital letters"),
        (["x/Readme", "x/README"], "x/README", "capital letters"),
        (["same", "same"], "same", "capital letters"),
        (["ok", "x/b:d"], "x/b:d", "not allowed on Windows"),
        (["b*d/ok"], "b*d", "not allowed on Windows"),
        (["x/nul"], "x/nul", "a device on Windows"),
        (["x//y"], "x/", "no name"),
        (["../y"], "..", "no name"),
    ],
)
def test_what_no_fat_can_hold_is_named(paths: list[str], named: str, why: str) -> None:
    with pytest.raises(NotComposable, match=why) as caught:
        compose([File(path) for path in paths], 512 * MIB)
    assert caught.value.path == named
    assert caught.value.untouched


def test_the_largest_file_and_one_byte_more() -> None:
    compose([File("big", (Piece(ZEROS, 0, LARGEST_FILE),))], 8 * GIB)
    with pytest.raises(NotComposable, match="4 GiB") as caught:
        compose([File("x/big", (Piece(ZEROS, 0, LARGEST_FILE + 1),))], 80 * GIB)
    assert caught.value.path == "x/big"


def test_a_file_made_of_the_same_bytes_a_thousand_times_needs_room_for_all() -> None:
    data = Memory(bytes(MIB))
    files = [File(f"{number}", (Piece(data, 0, MIB),)) for number in range(1000)]
    with pytest.raises(DriveTooSmall) as caught:
        compose(files, 900 * MIB)
    assert caught.value.need > 1000 * MIB
    huge = [File(f"{number}", (Piece(ZEROS, 0, LARGEST_FILE),)) for number in range(2000)]
    with pytest.raises(DriveTooSmall):
        compose(huge, 32 * GIB)


def test_more_names_than_a_folder_can_hold() -> None:
    names = [f"a longer name {number:06}" for number in range(65_536 // 3)]  # three records each
    compose([File(f"d/{name}") for name in names[:-1]], 512 * MIB)
    with pytest.raises(NotComposable, match="more names") as caught:
        compose([File(f"d/{name}") for name in names], 512 * MIB)
    assert caught.value.path == "d"


def test_an_empty_disk() -> None:
    composed = compose([], 512 * MIB)
    assert read_back(composed.disk) == {}
    assert volume_of(composed.disk).label == ""


NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40).filter(
    lambda name: not why_not(name)
)
PATHS = st.lists(NAMES, min_size=1, max_size=3).map("/".join)
TREES = st.dictionaries(PATHS, st.binary(max_size=9000), max_size=12)


@settings(max_examples=60)
@given(TREES)
def test_any_tree(tree: dict[str, bytes]) -> None:
    folders = {path.rsplit("/", up)[0] for path in tree for up in range(1, path.count("/") + 1)}
    everything = [*tree, *folders]
    if len({same(path) for path in everything}) < len(everything):
        with pytest.raises(NotComposable):
            compose(files_of(tree), 300 * MIB)
        return
    disk = compose(files_of(tree), 300 * MIB).disk
    assert read_back(disk) == dict.fromkeys(folders) | tree

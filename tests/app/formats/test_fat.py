import struct
import subprocess
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support_boot import Image
from support_fat import FatVolume, fat

from app.errors import BudgetSpent, CorruptImage
from app.formats.binary import Memory
from app.formats.fat import Fat
from app.formats.fat_records import FatEntry
from app.formats.tree import Entry, Extent

FILES = {
    "EFI/BOOT/BOOTX64.EFI": b"program" * 700,
    "EFI/BOOT/BOOTLOONGARCH64.EFI": b"another",
    "Ärger mit langen Namen.txt": b"text",
    "EMPTY.TXT": b"",
}
KINDS = {
    12: {"size": 512 << 10},
    16: {"size": 8 << 20},
    32: {"size": 36 << 20, "bits": 32},
}


def volume(data: bytes) -> Fat:
    return Fat.open(Memory(data))


@pytest.fixture(params=KINDS)
def bits(request: pytest.FixtureRequest) -> int:
    return int(request.param)


def test_files_of_every_kind_of_fat(bits: int) -> None:
    tree = volume(fat(FILES, **KINDS[bits]))
    assert tree.bits == bits
    assert not tree.too_small
    for path, content in FILES.items():
        entry = tree.find(path)
        assert entry is not None
        assert (entry.name, entry.directory) == (path.rsplit("/", 1)[-1], False)
        assert tree.read(entry) == content


@pytest.mark.parametrize("sector", [512, 1024, 2048, 4096])
@pytest.mark.parametrize("cluster", [1, 8])
def test_sectors_and_clusters_of_every_size(sector: int, cluster: int) -> None:
    tree = volume(fat(FILES, size=4 << 20, sector=sector, cluster=cluster))
    entry = tree.find("EFI/BOOT/BOOTX64.EFI")
    assert entry is not None
    assert tree.read(entry) == FILES["EFI/BOOT/BOOTX64.EFI"]


def test_paths_are_found_without_case_and_by_either_name() -> None:
    tree = volume(fat(FILES))
    for path in ("efi/boot/bootx64.efi", "/EFI//Boot/", "EFI/BOOT/BOOTLO~1.EFI", ""):
        assert tree.find(path) is not None
    for path in ("EFI/BOOT/NONE.EFI", "EFI/BOOT/BOOTX64.EFI/X", "EFI.BOOT"):
        assert tree.find(path) is None


def test_folders_are_listed_in_their_order() -> None:
    tree = volume(fat(FILES, label="LABEL"))
    assert [entry.name for entry in tree.list()] == [
        "EFI",
        "Ärger mit langen Namen.txt",
        "EMPTY.TXT",
    ]
    assert [entry.name for entry in tree.list("EFI")] == ["BOOT"]
    assert tree.list("EMPTY.TXT") == tree.list("nowhere") == ()


def test_a_part_of_a_file() -> None:
    tree = volume(fat(FILES))
    entry = tree.find("EFI/BOOT/BOOTX64.EFI")
    assert entry is not None
    whole = FILES["EFI/BOOT/BOOTX64.EFI"]
    assert tree.read(entry, 510, 1000) == whole[510:1510]
    assert tree.read(entry, 4800) == whole[4800:]
    assert tree.read(entry, 4900, 10) == b""


def test_extents_are_where_the_bytes_lie() -> None:
    data = fat(FILES)
    tree = volume(data)
    entry = tree.find("EFI/BOOT/BOOTX64.EFI")
    assert entry is not None
    (extent,) = tree.extents(entry)
    assert extent.offset is not None
    assert data[extent.offset :][: extent.length] == FILES["EFI/BOOT/BOOTX64.EFI"]
    empty = tree.find("EMPTY.TXT")
    assert empty is not None
    assert tree.extents(empty) == ()


def test_a_chain_in_pieces_is_put_together() -> None:
    data = bytearray(fat({"A.BIN": bytes(1024), "B.BIN": b"b" * 512}))
    # The clusters are 2 and 3 of A and 4 of B: let A go 2, 4 and B be 3.
    data[512 + 3 : 512 + 9] = b"\x04\xf0\xff" + b"\xff\x0f\x00"
    tree = volume(bytes(data))
    entry = tree.find("A.BIN")
    assert entry is not None
    assert tree.read(entry) == bytes(512) + b"b" * 512
    first, second = tree.extents(entry)
    assert second == Extent((first.offset or 0) + 1024, 512)


@pytest.mark.parametrize(
    ("label", "found"), [("STICK", "STICK"), ("", ""), ("TWO WORDS", "TWO WORDS")]
)
def test_the_label(bits: int, label: str, found: str) -> None:
    assert volume(fat(FILES, label=label, **KINDS[bits])).label == found


def test_the_boot_sectors_label_serves_where_the_folder_has_none() -> None:
    data = bytearray(fat(FILES))
    data[43:54] = b"ONLY HERE  "
    assert volume(bytes(data)).label == "ONLY HERE"


def test_what_the_sector_calls_itself_does_not_count() -> None:
    data = bytearray(fat(FILES))
    data[54:62] = b"FAT32   "
    assert volume(bytes(data)).bits == 12


def test_fat32_with_few_clusters_is_read_and_marked() -> None:
    tree = volume(fat(FILES, size=8 << 20, bits=32))
    assert tree.too_small
    assert tree.find("EFI/BOOT/BOOTX64.EFI") is not None


def test_no_signature_is_needed() -> None:
    tree = volume(fat(FILES, signature=b"\0\0"))
    assert not tree.boot.signed
    assert tree.find("EFI") is not None


@pytest.mark.parametrize(
    ("place", "new", "why"),
    [
        (11, b"\x00\x00", "sectors of 0 bytes"),
        (11, b"\x01\x02", "sectors of 513 bytes"),
        (13, b"\x00", "clusters of 0 sectors"),
        (13, b"\x03", "clusters of 3 sectors"),
        (14, b"\x00\x00", "no reserved"),
        (16, b"\x00", "no allocation table"),
        (17, b"\x00\x00", "no root folder"),
        (19, b"\x10\x00", "no room"),
        (21, b"\xee", "its medium is EE"),
        (22, b"\x00\x00", "version [0-9]+ of FAT32"),  # which it then is laid out as
    ],
)
def test_a_sector_that_is_no_fats(place: int, new: bytes, why: str) -> None:
    data = bytearray(fat(FILES))
    data[place : place + len(new)] = new
    with pytest.raises(CorruptImage, match=why):
        volume(bytes(data))


def test_too_many_clusters_for_fat16_are_corrupt() -> None:
    data = bytearray(fat(FILES))
    data[19:21] = b"\0\0"
    data[32:36] = (1 << 20).to_bytes(4, "little")
    with pytest.raises(CorruptImage, match="too many for FAT16"):
        volume(bytes(data))


@pytest.mark.parametrize(
    ("following", "why"), [(2, "ring"), (0, "not there"), (1, "not there"), (0xFF0, "not there")]
)
def test_a_chain_that_goes_wrong_is_corrupt(following: int, why: str) -> None:
    data = bytearray(fat({"A.BIN": bytes(2000)}))
    pair = following << 12 | 0x003  # 2 goes to 3, and 3 goes wrong
    data[512 + 3 : 512 + 6] = pair.to_bytes(3, "little")
    tree = volume(bytes(data))
    entry = tree.find("A.BIN")
    assert entry is not None
    with pytest.raises(CorruptImage, match=why):
        tree.read(entry)


def test_a_chain_shorter_than_its_file_is_corrupt() -> None:
    data = bytearray(fat({"A.BIN": bytes(600)}))
    place = data.index(b"A       BIN") + 28
    data[place : place + 4] = (5000).to_bytes(4, "little")
    tree = volume(bytes(data))
    entry = tree.find("A.BIN")
    assert entry is not None
    with pytest.raises(CorruptImage, match="ends 3,976 bytes before"):
        tree.extents(entry)


def test_a_file_of_millions_of_clusters_is_not_followed() -> None:
    tree = volume(fat({}, size=36 << 20, bits=32))
    with pytest.raises(BudgetSpent):
        tree.extents(FatEntry("X", directory=False, size=2**32 - 1, cluster=3))


def test_an_entry_of_another_tree_has_no_bytes_here() -> None:
    tree = volume(fat(FILES))
    assert tree.read(Entry("X", directory=False, size=0)) == b""
    with pytest.raises(CorruptImage):
        tree.read(Entry("X", directory=False, size=10))


def test_a_folder_that_holds_itself_is_listed_and_ends() -> None:
    data = bytearray(fat({"A/B/C.TXT": b"c"}))
    place = data.index(b"B          ") + 26  # folder B is made to be folder A
    data[place : place + 2] = b"\x02\x00"
    tree = volume(bytes(data))
    assert [entry.name for entry in tree.list("/".join(["A"] + ["B"] * 62))] == ["B"]
    assert tree.find("/".join(["A"] + ["B"] * 500)) is not None  # behind 64 it goes no deeper


def test_a_root_folder_cut_off_by_the_end_lists_what_is_there() -> None:
    layout = FatVolume()
    data = layout.build({"A.TXT": b"a", "B.TXT": b"b"})
    tree = volume(data[: layout.first_root * 512 + 40])
    assert [entry.name for entry in tree.list()] == ["A.TXT"]


@settings(max_examples=60)
@given(
    st.sampled_from([12, 16]),
    st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 255)), max_size=12),
)
def test_changed_bytes_are_corrupt_or_a_value(bits: int, changes: list[tuple[int, int]]) -> None:
    size = 128 << 10 if bits == 12 else 2200 << 10
    data = bytearray(fat({"EFI/BOOT/BOOTX64.EFI": b"x" * 3000}, size=size))
    for place, value in changes:
        data[place] = value
    with suppress(CorruptImage, BudgetSpent):
        tree = volume(bytes(data))
        tree.label  # noqa: B018 - it reads
        for entry in tree.list("EFI/BOOT"):
            tree.read(entry, 0, 100)
            tree.extents(entry)


@given(st.binary(min_size=36, max_size=600))
def test_garbage_is_corrupt_or_a_value(data: bytes) -> None:
    sector = struct.pack("<3s8sHBHBH", b"\xeb\x3c\x90", b"", 512, 1, 1, 1, 16) + data
    with suppress(CorruptImage):
        tree = volume(sector.ljust(2048, b"\0"))
        tree.list("EFI")


@pytest.mark.tools
def test_mtools_and_fsck_read_the_same(bits: int, tmp_path: Path) -> None:
    path = tmp_path / "fat.img"
    files = {name: content for name, content in FILES.items() if name.isascii()}
    path.write_bytes(fat(files, **KINDS[bits]))
    done = subprocess.run(["mdir", "-i", path, "-/", "-b", "::"], capture_output=True, check=True)
    assert set(done.stdout.decode().split()) >= {f"::/{name}" for name in files}
    if bits != 32:  # the builder leaves out FAT32's copy of the boot sector
        subprocess.run(["fsck.fat", "-n", path], capture_output=True, check=True)


@pytest.mark.tools
@pytest.mark.parametrize("options", [["-F", "12"], ["-F", "16"], ["-F", "32"], ["-S", "2048"]])
def test_what_mkfs_makes_is_read(options: list[str], tmp_path: Path) -> None:
    path = tmp_path / "fat.img"
    path.write_bytes(Image(40 << 20 if "32" in options else 12 << 20).build())
    cluster = ["-s", "8"] if "12" in options else ["-s", "1"]
    subprocess.run(
        ["mkfs.fat", *options, *cluster, "-n", "LABEL", path], capture_output=True, check=True
    )
    (tmp_path / "file").write_bytes(b"x" * 5000)
    subprocess.run(["mmd", "-i", path, "::/EFI"], check=True)
    subprocess.run(["mcopy", "-i", path, tmp_path / "file", "::/EFI/A b"], check=True)
    tree = volume(path.read_bytes())
    assert tree.label == "LABEL"
    entry = tree.find("EFI/A b")
    assert entry is not None
    assert tree.read(entry) == b"x" * 5000

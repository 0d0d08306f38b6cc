from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support_iso import SECTOR, Iso, Link, both, continuation, record, susp
from support_readers import Stretched, Unpacked

from app.errors import BudgetSpent, CorruptImage, NotReached
from app.formats.binary import Memory
from app.formats.iso9660 import Iso9660, Names
from app.formats.tree import Extent, walk

HIDDEN, ASSOCIATED = 0x01, 0x04
FILES = {
    "read me.txt": b"hello",
    "boot/grub/grub.cfg": b"set timeout=0\n" * 300,
    "empty": b"",
    "nothing here/": b"",
}


def opened(image: Iso) -> Iso9660:
    return Iso9660.open(Memory(image.build()))


def contents(iso: Iso9660) -> dict[str, bytes]:
    return {path: iso.read(entry) for path, entry in walk(iso) if not entry.directory}


def test_what_is_no_file_says_so() -> None:
    pipe = susp(b"PX", both(0o10644) + both(1) + both(0) * 2)
    iso = opened(Iso({"pipe": b"", "file": b"it"}, fields={"pipe": pipe}))
    assert [(path, entry.special) for path, entry in walk(iso)] == [("pipe", True), ("file", False)]


def test_a_tree_with_rock_ridge() -> None:
    iso = opened(Iso(FILES, label="MY DISC"))
    assert (iso.label, iso.names, iso.rock_ridge, iso.joliet) == (
        "MY DISC",
        Names.ROCK_RIDGE,
        True,
        False,
    )
    assert [path for path, _ in walk(iso)] == [
        "read me.txt",
        "boot",
        "boot/grub",
        "boot/grub/grub.cfg",
        "empty",
        "nothing here",
    ]
    assert contents(iso) == {path: data for path, data in FILES.items() if not path.endswith("/")}


def test_names_of_joliet_where_there_are_none_of_rock_ridge() -> None:
    iso = opened(Iso({"Über uns.html": b"x", "日本/語.txt": b"y"}, rock_ridge=False, joliet=True))
    assert (iso.names, iso.rock_ridge, iso.joliet) == (Names.JOLIET, False, True)
    assert contents(iso) == {"Über uns.html": b"x", "日本/語.txt": b"y"}


def test_rock_ridge_goes_before_joliet() -> None:
    iso = opened(Iso({"x" * 90: b"long"}, joliet=True))
    assert (iso.names, iso.rock_ridge, iso.joliet) == (Names.ROCK_RIDGE, True, True)
    assert contents(iso) == {"x" * 90: b"long"}


def test_a_joliet_tree_outside_the_image_is_left_alone() -> None:
    image = Iso({"a.txt": b"x"}, rock_ridge=False, joliet=True)
    data = bytearray(image.build())
    data[17 * SECTOR + 156 + 2 : 17 * SECTOR + 156 + 10] = both(1 << 20)
    iso = Iso9660.open(Memory(bytes(data)))
    assert (iso.names, contents(iso)) == (Names.PLAIN, {"A.TXT": b"x"})


def test_plain_names_lose_their_version() -> None:
    iso = opened(Iso({"bootmgr.": b"x", "a;b": b"y"}, rock_ridge=False))
    assert contents(iso) == {"BOOTMGR": b"x", "A;B": b"y"}


def test_what_an_entry_says() -> None:
    image = Iso({"secret": b"12345", "fork": b"x"}, flags={"secret": HIDDEN, "fork": ASSOCIATED})
    (entry,) = opened(image).list()  # the resource fork of a Mac has no name of its own
    assert (entry.name, entry.size, entry.hidden, entry.damaged) == ("secret", 5, True, False)
    assert entry.extents == (Extent(image.blocks["secret"] * SECTOR, 5),)
    assert entry.modified == datetime(2024, 5, 6, 7, 8, 9, tzinfo=timezone(timedelta(hours=2)))


def test_paths_are_compared_without_case() -> None:
    iso = opened(Iso({"EFI/Boot/bootx64.efi": b"MZ"}))
    found = iso.find("/efi/BOOT/BOOTX64.EFI")
    assert found is not None
    assert iso.read(found) == b"MZ"
    assert [entry.name for entry in iso.list("efi/boot/")] == ["bootx64.efi"]


def test_names_that_differ_in_case_alone_are_told_apart() -> None:
    iso = opened(Iso({"a/x": b"1", "A/y": b"2", "f": b"3", "F": b"4"}))
    assert contents(iso) == {"a/x": b"1", "A/y": b"2", "f": b"3", "F": b"4"}
    for name, data in (("f", b"3"), ("F", b"4")):
        found = iso.find(name)
        assert found is not None
        assert iso.read(found) == data


@pytest.mark.parametrize("path", ["nowhere", "nowhere/at/all", "read me.txt/inside", "boot/grub/x"])
def test_an_unknown_path_is_nothing(path: str) -> None:
    iso = opened(Iso(FILES))
    assert iso.find(path) is None
    assert iso.list(path) == ()


def test_the_root_is_a_folder() -> None:
    root = opened(Iso(FILES)).find("")
    assert root is not None
    assert root.directory


def test_reading_a_part() -> None:
    iso = opened(Iso({"f": bytes(range(256)) * 20}, split={"f": SECTOR}))
    entry = iso.find("f")
    assert entry is not None
    assert iso.read(entry, 2040, 16) == bytes([*range(248, 256), *range(8)])
    assert iso.read(entry, 5000) == (bytes(range(256)) * 20)[5000:]
    assert iso.read(entry, 9999) == b""


def test_a_file_over_4_gib_lies_in_several_extents() -> None:
    size, piece = 9 << 30, (4 << 30) - SECTOR
    image = Iso({"install.wim": b"MSWIM"}, split={"install.wim": piece})
    image.build()
    place = image.blocks["install.wim"]
    image.extents = {"install.wim": (place, size)}
    iso = Iso9660.open(Stretched(image.build(), 10 << 30))
    (entry,) = iso.list()
    assert (entry.size, entry.damaged, len(entry.extents)) == (size, False, 3)
    assert iso.read(entry, 0, 8) == b"MSWIM\0\0\0"
    assert iso.read(entry, size - 3) == bytes(3)
    with pytest.raises(BudgetSpent):
        iso.read(entry)


def test_links_are_shown_and_not_followed() -> None:
    link = Link(((0x08, b""), (0, b"usr"), (0x04, b""), (0x02, b""), (1, b"sh"), (0, b"are")))
    iso = opened(Iso({"to": link, "file": b"x"}))
    entry = iso.find("to")
    assert entry is not None
    assert (entry.link, entry.directory, entry.size) == ("/usr/.././share", False, 0)
    assert iso.list("to") == ()


def test_long_names_go_on_elsewhere() -> None:
    files = {"n" * 250: b"1", "ü" * 120: b"2"} | {f"{number:0240}": b"3" for number in range(20)}
    assert contents(opened(Iso(files))) == files


def test_fields_behind_those_of_another_standard() -> None:
    assert contents(opened(Iso(FILES | {"n" * 250: b"x"}, skip=7)))["n" * 250] == b"x"


def relocated(target: str) -> Iso:
    """A folder that lies too deep: a file stands in its place, and names where it is."""
    files = {"deep": b"", "rr_moved/deep/inside": b"found"}
    image = Iso(files, fields={"deep": susp(b"CL", both(0)), "rr_moved/deep": susp(b"RE")})
    image.build()
    image.fields = {
        "deep": susp(b"CL", both(image.blocks[target])),
        "rr_moved/deep": susp(b"RE"),
    }
    return image


def test_a_folder_that_was_moved_is_shown_where_it_belongs() -> None:
    iso = opened(relocated("rr_moved/deep"))
    assert [(path, entry.directory) for path, entry in walk(iso)] == [
        ("deep", True),
        ("deep/inside", False),
        ("rr_moved", True),
    ]
    found = iso.find("deep/inside")
    assert found is not None
    assert iso.read(found) == b"found"


def test_a_folder_moved_into_itself_ends() -> None:
    assert [(path, entry.damaged) for path, entry in walk(opened(relocated("")))] == [
        ("deep", True),
        ("rr_moved", False),
    ]


def test_a_folder_that_holds_its_parent_ends() -> None:
    image = Iso({"a/b/loop/": b"", "a/b/file": b"x"})
    image.build()
    image.extents = {"a/b/loop": (image.blocks["a"], SECTOR)}
    iso = opened(image)
    assert [(path, entry.damaged) for path, entry in walk(iso)] == [
        ("a", False),
        ("a/b", False),
        ("a/b/loop", True),
        ("a/b/file", False),
    ]
    assert iso.list("a/b/loop") == ()


def test_more_than_64_folders_inside_each_other_are_too_many() -> None:
    path = "/".join("d" * 66)
    iso = opened(Iso({f"{path}/": b""}))
    with pytest.raises(BudgetSpent):
        list(walk(iso))
    with pytest.raises(BudgetSpent):
        iso.list(path)


def test_what_lies_outside_the_image_is_damaged_and_the_rest_is_listed() -> None:
    image = Iso({"far": b"x" * 9, "folder/": b"", "near": b"y"})
    image.extents = {"far": (1 << 30, 9), "folder": (1 << 30, SECTOR)}
    iso = opened(image)
    assert [(entry.name, entry.damaged) for entry in iso.list()] == [
        ("far", True),
        ("folder", True),
        ("near", False),
    ]
    far = iso.find("far")
    assert far is not None
    with pytest.raises(CorruptImage):
        iso.read(far)
    with pytest.raises(CorruptImage):
        iso.list("folder")
    assert [path for path, _ in walk(iso)] == ["far", "folder", "near"]


def test_where_the_length_is_not_known_nothing_is_outside() -> None:
    image = Iso({"far": b"x"}, extents={"far": (1 << 30, 9)})
    (entry,) = Iso9660.open(Stretched(image.build(), None)).list()
    assert not entry.damaged


@pytest.mark.parametrize("size", [16 << 20, (4 << 30) - 2 * SECTOR])
def test_a_folder_that_is_too_large_is_not_read(size: int) -> None:
    image = Iso({"folder/": b"", "file": b"x"})
    image.extents = {"folder": (20, size + SECTOR)}
    for reader in (Memory(image.build()), Stretched(image.build(), 5 << 30)):
        iso = Iso9660.open(reader)
        with pytest.raises(CorruptImage):
            iso.list("folder")
        assert [path for path, _ in walk(iso)] == ["folder", "file"]


def in_a_folder(records: bytes) -> Iso9660:
    """An image whose one folder holds these records."""
    image = Iso({"folder/": b""}, rock_ridge=False)
    block = len(image.build()) // SECTOR
    image.extents = {"folder": (block, len(records))}
    return Iso9660.open(Memory(image.build() + records))


def test_too_many_names_end_and_end_again() -> None:
    sector = (record(b"A", 20, 0) * 60).ljust(SECTOR, b"\0")
    iso = in_a_folder(sector * 1700)
    for _ in range(2):
        with pytest.raises(BudgetSpent, match="100,000 names"):
            iso.list("folder")


def test_a_file_of_endless_pieces_is_damage() -> None:
    sector = (record(b"A", 20, SECTOR, 0x80) * 60).ljust(SECTOR, b"\0")
    with pytest.raises(CorruptImage, match="too many pieces"):
        in_a_folder(sector * 1700).list("folder")


def test_interleaved_files_are_marked() -> None:
    one = bytearray(record(b"A", 20, 5))
    one[26] = 1
    (entry,) = in_a_folder(bytes(one).ljust(SECTOR, b"\0")).list("folder")
    assert entry.damaged


@pytest.mark.parametrize("name", [b"..", b".", b"a/b", b"/", b"a\0b"])
def test_names_that_no_path_can_hold_are_damaged(name: bytes) -> None:
    shown = susp(b"NM", b"\0" + name)
    image = Iso({"x/inner": b""}, fields={"x": shown})
    data = image.build().replace(susp(b"NM", b"\0x") + shown, susp(b"XX", b"\0x") + shown)
    iso = Iso9660.open(Memory(data))
    (entry,) = iso.list()
    assert (entry.name, entry.damaged) == (name.decode(), True)
    assert [entry.damaged for _, entry in walk(iso)] == [True]


@pytest.mark.parametrize(
    "broken",
    [
        b"\x10" + bytes(60),  # shorter than a record can be
        bytes(33 * [255]),  # reaches over the sector's end, or its name over the record's end
        record(b"A", 20, 0)[:32] + b"\xff" + record(b"A", 20, 0)[33:],
    ],
)
def test_a_broken_record_is_damage(broken: bytes) -> None:
    with pytest.raises(CorruptImage):
        in_a_folder(broken.ljust(SECTOR - 100, b"\0")).list("folder")


def test_a_continuation_in_circles_is_damage() -> None:
    image = Iso({"a": b"1", "b": b"2"}, fields={"a": continuation(0, 0, 28)})
    image.build()
    image.fields = {"a": continuation(image.blocks["a"], 0, 28)}
    image.files = {"a": continuation(image.blocks["a"], 0, 28), "b": b"2"}
    assert [(entry.name, entry.damaged) for entry in opened(image).list()] == [
        ("a", True),
        ("b", False),
    ]


def test_what_is_not_unpacked_yet_hides_the_tree_and_not_the_volume() -> None:
    data = bytearray(Iso(FILES, label="PACKED").build().ljust(80 * SECTOR, b"\0"))
    data[16 * SECTOR + 158 : 16 * SECTOR + 166] = both(1 << 20)  # the root lies far away
    iso = Iso9660.open(Unpacked(bytes(data), len(data)))
    assert (iso.label, iso.rock_ridge) == ("PACKED", False)
    with pytest.raises(NotReached):
        iso.list()


def damaged(data: bytes, changes: list[tuple[int, int]], begin: int = 16 * SECTOR) -> bytes:
    changed = bytearray(data)
    for at, value in changes:
        changed[begin + at % (len(data) - begin)] = value
    return bytes(changed)


def looked_at(reader: Memory) -> Iterator[object]:
    """All that anybody asks of an image."""
    iso = Iso9660.open(reader)
    yield iso.size, iso.label, iso.boot_catalogue
    for path, entry in walk(iso):
        yield iso.find(path)
        with suppress(CorruptImage):
            yield iso.read(entry, 0, 4096)


DEEP = relocated("rr_moved/deep")
SAMPLES = [
    Iso(FILES | {"to": Link(((0, b"x"),)), "n" * 250: b"long"}, joliet=True).build(),
    Iso(FILES, rock_ridge=False, joliet=True, catalogue=b"\1".ljust(64, b"\0")).build(),
    DEEP.build(),
]


@given(
    st.sampled_from(SAMPLES),
    st.lists(st.tuples(st.integers(0, 1 << 16), st.integers(0, 255)), max_size=12),
)
@settings(max_examples=300)
def test_damage_is_corrupt_and_never_a_crash(data: bytes, changes: list[tuple[int, int]]) -> None:
    with suppress(CorruptImage, BudgetSpent):
        list(looked_at(Memory(damaged(data, changes))))


@given(st.sampled_from(SAMPLES), st.integers(0, 1 << 17))
def test_a_cut_image_is_corrupt_and_never_a_crash(data: bytes, end: int) -> None:
    with suppress(CorruptImage, BudgetSpent):
        list(looked_at(Memory(data[:end])))


@given(st.binary(max_size=3 * SECTOR), st.booleans())
def test_a_folder_of_garbage_is_corrupt_and_never_a_crash(garbage: bytes, rock_ridge: bool) -> None:
    image = Iso({"folder/": b""}, rock_ridge=rock_ridge)
    image.extents = {"folder": (len(image.build()) // SECTOR, len(garbage))}
    with suppress(CorruptImage, BudgetSpent):
        list(looked_at(Memory(image.build() + garbage)))

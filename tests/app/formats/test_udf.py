import struct
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support_iso import Iso
from support_readers import Counted, Stretched
from support_udf import PARTITION, Content, Link, UdfImage, retag, tagged

from app.errors import BudgetSpent, CorruptImage
from app.formats.binary import Memory
from app.formats.iso9660 import Iso9660
from app.formats.tree import Extent, walk
from app.formats.udf import Udf, recognised

FILES: dict[str, Content] = {
    "Größe.txt": b"hello",
    "日本": b"wide name",
    "a/b/c.bin": bytes(range(256)) * 50,
    "pieces": (b"q" * 8192, 4096, b"r" * 4096, b"end"),
    "to": Link("../a/./b"),
    "from the root": Link("/usr/bin"),
    "empty": b"",
    "nothing here/": b"",
}
CONTENTS = {
    "Größe.txt": b"hello",
    "日本": b"wide name",
    "a/b/c.bin": bytes(range(256)) * 50,
    "pieces": b"q" * 8192 + bytes(4096) + b"r" * 4096 + b"end",
    "empty": b"",
}
SMALL: dict[str, Content] = {"folder/inner": b"x" * 9, "file": b"y" * 5000}


def opened(image: UdfImage) -> Udf:
    return Udf.open(Memory(image.build()))


def contents(udf: Udf) -> dict[str, bytes]:
    return {
        path: udf.read(entry) for path, entry in walk(udf) if not entry.directory and not entry.link
    }


@pytest.mark.parametrize("block", [512, 2048, 4096])
@pytest.mark.parametrize("form", ["short", "long", "embedded"])
@pytest.mark.parametrize("partition", ["plain", "sparable", "metadata"])
def test_every_kind_of_partition_and_allocation(partition: str, form: str, block: int) -> None:
    image = UdfImage(
        FILES,
        block=block,
        partition=partition,
        form=form,
        extended=partition == "metadata",
        chained=frozenset({"pieces"}),
    )
    udf = opened(image)
    assert [path for path, _ in walk(udf)] == [
        "Größe.txt",
        "日本",
        "a",
        "a/b",
        "a/b/c.bin",
        "pieces",
        "to",
        "from the root",
        "empty",
        "nothing here",
    ]
    assert contents(udf) == CONTENTS
    assert {path: entry.link for path, entry in walk(udf) if entry.link} == {
        "to": "../a/./b",
        "from the root": "/usr/bin",
    }
    assert not [path for path, entry in walk(udf) if entry.damaged]


def test_what_the_volume_says() -> None:
    image = UdfImage(SMALL, label="CCCOMA_X64FRE", revision=0x0250)
    data = image.build()
    udf = Udf.open(Memory(data))
    assert (udf.label, udf.revision, udf.size) == ("CCCOMA_X64FRE", "2.50", len(data))
    assert Udf.open(Memory(data[:-2048])).size < len(data)  # without its last anchor
    half = Stretched(data[: PARTITION * 2048], PARTITION * 2048 + 512)
    with pytest.raises(CorruptImage):
        Udf.open(half)


def test_a_truncated_image_still_says_how_long_it_was() -> None:
    data = UdfImage(SMALL | {"large": b"z" * 400_000}).build()
    cut = Udf.open(Memory(data[: -len(data) // 4]))
    assert cut.size > len(data) * 3 // 4
    assert [(path, entry.damaged) for path, entry in walk(cut)] == [
        ("folder", False),
        ("folder/inner", False),
        ("file", False),
        ("large", True),
    ]


def test_what_an_entry_says() -> None:
    image = UdfImage({"secret": b"12345"}, hidden=frozenset({"secret"}))
    (entry,) = opened(image).list()
    assert (entry.name, entry.size, entry.hidden, entry.damaged) == ("secret", 5, True, False)
    assert entry.extents == (Extent((PARTITION + image.data_at) * 2048, 5),)
    assert entry.modified == datetime(2024, 5, 6, 7, 8, 9, tzinfo=timezone(timedelta(hours=2)))


def test_paths_are_compared_without_case() -> None:
    udf = opened(UdfImage({"efi/boot/bootx64.efi": b"MZ"}))
    found = udf.find("/EFI/BOOT/BOOTX64.EFI")
    assert found is not None
    assert udf.read(found) == b"MZ"
    assert udf.find("efi/boot/bootia32.efi") is None
    assert udf.list("efi/boot/bootx64.efi") == ()


def test_a_file_over_4_gib() -> None:
    size = (5 << 30) + 4
    udf = opened(UdfImage({"install.wim": (b"MSWIM" + bytes(2043), (5 << 30) - 2048, b"tail")}))
    (entry,) = udf.list()
    assert (entry.size, entry.damaged, len(entry.extents)) == (size, False, 3)
    assert udf.read(entry, 0, 6) == b"MSWIM\0"
    assert udf.read(entry, size - 6) == b"\0\0tail"


def test_a_folder_needs_few_reads() -> None:
    files = {f"file {number}": b"" for number in range(900)}
    counted = Counted(UdfImage(files, data_at=1000).build())
    assert len(Udf.open(counted).list()) == 900
    assert counted.reads < 100


def test_a_bridge_shows_both_trees() -> None:
    udf = UdfImage({"sources/boot.wim": b"MSWIM"}).build()
    iso = Iso({"readme.txt": b"not here"}, rock_ridge=False).build()
    # The descriptors of ISO 9660 stand first in the recognition sequence; then UDF's.
    data = bytearray(udf)
    data[16 * 2048 : len(iso)] = iso[16 * 2048 :]
    for number, magic in enumerate((b"BEA01", b"NSR02", b"TEA01"), 18):
        data[number * 2048 : number * 2048 + 2048] = (b"\0" + magic + b"\1").ljust(2048, b"\0")
    reader = Memory(bytes(data))
    assert recognised(reader)
    assert [path for path, _ in walk(Udf.open(reader))] == ["sources", "sources/boot.wim"]
    assert Iso9660.open(reader).label == "TEST"


def test_discs_written_bit_by_bit_are_said_to_be() -> None:
    with pytest.raises(CorruptImage, match="bit by bit"):
        opened(UdfImage(SMALL, partition="virtual"))


def changed(image: UdfImage, path: str, at: int, to: bytes) -> Udf:
    """The image with some bytes of a file entry other, its tag made right again."""
    data = bytearray(image.build())
    place = image.entries[path]
    data[place + at : place + at + len(to)] = to
    retag(data, place)
    return Udf.open(Memory(bytes(data)))


def allocation(kind: int, length: int, block: int) -> bytes:
    return struct.pack("<II", kind << 30 | length, block)


@pytest.mark.parametrize("kind", [6, 7, 9, 10])
def test_devices_pipes_and_sockets(kind: int) -> None:
    udf = changed(UdfImage(SMALL), "file", 27, bytes([kind]))
    assert [(path, entry.special) for path, entry in walk(udf)] == [
        ("folder", False),
        ("folder/inner", False),
        ("file", True),
    ]


DAMAGES = {
    "allocation of an unused form": (34, b"\2"),
    "less in its extents than its size": (56, struct.pack("<Q", 1 << 60)),
    "descriptors over its block": (172, struct.pack("<I", 4000)),
    "outside its partition": (176, allocation(0, 5000, 1 << 30)),
    "descriptors that go on nowhere": (176, allocation(3, 2048, 1)),
    "descriptors behind the end": (176, allocation(3, 2048, 1 << 30)),
    "a strategy for media that are written once": (20, b"\0\x10"),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=list(DAMAGES))
def test_a_damaged_file_entry_is_marked_and_the_rest_is_listed(damage: tuple[int, bytes]) -> None:
    udf = changed(UdfImage(SMALL), "file", *damage)
    assert [(path, entry.damaged) for path, entry in walk(udf)] == [
        ("folder", False),
        ("folder/inner", False),
        ("file", True),
    ]


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=list(DAMAGES))
def test_a_damaged_folder_is_marked_and_cannot_be_listed(damage: tuple[int, bytes]) -> None:
    udf = changed(UdfImage(SMALL), "folder", *damage)
    assert [(path, entry.damaged) for path, entry in walk(udf)] == [
        ("folder", True),
        ("file", False),
    ]
    with pytest.raises(CorruptImage):
        udf.list("folder")


def test_a_wrong_check_sum_is_damage() -> None:
    image = UdfImage(SMALL)
    data = bytearray(image.build())
    data[image.entries["file"] + 60] ^= 1
    udf = Udf.open(Memory(bytes(data)))
    assert [entry.damaged for entry in udf.list()] == [False, True]


def test_continuations_in_circles_are_damage() -> None:
    image = UdfImage(SMALL, data_at=64)
    data = bytearray(image.build())
    place = image.entries["file"]
    data[place + 176 : place + 184] = allocation(3, 2048, 60)
    retag(data, place)
    ring = tagged(258, struct.pack("<II", 0, 8) + allocation(3, 2048, 60), 60)
    at = (PARTITION + 60) * 2048
    data[at : at + len(ring)] = ring
    assert [entry.damaged for entry in Udf.open(Memory(bytes(data))).list()] == [False, True]


def test_a_folder_that_holds_its_parent_ends() -> None:
    image = UdfImage({"a/loop/": b"", "a/file": b"x"})
    data = bytearray(image.build())
    place = image.records["a/loop"]
    up = (image.entries["a"] // 2048 - PARTITION).to_bytes(4, "little")
    data[place + 24 : place + 28] = up
    retag(data, place)
    udf = Udf.open(Memory(bytes(data)))
    assert [(path, entry.damaged) for path, entry in walk(udf)] == [
        ("a", False),
        ("a/loop", True),
        ("a/file", False),
    ]


def test_deleted_names_are_not_shown() -> None:
    image = UdfImage({"gone": b"x", "here": b"y"})
    data = bytearray(image.build())
    data[image.records["gone"] + 18] |= 4
    retag(data, image.records["gone"])
    assert [entry.name for entry in Udf.open(Memory(bytes(data))).list()] == ["here"]


def test_a_damaged_name_record_is_damage() -> None:
    image = UdfImage(SMALL)
    data = bytearray(image.build())
    data[image.records["file"] + 38] ^= 1
    with pytest.raises(CorruptImage):
        Udf.open(Memory(bytes(data))).list()


def test_a_name_that_leads_nowhere_is_marked() -> None:
    image = UdfImage(SMALL)
    data = bytearray(image.build())
    for name in ("file", "folder"):
        data[image.records[name] + 24 : image.records[name] + 28] = b"\xff" * 4
        retag(data, image.records[name])
    udf = Udf.open(Memory(bytes(data)))
    assert [(path, entry.directory, entry.damaged) for path, entry in walk(udf)] == [
        ("folder", True, True),
        ("file", False, True),
    ]


def test_a_folder_of_absurd_size_is_not_read() -> None:
    image = UdfImage({"folder/": b"", "file": b"x"})
    udf = changed(image, "folder", 56, struct.pack("<Q", 1 << 62))
    assert [path for path, _ in walk(udf)] == ["folder", "file"]


def test_a_root_that_is_a_file_is_damage() -> None:
    with pytest.raises(CorruptImage, match="root"):
        changed(UdfImage(SMALL), "", 27, b"\5")


def test_files_in_too_many_pieces_end() -> None:
    names: dict[str, Content] = {f"{number:05}": b"" for number in range(2200)}
    image = UdfImage({"many": (b"x",) * 200} | names, data_at=2600)
    data = bytearray(image.build())
    target = data[image.records["many"] + 20 : image.records["many"] + 36]
    for name in names:
        place = image.records[name]
        data[place + 20 : place + 36] = target
        retag(data, place)
    with pytest.raises(BudgetSpent, match="too many pieces"):
        Udf.open(Memory(bytes(data))).list()


def looked_at(data: bytes) -> Iterator[object]:
    """All that anybody asks of an image."""
    udf = Udf.open(Memory(data))
    yield udf.size, udf.label, udf.revision
    for path, entry in walk(udf):
        yield udf.find(path)
        with suppress(CorruptImage):
            yield udf.read(entry, 0, 4096)


SAMPLES = [
    UdfImage(FILES, partition="plain", form="embedded", chained=frozenset({"pieces"})),
    UdfImage(FILES, partition="metadata", form="short", extended=True, block=512),
    UdfImage(FILES, partition="sparable", form="long", block=512),
]
BUILT = [(sample, sample.build()) for sample in SAMPLES]
CHANGES = st.lists(st.tuples(st.integers(0, 1 << 20), st.integers(0, 255)), max_size=8)


@given(st.sampled_from(BUILT), CHANGES)
@settings(max_examples=150)
def test_damage_is_corrupt_and_never_a_crash(
    sample: tuple[UdfImage, bytes], changes: list[tuple[int, int]]
) -> None:
    image, built = sample
    data = bytearray(built)
    begin = 260 * image.block
    for at, value in changes:
        data[begin + at % (len(data) - begin)] = value
    with suppress(CorruptImage, BudgetSpent):
        list(looked_at(bytes(data)))


@given(st.sampled_from(BUILT), st.data())
@settings(max_examples=300)
def test_lies_with_a_right_check_sum_are_corrupt_and_never_a_crash(
    sample: tuple[UdfImage, bytes], draw: st.DataObject
) -> None:
    image, built = sample
    data = bytearray(built)
    starts = [sector * image.block for sector in (256, *range(260, 264), 280, PARTITION)]
    starts += [*image.entries.values(), *image.records.values()]
    for place in draw.draw(st.lists(st.sampled_from(starts), min_size=1, max_size=3)):
        at = draw.draw(st.integers(16, 500))
        value = draw.draw(st.binary(min_size=1, max_size=8))
        data[place + at : place + at + len(value)] = value
        length = int.from_bytes(data[place + 10 : place + 12], "little")
        if place + 16 + length <= len(data):
            retag(data, place)
    with suppress(CorruptImage, BudgetSpent):
        list(looked_at(bytes(data)))


@given(st.sampled_from(BUILT), st.integers(0, 1 << 20))
def test_a_cut_image_is_corrupt_and_never_a_crash(sample: tuple[UdfImage, bytes], end: int) -> None:
    with suppress(CorruptImage, BudgetSpent):
        list(looked_at(sample[1][:end]))

"""Windows images in parts; `test_split_wim_of_other_programs` compares them with wimlib's."""

import struct
from hashlib import sha256
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support_readers import Stretched
from support_wim import METADATA, Packed, wim_file

from app.errors import CorruptImage, NotComposable
from app.formats.binary import Memory
from app.formats.wim import Wim
from app.formats.wim_table import COMPRESSED, FREE, SOLID, SPANNED, Header, Table, read_xml
from app.sources.extents import Extents, Joined
from app.sources.split_wim import LARGEST_PART, PART, split

PATH = "sources/install.wim"
SOLID_WHY = "it has more than 4 GiB and is packed as a whole (solid), which can’t be split"
SOLID_HINT = (
    "wimlib can make one of install.wim that can be split: “wimlib-imagex export” with "
    "--compress=LZX."
)
PIPE_WHY = "it has more than 4 GiB and is made for pipes (it can’t be split)"
XML = "\ufeff<WIM/>".encode("utf-16-le")
BASE = 208 + len(XML)


def whole(data: bytes, size: int | None = None) -> Extents:
    made = Joined()
    made.range(Stretched(data, size) if size else Memory(data), 0, size or len(data))
    return made.done()


def parts_of(data: bytes, limit: int) -> list[bytes]:
    return [part.read_at(0, part.size) for part in split(whole(data), PATH, limit)]


def listed(part: bytes) -> list[tuple[bytes, int, int, int, int, bytes]]:
    """Each resource by its entry: bytes, flags, original length, part, references, SHA-1."""
    header = Header.read(Memory(part))
    size, place = struct.unpack("<QQ", header.table[:16])
    table = part[place : place + (size & 0xFFFFFFFF)]
    found = []
    for sized, offset, original, number, references, digest in struct.iter_unpack(
        "<QQQHI20s", table
    ):
        length = sized & (1 << 56) - 1
        data = part[offset : offset + length]
        found.append((data, sized >> 56, original, number, references, digest))
    return found


FILES = [
    Packed(b"%c" % (65 + n) * 300, COMPRESSED * (n % 2), original=900 + n, references=n)
    for n in range(10)
]
IMAGES = [Packed(b"first image" * 9, METADATA | COMPRESSED), Packed(b"second" * 9, METADATA)]
SOURCE = wim_file([*FILES[:5], *IMAGES, *FILES[5:]], boot=1, integrity=b"old sums")


def test_parts_hold_every_resource_once_and_as_it_was() -> None:
    parts = parts_of(SOURCE, 1200)
    assert [len(part) <= 1200 for part in parts] == [True] * len(parts)
    found = [each for part in parts for each in listed(part)]
    assert [data for data, *_ in found[:2]] == [IMAGES[0].data, IMAGES[1].data]
    assert [data for data, *_ in found[2:]] == [each.data for each in FILES]
    original = {data: rest for data, *rest in listed(SOURCE)}
    for number, part in enumerate(parts, 1):
        for data, flags, length, own, references, digest in listed(part):
            assert own == number
            assert [flags, length, 1, references, digest] == original[data]


def test_headers_of_parts() -> None:
    parts = parts_of(SOURCE, 1200)
    source = Header.read(Memory(SOURCE))
    headers = [Header.read(Memory(part)) for part in parts]
    assert [(header.part, header.parts) for header in headers] == [
        (number, len(parts)) for number in range(1, len(parts) + 1)
    ]
    assert len({header.guid for header in headers}) == 1
    assert headers[0].guid != source.guid
    for header, part in zip(headers, parts, strict=True):
        assert header.flags == source.flags | 0x08
        assert (header.version, header.chunk, header.images) == (0x10D00, 32768, 2)
        assert (header.boot, header.boot_index, header.integrity) == (bytes(24), 0, bytes(24))
        assert read_xml(Memory(part), header, len(part)) == XML
        assert part.endswith(XML)
        assert Wim.read(Memory(part)).parts == len(parts)


def test_resources_follow_one_another_from_the_header_on() -> None:
    for number, part in enumerate(parts_of(SOURCE, 1200)):
        spans = sorted(
            (part.index(data), part.index(data) + len(data)) for data, *_ in listed(part)
        )
        assert spans[0][0] == 208
        assert all(end == start for (_, end), (start, _) in pairwise(spans))
        if number == 0:  # metadata lie behind the files, and stand before them in the table
            assert part.index(IMAGES[0].data) > part.index(FILES[0].data)


def test_one_part_is_a_whole_image_again() -> None:
    (part,) = parts_of(SOURCE, 1 << 20)
    header = Header.read(Memory(part))
    assert (header.flags, header.part, header.parts, header.boot_index) == (0x20082, 1, 1, 1)
    sized, offset, original = struct.unpack("<QQQ", header.boot)
    assert part[offset : offset + (sized & 0xFFFF)] == IMAGES[0].data
    assert (sized >> 56, original) == (2, len(IMAGES[0].data))
    table = Table.read(Memory(part), header, len(part))
    assert len(table) == 12


def test_the_boot_image_is_found_behind_others() -> None:
    resources = [Packed(b"file" * 9), *IMAGES, Packed(b"third image", METADATA)]
    for boot, image in enumerate(resources[1:], 1):
        (part,) = parts_of(wim_file(resources, boot=boot), 1 << 20)
        sized, offset, _ = struct.unpack("<QQQ", Header.read(Memory(part)).boot)
        assert part[offset : offset + (sized & 0xFFFF)] == image.data


def test_two_parts_are_several() -> None:
    parts = parts_of(wim_file([Packed(b"x" * 100)] * 2), BASE + 150)
    assert [Header.read(Memory(part)).flags & 0x08 for part in parts] == [0x08, 0x08]


def test_a_boot_image_that_is_nowhere_is_none() -> None:
    data = bytearray(wim_file([Packed(b"m", METADATA)], boot=1))
    data[96:120] = struct.pack("<QQQ", 1, 5, 1)
    (part,) = parts_of(bytes(data), 1 << 20)
    assert Header.read(Memory(part)).boot == bytes(24)


def test_the_limit_counts_everything() -> None:
    files = [Packed(b"x" * 100)] * 4
    for extra in (-1, 0):
        limit = BASE + 2 * 150 + extra
        parts = parts_of(wim_file(files), limit)
        assert len(parts) == (2 if extra == 0 else 4)
        assert all(len(part) <= limit for part in parts)


def test_what_is_larger_than_a_part_has_one_of_its_own() -> None:
    files = [Packed(b"a" * 10), Packed(b"b" * 5000), Packed(b"c" * 10), Packed(b"d" * 10)]
    parts = parts_of(wim_file(files), 1000)
    assert [[len(data) for data, *_ in listed(part)] for part in parts] == [[10], [5000], [10, 10]]


def test_free_entries_and_gaps_are_left_out() -> None:
    files = [Packed(b"a" * 100, gap=50), Packed(b"gone" * 100, FREE), Packed(b"b" * 100, gap=9)]
    parts = parts_of(wim_file(files, table_first=True), BASE + 150)
    assert [[data[:1] for data, *_ in listed(part)] for part in parts] == [[b"a"], [b"b"]]
    assert sum(map(len, parts)) == 2 * (BASE + 150)


def test_what_lies_in_a_row_is_one_piece() -> None:
    parts = split(whole(wim_file([Packed(b"x" * 100)] * 200)), PATH, 1 << 20)
    assert len(parts[0]) == 3  # header, resources, table and description


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (wim_file([Packed(b"x", SOLID), Packed(b"m", METADATA)]), SOLID_WHY),
        (wim_file([Packed(b"x", SPANNED)]), "it is one part of several already"),
        (wim_file([Packed(b"x")], part=2, parts=3), "it is one part of several already"),
        (wim_file([Packed(b"x")], part=1, parts=3), "it is one part of several already"),
        (b"WLPWM\0\0\0" + wim_file([Packed(b"x")])[8:], PIPE_WHY),
        (wim_file([Packed(b"x")] * 65_536), "it would come in too many parts"),
    ],
    ids=["solid", "spanned", "second part", "first part", "pipe", "parts"],
)
def test_what_cannot_be_rearranged_is_refused_by_name(data: bytes, why: str) -> None:
    with pytest.raises(NotComposable) as caught:
        split(whole(data), PATH, 1)
    assert (caught.value.path, caught.value.why) == (PATH, why)
    told = why == SOLID_WHY
    assert caught.value.hint == (SOLID_HINT if told else "")


def test_a_single_resource_over_four_gibibytes() -> None:
    over = 1 << 32
    small = wim_file([Packed(b"x")])
    data = bytearray(
        small.replace(struct.pack("<Q", 1) + struct.pack("<Q", 208), struct.pack("<QQ", over, 208))
    )
    with pytest.raises(NotComposable) as caught:
        split(whole(bytes(data), over + 4096), PATH)
    assert caught.value.why == "a single file in it has more than 4 GiB"
    assert caught.value.path == PATH
    most = LARGEST_PART - BASE - 50
    data = bytearray(small.replace(struct.pack("<QQ", 1, 208), struct.pack("<QQ", most, 208)))
    (part,) = split(whole(bytes(data), most + 4096), PATH)
    assert part.size == LARGEST_PART


def test_damage_is_said() -> None:
    with pytest.raises(CorruptImage):
        split(whole(bytes(300)), PATH)


def test_the_same_bytes_every_time_and_other_ones_for_another_limit() -> None:
    assert parts_of(SOURCE, 1200) == parts_of(SOURCE, 1200)
    guids = {parts_of(SOURCE, limit)[0][24:40] for limit in (1200, 1300, 1 << 20)}
    assert len(guids) == 3
    expected = sha256(b"GUID OF A SOURCE" + (1200).to_bytes(8, "little")).digest()[:16]
    assert expected in guids
    parts = split(whole(SOURCE), PATH, 1200, b"GUID OF ANOTHER!")
    expected = sha256(b"GUID OF ANOTHER!" + (1200).to_bytes(8, "little")).digest()[:16]
    assert {part.read_at(24, 16) for part in parts} == {expected}
    assert (PART, LARGEST_PART) == (3_984_588_800, 4_294_967_295)


RESOURCES = st.lists(
    st.builds(
        Packed,
        st.binary(min_size=1, max_size=80),
        st.sampled_from([0, COMPRESSED, METADATA, FREE]),
        st.integers(0, 20),
    ),
    max_size=25,
)


@given(RESOURCES, st.integers(1, 2000), st.booleans())
def test_any_image(resources: list[Packed], limit: int, table_first: bool) -> None:
    data = wim_file(resources, table_first=table_first)
    parts = parts_of(data, limit)
    kept = [each for each in resources if not each.flags & FREE]
    files = [each.data for each in kept if not each.flags & METADATA]
    images = [each.data for each in kept if each.flags & METADATA]
    found = [each for part in parts for each in listed(part)]
    assert [data for data, flags, *_ in found if flags & METADATA] == images
    assert [data for data, flags, *_ in found if not flags & METADATA] == files
    for part in parts:
        table = (
            Table.read(Memory(part), Header.read(Memory(part)), len(part))
            if len(parts) == 1
            else None
        )
        assert table is None or len(table) == len(kept)
        alone = sum(not flags & METADATA for _, flags, *_ in listed(part)) <= 1
        assert len(part) <= limit or alone

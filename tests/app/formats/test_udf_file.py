import struct
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support_udf import STAMP, tagged

from app.errors import CorruptImage
from app.formats.binary import Memory
from app.formats.tree import Extent
from app.formats.udf_file import FOLDER, LINK, File, Files
from app.formats.udf_partition import Plain
from app.formats.udf_volume import LongAd, Run

BLOCK = 512
RUN = Run(number=0, start=10, length=100)
PLACE = 10 * BLOCK


def entry(
    size: int,
    allocations: bytes,
    *,
    form: int = 0,
    kind: int = 5,
    stamp: bytes = STAMP,
    attributes: bytes = b"",
) -> bytes:
    body = struct.pack("<IHHHBB6xH", 0, 4, 0, 1, 0, kind, form) + bytes(20)
    body += struct.pack("<Q", size) + bytes(8) + STAMP + stamp + STAMP + bytes(60)
    body += struct.pack("<II", len(attributes), len(allocations)) + attributes + allocations
    return tagged(261, body, 0)


def parsed(data: bytes, *behind: bytes) -> File:
    """The file entry `data` in block 0 of the partition; `behind` are the blocks after it."""
    blocks = b"".join(block.ljust(BLOCK, b"\0") for block in (data, *behind))
    reader = Memory(bytes(PLACE) + blocks)
    return Files(reader, BLOCK, [Plain(RUN, BLOCK)]).read(LongAd(0, 0))


def short(length: int, block: int, kind: int = 0) -> bytes:
    return struct.pack("<II", kind << 30 | length, block)


def test_extents_that_touch_are_one() -> None:
    file = parsed(entry(3 * BLOCK, short(BLOCK, 5) + short(BLOCK, 6) + short(BLOCK, 9)))
    assert file.extents == (
        Extent(PLACE + 5 * BLOCK, 2 * BLOCK),
        Extent(PLACE + 9 * BLOCK, BLOCK),
    )
    assert file.whole


@pytest.mark.parametrize("kind", [1, 2])
def test_holes_are_zeros_whether_space_was_set_aside_or_not(kind: int) -> None:
    file = parsed(entry(3 * BLOCK, short(BLOCK, 5) + short(BLOCK, 6, kind) * 2))
    assert file.extents == (Extent(PLACE + 5 * BLOCK, BLOCK), Extent(None, 2 * BLOCK))


def test_what_was_set_aside_behind_the_end_is_cut() -> None:
    file = parsed(entry(10, short(BLOCK, 5) + short(BLOCK, 20, 1)))
    assert file.extents == (Extent(PLACE + 5 * BLOCK, 10),)
    assert file.whole


def test_a_descriptor_of_no_length_is_the_last() -> None:
    file = parsed(entry(2 * BLOCK, short(BLOCK, 5) + short(0, 0) + short(BLOCK, 6)))
    assert not file.whole


def test_long_descriptors_name_their_partition() -> None:
    def long(partition: int) -> bytes:
        return struct.pack("<IIH6x", 7, 5, partition)

    assert parsed(entry(7, long(0), form=1)).extents == (Extent(PLACE + 5 * BLOCK, 7),)
    assert not parsed(entry(7, long(1), form=1)).whole


def test_what_is_small_lies_in_its_entry() -> None:
    file = parsed(entry(5, b"hello", form=3, attributes=b"12345678"))
    assert file.extents == (Extent(PLACE + 176 + 8, 5),)
    assert not parsed(entry(6, b"hello", form=3)).whole
    assert parsed(entry(0, b"", form=3)) == parsed(entry(0, b""))


def test_descriptors_that_go_on() -> None:
    rest = tagged(258, struct.pack("<II", 0, 8) + short(9, 7), 1)
    file = parsed(entry(BLOCK + 9, short(BLOCK, 5) + short(BLOCK, 1, 3)), rest)
    assert file.whole
    assert file.extents[1] == Extent(PLACE + 7 * BLOCK, 9)


@pytest.mark.parametrize("kind", [FOLDER, LINK, 249])
def test_kinds(kind: int) -> None:
    assert parsed(entry(0, b"", kind=kind)).kind == kind


@pytest.mark.parametrize(
    ("stamp", "shown"),
    [
        (STAMP, datetime(2024, 5, 6, 7, 8, 9, tzinfo=timezone(timedelta(hours=2)))),
        (
            struct.pack("<HhBBBBB3x", 0x1000 | 4096 - 90, 1999, 12, 31, 23, 59, 59),
            datetime(1999, 12, 31, 23, 59, 59, tzinfo=timezone(timedelta(minutes=-90))),
        ),
        (
            struct.pack("<HhBBBBB3x", 0x1000 | 4096 - 2047, 2024, 1, 2, 3, 4, 5),
            datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC),
        ),
        (bytes(12), None),
    ],
)
def test_dates(stamp: bytes, shown: datetime | None) -> None:
    assert parsed(entry(0, b"", stamp=stamp)).modified == shown


@pytest.mark.parametrize("where", [LongAd(0, 1), LongAd(100, 0), LongAd(50, 0), LongAd(1, 0)])
def test_what_is_no_file_entry_is_damage(where: LongAd) -> None:
    reader = Memory(bytes(PLACE) + entry(0, b"").ljust(4 * BLOCK, b"\0"))
    with pytest.raises(CorruptImage):
        Files(reader, BLOCK, [Plain(RUN, BLOCK)]).read(where)


@given(st.integers(0, 1 << 64 - 1), st.binary(max_size=300), st.integers(0, 7))
def test_garbage_is_not_whole_or_within_its_size(size: int, garbage: bytes, form: int) -> None:
    file = parsed(entry(size, garbage, form=form))
    covered = sum(extent.length for extent in file.extents)
    assert covered == size if file.whole else covered <= size

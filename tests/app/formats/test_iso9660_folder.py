from contextlib import suppress
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support_iso import DATE, MORE, SECTOR, record

from app.errors import CorruptImage
from app.formats.iso9660_folder import Layout, entries, itself
from app.formats.tree import Entry, Extent

LAYOUT = Layout(SECTOR, 100 * SECTOR)


def listed(data: bytes, layout: Layout = LAYOUT) -> list[Entry]:
    return list(entries(data, 0, layout))


def test_a_folder_does_not_list_itself() -> None:
    data = record(b"\0", 1, SECTOR, 2) + record(b"\1", 1, SECTOR, 2) + record(b"A;1", 2, 3)
    assert [entry.name for entry in listed(data)] == ["A"]


def test_records_go_on_in_the_next_sector() -> None:
    data = record(b"A;1", 2, 3).ljust(SECTOR, b"\0") + record(b"B;1", 2, 3)
    assert [entry.name for entry in listed(data)] == ["A", "B"]


def test_pieces_are_put_together() -> None:
    data = record(b"A;1", 2, SECTOR, MORE) + record(b"A;1", 7, SECTOR, MORE)
    data += record(b"A;1", 20, 9) + record(b"B;1", 30, 1)
    assert [(entry.name, entry.size, entry.extents) for entry in listed(data)] == [
        (
            "A",
            2 * SECTOR + 9,
            (
                Extent(2 * SECTOR, SECTOR),
                Extent(7 * SECTOR, SECTOR),
                Extent(20 * SECTOR, 9),
            ),
        ),
        ("B", 1, (Extent(30 * SECTOR, 1),)),
    ]


def test_one_piece_outside_damages_the_file() -> None:
    data = record(b"A;1", 2, SECTOR, MORE) + record(b"A;1", 99, SECTOR + 1)
    assert [entry.damaged for entry in listed(data)] == [True]
    assert [entry.damaged for entry in listed(data, Layout(SECTOR, 101 * SECTOR))] == [False]


def test_extended_attributes_stand_before_the_file() -> None:
    data = bytearray(record(b"A;1", 2, 3))
    data[1] = 4
    assert listed(bytes(data))[0].extents == (Extent(6 * SECTOR, 3),)


def test_smaller_blocks() -> None:
    (entry,) = listed(record(b"A;1", 10, 3), Layout(512, 6000))
    assert entry.extents == (Extent(5120, 3),)


@pytest.mark.parametrize(
    ("raw", "wide", "shown"),
    [
        (b"README.TXT;1", False, "README.TXT"),
        (b"README.;23", False, "README"),
        (b"A;B", False, "A;B"),
        (b"\xc3\xbc.TXT", False, "ü.TXT"),
        (b"\xfc.TXT", False, "ü.TXT"),
        ("ü.txt;1".encode("utf-16-be"), True, "ü.txt"),
        ("dot.".encode("utf-16-be"), True, "dot."),
        (b"\xd8\x00\x00a", True, "\N{REPLACEMENT CHARACTER}a"),
    ],
)
def test_names(raw: bytes, wide: bool, shown: str) -> None:
    assert listed(record(raw, 2, 3), Layout(SECTOR, 1 << 20, wide=wide))[0].name == shown


def test_dates() -> None:
    there = timezone(timedelta(hours=2))
    assert listed(record(b"A", 2, 3))[0].modified == datetime(2024, 5, 6, 7, 8, 9, tzinfo=there)
    undated = record(b"A", 2, 3).replace(DATE, bytes(7))
    assert listed(undated)[0].modified is None


def test_a_folder_says_how_long_it_is() -> None:
    assert itself(record(b"\0", 9, 3 * SECTOR, 2, b"SP")) == (3 * SECTOR, b"SP")
    with pytest.raises(CorruptImage):
        itself(bytes(SECTOR))


@given(st.binary(max_size=2 * SECTOR), st.booleans())
def test_garbage_is_corrupt_and_never_a_crash(data: bytes, wide: bool) -> None:
    with suppress(CorruptImage):
        for entry in entries(data, 0, Layout(SECTOR, 1 << 20, wide=wide)):
            assert entry.size in {0, sum(part.length for part in entry.extents)}

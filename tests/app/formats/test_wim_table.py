"""Where the resources of Windows images lie."""

import struct
import tracemalloc
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support_readers import Stretched
from support_wim import METADATA, Packed, wim_file

from app.errors import BudgetSpent, CorruptImage
from app.formats.binary import Memory
from app.formats.wim_table import (
    COMPRESSED,
    FREE,
    MOST_ENTRIES,
    SOLID,
    SPANNED,
    Header,
    Table,
    packed,
    read_xml,
)


def read(data: bytes) -> tuple[Header, Table, bytes]:
    reader = Memory(data)
    header = Header.read(reader)
    return header, Table.read(reader, header, len(data)), read_xml(reader, header, len(data))


ONE = [
    Packed(b"two" * 9, gap=7, references=3),
    Packed(b"meta1", METADATA),
    Packed(b"one", COMPRESSED, original=999),
    Packed(b"gone", FREE),
    Packed(b"meta2", METADATA | COMPRESSED),
]


@pytest.mark.parametrize("table_first", [False, True])
def test_what_a_table_says(table_first: bool) -> None:
    data = wim_file(ONE, table_first=table_first, boot=2)
    header, table, xml = read(data)
    assert (header.part, header.parts, header.images, header.boot_index) == (1, 1, 2, 2)
    assert header.pack() == data[:208]
    assert xml.decode("utf-16-le") == "\ufeff<WIM/>"
    found = [data[blob.offset : blob.offset + blob.length] for blob in table.files()]
    assert found == [b"two" * 9, b"one"]
    assert [data[b.offset :][: b.length] for b in table.metadata()] == [b"meta1", b"meta2"]
    assert [(blob.flags, blob.original) for blob in table.files()] == [(0, 27), (COMPRESSED, 999)]
    assert (table.solid, table.spanned, len(table)) == (False, False, 4)


def test_files_come_by_place_and_metadata_in_the_order_of_the_images() -> None:
    data = bytearray(wim_file([Packed(b"aaaa"), Packed(b"m1", METADATA), Packed(b"bb"),
                               Packed(b"m2", METADATA)]))  # fmt: skip
    start = len(data) - 4 * 50 - 14
    entries = [data[start + n * 50 : start + n * 50 + 50] for n in range(4)]
    data[start : start + 200] = b"".join((entries[2], entries[3], entries[0], entries[1]))
    _, table, _ = read(bytes(data))
    assert [blob.length for blob in table.files()] == [4, 2]
    offsets = [blob.offset for blob in table.metadata()]
    assert offsets == sorted(offsets, reverse=True)


def test_an_entry_in_another_file_keeps_the_rest() -> None:
    data = wim_file([Packed(b"12345", COMPRESSED, original=77, references=9)])
    _, table, _ = read(data)
    (blob,) = table.files()
    entry = blob.entry(1000, 3)
    sized, offset, original, part, references, digest = struct.unpack("<QQQHI20s", entry)
    assert (sized, offset, original, part) == (5 | COMPRESSED << 56, 1000, 77, 3)
    assert (references, digest) == (9, data[-34:-14])


@pytest.mark.parametrize(("flag", "name"), [(SOLID, "solid"), (SPANNED, "spanned")])
def test_what_cannot_be_rearranged(flag: int, name: str) -> None:
    odd = Packed(b"x", flag, offset=1 << 50 if flag == SOLID else None)
    _, table, _ = read(wim_file([odd, Packed(b"m", METADATA)]))
    assert (table.solid, table.spanned) == (name == "solid", name == "spanned")


@pytest.mark.parametrize(
    ("data", "error", "why"),
    [
        (b"", CorruptImage, "are there"),
        (b"MSWIM\0\0\0" + bytes(100), CorruptImage, "are there"),
        (bytes(300), CorruptImage, "does not begin"),
        (b"WLPWM\0\0\0" + bytes(300), CorruptImage, "does not begin"),
        (wim_file([], version=0x10C00), CorruptImage, "unknown version"),
        (wim_file([Packed(b"x", offset=1 << 40)]), CorruptImage, "outside"),
        (wim_file([Packed(b"x", length=1 << 40)]), CorruptImage, "outside"),
        (wim_file([Packed(b"x" * 100, offset=208, length=300)] * 2), CorruptImage, "overlap"),
        (wim_file([Packed(b"x")], images=1), CorruptImage, "table is damaged"),
        (wim_file([Packed(b"m", METADATA)], images=0), CorruptImage, "table is damaged"),
        (wim_file([Packed(b"x")])[:-1], CorruptImage, "outside"),
    ],
    ids=["empty", "cut", "zeros", "pipe", "version", "offset", "length", "overlap", "no metadata",
         "more metadata", "xml"],
)  # fmt: skip
def test_what_is_refused(data: bytes, error: type[Exception], why: str) -> None:
    with pytest.raises(error, match=why):
        read(data)


@pytest.mark.parametrize(
    ("field", "value", "error"),
    [
        (48, packed(208, 49), CorruptImage),
        (48, packed(208, 50, COMPRESSED), CorruptImage),
        (48, packed(1 << 60, 50), CorruptImage),
        (48, packed(208, 50 * (MOST_ENTRIES + 1)), BudgetSpent),
        (72, packed(208, 10, COMPRESSED), CorruptImage),
        (72, packed(208, 5 << 20), BudgetSpent),
    ],
)
def test_headers_that_say_odd_things(field: int, value: bytes, error: type[Exception]) -> None:
    data = bytearray(wim_file([Packed(b"x")]))
    data[field : field + 24] = value
    reader = Stretched(bytes(data), 1 << 40)
    header = Header.read(reader)
    look = Table.read if field == 48 else read_xml
    with pytest.raises(error):
        look(reader, header, 1 << 40)


@given(st.data())
def test_damage_ends_in_one_error(data: st.DataObject) -> None:
    whole = bytearray(wim_file(ONE))
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(whole)))
    with suppress(CorruptImage, BudgetSpent):
        _, table, _ = read(bytes(whole[:cut]))
        for blob in (*table.files(), *table.metadata()):
            assert blob.offset + blob.length <= cut


def test_a_large_table_is_kept_compact() -> None:
    entries = b"".join(
        struct.pack("<QQQHI20s", 1, 208 + number, 1, 1, 1, number.to_bytes(20, "little"))
        for number in range(50_000)
    )
    data = bytearray(wim_file([]))
    start = 208 + 50_000
    data[48:72] = packed(start, len(entries), METADATA)
    reader = Memory(bytes(data[:208]) + bytes(50_000) + entries)
    header = Header.read(reader)
    tracemalloc.start()
    table = Table.read(reader, header, reader.size)
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(table) == 50_000
    assert kept < len(entries) + (1 << 20)

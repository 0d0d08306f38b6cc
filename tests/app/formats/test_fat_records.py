import time
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support_fat import long_name_records

from app.formats.fat_records import FatEntry, entries, find, label


def record(short: bytes, kind: int = 0x20, *, case: int = 0, tail: bytes = bytes(12)) -> bytes:
    return short.ljust(11) + bytes([kind, case]) + bytes(7) + tail


def pieces(data: bytes) -> list[bytes]:
    return [data[place : place + 32] for place in range(0, len(data), 32)]


def read(*records: bytes, wide: bool = False) -> list[FatEntry]:
    return list(entries([piece for data in records for piece in pieces(data)], wide=wide))


@pytest.mark.parametrize(
    ("short", "case", "name"),
    [
        (b"FILE    TXT", 0x00, "FILE.TXT"),
        (b"FILE    TXT", 0x08, "file.TXT"),
        (b"FILE    TXT", 0x10, "FILE.txt"),
        (b"FILE    TXT", 0x18, "file.txt"),
        (b"NOKIND     ", 0x00, "NOKIND"),
        (b"\x05RGER      ", 0x00, "σRGER"),  # E5 in code page 437
    ],
)
def test_short_names(short: bytes, case: int, name: str) -> None:
    (entry,) = read(record(short, case=case))
    assert entry.name == name
    assert entry.short == name.upper().replace("Σ", "σ")
    assert entry.called(name.lower()) or not name.isascii()


def test_deleted_files_labels_and_dots_are_left_out() -> None:
    found = read(
        record(b".", 0x10),
        record(b"..", 0x10),
        record(b"\xe5ONE    TXT"),
        record(b"VOLUME", 0x08),
        record(b"HERE    TXT"),
        bytes(32),
        record(b"BEHIND  TXT"),
    )
    assert [entry.name for entry in found] == ["HERE.TXT"]


def test_the_label_is_the_record_that_says_so() -> None:
    assert label([record(b"FILE    TXT"), record(b"MY STICK", 0x08)]) == "MY STICK"
    assert label([record(b"\xe5LD STICK", 0x08), bytes(32), record(b"BEHIND", 0x08)]) == ""


@pytest.mark.parametrize("name", ["Short", "exactly thirteen", "thirteen char", "a" * 255, "𝄞.efi"])
def test_long_names(name: str) -> None:
    short = b"ALIAS~1 EFI"
    (entry,) = read(long_name_records(name, short), record(short))
    assert (entry.name, entry.short) == (name, "ALIAS~1.EFI")
    assert entry.called(name.upper())
    assert entry.called("alias~1.efi")


def test_a_long_name_of_another_file_does_not_count() -> None:
    (entry,) = read(long_name_records("Long name", b"OTHER   TXT"), record(b"FILE    TXT"))
    assert entry.name == "FILE.TXT"


def test_pieces_out_of_order_or_missing_do_not_count() -> None:
    short = b"FILE    TXT"
    whole = pieces(long_name_records("x" * 30, short))
    for wrong in (whole[1:], whole[:-1], [whole[0], whole[2], whole[1]]):
        (entry,) = read(*wrong, record(short))
        assert entry.name == "FILE.TXT"


@pytest.mark.parametrize(("count", "long"), [(20, True), (21, False)])
def test_a_name_of_too_many_pieces_is_none(count: int, long: bool) -> None:
    short, name = b"FILE    TXT", "x" * 13 * count
    records = pieces(long_name_records(name, short))
    assert len(records) == count
    (entry,) = read(*records, record(short))
    assert entry.name == (name if long else "FILE.TXT")
    assert find([*records, record(short)], "file.txt", wide=False) == entry


@pytest.mark.parametrize("first", [0x41, 0x01])
def test_a_folder_full_of_pieces_takes_no_longer_than_another(first: int) -> None:
    piece = long_name_records("x", b"FILE    TXT")[1:]
    records = [bytes([first]) + piece, *[b"\1" + piece] * 50_000]
    start = time.process_time()
    assert list(entries(records, wide=False)) == []
    assert find(records, "FILE.TXT", wide=False) is None
    assert time.process_time() - start < 1  # a second each, by square


def test_a_new_long_name_forgets_the_one_before() -> None:
    short = b"FILE    TXT"
    (entry,) = read(
        long_name_records("left behind", short), long_name_records("the name", short), record(short)
    )
    assert entry.name == "the name"


def test_numbers() -> None:
    tail = b"\x01\x00" + b"\x7b\x6c\xa1\x5a" + b"\x02\x00" + (70_000).to_bytes(4, "little")
    (narrow,) = read(record(b"FILE", tail=tail))
    (wide,) = read(record(b"FILE", tail=tail), wide=True)
    assert (narrow.cluster, wide.cluster) == (2, 0x10002)
    assert narrow.size == 70_000
    assert narrow.modified == datetime(2025, 5, 1, 13, 35, 54)  # noqa: DTZ001 - FAT has no zone
    (folder,) = read(record(b"FOLDER", 0x12, tail=tail))
    assert (folder.directory, folder.size, folder.hidden) == (True, 0, True)


def test_an_impossible_date_is_none() -> None:
    (entry,) = read(record(b"FILE", tail=bytes(2) + b"\xff" * 10))
    assert entry.modified is None


@given(st.lists(st.binary(min_size=32, max_size=32), max_size=30), st.booleans())
def test_any_records_are_read(records: list[bytes], wide: bool) -> None:
    for entry in entries(records, wide=wide):
        assert entry.damaged or entry.called(entry.name)
    label(records)

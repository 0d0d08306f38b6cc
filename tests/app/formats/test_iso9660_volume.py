from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support_iso import SECTOR, Iso

from app.errors import CorruptImage
from app.formats.binary import Memory
from app.formats.iso9660_volume import Volumes, long_date, text

PRIMARY = 16 * SECTOR


def changed(data: bytes, at: int, to: bytes) -> Memory:
    return Memory(data[:at] + to + data[at + len(to) :])


def test_what_the_primary_descriptor_says() -> None:
    image = Iso({"a": b"x"}, label="DEBIAN 13")
    data = image.build()
    volume = Volumes.read(Memory(data)).primary
    assert volume.offset == PRIMARY
    assert volume.label == "DEBIAN 13"
    assert (volume.volume_set, volume.publisher, volume.preparer, volume.application_id) == (
        "SET",
        "PUBLISHER",
        "PREPARER",
        "APPLICATION",
    )
    assert volume.size == len(data)
    assert (volume.root, volume.root_length) == (image.blocks[""] * SECTOR, SECTOR)
    assert volume.application_use == b"x" * 512
    assert volume.created == datetime(2024, 5, 6, 7, 8, 9, tzinfo=timezone(timedelta(hours=2)))
    assert volume.agree


def test_a_boot_record_is_found_wherever_it_stands() -> None:
    plain = Volumes.read(Memory(Iso({}).build()))
    assert (plain.boot_catalogue, plain.boot_record_offset) == (None, None)
    image = Iso({}, joliet=True, catalogue=b"\1" * 64)
    data = image.build()
    first = Volumes.read(Memory(data))
    assert first.boot_record_offset == 17 * SECTOR
    assert first.boot_catalogue is not None
    assert data[first.boot_catalogue * SECTOR :][:64] == b"\1" * 64
    sectors = [data[at * SECTOR : (at + 1) * SECTOR] for at in (17, 18)]
    moved = Volumes.read(changed(data, 17 * SECTOR, sectors[1] + sectors[0]))
    assert moved.boot_record_offset == 18 * SECTOR
    assert moved.boot_catalogue == first.boot_catalogue


def test_descriptors_of_udf_may_stand_between() -> None:
    data = Iso({}, joliet=True).build()
    second = data[17 * SECTOR : 18 * SECTOR]
    bridge = changed(data, 17 * SECTOR, b"\0BEA01\1".ljust(SECTOR, b"\0") + second)
    assert Volumes.read(bridge).joliet is not None


def test_the_terminator_ends_the_descriptors() -> None:
    data = Iso({}, joliet=True).build()
    assert Volumes.read(changed(data, 17 * SECTOR, b"\xff")).joliet is None


@pytest.mark.parametrize("label", [b"ONE", b"TWO"])
def test_a_second_primary_descriptor_is_told_where_it_is_another_one(label: bytes) -> None:
    data = Iso({}, label="ONE").build()
    terminator = data[17 * SECTOR : 18 * SECTOR]
    second = data[PRIMARY : PRIMARY + SECTOR].replace(b"ONE", label)
    volumes = Volumes.read(changed(data, 17 * SECTOR, second + terminator))
    assert volumes.primary.label == "ONE"
    assert volumes.others == (() if label == b"ONE" else (17 * SECTOR,))


@pytest.mark.parametrize("at", [84, 130, 156 + 6, 156 + 14])
def test_numbers_that_differ_by_byte_order_are_told(at: int) -> None:
    data = Iso({}).build()
    assert not Volumes.read(changed(data, PRIMARY + at, b"\x7f")).primary.agree


def test_a_damaged_joliet_descriptor_leaves_the_rest() -> None:
    data = Iso({}, joliet=True).build()
    volumes = Volumes.read(changed(data, 17 * SECTOR + 128, b"\1\1"))
    assert (volumes.joliet, volumes.primary.label) == (None, "TEST")


@pytest.mark.parametrize(
    "data",
    [b"", bytes(20 * SECTOR), bytes(PRIMARY) + b"\1CD001\1", bytes(PRIMARY) + b"<html>" * 999],
    ids=["empty", "zeros", "cut", "web page"],
)
def test_other_images_hold_none(data: bytes) -> None:
    with pytest.raises(CorruptImage):
        Volumes.read(Memory(data))


def test_blocks_of_an_impossible_size_are_damage() -> None:
    with pytest.raises(CorruptImage, match="blocks of 0 bytes"):
        Volumes.read(changed(Iso({}).build(), PRIMARY + 128, b"\0\0"))


@pytest.mark.parametrize(
    ("field", "shown"),
    [
        (b"PLAIN   ", "PLAIN"),
        ("Größe".encode() + b"\0\0", "Größe"),
        ("Größe".encode("latin-1"), "Größe"),
        (b"    ", ""),
    ],
)
def test_text(field: bytes, shown: str) -> None:
    assert text(field) == shown


@pytest.mark.parametrize(
    "field", [b"0" * 16 + b"\0", b" " * 17, b"2024139907080900\0", b"2024", b"20240230" * 3]
)
def test_dates_that_are_none(field: bytes) -> None:
    assert long_date(field) is None


def test_a_zone_that_is_none_is_that_of_greenwich() -> None:
    assert long_date(b"2024010203040500\x7f") == datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC)


@given(st.binary(min_size=17, max_size=17))
def test_any_date_is_a_date_or_none(field: bytes) -> None:
    assert isinstance(long_date(field), datetime | None)

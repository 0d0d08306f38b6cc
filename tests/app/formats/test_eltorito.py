import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support_disc import DISC_SECTOR, Boot, Disc
from support_fat import fat

from app.errors import CorruptImage
from app.formats import eltorito
from app.formats.binary import Memory
from app.formats.eltorito import BootRecord, Catalogue, Emulation

BIOS = Boot(b"\xfa" * 3000, sectors=4)
UEFI = Boot(fat(), platform=0xEF)


def read(disc: Disc, *patches: tuple[int, bytes]) -> Catalogue:
    """The catalogue of a disc, with bytes of it changed."""
    image = disc.image()
    for place, new in patches:
        image.put(disc.catalogue_at * DISC_SECTOR + place, new)
    reader = Memory(image.build())
    record = eltorito.find_boot_record(reader)
    assert record is not None
    return Catalogue.read(reader, record)


def test_entries_read_as_they_were_written() -> None:
    disc = Disc([BIOS, UEFI, Boot(b"mac", platform=2, indicator=0, media=4, segment=0x1000)])
    catalogue = read(disc)
    assert catalogue.validation.marked
    assert (catalogue.validation.sum, catalogue.validation.maker) == (0, "TEST")
    assert catalogue.damage == ()
    assert [
        (e.number, e.platform_name, e.bootable, e.emulation_name, e.segment, e.sectors, e.lba)
        for e in catalogue.entries
    ] == [
        (1, "bios", True, "none", 0, 4, disc.places[0]),
        (3, "uefi", True, "none", 0, 1024, disc.places[1]),
        (5, "mac", False, "hard-disk", 0x1000, 1, disc.places[2]),
    ]
    assert all(entry.announced for entry in catalogue.entries)
    assert catalogue.entries[1].offset == disc.catalogue_at * DISC_SECTOR + 96
    assert [entry.platform for entry in catalogue.images()] == [0, 0xEF]


def test_the_record_is_found_wherever_it_stands() -> None:
    for sector in (17, 18, 30):
        disc = Disc([BIOS], boot_record=sector)
        record = eltorito.find_boot_record(Memory(disc.build()))
        assert record == BootRecord(sector, disc.catalogue_at)


def test_without_a_record_there_is_none() -> None:
    assert eltorito.find_boot_record(Memory(Disc().build())) is None
    assert eltorito.find_boot_record(Memory(bytes(100_000))) is None
    assert eltorito.find_boot_record(Memory(b"")) is None


@pytest.mark.parametrize(
    ("patches", "damage"),
    [
        ([(32, b"\x77")], ["first entry begins with 77"]),
        ([(64, b"\x90")], ["not marked as the last"]),
        ([(66, b"\x00\x00")], ["announces no entries", "stands in no section"]),
        ([(66, b"\xff\xff")], ["65534 announced entries are missing"]),
        ([(66, b"\x02\x00")], ["1 announced entries are missing"]),
        ([(64, bytes(32))], ["stands in no section"]),
        ([(128, b"\x88\0\0\0\0\0\x04\0\x20")], ["stands in no section"]),
    ],
)
def test_damage_is_named_and_the_entries_stay(
    patches: list[tuple[int, bytes]], damage: list[str]
) -> None:
    catalogue = read(Disc([BIOS, UEFI]), *patches)
    assert {entry.lba for entry in catalogue.entries} >= {20, 22}
    for expected in damage:
        assert any(expected in why for _, why in catalogue.damage), catalogue.damage


def test_an_entry_in_no_section_is_marked() -> None:
    catalogue = read(Disc([BIOS, UEFI]), (66, b"\x00\x00"))
    assert [(entry.announced, entry.platform) for entry in catalogue.entries] == [
        (True, 0),
        (False, 0xEF),
    ]


def test_extensions_are_passed_over() -> None:
    catalogue = read(Disc([BIOS, UEFI]), (128, b"\x44\x00"))
    assert len(catalogue.entries) == 2
    assert catalogue.damage == ()


@pytest.mark.parametrize(
    ("place", "new", "marked"),
    [(0, b"\x02", False), (30, b"\x55\x00", False), (28, b"\x12\x34", True)],
)
def test_validation(place: int, new: bytes, marked: bool) -> None:
    validation = read(Disc([BIOS]), (place, new)).validation
    assert validation.marked is marked
    assert validation.sum != 0


@pytest.mark.parametrize(
    ("media", "name", "length"),
    [
        (0, "none", 2048),
        (1, "floppy", 1_228_800),
        (2, "floppy", 1_474_560),
        (3, "floppy", 2_949_120),
        (4, "hard-disk", 2048),
        (0x20, "none", 2048),
    ],
)
def test_emulation(media: int, name: str, length: int) -> None:
    (entry,) = read(Disc([Boot(b"\xfa", media=media, sectors=4)])).entries
    assert (entry.emulation_name, entry.length) == (name, length)
    assert (entry.media in Emulation.KNOWN) is (media != 0x20)


def test_a_catalogue_outside_is_corrupt() -> None:
    with pytest.raises(CorruptImage, match="boot catalogue"):
        Catalogue.read(Memory(bytes(40_000)), BootRecord(17, 0xFFFFFF))


def test_a_catalogue_cut_off_is_read_as_far_as_it_goes() -> None:
    disc = Disc([BIOS, UEFI])
    data = disc.image().build()[: disc.catalogue_at * DISC_SECTOR + 70]
    catalogue = Catalogue.read(Memory(data), BootRecord(17, disc.catalogue_at))
    assert len(catalogue.entries) == 1


def test_an_unknown_platform_is_shown_by_number() -> None:
    (entry,) = read(Disc([Boot(b"\xfa", platform=0x42)])).entries
    assert entry.platform_name == "0x42"


@given(st.lists(st.tuples(st.integers(0, 255), st.binary(min_size=1, max_size=6)), max_size=6))
def test_changed_bytes_are_a_value(patches: list[tuple[int, bytes]]) -> None:
    catalogue = read(Disc([BIOS, UEFI]), *patches)
    assert len(catalogue.entries) < 64


@given(st.binary(min_size=64, max_size=2048))
def test_garbage_is_a_value(data: bytes) -> None:
    catalogue = Catalogue.read(Memory(data), BootRecord(17, 0))
    assert len(catalogue.entries) < 64


@pytest.mark.tools
def test_xorriso_reads_the_same(tmp_path: Path) -> None:
    disc = Disc([BIOS, UEFI, Boot(b"\xfa", media=2, sectors=1)], {"README.TXT": b"x"}, padding=150)
    path = tmp_path / "disc.iso"
    path.write_bytes(disc.build())
    done = subprocess.run(
        ["xorriso", "-indev", path, "-report_el_torito", "plain"], capture_output=True, check=True
    )
    lines = [line.split()[6:] for line in done.stdout.decode().splitlines() if "boot img" in line]
    names = {"BIOS": "bios", "UEFI": "uefi"}
    theirs = [(names[w[0]], w[1] == "y", int(w[-2]), int(w[-1])) for w in lines]
    ours = [(e.platform_name, e.bootable, e.sectors, e.lba) for e in read(disc).entries]
    assert ours == theirs

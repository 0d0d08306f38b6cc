from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support_boot import AA64, IA32, X64, pe
from support_signing import efi_program

from app.errors import CorruptImage
from app.formats.binary import Memory
from app.formats.pe import APPLICATION, Pe


def read(data: bytes) -> Pe:
    return Pe.read(Memory(data))


@pytest.mark.parametrize("machine", [X64, IA32, AA64])
@pytest.mark.parametrize("wide", [True, False])
def test_a_program_reads_as_it_was_written(machine: int, wide: bool) -> None:
    program = read(pe(machine, wide=wide, size=4096))
    assert (program.machine, program.subsystem) == (machine, APPLICATION)
    assert program.end == 4096
    assert not program.signed


@pytest.mark.parametrize(("wide", "directories"), [(True, 112), (False, 96)])
def test_a_certificate_table_is_seen(wide: bool, directories: int) -> None:
    data = bytearray(pe(wide=wide))
    place = 64 + 24 + directories + 32
    data[place : place + 8] = (2048).to_bytes(4, "little") + (512).to_bytes(4, "little")
    program = read(bytes(data))
    assert program.signed
    assert program.certificates == (2048, 512)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "0 of 64 bytes"),
        (b"#!/bin/sh\n".ljust(512), "does not begin with MZ"),
        (b"MZ".ljust(512, b"\0"), "no PE header"),
        (b"MZ".ljust(60, b"\0") + b"\xff" * 4, "would lie outside"),
        (pe()[:200], "bytes are there"),
        (pe().replace(b"\x0b\x02", b"\x07\x01", 1), "its kind is 0x0107"),
    ],
)
def test_what_is_no_program(data: bytes, why: str) -> None:
    with pytest.raises(CorruptImage, match=why):
        read(data)


def test_a_header_without_directories_is_unsigned() -> None:
    data = bytearray(pe())
    data[64 + 20 : 64 + 22] = (70).to_bytes(2, "little")  # the optional header ends early
    assert not read(bytes(data)).signed


def test_sections_by_their_names() -> None:
    data = efi_program({".text": b"\xc3" * 600, ".sbat": b"sbat", ".vendor_cert": b"key"})
    program = read(data)
    text, sbat = program.section(Memory(data), ".text"), program.section(Memory(data), ".sbat")
    vendor = program.section(Memory(data), ".vendor_cert")
    assert text is not None
    assert (text.place, text.size, text.used, text.address) == (512, 1024, 600, 0x1000)
    assert sbat is not None
    assert data[sbat.place : sbat.place + sbat.used] == b"sbat"
    assert vendor is not None
    assert data[vendor.place : vendor.place + vendor.used] == b"key"
    assert program.section(Memory(data), ".data") is None


def test_names_that_cannot_be_found_are_no_damage() -> None:
    data = efi_program({".vendor_cert": b"key"})
    for broken in (data[:1024], data.replace(b"/4", b"/x"), data.replace(b"/4\0", b"/99")):
        assert read(broken).section(Memory(broken), ".vendor_cert") is None


def test_places_in_memory_and_in_the_file() -> None:
    program = read(efi_program({".text": b"\xc3", ".data": b"x"}))
    assert program.place_of(0x2001) == 1025
    assert program.place_of(0x1200) is None


@given(st.integers(0, 500), st.binary(min_size=1, max_size=8))
def test_changed_bytes_are_corrupt_or_a_value(place: int, new: bytes) -> None:
    data = bytearray(pe())
    data[place : place + len(new)] = new
    with suppress(CorruptImage):
        read(bytes(data))


@given(st.binary(max_size=400))
def test_garbage_is_corrupt(data: bytes) -> None:
    with suppress(CorruptImage):
        read(b"MZ".ljust(60, b"\0") + b"\x40\0\0\0PE\0\0" + data)


def bent(place: int, number: int, length: int = 4) -> bytes:
    """A program with another number at a byte of its optional header, or in front of that."""
    data = bytearray(efi_program())
    data[88 + place : 88 + place + length] = number.to_bytes(length, "little")
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (efi_program(), ""),
        (pe(), ""),
        (pe(IA32, wide=False), ""),
        (bent(108, 17), "17 directories"),
        (bent(108, 15), "another length"),
        (bent(60, 0), "headers do not fit"),
        (bent(60, 0x7FFFFFFF), "headers do not fit"),
        (bent(56, 0), "headers do not fit"),
        (bent(60, 64 + 24 + 240 + 8), "headers end before its sections"),
        (bent(60, 1500), "cut off"),
        (bent(112 + 32 + 4, 4096), "signatures lie behind its end"),
        (bent(56, 4096), "sections lie outside"),
        (bent(240 + 12, 16), "sections lie outside"),  # its address: inside the headers
        (bent(16, 0), "no place"),
        (bent(16, 0x7FFFFFFF), "no place"),
    ],
)
def test_what_firmware_does_not_load(data: bytes, why: str) -> None:
    told = read(data).refused(len(data))
    assert (why in told) if why else told == ""

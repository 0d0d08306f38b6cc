import struct
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support_signing import (
    SHA256_LIST,
    authority,
    certificate_lists,
    efi_program,
    level_section,
    signature_list,
    vendor_section,
)

from app.errors import CorruptImage
from app.formats.binary import Memory
from app.formats.pe import Pe
from app.formats.shim import Shim

OLDER = "sbat,1,2024010900\nshim,4\ngrub,3\n"
NEWER = "sbat,1,2025051000\nshim,4\ngrub,5\n"


def read(data: bytes) -> Shim | None:
    reader = Memory(data)
    return Shim.read(reader, Pe.read(reader))


def test_one_certificate_and_a_list_of_what_is_refused() -> None:
    key = authority("Test CA")
    refused = signature_list(SHA256_LIST, [b"r" * 32])
    shim = read(efi_program({".text": b"\xc3", ".vendor_cert": vendor_section(key.der, refused)}))
    assert shim is not None
    assert shim.trusted.certificates == (key.der,)
    assert shim.refused.digests == {b"r" * 32}
    assert shim.level is None


def test_lists_of_certificates_and_the_level_that_it_sets() -> None:
    keys = authority("Test CA"), authority("Another CA")
    sections = {
        ".text": b"\xc3",
        ".sbatlevel": level_section(OLDER, NEWER),
        ".vendor_cert": vendor_section(certificate_lists(*keys)),
    }
    shim = read(efi_program(sections))
    assert shim is not None
    assert shim.trusted.certificates == (keys[0].der, keys[1].der)
    assert shim.level is not None
    assert shim.level.least == (("shim", 4), ("grub", 3))


def test_nobody_is_trusted() -> None:
    shim = read(efi_program({".vendor_cert": vendor_section(b"")}))
    assert shim is not None
    assert shim.trusted.certificates == ()


def test_another_program_is_no_shim() -> None:
    assert read(efi_program({".text": b"\xc3", ".vendor": b"x", ".vendor_certs": b"x"})) is None


@pytest.mark.parametrize(
    "section",
    [
        b"short",
        struct.pack("<IIII", 100, 0, 16, 16) + bytes(50),
        struct.pack("<IIII", 0, 100, 16, 1 << 31) + bytes(50),
        vendor_section(b"\0 no list at all, and no certificate"),
    ],
)
def test_damaged_sections(section: bytes) -> None:
    with pytest.raises(CorruptImage):
        read(efi_program({".vendor_cert": section}))


@pytest.mark.parametrize("level", [b"short", struct.pack("<III", 0, 4000, 0) + bytes(30)])
def test_damaged_levels(level: bytes) -> None:
    with pytest.raises(CorruptImage):
        read(efi_program({".vendor_cert": vendor_section(b""), ".sbatlevel": level}))


def test_a_level_of_a_later_form_is_passed_over() -> None:
    sections = {".vendor_cert": vendor_section(b""), ".sbatlevel": b"\1" + bytes(30)}
    shim = read(efi_program(sections))
    assert shim is not None
    assert shim.level is None


def test_an_absurd_section_is_not_read() -> None:
    data = bytearray(efi_program({".vendor_cert": vendor_section(b"")}))
    section = 64 + 24 + 240
    sizes = struct.pack("<II", 0, 4096), struct.pack("<I", 1 << 30)
    data[section + 8 : section + 16], data[section + 16 : section + 20] = sizes
    with pytest.raises(CorruptImage, match="has 1,073,741,824 bytes"):
        read(bytes(data))


@given(st.binary(max_size=120))
def test_garbage_is_corrupt_or_a_value(data: bytes) -> None:
    with suppress(CorruptImage):
        read(efi_program({".vendor_cert": data, ".sbatlevel": data[::-1]}))

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support_boot import AA64, IA32, X64, pe

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

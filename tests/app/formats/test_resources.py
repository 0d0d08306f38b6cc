import struct
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support_resources import ADDRESS, HIGH, folder, program, resources
from support_signing import efi_program

from app.errors import CorruptImage
from app.formats.binary import Memory
from app.formats.pe import Pe
from app.formats.resources import security_version


def read(data: bytes) -> tuple[int, int] | None:
    reader = Memory(data)
    return security_version(reader, Pe.read(reader))


@pytest.mark.parametrize(("version", "found"), [(b"\0\0\x09\0", (9, 0)), (b"\2\0\1\1", (257, 2))])
def test_the_version_of_a_boot_manager(version: bytes, found: tuple[int, int]) -> None:
    assert read(program(resources(version=version))) == found


@pytest.mark.parametrize(
    "content",
    [
        resources(kind=16),
        resources(name="BOOTMGRSECURITYVERSIONNUMBEX"),
        resources(name="OTHER"),
        resources(length=3),
        resources()[:32],
        folder(),
    ],
)
def test_programs_without_one(content: bytes) -> None:
    assert read(program(content)) is None


def test_a_program_without_resources() -> None:
    assert read(efi_program()) is None


def test_a_place_outside() -> None:
    data = resources().replace(struct.pack("<I", ADDRESS + 200), struct.pack("<I", 1 << 30))
    assert read(program(data)) is None


def test_folders_inside_themselves_end() -> None:
    assert read(program(folder((10, HIGH), (HIGH | 100, HIGH)))) is None


def test_an_absurd_folder() -> None:
    with pytest.raises(CorruptImage, match="it has 131070 entries"):
        read(program(bytes(12) + b"\xff" * 4))


@given(st.integers(0, 203), st.binary(min_size=1, max_size=8))
def test_changed_bytes_are_corrupt_or_a_value(place: int, new: bytes) -> None:
    content = bytearray(resources())
    content[place : place + len(new)] = new
    with suppress(CorruptImage):
        read(program(bytes(content)))

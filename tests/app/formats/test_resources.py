import struct
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support_signing import efi_program

from app.errors import CorruptImage
from app.formats.binary import Memory
from app.formats.pe import Pe
from app.formats.resources import SVN, security_version

ADDRESS = 1 << 12  # of the builder's first section
HIGH = 1 << 31


def folder(*entries: tuple[int, int], named: int = 0) -> bytes:
    head = struct.pack("<12xHH", named, len(entries) - named)
    return head + b"".join(struct.pack("<II", name, target) for name, target in entries)


def resources(
    *, kind: int = 10, name: str = SVN, version: bytes = b"\0\0\x09\0", length: int | None = None
) -> bytes:
    """Three folders inside each other, a name, a place, and what lies there."""
    text = struct.pack("<H", len(name)) + name.encode("utf-16-le")
    kinds = folder((16, 0), (kind, HIGH | 32))
    names = folder((HIGH | 120, HIGH | 64), (1, 0), named=1)
    languages = folder((1033, 96))
    size = len(version) if length is None else length
    data = struct.pack("<IIII", ADDRESS + 200, size, 0, 0)
    parts = {0: kinds, 32: names, 64: languages, 96: data, 120: text, 200: version}
    whole = bytearray(204)
    for place, part in parts.items():
        whole[place : place + len(part)] = part
    return bytes(whole)


def program(content: bytes) -> bytes:
    data = bytearray(efi_program({".rsrc": content}))
    directory = 64 + 24 + 112 + 8 * 2
    data[directory : directory + 8] = struct.pack("<II", ADDRESS, len(content))
    return bytes(data)


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

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support_signing import sbat

from app.errors import CorruptImage
from app.formats.sbat import Component, Level, components


def test_a_section_reads_as_it_was_written() -> None:
    data = sbat("shim,4,UEFI shim,shim,1,https://github.com/rhboot/shim", "shim.x,1,X,x,2,u")
    own, shim, vendor = components(data + bytes(300))
    assert (own.name, own.generation) == ("sbat", 1)
    assert shim == Component("shim", 4, "UEFI shim", "shim", "1")
    assert (vendor.name, vendor.generation, vendor.version) == ("shim.x", 1, "2")


@pytest.mark.parametrize(
    ("text", "generation"),
    [("4", 4), ("12x", 12), ("x", 0), ("", 0), ("-1", 0), (" 7", 7), ("9" * 400, 999_999_999)],
)
def test_generations_as_shim_reads_numbers(text: str, generation: int) -> None:
    (found,) = components(f"grub,{text},a,b,c,d\n".encode())
    assert found.generation == generation


@pytest.mark.parametrize("data", [b"grub", b"sbat,1\nnothing\n", b"a,1\n" * 300])
def test_what_is_no_list(data: bytes) -> None:
    with pytest.raises(CorruptImage, match="no list of components"):
        components(data)


def test_an_empty_section_says_nothing() -> None:
    assert components(bytes(512)) == ()


def test_a_level_and_its_date() -> None:
    level = Level.parse(b"sbat,1,2025051000\nshim,4\ngrub,5\ngrub.proxmox,2\n")
    assert level.least == (("shim", 4), ("grub", 5), ("grub.proxmox", 2))
    assert (level.name, level.date) == ("2025051000", "2025-05-10")
    assert Level.parse(b"sbat,1,never\n").date == "never"


@pytest.mark.parametrize("data", [b"", b"sbat,1", b"grub,3,2025051000", b"sbat,1,2\ngrub"])
def test_what_is_no_level(data: bytes) -> None:
    with pytest.raises(CorruptImage):
        Level.parse(data)


def test_what_a_level_refuses() -> None:
    level = Level.parse(b"sbat,1,2025051000\nshim,4\ngrub,5\n")
    assert level.refuses([("sbat", 1), ("shim", 4), ("grub", 5), ("grub.debian", 1)]) == ()
    assert level.refuses([("grub", 4), ("shim", 3), ("other", 0)]) == (
        ("grub", 4, 5),
        ("shim", 3, 4),
    )


@given(st.binary(max_size=300))
def test_garbage_is_corrupt_or_a_value(data: bytes) -> None:
    with suppress(CorruptImage):
        components(data)
    with suppress(CorruptImage):
        Level.parse(b"sbat,1,2025\n" + data)


def test_numbers_are_of_ascii_digits_as_shim_reads_them() -> None:
    (component,) = components("grub,٣\n".encode())
    assert component.generation == 0

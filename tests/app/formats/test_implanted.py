"""What makers implant into application use, and what of it can be true."""

from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support_disc import Disc
from support_implanted import USE, Maker

from app.errors import CorruptImage
from app.formats.binary import Memory
from app.formats.implanted import Implanted, digits
from app.formats.iso9660_volume import Volume, Volumes

MD5 = "0123456789abcdef0123456789abcdef"


def volume(text: bytes) -> Volume:
    plain = Volumes.read(Memory(Disc(padding=100).build())).primary
    return replace(plain, application_use=text.ljust(512, b" "))


def test_fields() -> None:
    image = bytes(Maker().image())
    found = Implanted.of(Volumes.read(Memory(image)).primary)
    assert found is not None
    assert found.length == len(image) - 15 * 2048
    assert (found.skipped, found.supported, found.use) == (15, True, USE)
    assert len(found.fragments) == 20
    assert {len(fragment) for fragment in found.fragments} == {3}
    assert found.places_known


def test_a_beta_is_not_supported() -> None:
    found = Implanted.of(Volumes.read(Memory(bytes(Maker(supported=0).image()))).primary)
    assert found is not None
    assert not found.supported


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"ISO MD5SUM = ;SKIPSECTORS = 15;",
        b"ISO MD5SUM = 0123;SKIPSECTORS = 15;",
        f"ISO MD5SUM = {'g' * 32};SKIPSECTORS = 15;".encode(),
        f"MD5SUM = {MD5}".encode(),
        b"\xff" * 512,
    ],
)
def test_nothing_implanted(text: bytes) -> None:
    assert Implanted.of(volume(text)) is None


@pytest.mark.parametrize("skip", ["100000", "999999999"])
def test_one_that_would_cover_nothing(skip: str) -> None:
    with pytest.raises(CorruptImage):
        Implanted.of(volume(f"ISO MD5SUM = {MD5};SKIPSECTORS = {skip};".encode()))


@pytest.mark.parametrize(
    ("sums", "count"), [("a" * 59, 20), ("a" * 60, 7), ("a" * 60, 0), ("a" * 60, 61), ("", 20)]
)
def test_sums_that_do_not_fit_their_count_are_left_out(sums: str, count: int) -> None:
    text = f"ISO MD5SUM = {MD5};FRAGMENT SUMS = {sums};FRAGMENT COUNT = {count};"
    found = Implanted.of(volume(text.encode()))
    assert found is not None
    assert found.fragments == ()
    assert found.skipped == 15
    assert not found.places_known


def test_places_in_a_small_image_are_not_known() -> None:
    text = f"ISO MD5SUM = {MD5};FRAGMENT SUMS = {'a' * 60};FRAGMENT COUNT = 20;"
    found = Implanted.of(volume(text.encode()))
    assert found is not None
    assert len(found.fragments) == 20
    assert not found.places_known


def test_digits_are_the_first_of_each_byte() -> None:
    assert digits(bytes.fromhex("29 08 2E 00"), 4) == "2820"


@given(st.binary(max_size=512))
def test_any_application_use_is_read_or_refused(text: bytes) -> None:
    with suppress(CorruptImage):
        Implanted.of(volume(text))

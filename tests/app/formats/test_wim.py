"""The header and the description of Windows images."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support_wim import WimEdition, wim, wim_of

from app.errors import BudgetSpent, CorruptImage
from app.formats.binary import Memory
from app.formats.wim import Wim


def test_editions_as_the_description_has_them() -> None:
    data = wim([WimEdition("Windows 11 Pro"), WimEdition("Windows 11 Home", "Core", arch=12)])
    found = Wim.read(Memory(data))
    assert (found.part, found.parts, found.images) == (1, 1, 2)
    first, second = found.editions
    assert (first.name, first.edition, first.architecture) == ("Windows 11 Pro", "Professional", 9)
    assert (first.major, first.build, first.revision) == (10, 26100, 1742)
    assert (first.installation, first.product) == ("Client", "WinNT")
    assert (second.edition, second.architecture) == ("Core", 12)


def test_the_shown_name_comes_before_the_short_one() -> None:
    xml = "<WIM><IMAGE><NAME>x</NAME><DISPLAYNAME>Windows 10 Pro</DISPLAYNAME></IMAGE></WIM>"
    assert Wim.read(Memory(wim_of(xml))).editions[0].name == "Windows 10 Pro"


@pytest.mark.parametrize(
    ("text", "number"),
    [("26100", 26100), ("-1", 0), ("1e9", 0), ("9" * 5000, 0), ("", 0), ("٣", 0)],
    ids=["number", "negative", "float", "long", "empty", "digits of another script"],
)
def test_numbers(text: str, number: int) -> None:
    xml = f"<WIM><IMAGE><WINDOWS><VERSION><BUILD>{text}</BUILD></VERSION></WINDOWS></IMAGE></WIM>"
    assert Wim.read(Memory(wim_of(xml))).editions[0].build == number


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", CorruptImage),
        (b"MSWIM\0\0\0", CorruptImage),
        (b"x" * 300, CorruptImage),
        (wim_of("<WIM/>")[:-2], CorruptImage),
        (wim_of("<WIM/>", flags=6), CorruptImage),
        (wim_of("<WIM/>", length=2 << 20), BudgetSpent),
        (wim_of("<WIM>" + "<IMAGE/>" * 257 + "</WIM>"), BudgetSpent),
    ],
    ids=["empty", "head", "other", "cut", "compressed", "long", "many"],
)
def test_what_is_refused(data: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        Wim.read(Memory(data))


@given(st.binary(max_size=400))
def test_any_description_is_read_or_refused(xml: bytes) -> None:
    with suppress(CorruptImage, BudgetSpent):
        Wim.read(Memory(wim_of(xml)))


@given(st.integers(0, 207), st.binary(min_size=1, max_size=24))
def test_any_header_is_read_or_refused(place: int, data: bytes) -> None:
    image = bytearray(wim([WimEdition("Windows 11 Pro")]))
    image[place : place + len(data)] = data
    with suppress(CorruptImage, BudgetSpent):
        Wim.read(Memory(bytes(image)))

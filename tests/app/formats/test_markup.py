"""XML that may be anybody's: what it says, and how it is refused."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import BudgetSpent, CorruptImage
from app.formats.markup import DEEPEST, MOST_ELEMENTS, Element, parse


def test_elements_by_path() -> None:
    document = parse(
        '<os id="x"><name> Ubuntu &amp; co </name><a><b>1</b><b>2</b></a></os>', "List"
    )
    assert document.name == "os"
    assert document.attributes == {"id": "x"}
    assert document.value("name") == "Ubuntu & co"
    assert [element.text for element in document.all("a/b")] == ["1", "2"]
    assert document.value("a/c") == ""


def test_text_behind_a_child_is_not_its_parents() -> None:
    assert parse("<a>one<b/>two</a>", "List").text == "one"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "text",
        "<a>",
        "<a></b>",
        "<a/><b/>",
        "<!DOCTYPE a><a/>",
        '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
        '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
        "<a>&undeclared;</a>",
        "<a>\ud800</a>",
        "<a>\x00</a>",
    ],
)
def test_what_is_refused(text: str) -> None:
    with pytest.raises(CorruptImage):
        parse(text, "List")


def test_a_bomb_never_gets_to_go_off() -> None:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    with pytest.raises(CorruptImage, match="document type"):
        parse(f'<!DOCTYPE a [<!ENTITY a0 "ha">{entities}]><a>&a9;</a>', "List")


def test_too_many_and_too_deep() -> None:
    with pytest.raises(BudgetSpent):
        parse("<a>" + "<b/>" * MOST_ELEMENTS + "</a>", "List")
    with pytest.raises(BudgetSpent):
        parse("<a>" * (DEEPEST + 2) + "</a>" * (DEEPEST + 2), "List")


def test_a_text_in_a_hundred_thousand_pieces() -> None:
    assert parse("<a>" + "x<!---->" * 100_000 + "</a>", "List").text == "x" * 100_000


@given(st.text(max_size=200))
def test_any_text_is_a_document_or_is_refused(text: str) -> None:
    with suppress(CorruptImage, BudgetSpent):
        assert isinstance(parse(f"<a>{text}</a>", "List"), Element)

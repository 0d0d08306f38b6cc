import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.display import LONGEST, for_display


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("HOLIDAY", "HOLIDAY"),
        ("  Größe  ", "Größe"),
        ("a\nb\x1b[31m", "a�b�[31m"),
        ("exe\u202egpj", "exe�gpj"),
        ("<img src=x>", "<img src=x>"),  # plain text: whoever shows it must not read HTML
    ],
)
def test_what_acts_becomes_a_mark(raw: str, shown: str) -> None:
    assert for_display(raw) == shown


def test_long_text_keeps_both_ends() -> None:
    shown = for_display("A" * 300 + "Z")
    assert len(shown) == LONGEST
    assert shown.startswith("A")
    assert shown.endswith("Z")
    assert "…" in shown


@given(st.text(max_size=400))
def test_one_short_line_of_visible_characters(raw: str) -> None:
    shown = for_display(raw)
    assert len(shown) <= LONGEST
    assert not {unicodedata.category(character) for character in shown} & {"Cc", "Cf", "Cs", "Zl"}

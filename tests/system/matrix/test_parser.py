"""The cases without a drive. Those that need gpg, or a second each, are for the longer run."""

from pathlib import Path

import pytest
from system.matrix.case import Case, Where, judge
from system.matrix.parser import Named, Place, Signed
from system.matrix.play_parser import demand_letters, play
from system.matrix.table import at


def named(case: Case) -> object:
    match case.given:
        case Signed():
            marks = [pytest.mark.tools]
        case Named(place=Place.WINDOW):
            marks = [pytest.mark.system]
        case _:
            marks = []
    return pytest.param(case, id=case.name, marks=marks)


@pytest.mark.parametrize("case", [named(case) for case in at(Where.PARSER)])
def test_case(case: Case, tmp_path: Path, qapp: object) -> None:
    judge(case, play(case.given, tmp_path))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "<img src=file:///etc/passwd><b>bold</b>",
            "&lt;img src=file:///etc/passwd&gt;<b>bold</b>",
        ),
        ("<img src=file:///etc/passwd><b>bold</b>", "<img src=file:///etc/passwd>bold"),
        ("{drive} %n %1 {0}", "SanDisk Ultra %n %1 {0}"),
        ("{drive} %n %1 {0}", "{drive} 3 %1 {0}"),
        ("Samsung &T7 && more", "Samsung T7 & more"),
    ],
)
def test_a_text_that_is_not_shown_letter_by_letter_is_found(text: str, shown: str) -> None:
    demand_letters(f"Erase {text}?", text)
    with pytest.raises(AssertionError, match="it is not"):
        demand_letters(f"Erase {shown}?", text)

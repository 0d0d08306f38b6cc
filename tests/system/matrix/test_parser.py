"""The cases without a drive. Those that need gpg, or a second each, are for the longer run."""

from pathlib import Path

import pytest
from system.matrix import play_extract, play_loaders, play_looked_at
from system.matrix.case import Case, Seen, Where, judge
from system.matrix.parser import Loaders, LookAt, Named, Place, Signed, TakeOut
from system.matrix.play_parser import demand_letters, play
from system.matrix.table import at


def named(case: Case) -> object:
    match case.given:
        case Signed() | TakeOut(with_tools=True):
            marks = [pytest.mark.tools]
        case Named(place=Place.WINDOW):
            marks = [pytest.mark.system]
        case _:
            marks = []
    return pytest.param(case, id=case.name, marks=marks)


@pytest.mark.parametrize("case", [named(case) for case in at(Where.PARSER)])
def test_case(case: Case, tmp_path: Path, qapp: object) -> None:
    judge(case, seen(case, tmp_path))


def seen(case: Case, folder: Path) -> Seen:
    match case.given:
        case TakeOut():
            return play_extract.play(case.given, folder)
        case LookAt():
            return play_looked_at.play(case.given, folder)
        case Loaders():
            return play_loaders.play(case.given)
        case _:
            return play(case.given, folder)


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

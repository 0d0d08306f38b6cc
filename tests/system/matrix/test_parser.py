"""The cases without a drive. Those that need gpg, or a second each, are for the longer run."""

from pathlib import Path

import pytest
from system.matrix.case import Case, Where, verdict
from system.matrix.parser import Named, Place, Signed
from system.matrix.play_parser import play
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
def test_case(case: Case, tmp_path: Path) -> None:
    assert not (wrong := verdict(case, play(case.given, tmp_path))), "\n".join(wrong)

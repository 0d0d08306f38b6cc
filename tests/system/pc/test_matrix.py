"""The cases of the matrix that are played in the virtual PC."""

import pytest
from system.matrix.case import Case, Where, verdict
from system.matrix.pc import WatchInPc, WriteInPc
from system.matrix.table import at
from system.pc import play, watch
from system.pc.pc import Pc

pytestmark = pytest.mark.system


@pytest.mark.parametrize("case", at(Where.PC), ids=lambda case: case.name)
def test_case(case: Case, pc: Pc) -> None:
    match case.given:
        case WriteInPc():
            seen = play.play(case.given, pc, case.expect)
        case WatchInPc():
            seen = watch.play(case.given, pc, case.expect)
        case _:
            raise AssertionError(f"nobody plays {case.given}")
    assert not (wrong := verdict(case, seen)), "\n".join(wrong)

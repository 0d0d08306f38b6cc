"""The cases of the matrix that are played in the virtual PC."""

import pytest
from system.matrix.case import Case, Where, verdict
from system.matrix.pc import WriteInPc
from system.matrix.table import at
from system.pc.pc import Pc
from system.pc.play import play

pytestmark = pytest.mark.system


@pytest.mark.parametrize("case", at(Where.PC), ids=lambda case: case.name)
def test_case(case: Case, pc: Pc) -> None:
    assert isinstance(case.given, WriteInPc)
    assert not (wrong := verdict(case, play(case.given, pc, case.expect))), "\n".join(wrong)

"""The cases on virtual sticks and on block devices of this kernel."""

import os
from pathlib import Path

import pytest
from system.matrix.case import Case, Where, judge
from system.matrix.play_host import play
from system.matrix.table import at

pytestmark = [pytest.mark.system]


@pytest.mark.parametrize("case", [*at(Where.FILE), *at(Where.LOOP)], ids=lambda case: case.name)
def test_case(case: Case, tmp_path: Path) -> None:
    assert os.geteuid() == 0, "loop devices need root"
    judge(case, play(case.given, case.where, tmp_path, case.expect))

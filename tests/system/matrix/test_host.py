"""The cases on virtual sticks and on block devices of this kernel, but for guests in QEMU."""

import os
from pathlib import Path

import pytest
from system.matrix.by_programs import Boot
from system.matrix.case import Case, Where, judge
from system.matrix.play_host import play
from system.matrix.table import at

pytestmark = [pytest.mark.system]

CASES = [case for case in (*at(Where.FILE), *at(Where.LOOP)) if not isinstance(case.given, Boot)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Case, tmp_path: Path) -> None:
    assert os.geteuid() == 0, "loop devices need root"
    judge(case, play(case.given, case.where, tmp_path, case.expect))

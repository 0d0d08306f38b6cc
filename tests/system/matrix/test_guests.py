"""The cases of guests in a real QEMU."""

import os
from pathlib import Path

import pytest
from system.matrix.by_programs import Boot
from system.matrix.case import Case, Where, judge
from system.matrix.play_host import play
from system.matrix.table import at

pytestmark = [pytest.mark.boots]

CASES = [case for case in (*at(Where.FILE), *at(Where.LOOP)) if isinstance(case.given, Boot)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_guest(case: Case, tmp_path: Path) -> None:
    assert os.geteuid() == 0, "loop devices and mounts need root"
    judge(case, play(case.given, case.where, tmp_path, case.expect))

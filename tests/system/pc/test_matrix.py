"""The cases of the matrix that are played in the virtual PC. Where it went away as a whole, the
case is played once more in a new one, and that is said: the emulator's trouble is no verdict. What
was seen by then is (`play`)."""

import warnings

import pytest
from system.matrix.case import Case, Seen, Where, judge
from system.matrix.pc import WatchInPc, WriteInPc
from system.matrix.table import at
from system.pc import play, watch
from system.pc.monitor import GuestLost
from system.pc.pc import Pc

pytestmark = [pytest.mark.system, pytest.mark.filterwarnings("default:.*is played once more")]


@pytest.mark.parametrize("case", at(Where.PC), ids=lambda case: case.name)
def test_case(case: Case, pc: Pc) -> None:
    try:
        seen = _seen(case, pc)
    except GuestLost as error:
        again = f"{case.name} is played once more: {error}\n{pc.machine.words()}"
        warnings.warn(again, stacklevel=1)
        pc.start()
        seen = _seen(case, pc)
    judge(case, seen)


def _seen(case: Case, pc: Pc) -> Seen:
    match case.given:
        case WriteInPc():
            return play.play(case.given, pc, case.expect)
        case WatchInPc():
            return watch.play(case.given, pc, case.expect)
        case _:
            raise AssertionError(f"nobody plays {case.given}")

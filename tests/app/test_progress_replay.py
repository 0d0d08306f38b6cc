"""Acceptance 14: the time left, held against how long it then took, on twenty drives."""

from dataclasses import dataclass
from itertools import pairwise

import pytest
from samples.drive_curves import CURVES, SURPRISES, DriveCurve

from app.progress import MEMORY, SURE, Progress
from ui.screens.pace import SOON

SETTLED = MEMORY + SURE  # seconds after a surprise until the time left has taken it in


@dataclass(frozen=True)
class Said:
    """At a moment: how much was said to be left, and how much it was."""

    now: float
    left: float | None
    truth: float
    pace: float  # of the drive at that moment, bytes a second


def replay(curve: DriveCurve) -> list[Said]:
    progress = Progress()
    heard = []
    for now, event in curve.events():
        progress = progress.after(event, now)
        heard.append((now, progress.seconds_left(), progress.current.done, progress.current.now))
    end = heard[-1][0]
    said = []
    before = heard[0]
    for moment in heard:
        took = moment[3] - before[3]
        pace = (moment[2] - before[2]) / took if took > 0 else 0.0
        said.append(Said(moment[0], moment[1], end - moment[0], pace))
        before = moment
    return said


@pytest.mark.parametrize("curve", CURVES, ids=lambda curve: curve.name)
def test_it_is_never_less_than_half_of_the_truth(curve: DriveCurve) -> None:
    said = replay(curve)
    told = [each for each in said if each.left is not None and each.left >= SOON]
    assert all(each.left > each.truth / 2 for each in told if each.left)
    assert len(told) > 0.8 * len(said)  # and something is said most of the time


@pytest.mark.parametrize("curve", CURVES + SURPRISES, ids=lambda curve: curve.name)
def test_it_never_stands_at_nothing(curve: DriveCurve) -> None:
    """Less than SOON is "Almost done", and that it is."""
    for each in replay(curve)[:-1]:
        if each.left is not None:
            assert each.left > 0
            assert each.left >= SOON or each.truth < 4 * SOON


@pytest.mark.parametrize("curve", CURVES, ids=lambda curve: curve.name)
def test_it_is_of_use(curve: DriveCurve) -> None:
    """Mostly less than twice as much, too; to say an hour each time would pass the others."""
    ratios = sorted(
        each.left / each.truth for each in replay(curve)[:-1] if each.left and each.truth > 10
    )
    assert ratios[len(ratios) // 2] < 2
    assert ratios[-1] < 4


@pytest.mark.parametrize("curve", SURPRISES, ids=lambda curve: curve.name)
def test_what_nobody_could_know_is_taken_in(curve: DriveCurve) -> None:
    """Half of the truth again, SETTLED seconds after the drive has become another one."""
    said = replay(curve)
    wrong = [each.now for each in said if each.left and 2 * each.left < each.truth]
    assert wrong, "no surprise"
    assert wrong[-1] < _change(said) + SETTLED


def _change(said: list[Said]) -> float:
    """When the drive last went from fast to slow for good, or stood still."""
    return max(after.now for before, after in pairwise(said) if before.pace > 3 * after.pace)


def test_there_are_twenty() -> None:
    assert len({curve.name for curve in CURVES}) == 20

"""What may come while a job runs, and how long the computer slept."""

import time

import pytest

from app import control as control_module
from app.control import Control, Controls, seconds_asleep, whole_seconds_asleep
from app.errors import Stopped

SLEPT = {time.CLOCK_BOOTTIME: 5.5, time.CLOCK_MONOTONIC: 2.0}  # seconds, by each clock


def test_what_the_computer_slept_is_what_only_one_of_its_clocks_counts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(time, "clock_gettime", SLEPT.__getitem__)
    assert seconds_asleep() == 3.5


def test_of_three_looks_the_most_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    looks = iter([4.2, 5.1, 4.9, 9.0])
    monkeypatch.setattr(control_module, "seconds_asleep", lambda: next(looks))
    assert whole_seconds_asleep() == 5
    assert next(looks) == 9.0


def asked(control: Control) -> tuple[bool, bool]:
    return control.stopping, control.skipping_check


def test_a_job_goes_on_until_it_shall_stop() -> None:
    control = Control()
    control.checkpoint()
    assert asked(control) == (False, False)
    control.stop()
    assert asked(control) == (True, False)
    assert control.stopped.is_set()
    with pytest.raises(Stopped):
        control.checkpoint()


def test_to_skip_the_check_is_no_stop() -> None:
    control = Control()
    control.skip_check()
    assert asked(control) == (False, True)
    control.checkpoint()


def test_it_measures_with_the_clocks_it_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    control = Control(lambda: 7.5, lambda: 3.25)
    assert (control.slept, control.clock()) == (7.5, 3.25)
    monkeypatch.setattr(time, "clock_gettime", SLEPT.__getitem__)
    usual = Control()
    assert (usual.slept, usual.clock) == (3.5, time.monotonic)


@pytest.mark.parametrize(
    ("slept", "told"), [(0.0, False), (0.99, False), (1.0, True), (60.0, True)]
)
def test_a_second_is_a_sleep(slept: float, told: bool) -> None:
    assert Control(lambda: 300 + slept).slept_since(300) is told


def test_each_of_several_has_its_own() -> None:
    several = Controls(3)
    several.leave_out(1)
    assert [several[number].stopping for number in range(3)] == [False, True, False]
    with pytest.raises(IndexError):
        several[3]
    several.skip_check()
    assert all(several[number].skipping_check for number in range(3))
    assert not several[2].stopping
    several.stop()
    assert all(several[number].stopping for number in range(3))

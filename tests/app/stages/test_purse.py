"""What reading first may cost, told with a clock of the test's own."""

import pytest

from app.stages.purse import SHARE, START, Purse


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def spent(
    purse: Purse, clock: Clock, seconds: float, length: int, *, writing: bool = False
) -> None:
    with purse.writing(length) if writing else purse.reading(length):
        clock.now += seconds


def is_open(purse: Purse) -> bool:
    return purse.open


def test_a_little_may_be_lost_before_anything_is_known() -> None:
    purse = Purse(clock=(clock := Clock()))
    assert is_open(purse)
    spent(purse, clock, START * 0.9, 100)
    assert is_open(purse)
    spent(purse, clock, START * 0.2, 100)
    assert not is_open(purse)


def test_writing_fills_it_again_a_little() -> None:
    purse = Purse(clock=(clock := Clock()))
    spent(purse, clock, START + 1, 100)
    spent(purse, clock, 1 / SHARE - 1, 100, writing=True)
    assert not is_open(purse)
    spent(purse, clock, 2, 100, writing=True)
    assert is_open(purse)


@pytest.mark.parametrize(("checks", "saved"), [(True, 40 + 10), (False, 40)])
def test_what_need_not_be_written_is_saved(checks: bool, saved: float) -> None:
    purse = Purse(checks=checks, clock=(clock := Clock()))
    spent(purse, clock, 40, 4, writing=True)
    spent(purse, clock, 10, 4)
    assert not is_open(purse)
    purse.save(4)
    allowed = START + SHARE * 40 + saved
    spent(purse, clock, allowed - 10 - 0.01, 0)
    assert is_open(purse)
    spent(purse, clock, 0.02, 0)
    assert not is_open(purse)


def test_all_of_what_may_be_spent_is_enough() -> None:
    purse = Purse(clock=(clock := Clock()))
    spent(purse, clock, START, 100)
    assert not is_open(purse)


def test_a_check_is_what_is_expected() -> None:
    purse = Purse(clock=(clock := Clock()))
    spent(purse, clock, 10, 1)
    purse.save(1)
    spent(purse, clock, 9, 0)
    assert is_open(purse)


def test_before_anything_was_written_it_counts_as_read() -> None:
    purse = Purse(clock=(clock := Clock()))
    purse.save(1000)
    spent(purse, clock, START + 1, 1000)
    assert not is_open(purse)
    purse.save(1000)
    assert is_open(purse)

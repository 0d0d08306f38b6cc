"""How many places are left out, by a clock that goes on with each of them."""

import pytest

from app.stages.thinned import BATCH, LEAST, thinned


def test_with_time_enough_each_is_taken_a_few_at_once() -> None:
    taken = list(thinned(range(20), float("inf"), lambda: 0.0))
    assert taken == [(range(8), range(8)), (range(8, 16),) * 2, (range(16, 20),) * 2]


def test_none_of_many_is_left_out_where_there_is_time() -> None:
    now, worked = [0.0], list[int]()
    for _, taken in thinned(range(1000), 1001.0, lambda: now[0]):
        worked += taken
        now[0] += len(taken)
    assert worked == list(range(1000))


def test_as_many_are_left_out_as_there_is_no_time_for() -> None:
    now, worked = [0.0], list[int]()
    for _, taken in thinned(range(1000), 100.0, lambda: now[0]):
        worked += taken
        now[0] += len(taken)
    assert worked[:8] == list(range(8))
    assert worked[8:12] == [8, 19, 30, 41]
    assert worked[-1] > 980
    assert 90 <= len(worked) <= 104


@pytest.mark.parametrize("count", [10, 31, 63, 64, 1000])
def test_some_are_always_taken(count: int) -> None:
    now, worked = [0.0], list[int]()
    for passed, taken in thinned(range(count), 0.0, lambda: now[0]):
        assert set(taken) <= set(passed)
        worked += taken
        now[0] += 1.0
    assert min(count, LEAST) <= len(worked) <= max(2 * LEAST, BATCH)

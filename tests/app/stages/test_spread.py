"""Where a quick probe looks: everywhere, apart, and so that no drive can begin anew unseen."""

from itertools import pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from app.stages.spread import FILLING, UNIT, places_for, spread


@given(st.integers(1 << 16, 1 << 40), st.integers(1, 960), st.integers(0, 1 << 32))
def test_places_are_apart_and_within(size: int, count: int, seed: int) -> None:
    places = list(spread(0, size, count, UNIT, Random(seed)))
    assert places
    assert places[0].offset >= UNIT, "the partition table is left alone"
    assert places[-1].offset + places[-1].whole <= size
    assert all(one.offset + one.whole <= other.offset for one, other in pairwise(places))
    assert all(each.offset % UNIT == each.whole % UNIT == 0 for each in places)
    assert sum(each.filler for each in places) <= FILLING


@given(
    st.integers(1 << 24, 1 << 34),
    st.integers(0, 1 << 32),
    st.floats(0.001, 0.99),
)
def test_wherever_a_drive_begins_anew_a_mark_lands_in_the_first_two_shares(
    size: int, seed: int, part: float
) -> None:
    count = places_for(size, 320)
    places = list(spread(0, size, count, UNIT, Random(seed)))
    real = max(4 * UNIT, int(size * part) // 512 * 512)
    share = size // count
    landed = [each.offset % real for each in places if each.offset >= real]
    if size - real >= 2 * share:
        assert any(offset < 2 * share for offset in landed)


def test_large_drives_get_more_places() -> None:
    assert places_for(32 << 30, 320) == 320
    assert places_for(64 << 30, 320) == 640
    assert places_for(1 << 40, 320) == 960

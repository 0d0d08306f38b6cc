"""Where a quick probe looks: everywhere, apart, and so that no drive can begin anew unseen."""

from collections.abc import Iterable
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.capacity import UNIT
from app.stages.spread import CROWDED, FILLING, Place, places_for, spread


class Low(Random):
    """Chance that always falls on the first of them; and the last."""

    def randint(self, a: int, b: int) -> int:
        return a


class High(Random):
    def randint(self, a: int, b: int) -> int:
        return b


def units(places: Iterable[Place]) -> list[tuple[int, int, int]]:
    return [(each.offset // 4096, each.length // 4096, each.filler // 4096) for each in places]


def test_a_place_is_anywhere_in_the_first_half_of_its_share() -> None:
    low, high = (list(spread(0, 256 * 4096, 4, 4096, chance())) for chance in (Low, High))
    assert units(low) == [(1, 1, 62), (64, 1, 63), (128, 1, 63), (192, 1, 63)]
    assert units(high) == [(32, 1, 31), (96, 1, 31), (160, 1, 31), (224, 1, 31)]
    assert [each.whole for each in high] == [32 * 4096] * 4


def test_between_two_offsets_as_well() -> None:
    start, stop = 100 * 4096 + 512, 164 * 4096 + 512
    low, high = (units(spread(start, stop, 2, 4096, chance())) for chance in (Low, High))
    assert low == [(101, 1, 30), (133, 1, 30)]
    assert high == [(116, 1, 15), (148, 1, 15)]
    assert len(list(spread(start, stop, 100, 4096, Low()))) == 16


def test_what_is_filled_is_shared_out() -> None:
    places = list(spread(0, 1 << 30, 3, 4096, High()))
    assert [each.filler for each in places] == [(32 << 20) // 3 // 4096 * 4096] * 3


@pytest.mark.parametrize(("room", "count"), [(1, 0), (2, 1), (4, 1), (7, 1), (8, 2), (16, 4)])
def test_a_place_has_four_units_where_there_are_so_many(room: int, count: int) -> None:
    places = list(spread(0, room * 4096, 10, 4096, Low()))
    assert len(places) == count
    assert count != 1 or places[0] == Place(4096, 4096, (room - 2) * 4096)


def test_a_unit_is_whole_sectors_and_a_small_share_has_room_for_it() -> None:
    assert UNIT % 512 == 0
    assert len(list(spread(0, 7 * CROWDED, 7, UNIT, High()))) == 7


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
    assert [places_for((40 << 30) + more, 320) for more in (0, 1)] == [320, 640]
    assert places_for(1, 320) == 320

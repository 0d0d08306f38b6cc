import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.speed_geometry import Scale, curve, height_of, label_left, scale_for
from ui.view import POINTS

SPEEDS = st.lists(st.floats(min_value=0, max_value=4e9), max_size=POINTS)


@pytest.mark.parametrize(
    ("fastest", "top", "lines"),
    [
        (0, 1.0, ()),
        (11e6, 15e6, (5e6, 10e6)),
        (81e6, 100e6, (25e6, 50e6, 75e6)),
        (121e6, 150e6, (50e6, 100e6)),
        (430e6, 600e6, (200e6, 400e6)),
    ],
)
def test_the_scale_grows_in_steps(fastest: float, top: float, lines: tuple[float, ...]) -> None:
    scale = scale_for((fastest,))
    assert (scale.top, scale.lines) == (top, lines)


@given(SPEEDS, SPEEDS)
def test_the_scale_never_shrinks_and_everything_fits(first: list[float], more: list[float]) -> None:
    before, after = scale_for(first), scale_for(first, more)
    if first and max(first) > 0:
        assert after.top >= before.top
    assert all(speed <= after.top or after.top == 1.0 for speed in first + more if after.top > 1)
    assert len(after.lines) <= 4


@given(SPEEDS, st.floats(min_value=0, max_value=1.5))
def test_a_curve_goes_from_the_left_edge_to_its_head(speeds: list[float], until: float) -> None:
    points = curve(speeds, scale_for(speeds), 600, 100, until)
    if not speeds or until == 0:
        assert points == ()
        return
    assert points[0].x == 0
    assert points[-1].x == pytest.approx(600 * min(1, until))
    assert [point.x for point in points] == sorted(point.x for point in points)
    assert all(0 <= point.y <= 100 for point in points)


def test_height_is_counted_from_the_top() -> None:
    scale = Scale(100.0, ())
    assert height_of(0, scale, 50) == 50
    assert height_of(100, scale, 50) == 0
    assert height_of(250, scale, 50) == 0


def test_a_label_stays_inside() -> None:
    assert label_left(5, 40, 200, 4) == 4
    assert label_left(100, 40, 200, 4) == 80
    assert label_left(199, 40, 200, 4) == 156

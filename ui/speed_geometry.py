"""From the numbers of a speed map to its lines: pure functions (design 9).

x is the place in the image, y the speed; both linear. The scale grows in steps and, as values are
only ever added, never shrinks during a job.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ui.view import POINTS

_STEPS = (1e6, 2e6, 5e6, 10e6, 25e6, 50e6, 100e6, 200e6, 500e6, 1e9, 2e9, 5e9)
_HEADROOM = 1.15
_MOST_LINES = 4


@dataclass(frozen=True, slots=True)
class Scale:
    """`top` in bytes per second; `lines` are the speeds that have a line across the map."""

    top: float
    lines: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Point:
    x: float
    y: float


def scale_for(*curves: Sequence[float]) -> Scale:
    wanted = max((speed for curve in curves for speed in curve), default=0.0) * _HEADROOM
    if wanted <= 0:
        return Scale(1.0, ())
    step = next((step for step in _STEPS if wanted <= step * _MOST_LINES), _STEPS[-1])
    count = max(2, -int(-wanted // step))
    return Scale(step * count, tuple(step * index for index in range(1, count)))


def full_scale(speeds: Sequence[float]) -> Scale:
    """Where there is no room for speeds in words: the fastest almost fills the height."""
    return Scale(max(speeds, default=0.0) * 1.1 or 1.0, ())


def height_of(speed: float, scale: Scale, height: float) -> float:
    """How far from the top of the map a speed is drawn."""
    part = min(1.0, max(0.0, speed / scale.top))
    return height * (1.0 - part)


def curve(
    speeds: Sequence[float], scale: Scale, width: float, height: float, until: float = 1.0
) -> tuple[Point, ...]:
    """The line of `speeds`, from the left edge to `until` (0 to 1), a point in the middle of each
    of the 240 parts. Empty where nothing is known yet."""
    if not speeds or until <= 0:
        return ()
    end = width * min(1.0, until)
    inner = (
        Point(width * (index + 0.5) / POINTS, height_of(speed, scale, height))
        for index, speed in enumerate(speeds[:POINTS])
    )
    kept = [point for point in inner if 0 < point.x < end]
    first = Point(0.0, height_of(speeds[0], scale, height))
    last = Point(end, height_of(speeds[min(len(speeds), POINTS) - 1], scale, height))
    return (first, *kept, last)


def label_left(middle: float, label: float, width: float, margin: float) -> float:
    """Where a label of width `label` begins so that it stands over `middle` and inside."""
    return max(margin, min(middle - label / 2, width - margin - label))

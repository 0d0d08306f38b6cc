"""Speed curves like those of a cheap stick: fast until its cache is full, then slow with dips."""

from math import sin
from random import Random

from ui.view import POINTS


def written(part: float = 1.0, seed: int = 7) -> tuple[float, ...]:
    noise = Random(seed)
    speeds = []
    for index in range(round(POINTS * part)):
        x = index / POINTS
        speed = 78.0 + 2.0 * sin(index / 5)
        if x > 0.158:
            speed = 41.0 + 36.0 * max(0.0, 1 - (x - 0.158) / 0.025) ** 2
            speed += 4.0 * sin(x * 23) * sin(x * 9)
            speed -= 8.0 * (index % 37 in (5, 6))
        speeds.append((speed + noise.uniform(-1.4, 1.4)) * 1e6)
    return tuple(speeds)


def checked(part: float = 1.0, seed: int = 3) -> tuple[float, ...]:
    noise = Random(seed)
    speeds = []
    for index in range(round(POINTS * part)):
        speed = 112.0 + 6.0 * sin(index / 19) - 16.0 * (index % 61 in (3, 4))
        speeds.append((speed + noise.uniform(-2.2, 2.2)) * 1e6)
    return tuple(speeds)

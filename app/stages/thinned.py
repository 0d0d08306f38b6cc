"""Fewer places where a drive is slow, so that a stage is over in time; they stay spread over all
that was asked for. It goes by how long the last few took: a drive that has to wake up first is not
judged by that."""

import math
import time
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")

BATCH = 8  # places between two looks at the clock, or at a stop
LEAST = 32  # places that are not left out, however slow it is; where there are so many


def thinned(
    places: Sequence[T], seconds: float, clock: Callable[[], float] = time.monotonic
) -> Iterator[tuple[Sequence[T], Sequence[T]]]:
    """(those that are passed, those of them to be worked at) until all are passed. Whoever takes
    them is at work until the next are asked for."""
    end, number, step = clock() + seconds, 0, 1
    most = max(1, len(places) // LEAST)
    while number < len(places):
        passed = places[number : number + BATCH * step]
        taken, began = passed[::step], clock()
        yield passed, taken
        number += len(passed)
        now = clock()
        needed = (len(places) - number) * (now - began) / len(taken)
        step = most if now >= end else min(most, max(1, math.ceil(needed / (end - now))))

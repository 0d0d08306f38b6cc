"""Parts of a block that are told apart where not all of it was written: they have digests of their
own, so that no more has to be read back than was written.

A set of grains is a number, whose bit n is the n-th.
"""

from collections.abc import Iterator
from dataclasses import dataclass

GRAIN = 64 << 10  # bytes


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a chunk. Bit n is its n-th grain; what is in neither mask was written.

    `grains` has a digest for each, and may be empty where all of it met the same.
    """

    kept: int = 0  # read, and equal already
    left: int = 0  # of no part of the image that is in use: neither written nor read
    grains: tuple[bytes, ...] = ()

    def runs(self, length: int) -> Iterator[tuple[int, int]]:
        """(start, stop) in bytes of what has to be written of a chunk of this length."""
        if self.kept or self.left:
            yield from runs(~(self.kept | self.left), length)
        else:
            yield 0, length


WRITTEN = Fate()


def mask(count: int) -> int:
    """The first `count` grains."""
    return (1 << count) - 1


def grains_in(length: int) -> int:
    return -(-length // GRAIN)


def runs(wanted: int, length: int) -> Iterator[tuple[int, int]]:
    """(start, stop) in bytes of the grains in `wanted`, neighbours joined, as far as `length`."""
    start: int | None = None
    for grain in range(grains_in(length)):
        if wanted >> grain & 1:
            start = grain if start is None else start
        elif start is not None:
            yield start * GRAIN, grain * GRAIN
            start = None
    if start is not None:
        yield start * GRAIN, length

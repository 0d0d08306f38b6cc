"""Reads an image to the end and compares it with the checksum its makers implanted.

It finds damage, in the file or in what was downloaded, and proves no origin: whoever changes an
image on purpose changes the checksum as well. It takes as long as reading takes, so it is done on
request alone.
"""

import hashlib
from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from app.formats.binary import Reader
from app.formats.implanted import APPLICATION_USE_LENGTH, BLOCK, Implanted, digits
from app.formats.iso9660_volume import Volumes
from app.inspection.system.files import quietly
from app.sources.source import Source, demand_unchanged

_PIECE = 4 << 20  # bytes read between two steps


class Progress(NamedTuple):
    """Bytes."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class MediaCheck:
    """What came of a check. `damage` is where the first difference lies, in bytes from and to, or
    None where the image is what its makers summed up. The place is a hint: the sums that tell it
    are of twelve bits each, and one in some thousands of damages passes one of them by."""

    damage: tuple[int, int] | None

    @property
    def matches(self) -> bool:
        return self.damage is None


def implanted_in(image: Reader) -> Implanted | None:
    """What the makers implanted; None where there is none, or none that could be true."""
    return quietly(lambda: Implanted.of(Volumes.read(image).primary), None)


def check_implanted(source: Source) -> Generator[Progress, None, MediaCheck | None]:
    """Reads the image up to the first damage. None where nothing is implanted.

    Close it to stop. Raises ImageUnreadable, ImageChanged, PackedDamaged, UnsupportedImage.
    """
    check = yield from _read(source)
    demand_unchanged(source)  # or the answer is of an image that there was never
    return check


def _read(source: Source) -> Generator[Progress, None, MediaCheck | None]:
    implanted = implanted_in(source.look())
    if implanted is None:
        return None
    running = _Running(implanted)
    with closing(source.stream()) as stream:
        buffer = memoryview(bytearray(_PIECE))
        while running.done < implanted.length:
            count = stream.readinto(buffer[: min(_PIECE, implanted.length - running.done)])
            if not count:
                return MediaCheck((running.done, implanted.length))
            if (damage := running.add(buffer[:count])) is not None:
                return MediaCheck(damage)
            yield Progress(running.done, implanted.length)
    return running.end()


class _Running:
    """The sum so far, compared wherever the makers wrote down what it was."""

    def __init__(self, implanted: Implanted) -> None:
        self._implanted = implanted
        self._sum = hashlib.md5(usedforsecurity=False)
        self._points = list(_points(implanted)) if implanted.places_known else []
        self._good = 0  # bytes that are known to be as they were
        self.done = 0

    def add(self, data: memoryview) -> tuple[int, int] | None:
        """Between which bytes the damage lies, once there is any."""
        _blank(data, self._implanted.use - self.done)
        start, end = self.done, self.done + len(data)
        stops = [start, *(at for at, _ in self._points if start < at < end), end]
        for first, last in pairwise(stops):
            self._sum.update(data[first - start : last - start])
            self.done = last
            while self._points and self._points[0][0] == last:
                _, expected = self._points.pop(0)
                if digits(self._sum.digest(), len(expected)) != expected:
                    return self._good, last
                self._good = last
        return None

    def end(self) -> MediaCheck:
        if self._sum.hexdigest() == self._implanted.md5:
            return MediaCheck(None)
        return MediaCheck((self._good, self._implanted.length))


def _points(implanted: Implanted) -> Iterator[tuple[int, str]]:
    """Where the running sum was written down: the end of the first block that begins in the next
    fragment. And the digits that it had there."""
    for number, expected in enumerate(implanted.fragments, 1):
        block = -(-number * implanted.fragment // BLOCK)
        yield min((block + 1) * BLOCK, implanted.length), expected


def _blank(data: memoryview, at: int) -> None:
    """Application use reads as blanks, since the sums stand in it; `at` is where it begins."""
    first, last = max(0, at), min(len(data), at + APPLICATION_USE_LENGTH)
    if first < last:
        data[first:last] = b" " * (last - first)

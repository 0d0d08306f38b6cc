"""The bytes of one file, step by step."""

import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.control import Control
from app.errors import CorruptImage, Stopped
from app.formats.binary import Memory
from app.formats.tree import Extent
from app.inside.fill import STEP, fill

IMAGE = random.Random(1).randbytes(4 * STEP)


@pytest.fixture
def made(tmp_path: Path) -> Iterator[int]:
    fd = os.open(tmp_path / "made", os.O_RDWR | os.O_CREAT)
    yield fd
    os.close(fd)


def content(fd: int) -> bytes:
    return os.pread(fd, os.fstat(fd).st_size + 1, 0)


def test_pieces_in_any_order_with_a_hole_between(made: int) -> None:
    extents = (Extent(2 * STEP + 5, STEP + 700), Extent(None, 900), Extent(3, STEP))
    size = 2 * STEP + 1_500
    steps = list(fill(made, Memory(IMAGE), extents, size, Control()))
    assert steps == [STEP, 700, STEP - 100]
    first, last = IMAGE[2 * STEP + 5 : 3 * STEP + 705], IMAGE[3 : STEP - 97]
    assert content(made) == first + bytes(900) + last


def test_nothing_behind_the_end_of_the_file_is_taken(made: int) -> None:
    steps = list(fill(made, Memory(IMAGE), (Extent(0, 9), Extent(20, 9)), 5, Control()))
    assert (steps, content(made)) == ([5], IMAGE[:5])


def test_what_is_not_there_is_damage(made: int) -> None:
    with pytest.raises(CorruptImage, match="it ends 3 bytes too early"):
        list(fill(made, Memory(IMAGE), (Extent(0, 9),), 12, Control()))
    with pytest.raises(CorruptImage):
        list(fill(made, Memory(IMAGE), (Extent(3 * STEP + 1, STEP),), STEP, Control()))


def test_it_stops_between_two_steps(made: int) -> None:
    control = Control()
    filling = fill(made, Memory(IMAGE), (Extent(0, 3 * STEP),), 3 * STEP, control)
    assert next(filling) == STEP
    control.stop()
    with pytest.raises(Stopped):
        next(filling)
    assert content(made) == IMAGE[:STEP]

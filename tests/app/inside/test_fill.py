"""The bytes of one file, step by step."""

import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.control import Control
from app.errors import CorruptImage, Stopped
from app.formats.binary import Memory, Window
from app.formats.tree import Extent
from app.inside.fill import STEP, fill
from app.sources.plain import FileReader
from app.sources.source import FileIdentity

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


class Sent(FileReader):
    """Nothing of it is read. Of what is sent, only so much at once."""

    most = 1 << 40

    def read_at(self, offset: int, length: int) -> bytes:
        raise AssertionError(f"{length} bytes at {offset} were read")

    def send(self, offset: int, length: int, to: int, at: int) -> int:
        return super().send(offset, min(length, self.most), to, at)


class Refused(FileReader):
    """Another kernel."""

    def send(self, offset: int, length: int, to: int, at: int) -> int:
        os.pwrite(to, b"half of it", at)
        return 0


class InSmallPieces(Sent):
    most = STEP // 3


@pytest.mark.parametrize("kind", [Sent, InSmallPieces, Refused])
def test_what_lies_in_a_plain_file_goes_the_short_way_where_there_is_one(
    kind: type[FileReader], made: int, tmp_path: Path
) -> None:
    path = tmp_path / "image"
    path.write_bytes(IMAGE)
    disk = Window(Window(kind(path, FileIdentity.of(path)), 100, 3 * STEP), 11, 3 * STEP)
    extents = Extent(STEP, STEP), Extent(None, 99), Extent(7, STEP + 3)
    assert sum(fill(made, disk, extents, 2 * STEP + 102, Control())) == 2 * STEP + 3
    whole = IMAGE[111:]
    assert content(made) == whole[STEP : 2 * STEP] + bytes(99) + whole[7 : STEP + 10]


def test_a_partition_ends_where_it_ends(made: int, tmp_path: Path) -> None:
    path = tmp_path / "image"
    path.write_bytes(IMAGE)
    partition = Window(FileReader(path, FileIdentity.of(path)), 100, 50)
    for extent in (Extent(30, 21), Extent(51, 5), Extent(-5, 5), Extent(-500, 5)):
        with pytest.raises(CorruptImage):
            list(fill(made, partition, (extent,), extent.length, Control()))
    assert content(made) in (IMAGE[130:150], b"")


def test_what_was_appended_since_is_no_part_of_it(made: int, tmp_path: Path) -> None:
    path = tmp_path / "image"
    path.write_bytes(IMAGE)
    reader = FileReader(path, FileIdentity.of(path))
    with path.open("ab") as file:
        file.write(b"more")
    with pytest.raises(CorruptImage):
        list(fill(made, reader, (Extent(len(IMAGE) - 5, 9),), 9, Control()))

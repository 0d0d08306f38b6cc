"""The stick as the guest sees it: its own writes over what is on the medium."""

import tempfile
import time
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import FolderError, ImageUnreadable
from app.formats.binary import Memory
from app.qemu.disk import GRAIN, Disk

IMAGE = bytes(range(251)) * 80  # 20,080 bytes: not whole grains
SIZE = 9 * GRAIN


@pytest.fixture
def disk() -> Iterator[Disk]:
    with tempfile.TemporaryFile() as written:
        yield Disk(Memory(IMAGE), SIZE, written)


def test_behind_the_image_there_are_zeros(disk: Disk) -> None:
    assert disk.read(0, SIZE) == IMAGE.ljust(SIZE, b"\0")


def test_what_was_read_counts_once_in_grains(disk: Disk) -> None:
    disk.read(0, 512)
    assert disk.fresh == GRAIN
    disk.read(100, GRAIN)
    assert disk.fresh == 2 * GRAIN
    disk.read(0, 2 * GRAIN)
    assert disk.fresh == 2 * GRAIN


@given(
    st.lists(
        st.tuples(st.integers(0, SIZE - 1), st.binary(min_size=1, max_size=3 * GRAIN)), max_size=6
    ),
    st.integers(0, SIZE - 1),
    st.integers(1, 3 * GRAIN),
)
def test_it_is_a_disk_like_any_other(
    writes: list[tuple[int, bytes]], start: int, length: int
) -> None:
    model = bytearray(IMAGE.ljust(SIZE, b"\0"))
    with tempfile.TemporaryFile() as written:
        disk = Disk(Memory(IMAGE), SIZE, written)
        for place, data in writes:
            data = data[: SIZE - place]
            model[place : place + len(data)] = data
            disk.write(place, data)
        length = min(length, SIZE - start)
        assert disk.read(start, length) == model[start : start + length]
        assert disk.read(0, SIZE) == model


class Slow:
    """It looks what is told of how long it takes."""

    size = SIZE

    def __init__(self) -> None:
        self.disk: Disk | None = None
        self.waits: list[float] = []

    def read_at(self, offset: int, length: int) -> bytes:
        assert self.disk is not None
        self.waits.append(self.disk.longest_wait)
        time.sleep(0.05 if offset else 0)
        self.waits.append(self.disk.longest_wait)
        return bytes(length)


def test_how_long_the_medium_takes_is_told() -> None:
    """While it takes it, and afterwards."""
    medium = Slow()
    with tempfile.TemporaryFile() as written:
        disk = medium.disk = Disk(medium, SIZE, written)
        assert disk.longest_wait == 0
        disk.read(GRAIN, 512)
        before, behind = medium.waits
        assert before < behind <= (longest := disk.longest_wait)
        disk.read(0, 512)
        assert disk.longest_wait >= longest


class Broken:
    size = SIZE

    def read_at(self, offset: int, length: int) -> bytes:
        raise ImageUnreadable("debian.iso", offset, "Input/output error")


def test_a_medium_that_cannot_be_read_is_an_error_to_the_guest_and_to_us() -> None:
    with tempfile.TemporaryFile() as written:
        disk = Disk(Broken(), SIZE, written)
        with pytest.raises(OSError, match="can’t be read"):
            disk.read(0, 512)
        assert isinstance(disk.lost, ImageUnreadable)


def test_what_can_not_be_kept_is_told() -> None:
    """The guest sees a full disk; whoever judges it shall know why."""
    with open("/dev/full", "r+b", buffering=0) as full:  # noqa: PTH123  no file of a path's
        disk = Disk(Memory(IMAGE), SIZE, full)
        with pytest.raises(OSError, match="No space left"):
            disk.write(0, b"x")
    assert isinstance(disk.lost, FolderError)
    assert "No space left" in str(disk.lost)

"""The stick as the guest sees it: its own writes over what is on the medium."""

import tempfile
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

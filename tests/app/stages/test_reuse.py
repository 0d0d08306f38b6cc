"""What the drive holds of the image: only that is not written."""

import threading

import pytest
from support_images import image_bytes
from support_media import Memory

from app.errors import DriveGone, ReadRefused
from app.stages.flow import Chunk
from app.stages.ledger import BLOCK
from app.stages.reuse import Reuse

LENGTH = 2 * BLOCK + 512  # of a chunk: its last block is a short one
IMAGE = image_bytes(4 * LENGTH)
GO_ON = threading.Event()


def chunk(number: int) -> Chunk:
    view = memoryview(IMAGE)[number * LENGTH : (number + 1) * LENGTH]
    return Chunk(number * LENGTH, LENGTH, view)


def stick(*differs: int) -> Memory:
    content = bytearray(IMAGE)
    for place in differs:
        content[place] ^= 1
    return Memory(content)


def test_what_is_equal_is_found() -> None:
    reuse = Reuse(stick(), "Stick")
    assert not reuse.found(chunk(0))
    assert all(reuse.holds(chunk(number), GO_ON) for number in range(4))
    assert all(reuse.found(chunk(number)) for number in range(4))


@pytest.mark.parametrize("place", [0, BLOCK - 1, BLOCK, 2 * BLOCK, LENGTH - 1])
def test_one_bit_anywhere_is_a_difference(place: int) -> None:
    reuse = Reuse(stick(LENGTH + place), "Stick")
    assert reuse.holds(chunk(0), GO_ON)
    assert not reuse.holds(chunk(1), GO_ON)
    assert not reuse.found(chunk(1))


def test_behind_the_first_difference_nothing_is_read() -> None:
    medium = stick(LENGTH)
    reuse = Reuse(medium, "Stick")
    assert not reuse.holds(chunk(1), GO_ON)
    medium.log.clear()
    assert not reuse.holds(chunk(2), GO_ON)
    assert not medium.log


def test_of_chunks_that_come_out_of_order_the_first_difference_counts() -> None:
    medium = stick(LENGTH, 3 * LENGTH)
    reuse = Reuse(medium, "Stick")
    assert not reuse.holds(chunk(3), GO_ON)
    assert reuse.holds(chunk(2), GO_ON)  # before the difference that is known so far
    assert not reuse.holds(chunk(1), GO_ON)
    medium.log.clear()
    assert not reuse.holds(chunk(2), GO_ON)
    assert not medium.log
    assert reuse.holds(chunk(0), GO_ON)


def test_a_later_difference_does_not_move_the_first() -> None:
    """Two chunks are looked at at once, and the one behind is done last."""
    reuse: Reuse

    class Other(Memory):
        def pread_into(self, buffer: memoryview, offset: int) -> int:
            if offset == 3 * LENGTH:
                assert not reuse.holds(chunk(1), GO_ON)
            return super().pread_into(buffer, offset)

    medium = Other(stick(LENGTH, 3 * LENGTH).content)
    reuse = Reuse(medium, "Stick")
    assert not reuse.holds(chunk(3), GO_ON)
    medium.log.clear()
    assert not reuse.holds(chunk(2), GO_ON)
    assert not medium.log


def test_a_place_that_cannot_be_read_is_written() -> None:
    class Bad(Memory):
        def pread_into(self, buffer: memoryview, offset: int) -> int:
            raise ReadRefused("Stick", offset, "Input/output error")

    assert not Reuse(Bad(bytearray(IMAGE)), "Stick").holds(chunk(0), GO_ON)


def test_a_drive_that_is_gone_is_no_difference() -> None:
    with pytest.raises(DriveGone):
        Reuse(Memory(bytearray(IMAGE), gone=True), "Stick").holds(chunk(0), GO_ON)


def test_a_halt_in_the_middle_finds_nothing_and_reads_no_further() -> None:
    halted = threading.Event()
    halted.set()
    medium = stick()
    reuse = Reuse(medium, "Stick")
    assert not reuse.holds(chunk(0), halted)
    assert not reuse.found(chunk(0))
    assert sum(length for _, _, length in medium.log) <= BLOCK

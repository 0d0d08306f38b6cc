"""What differs is kept, the rest stands on the drive: both together are the image."""

import pytest
from support_images import image_bytes
from support_media import Memory, MiB

from app.errors import ReadRefused
from app.stages.flow import Chunk
from app.stages.ledger import BLOCK
from app.stages.wanted import MOST, OfImage, OnDrive, Wanted

SIZE = 4 * BLOCK + 100
IMAGE = image_bytes(SIZE, "image")
AT = 4 * MiB  # of a chunk that is not the first


def compared(at: int, image: bytes) -> Wanted:
    wanted = Wanted()
    wanted.chunk = Chunk(at, len(image), memoryview(image))
    return wanted


def test_the_image_at_a_place_of_a_later_chunk() -> None:
    wanted = compared(AT, IMAGE)
    assert wanted(AT + BLOCK, BLOCK) == IMAGE[BLOCK : 2 * BLOCK]
    assert wanted(AT + 4 * BLOCK, 100) == IMAGE[4 * BLOCK :]
    assert wanted.kept == {
        AT + BLOCK: IMAGE[BLOCK : 2 * BLOCK],
        AT + 4 * BLOCK: IMAGE[4 * BLOCK :],
    }
    assert wanted.complete


def test_blocks_of_zeros_take_no_memory_and_are_not_counted() -> None:
    wanted = compared(0, bytes(BLOCK) + b"x" * 512)
    for number in range(2 * MOST):
        wanted.chunk = Chunk(number * BLOCK, BLOCK, memoryview(bytes(BLOCK)))
        assert wanted(number * BLOCK, BLOCK) == bytes(BLOCK)
    assert set(wanted.kept.values()) == {b""}
    assert wanted.complete


def test_no_more_than_so_many_are_kept() -> None:
    wanted, complete = Wanted(), []
    for number in range(MOST + 1):
        wanted.chunk = Chunk(number * BLOCK, 512, memoryview(b"x" * 512))
        assert wanted(number * BLOCK, 512) == b"x" * 512
        complete.append(wanted.complete)
    assert complete == [True] * MOST + [False]
    assert len(wanted.kept) == MOST


def test_zeros_still_have_room_when_nothing_else_has() -> None:
    wanted = Wanted()
    for number in range(MOST + 1):
        content = b"x" * 512 if number < MOST else bytes(512)
        wanted.chunk = Chunk(number * BLOCK, 512, memoryview(content))
        wanted(number * BLOCK, 512)
    assert wanted.complete


@pytest.mark.parametrize("sector", [512, 4096])
@pytest.mark.parametrize(
    ("offset", "length"), [(0, 1), (5, 4096), (4095, 2), (8192, 4096), (4096, 4097), (3 * 4096, 1)]
)
def test_any_bytes_of_a_drive(sector: int, offset: int, length: int) -> None:
    medium = Memory(bytearray(IMAGE[: 4 * 4096]), sector)
    assert OnDrive(medium, "Stick").read_at(offset, length) == IMAGE[offset : offset + length]
    assert all(at % sector == 0 == asked % sector for _, at, asked in medium.log)
    assert sum(asked for _, _, asked in medium.log) < length + 2 * sector


@pytest.mark.parametrize(("offset", "length"), [(-1, 10), (0, 0), (4096, 1), (5000, 1), (9, -1)])
def test_where_no_drive_is_nothing_is_read(offset: int, length: int) -> None:
    medium = Memory(bytearray(4096))
    drive = OnDrive(medium, "Stick")
    assert drive.size == 4096
    assert drive.read_at(offset, length) == b""
    assert OfImage(drive, Wanted(), 4096).read_at(offset, length) == b""
    assert not medium.log


def test_the_end_of_a_drive_cuts_off_what_is_asked() -> None:
    medium = Memory(bytearray(IMAGE[:4096]))
    assert OnDrive(medium, "Stick").read_at(4000, 1000) == IMAGE[4000:4096]


def test_a_drive_that_ends_early_is_named() -> None:
    class Short(Memory):
        def pread_into(self, buffer: memoryview, offset: int) -> int:
            return 0

    with pytest.raises(ReadRefused, match="Stick"):
        OnDrive(Short(bytearray(4096)), "Stick").read_at(0, 1)


@pytest.mark.parametrize(
    ("offset", "length"),
    [
        (0, SIZE),
        (BLOCK, BLOCK),
        (BLOCK + 7, 1),
        (BLOCK - 3, 6),
        (2 * BLOCK - 3, 6),
        (7, 2 * BLOCK),
        (3 * BLOCK + 9, BLOCK + 40),
        (4 * BLOCK + 10, 90),
        (4 * BLOCK + 10, 5000),
    ],
)
def test_drive_and_what_was_kept_are_the_image(offset: int, length: int) -> None:
    """The second block of it differs, the fourth is of zeros, and the last is a short one."""
    image = bytearray(IMAGE)
    image[3 * BLOCK : 4 * BLOCK] = bytes(BLOCK)
    content = bytearray(image + b"z" * (BLOCK - 100))
    wanted = compared(0, bytes(image))
    for at, size in ((BLOCK, BLOCK), (3 * BLOCK, BLOCK), (4 * BLOCK, 100)):
        wanted(at, size)
        content[at : at + size] = b"#" * size
    found = OfImage(OnDrive(Memory(content), "Stick"), wanted, SIZE)
    assert found.size == SIZE
    assert found.read_at(offset, length) == image[offset : offset + length]


@pytest.mark.parametrize(("offset", "length"), [(-1, 10), (SIZE + 50, 10), (BLOCK + 9, -1)])
def test_where_no_image_is_nothing_comes_of_what_was_kept(offset: int, length: int) -> None:
    wanted = compared(0, IMAGE)
    for at, size in ((0, BLOCK), (BLOCK, BLOCK), (4 * BLOCK, 100)):
        wanted(at, size)
    drive = OnDrive(Memory(bytearray(5 * BLOCK)), "Stick")
    assert OfImage(drive, wanted, SIZE).read_at(offset, length) == b""


def test_what_the_drive_holds_behind_the_image_is_not_the_image() -> None:
    drive = OnDrive(Memory(bytearray(IMAGE[:8192])), "Stick")
    assert OfImage(drive, Wanted(), 4096).read_at(4000, 1000) == IMAGE[4000:4096]

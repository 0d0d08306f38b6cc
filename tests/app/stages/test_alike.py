"""What is compared byte by byte."""

import pytest

from app.stages.alike import alike

LENGTH = 70_001
BYTES = bytes(range(256)) * 274


@pytest.mark.parametrize("place", [0, 1, 35_000, LENGTH - 1])
def test_a_single_byte_counts(place: int) -> None:
    other = bytearray(BYTES[:LENGTH])
    assert alike(memoryview(BYTES)[:LENGTH], memoryview(other))
    other[place] ^= 1
    assert not alike(memoryview(BYTES)[:LENGTH], memoryview(other))


def test_what_is_shorter_is_not_the_same() -> None:
    view = memoryview(BYTES)
    assert not alike(view[:LENGTH], view[: LENGTH - 1])
    assert not alike(view[: LENGTH - 1], view[:LENGTH])

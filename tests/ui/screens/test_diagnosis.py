"""What the places that differ say, in the order of design 8.4."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import VerifyError
from ui.screens.diagnosis import MIB, Cause, diagnose

SIZE = 600 * MIB


def found(*ranges: tuple[int, int], flaky: bool = False, size: int = SIZE) -> tuple[Cause, int]:
    diagnosis = diagnose(VerifyError("Stick", tuple(ranges), flaky=flaky), size)
    return diagnosis.cause, diagnosis.keeps


def test_everything_after_one_point_is_gone() -> None:
    assert found((148 * MIB, SIZE - 148 * MIB)) == (Cause.FAKE, 148 * MIB)


def test_a_block_here_and_there_may_be_right_by_chance() -> None:
    ranges = ((148 * MIB, 200 * MIB), (349 * MIB, SIZE - 349 * MIB))
    assert found(*ranges) == (Cause.FAKE, 148 * MIB)


def test_a_fake_that_begins_again_at_its_start() -> None:
    """It holds 400 MiB: what was meant for behind that overwrote the first 200."""
    assert found((MIB, 199 * MIB)) == (Cause.FAKE, 400 * MIB)


def test_the_first_sectors_only() -> None:
    assert found((MIB, 4096)) == (Cause.CHANGED, 0)
    assert found((0, 512), (2 * MIB, 512), flaky=True) == (Cause.CHANGED, 0)


def test_two_readings_that_differ() -> None:
    assert found((300 * MIB, MIB), flaky=True) == (Cause.CONNECTION, 0)


def test_scattered_places() -> None:
    assert found((100 * MIB, MIB), (300 * MIB, MIB), (500 * MIB, 512)) == (Cause.WORN, 0)


def test_the_last_block_alone_is_no_fake() -> None:
    assert found((SIZE - MIB, MIB)) == (Cause.WORN, 0)


RANGES = st.lists(
    st.tuples(st.integers(0, SIZE - 1), st.integers(1, 64 * MIB)), min_size=1, max_size=20
).map(lambda found: tuple(sorted((at, min(length, SIZE - at)) for at, length in found)))


@given(RANGES, st.booleans())
def test_there_is_always_one(ranges: tuple[tuple[int, int], ...], flaky: bool) -> None:
    diagnosis = diagnose(VerifyError("Stick", ranges, flaky=flaky), SIZE)
    assert 0 <= diagnosis.keeps <= SIZE


@pytest.mark.parametrize("size", [512, MIB, 3 * MIB])
def test_small_images_have_no_pattern(size: int) -> None:
    assert found((0, size), size=size)[0] is Cause.CHANGED

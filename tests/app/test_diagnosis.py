"""What the places that differ say, in the order of the design."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.diagnosis import BLOCK, Evidence, blocks_of, diagnose
from app.errors import Cause, Diagnosis

MIB = 1 << 20
SIZE = 600 * MIB
DRIVE = 2000 * MIB


def evidence(*ranges: tuple[int, int], flaky: bool = False, size: int = SIZE) -> Evidence:
    return Evidence(tuple(ranges), size, DRIVE, flaky=flaky)


def found(*ranges: tuple[int, int], flaky: bool = False, size: int = SIZE) -> Diagnosis:
    return diagnose(evidence(*ranges, flaky=flaky, size=size))


def test_everything_after_one_point_is_gone() -> None:
    assert found((148 * MIB, SIZE - 148 * MIB)) == Diagnosis(Cause.FAKE, 148 * MIB)


def test_a_block_here_and_there_may_be_right_by_chance() -> None:
    ranges = ((148 * MIB, 200 * MIB), (349 * MIB, SIZE - 349 * MIB))
    assert found(*ranges) == Diagnosis(Cause.FAKE, 148 * MIB)


def test_what_holds_nothing_is_no_proof_that_it_was_kept() -> None:
    """Half of the image is zeros, and zeros are what a place that keeps nothing reads as."""
    lost = [(block * MIB, MIB) for block in range(100, 600, 2)]
    assert found(*lost) == Diagnosis(Cause.WORN)
    blank = frozenset(range(101, 600, 2))
    assert diagnose(replace(evidence(*lost), blank=blank)) == Diagnosis(Cause.FAKE, 100 * MIB)


def test_a_few_sectors_in_an_image_of_zeros_are_no_pattern() -> None:
    """Unless those places hold nothing any more."""
    told = replace(
        evidence(*((block * MIB, 512) for block in range(100, 108))),
        blank=frozenset(range(108, 600)),
    )
    assert diagnose(told) == Diagnosis(Cause.WORN)
    assert diagnose(replace(told, empty=True)) == Diagnosis(Cause.FAKE, 100 * MIB)


def test_a_check_that_was_cut_short_ends_where_it_came_to() -> None:
    assert found((100 * MIB, 50 * MIB)) == Diagnosis(Cause.WORN)
    assert found((100 * MIB, 50 * MIB), size=150 * MIB) == Diagnosis(Cause.FAKE, 100 * MIB)


def test_a_fake_that_begins_again_at_its_start() -> None:
    """It holds 400 MiB: what was meant for behind that overwrote the first 200."""
    assert found((MIB, 199 * MIB)) == Diagnosis(Cause.FAKE, 400 * MIB)


def test_what_is_found_where_it_does_not_belong_tells_the_size_exactly() -> None:
    copies = ((1, 513), (40, 552), (80, 592))
    told = replace(evidence((MIB, 2 * MIB), (40 * MIB, 50 * MIB)), copies=copies)
    assert diagnose(told) == Diagnosis(Cause.FAKE, 512 * MIB)


def test_copies_from_here_and_there_tell_nothing() -> None:
    told = replace(evidence((40 * MIB, MIB), (80 * MIB, MIB)), copies=((40, 552), (80, 90)))
    assert diagnose(told) == Diagnosis(Cause.WORN)


def test_one_copy_is_enough_only_for_one_place() -> None:
    one = replace(evidence((3 * MIB, MIB)), copies=((3, 403),))
    assert diagnose(one) == Diagnosis(Cause.FAKE, 400 * MIB)
    many = replace(evidence((3 * MIB, MIB), (8 * MIB, MIB)), copies=((3, 403),))
    assert diagnose(many).cause is Cause.WORN


def test_where_the_place_of_the_head_was_met_once_more_the_drive_begins_again() -> None:
    told = replace(evidence((599 * MIB + 512, 1024)), again=599 * MIB)
    assert diagnose(told) == Diagnosis(Cause.FAKE, 599 * MIB)


def test_the_first_sectors_only() -> None:
    assert found((MIB, 4096)) == Diagnosis(Cause.CHANGED)
    assert found((0, 512), (2 * MIB, 512), flaky=True) == Diagnosis(Cause.CHANGED)


def test_what_a_computer_notes_down_when_it_mounts_a_drive() -> None:
    somewhere = evidence((300 * MIB, 512))
    assert diagnose(replace(somewhere, bookkeeping=True)) == Diagnosis(Cause.CHANGED)
    assert diagnose(somewhere) == Diagnosis(Cause.WORN)


def test_two_readings_that_differ() -> None:
    assert found((300 * MIB, MIB), flaky=True) == Diagnosis(Cause.CONNECTION)


def test_scattered_places() -> None:
    ranges = ((100 * MIB, MIB), (300 * MIB, MIB), (500 * MIB, 512))
    assert found(*ranges) == Diagnosis(Cause.WORN)


def test_the_last_block_alone_is_no_fake() -> None:
    assert found((SIZE - MIB, MIB)) == Diagnosis(Cause.WORN)


def test_no_drive_keeps_more_than_it_claims() -> None:
    told = replace(evidence((148 * MIB, SIZE - 148 * MIB)), drive=100 * MIB)
    assert diagnose(told).cause is not Cause.FAKE


RANGES = st.lists(
    st.tuples(st.integers(0, SIZE - 1), st.integers(1, 64 * MIB)), min_size=1, max_size=20
).map(lambda found: tuple(sorted((at, min(length, SIZE - at)) for at, length in found)))
COPIES = st.lists(st.tuples(st.integers(0, 599), st.integers(0, 599)), max_size=8).map(tuple)


@given(RANGES, COPIES, st.booleans(), st.none() | st.integers(0, SIZE - 1))
def test_there_is_always_one(
    ranges: tuple[tuple[int, int], ...],
    copies: tuple[tuple[int, int], ...],
    flaky: bool,
    again: int | None,
) -> None:
    told = diagnose(Evidence(ranges, SIZE, DRIVE, flaky=flaky, copies=copies, again=again))
    assert (told.cause is Cause.FAKE) == (told.keeps is not None)
    assert told.keeps is None or 0 < told.keeps < DRIVE


@given(RANGES)
def test_blocks_are_told_once_and_in_order(ranges: tuple[tuple[int, int], ...]) -> None:
    told = list(blocks_of(ranges))
    assert told == sorted(set(told))
    assert {at // BLOCK for at, _ in ranges} <= set(told)


@pytest.mark.parametrize("size", [512, MIB, 3 * MIB])
def test_small_images_have_no_pattern(size: int) -> None:
    assert found((0, size), size=size).cause is Cause.CHANGED

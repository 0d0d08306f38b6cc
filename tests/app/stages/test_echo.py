"""What is read once more after the head was written: enough, whatever a fake drive does to it."""

from itertools import pairwise

import pytest
import xxhash
from hypothesis import given
from hypothesis import strategies as st

from app.stages.echo import _borders, echoes
from app.stages.ledger import BLOCK, Ledger


def ledger_of(blocks: list[int], tail: int = BLOCK) -> Ledger:
    """One for an image whose block n is full of `blocks[n]`; `tail` bytes of the last count."""
    ledger = Ledger()
    for n, value in enumerate(blocks):
        length = tail if n == len(blocks) - 1 else BLOCK
        ledger.record(n * BLOCK, length, [xxhash.xxh3_128_digest(bytes([value]))])
    return ledger


def blocks_of(spans: tuple[tuple[int, int], ...]) -> set[int]:
    return {n for start, stop in spans for n in range(start // BLOCK, -(-stop // BLOCK))}


def test_an_ordinary_image_has_three() -> None:
    assert echoes(ledger_of(list(range(50)))) == ((47 * BLOCK, 50 * BLOCK),)


def test_the_last_may_be_a_part_of_one() -> None:
    one = ((47 * BLOCK, 49 * BLOCK + 1),)
    assert echoes(ledger_of(list(range(50)), tail=1)) == one
    assert echoes(ledger_of(list(range(50)), tail=700)) == ((47 * BLOCK, 49 * BLOCK + 700),)


def test_an_image_that_is_all_head_has_none() -> None:
    assert echoes(ledger_of([1])) == ()
    assert echoes(ledger_of([1], tail=512)) == ()


def test_two_blocks() -> None:
    assert echoes(ledger_of([1, 2])) == ((BLOCK, 2 * BLOCK),)


def survives(image: list[int], real: int) -> bool:
    """Whether a drive of `real` blocks that begins again reads the body back right."""
    memory: list[int] = [-1] * real
    for n in range(1, len(image)):
        memory[n % real] = image[n]
    return all(memory[n % real] == image[n] for n in range(1, len(image)))


@given(st.lists(st.integers(0, 2), min_size=2, max_size=24), st.data())
def test_what_the_head_may_have_overwritten_is_among_them(
    image: list[int], data: st.DataObject
) -> None:
    real = data.draw(st.integers(1, len(image) - 1))
    if survives(image, real):
        landed_on = set(range(real, len(image), real))
        assert landed_on & blocks_of(echoes(ledger_of(image)))


@given(st.lists(st.integers(0, 1), min_size=1, max_size=40))
def test_spans_are_in_order_and_inside(image: list[int]) -> None:
    spans = echoes(ledger_of(image))
    flat = [each for span in spans for each in span]
    assert flat == sorted(set(flat))
    assert not flat or (flat[0] >= BLOCK and flat[-1] <= len(image) * BLOCK)


ROWS = st.lists(st.sampled_from([b"a", b"b", None]), max_size=12)


@given(ROWS)
def test_borders_are_where_the_end_is_the_beginning(row: list[bytes | None]) -> None:
    lengths = [n for n in range(len(row)) if row[:n] == row[len(row) - n :]]
    assert sorted(_borders(row)) == lengths


@pytest.mark.parametrize(
    ("image", "blocks"),
    [
        ([1], []),
        ([1, 2], [1]),
        ([1, 2, 3], [1, 2]),
        ([1, 2, 3, 4, 5], [2, 3, 4]),
        ([1, 2, 3, 2, 5], [1, 2, 3, 4]),
        ([1, 2, 3, 4, 5, 6, 2, 3, 9], [4, 5, 6, 7, 8]),
    ],
)
def test_which_blocks(image: list[int], blocks: list[int]) -> None:
    spans = echoes(ledger_of(image))
    assert sorted(blocks_of(spans)) == blocks
    assert all(one[1] < other[0] for one, other in pairwise(spans))  # neighbours are one span


def test_spans_that_are_apart_stay_so() -> None:
    image = [1, 2, 3, 2, 3, 4, 5, 6, 7, 8, 9, 2, 0]
    assert echoes(ledger_of(image)) == ((9 * BLOCK, 13 * BLOCK),)
    image = [1, 2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5, 0]
    assert echoes(ledger_of(image)) == ((7 * BLOCK, 9 * BLOCK), (11 * BLOCK, 14 * BLOCK))

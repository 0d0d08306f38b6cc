"""What is read once more after the head was written: enough, whatever a fake drive does to it."""

import xxhash
from hypothesis import given
from hypothesis import strategies as st

from app.stages.echo import echoes
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

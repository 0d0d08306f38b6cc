"""Digests, masks and sets of blocks, against what Python has for each."""

from hypothesis import given
from hypothesis import strategies as st

from app.stages.numbered import Digests, Masks, Numbers

BLOCKS = st.integers(0, 40)
DIGESTS = st.binary(min_size=16, max_size=16).filter(any)


@given(st.lists(st.tuples(BLOCKS, st.lists(DIGESTS, max_size=5)), max_size=10))
def test_digests_are_a_dictionary(puts: list[tuple[int, list[bytes]]]) -> None:
    digests, model = Digests(), dict[int, bytes]()
    for first, found in puts:
        digests.put(first, found)
        model.update(enumerate(found, first))
    assert dict(digests.items()) == model
    assert [number for number, _ in digests.items()] == sorted(model)
    assert len(digests) == len(model)
    for block in range(-1, 50):
        assert digests.get(block) == model.get(block)
        assert (block in digests) is (block in model)


@given(st.lists(st.tuples(BLOCKS, st.integers(0, 0xFFFF)), max_size=20))
def test_masks_are_a_dictionary_without_zeros(puts: list[tuple[int, int]]) -> None:
    masks, model = Masks(), dict[int, int]()
    for block, mask in puts:
        masks[block] = model[block] = mask
    assert list(masks.items()) == sorted(each for each in model.items() if each[1])
    assert [masks[block] for block in range(50)] == [model.get(block, 0) for block in range(50)]
    masks.clear()
    assert not list(masks.items())
    assert masks[0] == 0


@given(st.lists(BLOCKS, max_size=20), st.lists(BLOCKS, max_size=5))
def test_numbers_are_a_set(some: list[int], more: list[int]) -> None:
    numbers = Numbers()
    for block in some:
        numbers.add(block)
    numbers.update(more)
    model = {*some, *more}
    assert [block in numbers for block in range(-1, 50)] == [
        block in model for block in range(-1, 50)
    ]
    assert len(numbers) == len(model)
    numbers.clear()
    assert len(numbers) == 0
    assert not any(block in numbers for block in range(50))
    numbers.update(more)
    assert len(numbers) == len(set(more))


def test_rows_are_as_long_as_what_is_known() -> None:
    digests, masks, numbers = Digests(), Masks(), Numbers()
    for block in (3, 7, 5):
        digests.put(block, [bytes(range(1, 17))])
        masks[block] = 1
        numbers.add(block)
    assert (len(digests._bytes), len(masks._masks), len(numbers._there)) == (8 * 16, 8, 8)

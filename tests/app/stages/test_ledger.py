from itertools import pairwise

import pytest
import xxhash
from hypothesis import given
from hypothesis import strategies as st

from app.stages.ledger import BLOCK, Ledger, digests, merged


def test_a_block_counts_only_when_it_is_equal() -> None:
    ledger = Ledger()
    first, second = digests(memoryview(b"a" * BLOCK + b"b" * 512))
    ledger.record(0, BLOCK + 100, [first, second])
    assert (ledger.size, ledger.written, ledger.equal) == (BLOCK + 100, BLOCK + 100, 0)
    assert not ledger.confirm(1, first)
    assert ledger.equal == 0
    assert ledger.confirm(1, second)
    assert ledger.equal == 100
    assert ledger.confirm(0, first)
    assert ledger.equal == ledger.size


def test_a_block_nobody_wrote_is_never_equal() -> None:
    ledger = Ledger()
    assert not ledger.confirm(7, b"")
    assert ledger.equal == 0


def test_written_is_what_was_written_not_where_it_ends() -> None:
    ledger = Ledger()
    ledger.record(4 * BLOCK, BLOCK, [b"x"])
    assert (ledger.size, ledger.written) == (5 * BLOCK, BLOCK)


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9)), max_size=30))
def test_merged_ranges_cover_the_same_bytes_once(ranges: list[tuple[int, int]]) -> None:
    result = merged(iter(ranges))
    covered = {byte for offset, length in ranges for byte in range(offset, offset + length)}
    assert {byte for offset, length in result for byte in range(offset, offset + length)} == covered
    assert all(sum(a) < b[0] for a, b in pairwise(result))


def ledger_of(image: bytes) -> Ledger:
    ledger = Ledger()
    ledger.record(
        0, len(image), digests(memoryview(image.ljust(-(-len(image) // 512) * 512, b"\0")))
    )
    return ledger


def test_digests_are_of_blocks_and_of_what_is_left() -> None:
    view = memoryview(bytes(BLOCK) + b"x" * 512)
    assert digests(view) == [xxhash.xxh3_128_digest(part) for part in (bytes(BLOCK), b"x" * 512)]
    assert digests(memoryview(b"")) == []
    assert len(digests(memoryview(bytes(BLOCK)))) == 1


def test_what_was_recorded_is_expected() -> None:
    ledger = Ledger()
    assert (ledger.size, ledger.written, ledger.equal) == (0, 0, 0)
    ledger.record(3 * BLOCK, 2 * BLOCK - 7, [b"one", b"other"])
    assert [ledger.expected(block) for block in (2, 3, 4, 5)] == [None, b"one", b"other", None]
    assert (ledger.size, ledger.written) == (5 * BLOCK - 7, 2 * BLOCK - 7)
    ledger.record(0, BLOCK, [b"first"])
    assert (ledger.size, ledger.written) == (5 * BLOCK - 7, 3 * BLOCK - 7)


def test_a_block_is_a_mebibyte_as_is_the_head() -> None:
    assert BLOCK == 1 << 20


@pytest.mark.parametrize(
    "length", [1, 2, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK - 1, 2 * BLOCK + 1]
)
def test_bytes_of_the_image_count_and_none_behind_them(length: int) -> None:
    ledger = ledger_of(b"x" * length)
    assert (ledger.size, ledger.written, ledger.equal) == (length, length, 0)


def test_what_was_read_back_can_be_forgotten() -> None:
    ledger = Ledger()
    ledger.record(0, BLOCK, [b"one"])
    assert ledger.confirm(0, b"one")
    assert (ledger.holds(0), ledger.holds(1), ledger.equal) == (True, False, BLOCK)
    ledger.forget()
    assert (ledger.holds(0), ledger.equal, ledger.written) == (False, 0, BLOCK)


def test_blocks_that_hold_nothing() -> None:
    data = b"x" * BLOCK
    assert ledger_of(data + bytes(BLOCK) + b"\xff" * BLOCK + data).blank == {1, 2}
    assert ledger_of(bytes(BLOCK - 1) + b"x").blank == frozenset()
    assert Ledger().blank == frozenset()


def test_the_last_of_them_may_be_a_part_of_a_block() -> None:
    for length in (1, 511, 512, 513, BLOCK - 1):
        assert ledger_of(b"x" * BLOCK + bytes(length)).blank == {1}
        assert ledger_of(b"x" * BLOCK + b"x" * length).blank == frozenset()


def test_only_what_is_there_once_has_a_home() -> None:
    ledger = Ledger()
    ledger.record(0, 4 * BLOCK, [b"a", b"b", b"a", b"c"])
    assert ledger.homes() == {b"b": 1, b"c": 3}


def test_ranges_that_touch_are_one() -> None:
    assert merged(iter([(10, 5), (0, 5), (5, 5), (20, 1)])) == ((0, 15), (20, 1))
    assert merged(iter([(0, 10), (2, 3)])) == ((0, 10),)
    assert merged(iter([])) == ()


def test_what_was_found_there_counts_as_proven_and_not_as_written() -> None:
    ledger = Ledger()
    ledger.record(0, BLOCK, [b"one"], found=True)
    ledger.record(BLOCK, 2 * BLOCK, [b"two", b"three"])
    assert (ledger.written, ledger.proven, ledger.equal) == (2 * BLOCK, 0, 0)
    assert ledger.confirm(1, b"two")
    assert (ledger.proven, ledger.equal) == (0, BLOCK)
    assert ledger.confirm(0, b"one")
    assert (ledger.proven, ledger.equal) == (BLOCK, 2 * BLOCK)

from itertools import pairwise

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

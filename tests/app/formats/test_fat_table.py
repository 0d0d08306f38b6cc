"""The allocation table of a FAT volume, against one that is followed number by number."""

import struct
import tracemalloc
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support_readers import Counted

from app.errors import BudgetSpent, CorruptImage
from app.formats.binary import Memory
from app.formats.fat_table import LONGEST_CHAIN, Table

END = {12: 0xFFF, 16: 0xFFFF, 32: 0x0FFFFFFF}
BITS = pytest.mark.parametrize("bits", [12, 16, 32])


def packed(numbers: Sequence[int], bits: int) -> bytes:
    if bits != 12:
        return struct.pack(f"<{len(numbers)}{'H' if bits == 16 else 'I'}", *numbers)
    whole = sum(number << 12 * index for index, number in enumerate(numbers))
    return whole.to_bytes(-(-len(numbers) * 12 // 8), "little")


def table(numbers: Sequence[int], bits: int, *, clusters: int | None = None) -> Table:
    """`numbers` begins with the two that are no clusters; the table lies at byte 7."""
    data = packed(numbers, bits)
    count = len(numbers) - 2 if clusters is None else clusters
    return Table(Memory(bytes(7) + data), 7, len(data), count, bits)


@BITS
def test_a_file_in_one_piece_is_one_row(bits: int) -> None:
    numbers = [0, 0, 3, 4, 5, END[bits], 0]
    assert list(table(numbers, bits).chain(2, 100)) == [(2, 4)]
    assert list(table(numbers, bits).chain(3, 2)) == [(3, 2)]
    assert not list(table(numbers, bits).chain(END[bits], 2))


@BITS
def test_rows_across_pages_are_one(bits: int) -> None:
    count = {12: 4000, 16: 50_000, 32: 50_000}[bits]
    numbers = [0, 0, *range(3, count + 2), END[bits]]
    assert list(table(numbers, bits).chain(2, count)) == [(2, count)]
    jump = [0, 0, *range(3, count + 2), 2]
    assert list(table(jump, bits).chain(count, 3)) == [(count, 2), (2, 1)]


def test_the_upper_bits_of_a_wide_number_say_nothing() -> None:
    assert list(table([0, 0, 0xF0000003, 0xAFFFFFFF], 32).chain(2, 9)) == [(2, 2)]


@BITS
def test_a_chain_that_goes_wrong(bits: int) -> None:
    with pytest.raises(CorruptImage, match="cluster 2 is in a ring"):
        list(table([0, 0, 3, 4, 2], bits).chain(2, 9))
    with pytest.raises(CorruptImage, match="cluster 4 is in a ring"):
        list(table([0, 0, 3, 4, 5, 2], bits).chain(4, 9))
    for wrong in (0, 1, 6):
        with pytest.raises(CorruptImage, match=f"cluster {wrong}, which is not there"):
            list(table([0, 0, 3, wrong, 0, 0], bits).chain(2, 9))


def test_what_leads_to_a_wrong_place_is_not_handed_out() -> None:
    rows = table([0, 0, 5, 0, 0, 9, 0, 0], 16, clusters=6).chain(2, 9)
    assert next(rows) == (2, 1)
    with pytest.raises(CorruptImage):
        next(rows)


@BITS
def test_a_table_that_is_too_short(bits: int) -> None:
    for cluster in (4, 90_000 if bits == 32 else 3000):
        with pytest.raises(CorruptImage, match="it is too short for its clusters"):
            list(table([0, 0, 3, 4], bits, clusters=100_000).chain(cluster, 9))


def test_a_chain_that_is_too_long_to_be_followed() -> None:
    with pytest.raises(BudgetSpent):
        list(table([0, 0, 3], 16).chain(2, LONGEST_CHAIN + 1))


def followed(numbers: Sequence[int], bits: int, cluster: int, most: int) -> list[int] | None:
    """Number by number; None where it goes wrong."""
    met: list[int] = []
    while len(met) < most and cluster < END[bits] - 7:
        if not 2 <= cluster < len(numbers) or cluster in met:
            return None
        met.append(cluster)
        cluster = numbers[cluster]
    return met


@given(st.data(), st.sampled_from([12, 16, 32]), st.integers(1, 40))
def test_as_number_by_number(data: st.DataObject, bits: int, most: int) -> None:
    count = data.draw(st.integers(3, 30))
    places = st.one_of(st.integers(0, count + 1), st.just(END[bits]))
    clusters = (
        cluster + 1 if data.draw(st.booleans()) else data.draw(places)
        for cluster in range(2, count)
    )
    numbers = [0, 0, *clusters]
    wanted = followed(numbers, bits, 2, most)
    try:
        rows = list(table(numbers, bits).chain(2, most))
    except CorruptImage:
        assert wanted is None
    else:
        assert [n for first, length in rows for n in range(first, first + length)] == wanted
        assert all(first + length != after for (first, length), (after, _) in pairwise(rows))


def test_a_long_row_is_read_once_and_takes_little_memory() -> None:
    numbers = [0, 0, *range(3, 300_001), END[32]]
    data = packed(numbers, 32)
    reader = Counted(data)
    del numbers
    tracemalloc.start()
    whole = Table(reader, 0, len(data), len(data) // 4 - 2, 32)
    assert list(whole.chain(2, LONGEST_CHAIN)) == [(2, 299_999)]
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert reader.read == len(data)
    assert most < 2 << 20

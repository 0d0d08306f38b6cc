"""Chains of clusters, against a reader that follows every link."""

import struct
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support_readers import Counted

from app.errors import BudgetSpent, CorruptImage
from app.formats.binary import Memory
from app.formats.fat_table import Place, Table

END = {12: 0xFFF, 16: 0xFFFF, 32: 0x0FFFFFFF}


def table(numbers: list[int], bits: int = 32, clusters: int | None = None) -> Table:
    if bits == 12:
        pairs = zip(numbers[::2], [*numbers[1::2], 0], strict=False)
        data = b"".join((low | high << 12).to_bytes(3, "little") for low, high in pairs)
    else:
        data = struct.pack(f"<{len(numbers)}{'H' if bits == 16 else 'I'}", *numbers)
    length = len(numbers) - 2 if clusters is None else clusters
    return Table(Memory(b"before" + data), Place(6, len(data), length, bits))


def followed(numbers: list[int], cluster: int, most: int, bits: int) -> list[tuple[int, int]] | str:
    """What `runs` should give: link by link."""
    seen: list[int] = []
    mask = END[bits]
    while len(seen) < most and cluster < mask - 7:
        if not 2 <= cluster < len(numbers):
            return "not there"
        if cluster in seen:
            return "ring"
        seen.append(cluster)
        cluster = numbers[cluster] & mask
    runs: list[tuple[int, int]] = []
    for each in seen:
        if runs and sum(runs[-1]) == each:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((each, 1))
    return runs


@given(st.data(), st.sampled_from([12, 16, 32]))
def test_any_table(data: st.DataObject, bits: int) -> None:
    size = data.draw(st.integers(3, 60))
    following = st.integers(0, size + 2) | st.just(END[bits])
    numbers = [number + 1 for number in range(size)]
    for place in data.draw(st.lists(st.integers(0, size - 1), max_size=12)):
        numbers[place] = data.draw(following)
    if bits == 32:
        numbers[-1] |= data.draw(st.sampled_from([0, 0xA0000000]))
    cluster, most = data.draw(st.integers(0, size + 1)), data.draw(st.integers(0, size + 5))
    expected = followed(numbers, cluster, most, bits)
    chain = table(numbers, bits).runs(cluster, most)
    if isinstance(expected, str):
        with pytest.raises(CorruptImage, match=expected):
            list(chain)
    else:
        assert list(chain) == expected


def test_a_row_over_many_pages_is_one_run_and_read_once() -> None:
    numbers = [0, 0, *range(3, 100_001), END[32]]
    data = struct.pack(f"<{len(numbers)}I", *numbers)
    reader = Counted(data)
    chain = Table(reader, Place(0, len(data), len(numbers) - 2, 32))
    assert list(chain.runs(2, 1 << 20)) == [(2, 99_999)]
    assert list(chain.runs(2, 50_000)) == [(2, 50_000)]
    assert reader.read <= len(data) + 4 * (64 << 10)


def test_a_ring_over_pages() -> None:
    numbers = [0, 0, *range(3, 40_000), 5]
    with pytest.raises(CorruptImage, match="ring"):
        list(table(numbers).runs(2, 1 << 20))
    assert list(table(numbers).runs(2, 39_998)) == [(2, 39_998)]


def test_a_long_file_takes_little_memory() -> None:
    numbers = [0, 0, *range(3, 300_001), END[32]]
    chain = table(numbers)
    del numbers
    tracemalloc.start()
    assert len(list(chain.runs(2, 1 << 20))) == 1
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 3 << 20


def test_limits() -> None:
    with pytest.raises(BudgetSpent):
        next(table([0, 0, END[32]]).runs(2, (1 << 20) + 1))
    with pytest.raises(CorruptImage, match="too short"):
        list(table([0, 0, 3, 4], clusters=50).runs(2, 50))
    with pytest.raises(CorruptImage, match="too short"):
        list(table([0, 0, 20_000], clusters=50_000).runs(2, 50))

"""Tables of numbers: what is read of them, what is kept, and several who ask at once."""

import struct
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import count, takewhile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import CorruptImage
from app.formats.binary import Memory
from app.formats.numbers import Numbers, Tables

COUNT = 40_000
DATA = struct.pack(f"<{COUNT}I", *range(7, COUNT + 7))
READERS, TURNS = 4, 60_000


class Counting(Memory):
    """Counts reads, and bytes."""

    reads, length = 0, 0

    def read_at(self, offset: int, length: int) -> bytes:
        self.reads += 1
        self.length += length
        return super().read_at(offset, length)


@pytest.fixture
def often() -> Iterator[None]:
    """Threads take turns as often as they can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def test_only_what_is_asked_for_is_read() -> None:
    reader = Counting(DATA)
    numbers = Numbers(reader, 0, COUNT, 4, "little", "table")
    assert reader.reads == 0
    assert [numbers[at] for at in (0, 8191, 0, 5)] == [7, 8198, 7, 12]
    assert (reader.reads, reader.length) == (1, 4 * 8192)
    assert numbers[COUNT - 1] == COUNT + 6
    assert reader.length == 4 * 8192 + 4 * (COUNT % 8192)


@pytest.mark.parametrize(("width", "order"), [(4, "big"), (8, "little"), (8, "big")])
def test_widths_and_orders(width: int, order: str) -> None:
    form = {"big": ">", "little": "<"}[order] + "3" + {4: "I", 8: "Q"}[width]
    data = b"head" + struct.pack(form, 1, 2, 1 << 8 * width - 1)
    numbers = Numbers(Memory(data), 4, 3, width, order, "table")  # type: ignore[arg-type]  # of a row
    assert [numbers[at] for at in range(3)] == [1, 2, 1 << 8 * width - 1]


def rows(numbers: Sequence[int], step: int) -> list[int]:
    """By counting one by one."""
    found = []
    for at, first in enumerate(numbers):
        alike = takewhile(
            lambda pair: pair[0] == pair[1], zip(numbers[at:], count(first, step), strict=False)
        )
        found.append(sum(1 for _ in alike))
    return found


@pytest.mark.parametrize("step", [0, 1, 128])
@given(
    parts=st.lists(
        st.tuples(st.integers(0, 1 << 32), st.sampled_from([0, 1, 128]), st.integers(1, 40)),
        max_size=8,
    )
)
def test_what_goes_on_in_equal_steps_is_a_row(step: int, parts: list[tuple[int, int, int]]) -> None:
    numbers = [(start + n * by) % (1 << 32) for start, by, length in parts for n in range(length)]
    table = Numbers(
        Memory(struct.pack(f"<{len(numbers)}I", *numbers)), 0, len(numbers), 4, "little", "table"
    )
    assert [table.row(at, step) for at in range(len(numbers))] == rows(numbers, step)


def test_a_row_ends_with_its_page_and_with_the_largest_number() -> None:
    table = Numbers(Memory(DATA), 0, COUNT, 4, "little", "table")
    assert (table.row(0, 1), table.row(8190, 1), table.row(8192, 1)) == (8192, 2, 8192)
    most = struct.pack("<3I", *[(1 << 32) - 2, (1 << 32) - 1, 0])
    assert Numbers(Memory(most), 0, 3, 4, "little", "table").row(0, 1) == 2
    with pytest.raises(CorruptImage, match="it has 3 entries"):
        Numbers(Memory(most), 0, 3, 4, "little", "table").row(3, 1)


@pytest.mark.parametrize("at", [3, 8192, 1 << 60])
def test_an_entry_behind_the_table_is_none(at: int) -> None:
    with pytest.raises(CorruptImage, match="it has 3 entries"):
        Numbers(Memory(DATA), 0, 3, 4, "little", "table")[at]


def test_a_table_behind_the_end_is_none() -> None:
    with pytest.raises(CorruptImage, match="0 of 12 bytes"):
        Numbers(Memory(DATA), 1 << 63, 3, 4, "little", "table")[0]


def test_a_few_tables_are_kept() -> None:
    reader = Counting(DATA)
    tables = Tables(reader, 4, 4, "little", "table")
    for turn in range(2):
        for place in range(0, 16 * 16, 16):
            assert tables.at(place)[1] == 7 + place // 4 + 1
        assert reader.reads == 16, turn
    assert tables.at(16 * 16)[0] == 7 + 64
    assert tables.at(0)[0] == 7
    assert reader.reads == 18


@pytest.mark.usefixtures("often")
def test_several_ask_at_once() -> None:
    """A source that is looked into while it is streamed has one set of tables for both."""
    tables = Tables(Memory(DATA), 10, 4, "little", "table")

    def ask(reader: int) -> None:
        for place in range(0, TURNS, 4):  # each of them drives another one out
            tables.at(place + reader)
            assert tables.at(place)[3] == 7 + place // 4 + 3

    with ThreadPoolExecutor(READERS) as pool:
        for done in [pool.submit(ask, reader) for reader in range(READERS)]:
            done.result()

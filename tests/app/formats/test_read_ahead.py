from hypothesis import given
from hypothesis import strategies as st
from support_readers import Counted, Unpacked

from app.formats.read_ahead import ReadAhead

DATA = bytes(range(256)) * 1024


@given(st.lists(st.tuples(st.integers(0, len(DATA) + 9), st.integers(0, 70_000)), max_size=20))
def test_it_reads_what_the_reader_would(places: list[tuple[int, int]]) -> None:
    ahead = ReadAhead(Counted(DATA))
    for offset, length in places:
        assert ahead.read_at(offset, length) == DATA[offset : offset + length]


def test_reads_in_a_row_become_few() -> None:
    counted = Counted(DATA)
    ahead = ReadAhead(counted)
    for offset in range(0, len(DATA), 2048):
        ahead.read_at(offset, 2048)
    assert counted.reads == 1 + 8


def test_reads_that_jump_stay_small() -> None:
    counted = Counted(DATA)
    ahead = ReadAhead(counted)
    for offset in range(0, len(DATA), 64 << 10):
        ahead.read_at(offset, 512)
    assert counted.read == 4 * 512


def test_what_was_asked_for_comes_even_where_reading_ahead_does_not() -> None:
    ahead = ReadAhead(Unpacked(DATA, 5000))
    assert ahead.size is None
    assert ahead.read_at(0, 2048) + ahead.read_at(2048, 2048) == DATA[:4096]

"""The map of a drive that is tested, and what becomes of places that were found bad."""

import pytest

from app.capacity import CELLS, Capacity, Cell, Map, Verdict, judged

SIZE = 64 << 20
FRESH = Capacity(SIZE, SIZE, Verdict.FINE, (), (), 0, False, 1.0)


@pytest.mark.parametrize("size", [1 << 20, SIZE, SIZE + 512, 123_456_789_504])
def test_the_cells_cover_a_drive_without_a_gap(size: int) -> None:
    cells = Map(size, 1024)
    assert (cells.start(0), cells.start(cells.count)) == (0, size)
    assert cells.count == CELLS
    for number in range(cells.count):
        start, end = cells.start(number), cells.start(number + 1)
        assert list(cells.within(start, end - start)) == [number]
        assert list(cells.within(start, end - start + 1)) == [
            each for each in (number, number + 1) if each < cells.count
        ]


def test_a_small_drive_has_fewer() -> None:
    assert Map(64 << 10, 16 << 10).count == 4
    assert Map(512, 16 << 10).count == 1


def test_what_was_bad_stays_bad() -> None:
    cells = Map(SIZE, 1)
    assert cells.judge(3, Cell.GOOD)
    assert not cells.judge(3, Cell.GOOD)
    assert cells.judge(3, Cell.LOST)
    assert not cells.judge(3, Cell.GOOD)
    assert cells.cells[2:5] == (Cell.UNTESTED, Cell.LOST, Cell.UNTESTED)


@pytest.mark.parametrize(
    ("bad", "repeats", "good_end", "verdict", "keeps", "ranges"),
    [
        ((), None, SIZE, Verdict.FINE, SIZE, ()),
        (((9, 5),), None, SIZE, Verdict.WORN, SIZE, ((9, 5),)),
        (((9, 5), (40, 10)), None, 40, Verdict.FAKE, 40, ((9, 5),)),
        (((0, 50),), None, 0, Verdict.FAKE, 0, ()),
        (((9, 5),), 12, SIZE, Verdict.FAKE, 12, ((9, 3),)),
    ],
)
def test_what_is_bad_to_the_end_is_not_there(
    bad: tuple[tuple[int, int], ...],
    repeats: int | None,
    good_end: int,
    verdict: Verdict,
    keeps: int,
    ranges: tuple[tuple[int, int], ...],
) -> None:
    found = judged(FRESH, bad, repeats, good_end)
    assert (found.verdict, found.keeps, found.ranges) == (verdict, keeps, ranges)

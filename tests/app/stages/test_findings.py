"""What is made of what was read of a drive that is tested."""

import pytest

from app.capacity import Cell, Map, Verdict
from app.errors import ReadRefused
from app.events import Event, Judged, Warned
from app.stages.findings import Findings
from app.stages.pattern import SECTOR, Pattern

SIZE = 64 * SECTOR  # of a drive of 16 cells, each of four sectors
CELL = 4 * SECTOR
MOST = 4096  # places that are told apart
PATTERN = Pattern(bytes(range(1, 33)))


@pytest.fixture
def findings() -> Findings:
    return Findings(Map(SIZE, CELL), PATTERN)


def not_again() -> None:
    raise AssertionError("nothing was wrong")


def nothing_else() -> None:
    """Read again, it is the same."""


def written(offset: int, sectors: int) -> memoryview:
    """As it was written there."""
    return memoryview(bytearray(PATTERN.bytes_at(offset, sectors * SECTOR)))


def told(findings: Findings) -> list[Event]:
    return list(findings.news())


def verdict(findings: Findings) -> tuple[Verdict, int, tuple[tuple[int, int], ...]]:
    found = findings.result(whole=False, overcame=0, seconds=0.0)
    return found.verdict, found.keeps, found.ranges


def test_what_comes_back_is_good(findings: Findings) -> None:
    findings.read(CELL, written(CELL, 8), not_again)
    assert told(findings) == [Judged(1, 16, Cell.GOOD), Judged(2, 16, Cell.GOOD)]
    assert findings.good_end == 3 * CELL
    findings.read(0, written(0, 4), not_again)
    assert findings.good_end == 3 * CELL
    assert (findings.bad, findings.repeats) == ((), None)
    found = findings.result(whole=True, overcame=5, seconds=1.5, changed=2)
    assert (found.size, found.keeps, found.verdict) == (SIZE, SIZE, Verdict.FINE)
    assert found.cells == (Cell.GOOD,) * 3 + (Cell.UNTESTED,) * 13
    assert (found.whole, found.overcame, found.seconds, found.changed) == (True, 5, 1.5, 2)
    assert findings.result(whole=False, overcame=0, seconds=0.0).changed == 0


def test_what_is_right_only_when_read_again_is_told_and_counts(findings: Findings) -> None:
    right, view = written(CELL, 2), written(CELL, 2)
    view[700] ^= 1

    def again() -> None:
        view[:] = right

    findings.read(CELL, view, again)
    text = "Byte 2,048 was right only when read again."
    assert told(findings) == [Warned("read-again", text, CELL), Judged(1, 16, Cell.GOOD)]
    assert findings.bad == ()


def test_what_is_wrong_is_told_by_the_sector(findings: Findings) -> None:
    view = written(CELL, 4)
    view[SECTOR] ^= 1
    view[3 * SECTOR - 1] ^= 1
    findings.read(CELL, view, nothing_else)
    assert findings.bad == ((CELL + SECTOR, 2 * SECTOR),)
    assert findings.good_end == 2 * CELL
    assert told(findings) == [Judged(1, 16, Cell.GOOD), Judged(1, 16, Cell.LOST)]
    assert verdict(findings) == (Verdict.WORN, SIZE, findings.bad)


def test_what_cannot_be_read_again_is_what_was_read(findings: Findings) -> None:
    def again() -> None:
        raise ReadRefused("Stick", CELL, "Input/output error")

    view = written(CELL, 1)
    view[100] ^= 1
    findings.read(CELL, view, again)
    assert findings.bad == ((CELL, SECTOR),)


def test_what_the_drive_refuses_is_bad(findings: Findings) -> None:
    findings.refused(2 * CELL, CELL)
    findings.good(8 * CELL, CELL)
    assert findings.bad == ((2 * CELL, CELL),)
    assert told(findings) == [Judged(2, 16, Cell.REFUSED), Judged(8, 16, Cell.GOOD)]


def test_of_a_drive_that_keeps_nothing_nothing_is_good(findings: Findings) -> None:
    findings.refused(0, SIZE)
    assert verdict(findings) == (Verdict.FAKE, 0, ())


def test_neighbours_are_one_place_whatever_came_between(findings: Findings) -> None:
    for offset in (8 * CELL, CELL, 2 * CELL, CELL + SECTOR):
        findings.refused(offset, CELL)
    assert findings.bad == ((CELL, 2 * CELL), (8 * CELL, CELL))


@pytest.mark.parametrize("last", [8 * CELL, 12 * CELL, SIZE - SECTOR])
def test_all_that_is_behind_is_one_place(findings: Findings, last: int) -> None:
    """What came there last looks as if it had been kept. The last place that there is, is there."""
    findings.good(0, 8 * CELL - SECTOR)
    findings.foreign(8 * CELL - SECTOR, last)
    for offset in (*range(8 * CELL, last, SECTOR), *range(last + SECTOR, SIZE, SECTOR)):
        findings.foreign(offset, last)
    findings.good(last, SECTOR)
    assert findings.good_end == 8 * CELL - SECTOR
    assert verdict(findings)[:2] == (Verdict.FAKE, 8 * CELL - SECTOR)


def test_a_place_that_goes_on_into_what_is_not_there(findings: Findings) -> None:
    findings.foreign(0, 8 * CELL)
    findings.good(SECTOR, 8 * CELL)
    assert findings.good_end == 8 * CELL


def test_what_lies_behind_as_well_is_kept(findings: Findings) -> None:
    findings.good(8 * CELL, CELL)
    findings.foreign(12 * CELL, 8 * CELL)
    assert findings.good_end == 9 * CELL


@pytest.mark.parametrize("later", [0, 2 * (MOST - 1) * CELL])
def test_of_very_many_places_the_last_are_one(later: int) -> None:
    """Whichever of them comes last."""
    findings = Findings(Map(4 * MOST * CELL, CELL), PATTERN)
    for number in range(1, MOST + 1):
        findings.refused(2 * number * CELL, SECTOR)
    findings.refused(later, SECTOR)
    start = min(2 * MOST * CELL, later)
    assert findings.bad[-1] == (start, 2 * MOST * CELL + SECTOR - start)


@pytest.mark.parametrize("real", [8 * CELL, 9 * CELL, 15 * CELL])
def test_where_a_drive_begins_anew(findings: Findings, real: int) -> None:
    """Written to its end, its start holds what lies as far behind it."""
    for offset in range(0, SIZE - real, SECTOR):
        findings.foreign(offset, offset + real)
    assert findings.repeats == real
    assert findings.bad == ()
    assert verdict(findings) == (Verdict.FAKE, real, ())
    cells = findings.result(whole=False, overcame=0, seconds=0.0).cells
    assert cells == (Cell.GOOD,) * (real // CELL) + (Cell.REPEATS,) * (16 - real // CELL)


def test_the_least_distance_counts_whichever_comes_first(findings: Findings) -> None:
    """Some hold what was written twice as far away; and to a drive all that matters is between."""
    real = 4 * CELL
    findings.foreign(2 * CELL, 2 * CELL + 3 * real)
    findings.foreign(CELL, CELL + real)
    findings.foreign(3 * CELL, 3 * CELL + 2 * real)
    assert findings.repeats == real
    findings.foreign(3 * CELL + 2 * real, 3 * CELL)
    assert findings.repeats == real


def test_a_drive_that_does_not_begin_with_its_start(findings: Findings) -> None:
    """One place takes all that has none: nothing begins anew there."""
    findings.foreign(12 * CELL, 14 * CELL)
    findings.foreign(12 * CELL + SECTOR, 14 * CELL + SECTOR)
    assert findings.repeats is None
    assert findings.bad == ((12 * CELL, 2 * SECTOR),)
    assert told(findings) == [Judged(12, 16, Cell.REPEATS)]
    findings.foreign(14 * CELL, 2 * CELL)
    assert findings.repeats is None  # its start is as far away as it would begin anew
    findings.foreign(3 * CELL, 2 * CELL - SECTOR)
    assert findings.repeats is None


def test_the_start_may_be_told_by_either_place(findings: Findings) -> None:
    findings.foreign(12 * CELL, 4 * CELL)
    assert findings.repeats == 8 * CELL
    other = Findings(Map(SIZE, CELL), PATTERN)
    other.foreign(4 * CELL, 12 * CELL)
    assert other.repeats == 8 * CELL
    third = Findings(Map(SIZE, CELL), PATTERN)
    third.foreign(8 * CELL, 16 * CELL)
    assert third.repeats is None


def test_a_foreign_sector_in_what_is_read(findings: Findings) -> None:
    view = written(0, 4)
    view[SECTOR : 2 * SECTOR] = PATTERN.bytes_at(8 * CELL + SECTOR, SECTOR)
    findings.read(0, view, nothing_else)
    assert findings.repeats == 8 * CELL


def test_what_is_worn_in_front_of_where_it_begins_anew(findings: Findings) -> None:
    findings.foreign(0, 8 * CELL)
    findings.refused(2 * CELL, SECTOR)
    findings.refused(7 * CELL, 2 * CELL)
    findings.good(CELL, CELL)
    found = findings.result(whole=False, overcame=0, seconds=0.0)
    assert (found.verdict, found.keeps) == (Verdict.FAKE, 8 * CELL)
    assert found.ranges == ((2 * CELL, SECTOR), (7 * CELL, CELL))
    worn = [number for number, cell in enumerate(found.cells) if cell is Cell.LOST]
    assert worn == [2, 7]
    assert set(found.cells[8:]) == {Cell.REPEATS}


def test_of_very_many_places_the_last_reaches_to_the_end(findings: Findings) -> None:
    large = Findings(Map(3 * (MOST + 2) * SECTOR, CELL), PATTERN)
    for number in range(MOST + 2):
        large.refused(3 * number * SECTOR, SECTOR)
    assert len(large.bad) == MOST
    assert large.bad[MOST - 2] == (3 * (MOST - 2) * SECTOR, SECTOR)
    assert large.bad[-1] == (3 * (MOST - 1) * SECTOR, 7 * SECTOR)

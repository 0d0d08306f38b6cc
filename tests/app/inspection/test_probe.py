import pytest
from hypothesis import given
from hypothesis import strategies as st
from support_inspection import Limited

from app.errors import BudgetSpent, CorruptImage, NotReached, PackedDamaged, UnsupportedImage
from app.formats.binary import Memory
from app.inspection.probe import Notes, Paged
from app.report import Severity

DATA = bytes(range(256)) * 1024


class Counted(Memory):
    reads = 0

    def read_at(self, offset: int, length: int) -> bytes:
        self.reads += 1
        return super().read_at(offset, length)


@given(st.integers(-10, len(DATA) + 10), st.integers(-10, len(DATA) + 10))
def test_pages_read_like_the_whole(offset: int, length: int) -> None:
    assert Paged(Memory(DATA)).read_at(offset, length) == Memory(DATA).read_at(offset, length)


def test_what_was_read_is_not_read_again() -> None:
    counted = Counted(DATA)
    paged = Paged(counted)
    for place in range(0, 60_000, 100):
        assert paged.read_at(place, 4) == DATA[place : place + 4]
    assert counted.reads == 2
    assert paged.size == len(DATA)


def test_few_pages_are_kept() -> None:
    counted = Counted(bytes(8 << 20))
    paged = Paged(counted)
    for _ in range(2):
        for place in range(0, 8 << 20, 32 << 10):
            paged.read_at(place, 1)
    assert counted.reads == 2 * 256


def test_bytes_before_a_limit_are_had_though_their_page_is_not() -> None:
    paged = Paged(Limited(DATA, 1000))
    assert paged.read_at(990, 10) == DATA[990:1000]
    with pytest.raises(NotReached):
        paged.read_at(995, 10)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (NotReached(10, 5), "not-looked-at"),
        (BudgetSpent("too many"), "not-looked-at"),
        (UnsupportedImage("a layer of no known kind"), "not-looked-at"),
        (PackedDamaged("xz", 100, "bad block"), "packed-damaged"),
        (CorruptImage("thing", 0, "broken"), ""),
    ],
)
def test_failures_are_written_down(error: Exception, code: str) -> None:
    notes = Notes()

    def probe() -> int:
        raise error

    assert notes.attempt("The thing", probe, -1) == -1
    assert [finding.code for finding in notes.findings] == ([code] if code else [])


def test_other_errors_fly() -> None:
    with pytest.raises(ZeroDivisionError):
        Notes().attempt("The thing", lambda: 1 // 0, 0)


def test_a_finding_is_kept_once_and_a_code_not_without_end() -> None:
    notes = Notes()
    for offset in [7, 7, *range(100)]:
        notes.add("code", Severity.INFO, f"at {offset}", offset)
    assert len(notes.findings) == 16
    assert notes.findings[0].text == "at 7"
    assert notes.has("code")
    assert not notes.has("other")

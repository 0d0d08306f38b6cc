import string
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtWidgets import QApplication

from ui import text
from ui.view import Run


@pytest.fixture(autouse=True)
def british() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    yield
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0, "0 bytes"),
        (1, "1 byte"),
        (999, "999 bytes"),
        (1000, "1 kB"),
        (5_100_000, "5.1 MB"),
        (402_000_000, "402 MB"),
        (999_700_000, "1 GB"),
        (6_200_000_000, "6.2 GB"),
        (18_249_000_000, "18.2 GB"),
        (20_010_000_000, "20 GB"),
        (612_000_000_000, "612 GB"),
    ],
)
def test_size(value: int, said: str) -> None:
    assert text.size(value) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (30_752_000_000, "32 GB"),
        (15_518_924_800, "16 GB"),
        (61_530_439_680, "64 GB"),
        (4_004_511_744, "4 GB"),
        (250_059_350_016, "250 GB"),
        (1_000_204_886_016, "1 TB"),
        (2_000_398_934_016, "2 TB"),
        (14_800_000_000, "16 GB"),
        (70_000_000_000, "70 GB"),
        (1_048_576, "1 MB"),
    ],
)
def test_capacity_is_what_is_printed_on_the_drive(value: int, said: str) -> None:
    assert text.capacity(value) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [(41_300_000, "41 MB/s"), (9_260_000, "9.3 MB/s"), (113e6, "113 MB/s")],
)
def test_speed(value: float, said: str) -> None:
    assert text.speed(value) == said


def test_places_and_parts() -> None:
    assert text.place(3_410_493_440) == "3.41 GB"
    assert text.done_of(3_910_000_000, 6_200_000_000) == "3.91 of 6.20 GB"
    assert text.done_of(900_000, 6_200_000_000) == "0.00 of 6.20 GB"
    assert text.number(6_661_120) == "6,661,120"
    assert text.percent(63) == "63%"
    assert text.date(QDate(2001, 8, 3)) == "3 August 2001"


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "5 seconds"),
        (33, "35 seconds"),
        (58, "1 minute"),
        (95, "1½ minutes"),
        (119, "2 minutes"),
        (284, "4½ minutes"),
        (290, "5 minutes"),
        (1199, "20 minutes"),
        (3600, "1 hour"),
        (5400, "1½ hours"),
        (7200, "2 hours"),
    ],
)
def test_rough_time(seconds: float, said: str) -> None:
    assert text.rough_time(seconds) == said


def test_time_that_passed() -> None:
    assert text.duration(5.9) == "5 s"
    assert text.duration(85) == "1 min 25 s"
    assert text.duration(3900) == "1 h 5 min"


def test_a_number_chooses_the_form() -> None:
    source = "%n (disk|disks) of this computer (is|are) not offered"
    assert text.translate("t", source, count=1) == "1 disk of this computer is not offered"
    assert text.translate("t", source, count=2) == "2 disks of this computer are not offered"


def test_places_of_a_sentence_are_bold() -> None:
    built = text.sentence("On {drive} only.", drive="<b>A</b>")
    assert built.runs == (Run("On "), Run("<b>A</b>", strong=True), Run(" only."))
    assert built.plain == "On <b>A</b> only."


def test_numbers_keep_their_order_in_a_mirrored_language(qapp: QApplication) -> None:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        assert text.size(6_200_000_000) == "\u20666.2 GB\u2069"
        assert text.speed(41_000_000).startswith("\u2066")
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@given(st.integers(min_value=0, max_value=10**16))
def test_a_size_is_short(value: int) -> None:
    assert sum(character in string.digits for character in text.size(value)) <= 4
    assert text.capacity(value)

"""The window opens where it was, and never where nobody sees it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, QSize
from pytestqt.qtbot import QtBot

from ui.main_window import SMALLEST, MainWindow
from ui.window_place import Place, fitting, place_of, read, restore, stored

SCREENS = [QRect(0, 27, 1920, 1053), QRect(1920, 0, 800, 480)]
LENGTHS = st.integers(-(1 << 15) + 1, (1 << 15) - 1)
PLACES = st.builds(
    Place,
    st.builds(QSize, st.integers(1, 9000), st.integers(1, 9000)),
    st.one_of(st.none(), st.builds(QPoint, LENGTHS, LENGTHS)),
    st.booleans(),
)


@given(PLACES)
def test_it_is_on_a_screen_as_a_whole(place: Place) -> None:
    rect = fitting(place, SCREENS, SMALLEST)
    assert any(screen.contains(rect) for screen in SCREENS)


@pytest.mark.parametrize(
    ("place", "rect"),
    [
        (Place(QSize(1000, 720), QPoint(300, 200)), QRect(300, 200, 1000, 720)),
        (Place(QSize(1000, 720), QPoint(-200, 100)), QRect(0, 100, 1000, 720)),
        (Place(QSize(700, 480), QPoint(1950, 0)), QRect(1950, 0, 700, 480)),
        (Place(QSize(1000, 720), QPoint(2000, 0)), QRect(1920, 0, 800, 480)),
        (Place(QSize(4000, 3000), QPoint(0, 27)), QRect(0, 27, 1920, 1053)),
        (Place(QSize(10, 10), QPoint(50, 50)), QRect(50, 50, 360, 480)),
    ],
)
def test_places(place: Place, rect: QRect) -> None:
    assert fitting(place, SCREENS, SMALLEST) == rect


@pytest.mark.parametrize("corner", [None, QPoint(5000, 5000), QPoint(-5000, 30)])
def test_without_a_place_of_its_own_it_stands_in_the_middle(corner: QPoint | None) -> None:
    rect = fitting(Place(QSize(1000, 720), corner), SCREENS, SMALLEST)
    assert abs(rect.center().x() - SCREENS[0].center().x()) <= 1
    assert abs(rect.center().y() - SCREENS[0].center().y()) <= 1


@given(PLACES)
def test_what_is_kept_comes_back(place: Place) -> None:
    assert read(stored(place)) == place


@pytest.mark.parametrize(
    "found",
    [
        None,
        {},
        {"width": 5},
        {"width": "5", "height": 5},
        {"width": 0, "height": 5},
        {"width": 10**9, "height": 5},
        {"width": True, "height": True},
    ],
)
def test_nonsense_is_no_place(found: dict[str, object] | None) -> None:
    assert read(found) is None


def test_a_window_opens_where_it_was(qtbot: QtBot) -> None:
    first, second = MainWindow(), MainWindow()
    for window in (first, second):
        qtbot.addWidget(window)
    first.resize(640, 500)
    first.move(30, 40)
    first.show()
    restore(second, place_of(first))
    second.show()
    assert second.size() == QSize(640, 500)
    assert second.pos() == first.pos()


def test_a_maximised_window_remembers_the_size_it_had(qtbot: QtBot) -> None:
    window, again = MainWindow(), MainWindow()
    for each in (window, again):
        qtbot.addWidget(each)
    window.resize(640, 500)
    window.show()
    window.showMaximized()
    qtbot.waitUntil(window.isMaximized)
    place = place_of(window)
    assert (place.size, place.maximised) == (QSize(640, 500), True)
    restore(again, place)
    again.show()
    assert again.isMaximized()

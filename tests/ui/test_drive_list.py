"""Design 10.1 and 10.2: nothing is chosen for the user, and no row moves under a hand."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from samples import home
from samples.cards import KINGSTON, LOCKED_CARD, SAMSUNG, SANDISK, UBUNTU, drives
from samples.window import Shown, settle

from ui.components.drive_list import QUIET, DriveList
from ui.components.drive_row import BoxRow, CircleRow, Row
from ui.intents import ChooseDrive, TickDrive
from ui.view import DriveRow, Screen


def with_rows(*rows: DriveRow, chosen: str = "") -> Screen:
    return home.home(UBUNTU, drives(*rows, chosen=chosen), home.CHOOSE)


def rows(shown: Shown) -> tuple[Row, ...]:
    found = shown.window.findChild(DriveList)
    assert found is not None
    return found.rows


def long_ago(shown: Shown) -> None:
    """That was the last key."""
    found = shown.window.findChild(DriveList)
    assert found is not None
    found._quiet.stop()
    found._quiet.timeout.emit()
    settle()


def with_time(shown: Shown) -> None:
    """As much of it as the test needs: a busy machine takes longer than the list waits."""
    found = shown.window.findChild(DriveList)
    assert found is not None
    assert found._quiet.interval() == QUIET == 2000
    found._quiet.setInterval(1_000_000)


def keys(shown: Shown) -> list[str]:
    return [row.view.key for row in rows(shown)]


@pytest.mark.parametrize("count", [0, 1, 3])
def test_nothing_is_chosen_by_the_window(shown: Shown, count: int) -> None:
    """Acceptance 4, the window's part."""
    shown.show(with_rows(*(SANDISK, KINGSTON, SAMSUNG)[:count]))
    assert not any(row.isChecked() for row in rows(shown))
    assert shown.sent == []


def test_a_press_asks_and_the_view_answers(shown: Shown) -> None:
    shown.show(with_rows(SANDISK, KINGSTON))
    QTest.mouseClick(rows(shown)[0], Qt.MouseButton.LeftButton)
    assert shown.sent == [ChooseDrive("usb-1")]
    assert not rows(shown)[0].isChecked()
    shown.show(with_rows(SANDISK, KINGSTON, chosen="usb-1"))
    assert rows(shown)[0].isChecked()


def test_space_clears_and_a_click_does_not(shown: Shown) -> None:
    shown.show(with_rows(SANDISK, chosen="usb-1"))
    QTest.mouseClick(rows(shown)[0], Qt.MouseButton.LeftButton)
    assert shown.sent == []
    QTest.keyClick(rows(shown)[0], Qt.Key.Key_Space)
    assert shown.sent == [ChooseDrive("")]


def test_a_blocked_row_has_the_focus_but_cannot_be_chosen(shown: Shown) -> None:
    shown.show(with_rows(LOCKED_CARD))
    row = rows(shown)[0]
    assert row.isEnabled()
    row.setFocus()
    assert shown.window.focusWidget() is row
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    QTest.keyClick(row, Qt.Key.Key_Space)
    assert shown.sent == []
    assert "Locked" in row.accessibleDescription()


def test_arrows_move_the_choice_with_circles(shown: Shown) -> None:
    shown.show(with_rows(SANDISK, LOCKED_CARD, KINGSTON))
    rows(shown)[0].setFocus()
    QTest.keyClick(rows(shown)[0], Qt.Key.Key_Down)
    assert shown.sent == []  # the locked card only takes the focus
    QTest.keyClick(rows(shown)[1], Qt.Key.Key_Down)
    assert shown.sent == [ChooseDrive("usb-2")]
    assert shown.window.focusWidget() is rows(shown)[2]


def test_arrows_move_only_the_focus_with_boxes(shown: Shown) -> None:
    shown.show(home.SEVERAL)
    assert all(isinstance(row, BoxRow) for row in rows(shown))
    rows(shown)[0].setFocus()
    QTest.keyClick(rows(shown)[0], Qt.Key.Key_Down)
    assert shown.sent == []
    QTest.keyClick(rows(shown)[1], Qt.Key.Key_Space)
    assert shown.sent == [TickDrive("usb-2", on=False)]


def test_circles_become_boxes(shown: Shown) -> None:
    shown.show(home.READY)
    assert all(isinstance(row, CircleRow) for row in rows(shown))
    shown.show(home.SEVERAL)
    assert all(isinstance(row, BoxRow) for row in rows(shown))


def test_a_new_drive_comes_at_the_end_and_moves_nothing(shown: Shown) -> None:
    shown.show(with_rows(SANDISK))
    place = rows(shown)[0].mapTo(shown.window, QPoint(0, 0))
    widget = rows(shown)[0]
    shown.show(with_rows(SANDISK, KINGSTON))
    assert keys(shown) == ["usb-1", "usb-2"]
    assert rows(shown)[0] is widget
    assert widget.mapTo(shown.window, QPoint(0, 0)) == place


def test_rows_keep_their_places_after_a_key(shown: Shown) -> None:
    """Acceptance 5."""
    shown.show(with_rows(SANDISK, KINGSTON, SAMSUNG))
    with_time(shown)
    rows(shown)[2].setFocus()
    QTest.keyClick(rows(shown)[2], Qt.Key.Key_Up)
    places = {row.view.key: row.geometry() for row in rows(shown)}
    shown.show(with_rows(KINGSTON, SAMSUNG))
    assert {row.view.key: row.geometry() for row in rows(shown)} == places
    assert not rows(shown)[0].isEnabled()  # gone, and without effect
    long_ago(shown)
    assert keys(shown) == ["usb-2", "usb-3"]


def test_rows_keep_their_places_under_the_pointer(shown: Shown, qtbot: QtBot) -> None:
    """Acceptance 5, for as long as the pointer is there."""
    shown.show(with_rows(SANDISK, KINGSTON, SAMSUNG))
    with_time(shown)
    qtbot.waitUntil(shown.window.isActiveWindow)
    before = QCursor.pos()
    try:
        QCursor.setPos(rows(shown)[1].mapToGlobal(QPoint(20, 20)))
        places = {row.view.key: row.geometry() for row in rows(shown)}
        shown.show(with_rows(KINGSTON, SAMSUNG))
        long_ago(shown)
        assert {row.view.key: row.geometry() for row in rows(shown)} == places
    finally:
        QCursor.setPos(before)
    long_ago(shown)
    assert keys(shown) == ["usb-2", "usb-3"]


def test_a_remark_more_moves_nothing_under_a_hand(shown: Shown) -> None:
    shown.show(with_rows(SANDISK, KINGSTON, SAMSUNG))
    with_time(shown)
    rows(shown)[2].setFocus()
    QTest.keyClick(rows(shown)[2], Qt.Key.Key_Up)
    places = {row.view.key: row.geometry() for row in rows(shown)}
    remark = LOCKED_CARD.remark
    assert remark is not None
    locked = replace(SANDISK, remark=remark, blocked=True, description=remark.text)
    shown.show(with_rows(locked, KINGSTON, SAMSUNG))
    assert {row.view.key: row.geometry() for row in rows(shown)} == places
    assert rows(shown)[0].view.blocked  # it can't be chosen from this moment on
    assert rows(shown)[0].accessibleDescription() == remark.text
    long_ago(shown)
    assert rows(shown)[0].view == locked
    assert rows(shown)[1].geometry() != places["usb-2"]


def test_a_remark_comes_at_once_when_it_moves_nothing(shown: Shown) -> None:
    shown.show(with_rows(SANDISK, KINGSTON))
    QTest.keyClick(rows(shown)[0], Qt.Key.Key_Down)
    locked = replace(KINGSTON, remark=LOCKED_CARD.remark, blocked=True)
    shown.show(with_rows(SANDISK, locked))
    assert rows(shown)[1].view == locked
    back = with_rows(SANDISK, KINGSTON)
    shown.show(back)
    assert rows(shown)[1].view == KINGSTON


def test_a_row_leaves_at_once_when_nobody_is_near(shown: Shown) -> None:
    shown.show(with_rows(SANDISK, KINGSTON))
    shown.show(with_rows(KINGSTON))
    settle()
    assert keys(shown) == ["usb-2"]


def test_a_row_that_changes_stays_the_same_widget(shown: Shown) -> None:
    shown.show(with_rows(SANDISK))
    widget = rows(shown)[0]
    widget.setFocus()
    shown.show(with_rows(replace(SANDISK, contents="Nothing on it", badge="Just plugged in")))
    assert rows(shown)[0] is widget
    assert shown.window.focusWidget() is widget
    assert "Nothing on it" in widget.accessibleDescription()

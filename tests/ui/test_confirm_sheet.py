"""Acceptance 7 and design 10.5, 10.6: the sheet before erasing."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QElapsedTimer, QLineF, QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from samples import sheets
from samples.window import Shown, settle

from ui.components.field import Field
from ui.intents import Confirmed, Dismiss
from ui.sheets.confirm import DEAF, FAR, ConfirmSheetWidget
from ui.view import Screen, Typing, plain

LEFT = Qt.MouseButton.LeftButton


class Since(QElapsedTimer):
    """Since the sheet opened: as many milliseconds as the test says."""

    def __init__(self, passed: int) -> None:
        super().__init__()
        self.passed = passed

    def elapsed(self) -> int:
        return self.passed


def opened(shown: Shown, screen: Screen, *, passed: int = DEAF) -> ConfirmSheetWidget:
    """`passed` milliseconds ago."""
    shown.show(replace(screen, sheet=None))
    shown.show(screen)
    sheet = shown.window.findChild(ConfirmSheetWidget)
    assert sheet is not None
    sheet._open = Since(passed)
    return sheet


def test_the_focus_is_on_cancel_and_enter_does_not_erase(shown: Shown) -> None:
    sheet = opened(shown, sheets.CONFIRM)
    focus = shown.window.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == "Cancel"
    QTest.keyClick(focus, Qt.Key.Key_Return)
    assert shown.sent == [Dismiss()]
    assert Confirmed() not in shown.sent
    assert sheet.erase.isEnabled()


def test_the_red_button_is_deaf_at_first_and_keeps_its_place(shown: Shown) -> None:
    assert DEAF == 500
    sheet = opened(shown, sheets.CONFIRM, passed=DEAF - 1)
    place = sheet.erase.mapTo(shown.window, QPoint(0, 0)), sheet.erase.size()
    QTest.mouseClick(sheet.erase, LEFT)
    QTest.keyClick(sheet.erase, Qt.Key.Key_Space)
    assert shown.sent == []
    sheet._open = Since(DEAF)
    assert (sheet.erase.mapTo(shown.window, QPoint(0, 0)), sheet.erase.size()) == place
    QTest.mouseClick(sheet.erase, LEFT)
    assert shown.sent == [Confirmed()]


def test_tab_and_space_erase(shown: Shown) -> None:
    sheet = opened(shown, sheets.CONFIRM)
    shown.window.tab(forward=True)
    assert shown.window.focusWidget() is sheet.erase
    QTest.keyClick(sheet.erase, Qt.Key.Key_Space)
    assert shown.sent == [Confirmed()]


@pytest.mark.parametrize(
    "size", [(1000, 720), (800, 480), (560, 600), (420, 600), (360, 720), (360, 480)]
)
def test_the_red_button_stands_far_from_where_write_was(
    shown: Shown, size: tuple[int, int]
) -> None:
    shown.resize(*size)
    for screen in (sheets.CONFIRM, sheets.CONFIRM_TYPED, sheets.CONFIRM_MANY):
        sheet = opened(shown, screen)
        write = shown.window.bar.primary
        assert write is not None
        first = write.mapTo(shown.window, write.rect().center())
        second = sheet.erase.mapTo(shown.window, sheet.erase.rect().center())
        assert QLineF(QPointF(first), QPointF(second)).length() >= FAR - 1
        assert shown.window.rect().contains(sheet.geometry())


def test_typing_the_name_enables_it(shown: Shown) -> None:
    sheet = opened(shown, sheets.CONFIRM_TYPED)
    field = sheet.findChild(Field)
    assert field is not None
    assert not sheet.erase.isEnabled()
    field.setText("  backup 2024 ")
    assert sheet.erase.isEnabled()
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert shown.sent == []
    QTest.mouseClick(sheet.erase, LEFT)
    assert shown.sent == [Confirmed("  backup 2024 ")]


def test_what_was_typed_survives_another_width(shown: Shown) -> None:
    opened(shown, sheets.CONFIRM_TYPED)
    shown.resize(400, 720)
    settle()
    sheet = shown.window.findChild(ConfirmSheetWidget)
    field = sheet.findChild(Field) if sheet is not None else None
    assert field is not None
    assert field.text() == "Backup 20"


def test_the_same_question_again_leaves_the_sheet_alone(shown: Shown) -> None:
    sheet = opened(shown, sheets.CONFIRM)
    shown.show(replace(sheets.CONFIRM, title="another title of the window"))
    assert shown.window.findChild(ConfirmSheetWidget) is sheet


def test_words_that_do_not_fit_are_kept_apart_from_the_buttons(shown: Shown) -> None:
    """A field that ended at a button would look whole."""

    def between() -> int:
        sheet = shown.window.findChild(ConfirmSheetWidget)
        assert sheet is not None
        words = sheet._scroll.geometry().bottom()
        return sheet.erase.mapTo(sheet, sheet.erase.rect().topLeft()).y() - words

    shown.resize(1000, 1400)
    opened(shown, sheets.CONFIRM_MANY)
    whole = between()
    shown.resize(1000, 500)
    assert between() >= whole + 8
    shown.resize(1000, 1400)
    assert between() == whole


def test_a_screen_reader_hears_what_goes(shown: Shown) -> None:
    sheet = opened(shown, sheets.CONFIRM)
    assert sheet.accessibleName() == "Erase SanDisk Ultra?"
    assert "HOLIDAY" in sheet.accessibleDescription()
    assert "gone for good" in sheet.accessibleDescription()


def test_the_focus_comes_back(shown: Shown) -> None:
    shown.show(replace(sheets.CONFIRM, sheet=None))
    write = shown.window.bar.primary
    assert write is not None
    write.setFocus()
    shown.show(sheets.CONFIRM)
    shown.show(replace(sheets.CONFIRM, sheet=None))
    assert shown.window.focusWidget() is write


@pytest.mark.parametrize(
    ("typed", "fits"), [("2", True), (" 2 ", True), ("3", False), ("", False), ("22", False)]
)
def test_what_fits(typed: str, *, fits: bool) -> None:
    assert Typing(plain("type 2"), "2", "number").fits(typed) is fits

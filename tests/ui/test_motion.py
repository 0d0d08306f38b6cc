"""Motion ends where stillness begins: the last frame is the one that less motion shows at once."""

import pytest
from PySide6.QtCore import QAbstractAnimation
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from samples import home, outcome, sheets, work
from samples.cards import SANDISK, UBUNTU, drives
from samples.window import Shown, settle

from ui import theme
from ui.theme import PaletteName
from ui.view import Screen

ONE_DRIVE = home.home(UBUNTU, drives(SANDISK), home.CHOOSE)


def moving(shown: Shown) -> bool:
    animations = shown.window.findChildren(QAbstractAnimation)
    return any(a.state() == QAbstractAnimation.State.Running for a in animations)


def picture(shown: Shown, first: Screen, second: Screen, *, still: bool) -> QImage:
    theme.use(PaletteName.LIGHT, still=True)
    shown.show(first)
    theme.use(PaletteName.LIGHT, still=still)
    shown.window.present(second)
    if (focus := QApplication.focusWidget()) is not None:
        focus.clearFocus()  # a blinking caret would be another picture each time
    return shown.window.grab().toImage()


def at_rest(shown: Shown) -> QImage:
    """The picture once everything is laid out: the end of a motion asks for that once more, and on
    a busy machine it is done long after the motion has ended."""
    settle()
    return shown.window.grab().toImage()


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (home.READY, work.WRITING),
        (work.WRITING, outcome.DONE),
        (home.READY, sheets.EVIDENCE),
        (home.READY, sheets.CONFIRM),
        (work.EMPTY, work.DRAG_OVER),
        (ONE_DRIVE, home.INSPECTED),
    ],
)
def test_it_ends_in_the_still_picture(
    shown: Shown, qtbot: QtBot, first: Screen, second: Screen
) -> None:
    picture(shown, first, second, still=False)
    assert moving(shown)
    qtbot.waitUntil(lambda: not moving(shown), timeout=10_000)
    moved = at_rest(shown)
    assert picture(shown, first, second, still=True) is not None
    assert not moving(shown)
    assert at_rest(shown) == moved


def test_the_red_button_does_not_move_with_the_motion(shown: Shown) -> None:
    theme.use(PaletteName.LIGHT, still=True)
    shown.show(sheets.CONFIRM)
    host = shown.window._host
    assert host is not None
    assert host.sheet is not None
    place = host.sheet.geometry()
    shown.show(home.READY)
    theme.use(PaletteName.LIGHT, still=False)
    shown.window.present(sheets.CONFIRM)
    assert moving(shown)
    assert host.sheet.geometry() == place

"""Enter presses the button that has the focus, on every desktop: Qt asks the theme of the desktop
whether it does, and knows Space alone where there is none, as here."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from samples.states import STATES
from samples.window import Shown

from ui import intents
from ui.components.button import Button
from ui.components.drive_row import CircleRow
from ui.components.drop_zone import DropZone
from ui.components.recent_row import RecentRow
from ui.components.tool_tile import ToolTile

KINDS = [
    ("01-empty", DropZone, intents.ChooseFile),
    ("01-empty", RecentRow, intents.OpenFile),
    ("03-image-inspected", Button, intents.ShowTools),
    ("03-image-inspected", CircleRow, intents.ChooseDrive),
    ("22-tools", ToolTile, intents.OpenTool),
]


def focused(shown: Shown, state: str, kind: type[QAbstractButton]) -> QAbstractButton:
    shown.show(STATES[state])
    found = next(each for each in shown.window.findChildren(kind) if each.isVisible())
    found.setFocus(Qt.FocusReason.TabFocusReason)
    shown.sent.clear()
    return found


def pressed(key: Qt.Key, *, held: bool = False, text: str = "\r") -> QKeyEvent:
    modifiers = Qt.KeyboardModifier.NoModifier
    return QKeyEvent(QEvent.Type.KeyPress, key, modifiers, text, autorep=held)


@pytest.mark.parametrize(
    ("state", "kind", "wish"), KINDS, ids=[kind.__name__ for _, kind, _ in KINDS]
)
@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_it_presses_what_has_the_focus(
    shown: Shown, state: str, kind: type[QAbstractButton], wish: type[object], key: Qt.Key
) -> None:
    QTest.keyClick(focused(shown, state, kind), key)
    assert [type(each) for each in shown.sent] == [wish]


def test_held_it_presses_once(shown: Shown) -> None:
    """What it opened would be answered by it."""
    button = focused(shown, "04-ready", Button)
    QApplication.sendEvent(button, pressed(Qt.Key.Key_Return, held=True))
    assert shown.sent == []
    shown.show(STATES["12-confirm"])
    focus = shown.window.focusWidget()
    assert isinstance(focus, Button)  # Cancel
    shown.sent.clear()
    QApplication.sendEvent(focus, pressed(Qt.Key.Key_Return, held=True))
    assert shown.sent == []
    QApplication.sendEvent(focus, pressed(Qt.Key.Key_Return))
    assert [type(each) for each in shown.sent] == [intents.Dismiss]


def test_it_is_not_the_one_with_ctrl(shown: Shown) -> None:
    """Which writes, where that is offered."""
    button = focused(shown, "03-image-inspected", Button)
    QTest.keyClick(button, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert shown.sent == []

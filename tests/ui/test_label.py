"""A label as wide as it wants to be shows its last letter whole."""

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from samples.window import settle

from ui import typography
from ui.components.label import Label
from ui.components.text_block import TextBlock
from ui.typography import Role
from ui.view import plain


def ink(label: Label, width: int) -> int:
    """How far to the right anything is drawn, at this width."""
    label.setFixedSize(width, label.sizeHint().height())
    settle()
    image = label.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    ground = image.pixel(image.width() - 1, 0)
    columns = range(image.width())
    drawn = [x for x in columns if any(image.pixel(x, y) != ground for y in range(image.height()))]
    return drawn[-1]


@pytest.mark.parametrize("text", ["63%", "63 %", "100%", "7 М"])
@pytest.mark.parametrize("role", [Role.DISPLAY, Role.DISPLAY_NARROW, Role.SHEET_TITLE])
def test_the_last_letter_is_whole(qtbot: QtBot, role: Role, text: str) -> None:
    """Although large letters are set closer."""
    label = Label(role, wraps=False)
    qtbot.addWidget(label)
    label.say(text)
    label.show()
    wanted = label.sizeHint().width()
    assert ink(label, wanted) == ink(label, wanted + 60)


@pytest.mark.parametrize("text", ["name", "\u2068name\u2069", "name 名前"])
def test_a_sign_of_another_font_does_not_move_a_line(qapp: QApplication, text: str) -> None:
    """Those around a name have no letters of their own in many fonts."""
    assert qapp is not None
    block = TextBlock(plain(text), typography.font(Role.BODY))
    line = block._layout.lineAt(0)
    assert line.y() + line.ascent() == pytest.approx(block._metrics.ascent())

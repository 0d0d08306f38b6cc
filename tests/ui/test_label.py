"""A label as wide as it wants to be shows its last letter whole."""

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot
from samples.window import settle

from ui.components.label import Label
from ui.typography import Role


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

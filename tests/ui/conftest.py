"""A window to show screens in, always with the same looks."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from samples.window import Shown

from ui import theme
from ui.main_window import MainWindow
from ui.theme import PaletteName


@pytest.fixture(autouse=True)
def british() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    yield
    QLocale.setDefault(before)


@pytest.fixture(autouse=True)
def usual_looks(qapp: QApplication) -> Iterator[None]:
    """Fusion, light, without motion, text of 10.5 points; put back after the test."""
    before = qapp.font()
    font = QFont(before)
    font.setPointSizeF(10.5)
    qapp.setStyle("Fusion")
    qapp.setFont(font)
    theme.use(PaletteName.LIGHT, still=True)
    yield
    qapp.setFont(before)


@pytest.fixture
def laid_out(qtbot: QtBot) -> Shown:
    """A window that is never painted, where only geometry and words matter."""
    window = MainWindow()
    window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    qtbot.addWidget(window)
    window.show()
    return Shown(window)


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    window = MainWindow()
    qtbot.addWidget(window)
    window.show()
    return Shown(window)

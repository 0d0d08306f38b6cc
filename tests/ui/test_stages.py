"""The marks of the stages: none lies over a name, however large the words are."""

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.components.stages import Stages
from ui.view import StageItem, StageState

ITEMS = (
    StageItem("Vorbereiten", StageState.DONE),
    StageItem("Schreiben", StageState.NOW),
    StageItem("Prüfen", StageState.TO_DO),
    StageItem("Abschließen", StageState.TO_DO),
)


@pytest.mark.parametrize("points", [10.5, 21.0])
def test_the_marks_never_lie_over_names(qtbot: QtBot, qapp: QApplication, points: float) -> None:
    font = QFont(qapp.font())
    font.setPointSizeF(points)
    qapp.setFont(font)
    stages = Stages()
    qtbot.addWidget(stages)
    stages.present(ITEMS, "Stage 2 of 4: Write")
    for width in (stages.minimumSizeHint().width(), 300, 2000):
        stages.resize(max(width, stages.minimumSizeHint().width()), 60)
        assert stages._needs(stages._named()) <= stages.width()

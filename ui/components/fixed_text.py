"""Lines in letters of one width: plain text that can be marked and copied, never anything else."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit

from ui import typography
from ui.components.scroll import SLIM, SlimBar
from ui.typography import Role


class FixedText(QPlainTextEdit):
    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setFont(QFont(typography.font(Role.FIXED)))
        self.document().setDocumentMargin(0)
        # Every line is broken; a blank at its end may still be wider than the place.
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self._bar = SlimBar(self, self.verticalScrollBar())

    def say(self, text: str) -> None:
        """What is marked in it stays marked while it is the same."""
        if self.toPlainText() != text:
            self.setPlainText(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        left = SLIM if self.isRightToLeft() else 0
        self.setViewportMargins(left, 0, SLIM - left, 0)
        self._bar.place(self)

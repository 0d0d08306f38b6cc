"""Lines in letters of one width: plain text that can be marked and copied, never anything else."""

from PySide6.QtCore import QEvent, Qt
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
        self._keep_free()

    def say(self, text: str) -> None:
        """What is marked in it stays marked while it is the same."""
        if self.toPlainText() != text:
            self.setPlainText(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._bar.place(self)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._keep_free()

    def _keep_free(self) -> None:
        """The side of the bar. Before the text is laid out: later, its lines stay as long as they
        were, and end behind the edge."""
        left = SLIM if self.isRightToLeft() else 0
        self.setViewportMargins(left, 0, SLIM - left, 0)

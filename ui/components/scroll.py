"""A page that scrolls when it must, with a slim bar that paints itself from the tokens."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QScrollBar, QWidget

from ui import paint, theme

_WIDTH = 10


class SlimBar(QScrollBar):
    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, 40)

    def paintEvent(self, _event: QPaintEvent) -> None:
        span = self.maximum() - self.minimum() + self.pageStep()
        if span <= self.pageStep():
            return
        length = self.height() - 4
        thumb = max(28.0, length * self.pageStep() / span)
        steps = max(1, self.maximum() - self.minimum())
        top = 2 + (length - thumb) * (self.value() - self.minimum()) / steps
        c = theme.now().colours
        colour = c.control if self.underMouse() or self.isSliderDown() else c.used_alt
        painter = QPainter(self)
        paint.panel(painter, QRectF(2, top, self.width() - 4, thumb), 3, colour, None)


class Scroll(QScrollArea):
    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self._content = content
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBar(SlimBar(Qt.Orientation.Vertical))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)
        self.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)

    def sizeHint(self) -> QSize:
        return self._content.sizeHint()

"""A page that scrolls when it must, with a slim bar that paints itself from the tokens."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QScrollBar, QSizePolicy, QWidget

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
        self._hugs = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBar(SlimBar(Qt.Orientation.Vertical))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)
        self.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)

    def fits_content(self) -> None:
        """Ask for the height of the content, so that it only scrolls when the window is too low."""
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._hugs = True

    def hasHeightForWidth(self) -> bool:
        return self._hugs

    def heightForWidth(self, width: int) -> int:
        if not self._hugs:
            return -1
        needed = self._content.heightForWidth(width)
        return needed if needed >= 0 else self._content.sizeHint().height()

    def minimumSizeHint(self) -> QSize:
        return QSize(self._content.minimumSizeHint().width(), 60)

    def sizeHint(self) -> QSize:
        return self._content.sizeHint()

"""A page that scrolls when it must. Its slim bar lies over the margin and takes no room from it."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QScrollArea, QScrollBar, QWidget

from ui import paint, theme

SLIM = 10  # pixels


class SlimBar(QScrollBar):
    """Shows and moves the area's own bar, which is hidden because it would take room."""

    def __init__(self, area: QAbstractScrollArea, bar: QScrollBar) -> None:
        super().__init__(Qt.Orientation.Vertical, area)
        self._of = bar
        self._of.rangeChanged.connect(self._follow)
        self._of.valueChanged.connect(self.setValue)
        self.valueChanged.connect(self._of.setValue)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def _follow(self, least: int, most: int) -> None:
        self.setPageStep(self._of.pageStep())
        self.setSingleStep(self._of.singleStep())
        self.setRange(least, most)
        self.setVisible(most > least)

    def place(self, area: QAbstractScrollArea, top: int = 0) -> None:
        """At its trailing side."""
        mirrored = area.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = 0 if mirrored else area.width() - SLIM
        self.setGeometry(left, top, SLIM, area.height() - top)
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        span = self.maximum() - self.minimum()
        length = self.height() - 4
        thumb = max(28.0, length * self.pageStep() / (span + self.pageStep()))
        top = 2 + (length - thumb) * (self.value() - self.minimum()) / max(1, span)
        c = theme.now().colours
        colour = c.control if self.underMouse() or self.isSliderDown() else c.used_alt
        rect = QRectF(3, top, self.width() - 5, thumb)
        paint.panel(QPainter(self), rect, rect.width() / 2, colour, None)


class Scroll(QScrollArea):
    def __init__(self, content: QWidget, top: int = 0) -> None:
        """`top`: where its bar begins, below a round corner."""
        super().__init__()
        self._content = content
        self._top = top
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        # Never there, but for very large text in a very small window: then nothing is out of reach.
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Made here and not by Qt: to wrap one of its own, PySide looks through all classes of
        # widgets for the right one, and that takes longer than the rest of the page.
        place, bar = QWidget(), QScrollBar(Qt.Orientation.Vertical)
        self.setViewport(place)
        self.setVerticalScrollBar(bar)
        self._bar = SlimBar(self, bar)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)
        place.setAutoFillBackground(False)
        content.setAutoFillBackground(False)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._content.minimumSizeHint().width(), 60)

    def sizeHint(self) -> QSize:
        return self._content.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._bar.place(self, self._top)

"""Grounds that things lie on: cards (groups with a name) and plain panels."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGroupBox, QLayout, QSizePolicy, QWidget

from ui import paint, theme

Ground = Callable[[theme.Colours], tuple[QColor, QColor | None]]

CARD_RADIUS = 18
PANEL_RADIUS = 16


def surface(colours: theme.Colours) -> tuple[QColor, QColor | None]:
    return colours.surface, colours.border


def window(colours: theme.Colours) -> tuple[QColor, QColor | None]:
    return colours.bg, colours.border


class Card(QGroupBox):
    """A group box that paints itself as a card; its name is what a screen reader says."""

    def __init__(self) -> None:
        super().__init__()
        self.setFlat(True)

    def set_layout(self, layout: QLayout, left: int, top: int, right: int, bottom: int) -> None:
        """`layout` with these margins to the edge; the style takes its own part of them."""
        own = self.contentsMargins()
        layout.setContentsMargins(
            left - own.left(), top - own.top(), right - own.right(), bottom - own.bottom()
        )
        self.setLayout(layout)

    def paintEvent(self, _event: QPaintEvent) -> None:
        c = theme.now().colours
        paint.panel(QPainter(self), QRectF(self.rect()), CARD_RADIUS, c.surface, c.border)


class Panel(QFrame):
    """A rounded ground."""

    def __init__(
        self, ground: Ground = surface, radius: float = CARD_RADIUS, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._ground = ground
        self._radius = radius
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_ground(self, ground: Ground) -> None:
        self._ground = ground
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        fill, line = self._ground(theme.now().colours)
        paint.panel(QPainter(self), QRectF(self.rect()), self._radius, fill, line)


class Rule(QFrame):
    """A line between rows, `short` of its end by as much."""

    def __init__(self, *, short: int = 0) -> None:
        super().__init__()
        self._short = short
        self.setFixedHeight(1)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, _event: QPaintEvent) -> None:
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left, right = (self._short, 0) if mirrored else (0, self._short)
        rect = self.rect().adjusted(left, 0, -right, 0)
        QPainter(self).fillRect(rect, theme.now().colours.border)

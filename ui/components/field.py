"""A line to type in."""

from PySide6.QtCore import QMargins, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLineEdit

from ui import paint, theme, typography
from ui.components.focus import Focusable
from ui.typography import Role, px

_HEIGHT = 46
_RADIUS = 10


class Field(Focusable, QLineEdit):
    """The ground is ours; text, caret and selection are Qt's own."""

    def __init__(self, label: str) -> None:
        super().__init__()
        self.setFrame(False)
        self.setAccessibleName(label)
        self.setFont(typography.font(Role.LEAD))
        self.setTextMargins(QMargins(12, 0, 12, 0))
        self.setMinimumHeight(px(_HEIGHT))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, QColor(0, 0, 0, 0))
        self.setPalette(palette)

    def sizeHint(self) -> QSize:
        return QSize(px(240), px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        c = theme.now().colours
        painter = QPainter(self)
        focused = self.hasFocus()
        line = c.accent_text if focused else c.control
        paint.panel(painter, QRectF(self.rect()), _RADIUS, c.surface, line, 2 if focused else 1)
        painter.end()
        super().paintEvent(event)

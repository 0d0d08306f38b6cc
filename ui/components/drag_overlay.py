"""Over the body while something is dragged over a window that already shows something."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui import paint, theme, typography
from ui.components.text_block import Ink, TextBlock
from ui.typography import Role, px
from ui.view import Drag, DragKind, plain

_EDGE, _RADIUS = 24, 20


class DragOverlay(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._drag: Drag | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def present(self, drag: Drag | None) -> None:
        self._drag = drag
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._drag is None:
            return
        c = theme.now().colours
        painter = QPainter(self)
        refused = self._drag.kind is DragKind.REFUSED
        edge = min(_EDGE, self.width() // 30)
        rect = QRectF(self.rect()).adjusted(edge, 4, -edge, -edge)
        ground, line = (c.danger_subtle, c.danger_fill) if refused else (c.accent_subtle, c.accent)
        veil = QColor(c.bg)
        veil.setAlphaF(0.8)
        painter.fillRect(self.rect(), veil)
        paint.panel(painter, rect, _RADIUS, ground, line, 2)
        self._paint_words(painter, rect)

    def _paint_words(self, painter: QPainter, rect: QRectF) -> None:
        if self._drag is None:
            return
        c = theme.now().colours
        refused = self._drag.kind is DragKind.REFUSED
        title = TextBlock(plain(self._drag.title), typography.font(Role.H2))
        hint = TextBlock(plain(self._drag.hint), typography.font(Role.BODY))
        for block in (title, hint):
            middle = Qt.AlignmentFlag.AlignHCenter
            block.set_width(rect.width() - px(32), middle, self.layoutDirection())
        left = rect.left() + px(16)
        top = rect.center().y() - (title.height + px(8) + hint.height) / 2
        ink = c.danger if refused else c.accent_text
        title.paint(painter, QPointF(left, top), Ink(ink, ink))
        hint.paint(painter, QPointF(left, top + title.height + px(8)), Ink(c.text2, c.text2))

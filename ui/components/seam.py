"""The arrow on the seam of the two cards: grey until image and drive fit. Decoration. It points to
the drive, or away from one that is saved."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui import paint, theme
from ui.icons import Icon
from ui.typography import px

_SIZE, _RING, _ICON = 40, 4, 18


class SeamArrow(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._lit = False
        self._down = False
        self._back = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFixedSize(px(_SIZE), px(_SIZE))

    def present(self, *, lit: bool, down: bool, back: bool = False) -> None:
        if (lit, down, back) != (self._lit, self._down, self._back):
            self._lit, self._down, self._back = lit, down, back
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        c = theme.now().colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(c.bg)
        painter.drawEllipse(rect)
        inset = px(_RING)
        disc = rect.adjusted(inset, inset, -inset, -inset)
        painter.setBrush(c.accent if self._lit else c.border)
        painter.drawEllipse(disc)
        colour = c.on_accent if self._lit else c.text2
        if not self._lit and theme.now().contrast:
            painter.setBrush(c.surface)
            painter.setPen(c.border)
            painter.drawEllipse(disc.adjusted(0.5, 0.5, -0.5, -0.5))
            colour = c.text
        icon = Icon.ARROW_DOWN if self._down else Icon.ARROW_RIGHT
        if self._back:
            painter.translate(rect.center())
            painter.rotate(180)
            painter.translate(-rect.center())
        place, direction = paint.centred(rect, px(_ICON)), self.layoutDirection()
        paint.icon(painter, icon, place, colour, stroke=2.2, direction=direction)

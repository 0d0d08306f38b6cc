"""The round picture at the head of a result."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent

from ui import paint, theme
from ui.components.picture import Picture
from ui.icons import Icon
from ui.typography import px
from ui.view import Badge as BadgeView
from ui.view import Tone

_SIZE, _LARGE, _NARROW = 88, 108, 72


class Badge(Picture):
    def __init__(self) -> None:
        super().__init__(_SIZE)
        self._view = BadgeView(Tone.NEUTRAL, Icon.INFO)

    def present(self, view: BadgeView, *, narrow: bool) -> None:
        self._view = view
        self.resize_to(_NARROW if narrow else _LARGE if view.stick else _SIZE)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        ground, line = paint.ground_of(self._view.tone)
        if self._view.tone is Tone.NEUTRAL:
            ground = theme.now().colours.sunken
            if theme.now().dark:  # there it is next to the window's own
                ground = theme.now().colours.surface
        painter.setBrush(ground)
        painter.setPen(line if theme.now().contrast else Qt.PenStyle.NoPen)
        painter.drawEllipse(rect.adjusted(0.5, 0.5, -0.5, -0.5))
        if self._view.stick:
            paint_tick(painter, rect)
            return
        side = rect.width() / 2
        colour = paint.of_tone(self._view.tone)
        paint.icon(painter, self._view.icon, paint.centred(rect, side), colour)


def paint_tick(painter: QPainter, rect: QRectF) -> None:
    """The tick of the program's icon, whose long arm is a stick."""
    c = theme.now().colours
    painter.save()
    painter.translate(rect.center())
    scale = rect.width() / px(_LARGE) * px(_LARGE) / 146
    painter.scale(scale, scale)
    painter.translate(QPointF(-14, 27))
    painter.rotate(45)
    painter.setPen(Qt.PenStyle.NoPen)
    metal = QPainterPath()
    metal.addRoundedRect(QRectF(-9, -85.7, 18, 30), 3.2, 3.2)
    painter.fillPath(metal, QColor("#A9B0CC"))
    for left in (-5.6, 2.0):
        painter.fillRect(QRectF(left, -79.5, 3.6, 7), QColor("#5A6384"))
    arms = QPainterPath()
    arms.addRoundedRect(QRectF(-12.5, -59.5, 25, 72), 6, 6)
    short = QPainterPath()
    short.addRoundedRect(QRectF(-42.5, -12.5, 55, 25), 12.5, 12.5)
    corner = QPainterPath(QPointF(-12.5, -16.5))
    corner.quadTo(QPointF(-12.5, -12.5), QPointF(-16.5, -12.5))
    corner.lineTo(-12.5, -12.5)
    corner.closeSubpath()
    painter.fillPath(arms.united(short).united(corner), c.success_fill)
    painter.setBrush(c.success_subtle)
    painter.drawEllipse(QPointF(0, -50.5), 2.6, 2.6)
    painter.restore()

"""The picture of the drop zone: a file above a stick; while one drags, it sits on it."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPainterPath, QPen

from ui import theme

SIZE = 192.0  # of the whole picture at scale 1; its circle is 172 wide
_CIRCLE = 86.0
_PAPER = QRectF(-30.5, -70.5, 61, 77)
_FOLD, _CORNER = 16.5, 7.0
_METAL = QRectF(-15.25, 4, 30.5, 34)
_BODY = QRectF(-23, 34, 46, 62)
_LIFT, _TILT = 20.0, -6.0  # of the file at rest


def paint_drop_picture(
    painter: QPainter, middle: QPointF, scale: float, *, closed: float, dragged: bool
) -> None:
    """`closed` from 0, the file hovers, to 1, it sits on the stick."""
    c = theme.now().colours
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(middle)
    painter.scale(scale, scale)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(c.surface if dragged else c.accent_subtle)
    painter.drawEllipse(QPointF(0, 0), _CIRCLE, _CIRCLE)
    _stick(painter)
    centre = _PAPER.center()
    painter.translate(centre + QPointF(0, -_LIFT * (1 - closed)))
    painter.rotate(_TILT * (1 - closed))
    painter.translate(-centre)
    _paper(painter)
    painter.restore()


def _stick(painter: QPainter) -> None:
    metal = QLinearGradient(_METAL.topLeft(), _METAL.topRight())
    metal.setColorAt(0, QColor("#F4F5FA"))
    metal.setColorAt(0.5, QColor("#CDD2E2"))
    metal.setColorAt(1, QColor("#9EA6C0"))
    painter.setPen(QPen(QColor("#7780A0"), 1))
    painter.setBrush(metal)
    painter.drawRoundedRect(_METAL, 4, 4)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#5A6384"))
    for left in (-9.2, 3.0):
        painter.drawRoundedRect(QRectF(left, 12, 6.2, 9.2), 1.4, 1.4)
    body = QLinearGradient(_BODY.topLeft(), _BODY.bottomLeft())
    body.setColorAt(0, QColor("#5B70FA"))
    body.setColorAt(1, QColor("#2E3CC0"))
    painter.setBrush(body)
    painter.drawRoundedRect(_BODY, 11, 11)
    painter.setBrush(QColor("#5CC9A0"))
    painter.drawEllipse(QPointF(0, 82), 3.2, 3.2)


def _paper(painter: QPainter) -> None:
    c = theme.now().colours
    dark = theme.now().dark
    outline = _outline()
    if not dark:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(16, 19, 34, 26))
        painter.drawPath(outline.translated(0.8, 4))
    painter.setPen(QPen(c.border if theme.now().contrast else c.used_alt, 1.1))
    painter.setBrush(QColor("#2B3044") if dark and not theme.now().contrast else c.surface)
    painter.drawPath(outline)
    corner = QPointF(_PAPER.right(), _PAPER.top())
    fold = QPainterPath(corner + QPointF(-_FOLD, 0))
    fold.lineTo(corner + QPointF(0, _FOLD))
    fold.lineTo(corner + QPointF(-_FOLD + 4, _FOLD))
    fold.quadTo(corner + QPointF(-_FOLD, _FOLD), corner + QPointF(-_FOLD, _FOLD - 4))
    fold.closeSubpath()
    painter.setBrush(c.sunken if not dark else c.border)
    painter.drawPath(fold)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    disc = QPointF(0, -24)
    painter.setPen(QPen(c.accent_text, 2.5))
    painter.drawEllipse(disc, 15, 15)
    painter.setPen(QPen(c.accent_text, 2.2))
    painter.drawEllipse(disc, 4, 4)


def _outline() -> QPainterPath:
    """A sheet with round corners and one corner cut for the fold."""
    box, corner = _PAPER, _CORNER
    path = QPainterPath(QPointF(box.left() + corner, box.top()))
    path.lineTo(box.right() - _FOLD, box.top())
    path.lineTo(box.right(), box.top() + _FOLD)
    path.lineTo(box.right(), box.bottom() - corner)
    path.quadTo(box.bottomRight(), QPointF(box.right() - corner, box.bottom()))
    path.lineTo(box.left() + corner, box.bottom())
    path.quadTo(box.bottomLeft(), QPointF(box.left(), box.bottom() - corner))
    path.lineTo(box.left(), box.top() + corner)
    path.quadTo(box.topLeft(), QPointF(box.left() + corner, box.top()))
    return path

"""Painting the curves of a speed map, large and small."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPainterPath, QPen, QPolygonF

from ui import theme
from ui.speed_geometry import Point, Scale, curve, full_scale
from ui.view import POINTS, Head, SpeedMap

_LINE = 2.0
_LINE_CONTRAST = 2.2
# How solid the ground below a line is, at the top and at the bottom of the map.
_ALONE, _TOGETHER = (0.42, 0.19), (0.295, 0.13)
_MINI_WRITTEN, _MINI_CHECKED = 0.70, 0.65
# Points that are stroked at once: to stroke all of a jagged line takes Qt a tenth of a second.
_AT_ONCE = 8


def ends(view: SpeedMap) -> tuple[float, float]:
    """How far the written and the checked line reach."""
    written = view.at if view.head is Head.WRITING else _reach(view.written)
    checked = view.at if view.head is Head.CHECKING else _reach(view.checked)
    return written, checked


def paint_curves(painter: QPainter, rect: QRectF, view: SpeedMap, scale: Scale) -> None:
    c = theme.now().colours
    written_end, checked_end = ends(view)
    written = curve(view.written, scale, rect.width(), rect.height(), written_end)
    checked = curve(view.checked, scale, rect.width(), rect.height(), checked_end)
    solid = _TOGETHER if checked else _ALONE
    painter.save()
    # Smooth edges are dear where a curve is jagged, and these lie below the lines.
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    _ground(painter, rect, checked, c.success_fill, _TOGETHER)
    _ground(painter, rect, written, c.accent, solid)
    painter.restore()
    _line(painter, rect, written, written_line())
    _line(painter, rect, checked, c.success_fill)


def paint_mini(painter: QPainter, rect: QRectF, view: SpeedMap) -> None:
    """For a row among several: filled shapes without lines, each on a scale of its own."""
    c = theme.now().colours
    written_end, checked_end = ends(view)
    failed = bool(view.places)
    size = (rect.width(), rect.height())
    written = curve(view.written, full_scale(view.written), *size, written_end)
    checked = curve(view.checked, full_scale(view.checked), *size, checked_end)
    below = c.danger_fill if failed else c.accent
    if checked_end < 1.0 or not checked:
        _ground(painter, rect, written, below, (_MINI_WRITTEN, _MINI_WRITTEN))
    _ground(painter, rect, checked, c.success_fill, (_MINI_CHECKED, _MINI_CHECKED))


def written_line() -> QColor:
    """The accent as a line has to stand out from its own ground in the dark."""
    c = theme.now().colours
    return c.accent_text if theme.now().dark else c.accent


def _reach(speeds: Sequence[float]) -> float:
    return len(speeds) / POINTS


def _ground(
    painter: QPainter,
    rect: QRectF,
    points: tuple[Point, ...],
    colour: QColor,
    solid: tuple[float, float],
) -> None:
    if not points:
        return
    path = QPainterPath(QPointF(points[0].x, rect.height()))
    for point in points:
        path.lineTo(point.x, point.y)
    path.lineTo(points[-1].x, rect.height())
    path.closeSubpath()
    gradient = QLinearGradient(0, 0, 0, rect.height())
    for position, alpha in enumerate(solid):
        shade = QColor(colour)
        shade.setAlphaF(alpha)
        gradient.setColorAt(position, shade)
    painter.save()
    painter.translate(rect.topLeft())
    painter.fillPath(path, gradient)
    painter.restore()


def _line(painter: QPainter, rect: QRectF, points: tuple[Point, ...], colour: QColor) -> None:
    if not points:
        return
    width = _LINE_CONTRAST if theme.now().contrast else _LINE
    pen = QPen(colour, width)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)  # where two pieces meet they look joined
    corners = [QPointF(point.x, point.y) for point in points]
    painter.save()
    painter.translate(rect.topLeft())
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for start in range(0, max(1, len(corners) - 1), _AT_ONCE):
        painter.drawPolyline(QPolygonF(corners[start : start + _AT_ONCE + 1]))
    painter.restore()

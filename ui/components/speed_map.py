"""The speed map: the progress bar of this program.

In a language that is read from right to left the whole map is mirrored, its words are not.
"""

from math import ceil

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QToolTip

from ui import paint, theme, typography
from ui.components.button import plain_tip
from ui.components.map_labels import AXIS_GAP, paint_axis, paint_pill, paint_speeds, pills
from ui.components.map_painter import paint_curves, written_line
from ui.icons import Icon
from ui.speed_geometry import Scale, height_of, scale_for
from ui.typography import Role, px
from ui.view import Head, Place
from ui.view import SpeedMap as SpeedMapView

_RADIUS = 10
_RETRY = 12


class SpeedMap(QProgressBar):
    def __init__(self, view: SpeedMapView, *, least: int = 96) -> None:
        super().__init__()
        self._view = view
        self._least = least
        self.setRange(0, 100)
        self.setTextVisible(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._take(view)

    def present(self, view: SpeedMapView) -> None:
        if view != self._view:
            self._take(view)

    def _take(self, view: SpeedMapView) -> None:
        self._view = view
        self.setValue(view.percent)
        self.setAccessibleName(view.name)
        self.setAccessibleDescription(view.description)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(240), self._least)

    def minimumSizeHint(self) -> QSize:
        return QSize(px(120), self._least)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._show_tip(event)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        c = theme.now().colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = self._area
        outline = QPainterPath()
        outline.addRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
        painter.fillPath(outline, c.sunken)
        scale = scale_for(self._view.written, self._view.checked)
        painter.save()
        painter.setClipPath(outline)
        self._paint_inside(painter, area, scale)
        painter.restore()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(c.border, 1))
        painter.drawPath(outline)
        self._paint_words(painter, area, scale)

    def _paint_inside(self, painter: QPainter, area: QRectF, scale: Scale) -> None:
        painter.setPen(QPen(theme.now().colours.border, 1))
        for speed in scale.lines:
            y = round(area.top() + height_of(speed, scale, area.height())) + 0.5
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            painter.translate(self.width(), 0)
            painter.scale(-1, 1)
        paint_curves(painter, area, self._view, scale)
        for place in self._view.places:
            self._paint_place(painter, area, place)
        self._paint_head_line(painter, area)

    def _paint_words(self, painter: QPainter, area: QRectF, scale: Scale) -> None:
        direction = self.layoutDirection()
        head = self._head(area, scale)
        taken = pills(self._view, area, head, direction)
        paint_speeds(painter, area, scale, taken, direction)
        for retry in self._view.retries:
            self._paint_retry(painter, area, retry)
        self._paint_dot(painter, head)
        for pill in taken:
            paint_pill(painter, pill, direction)
        paint_axis(painter, area, self._view, direction)

    @property
    def _area(self) -> QRectF:
        rect = QRectF(self.rect())
        axis = 0.0
        if self._view.start_label or self._view.end_label:
            axis = px(AXIS_GAP) + typography.metrics(Role.CAPTION_MEDIUM).height()
        return rect.adjusted(0, 0, 0, -ceil(axis))

    def _x(self, part: float) -> float:
        area = self._area
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        return area.left() + area.width() * (1 - part if mirrored else part)

    def _head(self, area: QRectF, scale: Scale) -> QPointF:
        """The dot where the drive stands."""
        view = self._view
        speeds = view.checked if view.head is Head.CHECKING else view.written
        y = area.top() + height_of(speeds[-1] if speeds else 0.0, scale, area.height())
        return QPointF(self._x(view.at), y)

    def _paint_place(self, painter: QPainter, area: QRectF, place: Place) -> None:
        c = theme.now().colours
        left = area.left() + area.width() * place.start
        width = area.width() * (place.end - place.start)
        ground = QColor(c.danger_fill)
        ground.setAlphaF(0.30)
        painter.fillRect(QRectF(left, area.top(), width, area.height()), ground)
        painter.fillRect(QRectF(left - 1.25, area.top(), 2.5, area.height()), c.danger)

    def _paint_head_line(self, painter: QPainter, area: QRectF) -> None:
        if self._view.head is Head.NONE:
            return
        painter.setPen(QPen(self._head_colour(), 1.5))
        x = area.left() + area.width() * self._view.at
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))

    def _head_colour(self) -> QColor:
        c = theme.now().colours
        return c.success_fill if self._view.head is Head.CHECKING else written_line()

    def _paint_dot(self, painter: QPainter, head: QPointF) -> None:
        if self._view.head is Head.NONE:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.now().colours.surface)
        painter.drawEllipse(head, 7, 7)
        painter.setBrush(self._head_colour())
        painter.drawEllipse(head, 5, 5)

    def _retry_box(self, area: QRectF, retry: float) -> QRectF:
        side = px(_RETRY)
        return QRectF(self._x(retry) - side / 2, area.bottom() - side - 1, side, side)

    def _paint_retry(self, painter: QPainter, area: QRectF, retry: float) -> None:
        colour = theme.now().colours.caution
        paint.icon(painter, Icon.ALERT, self._retry_box(area, retry), colour, stroke=2.4)

    def _show_tip(self, event: QHelpEvent) -> None:
        position = QPointF(event.pos())
        near = any(
            self._retry_box(self._area, retry).adjusted(-4, -4, 4, 4).contains(position)
            for retry in self._view.retries
        )
        QToolTip.showText(event.globalPos(), plain_tip(self._view.retry_note) if near else "", self)

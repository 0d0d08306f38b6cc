"""The speed map: the progress bar of this program.

In a language that is read from right to left the whole map is mirrored, its words are not.
"""

from math import ceil

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QToolTip

from ui import paint, text, theme, typography
from ui.components.button import plain_tip
from ui.components.map_painter import paint_curves, written_line
from ui.components.text_block import Ink, TextBlock
from ui.icons import Icon
from ui.speed_geometry import height_of, label_left, scale_for
from ui.typography import Role, px
from ui.view import Head, Place, plain
from ui.view import SpeedMap as SpeedMapView

_RADIUS = 10
_AXIS_GAP = 7
_PILL_HEIGHT, _PILL_PAD = 24, 10
_LABELS_FROM = 110  # logical pixels of height that speeds need to be written in
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
        painter.setPen(QPen(c.border, 1))
        for speed in scale.lines:
            y = round(area.top() + height_of(speed, scale, area.height())) + 0.5
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
        self._mirror(painter)
        paint_curves(painter, area, self._view, scale)
        for place in self._view.places:
            self._paint_place(painter, area, place)
        self._paint_head_line(painter, area)
        painter.restore()
        if area.height() >= _LABELS_FROM:
            for speed in scale.lines:
                self._paint_speed(painter, area, speed, height_of(speed, scale, area.height()))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(c.border, 1))
        painter.drawPath(outline)
        for retry in self._view.retries:
            self._paint_retry(painter, area, retry)
        self._paint_labels(painter, area)
        self._paint_axis(painter, area)

    @property
    def _area(self) -> QRectF:
        rect = QRectF(self.rect())
        axis = 0.0
        if self._view.start_label or self._view.end_label:
            axis = px(_AXIS_GAP) + typography.metrics(Role.CAPTION_MEDIUM).height()
        return rect.adjusted(0, 0, 0, -ceil(axis))

    @property
    def _mirrored(self) -> bool:
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def _mirror(self, painter: QPainter) -> None:
        if self._mirrored:
            painter.translate(self.width(), 0)
            painter.scale(-1, 1)

    def _x(self, part: float) -> float:
        area = self._area
        return area.left() + area.width() * (1 - part if self._mirrored else part)

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

    def _paint_labels(self, painter: QPainter, area: QRectF) -> None:
        c = theme.now().colours
        view = self._view
        for place in view.places:
            if place.label:
                self._paint_place_label(painter, area, place)
        if view.head is Head.NONE:
            return
        speeds = view.checked if view.head is Head.CHECKING else view.written
        scale = scale_for(view.written, view.checked)
        y = area.top() + height_of(speeds[-1] if speeds else 0.0, scale, area.height())
        x = self._x(view.at)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(c.surface)
        painter.drawEllipse(QPointF(x, y), 7, 7)
        painter.setBrush(self._head_colour())
        painter.drawEllipse(QPointF(x, y), 5, 5)
        if view.head_label:
            fill, ink = (
                (c.success_fill, c.on_success)
                if view.head is Head.CHECKING
                else (c.accent, c.on_accent)
            )
            above = y - px(14) - px(_PILL_HEIGHT)
            top = above if above >= area.top() + 4 else y + px(14)
            self._pill(painter, area, view.head_label, x, top, fill, ink)

    def _paint_place_label(self, painter: QPainter, area: QRectF, place: Place) -> None:
        """Beside the line of its place: before it when a ground follows, else behind."""
        c = theme.now().colours
        block = TextBlock(plain(place.label), typography.font(Role.SMALL_STRONG))
        half = (block.natural_width + 2 * px(_PILL_PAD)) / 2 + px(6)
        wide = place.end > place.start
        before = wide != self._mirrored
        x = self._x(place.start) + (-half - px(3) if before else half)
        top = area.bottom() - px(_PILL_HEIGHT) - px(8) if wide else area.top() + px(8)
        self._pill(painter, area, place.label, x, top, c.danger_fill, c.on_danger)

    def _pill(
        self,
        painter: QPainter,
        area: QRectF,
        label: str,
        middle: float,
        top: float,
        fill: QColor,
        ink: QColor,
    ) -> None:
        block = TextBlock(plain(label), typography.font(Role.PILL))
        width = block.natural_width + 2 * px(_PILL_PAD)
        left = label_left(middle, width, area.width(), 4)
        box = QRectF(left, top, width, px(_PILL_HEIGHT))
        paint.panel(painter, box, box.height() / 2, fill, None)
        inner = box.adjusted(px(_PILL_PAD), 0, -px(_PILL_PAD) + 1, 0)
        block.draw(painter, inner, Ink(ink, ink), self.layoutDirection())

    def _paint_speed(self, painter: QPainter, area: QRectF, speed: float, y: float) -> None:
        c = theme.now().colours
        block = TextBlock(plain(text.speed(speed)), typography.font(Role.CAPTION_MEDIUM))
        width = block.natural_width + 1
        left = area.left() + px(12) if self._mirrored else area.right() - px(12) - width
        top = area.top() + y - block.height - px(1)
        if top < area.top() + 2:
            return
        box = QRectF(left, top, width, block.height)
        block.draw(painter, box, Ink(c.text3, c.text3), self.layoutDirection())

    def _paint_axis(self, painter: QPainter, area: QRectF) -> None:
        c = theme.now().colours
        ink = Ink(c.text3, c.text3)
        for label, at_end in ((self._view.start_label, False), (self._view.end_label, True)):
            block = TextBlock(plain(label), typography.font(Role.CAPTION_MEDIUM))
            width = block.natural_width + 1
            left = area.right() - width if at_end else area.left()
            box = QRectF(left, area.bottom() + px(_AXIS_GAP), width, block.height)
            place = paint.mirrored(box, area, self.layoutDirection())
            block.draw(painter, place, ink, self.layoutDirection())

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

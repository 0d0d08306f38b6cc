"""The speed map of one drive among several: 25 high, without words."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QProgressBar, QWidget

from ui import theme
from ui.components.map_painter import ends, paint_mini, written_line
from ui.typography import px
from ui.view import Head
from ui.view import SpeedMap as SpeedMapView


class MiniMap(QProgressBar):
    def __init__(self, view: SpeedMapView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self.setRange(0, 100)
        self.setTextVisible(False)
        self.setFixedHeight(px(25))
        self.present(view)

    def present(self, view: SpeedMapView) -> None:
        self._view = view
        self.setValue(view.percent)
        self.setAccessibleName(view.name)
        self.setAccessibleDescription(view.description)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        c = theme.now().colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect())
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            painter.translate(self.width(), 0)
            painter.scale(-1, 1)
        outline = QPainterPath()
        outline.addRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.fillPath(outline, c.sunken)
        painter.save()
        painter.setClipPath(outline)
        view = self._view
        paint_mini(painter, area, view)
        written, checked = ends(view)
        if view.head is not Head.NONE or view.places:
            at = checked if view.head is Head.CHECKING else written
            colour = c.danger if view.places else c.success_fill if checked else written_line()
            painter.fillRect(QRectF(area.width() * at - 1, 0, 2, area.height()), colour)
        painter.restore()
        painter.setPen(QPen(c.border, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(outline)

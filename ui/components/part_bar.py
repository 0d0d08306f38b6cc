"""The partitions of a drive to scale: used space solid, boot partitions in the accent colour."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import paint, theme
from ui.typography import px
from ui.view import Part, PartKind

RADIUS = 4


def colour_of(kind: PartKind) -> QColor:
    c = theme.now().colours
    return {PartKind.USED: c.used, PartKind.BOOT: c.accent, PartKind.OTHER: c.used_alt}[kind]


def paint_parts(
    painter: QPainter, rect: QRectF, parts: tuple[Part, ...], direction: Qt.LayoutDirection
) -> None:
    c = theme.now().colours
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    radius = min(RADIUS, rect.height() / 2)
    outline = QPainterPath()
    outline.addRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    painter.fillPath(outline, c.sunken)
    painter.save()
    painter.setClipPath(outline)
    for index, part in enumerate(parts):
        start = rect.left() + rect.width() * part.start
        width = max(1.5, rect.width() * part.size * part.used) if part.used > 0 else 0.0
        box = QRectF(start, rect.top(), width, rect.height())
        painter.fillRect(paint.mirrored(box, rect, direction), colour_of(part.kind))
        if index > 0:
            seam = QRectF(start - 0.75, rect.top(), 1.5, rect.height())
            painter.fillRect(paint.mirrored(seam, rect, direction), c.surface)
    painter.restore()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(c.border, 1))
    painter.drawPath(outline)


class PartBar(QWidget):
    """On its own, in the confirm sheet. Decoration: the sheet says the same in words."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: tuple[Part, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(px(10))

    def present(self, parts: tuple[Part, ...]) -> None:
        if parts != self._parts:
            self._parts = parts
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_parts(painter, QRectF(self.rect()), self._parts, self.layoutDirection())

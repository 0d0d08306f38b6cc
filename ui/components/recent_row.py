"""An image used lately or found in Downloads."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from ui import paint, theme, typography
from ui.components.button import Send
from ui.components.focus import Focusable
from ui.components.text_block import Ink, TextBlock
from ui.icons import Icon
from ui.typography import Role, px
from ui.view import Recent, plain

_RADIUS = 12
_HEIGHT = 53


class RecentRow(Focusable, QPushButton):
    def __init__(self, view: Recent, send: Send) -> None:
        super().__init__()
        self._view = view
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: send(self._view.intent))
        self.take(view)

    def take(self, view: Recent) -> None:
        self._view = view
        self.setText(view.file.replace("&", "&&"))
        self.setAccessibleName(view.file)
        self.setAccessibleDescription(view.detail)
        self.setEnabled(not view.gone)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(200), px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(120), px(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        c = theme.now().colours
        painter = QPainter(self)
        rect = QRectF(self.rect())
        hot = self.underMouse() and self.isEnabled()
        shape = rect
        if self.ringed:
            paint.focus_ring(painter, rect, _RADIUS)
            inset = paint.RING + paint.RING_GAP
            shape = rect.adjusted(inset, inset, -inset, -inset)
        paint.panel(painter, shape, _RADIUS, c.surface, c.control if hot else c.border)
        self._icon(painter, Icon.IMAGE_FILE, px(14), px(20), c.text2)
        if self.isEnabled():
            self._icon(painter, Icon.CHEVRON_RIGHT, rect.width() - px(13 + 16), px(16), c.text2)
        self._text(painter, rect)

    def _text(self, painter: QPainter, rect: QRectF) -> None:
        c = theme.now().colours
        metrics = typography.metrics(Role.BODY_MEDIUM)
        room = rect.width() - px(46 + 36)
        file = metrics.elidedText(self._view.file, Qt.TextElideMode.ElideMiddle, room)
        small = typography.metrics(Role.CAPTION)
        detail = small.elidedText(self._view.detail, Qt.TextElideMode.ElideRight, room)
        lines = (
            (file, Role.BODY_MEDIUM, c.text if self.isEnabled() else c.text3),
            (detail, Role.CAPTION, c.text3),
        )
        blocks = [TextBlock(plain(text), typography.font(role)) for text, role, _ in lines]
        gap = px(2)
        top = (rect.height() - sum(block.height for block in blocks) - gap) / 2
        for block, (_text, _role, colour) in zip(blocks, lines, strict=True):
            box = QRectF(px(46), top, room + 2, block.line_height)
            place = paint.mirrored(box, rect, self.layoutDirection())
            block.draw(painter, place, Ink(colour, colour), self.layoutDirection())
            top += block.line_height + gap

    def _icon(self, painter: QPainter, icon: Icon, x: float, size: float, colour: QColor) -> None:
        box = QRectF(x, (self.height() - size) / 2, size, size)
        place = paint.mirrored(box, QRectF(self.rect()), self.layoutDirection())
        paint.icon(painter, icon, place, colour, direction=self.layoutDirection())

"""A tool one can open."""

from math import ceil

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from ui import paint, theme, typography
from ui.components.button import Send
from ui.components.card import CARD_RADIUS
from ui.components.focus import Focusable
from ui.components.text_block import Ink, TextBlock
from ui.icons import Icon
from ui.typography import Role, gap, px
from ui.view import Tint, Tool, plain

_PAD, _TILE, _GAP = 18, 44, 14
_LEAST = 95


class ToolTile(Focusable, QPushButton):
    def __init__(self, view: Tool, send: Send) -> None:
        super().__init__()
        self._view = view
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.clicked.connect(lambda: send(self._view.intent))
        self.take(view)

    def take(self, view: Tool) -> None:
        self._view = view
        self.setText(view.title.replace("&", "&&"))
        self.setAccessibleName(view.title)
        self.setAccessibleDescription(view.text)
        self._title = TextBlock(plain(view.title), typography.font(Role.HEADER))
        self._text = TextBlock(plain(view.text), typography.font(Role.SMALL))
        self.updateGeometry()
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange):
            self.take(self._view)

    def sizeHint(self) -> QSize:
        return QSize(px(400), self.heightForWidth(px(400)))

    def minimumSizeHint(self) -> QSize:
        least = max(self._title.least_width, self._text.least_width)
        return QSize(ceil(self._left + least + gap(35)), px(_LEAST))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room = width - self._left - gap(35)
        self._title.set_width(room)
        self._text.set_width(room)
        return max(px(_LEAST), ceil(self._title.height + self._text.height) + px(5 + 2 * _PAD))

    @property
    def _left(self) -> int:
        return gap(_PAD) + gap(_TILE) + gap(_GAP)

    def paintEvent(self, _event: QPaintEvent) -> None:
        c = theme.now().colours
        painter = QPainter(self)
        rect = QRectF(self.rect())
        shape = rect
        if self.ringed:
            paint.focus_ring(painter, rect, CARD_RADIUS)
            inset = paint.RING + paint.RING_GAP
            shape = rect.adjusted(inset, inset, -inset, -inset)
        line = c.control if self.underMouse() else c.border
        paint.panel(painter, shape, CARD_RADIUS, c.surface, line)
        tile = self._at(QRectF(gap(_PAD), px(_PAD), gap(_TILE), gap(_TILE)))
        paint.tinted_tile(painter, tile, Tint.INDIGO)
        paint.icon(painter, self._view.icon, paint.centred(tile, gap(22)), paint.WHITE)
        arrow = QRectF(rect.width() - gap(32), px(_PAD), gap(18), gap(18))
        chevron, direction = Icon.CHEVRON_RIGHT, self.layoutDirection()
        paint.icon(painter, chevron, self._at(arrow), c.text2, direction=direction)
        self._paint_words(painter, rect)

    def _paint_words(self, painter: QPainter, rect: QRectF) -> None:
        c = theme.now().colours
        room = rect.width() - self._left - gap(35)
        self._title.set_width(room)
        self._text.set_width(room)
        title = QRectF(self._left, px(_PAD), room, self._title.height)
        self._title.draw(painter, self._at(title), Ink(c.text, c.text), self.layoutDirection())
        text = QRectF(self._left, title.bottom() + px(5), room, self._text.height)
        self._text.draw(painter, self._at(text), Ink(c.text2, c.text2), self.layoutDirection())

    def _at(self, rect: QRectF) -> QRectF:
        return paint.mirrored(rect, QRectF(self.rect()), self.layoutDirection())

"""A key of the keyboard, drawn."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme, typography
from ui.components.text_block import Ink, TextBlock
from ui.typography import Role, px
from ui.view import plain

_DEPTH = 6


class KeyCap(QWidget):
    """Decoration: the sentence beside it names the key."""

    def __init__(self) -> None:
        super().__init__()
        self._key = ""
        self._block = TextBlock(plain(""), typography.font(Role.STRONG))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def present(self, key: str) -> None:
        self._key = key
        self._block = TextBlock(plain(key), typography.font(Role.STRONG))
        self.setVisible(bool(key))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(max(px(46), round(self._block.natural_width) + px(20)), px(41))

    def paintEvent(self, _event: QPaintEvent) -> None:
        c = theme.now().colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75)
        painter.setPen(QPen(c.control, 1.5))
        painter.setBrush(c.border)
        painter.drawRoundedRect(whole, 8, 8)
        face = whole.adjusted(0, 0, 0, -px(_DEPTH))
        painter.setBrush(c.surface)
        painter.drawRoundedRect(face, 8, 8)
        width = self._block.natural_width + 1
        box = QRectF(face.center().x() - width / 2, face.top(), width, face.height())
        self._block.draw(painter, box, Ink(c.text, c.text), Qt.LayoutDirection.LeftToRight)

"""The test of a whole drive in cells: a tick's colour, a crossed red, or empty."""

from math import ceil

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from ui import paint, theme
from ui.icons import Icon
from ui.typography import px
from ui.view import Cell

_COLUMNS, _COLUMNS_NARROW = 40, 20
_GAP = 3
_HEIGHT, _HEIGHT_NARROW = 21, 14


class Cells(QLabel):
    """Read as one label; the picture alone says nothing to a screen reader."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._cells: tuple[Cell, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def present(self, cells: tuple[Cell, ...], name: str) -> None:
        self.setAccessibleName(name)
        self.setText(name)
        if cells != self._cells:
            self._cells = cells
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(400), self.heightForWidth(px(600)))

    def minimumSizeHint(self) -> QSize:
        return QSize(240, px(_HEIGHT))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        rows = ceil(len(self._cells) / self._columns(width))
        return rows * self._pitch(width) - _GAP

    def paintEvent(self, _event: QPaintEvent) -> None:
        c = theme.now().colours
        painter = QPainter(self)
        columns = self._columns(self.width())
        width = (self.width() + _GAP) / columns
        pitch = self._pitch(self.width())
        lost = QColor(c.danger_fill)
        lost.setAlphaF(1.0 if theme.now().contrast else 0.85)
        for index, cell in enumerate(self._cells):
            row, column = divmod(index, columns)
            box = QRectF(column * width, row * pitch, width - _GAP, pitch - _GAP)
            box = paint.mirrored(box, QRectF(self.rect()), self.layoutDirection())
            if cell is Cell.KEEPS:
                paint.panel(painter, box, 4, c.success_fill, None)
            elif cell is Cell.UNTESTED:
                paint.panel(painter, box, 4, c.sunken, c.border)
            else:
                paint.panel(painter, box, 4, lost, None)
                side = min(px(13), box.width())
                paint.icon(painter, Icon.X, paint.centred(box, side), c.on_danger, stroke=2.4)

    def _pitch(self, width: int) -> int:
        many = self._columns(width) == _COLUMNS
        return px(_HEIGHT if many else _HEIGHT_NARROW) + _GAP

    def _columns(self, width: int) -> int:
        return _COLUMNS if width >= px(500) else _COLUMNS_NARROW

"""Icons, monograms and tiles: decoration beside a word, never exposed to screen readers."""

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import paint, theme, typography
from ui.components.label import Colour
from ui.icons import Icon
from ui.typography import gap, px
from ui.view import Mark, Tint


class Picture(QWidget):
    """A fixed square that grows with the text."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.resize_to(size)

    def resize_to(self, size: int) -> None:
        self._size = size
        self.setFixedSize(self._side(), self._side())

    def _side(self) -> int:
        return px(self._size)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        side = self._side()
        if side != self.width():
            self.setFixedSize(side, side)


class Tile(Picture):
    """Large already, so it leaves the room to large text."""

    def _side(self) -> int:
        return gap(self._size)


class IconPicture(Picture):
    def __init__(self, icon: Icon, size: int, colour: Colour) -> None:
        super().__init__(size)
        self._icon = icon
        self._colour = colour
        self._waiting = False

    def present(self, icon: Icon, colour: Colour, *, waiting: bool = False) -> None:
        """`waiting`: three still dots instead of the icon."""
        self._icon = icon
        self._colour = colour
        self._waiting = waiting
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._waiting:
            paint.dots(painter, QRectF(self.rect()), self._colour(theme.now().colours))
            return
        colour = self._colour(theme.now().colours)
        direction = self.layoutDirection()
        paint.icon(painter, self._icon, QRectF(self.rect()), colour, direction=direction)


class MarkPicture(Tile):
    """The monogram of a system, or a disc when it is unknown."""

    def __init__(self, size: int = 52) -> None:
        super().__init__(size)
        self._mark = Mark()

    def present(self, mark: Mark) -> None:
        if mark != self._mark:
            self._mark = mark
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_mark(painter, QRectF(self.rect()), self._mark)


class TilePicture(Tile):
    """A white icon on a gradient tile: tools, the drive in a sheet."""

    def __init__(self, icon: Icon, tint: Tint, size: int, icon_size: int) -> None:
        super().__init__(size)
        self._icon = icon
        self._tint = tint
        self._icon_size = icon_size

    def present(self, icon: Icon) -> None:
        self._icon = icon
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        paint.tinted_tile(painter, rect, self._tint)
        paint.icon(painter, self._icon, paint.centred(rect, gap(self._icon_size)), paint.WHITE)


def paint_mark(painter: QPainter, rect: QRectF, mark: Mark) -> None:
    paint.tinted_tile(painter, rect, mark.tint)
    if not mark.letter:
        paint.icon(painter, mark.icon, paint.centred(rect, rect.width() * 0.5), paint.WHITE)
        return
    font = QFont(typography.font(typography.Role.BODY_STRONG))
    font.setWeight(typography.BOLD)
    font.setPixelSize(round(rect.width() * 0.48))
    painter.setFont(font)
    painter.setPen(paint.WHITE)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, mark.letter[:2])

"""What holds for one kind of computer: an icon, its name, the answer with a tick or a cross."""

from math import ceil

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from ui import paint, theme, typography
from ui.components.text_block import Ink, TextBlock
from ui.icons import Icon
from ui.typography import Role, px
from ui.view import BLANK_TILE, TileState, plain
from ui.view import Tile as TileView
from ui.widths import Width

_RADIUS = 10
_PAD = 14
_PLACE, _PLACE_GAP = 22, 9  # of the icon
_ICON = 20  # that of this computer fills its place
_TICK, _TICK_GAP = 16, 3

_MARKS = {
    TileState.YES: Icon.CHECK,
    TileState.NO: Icon.X,
    TileState.WARN: Icon.ALERT,
    TileState.BAD: Icon.X,
    TileState.BLANK: Icon.DOT,
}


class Tile(QLabel):
    """The answer stands below the name; in the tile of this computer, and below 560 in all, at the
    end of the line while there is room."""

    def __init__(self, *, computer: bool = False) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._view = BLANK_TILE
        self._in_line = computer
        self._computer = computer
        self._title = self._answer = self._detail = TextBlock(plain(""), typography.font(Role.BODY))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._set()

    def present(self, view: TileView) -> None:
        if view == self._view:
            return
        self._view = view
        said = f"{view.title}: {view.answer}" if view.answer else view.title
        self.setText(said)
        self.setAccessibleName(said)
        self.setAccessibleDescription(view.detail)
        self._set()

    def fit(self, width: Width) -> None:
        in_line = self._computer or width is Width.NARROW
        if in_line != self._in_line:
            self._in_line = in_line
            self._set()

    def _set(self) -> None:
        view = self._view
        title = Role.BODY_STRONG if self._in_line else Role.SMALL_STRONG
        small = typography.font(Role.SMALL_MEDIUM if self._in_line else Role.CAPTION_MEDIUM)
        self._title = TextBlock(plain(view.title), typography.font(title))
        self._answer = TextBlock(plain(view.answer), small)
        self._detail = TextBlock(plain(view.detail), small)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        words = max(self._title.natural_width, self._answer_width())
        if self._in_line:
            words = self._title.natural_width + px(16) + self._answer_width()
        return QSize(ceil(self._left + words + px(_PAD)), self._height(10_000))

    def minimumSizeHint(self) -> QSize:
        tick = px(_TICK + _TICK_GAP)
        words = max(self._title.least_width, self._answer.least_width + tick)
        return QSize(ceil(self._left + words + px(_PAD)), px(41))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._height(width)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if hasattr(self, "_detail"):
            self._set()

    @property
    def _left(self) -> int:
        return px(_PAD - 3 + _PLACE + _PLACE_GAP)

    def _answer_width(self) -> float:
        return px(_TICK + _TICK_GAP) + self._answer.natural_width

    def _fits_in_line(self, width: float) -> bool:
        needed = self._title.natural_width + px(12) + self._answer_width()
        return self._in_line and needed <= width - self._left - px(_PAD)

    def _height(self, width: float) -> int:
        if self._fits_in_line(width):
            return px(41)
        room = width - self._left - px(_PAD)
        self._title.set_width(room)
        self._answer.set_width(room - px(_TICK + _TICK_GAP))
        return max(px(58), ceil(self._title.height + self._answer.height) + px(4 + 20))

    def paintEvent(self, _event: QPaintEvent) -> None:
        c = theme.now().colours
        painter = QPainter(self)
        rect = QRectF(self.rect())
        paint.panel(painter, rect, _RADIUS, c.bg if self._computer else c.surface, c.border)
        if self._view.state is TileState.BLANK:
            return
        quiet = self._view.state is TileState.NO
        side = px(_PLACE)
        box = QRectF(px(_PAD - 3), (rect.height() - side) / 2, side, side)
        if not self._computer:
            box = paint.centred(box, px(_ICON))
        paint.icon(painter, self._view.icon, self._at(box), c.text3 if quiet else c.text2)
        if self._fits_in_line(rect.width()):
            self._paint_line(painter, rect)
        else:
            self._paint_stack(painter, rect)

    def _paint_stack(self, painter: QPainter, rect: QRectF) -> None:
        text = theme.now().colours.text
        colour = self._colour()
        room = rect.width() - self._left - px(_PAD)
        tick = px(_TICK + _TICK_GAP)
        self._title.set_width(room)
        self._answer.set_width(room - tick)
        top = (rect.height() - self._title.height - px(4) - self._answer.height) / 2
        title = QRectF(self._left, top, room, self._title.height)
        self._title.draw(painter, self._at(title), Ink(text, text), self.layoutDirection())
        line = self._answer.line_height
        top = title.bottom() + px(4)
        self._tick(painter, self._left, top + line / 2)
        answer = QRectF(self._left + tick, top, room - tick, self._answer.height)
        self._answer.draw(painter, self._at(answer), Ink(colour, colour), self.layoutDirection())

    def _paint_line(self, painter: QPainter, rect: QRectF) -> None:
        text = theme.now().colours.text
        colour = self._colour()
        end = rect.width() - px(_PAD)
        gap = px(7)
        spare = end - self._left - self._title.natural_width - px(12) - self._answer_width()
        shows_detail = self._view.detail and self._detail.natural_width + gap <= spare

        def put(block: TextBlock, x: float, ink: Ink) -> None:
            box = QRectF(x, 0, block.natural_width + 1, rect.height())
            block.draw(painter, self._at(box), ink, self.layoutDirection())

        put(self._title, self._left, Ink(text, text))
        if shows_detail:
            end -= self._detail.natural_width
            put(self._detail, end, Ink(colour, colour))
            end -= gap
        end -= self._answer.natural_width
        put(self._answer, end, Ink(colour, colour))
        self._tick(painter, end - px(_TICK + _TICK_GAP), rect.height() / 2)

    def _tick(self, painter: QPainter, left: float, middle: float) -> None:
        side = px(_TICK)
        box = self._at(QRectF(left, middle - side / 2, side, side))
        paint.icon(painter, _MARKS[self._view.state], box, self._colour())

    def _at(self, rect: QRectF) -> QRectF:
        return paint.mirrored(rect, QRectF(self.rect()), self.layoutDirection())

    def _colour(self) -> QColor:
        c = theme.now().colours
        return {
            TileState.YES: c.success,
            TileState.NO: c.text3,
            TileState.WARN: c.caution,
            TileState.BAD: c.danger,
            TileState.BLANK: c.text3,
        }[self._view.state]

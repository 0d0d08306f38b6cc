"""Prepare, Write, Check, Finish: where the job is. A label, read as "Stage 2 of 4: Write"."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy

from ui import paint, theme, typography
from ui.components.text_block import Ink, TextBlock
from ui.icons import Icon
from ui.typography import Role, is_large, px
from ui.view import StageItem, StageState, plain

_MARK, _GAP = 22, 7
_LINE_GAP = 12
_LEAST_LINE = 16


class Stages(QLabel):
    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._items: tuple[StageItem, ...] = ()
        self._blocks: list[TextBlock] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def present(self, items: tuple[StageItem, ...], name: str) -> None:
        self.setAccessibleName(name)
        self.setText(name)
        if items != self._items:
            self._items = items
            self._set()

    def _set(self) -> None:
        self._blocks = []
        for item in self._items:
            now = item.state is StageState.NOW
            font = typography.font(Role.SMALL_STRONG if now else Role.SMALL_MEDIUM)
            self._blocks.append(TextBlock(plain(item.text), font))
        self.updateGeometry()
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange):
            self._set()

    def sizeHint(self) -> QSize:
        lines = (len(self._items) - 1) * px(_LEAST_LINE + 2 * _LINE_GAP)
        return QSize(int(self._needs(self._all)) + lines, px(_MARK + 2))

    def minimumSizeHint(self) -> QSize:
        """Without any name, where the text is large: the one that counts stands below as well."""
        return QSize(int(self._needs(() if is_large() else self._counting)), px(_MARK + 2))

    @property
    def _all(self) -> tuple[int, ...]:
        return tuple(range(len(self._items)))

    @property
    def _counting(self) -> tuple[int, ...]:
        """Where the job is, or where it failed."""
        count = (StageState.NOW, StageState.FAILED)
        return tuple(index for index in self._all if self._items[index].state in count)

    def _needs(self, named: tuple[int, ...]) -> float:
        """The width of all marks, and of these names."""
        names = sum(self._blocks[index].natural_width + px(_GAP) for index in named)
        return len(self._items) * px(_MARK + 4) + names

    def _named(self) -> tuple[int, ...]:
        """Those whose names are shown: all, or the ones that count, as there is room."""
        gaps = (len(self._items) - 1) * px(6)
        choices = (self._all, self._counting)
        return next((each for each in choices if self._needs(each) + gaps <= self.width()), ())

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._items:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        named = self._named()
        spare = (self.width() - self._needs(named)) / max(1, len(self._items) - 1)
        lined = spare >= px(_LEAST_LINE + 2 * _LINE_GAP)
        x = 0.0
        for index, (item, block) in enumerate(zip(self._items, self._blocks, strict=True)):
            x = self._paint_item(painter, x, item, block if index in named else None)
            if index < len(self._items) - 1 and lined:
                self._paint_line(painter, x + px(_LINE_GAP), x + spare - px(_LINE_GAP - 2), item)
            x += spare

    def _paint_item(
        self, painter: QPainter, x: float, item: StageItem, block: TextBlock | None
    ) -> float:
        """Paint at `x`; where it ends."""
        c = theme.now().colours
        mark = px(_MARK)
        box = self._at(QRectF(x + 1, (self.height() - mark) / 2, mark, mark))
        self._paint_mark(painter, box, item.state)
        x += px(_MARK + 4)
        if block is not None:
            x += px(_GAP - 2)
            bright = item.state in (StageState.NOW, StageState.DONE)
            colour = c.text if bright else c.danger if item.state is StageState.FAILED else c.text3
            place = self._at(QRectF(x, 0, block.natural_width + 1, self.height()))
            block.draw(painter, place, Ink(colour, colour), self.layoutDirection())
            x += block.natural_width + px(2)
        return x

    def _paint_mark(self, painter: QPainter, box: QRectF, state: StageState) -> None:
        c = theme.now().colours
        if state in (StageState.TO_DO, StageState.SKIPPED):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(c.control, 1.6))
            painter.drawEllipse(box.adjusted(0.2, 0.2, -0.2, -0.2))
            if state is StageState.SKIPPED:
                y = box.center().y()
                painter.drawLine(QPointF(box.left() + 7, y), QPointF(box.right() - 7, y))
            return
        fills: dict[StageState, tuple[QColor, QColor, Icon | None]] = {
            StageState.DONE: (c.success_fill, c.on_success, Icon.CHECK),
            StageState.FAILED: (c.danger_fill, c.on_danger, Icon.X),
            StageState.NOW: (c.accent, c.on_accent, None),
        }
        fill, ink, icon = fills[state]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawEllipse(box)
        if icon is not None:
            paint.icon(painter, icon, paint.centred(box, px(14)), ink)
        else:
            painter.setBrush(ink)
            painter.drawEllipse(paint.centred(box, px(8)))

    def _paint_line(self, painter: QPainter, start: float, end: float, item: StageItem) -> None:
        c = theme.now().colours
        done = item.state is StageState.DONE
        box = self._at(QRectF(start, self.height() / 2 - 1, end - start, 2))
        paint.panel(painter, box, 1, c.success_fill if done else c.border, None)

    def _at(self, rect: QRectF) -> QRectF:
        return paint.mirrored(rect, QRectF(self.rect()), self.layoutDirection())

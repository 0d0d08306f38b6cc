"""The panels below a result: proof, next step, the map once more, what to do."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QVBoxLayout

from ui import paint, theme
from ui.components.button import LINK_PADDING, Send
from ui.components.card import PANEL_RADIUS, Panel
from ui.components.cells import Cells
from ui.components.key_cap import KeyCap
from ui.components.label import Elide, Label
from ui.components.legend import Legends
from ui.components.picture import IconPicture, Picture
from ui.components.slot import Slot
from ui.components.speed_map import SpeedMap
from ui.components.text_block import Ink, TextBlock
from ui.icons import Icon
from ui.typography import Role, font, gap, is_large
from ui.view import CellPanel, MapPanel, NextStep, Proof, ProofLine, Sentence, Steps, plain
from ui.widths import Width

_PAD = 18


def _beside_or_below() -> QBoxLayout:
    """For what large words leave no room beside."""
    direction = QBoxLayout.Direction
    return QBoxLayout(direction.TopToBottom if is_large() else direction.LeftToRight)


class ProofPanel(Panel):
    def __init__(self, send: Send) -> None:
        super().__init__(radius=PANEL_RADIUS)
        self._icon = IconPicture(Icon.SHIELD_CHECK, 22, lambda c: c.success)
        self._title = Label(Role.STRONG)
        self._button = Slot(send)
        self._lines: list[tuple[Label, Label]] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0 if is_large() else 1, 1)
        self._text = Label(Role.CAPTION, lambda c: c.text3)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self._icon)
        head.addWidget(self._title, 1)
        top = _beside_or_below()
        top.setSpacing(10)
        top.addLayout(head, 1)
        top.addWidget(self._button)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap(_PAD), 12, gap(_PAD), 16)
        column.setSpacing(0)
        column.addLayout(top)
        column.addSpacing(7)
        column.addLayout(self._grid)
        column.addSpacing(8)
        column.addWidget(self._text)
        column.addStretch(1)

    def present(self, view: Proof) -> None:
        tone = view.tone
        self._icon.present(view.icon, lambda _colours: paint.of_tone(tone))
        self._title.say(view.title)
        self._button.present(view.button)
        self._text.say(view.text)
        self._show_lines(view.lines)

    def _show_lines(self, views: tuple[ProofLine, ...]) -> None:
        while len(self._lines) > len(views):
            for label in self._lines.pop():
                label.deleteLater()
        for row, view in enumerate(views):
            if row == len(self._lines):
                pair = (
                    Label(Role.CAPTION_MEDIUM, lambda c: c.text3, wraps=False),
                    Label(Role.FIXED, elide=Elide.ElideMiddle),
                )
                pair[1].setLayoutDirection(Qt.LayoutDirection.LeftToRight)
                self._lines.append(pair)
                for column, label in enumerate(pair):
                    place = (2 * row + column, 0) if is_large() else (row, column)
                    self._grid.addWidget(label, *place)
            self._lines[row][0].say(view.label)
            self._lines[row][1].say(view.value)


class NextStepPanel(Panel):
    def __init__(self, send: Send) -> None:
        super().__init__(radius=PANEL_RADIUS)
        self._title = Label(Role.STRONG)
        self._key = KeyCap()
        self._text = Label(Role.SMALL, lambda c: c.text2)
        self._button = Slot(send)
        top = QHBoxLayout()
        top.setContentsMargins(LINK_PADDING, 0, 0, 0)
        top.setSpacing(10)
        top.addWidget(IconPicture(Icon.POWER, 22, lambda c: c.accent_text))
        top.addWidget(self._title, 1)
        line = QHBoxLayout()
        line.setContentsMargins(LINK_PADDING, 0, 0, 0)
        line.setSpacing(14)
        line.addWidget(self._key, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._text, 1)
        foot = QHBoxLayout()
        foot.addWidget(self._button)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap(_PAD) - LINK_PADDING, 16, gap(_PAD), 7)
        column.setSpacing(0)
        column.addLayout(top)
        column.addSpacing(10)
        column.addLayout(line)
        column.addSpacing(6)
        column.addLayout(foot)
        column.addStretch(1)

    def present(self, view: NextStep) -> None:
        self._title.say(view.title)
        self._key.present(view.key)
        self._text.say(view.text)
        self._button.present(view.button)


class MapPanelWidget(Panel):
    def __init__(self, view: MapPanel, send: Send) -> None:
        super().__init__(radius=PANEL_RADIUS)
        tall = view.tall
        self.map = SpeedMap(view.map)
        self.map.setFixedHeight(156 if tall else 118)
        self._legend = Legends(stacked=is_large())
        self._button = Slot(send)
        foot = _beside_or_below()
        foot.addWidget(self._legend, 1)
        foot.addWidget(self._button)
        column = QVBoxLayout(self)
        below = 10 if view.button else 14  # a link keeps room around its words
        column.setContentsMargins(gap(_PAD), 22 if tall else 16, gap(_PAD) - LINK_PADDING, below)
        column.setSpacing(0)
        shifted = QHBoxLayout()
        shifted.setContentsMargins(0, 0, LINK_PADDING, 0)
        shifted.addWidget(self.map)
        column.addLayout(shifted)
        column.addSpacing(6 if view.legend or view.button else 0)
        column.addLayout(foot)

    def present(self, view: MapPanel) -> None:
        self.map.present(view.map)
        self._legend.present(view.legend)
        self._button.present(view.button)


class Number(Picture):
    """1, 2, 3 in a disc."""

    def __init__(self, number: int) -> None:
        super().__init__(26)
        self._number = str(number)

    def paintEvent(self, _event: QPaintEvent) -> None:
        c = theme.now().colours
        painter = QPainter(self)
        rect = QRectF(self.rect())
        line = c.border if theme.now().contrast else None
        paint.panel(painter, rect, rect.width() / 2, c.sunken, line)
        block = TextBlock(plain(self._number), font(Role.SMALL_STRONG))
        width = block.natural_width
        box = QRectF(rect.center().x() - width / 2, 0, width + 1, rect.height())
        block.draw(painter, box, Ink(c.text, c.text), Qt.LayoutDirection.LeftToRight)


class StepsPanel(Panel):
    def __init__(self) -> None:
        super().__init__(radius=PANEL_RADIUS)
        self._steps: tuple[Sentence, ...] = ()
        self._title = Label(Role.STRONG)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(gap(_PAD), 16, gap(_PAD), 16)
        self._column.setSpacing(8)
        self._column.addWidget(self._title)
        self._column.addSpacing(2)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self._column.addLayout(self._rows)

    def present(self, view: Steps) -> None:
        self._title.say(view.title)
        if view.steps == self._steps:
            return
        self._steps = view.steps
        while (item := self._rows.takeAt(0)) is not None:
            row = item.layout()
            while row is not None and (inner := row.takeAt(0)) is not None:
                if (widget := inner.widget()) is not None:
                    widget.deleteLater()
        for number, step in enumerate(view.steps, 1):
            label = Label(Role.BODY, lambda c: c.text2)
            label.say(step)
            row = QHBoxLayout()
            row.setSpacing(12)
            row.addWidget(Number(number), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(label, 1)
            self._rows.addLayout(row)


class CellPanelWidget(Panel):
    def __init__(self, width: Width) -> None:
        super().__init__(radius=PANEL_RADIUS)
        stacked = width is Width.NARROW
        self._cells = Cells()
        self._legend = Legends(stacked=stacked)
        self._note = Label(Role.SMALL, lambda c: c.text2)
        direction = QBoxLayout.Direction
        foot = QBoxLayout(direction.TopToBottom if stacked else direction.LeftToRight)
        foot.addWidget(self._legend, 1)
        foot.addWidget(self._note)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap(_PAD), gap(_PAD), gap(_PAD), 12)
        column.setSpacing(12)
        column.addWidget(self._cells)
        column.addLayout(foot)

    def present(self, view: CellPanel) -> None:
        self._cells.present(view.cells, view.name)
        self._legend.present(view.legend)
        self._note.say(view.note)

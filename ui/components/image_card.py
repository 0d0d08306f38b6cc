"""The left card: what to write, and what it will do."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.components.banner import Banner
from ui.components.button import LINK_PADDING, Send, plain_tip
from ui.components.card import Card
from ui.components.fact_row import FactRow
from ui.components.label import Elide, Label
from ui.components.picture import MarkPicture
from ui.components.slot import ButtonRow, Slot
from ui.components.tile import Tile
from ui.typography import Role, gap, is_large
from ui.view import FactRow as FactRowView
from ui.view import ImageCard as ImageCardView
from ui.view import Tile as TileView
from ui.widths import Width

_TILE_GAP = 8


class FileLine(QWidget):
    """ "ubuntu-24.04.1-desktop-amd64.iso · 6.2 GB": the name loses its middle, never the size."""

    def __init__(self) -> None:
        super().__init__()
        self._file = Label(Role.CAPTION, lambda c: c.text3, elide=Elide.ElideMiddle)
        self._size = Label(Role.CAPTION, lambda c: c.text3, wraps=False)
        direction = QBoxLayout.Direction
        line = QBoxLayout(direction.TopToBottom if is_large() else direction.LeftToRight, self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self._file)
        line.addWidget(self._size)
        line.addStretch(1)

    def present(self, file: str, size: str) -> None:
        self._file.say(file)
        self._file.setToolTip(plain_tip(file))  # its middle may be missing
        self._file.setAccessibleDescription(file)
        dot = "" if is_large() else "\u00a0\u00a0·\u00a0\u00a0"
        self._size.say(f"{dot}{size}" if size else "")


class Tiles(QWidget):
    """Two columns, or one below 560."""

    def __init__(self) -> None:
        super().__init__()
        self._tiles: list[Tile] = []
        self._width = Width.WIDE
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(_TILE_GAP)

    def present(self, views: tuple[TileView, ...]) -> None:
        while len(self._tiles) > len(views):
            spare = self._tiles.pop()
            spare.hide()
            spare.deleteLater()
        for index, view in enumerate(views):
            if index == len(self._tiles):
                self._tiles.append(Tile())
            self._tiles[index].present(view)
        self._place()
        self.setVisible(bool(views))

    def fit(self, width: Width) -> None:
        if width is self._width:
            return
        self._width = width
        self._place()

    def _place(self) -> None:
        """A last one without a neighbour takes the whole row, in one line."""
        columns = 1 if self._width is Width.NARROW else 2
        for index, tile in enumerate(self._tiles):
            alone = index == len(self._tiles) - 1 and index % columns == 0
            self._grid.addWidget(
                tile, index // columns, index % columns, 1, columns if alone else 1
            )
            tile.fit(Width.NARROW if alone else self._width)
        for column in (0, 1):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)


class ImageCard(Card):
    def __init__(self, send: Send) -> None:
        super().__init__()
        self._send = send
        self._heading = Label(Role.SMALL_STRONG, lambda c: c.text2)
        # As high as a link, so that both cards begin alike where there is none.
        self._heading.setMinimumHeight(32)
        self._change = Slot(send)
        self._mark = MarkPicture()
        self.headline = Label(Role.TITLE)
        self._subtitle = Label(Role.BODY, lambda c: c.text2)
        self._file = FileLine()
        self._verdict = Banner(send)
        self._computer = Tile(computer=True)
        self._tiles = Tiles()
        self._facts: list[FactRow] = []
        self._width = Width.WIDE
        self._fact_column = QVBoxLayout()
        self._fact_column.setSpacing(14)
        self._links = ButtonRow(send, spacing=9)
        pad = gap(20)
        self.set_layout(self._column(), pad - LINK_PADDING, gap(12), pad, gap(10))

    def _column(self) -> QVBoxLayout:
        self._heading.setMinimumHeight(32)  # as beside a link, so that both cards begin alike
        top = QHBoxLayout()
        top.addWidget(self._heading, 1)
        top.addWidget(self._change)
        words = QVBoxLayout()
        words.setSpacing(2)
        for label in (self.headline, self._subtitle, self._file):
            words.addWidget(label)
        words.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(gap(14))
        head.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        column = QVBoxLayout()
        column.setContentsMargins(LINK_PADDING, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addSpacing(6)
        column.addLayout(head)
        column.addSpacing(16)
        answers = QVBoxLayout()  # hidden ones take their gap with them
        answers.setSpacing(9)
        for part in (self._verdict, self._computer, self._tiles):
            answers.addWidget(part)
        column.addLayout(answers)
        column.addSpacing(17)
        column.addLayout(self._fact_column)
        column.addStretch(1)
        column.addSpacing(8)
        whole = QVBoxLayout()
        whole.setSpacing(0)
        whole.addLayout(column, 1)
        whole.addWidget(self._links)
        return whole

    def present(self, view: ImageCardView) -> None:
        self.setAccessibleName(view.name or f"{view.heading}: {view.title}")
        verdict = view.verdict
        self.setAccessibleDescription(f"{verdict.title}. {verdict.text}" if verdict else "")
        self._heading.say(view.heading)
        self._change.present(view.change)
        self._mark.present(view.mark)
        self.headline.say(view.title)
        self._subtitle.say(view.subtitle)
        self._file.present(view.file, view.size)
        self._verdict.setVisible(verdict is not None)
        if verdict is not None:
            self._verdict.present(verdict)
        self._computer.setVisible(view.this_computer is not None)
        if view.this_computer is not None:
            self._computer.present(view.this_computer)
        self._tiles.present(view.tiles)
        self._present_facts(view.rows)
        self._links.present(view.links)

    def fit(self, width: Width) -> None:
        self._width = width
        self._tiles.fit(width)
        for fact in self._facts:
            fact.fit(width)

    def _present_facts(self, views: tuple[FactRowView, ...]) -> None:
        while len(self._facts) > len(views):
            spare = self._facts.pop()
            self._fact_column.removeWidget(spare)
            spare.hide()
            spare.deleteLater()
        for index, view in enumerate(views):
            if index == len(self._facts):
                made = FactRow(self._send)
                made.fit(self._width)
                self._facts.append(made)
                self._fact_column.addWidget(made)
            self._facts[index].present(view)

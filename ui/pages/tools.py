"""The tools, two in a row."""

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ui.components.button import Send
from ui.components.label import Label
from ui.components.tool_tile import ToolTile
from ui.typography import Role
from ui.view import Tools
from ui.widths import Width


class ToolsPage(QWidget):
    def __init__(self, send: Send) -> None:
        super().__init__()
        self._send = send
        self._width = Width.WIDE
        self._lead = Label(Role.BODY, lambda c: c.text2)
        self._tiles: list[ToolTile] = []
        self._grid = QGridLayout()
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._column.addWidget(self._lead)
        self._column.addSpacing(16)
        self._column.addLayout(self._grid)
        self._column.addStretch(1)
        self.fit(Width.WIDE)

    def present(self, view: Tools) -> None:
        self._lead.say(view.lead)
        while len(self._tiles) > len(view.tools):
            spare = self._tiles.pop()
            spare.hide()
            spare.deleteLater()
        for index, tool in enumerate(view.tools):
            if index == len(self._tiles):
                self._tiles.append(ToolTile(tool, self._send))
            self._tiles[index].take(tool)
        self._place()

    def heading(self) -> QWidget | None:
        return None

    def fit(self, width: Width) -> None:
        self._width = width
        narrow = width is Width.NARROW
        side = 12 if narrow else 32
        self._column.setContentsMargins(side, 2, side, 18)
        self._grid.setSpacing(10 if narrow else 15)
        self._place()

    def _place(self) -> None:
        columns = 2 if self._width is Width.WIDE else 1
        for index, tile in enumerate(self._tiles):
            self._grid.addWidget(tile, index // columns, index % columns)
        for column in (0, 1):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

"""Rows of settings on a panel, with lines between them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from ui.components.button import Send
from ui.components.card import Ground, Panel, Rule, surface
from ui.components.label import Label
from ui.components.segment import Segment
from ui.components.switch import ROOM
from ui.components.switch import Switch as SwitchControl
from ui.typography import Role, px
from ui.view import Choice, Setting, Switch
from ui.widths import Width

_PAD = 18


class SettingRow(QWidget):
    def __init__(self, view: Setting, send: Send) -> None:
        super().__init__()
        self.view = view
        self._title = Label(Role.BUTTON)
        self._text = Label(Role.SMALL, lambda c: c.text3)
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addStretch(1)
        words.addWidget(self._title)
        words.addWidget(self._text)
        words.addStretch(1)
        self._control: SwitchControl | Segment
        if isinstance(view, Choice):
            self._control = Segment(view, send)
        else:
            self._control = SwitchControl(view, send)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        edge = ROOM if isinstance(view, Choice) else 0
        self._box.setContentsMargins(0, 8, edge, 8)
        self._box.setSpacing(12)
        self._box.addLayout(words, 1)
        self._box.addWidget(self._control, 0, Qt.AlignmentFlag.AlignVCenter)
        self.take(view)

    def take(self, view: Setting) -> None:
        self.view = view
        self._title.say(view.title)
        self.setMinimumHeight(px(61 if view.text else 53))
        self._text.say(view.text)
        match view, self._control:
            case Choice(), Segment() as segment:
                segment.take(view)
            case Switch(), SwitchControl() as switch:
                switch.take(view)
            case _:
                pass  # the row is made anew when the kind of its setting changes

    def fit(self, width: Width) -> None:
        """A choice with several words stands below its name where there is no room."""
        if isinstance(self._control, Segment):
            narrow = width is Width.NARROW
            direction = QBoxLayout.Direction
            self._box.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)


class SettingRows(Panel):
    def __init__(self, send: Send, ground: Ground = surface, radius: float = 16) -> None:
        super().__init__(ground, radius)
        self._send = send
        self._rows: list[SettingRow] = []
        self._width = Width.WIDE
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(_PAD, 4, _PAD - ROOM, 4)
        self._column.setSpacing(0)

    def present(self, views: tuple[Setting, ...]) -> None:
        if [type(row.view) for row in self._rows] != [type(view) for view in views]:
            self._renew(views)
        for row, view in zip(self._rows, views, strict=True):
            row.take(view)

    def fit(self, width: Width) -> None:
        self._width = width
        for row in self._rows:
            row.fit(width)

    def _renew(self, views: tuple[Setting, ...]) -> None:
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._rows = [SettingRow(view, self._send) for view in views]
        for index, row in enumerate(self._rows):
            if index:
                self._column.addWidget(Rule(short=ROOM))  # the ring of a switch stands out
            self._column.addWidget(row)
        self.fit(self._width)

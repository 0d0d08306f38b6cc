"""Rows with icons: how do we know, which disks are not offered, help."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui import paint
from ui.components.button import Send
from ui.components.card import PANEL_RADIUS, Panel, Rule, window
from ui.components.label import Label
from ui.components.picture import IconPicture
from ui.components.setting_rows import SettingRow
from ui.components.switch import ROOM
from ui.sheets.sheet import Sheet
from ui.typography import Role, gap, is_large
from ui.view import Line, ListSheet, Remark
from ui.widths import Width


class AnswerLine(QWidget):
    """A tick or a cross and what it stands for."""

    def __init__(self, view: Remark) -> None:
        super().__init__()
        tone = view.tone
        text = Label(Role.SMALL_MEDIUM, lambda _colours: paint.of_tone(tone))
        text.say(view.text)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 1, 0, 0)
        line.setSpacing(8)
        icon = IconPicture(view.icon, 16, lambda _colours: paint.of_tone(tone))
        line.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(text, 1)


class LineWidget(QWidget):
    def __init__(self, view: Line, *, narrow: bool) -> None:
        super().__init__()
        title, aside = Label(Role.BODY_STRONG), Label(Role.SMALL, lambda c: c.text3)
        text = Label(Role.SMALL, lambda c: c.text2)
        if not view.aside:
            text.set_look(Role.CAPTION, lambda c: c.text3)
        title.say(view.title)
        aside.say(view.aside)
        text.say(view.text)
        direction = QBoxLayout.Direction
        below = is_large() or narrow
        first = QBoxLayout(direction.TopToBottom if below else direction.LeftToRight)
        first.setSpacing(0 if below else 9)
        first.addWidget(title, 0)
        first.addWidget(aside, 1)
        if not view.aside:
            first.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addLayout(first)
        words.addWidget(text)
        words.addStretch(1)
        body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        body.setSpacing(12)
        body.addLayout(words, 1)
        if view.answer is not None:
            if narrow:
                body.setDirection(QBoxLayout.Direction.TopToBottom)
                body.setSpacing(3)
            body.addWidget(AnswerLine(view.answer), 0, Qt.AlignmentFlag.AlignTop)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 12, 0, 12)
        line.setSpacing(14)
        icon = IconPicture(view.icon, 20, lambda c: c.text2)
        line.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(body, 1)


class ListSheetWidget(Sheet):
    def __init__(self, parent: QWidget, send: Send, view: ListSheet, width: Width) -> None:
        super().__init__(parent, send)
        self.wanted = 600 if view.wide else 560
        self._view = view
        self._switch: SettingRow | None = None
        out = ROOM if view.switch is not None else 0
        self._out = (out, 0) if self.isRightToLeft() else (0, out)
        self.fit(width)
        self._add_lines(view)
        if view.switch is not None:
            self._switch = SettingRow(view.switch, send)
            self.column.addSpacing(8)
            self.column.addWidget(self._switch)
        if view.foot:
            foot = Label(Role.CAPTION, lambda c: c.text3)
            foot.say(view.foot)
            self.column.addSpacing(12)
            self.column.addWidget(foot)
        self.column.addSpacing(18 if view.switch is None else 10)
        self._dismiss = self.button(view.dismiss)
        self.buttons([self.button(button) for button in view.start], [self._dismiss])
        self.say(view.title, view.lead)

    def fit(self, width: Width) -> None:
        """The ring of a switch stands out, so that the switch ends where all else does."""
        super().fit(width)
        margins = self.column.contentsMargins()
        left, right = self._out
        margins.setLeft(margins.left() - left)
        margins.setRight(margins.right() - right)
        self.column.setContentsMargins(margins)

    def present(self, view: ListSheet) -> None:
        """Only the switch changes while the sheet is open."""
        self._view = view
        if self._switch is not None and view.switch is not None:
            self._switch.take(view.switch)

    def heard(self) -> str:
        return self._view.lead

    def first_focus(self) -> QWidget:
        return self._dismiss

    def _add_lines(self, view: ListSheet) -> None:
        if not view.lines:
            return
        panel = Panel(window, PANEL_RADIUS)
        column = QVBoxLayout(panel)
        column.setContentsMargins(gap(16), 1, gap(16), 1)
        column.setSpacing(0)
        for index, line in enumerate(view.lines):
            if index:
                column.addWidget(Rule())
            column.addWidget(LineWidget(line, narrow=self.narrow))
        framed = QHBoxLayout()
        framed.setContentsMargins(self._out[0], 0, self._out[1], 0)
        framed.addWidget(panel)
        self.column.addSpacing(14)
        self.column.addLayout(framed)

"""Sheets that are mostly text: one field, options, the keys, what the system said, about."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from ui import paint
from ui.components.button import Send
from ui.components.card import PANEL_RADIUS, Panel, Rule, window
from ui.components.field import Field
from ui.components.fixed_text import FixedText
from ui.components.focus import ENTER
from ui.components.header import ProgramIcon
from ui.components.label import Label
from ui.components.setting_rows import SettingRows
from ui.intents import FieldEntered
from ui.sheets.sheet import Sheet
from ui.typography import Role, gap, is_large, px
from ui.view import AboutSheet, FieldSheet, KeyLine, KeysSheet, Look, OptionsSheet, TextSheet, Tone
from ui.view import Button as ButtonView
from ui.view import Sheet as SheetView
from ui.widths import Width


class FieldSheetWidget(Sheet):
    wanted = 520

    def __init__(self, parent: QWidget, send: Send, view: FieldSheet, width: Width) -> None:
        super().__init__(parent, send)
        self._key = view.key
        self.fit(width)
        self._field = Field(view.label)
        self._field.setText(view.value)
        self._problem = Label(Role.SMALL_MEDIUM, lambda _colours: paint.of_tone(Tone.DANGER))
        accept = ButtonView(view.accept, FieldEntered(view.key, ""), Look.PRIMARY)
        self._accept = self.button(accept)
        self._accept.clicked.disconnect()
        self._accept.clicked.connect(self._entered)
        self.column.addSpacing(14)
        self.column.addWidget(self._field)
        self.column.addSpacing(8)
        self.column.addWidget(self._problem)
        self.column.addStretch(1)
        self.column.addSpacing(16)
        others = [self.button(each) for each in view.start]
        self.buttons([self.button(view.dismiss), *others], [self._accept])
        self.present(view)

    def present(self, view: FieldSheet) -> None:
        self.say(view.title, view.lead)
        self._field.setPlaceholderText(view.placeholder)
        self._field.setAccessibleDescription(view.problem)
        self._problem.say(view.problem)

    def as_filled(self, view: SheetView) -> SheetView:
        return replace(view, value=self._field.text()) if isinstance(view, FieldSheet) else view

    def first_focus(self) -> QWidget:
        return self._field

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and self._field.hasFocus():
            self._entered()
            event.accept()
            return
        super().keyPressEvent(event)

    def _entered(self) -> None:
        self.send(FieldEntered(self._key, self._field.text()))


class OptionsSheetWidget(Sheet):
    wanted = 560

    def __init__(self, parent: QWidget, send: Send, view: OptionsSheet, width: Width) -> None:
        super().__init__(parent, send)
        self.fit(width)
        self._rows = SettingRows(send, window)
        self._rows.fit(width)
        self._dismiss = self.button(view.dismiss)
        self._file = self.button(view.file) if view.file is not None else None
        self.present(view)
        self.column.addSpacing(14)
        self.column.addWidget(self._rows)
        self.column.addSpacing(18)
        self.buttons([self._file] if self._file is not None else [], [self._dismiss])

    def present(self, view: OptionsSheet) -> None:
        self.say(view.title, view.lead)
        self._rows.present(view.settings)
        if self._file is not None and view.file is not None:
            self._file.present(view.file)

    def first_focus(self) -> QWidget:
        return self._dismiss


class KeyLineWidget(QWidget):
    def __init__(self, view: KeyLine) -> None:
        super().__init__()
        keys = Label(Role.SMALL_STRONG, wraps=False)
        keys.setMinimumWidth(0 if is_large() else px(96))
        text = Label(Role.SMALL, lambda c: c.text2)
        keys.say(view.keys)
        text.say(view.text)
        direction = QBoxLayout.Direction
        line = QBoxLayout(direction.TopToBottom if is_large() else direction.LeftToRight, self)
        line.setContentsMargins(0, 7, 0, 7)
        line.setSpacing(0 if is_large() else 12)
        line.addWidget(keys, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(text, 1)


def _key_panel(lines: tuple[KeyLine, ...]) -> Panel:
    panel = Panel(window, PANEL_RADIUS)
    column = QVBoxLayout(panel)
    column.setContentsMargins(gap(16), 4, gap(16), 4)
    column.setSpacing(0)
    for index, line in enumerate(lines):
        if index:
            column.addWidget(Rule())
        column.addWidget(KeyLineWidget(line))
    return panel


class KeysSheetWidget(Sheet):
    wanted = 560

    def __init__(self, parent: QWidget, send: Send, view: KeysSheet, width: Width) -> None:
        super().__init__(parent, send)
        self.fit(width)
        self.say(view.title, "")
        self.column.addSpacing(10)
        self.column.addWidget(_key_panel(view.lines))
        self.column.addSpacing(18)
        self._dismiss = self.button(view.dismiss)
        self.buttons([], [self._dismiss])

    def present(self, view: KeysSheet) -> None:
        self.say(view.title, "")

    def first_focus(self) -> QWidget:
        return self._dismiss


class TextSheetWidget(Sheet):
    wanted = 600

    def __init__(self, parent: QWidget, send: Send, view: TextSheet, width: Width) -> None:
        super().__init__(parent, send)
        self.fit(width)
        self._text = FixedText()
        self._text.setMinimumHeight(120)
        self._text.setAccessibleName(view.title)
        self._dismiss = self.button(view.dismiss)
        panel = Panel(window, PANEL_RADIUS)
        inner = QVBoxLayout(panel)
        inner.setContentsMargins(12, 10, 12, 10)
        inner.addWidget(self._text)
        self.column.addSpacing(14)
        self.column.addWidget(panel, 1)
        self.column.addSpacing(18)
        self.buttons([self.button(button) for button in view.start], [self._dismiss])
        self.present(view)

    def present(self, view: TextSheet) -> None:
        self.say(view.title, view.lead)
        self._text.say(view.text)

    def first_focus(self) -> QWidget:
        return self._dismiss


class AboutSheetWidget(Sheet):
    wanted = 480

    def __init__(self, parent: QWidget, send: Send, view: AboutSheet, width: Width) -> None:
        super().__init__(parent, send)
        self.fit(width)
        version = Label(Role.SMALL, lambda c: c.text3)
        version.say(view.version)
        direction = QBoxLayout.Direction
        head = QBoxLayout(direction.TopToBottom if is_large() else direction.LeftToRight)
        head.setSpacing(14)
        words = QVBoxLayout()
        words.setSpacing(2)
        for label in (self.title, self.lead):
            self.column.removeWidget(label)
        words.addWidget(self.title)
        words.addWidget(version)
        head.addWidget(ProgramIcon(48))
        head.addLayout(words, 1)
        self.column.addLayout(head)
        self.column.addSpacing(12)
        self.column.addWidget(self.lead)
        self.column.addSpacing(14)
        self.column.addWidget(_key_panel(view.lines))
        self.column.addSpacing(18)
        self._dismiss = self.button(view.dismiss)
        self.buttons([self.button(button) for button in view.start], [self._dismiss])
        self.present(view)

    def present(self, view: AboutSheet) -> None:
        self.say(view.title, view.text)

    def first_focus(self) -> QWidget:
        return self._dismiss

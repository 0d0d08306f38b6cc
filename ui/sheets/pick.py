"""Which of several files is meant: a row for each, and a press is the answer."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.components.button import Send
from ui.components.label import Label
from ui.components.recent_row import RecentRow
from ui.sheets.sheet import Sheet
from ui.typography import Role
from ui.view import PickSheet
from ui.widths import Width

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class PickSheetWidget(Sheet):
    wanted = 560

    def __init__(self, parent: QWidget, send: Send, view: PickSheet, width: Width) -> None:
        super().__init__(parent, send)
        self.fit(width)
        self._rows = [RecentRow(row, send) for row in view.rows]
        self.column.addSpacing(10)
        for row in self._rows:
            self.column.addSpacing(6)
            self.column.addWidget(row)
        if view.foot:
            foot = Label(Role.CAPTION, lambda c: c.text3)
            foot.say(view.foot)
            self.column.addSpacing(12)
            self.column.addWidget(foot)
        self.column.addSpacing(18)
        self._dismiss = self.button(view.dismiss)
        self.buttons([], [self._dismiss])
        self.present(view)

    def present(self, view: PickSheet) -> None:
        self.say(view.title, view.lead)

    def first_focus(self) -> QWidget:
        return self._rows[0] if self._rows else self._dismiss

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down go from row to row."""
        step = _STEPS.get(Qt.Key(event.key()))
        focus = self.focusWidget()
        if step is None or not isinstance(focus, RecentRow):
            super().keyPressEvent(event)
            return
        place = self._rows.index(focus) + step
        if 0 <= place < len(self._rows):
            self._rows[place].setFocus(Qt.FocusReason.TabFocusReason)
            self.show_whole(self._rows[place])
        event.accept()

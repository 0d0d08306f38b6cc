"""The rows of the drive card. They keep their order, and none moves under a hand.

A row that is gone from the view would pull up the rows below it. While the pointer is over the
list, or for two seconds after a key or a click, it stays in its place, greyed and without effect.
So would a row that gets a line more or loses one: until then it keeps its words, and says at once
only whether it can be chosen.
"""

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QPoint, QPropertyAnimation, QRect, Qt, QTimer
from PySide6.QtGui import QCursor, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import theme
from ui.components.button import Send
from ui.components.drive_row import BoxRow, CircleRow, Row
from ui.intents import ChooseDrive
from ui.view import DriveCard, DriveRow
from ui.widths import Width

QUIET = 2000  # milliseconds without pointer or key before a row may move
_GAP = 10
_MILLISECONDS = 120
_AT_ONCE = ("chosen", "blocked", "spoken", "description")  # take no room
_ENDLESS = 16_777_215  # QWIDGETSIZE_MAX


class DriveList(QWidget):
    def __init__(self, send: Send) -> None:
        super().__init__()
        self._send = send
        self._rows: dict[str, Row] = {}
        self._boxes = False
        self._width = Width.WIDE
        self._wanted: tuple[str, ...] = ()
        self._late: dict[str, DriveRow] = {}  # as these rows want to be
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(_GAP)
        self._quiet = QTimer(self, interval=QUIET, singleShot=True)
        self._quiet.timeout.connect(self._settle)

    def present(self, view: DriveCard) -> None:
        if view.boxes != self._boxes:
            self._clear()
            self._boxes = view.boxes
        self._wanted = tuple(row.key for row in view.rows)
        for row in view.rows:
            if row.key in self._rows:
                self._rows[row.key].setEnabled(True)
                self._change(self._rows[row.key], row)
            else:
                self._add(BoxRow(row, self._send) if view.boxes else CircleRow(row, self._send))
        self._settle()

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(self._rows.values())

    def fit(self, width: Width) -> None:
        self._width = width
        for row in self._rows.values():
            row.fit(width)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress):
            self._quiet.start()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
            if event.key() in steps:
                self._move(steps[Qt.Key(event.key())])
                return True
        return False

    def _change(self, row: Row, view: DriveRow) -> None:
        self._late.pop(view.key, None)
        before = row.view
        if view == before:
            return
        height = row.heightForWidth(row.width())
        row.take(view)
        moves = row.heightForWidth(row.width()) != height and row is not self.rows[-1]
        if moves and self._touched():
            facts = {name: getattr(view, name) for name in _AT_ONCE}
            row.take(replace(before, **facts))
            self._late[view.key] = view

    def _add(self, row: Row) -> None:
        row.fit(self._width)
        row.installEventFilter(self)
        self._rows[row.view.key] = row
        self._column.addWidget(row)
        if self.isVisible() and not theme.now().still:
            self._grow(row)

    def _grow(self, row: Row) -> None:
        """A new row comes in from its upper edge: the rows above stay where they are."""
        rise = QPropertyAnimation(row, b"maximumHeight", row)
        rise.setDuration(_MILLISECONDS)
        rise.setStartValue(0)
        rise.setEndValue(row.heightForWidth(self.width()))
        rise.finished.connect(lambda: row.setMaximumHeight(_ENDLESS))
        rise.start()

    def _clear(self) -> None:
        for key in tuple(self._rows):
            self._remove(key)

    def _remove(self, key: str) -> None:
        row = self._rows.pop(key)
        self._late.pop(key, None)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _settle(self) -> None:
        """Take out the rows that are gone, unless a hand is on the list."""
        gone = [key for key in self._rows if key not in self._wanted]
        if (gone or self._late) and self._touched():
            for key in gone:
                self._rows[key].setEnabled(False)
            if not self._quiet.isActive():
                self._quiet.start()
            return
        for key in gone:
            self._remove(key)
        for key, view in self._late.items():
            self._rows[key].take(view)
        self._late.clear()
        self._sort()

    def _touched(self) -> bool:
        corner = self.mapToGlobal(QPoint(0, 0))
        under = QRect(corner, self.size()).contains(QCursor.pos())
        return self.isVisible() and (
            self._quiet.isActive() or (under and self.window().isActiveWindow())
        )

    def _sort(self) -> None:
        """The view's order, which only changes when the list is made anew."""
        if tuple(self._rows) == self._wanted:
            return
        self._rows = {key: self._rows[key] for key in self._wanted}
        for index, row in enumerate(self._rows.values()):
            self._column.insertWidget(index, row)

    def _move(self, step: int) -> None:
        """Up and Down move the focus; with circles also the choice."""
        rows = [row for row in self._rows.values() if row.isEnabled()]
        here = next((index for index, row in enumerate(rows) if row.hasFocus()), None)
        if here is None or not 0 <= here + step < len(rows):
            return
        row = rows[here + step]
        row.setFocus(Qt.FocusReason.TabFocusReason)
        if not self._boxes and not row.view.blocked:
            self._send(ChooseDrive(row.view.key))

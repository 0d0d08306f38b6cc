"""Several drives at work, a row each."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.components.button import Send
from ui.components.job_row import JobRow
from ui.components.label import Label
from ui.components.picture import MarkPicture
from ui.typography import Role
from ui.view import Several
from ui.widths import Width


class SeveralPage(QWidget):
    def __init__(self, send: Send) -> None:
        super().__init__()
        self._send = send
        self._mark = MarkPicture(36)
        self.title = Label(Role.PAGE_TITLE)
        self._lead = Label(Role.BODY, lambda c: c.text2)
        self._rows: dict[str, JobRow] = {}
        self._width = Width.WIDE
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self.title)
        words.addWidget(self._lead)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._mark)
        head.addLayout(words, 1)
        self._list = QVBoxLayout()
        self._list.setSpacing(10)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._column.addLayout(head)
        self._column.addSpacing(16)
        self._column.addLayout(self._list)
        self._column.addStretch(1)
        self.fit(Width.WIDE)

    def present(self, view: Several) -> None:
        self._mark.present(view.mark)
        self.title.say(view.title)
        self._lead.say(view.lead)
        wanted = {row.key for row in view.rows}
        for key in [key for key in self._rows if key not in wanted]:
            gone = self._rows.pop(key)
            gone.hide()
            gone.deleteLater()
        for row in view.rows:
            if row.key in self._rows:
                self._rows[row.key].present(row)
            else:
                self._rows[row.key] = JobRow(row, self._send)
                self._rows[row.key].fit(self._width)
                self._list.addWidget(self._rows[row.key])

    def heading(self) -> QWidget | None:
        return self.title

    def fit(self, width: Width) -> None:
        self._width = width
        for row in self._rows.values():
            row.fit(width)
        side = 12 if width is Width.NARROW else 24
        self._column.setContentsMargins(side, 10, side, 18)

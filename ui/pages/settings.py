"""Settings in groups; each changes at once."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.components.button import Send
from ui.components.label import Label
from ui.components.setting_rows import SettingRows
from ui.typography import Role, px
from ui.view import Settings
from ui.widths import Width

_WIDEST = 760


class SettingsPage(QWidget):
    def __init__(self, send: Send) -> None:
        super().__init__()
        self._send = send
        self._groups: list[tuple[Label, SettingRows]] = []
        self._width = Width.WIDE
        self._inner = QWidget()
        self._inner.setMaximumWidth(px(_WIDEST))
        self._column = QVBoxLayout(self._inner)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._line = QHBoxLayout(self)
        self._line.addStretch(1)
        self._line.addWidget(self._inner, 1000)
        self._line.addStretch(1)
        self._column.addStretch(1)
        self.fit(Width.WIDE)

    def present(self, view: Settings) -> None:
        while len(self._groups) > len(view.groups):
            for widget in self._groups.pop():
                widget.hide()
                widget.deleteLater()
        for index, group in enumerate(view.groups):
            if index == len(self._groups):
                self._add()
            heading, rows = self._groups[index]
            heading.say(group.title)
            rows.setAccessibleName(group.title)
            rows.present(group.settings)

    def heading(self) -> QWidget | None:
        return None

    def fit(self, width: Width) -> None:
        self._width = width
        side = 12 if width is Width.NARROW else 24
        self._line.setContentsMargins(side, 6, side, 18)
        for _heading, rows in self._groups:
            rows.fit(width)

    def _add(self) -> None:
        heading = Label(Role.SMALL_STRONG, lambda c: c.text2)
        rows = SettingRows(self._send)
        rows.fit(self._width)
        self._groups.append((heading, rows))
        last = self._column.count() - 1
        if len(self._groups) > 1:
            self._column.insertSpacing(last, 10)
            last += 1
        self._column.insertWidget(last, heading)
        self._column.insertWidget(last + 1, rows)

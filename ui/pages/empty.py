"""The empty window: the drop zone, images used lately, and how many drives there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui import intents
from ui.components.button import Send
from ui.components.drop_zone import DropZone
from ui.components.label import Label
from ui.components.picture import IconPicture
from ui.components.slot import Slot
from ui.icons import Icon
from ui.typography import Role, is_large
from ui.view import Button, Drag, Empty, Recent
from ui.view import DropZone as DropZoneView
from ui.widths import Width

if TYPE_CHECKING:
    from ui.components.recent_row import RecentRow

_NOTHING = DropZoneView("", "", "", Button("", intents.ChooseFile()))
_MOST_NARROW = 2  # recent images below 560


class EmptyPage(QWidget):
    def __init__(self, send: Send) -> None:
        super().__init__()
        self._send = send
        self._width = Width.WIDE
        self._view: Empty | None = None
        self._drag: Drag | None = None
        self.zone = DropZone(_NOTHING, send)
        self._heading = Label(Role.SMALL_STRONG, lambda c: c.text2)
        self._rows: list[RecentRow] = []
        self._recent_box = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._recent = QWidget()
        recent = QVBoxLayout(self._recent)
        recent.setContentsMargins(0, 18, 0, 0)
        recent.setSpacing(9)
        recent.addWidget(self._heading)
        recent.addLayout(self._recent_box)
        self._drives = Label(Role.SMALL_MEDIUM, lambda c: c.text2)
        self._keys = Label(Role.CAPTION, lambda c: c.text3, wraps=False)
        self._web = Slot(send)
        self._drives_icon = IconPicture(Icon.USB_STICK, 18, lambda c: c.text2)
        drives = QHBoxLayout()
        drives.setSpacing(8)
        drives.addWidget(self._drives_icon)
        drives.addWidget(self._drives)
        drives.addStretch(1)
        direction = QBoxLayout.Direction
        foot = QBoxLayout(direction.TopToBottom if is_large() else direction.LeftToRight)
        foot.setSpacing(8)
        foot.addLayout(drives, 1)
        foot.addWidget(self._web)
        foot.addWidget(self._keys)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._column.addWidget(self.zone, 1)
        self._column.addWidget(self._recent)
        self._column.addSpacing(15)
        self._column.addLayout(foot)
        self.fit(Width.WIDE)

    def present(self, view: Empty) -> None:
        self._view = view
        self.zone.present(view.drop, self._drag)
        self._heading.say(view.recent_heading if view.recent else "")
        self._drives.say(view.drives)
        self._drives_icon.setVisible(bool(view.drives))
        self._show_recent(view.recent)
        self._web.present(view.web)
        self._keys.say(view.keys if self._width is not Width.NARROW else "")

    def drag(self, drag: Drag | None) -> None:
        """Let the zone answer what is dragged over the window."""
        self._drag = drag
        if self._view is not None:
            self.zone.present(self._view.drop, drag)

    def fit(self, width: Width) -> None:
        self._width = width
        narrow = width is Width.NARROW
        side = 14 if narrow else 24
        self._column.setContentsMargins(side, 4, side, 15)
        direction = QBoxLayout.Direction
        self._recent_box.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)
        self._recent_box.setSpacing(8 if narrow else 12)
        self.zone.fit(width)
        if self._view is not None:
            self.present(self._view)

    def heading(self) -> QWidget | None:
        return None

    def _show_recent(self, views: tuple[Recent, ...]) -> None:
        shown = views[:_MOST_NARROW] if self._width is Width.NARROW else views
        while len(self._rows) > len(shown):
            spare = self._rows.pop()
            self._recent_box.removeWidget(spare)
            spare.hide()
            spare.deleteLater()
        for index, view in enumerate(shown):
            if index == len(self._rows):
                from ui.components.recent_row import RecentRow  # after the first frame

                self._rows.append(RecentRow(view, self._send))
                self._recent_box.addWidget(self._rows[index], 1)
            self._rows[index].take(view)
        self._recent.setVisible(bool(shown))

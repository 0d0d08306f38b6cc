"""The header inside the window: the program's name, or the way back; tools and the menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from ui import paint
from ui.components.button import Button, Send, plain_tip
from ui.components.label import Label
from ui.components.slot import Slot
from ui.icons import Icon
from ui.intents import Back
from ui.typography import Role, gap, is_large, px
from ui.view import Button as ButtonView
from ui.view import Header as HeaderView
from ui.view import Look, MenuItem
from ui.widths import Width

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu

HEIGHT = 56
_ROOM_FOR_ICON = 300


class ProgramIcon(QWidget):
    def __init__(self, size: int = 28) -> None:
        super().__init__()
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(px(self._size), px(self._size))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        picture = paint.application_icon(self.width(), self.devicePixelRatioF())
        painter.drawPixmap(0, 0, picture)


class Header(QFrame):
    def __init__(self, send: Send) -> None:
        super().__init__()
        self._send = send
        self._narrow = False
        self._tools_view: ButtonView | None = None
        self._items: tuple[MenuItem, ...] = ()
        self._icon_place = QWidget()
        place = QHBoxLayout(self._icon_place)
        place.setContentsMargins(6, 0, 4, 0)
        place.addWidget(ProgramIcon())
        self._back = Slot(send)
        self.title = Label(Role.HEADER)
        self._tools = Slot(send)
        self._menu_button = Button(
            ButtonView("", Back(), look=Look.GHOST, icon=Icon.MENU),
            lambda _intent: self.open_menu(),
        )
        self._menu: QMenu | None = None
        self._line = line = QHBoxLayout(self)
        line.addWidget(self._icon_place)
        line.addWidget(self._back)
        line.addWidget(self.title, 1)
        end = QHBoxLayout()
        end.setSpacing(4)
        end.addWidget(self._tools)
        end.addWidget(self._menu_button)
        line.addLayout(end)
        self.setMinimumHeight(gap(HEIGHT))
        self._make_room()

    def present(self, view: HeaderView) -> None:
        roomy = self.width() >= px(_ROOM_FOR_ICON)
        self._icon_place.setVisible(view.back is None and roomy)
        self._back.present(view.back)
        self.title.say(view.title)
        self._tools_view = view.tools
        self._present_tools()
        self._menu_button.setVisible(bool(view.menu))
        self._menu_button.setAccessibleName(view.menu_name)
        self._menu_button.setAccessibleDescription(view.menu_name)
        self._menu_button.setToolTip(plain_tip(view.menu_name))
        if view.menu != self._items:
            self._items = view.menu
            if self._menu is not None:
                self._fill(self._menu)

    def fit(self, width: Width) -> None:
        narrow = width is Width.NARROW
        if narrow != self._narrow:
            self._narrow = narrow
            self._present_tools()
        self._make_room()

    def _make_room(self) -> None:
        """For the title: of large text in a small window it is smaller again, and in two lines."""
        tight = self._narrow and is_large()
        side = 8 if tight else 14
        self._line.setContentsMargins(side, 0, side, 0)
        self._line.setSpacing(2 if tight else 6)
        self.title.set_look(Role.SMALL_STRONG if tight else Role.HEADER, lambda c: c.text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The picture goes first when large text meets a small window."""
        super().resizeEvent(event)
        roomy = self.width() >= px(_ROOM_FOR_ICON)
        self._icon_place.setVisible(roomy and self._back.isHidden())

    def open_menu(self) -> None:
        menu = self.menu()
        corner = QPoint(self._menu_button.width() - menu.sizeHint().width(), 0)
        if self.isRightToLeft():  # where the button stands at the left edge
            corner = QPoint()
        below = QPoint(0, self._menu_button.height() + 2)
        menu.popup(self._menu_button.mapToGlobal(corner + below))

    def menu(self) -> QMenu:
        """Made when it is first opened: the first frame has none."""
        if self._menu is None:
            from PySide6.QtWidgets import QMenu

            self._menu = QMenu(self)
            self._fill(self._menu)
        return self._menu

    def _present_tools(self) -> None:
        """Below 560 an icon whose word is heard and shown as a tip."""
        view = self._tools_view
        if view is not None and self._narrow:
            view = ButtonView("", view.intent, view.look, view.icon, name=view.text)
        self._tools.present(view)
        if view is not None and self._narrow and self._tools.button is not None:
            self._tools.button.setToolTip(plain_tip(view.name))
            self._tools.button.setAccessibleDescription(view.name)

    def _fill(self, menu: QMenu) -> None:
        from PySide6.QtGui import QAction

        menu.clear()
        for item in self._items:
            if item.starts_group:
                menu.addSeparator()
            action = QAction(item.text.replace("&", "&&"), menu)
            if item.shortcut:
                action.setText(f"{action.text()}\t{item.shortcut}")
            action.setEnabled(item.enabled)
            action.triggered.connect(lambda _checked, wanted=item.intent: self._send(wanted))
            menu.addAction(action)

"""The window: shows a `Screen`, and tells what the user wants as intents.

It is a function of the screen: nothing is remembered here that a screen could say. Pages are made
when they are first needed, so that the first frame does not wait for the last one.
"""

from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QCloseEvent,
    QGuiApplication,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from ui import keys, paint, theme
from ui.components.action_bar import ActionBar
from ui.components.header import Header
from ui.components.scroll import Scroll
from ui.drops import offer
from ui.intents import CopyText, Intent, Pasted, Quit
from ui.view import (
    Announcement,
    Body,
    Home,
    Screen,
)
from ui.widths import Width, width_class

DEFAULT_SIZE = QSize(1000, 720)
SMALLEST = QSize(360, 480)


class Page(Protocol):
    """What every page can do."""

    def present(self, view: Any) -> None: ...
    def fit(self, width: Width) -> None: ...


class MainWindow(QWidget):
    intent = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._screen: Screen | None = None
        self._pages: dict[type[Body], tuple[Page, Scroll]] = {}
        self._shortcuts: list[QShortcut] = []
        self._table: tuple[keys.Key, ...] = ()
        self._said: Announcement | None = None
        self.header = Header(self.send)
        self.bar = ActionBar(self.send)
        self._stack_place = QWidget()
        self._stack = QStackedLayout(self._stack_place)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self._stack_place, 1)
        column.addWidget(self.bar)
        self.setMinimumSize(SMALLEST)
        self.resize(DEFAULT_SIZE)
        self.setWindowIcon(paint.application_qicon())
        self.setAcceptDrops(True)
        QShortcut(QKeySequence(keys.MENU), self, self.header.open_menu)
        self._paste = QShortcut(QKeySequence(keys.PASTE), self, self._pasted)

    def send(self, intent: Intent) -> None:
        """Every act of the user comes through here."""
        if isinstance(intent, CopyText):
            QGuiApplication.clipboard().setText(intent.text)
        self.intent.emit(intent)

    def present(self, screen: Screen) -> None:
        """Show this; what did not change keeps its widgets, its focus and its place."""
        before, self._screen = self._screen, screen
        if screen == before:
            return
        self.setWindowTitle(screen.title or screen.header.title)
        self.header.present(screen.header)
        self._present_body(screen.body)
        self.bar.setVisible(screen.bar is not None)
        if screen.bar is not None:
            self.bar.present(screen.bar)
        for part in (self.header, self._stack_place):
            part.setEnabled(not screen.frozen)
        self._bind(screen)
        self._announce(screen.says)

    def _present_body(self, body: Body) -> None:
        page, scroll = self._page_for(body)
        page.fit(width_class(self.width()))
        page.present(body)
        if self._stack.currentWidget() is not scroll:
            self._stack.setCurrentWidget(scroll)
            scroll.verticalScrollBar().setValue(0)
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _page_for(self, body: Body) -> tuple[Page, Scroll]:
        kind = type(body)
        if kind not in self._pages:
            page = _make(kind)(self.send)
            scroll = Scroll(page)
            self._stack.addWidget(scroll)
            self._pages[kind] = (page, scroll)
        return self._pages[kind]

    def _bind(self, screen: Screen) -> None:
        self._paste.setEnabled(keys.pastes(screen))
        table = keys.keys(screen)
        if table == self._table:
            return
        self._table = table
        for shortcut in self._shortcuts:
            shortcut.setEnabled(False)
            shortcut.deleteLater()
        self._shortcuts = []
        for key in table:
            shortcut = QShortcut(QKeySequence(key.sequence), self)
            shortcut.activated.connect(lambda wanted=key.intent: self.send(wanted))
            self._shortcuts.append(shortcut)

    def _pasted(self) -> None:
        mime = QGuiApplication.clipboard().mimeData()
        if mime is not None:
            self.send(Pasted(offer(mime)))

    def _announce(self, says: Announcement | None) -> None:
        if says is None or says == self._said:
            self._said = says
            return
        self._said = says
        event = QAccessibleAnnouncementEvent(self, says.text)
        politeness = QAccessible.AnnouncementPoliteness
        event.setPoliteness(politeness.Assertive if says.urgent else politeness.Polite)
        QAccessible.updateAccessibility(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = width_class(self.width())
        self.header.fit(width)
        self.bar.fit(width)
        if self._screen is not None:
            self._page_for(self._screen.body)[0].fit(width)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._screen is not None and self._screen.busy:
            event.ignore()
            self.send(Quit())
            return
        super().closeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.now().colours.bg)


def _make(kind: type[Body]) -> Callable[[Callable[[Intent], None]], Any]:
    """The page's class; imported when it is first needed."""
    if kind is Home:
        from ui.pages.home import HomePage

        return HomePage
    raise NotImplementedError(kind)

"""The window: shows a `Screen`, and tells what the user wants as intents.

It is a function of the screen: nothing is remembered here that a screen could say.
"""

from __future__ import annotations

import os
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget
from shiboken6 import isValid

from ui import paint, theme
from ui.announcer import Announcer, announce
from ui.components.action_bar import ActionBar
from ui.components.header import Header
from ui.drops import offer
from ui.intents import CopyText, DragEntered, DragLeft, Dropped, Intent, Pasted, Quit
from ui.page_stack import PageStack
from ui.view import Screen
from ui.widths import width_class

if TYPE_CHECKING:
    from ui.components.drag_overlay import DragOverlay
    from ui.sheets.host import SheetHost
    from ui.shortcuts import Shortcuts
    from ui.view import Drag, Sheet

DEFAULT_SIZE = QSize(1000, 720)
SMALLEST = QSize(360, 480)
_UNSEEN = 1000  # milliseconds until a window that is never painted is used all the same


class MainWindow(QMainWindow):
    """A QMainWindow for its role alone: any other widget is no window to a screen reader."""

    intent = Signal(object)
    stands = Signal()  # once, after the first frame

    def __init__(self) -> None:
        super().__init__()
        self._screen: Screen | None = None
        self._shortcuts: Shortcuts | None = None
        self._stands = False
        self._had_focus: QWidget | None = None
        self._until_stands = QTimer(self, singleShot=True)
        self._until_stands.timeout.connect(self._stand)
        self._announcer = Announcer()
        self._until_said = QTimer(self, singleShot=True)
        self._until_said.timeout.connect(self._say_what_waited)
        self.header = Header(self.send)
        self.bar = ActionBar(self.send)
        self._host: SheetHost | None = None
        self._overlay: DragOverlay | None = None
        self._pages = PageStack(self.send)
        whole = QWidget()
        self.setCentralWidget(whole)
        column = self._column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self._pages, 1)
        column.addWidget(self.bar)
        self.setMinimumSize(SMALLEST)
        self.resize(DEFAULT_SIZE.boundedTo(self.screen().availableSize()))
        self.setAcceptDrops(True)

    def send(self, intent: Intent) -> None:
        """Every act of the user comes through here."""
        if isinstance(intent, CopyText):
            QGuiApplication.clipboard().setText(intent.text)
        self.intent.emit(intent)

    def bring_up(self, token: str) -> None:
        """Before other windows, because somebody pressed our message. On Wayland only who has a
        token of that may; Qt takes it from the environment."""
        if token:
            os.environ["XDG_ACTIVATION_TOKEN"] = token
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()
        os.environ.pop("XDG_ACTIVATION_TOKEN", None)

    def present(self, screen: Screen) -> None:
        """Show this; what did not change keeps its widgets, its focus and its place."""
        before, self._screen = self._screen, screen
        if screen == before:
            return
        self.setWindowTitle(screen.title or screen.header.title)
        self.header.present(screen.header)
        if screen.frozen and self._had_focus is None:
            self._had_focus = self.focusWidget()
        # Before the body, for what is disabled cannot be given the focus.
        for part in (self.header, self._pages):
            part.setEnabled(not screen.frozen)
        # Two pages may be of one kind: the cards of an image, and those of a disc to burn.
        other = before is not None and before.header.title != screen.header.title
        if self._pages.present(screen.body, width_class(self.width())) or other:
            self._focus_heading()
        self.bar.setVisible(screen.bar is not None)
        if screen.bar is not None:
            self.bar.present(screen.bar)
        self._keep_focus(screen)
        self._present_drag(screen.drag)
        self._present_sheet(screen.sheet)
        if self._stands:
            self._bind(screen)
            self._speak(screen)

    def _present_sheet(self, sheet: Sheet | None) -> None:
        """The host is made with the first sheet: start-up does not wait for it."""
        if self._host is None:
            if sheet is None:
                return
            from ui.sheets.host import SheetHost

            self._host = SheetHost(self, self.send)
        self._host.present(sheet, self._write_spot())

    def _write_spot(self) -> QPoint | None:
        """Where Write… stands: the red button of a sheet keeps away from there."""
        primary = self.bar.primary
        if primary is None or not self.bar.isVisibleTo(self):
            return None
        self._column.activate()
        return primary.mapTo(self, primary.rect().center())

    def _present_drag(self, drag: Drag | None) -> None:
        """On the empty page its own zone answers; elsewhere a zone over the body does."""
        if self._screen is not None and self._pages.present_drag(self._screen.body, drag):
            drag = None
        if self._overlay is None:
            if drag is None:
                return
            from ui.components.drag_overlay import DragOverlay

            self._overlay = DragOverlay(self)
        self._overlay.present(drag)
        self._overlay.setGeometry(self._pages.geometry())
        self._overlay.setVisible(drag is not None)
        self._overlay.raise_()

    def _focus_heading(self) -> None:
        """After a change of page: a title that is read out, never a button."""
        if self._screen is not None:
            heading = self._pages.heading(self._screen.body) or self.header.title
            heading.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep_focus(self, screen: Screen) -> None:
        """While nothing can be pressed it is on the sentence that says why, afterwards on what had
        it before; else a screen reader would stand nowhere."""
        if screen.frozen:
            self.bar.sentence.setFocus(Qt.FocusReason.OtherFocusReason)
        elif (had := self._had_focus) is not None:
            self._had_focus = None
            lost = self.focusWidget() in (None, self.bar.sentence)
            if lost and isValid(had) and had.isVisible():
                had.setFocus(Qt.FocusReason.OtherFocusReason)

    def _speak(self, screen: Screen) -> None:
        now = monotonic()
        if (says := self._announcer.due(screen.says, now)) is not None:
            announce(self, says)
        if (wait := self._announcer.wait(now)) is not None:
            self._until_said.start(int(1000 * wait) + 1)

    def _say_what_waited(self) -> None:
        """Nothing else may change until then, so nobody would come by to say it."""
        if self._screen is not None:
            self._speak(self._screen)

    def _bind(self, screen: Screen) -> None:
        if self._shortcuts is None:
            from ui.shortcuts import Shortcuts

            self._shortcuts = Shortcuts(
                self,
                self.send,
                menu=lambda: self.header.open_menu(),
                paste=self._pasted,
                tab=lambda forward: self.tab(forward=forward),
            )
        self._shortcuts.bind(screen)

    def _pasted(self) -> None:
        mime = QGuiApplication.clipboard().mimeData()
        if mime is not None:
            self.send(Pasted(offer(mime)))

    def tab(self, *, forward: bool) -> None:
        """On to the next thing that takes the focus; inside the sheet while there is one."""
        if self._host is not None and self._host.isVisible() and self._host.sheet is not None:
            self._host.sheet.tab(forward=forward)
            return
        from ui.tab_order import step

        if (stop := step(self, forward=forward)) is not None:
            reason = Qt.FocusReason
            stop.setFocus(reason.TabFocusReason if forward else reason.BacktabFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = width_class(self.width())
        self.header.fit(width)
        self.bar.fit(width)
        if self._screen is not None:
            self._pages.fit(self._screen.body, width)
        if self._host is not None:
            self._host.refit(self._write_spot())
        if self._overlay is not None:
            self._overlay.setGeometry(self._pages.geometry())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """What is dragged out of this window is not dropped on it."""
        if event.source() is not None:
            event.ignore()
            return
        event.acceptProposedAction()
        self.send(DragEntered(offer(event.mimeData())))

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        event.accept()
        self.send(DragLeft())

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.send(Dropped(offer(event.mimeData())))

    def changeEvent(self, event: QEvent) -> None:
        """Another text size: lengths follow it, so everything is made anew."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange and self._screen is not None:
            self._rebuild(self._screen)

    def _rebuild(self, screen: Screen) -> None:
        self._pages.clear()
        for part in (self.header, self.bar, self._host):
            if part is not None:
                part.hide()
                part.deleteLater()
        self._host = None
        self.header, self.bar = Header(self.send), ActionBar(self.send)
        self._column.insertWidget(0, self.header)
        self._column.addWidget(self.bar)
        for part in (self.header, self.bar):
            part.fit(width_class(self.width()))
            part.show()
        self._screen = None
        self.present(screen)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.focusWidget() is None:
            self._focus_heading()
        self._until_stands.start(_UNSEEN)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._screen is not None and self._screen.busy:
            event.ignore()
            self.send(Quit())
            return
        super().closeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.now().colours.bg)
        if not self._stands:
            self._until_stands.start(0)  # after its children have painted

    def _stand(self) -> None:
        """What the first frame did not wait for: keys, the screen reader, the icon in lists."""
        if self._stands:
            return
        self._stands = True
        self.setWindowIcon(paint.application_qicon())
        if self._screen is not None:
            self._bind(self._screen)
            self._speak(self._screen)
        self.stands.emit()

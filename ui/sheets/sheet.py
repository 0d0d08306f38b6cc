"""What all sheets share: a dialog inside the window, in its middle, that keeps the focus.

Its words scroll when the window is too low for them; its buttons stay.

It is a `QDialog` for what a screen reader says, but a child of the window and not a window of its
own: no window manager has to place it, and the scrim below it is ours.
"""

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui import paint, theme
from ui.components.button import TALL, Button, Send
from ui.components.focus import ENTER
from ui.components.label import Label
from ui.components.scroll import Scroll
from ui.intents import Dismiss
from ui.typography import Role, gap, px
from ui.view import Button as ButtonView
from ui.view import Sheet as SheetView
from ui.widths import Width

RADIUS = 20
PAD = 24
_EDGE = 12  # to the edge of a small window


class Sheet(QDialog):
    """`wanted` is its width in pixels of the design."""

    wanted = 480

    def __init__(self, parent: QWidget, send: Send) -> None:
        super().__init__(parent)
        self.setWindowFlags(Qt.WindowType.Widget)  # the constructor would make it a window
        self.send = send
        self.narrow = False
        self.title = Label(Role.SHEET_TITLE)
        self.lead = Label(Role.BODY, lambda c: c.text2)
        content = QWidget()
        self.column = QVBoxLayout(content)
        self.column.setSpacing(0)
        self._scroll = Scroll(content, RADIUS)
        self._scroll.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self._scroll.verticalScrollBar().rangeChanged.connect(lambda *_: self._keep_apart())
        self._foot = QVBoxLayout()
        self._foot.setSpacing(8)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._scroll, 1)
        whole.addLayout(self._foot)
        self.column.addWidget(self.title)
        self.column.addSpacing(4)
        self.column.addWidget(self.lead)

    def say(self, title: str, lead: str) -> None:
        self.title.say(title)
        self.lead.say(lead)
        self.setAccessibleName(title)
        self.setAccessibleDescription(self.heard() or lead)

    def heard(self) -> str:
        """What a screen reader should say with the title, where that is more than the lead."""
        return ""

    def as_filled(self, view: SheetView) -> SheetView:
        """The same question with what was typed so far, to be made anew at another width."""
        return view

    def first_focus(self) -> QWidget | None:
        """What has the focus when the sheet opens."""
        return None

    def fit(self, width: Width) -> None:
        self.narrow = width is Width.NARROW
        pad = gap(16 if self.narrow else PAD)
        self.column.setContentsMargins(pad, pad - (0 if self.narrow else 2), pad, 0)
        self._foot.setContentsMargins(pad, self._apart(), pad, pad)

    def place(self, keep_away: QPoint | None = None) -> None:
        """In the middle of the window, as high as its words need and the window allows.

        `keep_away` is where the button stood that opened it; only one sheet minds."""
        window = self.parentWidget()
        if window is None:
            return
        width = min(px(self.wanted), window.width() - 2 * _EDGE)
        room = window.height() - 2 * _EDGE
        foot = self._foot.heightForWidth(width)
        foot = foot if foot >= 0 else self._foot.sizeHint().height()
        height = min(max(self.column.heightForWidth(width) + foot, px(120)), room)
        left = (window.width() - width) // 2
        self.setGeometry(left, (window.height() - height) // 2, width, height)

    def button(self, view: ButtonView) -> Button:
        return Button(view, self.send, height=TALL)

    def buttons(self, start: list[Button], end: list[Button]) -> None:
        """The row at the bottom; stacked where there is no room."""
        if self.narrow or not self._fit_beside(start + end):
            for button in (*reversed(end), *start):
                self._foot.addWidget(button)
            return
        line = QHBoxLayout()
        line.setSpacing(11)
        for button in start:
            line.addWidget(button)
        line.addStretch(1)
        for button in end:
            line.addWidget(button)
        self._foot.addLayout(line)

    def _fit_beside(self, buttons: list[Button]) -> bool:
        window = self.parentWidget()
        room = px(self.wanted) if window is None else min(px(self.wanted), window.width())
        needed = sum(button.sizeHint().width() + 11 for button in buttons)
        return needed <= room - 2 * _EDGE - 2 * gap(PAD)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc is the window's; Enter is of what has the focus, and presses nothing else."""
        if event.key() in ENTER:
            event.accept()
            return
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
            return
        super().keyPressEvent(event)

    def reject(self) -> None:
        self.send(Dismiss())

    def tab(self, *, forward: bool) -> None:
        """Tab goes round inside the sheet."""
        stops = [
            widget
            for widget in self.findChildren(QWidget)
            if isinstance(widget, QAbstractButton | QLineEdit | QPlainTextEdit)
            and widget.isVisibleTo(self)
            and widget.isEnabled()
        ]
        focus = self.focusWidget()
        here = stops.index(focus) if focus in stops else -1
        if not stops:
            return
        step = 1 if forward else -1
        wanted = stops[(here + step) % len(stops)] if here >= 0 else stops[0]
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        wanted.setFocus(reason)
        self.show_whole(wanted)

    def show_whole(self, widget: QWidget) -> None:
        """Scroll it into sight, where the sheet is lower than its words."""
        self._scroll.ensureWidgetVisible(widget)

    def _apart(self) -> int:
        """Pixels between the words and the buttons: words that go on below them are cut off, which
        would look as if a field ended there."""
        return gap(12) if self._scroll.verticalScrollBar().maximum() else 0

    def _keep_apart(self) -> None:
        margins = self._foot.contentsMargins()
        margins.setTop(self._apart())
        self._foot.setContentsMargins(margins)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        c, painter = theme.now().colours, QPainter(self)
        paint.panel(painter, QRectF(self.rect()), RADIUS, c.surface, c.border)
        if self._apart():
            below = self._scroll.geometry().bottom() + 1
            painter.fillRect(1, below, self.width() - 2, 1, c.border)

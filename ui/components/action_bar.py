"""The bar at the bottom: what will happen in one sentence, and the buttons."""

from dataclasses import replace

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui import paint, theme
from ui.components.button import TALL, Button, Send
from ui.components.label import Label
from ui.components.picture import IconPicture
from ui.icons import Icon
from ui.typography import Role, px
from ui.view import Bar, Look
from ui.view import Button as ButtonView
from ui.widths import Width

_HEIGHT = 74


class ActionBar(QFrame):
    def __init__(self, send: Send) -> None:
        super().__init__()
        self._send = send
        self._width = Width.WIDE
        self._view: Bar | None = None
        self._start: list[Button] = []
        self._end: list[Button] = []
        self._icon = IconPicture(Icon.INFO, 22, lambda c: c.text2)
        self._title = Label(Role.BODY_STRONG)
        self._text = Label(Role.BODY, lambda c: c.text2)
        self._sentence = QWidget()
        words = QVBoxLayout()
        words.setSpacing(5)
        words.addWidget(self._title)
        words.addWidget(self._text)
        line = QHBoxLayout(self._sentence)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addLayout(words, 1)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._place()

    def present(self, view: Bar) -> None:
        self._view = view
        sentence = bool(view.text) or bool(view.title)
        self._sentence.setVisible(sentence)
        self._icon.setVisible(view.icon is not None and self._width is not Width.NARROW)
        if view.icon is not None:
            tone = view.tone
            self._icon.present(view.icon, lambda _colours: paint.of_tone(tone))
        self._title.say(view.title)
        small = bool(view.title) or self._width is Width.NARROW
        self._text.set_look(Role.SMALL if small else Role.BODY, lambda c: c.text2)
        self._text.say(view.text)
        start = view.start
        if self._width is Width.NARROW:  # lighter: the screen is small
            start = tuple(replace(button, look=Look.LINK) for button in start)
        changed = self._renew(self._start, start)
        changed |= self._renew(self._end, view.end)
        if changed:
            self._place()

    def fit(self, width: Width) -> None:
        if width is self._width:
            return
        self._width = width
        if self._view is not None:
            self.present(self._view)
        self._place()

    @property
    def buttons(self) -> tuple[Button, ...]:
        return (*self._start, *self._end)

    @property
    def sentence(self) -> QWidget:
        return self._text

    @property
    def primary(self) -> Button | None:
        """The last one, if it is the one that acts."""
        if self._end and self._end[-1].view.look is not Look.GHOST:
            return self._end[-1]
        return None

    def _renew(self, buttons: list[Button], views: tuple[ButtonView, ...]) -> bool:
        """Show `views` in `buttons`; whether their number changed."""
        before = len(buttons)
        while len(buttons) > len(views):
            spare = buttons.pop()
            self._box.removeWidget(spare)
            spare.hide()
            spare.deleteLater()
        for index, view in enumerate(views):
            if index == len(buttons):
                buttons.append(Button(view, self._send, height=TALL))
            elif buttons[index].view.look is not view.look and Look.LINK in (
                view.look,
                buttons[index].view.look,
            ):
                spare, buttons[index] = buttons[index], Button(view, self._send, height=TALL)
                spare.hide()
                spare.deleteLater()
                before = -1
            buttons[index].present(view)
        return len(buttons) != before

    def _place(self) -> None:
        """Side by side, or below 560 stacked with the primary button first."""
        while (item := self._box.itemAt(0)) is not None:
            if (widget := item.widget()) is not None:
                self._box.removeWidget(widget)  # takeAt would leave a stale cache of its height
            else:
                self._box.removeItem(item)
        narrow = self._width is Width.NARROW
        direction = QBoxLayout.Direction
        self._box.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)
        side = 14 if narrow else 24
        self._box.setContentsMargins(side, 12 if narrow else 14, side, 14)
        self._box.setSpacing(10 if narrow else 11)
        if narrow:
            self._box.addWidget(self._sentence)
            for button in (*reversed(self._end), *self._start):
                self._box.addWidget(button)
            self.setMinimumHeight(0)
            return
        for button in self._start:
            self._box.addWidget(button)
        self._box.addWidget(self._sentence, 1)
        self._box.addStretch(0 if self._sentence.isVisibleTo(self) else 1)
        for button in self._end:
            self._box.addWidget(button)
        self.setMinimumHeight(px(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        c = theme.now().colours
        painter = QPainter(self)
        painter.fillRect(self.rect(), c.surface)
        painter.fillRect(QRectF(0, 0, self.width(), 1), c.border)

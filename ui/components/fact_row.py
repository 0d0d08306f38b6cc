"""A fact about the image with at most one action: its checksum, the way it will be written."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout

from ui import paint, theme
from ui.components.button import Button, Send
from ui.components.label import Label
from ui.components.picture import IconPicture
from ui.icons import Icon
from ui.typography import Role, gap, is_large, px
from ui.view import FactRow as FactRowView
from ui.view import Look
from ui.widths import Width

_LINK_HEIGHT = 24
_BAR, _ABOVE_BAR = 4, 4  # or it looks like a line under the words
_BELOW = 3  # of the words: the button, where it does not stand beside them
_WIDE = 116  # a button that leaves too little room for them in a small window


class ThinBar(QProgressBar):
    """A quiet line of progress below a text."""

    def __init__(self) -> None:
        super().__init__()
        self.setRange(0, 1000)
        self.setTextVisible(False)
        self.setFixedHeight(_BAR + _ABOVE_BAR)

    def paintEvent(self, _event: QPaintEvent) -> None:
        c = theme.now().colours
        painter = QPainter(self)
        rect = QRectF(self.rect()).adjusted(0, _ABOVE_BAR, 0, 0)
        paint.panel(painter, rect, 2, c.sunken, None)
        done = QRectF(rect)
        done.setWidth(rect.width() * self.value() / self.maximum())
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            done.moveRight(rect.right())
        paint.panel(painter, done, 2, c.accent, None)


class FactRow(QFrame):
    def __init__(self, send: Send) -> None:
        super().__init__()
        self._send = send
        self._view: FactRowView | None = None
        self._icon = IconPicture(Icon.HASH, 20, lambda c: c.text2)
        self._title = Label(Role.BODY_STRONG)
        self._text = Label(Role.CAPTION, lambda c: c.text3)
        self._progress = ThinBar()
        self._button: Button | None = None
        self._width = Width.WIDE
        words = self._words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self._title)
        words.addWidget(self._text)
        words.addWidget(self._progress)
        words.addStretch(1)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(gap(10))
        self._line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        self._line.addLayout(words, 1)

    def present(self, view: FactRowView) -> None:
        if view == self._view:
            return
        self._view = view
        self._icon.present(view.icon, lambda _colours: paint.of_tone(view.tone))
        self._title.say(view.title)
        self._text.say(view.text)
        self._progress.setVisible(view.progress is not None)
        self._progress.setAccessibleName(view.title)
        self._progress.setValue(round((view.progress or 0.0) * self._progress.maximum()))
        if view.button is None:
            if self._button is not None:
                self._button.hide()
            return
        if self._button is None:
            height = _LINK_HEIGHT if view.button.look is Look.LINK else 0
            self._button = Button(view.button, self._send, height=height)
        self._button.present(view.button)
        self._place(self._button)
        self._button.show()

    def fit(self, width: Width) -> None:
        self._width = width
        if self._button is not None:
            self._place(self._button)

    def _place(self, button: Button) -> None:
        wide = self._width is Width.NARROW and button.sizeHint().width() > px(_WIDE)
        if is_large() or wide:
            self._line.removeWidget(button)
            self._words.insertWidget(_BELOW, button, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            self._words.removeWidget(button)
            self._line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)

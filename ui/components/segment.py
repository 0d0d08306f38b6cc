"""One of a few, side by side: a group of radio buttons that look like one control."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QRadioButton, QSizePolicy

from ui import paint, theme, typography
from ui.components.button import Send
from ui.components.focus import Focusable
from ui.components.text_block import Ink, TextBlock
from ui.intents import SettingChanged
from ui.typography import Role, is_large, px
from ui.view import Choice, Option, plain

_PAD, _LEAST = 14, 80
_CROWD = 4  # so many options have less room: in a narrow window there is not more
_PAD_IN_CROWD, _LEAST_IN_CROWD = 8, 60
_HEIGHT = 32


class SegmentOption(Focusable, QRadioButton):
    def __init__(self, option: Option, *, crowded: bool) -> None:
        super().__init__()
        self.option = option
        self._pad = _PAD_IN_CROWD if crowded else _PAD
        self._least = _LEAST_IN_CROWD if crowded else _LEAST
        self.setAutoExclusive(False)
        self.setText(option.text.replace("&", "&&"))
        self.setAccessibleName(option.text)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def nextCheckState(self) -> None:
        """The view decides."""

    def hitButton(self, _pos: object) -> bool:
        return True

    def _block(self) -> TextBlock:
        role = Role.SMALL_STRONG if self.isChecked() else Role.SMALL_MEDIUM
        return TextBlock(plain(self.option.text), typography.font(role))

    def sizeHint(self) -> QSize:
        strong = TextBlock(plain(self.option.text), typography.font(Role.SMALL_STRONG))
        return QSize(
            max(px(self._least), round(strong.natural_width) + 2 * px(self._pad)), px(_HEIGHT)
        )

    def minimumSizeHint(self) -> QSize:
        strong = TextBlock(plain(self.option.text), typography.font(Role.SMALL_STRONG))
        return QSize(round(strong.natural_width) + 2 * px(6), px(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        c = theme.now().colours
        painter = QPainter(self)
        rect = QRectF(self.rect())
        if self.isChecked():
            paint.panel(painter, rect.adjusted(0.5, 0.5, -0.5, -0.5), 8, c.surface, c.control)
        if self.ringed:
            paint.focus_ring(painter, rect, 8)
        block = self._block()
        width = block.natural_width + 1
        colour = c.text if self.isChecked() or self.underMouse() else c.text2
        box = QRectF(rect.center().x() - width / 2, 0, width, rect.height())
        block.draw(painter, box, Ink(colour, colour), self.layoutDirection())


class Segment(QFrame):
    def __init__(self, view: Choice, send: Send) -> None:
        super().__init__()
        self._view = view
        self._send = send
        self._options: list[SegmentOption] = []
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        direction = QBoxLayout.Direction
        along = direction.TopToBottom if is_large() else direction.LeftToRight
        self._line = QBoxLayout(along, self)
        self._line.setContentsMargins(3, 3, 3, 3)
        self._line.setSpacing(3)
        self.take(view)

    def take(self, view: Choice) -> None:
        if not self._options or view.options != self._view.options:
            self._renew(view)
        self._view = view
        self.setAccessibleName(view.title)
        self.setAccessibleDescription(view.text)
        for option in self._options:
            option.setChecked(option.option.value == view.value)
            option.setAccessibleDescription(view.title)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right choose the neighbour."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        here = next((i for i, option in enumerate(self._options) if option.hasFocus()), None)
        if event.key() not in steps or here is None:
            super().keyPressEvent(event)
            return
        step = steps[Qt.Key(event.key())]
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            step = -step
        if 0 <= here + step < len(self._options):
            self._options[here + step].setFocus(Qt.FocusReason.TabFocusReason)
            self._choose(self._options[here + step])

    def _renew(self, view: Choice) -> None:
        for old in self._options:
            old.hide()  # it takes room until it is gone
            old.deleteLater()
        crowded = len(view.options) >= _CROWD
        self._options = [SegmentOption(option, crowded=crowded) for option in view.options]
        for option in self._options:
            option.clicked.connect(lambda _on=False, chosen=option: self._choose(chosen))
            option.installEventFilter(self)
            self._line.addWidget(option)

    def eventFilter(self, _watched: object, event: QEvent) -> bool:
        arrows = (Qt.Key.Key_Left, Qt.Key.Key_Right)
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and event.key() in arrows:
            self.keyPressEvent(event)
            return True
        return False

    def _choose(self, chosen: SegmentOption) -> None:
        if chosen.option.value != self._view.value:
            self._send(SettingChanged(self._view.key, chosen.option.value))

    def paintEvent(self, _event: QPaintEvent) -> None:
        c = theme.now().colours
        paint.panel(QPainter(self), QRectF(self.rect()), 10, c.sunken, c.border)

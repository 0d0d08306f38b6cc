"""A switch: on or off, with a tick, so that its colour does not say it alone."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy

from ui import paint, theme
from ui.components.button import Send
from ui.components.focus import Focusable
from ui.icons import Icon
from ui.intents import SettingChanged
from ui.typography import px
from ui.view import Switch as SwitchView

_WIDTH, _HEIGHT = 44, 24
ROOM = 5  # for the ring


class Switch(Focusable, QCheckBox):
    """A press sends `SettingChanged`; the view answers with the new state."""

    def __init__(self, view: SwitchView, send: Send) -> None:
        super().__init__()
        self._view = view
        self._send = send
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._flip)
        self.take(view)

    def take(self, view: SwitchView) -> None:
        self._view = view
        self.setChecked(view.on)
        self.setEnabled(view.enabled)
        self.setAccessibleName(view.title)
        self.setAccessibleDescription(view.text)
        self.update()

    def nextCheckState(self) -> None:
        """The view decides."""

    def hitButton(self, _pos: object) -> bool:
        return True

    def _flip(self) -> None:
        self._send(SettingChanged(self._view.key, not self._view.on))

    def sizeHint(self) -> QSize:
        return QSize(px(_WIDTH) + 2 * ROOM, max(px(_HEIGHT) + 2 * ROOM, px(38)))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        c = theme.now().colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QRectF(self.rect()).center()
        width, height = px(_WIDTH), px(_HEIGHT)
        track = QRectF(middle.x() - width / 2, middle.y() - height / 2, width, height)
        if self.ringed:
            room = ROOM - 0.5
            paint.focus_ring(painter, track.adjusted(-room, -room, room, room), height / 2 + room)
        on = self._view.on
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        at_end = on != mirrored
        radius = height / 2 - px(3.5) if on else height / 2 - px(4.2)
        x = track.right() - height / 2 if at_end else track.left() + height / 2
        knob = QPointF(x, track.center().y())
        if on:
            paint.panel(painter, track, height / 2, c.accent, None)
        else:
            painter.setPen(QPen(c.control, 1.75))
            painter.setBrush(c.surface)
            inner = track.adjusted(0.9, 0.9, -0.9, -0.9)
            painter.drawRoundedRect(inner, inner.height() / 2, inner.height() / 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(c.on_accent if on else c.control)
        painter.drawEllipse(knob, radius, radius)
        if on:
            side = px(12)
            box = QRectF(knob.x() - side / 2, knob.y() - side / 2, side, side)
            paint.icon(painter, Icon.CHECK, box, c.accent, stroke=2.8)

"""The button in its six looks. Its words wrap when there is no room, they are never cut."""

from collections.abc import Callable
from math import ceil

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy

from ui import paint, theme, typography
from ui.components.focus import Focusable
from ui.components.text_block import Ink, TextBlock
from ui.intents import Intent
from ui.typography import Role, gap, px
from ui.view import Button as ButtonView
from ui.view import Look, plain

Send = Callable[[Intent], None]

_RADIUS = 10
_GAP = 10  # between an icon and the words after it
_GAP_AFTER = 5
TALL = 46  # in the bar and at narrow width
LINK_PADDING = 4  # what the ring needs
LINK_HEIGHT = 32
_LEAST_PADDING = 6  # where words need the room


class Button(Focusable, QPushButton):
    """Shows a `view.Button` and sends its intent. `height` for other than 38, or 32 of a link."""

    def __init__(self, view: ButtonView, send: Send, *, height: int = 0) -> None:
        super().__init__()
        self._view = view
        self._send = send
        self._height = height
        self._block: TextBlock | None = None
        self.setAutoDefault(False)  # Enter presses what has the focus, nothing else
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.clicked.connect(self._pressed)
        self._take(view)

    def present(self, view: ButtonView) -> None:
        if view != self._view:
            self._take(view)

    @property
    def view(self) -> ButtonView:
        return self._view

    def _take(self, view: ButtonView) -> None:
        self._view = view
        self._block = None
        self.setText(view.text.replace("&", "&&"))
        self.setAccessibleName(view.name or view.text)
        self.setAccessibleDescription("" if view.enabled else view.reason)
        self.setToolTip("" if view.enabled else plain_tip(view.reason))
        self.setEnabled(view.enabled)
        self.updateGeometry()
        self.update()

    def _pressed(self) -> None:
        self._send(self._view.intent)

    @property
    def _padding(self) -> int:
        if self._view.look is Look.LINK:
            return LINK_PADDING
        if self._view.look is Look.GHOST:
            return px(10)
        return px(22) if self._height == TALL else px(18)

    @property
    def _least_padding(self) -> int:
        return min(self._padding, gap(_LEAST_PADDING))

    def _words_room(self, width: float) -> float:
        """Of the words in a button of this width: its sides give way before a word is broken."""
        room = width - self._icons_width
        least = min(self._text().whole_words_width, room - 2 * self._least_padding)
        return max(room - 2 * self._padding, least) + 1

    @property
    def _role(self) -> Role:
        if self._view.look in (Look.LINK, Look.GHOST):
            return Role.BODY_MEDIUM
        return Role.STRONG if self._filled else Role.BUTTON

    @property
    def _filled(self) -> bool:
        return self._view.look in (Look.PRIMARY, Look.DANGER) or (
            not self._view.enabled and self._view.look is not Look.LINK
        )

    @property
    def _icon_size(self) -> int:
        return px(18 if self._view.icon is not None else 16)

    @property
    def _gap(self) -> int:
        return px(_GAP if self._view.icon is not None else _GAP_AFTER)

    @property
    def _icons_width(self) -> int:
        count = (self._view.icon is not None) + (self._view.icon_after is not None)
        return count * (self._icon_size + (self._gap if self._view.text else 0))

    def _text(self) -> TextBlock:
        if self._block is None:
            font: QFont = typography.font(self._role)
            self._block = TextBlock(plain(self._view.text), font)
        return self._block

    def _least_height(self) -> int:
        usual = LINK_HEIGHT if self._view.look is Look.LINK else 38
        return px(self._height or usual)

    def sizeHint(self) -> QSize:
        width = self._text().natural_width + self._icons_width + 2 * self._padding
        if not self._view.text:
            width = self._least_height()
        return QSize(ceil(width), self._least_height())

    def minimumSizeHint(self) -> QSize:
        if not self._view.text:
            return self.sizeHint()
        width = self._text().least_width + self._icons_width + 2 * self._least_padding
        return QSize(min(ceil(width), self.sizeHint().width()), self._least_height())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        block = self._text()
        block.set_width(self._words_room(width))
        extra = px(12) if block.lines > 1 else 0
        return max(self._least_height(), int(block.height) + 1 + extra)

    def changeEvent(self, event: QEvent) -> None:
        self._block = None
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        if self.ringed:
            paint.focus_ring(painter, rect, _RADIUS if self._view.look is not Look.LINK else 6)
        colour = self._paint_ground(painter, self._shape(rect))
        self._paint_words(painter, rect, colour)

    def _shape(self, rect: QRectF) -> QRectF:
        inset = paint.RING + paint.RING_GAP if self.ringed else 0.5 if self._filled else 0.0
        return rect.adjusted(inset, inset, -inset, -inset)

    def _paint_ground(self, painter: QPainter, shape: QRectF) -> QColor:
        """Paint what lies under the words; their colour."""
        look = self._view.look
        c = theme.now().colours
        radius = _RADIUS - (3 if self.ringed else 0)
        hot = self.underMouse() and self.isEnabled()
        if look is Look.LINK:
            return self._link_colour()
        if look is Look.GHOST:
            if hot:
                paint.panel(painter, shape, radius, c.sunken, self._hover_line(c.sunken))
            return c.text2 if self.isEnabled() else c.text3
        if not self.isEnabled():
            paint.panel(painter, shape, radius, c.sunken, c.border, dashed=theme.now().contrast)
            return c.text3
        if look is Look.PRIMARY:
            fill = c.accent_press if self.isDown() else c.accent_hover if hot else c.accent
            paint.panel(painter, shape, radius, fill, None)
            return c.on_accent
        if look is Look.DANGER:
            fill = c.danger_hover if hot or self.isDown() else c.danger_fill
            paint.panel(painter, shape, radius, fill, None)
            return c.on_danger
        danger = look is Look.DANGER_OUTLINE
        ground = c.danger_subtle if danger else c.sunken
        fill = ground if hot or self.isDown() else c.surface
        line = c.danger_line if danger else c.border
        paint.panel(painter, shape, radius, fill, self._hover_line(line))
        return c.danger if danger else c.text

    def _hover_line(self, line: QColor) -> QColor:
        """In high contrast hover changes nothing but the outline."""
        if theme.now().contrast and self.underMouse():
            return theme.now().colours.accent_text
        return line

    def _link_colour(self) -> QColor:
        c = theme.now().colours
        if not self.isEnabled():
            return c.text3
        return c.accent_hover if self.underMouse() and not theme.now().dark else c.accent_text

    def _paint_words(self, painter: QPainter, rect: QRectF, colour: QColor) -> None:
        view = self._view
        block = self._text()
        direction = self.layoutDirection()
        words = min(self._words_room(rect.width()), block.natural_width + 1) if view.text else 0.0
        left = rect.left() + (rect.width() - words - self._icons_width) / 2
        size, between = self._icon_size, self._gap if view.text else 0

        def box(x: float, width: float, height: float) -> QRectF:
            made = QRectF(x, rect.center().y() - height / 2, width, height)
            return paint.mirrored(made, rect, direction)

        if view.icon is not None:
            place = box(left, size, size)
            paint.icon(painter, view.icon, place, colour, direction=direction)
            left += size + between
        place = box(left, words, rect.height())
        centred = view.icon is None and view.icon_after is None
        block.draw(painter, place, Ink(colour, colour), direction, centred=centred)
        if view.icon_after is not None:
            after = box(left + words + between, size, size)
            paint.icon(painter, view.icon_after, after, colour, direction=direction)
        if view.look is Look.LINK and (theme.now().contrast or self.underMouse()):
            base = place.center().y() + block.height / 2 - 1
            painter.setPen(QPen(colour, 1))
            painter.drawLine(QPointF(place.left(), base), QPointF(place.right() - 1, base))


def plain_tip(text: str) -> str:
    """Tool tips guess markup like labels do; with some of ours they know, and wrap long lines.

    What has a tip needs a description of its own, for a screen reader would be handed the markup.
    """
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<span>{escaped}</span>" if escaped else ""

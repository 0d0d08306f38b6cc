"""The drop zone: one large button, that is also where a file is let go."""

from math import ceil

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QVariantAnimation
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy

from ui import paint, theme, typography
from ui.components.button import Send
from ui.components.drop_picture import SIZE, paint_drop_picture
from ui.components.focus import Focusable
from ui.components.text_block import Ink, TextBlock
from ui.icons import Icon
from ui.typography import Role, gap, px
from ui.view import Drag, DragKind, plain
from ui.view import DropZone as DropZoneView
from ui.widths import Width

_RADIUS = 20
_MILLISECONDS = 120  # until the file sits on the stick
_BUTTON_HEIGHT = 46
_BUTTON_PAD, _BUTTON_LEAST_PAD = 20, 6
_SIDE = 10
_PICTURE_GAP, _HINT_GAP, _BUTTON_GAP = 18, 6, 16
_LEAST_SCALE = 0.45  # a smaller picture is left out


class DropZone(Focusable, QPushButton):
    def __init__(self, view: DropZoneView, send: Send) -> None:
        super().__init__()
        self._view = view
        self._drag: Drag | None = None
        self._width = Width.WIDE
        self._closed = 0.0
        self._clock = QVariantAnimation(self)
        self._clock.setDuration(_MILLISECONDS)
        self._clock.valueChanged.connect(self._moved)
        self._title = self._hint = self._words = self._block("", Role.BODY)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.clicked.connect(lambda: send(self._view.button.intent))
        self._set()

    def present(self, view: DropZoneView, drag: Drag | None) -> None:
        if (view, drag) != (self._view, self._drag):
            self._view, self._drag = view, drag
            self._set()
            self._close(1.0 if self._kind is DragKind.OVER else 0.0)

    def _close(self, wanted: float) -> None:
        """Bring the file down onto the stick, or up from it."""
        self._clock.stop()
        if theme.now().still or not self.isVisible():
            self._closed = wanted
        elif wanted != self._closed:
            self._clock.setStartValue(self._closed)
            self._clock.setEndValue(wanted)
            self._clock.start()

    def _moved(self, closed: float) -> None:
        self._closed = closed
        self.update()

    def fit(self, width: Width) -> None:
        if width is not self._width:
            self._width = width
            self._set()

    def _set(self) -> None:
        view, drag = self._view, self._drag
        narrow = self._width is Width.NARROW
        hint = view.problem or (view.short_hint if narrow else view.hint)
        title = drag.title if drag is not None else view.title
        self._title = self._block(title, Role.H2_NARROW if narrow else Role.H2)
        self._hint = self._block(drag.hint if drag is not None else hint, Role.BODY)
        self._words = self._block(view.button.text, Role.STRONG)
        self.setText(view.button.text.replace("&", "&&"))
        self.setAccessibleName(view.button.name or view.button.text)
        self.setAccessibleDescription(f"{title}. {hint}")
        self.updateGeometry()
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange):
            self._set()

    def sizeHint(self) -> QSize:
        return QSize(px(330), ceil(self._words_height(px(330)) + SIZE + px(40)))

    def minimumSizeHint(self) -> QSize:
        button = self._words.least_width + 2 * gap(_BUTTON_LEAST_PAD)
        least = max(self._title.least_width, self._hint.least_width, button)
        return QSize(ceil(least) + 2 * gap(_SIDE), px(120))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        """Without the picture: it only fills what is left."""
        return ceil(self._words_height(width)) + px(32)

    def _block(self, text: str, role: Role) -> TextBlock:
        return TextBlock(plain(text), typography.font(role))

    def _button_width(self) -> float:
        return self._button_words() + 2 * gap(_BUTTON_PAD)

    def _button_words(self) -> float:
        return self._words.natural_width + px(18) + gap(10)

    def _words_height(self, width: float) -> float:
        for block in (self._title, self._hint):
            self._centre(block, width)
        button = px(_BUTTON_GAP) + self._button_height(width)
        return self._title.height + px(_HINT_GAP) + self._hint.height + button

    def _button_height(self, width: float) -> float:
        self._words.set_width(width - 2 * gap(_SIDE) - 2 * gap(_BUTTON_LEAST_PAD) + 1)
        around = px(12) if self._words.lines > 1 else 0
        return max(px(_BUTTON_HEIGHT), self._words.height + around)

    def _centre(self, block: TextBlock, width: float) -> None:
        room = width - 2 * gap(_SIDE)
        block.set_width(room, Qt.AlignmentFlag.AlignHCenter, self.layoutDirection())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        self._paint_ground(painter, rect)
        words = self._words_height(rect.width())
        room = rect.height() - words - px(24) - px(_PICTURE_GAP)
        scale = min(px(100) / 100, room / SIZE)
        picture = SIZE * scale if scale >= _LEAST_SCALE else 0.0
        space = px(_PICTURE_GAP) if picture else 0
        top = (rect.height() - words - picture - space) / 2
        if picture:
            top -= max(0.0, min(px(16), top - px(20)))
            middle = QPointF(rect.center().x(), top + picture / 2)
            dragged = self._drag is not None
            paint_drop_picture(painter, middle, scale, closed=self._closed, dragged=dragged)
        lower = px(20) if self._drag is not None and picture else 0
        self._paint_words(painter, rect, top + picture + space + lower)

    @property
    def _kind(self) -> DragKind | None:
        return self._drag.kind if self._drag is not None else None

    def _paint_ground(self, painter: QPainter, rect: QRectF) -> None:
        c = theme.now().colours
        if self._kind is DragKind.OVER:
            paint.panel(painter, rect, _RADIUS, c.accent_subtle, c.accent, 2)
            return
        if self._kind is DragKind.REFUSED:
            paint.panel(painter, rect, _RADIUS, c.danger_subtle, c.danger_fill, 2)
            return
        hot = self.underMouse()
        paint.panel(painter, rect, _RADIUS, c.surface, None)
        pen = QPen(c.accent_text if hot else c.control, 1.5)
        pen.setDashPattern([5.0, 4.5])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)

    def _paint_words(self, painter: QPainter, rect: QRectF, top: float) -> None:
        c = theme.now().colours
        title, hint = self._inks()
        for block, ink, below in ((self._title, title, _HINT_GAP), (self._hint, hint, _BUTTON_GAP)):
            self._centre(block, rect.width())
            block.paint(painter, QPointF(gap(_SIDE), top), Ink(ink, ink))
            top += block.height + px(below)
        if self._drag is not None:
            return
        width = min(self._button_width(), rect.width() - 2 * gap(_SIDE))
        left = rect.center().x() - width / 2
        button = QRectF(left, top, width, self._button_height(rect.width()))
        inner = button
        if self.ringed:
            paint.focus_ring(painter, button, 10)
            inset = paint.RING + paint.RING_GAP
            inner = button.adjusted(inset, inset, -inset, -inset)
        fill = c.accent_press if self.isDown() else c.accent
        paint.panel(painter, inner, 10, fill, None)
        self._paint_button_words(painter, button, c.on_accent)

    def _paint_button_words(self, painter: QPainter, button: QRectF, colour: QColor) -> None:
        """Large words leave no room for the picture before them."""
        side = px(18)
        direction = self.layoutDirection()
        pictured = self._button_words() + 2 * gap(_BUTTON_LEAST_PAD) <= button.width()
        room = button.width() - 2 * gap(_BUTTON_LEAST_PAD)
        words = min(self._words.natural_width, room) + 1
        left = button.center().x() - (self._button_words() if pictured else words) / 2
        if pictured:
            icon = QRectF(left, button.center().y() - side / 2, side, side)
            paint.icon(painter, Icon.FOLDER, paint.mirrored(icon, button, direction), colour)
            left += side + gap(10)
        text = QRectF(left, button.top(), words, button.height())
        place = paint.mirrored(text, button, direction)
        self._words.draw(painter, place, Ink(colour, colour), direction, centred=not pictured)

    def _inks(self) -> tuple[QColor, QColor]:
        c = theme.now().colours
        if self._kind is DragKind.OVER:
            return c.accent_text, c.text2
        if self._kind is DragKind.REFUSED:
            return c.danger, c.text2
        return c.text, c.danger if self._view.problem else c.text2

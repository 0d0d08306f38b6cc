"""A drive one can choose: what it is, how large, what is on it, and at most one remark."""

from math import ceil

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QRadioButton, QSizePolicy

from ui import paint, theme, typography
from ui.components import drive_layout
from ui.components.button import Send
from ui.components.drive_layout import Places, Words
from ui.components.focus import Focusable
from ui.components.part_bar import paint_parts
from ui.components.text_block import Ink, TextBlock
from ui.icons import Icon
from ui.intents import ChooseDrive, TickDrive
from ui.typography import Role, px
from ui.view import DriveRow as DriveRowView
from ui.view import plain
from ui.widths import Width

_RADIUS = 12


def _set(text: str, role: Role) -> TextBlock:
    return TextBlock(plain(text), typography.font(role))


class Painted(Focusable):
    """What circles and boxes have in common. The view alone says what is chosen: a press sends an
    intent and changes nothing by itself."""

    _view: DriveRowView
    _words: Words
    _narrow = False

    def take(self, view: DriveRowView) -> None:
        self._view = view
        self.setAccessibleName(view.spoken or f"{view.name}, {view.capacity}")
        said = [view.detail, view.contents, view.remark.text if view.remark else ""]
        self.setAccessibleDescription(view.description or ". ".join(filter(None, said)))
        self._set_words()

    def _set_words(self) -> None:
        view = self._view
        self._words = Words(
            name=_set(view.name, Role.STRONG),
            capacity=_set(view.capacity, Role.CAPACITY),
            detail=_set(view.detail, Role.SMALL),
            contents=_set(view.contents, Role.SMALL_MEDIUM),
            remark=_set(view.remark.text, Role.CAPTION_MEDIUM) if view.remark else None,
            badge=_set(view.badge, Role.CAPTION_STRONG) if view.badge else None,
        )
        self.updateGeometry()
        self.update()

    @property
    def view(self) -> DriveRowView:
        return self._view

    def fit(self, width: Width) -> None:
        narrow = width is Width.NARROW
        if narrow != self._narrow:
            self._narrow = narrow
            self.updateGeometry()
            self.update()

    def prepare(self) -> None:
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        width = px(300)
        return QSize(width, self._places(width).height)

    def minimumSizeHint(self) -> QSize:
        least = ceil(drive_layout.least_width(self._words, narrow=self._narrow))
        return QSize(least, px(60))  # the height follows from the width

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._places(width).height

    def _places(self, width: float) -> Places:
        return drive_layout.arrange(width, self._words, narrow=self._narrow)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange):
            self._set_words()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        places = self._places(self.width())
        self._paint_ground(painter)
        self._paint_mark(painter, self._at(places.mark))
        self._paint_tile(painter, places)
        self._paint_words(painter, places)
        if self._view.contents or self._view.parts:  # of a drive without a disc nothing is known
            paint_parts(painter, self._at(places.bar), self._view.parts, self.layoutDirection())

    def _paint_ground(self, painter: QPainter) -> None:
        c = theme.now().colours
        rect = QRectF(self.rect())
        chosen = self._view.chosen
        hot = self.underMouse() and not self._view.blocked
        line = c.accent if chosen else c.control if hot else c.border
        fill = c.accent_subtle if chosen else c.surface
        if self.ringed:
            paint.focus_ring(painter, rect, _RADIUS)
            inset = paint.RING + paint.RING_GAP
            inner = rect.adjusted(inset, inset, -inset, -inset)
            paint.panel(painter, inner, _RADIUS - 3, fill, line, 2 if chosen else 1)
            return
        paint.panel(painter, rect, _RADIUS, fill, line, 2 if chosen else 1)

    def _paint_mark(self, painter: QPainter, rect: QRectF) -> None:
        raise NotImplementedError

    def _paint_tile(self, painter: QPainter, places: Places) -> None:
        if places.tile is None:
            return
        c = theme.now().colours
        view = self._view
        rect = self._at(places.tile)
        paint.panel(painter, rect, 10, c.surface if view.chosen else c.sunken, None)
        colour = c.accent_text if view.chosen else c.text2
        paint.icon(painter, view.icon, paint.centred(rect, px(drive_layout.TILE_ICON)), colour)

    def _paint_words(self, painter: QPainter, places: Places) -> None:
        c = theme.now().colours
        view, words = self._view, self._words
        strong = c.text2 if view.blocked else c.text
        self._put(painter, words.name, places.name, strong)
        self._put(painter, words.capacity, places.capacity, strong)
        self._put(painter, words.detail, places.detail, c.text2)
        self._put(painter, words.contents, places.contents, c.text2)
        if words.badge is not None and places.badge is not None:
            rect = self._at(places.badge)
            paint.panel(painter, rect, rect.height() / 2, c.success_subtle, self._badge_line())
            inner = places.badge.adjusted(px(9), 0, -px(8), 0)
            self._put(painter, words.badge, inner, c.success)
        if view.remark and words.remark and places.remark and places.remark_icon:
            colour = paint.of_tone(view.remark.tone)
            paint.icon(painter, view.remark.icon, self._at(places.remark_icon), colour)
            self._put(painter, words.remark, places.remark, colour)

    def _badge_line(self) -> QColor | None:
        return theme.now().colours.success_line if theme.now().contrast else None

    def _put(self, painter: QPainter, block: TextBlock, rect: QRectF, colour: QColor) -> None:
        block.draw(painter, self._at(rect), Ink(colour, colour), self.layoutDirection())

    def _paint_lock(self, painter: QPainter, rect: QRectF) -> None:
        colour = theme.now().colours.text3
        paint.icon(painter, Icon.LOCK, paint.centred(rect, px(20)), colour)

    def _at(self, rect: QRectF) -> QRectF:
        return paint.mirrored(rect, QRectF(self.rect()), self.layoutDirection())


class CircleRow(Painted, QRadioButton):
    """One drive at most can be chosen."""

    def __init__(self, view: DriveRowView, send: Send) -> None:
        super().__init__()
        self.prepare()
        self._send = send
        self.take(view)
        self.clicked.connect(self._choose)

    def take(self, view: DriveRowView) -> None:
        """Only what excludes others is a radio button to a screen reader, but Qt would then let
        none be cleared, and only one be reached by Tab; so it may exclude while nothing changes."""
        super().take(view)
        self.setAutoExclusive(False)
        self.setChecked(view.chosen)
        self.setAutoExclusive(True)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.setAutoExclusive(False)
        super().focusInEvent(event)
        self.setAutoExclusive(True)

    def nextCheckState(self) -> None:
        """The view decides."""

    def hitButton(self, _pos: object) -> bool:
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space clears as well as it chooses; a click only chooses."""
        if event.key() == Qt.Key.Key_Space and self._view.chosen:
            self._send(ChooseDrive(""))
            return
        super().keyPressEvent(event)

    def _choose(self) -> None:
        if not self._view.blocked and not self._view.chosen:
            self._send(ChooseDrive(self._view.key))

    def _paint_mark(self, painter: QPainter, rect: QRectF) -> None:
        if self._view.blocked:
            self._paint_lock(painter, rect)
            return
        c = theme.now().colours
        if not self._view.chosen:
            painter.setBrush(c.surface)
            painter.setPen(QPen(c.control, 2))
            painter.drawEllipse(rect.adjusted(1, 1, -1, -1))
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(c.accent)
        painter.drawEllipse(rect)
        painter.setBrush(c.on_accent)
        painter.drawEllipse(paint.centred(rect, rect.width() * 0.36))


class BoxRow(Painted, QCheckBox):
    """One drive of several."""

    def __init__(self, view: DriveRowView, send: Send) -> None:
        super().__init__()
        self.prepare()
        self._send = send
        self.take(view)
        self.clicked.connect(self._choose)

    def take(self, view: DriveRowView) -> None:
        super().take(view)
        self.setChecked(view.chosen)

    def nextCheckState(self) -> None:
        """The view decides."""

    def hitButton(self, _pos: object) -> bool:
        return True

    def _choose(self) -> None:
        if not self._view.blocked:
            self._send(TickDrive(self._view.key, on=not self._view.chosen))

    def _paint_mark(self, painter: QPainter, rect: QRectF) -> None:
        if self._view.blocked:
            self._paint_lock(painter, rect)
            return
        c = theme.now().colours
        box = rect.adjusted(1, 1, -1, -1)
        if not self._view.chosen:
            paint.panel(painter, box, 6, c.surface, c.control, 2)
            return
        paint.panel(painter, box, 6, c.accent, None)
        paint.icon(painter, Icon.CHECK, paint.centred(rect, px(16)), c.on_accent)


Row = CircleRow | BoxRow

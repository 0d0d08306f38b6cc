"""The sheet before erasing (design 10.5).

The red button ignores what comes in its first half second, never moves, and is not reached by
Enter from anywhere else. Focus is on Cancel.
"""

from dataclasses import replace

from PySide6.QtCore import QElapsedTimer, QLineF, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui import paint
from ui.components.button import Send
from ui.components.card import PANEL_RADIUS, Panel, window
from ui.components.field import Field
from ui.components.label import Label
from ui.components.part_bar import PartBar, colour_of
from ui.components.picture import IconPicture, TilePicture
from ui.intents import Confirmed, Intent
from ui.sheets.sheet import Sheet
from ui.typography import Role, gap, is_large
from ui.view import Button as ButtonView
from ui.view import ConfirmSheet, Doomed, Loss, PartKind, Tint
from ui.view import Sheet as SheetView
from ui.widths import Width

DEAF = 500  # milliseconds in which the red button hears nothing
_EDGE = 8
FAR = 120  # logical pixels between the red button and where Write… was


class LossMark(QWidget):
    """The colour of the partition in the bar above."""

    def __init__(self, kind: PartKind) -> None:
        super().__init__()
        self._kind = kind
        self.setFixedWidth(6)

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint.panel(QPainter(self), QRectF(self.rect()), 3, colour_of(self._kind), None)


class DoomedPanel(Panel):
    """A drive in large, and what will be gone."""

    def __init__(self, view: Doomed) -> None:
        super().__init__(window, PANEL_RADIUS)
        name, capacity = Label(Role.DOOMED), Label(Role.DOOMED_CAPACITY, wraps=False)
        detail = Label(Role.SMALL, lambda c: c.text2)
        name.say(view.name)
        capacity.say(view.capacity)
        detail.say(view.detail)
        direction = QBoxLayout.Direction
        first = QBoxLayout(direction.TopToBottom if is_large() else direction.LeftToRight)
        first.addWidget(name, 1)
        first.addWidget(capacity, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addLayout(first)
        words.addWidget(detail)
        words.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(gap(14))
        tile = TilePicture(view.icon, Tint.SLATE, 48, 24)
        head.addWidget(tile, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap(18), 16, gap(18), 17)
        column.setSpacing(0)
        column.addLayout(head)
        column.addSpacing(13)
        bar = PartBar()
        bar.present(view.parts)
        column.addWidget(bar)
        if view.heading:
            heading = Label(Role.SMALL_STRONG, lambda c: c.danger)
            heading.say(view.heading)
            column.addSpacing(14)
            column.addWidget(heading)
        for loss in view.losses:
            column.addSpacing(8)
            column.addLayout(self._loss(loss))
        if view.more:
            more = Label(Role.SMALL, lambda c: c.text2)
            more.say(view.more)
            column.addSpacing(8)
            column.addWidget(more)

    def _loss(self, view: Loss) -> QHBoxLayout:
        title, text = Label(Role.SMALL_STRONG), Label(Role.SMALL, lambda c: c.text2)
        title.say(view.title)
        text.say(view.text)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(title)
        words.addWidget(text)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(LossMark(view.kind))
        line.addLayout(words, 1)
        return line


class ConfirmSheetWidget(Sheet):
    wanted = 520

    def __init__(self, parent: QWidget, send: Send, view: ConfirmSheet, width: Width) -> None:
        super().__init__(parent, send)
        self._view = view
        self.fit(width)
        self._open = QElapsedTimer()
        self._open.start()
        self._field: Field | None = None
        self._add_drives(view)
        if view.warning is not None:
            self._add_warning(view)
        if view.typing is not None:
            self._add_field(view)
        self._dismiss = self.button(view.dismiss)
        self.erase = self.button(self._erase_view())
        self.erase.clicked.disconnect()
        self.erase.clicked.connect(self._erase)
        self.column.addSpacing(20)
        self.buttons([self._dismiss], [self.erase])
        self.say(view.title, view.lead)

    def present(self, view: ConfirmSheet) -> None:
        """The same question again: drives and words of an open sheet do not change under a hand."""
        self._view = view
        self.say(view.title, view.lead)

    def heard(self) -> str:
        said = [self._view.lead]
        for drive in self._view.drives:
            said += [f"{drive.name}, {drive.capacity}", drive.detail, drive.heading]
            said += [f"{loss.title}, {loss.text}" for loss in drive.losses]
            said.append(drive.more)
        if self._view.warning is not None:
            said.append(self._view.warning.text)
        return ". ".join(part.rstrip(".:") for part in said if part)

    def as_filled(self, view: SheetView) -> SheetView:
        if not isinstance(view, ConfirmSheet) or view.typing is None or self._field is None:
            return view
        return replace(view, typing=replace(view.typing, typed=self._field.text()))

    def first_focus(self) -> QWidget:
        """Cancel; or the field, when something was typed in it before (the window was resized)."""
        typed = self._field is not None and bool(self._field.text())
        return self._field if typed and self._field is not None else self._dismiss

    def place(self, keep_away: QPoint | None = None) -> None:
        """Higher, and if need be lower in height, when the red button would come too near to where
        Write… was: a second click there must not erase."""
        super().place()
        if keep_away is None:
            return
        if (layout := self.layout()) is not None:
            layout.activate()
        spot = self.erase.mapTo(self, self.erase.rect().center())
        middle = self.mapToParent(spot)
        if QLineF(QPointF(middle), QPointF(keep_away)).length() >= FAR:
            return
        below = self.height() - spot.y()
        bottom = keep_away.y() - FAR + below
        top = max(_EDGE, min(self.y(), bottom - self.height()))
        self.setGeometry(self.x(), top, self.width(), min(self.height(), bottom - top))

    def _add_drives(self, view: ConfirmSheet) -> None:
        self.column.addSpacing(16)
        column = QVBoxLayout()
        column.setSpacing(10)
        for drive in view.drives:
            column.addWidget(DoomedPanel(drive))
        self.column.addLayout(column)

    def _add_warning(self, view: ConfirmSheet) -> None:
        if view.warning is None:
            return
        tone = view.warning.tone
        text = Label(Role.BODY_STRONG, lambda _colours: paint.of_tone(tone))
        text.say(view.warning.text)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(
            IconPicture(view.warning.icon, 18, lambda _colours: paint.of_tone(tone)),
            0,
            Qt.AlignmentFlag.AlignTop,
        )
        line.addWidget(text, 1)
        self.column.addSpacing(14)
        self.column.addLayout(line)

    def _add_field(self, view: ConfirmSheet) -> None:
        if view.typing is None:
            return
        text = Label(Role.BODY, lambda c: c.text2)
        text.say(view.typing.text)
        self._field = Field(view.typing.label)
        self._field.setText(view.typing.typed)
        self._field.textChanged.connect(self._typed)
        self.column.addSpacing(16)
        self.column.addWidget(text)
        self.column.addSpacing(10)
        self.column.addWidget(self._field)

    def _erase_view(self) -> ButtonView:
        typing = self._view.typing
        fits = typing is None or self._field is None or typing.fits(self._field.text())
        return replace(self._view.erase, enabled=self._view.erase.enabled and fits)

    def _typed(self) -> None:
        self.erase.present(self._erase_view())

    def _erase(self) -> None:
        if self._open.elapsed() < DEAF:
            return
        self.send(self._intent())

    def _intent(self) -> Intent:
        return Confirmed(self._field.text() if self._field is not None else "")

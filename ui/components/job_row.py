"""One drive of several at work: its name, a small map, words, one action."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout

from ui import paint
from ui.components.button import LINK_HEIGHT, LINK_PADDING, Send
from ui.components.card import Card
from ui.components.label import Elide, Label
from ui.components.mini_map import MiniMap
from ui.components.picture import IconPicture
from ui.components.slot import Slot
from ui.typography import Role, gap, is_large, px
from ui.view import JobRow as JobRowView
from ui.view import Tone
from ui.widths import Width


class JobRow(Card):
    def __init__(self, view: JobRowView, send: Send) -> None:
        super().__init__()
        self._icon = IconPicture(view.icon, 22, lambda c: c.text2)
        self._name = Label(Role.STRONG)
        self._detail = Label(Role.SMALL, lambda c: c.text3, elide=Elide.ElideRight)
        self._state = Label(Role.FIGURE_STRONG, wraps=False)
        self._map = MiniMap(view.map)
        self._text = Label(Role.SMALL, lambda c: c.text2)
        self._button = Slot(send, breaks=True)
        large = is_large()
        direction = QBoxLayout.Direction
        along = direction.TopToBottom if large else direction.LeftToRight
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, LINK_PADDING, 0)
        top.setSpacing(6)
        self._names = QBoxLayout(along)
        self._names.addWidget(self._name)
        self._names.addWidget(self._detail, 1)
        top.addLayout(self._names, 1)
        middle = QHBoxLayout()
        middle.setContentsMargins(0, 0, LINK_PADDING, 0)
        middle.addWidget(self._map)
        foot = QBoxLayout(along)
        foot.addWidget(self._text, 1)
        foot.addWidget(self._button)
        grid = QGridLayout()
        grid.setHorizontalSpacing(gap(16))
        grid.setVerticalSpacing(0)
        # Large words have the whole width below the picture and the name.
        first, rows = (0, 1) if large else (1, 5)
        grid.addWidget(self._icon, 0, 0, rows, 1, Qt.AlignmentFlag.AlignVCenter)
        grid.addLayout(top, 0, 1)
        if large:
            grid.addWidget(self._state, 1, 0, 1, 2)
        else:
            top.addWidget(self._state)
        grid.addLayout(middle, 2, first, 1, -1)
        grid.setRowMinimumHeight(3, 5)
        grid.addLayout(foot, 4, first, 1, -1)
        grid.setRowMinimumHeight(4, px(LINK_HEIGHT))  # also where there is nothing to press
        grid.setColumnStretch(1, 1)
        grid.setRowMinimumHeight(0, 29)
        self.set_layout(grid, gap(18), 11, gap(18) - LINK_PADDING, 5)
        self.fit(Width.WIDE)
        self.present(view)

    def fit(self, width: Width) -> None:
        """Below 560 what the drive is stands below its name, which has no room beside it."""
        below = is_large() or width is Width.NARROW
        direction = QBoxLayout.Direction
        self._names.setDirection(direction.TopToBottom if below else direction.LeftToRight)
        self._names.setSpacing(0 if below else 6)
        self._names.setContentsMargins(0, 0, 0, 4 if below else 0)

    def present(self, view: JobRowView) -> None:
        self.setAccessibleName(view.spoken or f"{view.name}, {view.state}")
        self.setAccessibleDescription(view.text)
        tone = view.tone
        self._icon.present(view.icon, lambda _colours: paint.of_tone(tone))
        self._name.say(view.name)
        self._detail.say(view.detail)
        loud = tone in (Tone.SUCCESS, Tone.DANGER)
        self._state.set_look(Role.FIGURE_STRONG, lambda c: paint.of_tone(tone) if loud else c.text)
        self._state.say(view.state)
        self._map.present(view.map)
        danger = tone is Tone.DANGER
        self._text.set_look(Role.SMALL, lambda c: c.danger if danger else c.text2)
        self._text.say(view.text)
        self._button.present(view.button)

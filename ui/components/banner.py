"""A coloured notice: icon, headline, a sentence, at most one link."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from ui import paint
from ui.components.button import LINK_PADDING, Button, Send
from ui.components.card import Panel
from ui.components.label import Label
from ui.components.picture import IconPicture
from ui.icons import Icon
from ui.typography import Role, gap
from ui.view import Banner as BannerView

_RADIUS = 12


class Banner(Panel):
    def __init__(self, send: Send) -> None:
        super().__init__(radius=_RADIUS)
        self._send = send
        self._view: BannerView | None = None
        self._icon = IconPicture(Icon.INFO, 22, lambda c: c.text2)
        self._title = Label(Role.STRONG)
        self._text = Label(Role.SMALL, lambda c: c.text2)
        self._link: Button | None = None
        words = QVBoxLayout()
        words.setSpacing(3)
        texts = QVBoxLayout()  # moved in by the room a link keeps around its words
        texts.setContentsMargins(LINK_PADDING, 0, 0, 0)
        texts.setSpacing(3)
        texts.addWidget(self._title)
        texts.addWidget(self._text)
        words.addLayout(texts)
        self._words = words
        line = self._line = QHBoxLayout(self)
        line.setSpacing(gap(12) - LINK_PADDING)
        line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)

    def present(self, view: BannerView) -> None:
        if view == self._view:
            return
        self._view = view
        self.set_ground(lambda _colours: paint.ground_of(view.tone))
        self._icon.present(
            view.icon, lambda _colours: paint.of_tone(view.tone), waiting=view.waiting
        )
        self._title.say(view.title)
        self._text.say(view.text)
        self._show_link(view)

    def _show_link(self, view: BannerView) -> None:
        bottom = 12 if view.button is None else 9
        self._line.setContentsMargins(gap(14), gap(13), gap(14), gap(bottom))
        if view.button is None:
            if self._link is not None:
                self._link.hide()
            return
        if self._link is None:
            self._link = Button(view.button, self._send)
            self._words.addWidget(self._link, 0, Qt.AlignmentFlag.AlignLeft)
        self._link.present(view.button)
        self._link.show()

"""The keys of the window, after the first frame. What they do says `ui.keys`; each is made once and
kept as long as the window, for PySide 6.11 crashes now and then when one is deleted."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ui import keys
from ui.intents import Intent

if TYPE_CHECKING:
    from ui.view import Screen

_DEAF = 1000  # milliseconds


class Shortcuts:
    """`tab` goes to the next control, or with False to the one before.

    Tab is one of them, and not Qt's `focusNextPrevChild`: Qt asks that too while widgets are taken
    down, and PySide crashes later when Python looks at these.
    """

    def __init__(
        self,
        window: QWidget,
        send: Callable[[Intent], None],
        *,
        menu: Callable[[], None],
        paste: Callable[[], None],
        tab: Callable[[bool], None],
    ) -> None:
        self._window = window
        self._send = send
        self._made: dict[str, QShortcut] = {}
        self._wanted: dict[str, Intent] = {}  # by the sequence of keys
        self._asks = False  # a sheet, about work that goes on
        self._deaf = QTimer(window, singleShot=True)
        QShortcut(QKeySequence(keys.MENU), window, menu)
        QShortcut(QKeySequence("Tab"), window, lambda: tab(True))
        QShortcut(QKeySequence("Shift+Tab"), window, lambda: tab(False))
        self._paste = QShortcut(QKeySequence(keys.PASTE), window, paste)

    def bind(self, screen: Screen) -> None:
        """Let keys do what they do on this screen.

        When work ends below the sheet that asks whether to stop it, the sheet goes by itself. The
        Esc that was meant for it comes a moment late, and must not take the result away unseen.
        """
        if self._asks and not screen.busy:
            self._deaf.start(_DEAF)
        self._asks = screen.busy and screen.sheet is not None
        self._paste.setEnabled(keys.pastes(screen))
        self._wanted = {key.sequence: key.intent for key in keys.keys(screen)}
        for sequence, shortcut in self._made.items():
            shortcut.setEnabled(sequence in self._wanted)
        for sequence in self._wanted.keys() - self._made.keys():
            made = QShortcut(QKeySequence(sequence), self._window)
            made.activated.connect(lambda pressed=sequence: self._pressed(pressed))
            self._made[sequence] = made

    def _pressed(self, sequence: str) -> None:
        if sequence in self._wanted and not (sequence == "Esc" and self._deaf.isActive()):
            self._send(self._wanted[sequence])

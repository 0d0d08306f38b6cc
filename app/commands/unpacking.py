"""How far a packed image was unpacked to look into it: nobody knows how far one has to go."""

import sys
import time

from app.commands.bars import Bar, OneBar, bar
from app.commands.words import size_in_words
from app.control import Control
from app.sources.patience import Patience

TAKING = "Taking files out"
_AFTER = 1.0  # seconds without a word
_TELL = 0.5


class Unpacking(Patience):
    """Is shown on a terminal when it takes its time: by a bar of its own, or `beside` one. Ends
    when `control` says so."""

    def __init__(self, control: Control | None = None) -> None:
        super().__init__()
        self.beside: OneBar | None = None
        self._control = control
        self._next = time.monotonic() + _AFTER
        self._bar: Bar | None = None

    def hear(self) -> None:
        if self._control is not None:
            self._control.checkpoint()
        if time.monotonic() < self._next:
            return
        self._next = time.monotonic() + _TELL
        if self.beside is not None:
            self.beside.describe(f"{TAKING} ({size_in_words(self.unpacked)} unpacked)")
        elif sys.stderr.isatty():
            self._bar = self._bar or bar(None, "Unpacking", leave=False)
            self._bar.update(self.unpacked - self._bar.n)

    def close(self) -> None:
        """Nothing is shown any more, until it goes on."""
        if self._bar is not None:
            self._bar.close()
            self._bar = None

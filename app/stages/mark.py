"""A mark on the place of the head, by which a drive gives itself away that has fewer bytes than it
says.

On such a drive memory begins again at its start, or one of its address lines is stuck: then the
place of the head has a second address inside the image. The head is written last, when the image
behind it has been read back and was right, and would change it unnoticed. So the mark is there
while the image is read back: where it is met instead of the image, the two places are one.

What the drive holds already is read only once, while other things are still being written. So there
the mark is put before the first byte is believed, and has to be whole when the last one was
written: then nothing of the image was written to the place of the head, and none of what was read
lies there.

Every sector of the head's place has the mark, but the first one, which stays blank: without it a
drive starts nothing. Only where memory begins again at the very last sector of the image does no
other one lie at that place; so the image's end is read once more when the head is there. The mark
is random, so that nothing old can look like it.
"""

import os
import threading
from collections.abc import Generator

from app.control import Control
from app.drives.drive import Medium
from app.errors import ReadRefused
from app.events import Event, Progressed, Stage
from app.stages.flow import page_aligned, read_all, write_all
from app.stages.keep import Keep
from app.stages.ledger import BLOCK
from app.stages.patience import patiently
from app.stages.sync import sync


class Mark:
    """One for a write. `put` may be called from several threads, and does it once."""

    def __init__(self, medium: Medium, drive: str, keep: Keep) -> None:
        self._medium = medium
        self._drive = drive
        self._keep = keep
        self._lock = threading.Lock()
        self.sign = os.urandom(medium.sector)
        self.there = False

    def put(self, *, again: bool = False) -> None:
        """Before the first byte is believed to be there. Raises DriveError."""
        with self._lock:
            if self.there and not again:
                return
            view = page_aligned(BLOCK)
            for place in self._places:
                view[place : place + len(self.sign)] = self.sign
            self._keep.before_head(view, self._medium.sector)
            write_all(self._medium, self._drive, view, 0)
            self.there = True

    def is_in(self, found: bytes) -> bool:
        """Whether it was met elsewhere."""
        return self.sign in found

    def is_whole(self) -> bool:
        """Whether nothing was written over it. Raises DriveGone."""
        view = page_aligned(BLOCK)
        try:
            read_all(self._medium, self._drive, view, 0)
        except ReadRefused:
            return False
        return not any(view[: len(self.sign)]) and all(
            view[place : place + len(self.sign)] == self.sign for place in self._places
        )

    @property
    def _places(self) -> range:
        """Of every sector but the first."""
        return range(len(self.sign), BLOCK, len(self.sign))


def marked(mark: Mark, medium: Medium, control: Control) -> Generator[Event, None, bool]:
    """Whether the mark is still whole; where it is not, it is put once more and stored. Raises
    DriveError."""
    sign = Progressed(Stage.SYNC, 0)
    if (yield from patiently(mark.is_whole, sign, control)):
        return True
    yield from patiently(lambda: mark.put(again=True), sign, control)
    yield from sync(medium, control)
    return False

"""A mark on the place of the head, by which a drive gives itself away that has fewer bytes than it
says.

What the drive holds already is read once. On a drive whose memory begins again at its start, what
is written later could land on it. But there, the place of the head has a second address inside the
image: whoever reads it meets the mark, and whoever writes to it destroys the mark. So when every
byte of the image was read or written, no mark was met and all are whole, then no address of the
image leads to where another does. Every grain of the head's place has its mark, so not one grain of
the image can be written there without harm to one.

The first sector stays blank. The mark is random, so that nothing old can look like it.
"""

import os
import threading

from app.drives.drive import Medium
from app.errors import ReadRefused
from app.stages.flow import page_aligned, read_all, write_all
from app.stages.keep import Keep
from app.stages.ledger import BLOCK, GRAIN


class Mark:
    """One for a write. `put` may be called from several threads, and does it once."""

    def __init__(self, medium: Medium, drive: str, keep: Keep) -> None:
        self._medium = medium
        self._drive = drive
        self._keep = keep
        self._lock = threading.Lock()
        self._sign = os.urandom(medium.sector)
        self.there = False

    def put(self) -> None:
        """Before the first byte is believed to be there. Raises DriveError."""
        with self._lock:
            if self.there:
                return
            view, sector = page_aligned(BLOCK), self._medium.sector
            for end in range(GRAIN, BLOCK + 1, GRAIN):
                view[end - sector : end] = self._sign
            self._keep.before_head(view, sector)
            write_all(self._medium, self._drive, view[sector:], sector)
            self.there = True

    def is_in(self, view: memoryview) -> bool:
        """Whether it was met elsewhere."""
        return bytes(view).find(self._sign) >= 0

    def is_whole(self) -> bool:
        """Whether nothing was written over it. Raises DriveGone."""
        view, sector = page_aligned(BLOCK), self._medium.sector
        try:
            read_all(self._medium, self._drive, view, 0)
        except ReadRefused:
            return False
        return all(view[end - sector : end] == self._sign for end in range(GRAIN, BLOCK + 1, GRAIN))

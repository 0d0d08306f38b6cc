"""Reads ahead on a fresh stick, where an image most likely has zeros, while its data is written.

A disk image often begins with its data and ends with a long stretch of zeros. Compared in their
turn, they are read when nothing is left to be written. So where the image's own file systems have
nothing, the drive is looked at from the far end on, in the meantime; what is zeros there need not
be read in its turn. The first place that holds something else ends it: then the stick is no fresh
one.
"""

import threading
from collections.abc import Sequence

from app.drives.drive import Medium
from app.errors import AppError
from app.stages.alike import alike
from app.stages.flow import page_aligned, read_all
from app.stages.grains import GRAIN
from app.stages.mark import Mark
from app.stages.numbered import Numbers
from app.threads import begin

STEP = 512 << 10  # bytes
AHEAD = 16 << 20  # bytes in front of what is written that are left to the comparing
_PROBE = 4096
_ZEROS = memoryview(bytes(STEP))


class Scout:
    """One for a write. `runs` are (start, stop) in bytes, in order and apart: where to look."""

    def __init__(
        self, medium: Medium, drive: str, mark: Mark, runs: Sequence[tuple[int, int]]
    ) -> None:
        self._medium = medium
        self._drive = drive
        self._mark = mark
        self._runs = runs
        self._front = 0
        self._left = threading.Event()
        self._zeros = Numbers()  # of STEPs
        self._thread: threading.Thread | None = None

    def begin(self) -> None:
        if self._runs:
            self._thread = threading.Thread(target=self._look, name="scout", daemon=True)
            begin(self._thread)

    def zeros(self, offset: int, length: int) -> int:
        """A mask of the grains of this chunk that were seen to be zeros. The chunk is on its way,
        so what is near to it is not looked at any more."""
        self._front = max(self._front, offset + length)
        found, each = 0, STEP // GRAIN
        for place in range(offset, offset + length - STEP + 1, STEP):
            if place % STEP == 0 and place // STEP in self._zeros:
                found |= ((1 << each) - 1) << (place - offset) // GRAIN
        return found

    def end(self) -> None:
        """Waits for what it is just reading."""
        self._left.set()
        if self._thread is not None:
            self._thread.join()

    def _look(self) -> None:
        try:
            view = page_aligned(STEP)
            for start, stop in reversed(self._runs):
                first, last = -(-start // STEP), stop // STEP
                for number in range(last - 1, first - 1, -1):
                    if not self._goes_on(number * STEP) or not self._is_zero(number, view):
                        return
                    self._zeros.add(number)
        except AppError:
            return  # whoever writes there meets the same

    def _goes_on(self, place: int) -> bool:
        return not self._left.is_set() and place >= self._front + AHEAD

    def _is_zero(self, number: int, view: memoryview) -> bool:
        if not self._mark.there:
            read_all(self._medium, self._drive, view[:_PROBE], number * STEP)
            if any(view[:_PROBE]):
                return False
            self._mark.put()
        read_all(self._medium, self._drive, view, number * STEP)
        return alike(view, _ZEROS)

"""What the drive holds of the image already, found out by reading. Only this lets a write skip
bytes.

Each chunk of the image is compared with what is on the drive at its place. What is equal is not
written. From the first difference on everything is written, since behind it an interrupted write
left nothing of worth. Nothing is believed for it: what was skipped is read back after the last
write like everything else, for a drive of fake capacity may lose it to what is written later.
"""

import threading

import xxhash

from app.drives.drive import Medium
from app.errors import ReadRefused
from app.stages.flow import Chunk, page_aligned, read_all
from app.stages.ledger import BLOCK


class Reuse:
    """One for a write. Called for several chunks at once."""

    def __init__(self, medium: Medium, drive: str) -> None:
        self._medium = medium
        self._drive = drive
        self._lock = threading.Lock()
        self._found: set[int] = set()
        self._differs: int | None = None

    def holds(self, chunk: Chunk, halted: threading.Event) -> bool:
        """Whether the drive holds this chunk, and nothing before it differs as far as is known.
        A place that cannot be read differs; writing to it may mend it. Raises DriveGone."""
        if self._differs is not None and chunk.offset > self._differs:
            return False
        equal = self._is_equal(chunk, halted)
        with self._lock:
            if equal:
                self._found.add(chunk.offset)
            elif self._differs is None or chunk.offset < self._differs:
                self._differs = chunk.offset
        return equal

    def found(self, chunk: Chunk) -> bool:
        """What `holds` said."""
        return chunk.offset in self._found

    def _is_equal(self, chunk: Chunk, halted: threading.Event) -> bool:
        view = page_aligned(BLOCK)
        for place in range(0, len(chunk.view), BLOCK):
            wanted = chunk.view[place : place + BLOCK]
            got = view[: len(wanted)]
            try:
                read_all(self._medium, self._drive, got, chunk.offset + place)
            except ReadRefused:
                return False
            if halted.is_set() or _digest(got) != _digest(wanted):
                return False
        return True


def _digest(view: memoryview) -> bytes:
    """Twice as quick as comparing the bytes, and without holding up every other thread."""
    return xxhash.xxh3_128_digest(view)

"""What an image has where a drive has something else, and both as readers.

A stream is read once. But whatever differs from it stands on the drive, and whatever does not is
the same there: so the drive, with the few blocks that differ kept aside, is the image once more.
"""

from app.drives.drive import Medium
from app.stages.flow import Chunk, padded, page_aligned, read_all
from app.stages.ledger import BLOCK

MOST = 32  # blocks that are kept; more of them are no drift


class Wanted:
    """The image's bytes at a place of the chunk that is compared just now; all that was asked for
    is kept. A packed image names the sector that differs with it, too."""

    chunk: Chunk

    def __init__(self) -> None:
        self.kept: dict[int, bytes] = {}  # by the block's first byte
        self.complete = True

    def __call__(self, offset: int, length: int) -> bytes:
        start = offset - self.chunk.offset
        wanted = bytes(self.chunk.view[start : start + length])
        if any(wanted) and sum(map(bool, self.kept.values())) >= MOST:
            self.complete = False
        else:
            self.kept[offset] = wanted if any(wanted) else b""
        return wanted


class OnDrive:
    """A `Reader` over a medium: any bytes of it, the way to it past the cache."""

    def __init__(self, medium: Medium, drive: str) -> None:
        self._medium = medium
        self._drive = drive

    @property
    def size(self) -> int:
        return self._medium.size

    def read_at(self, offset: int, length: int) -> bytes:
        length = min(length, self.size - offset)
        if offset < 0 or length <= 0:
            return b""
        sector = self._medium.sector
        start = offset - offset % sector
        view = page_aligned(padded(offset - start + length, sector))
        read_all(self._medium, self._drive, view, start)
        return bytes(view[offset - start : offset - start + length])


class OfImage:
    """A `Reader` over the image, made of the drive and what was kept."""

    def __init__(self, drive: OnDrive, wanted: Wanted, size: int) -> None:
        self._drive = drive
        self._kept = wanted.kept
        self._size = size

    @property
    def size(self) -> int:
        return self._size

    def read_at(self, offset: int, length: int) -> bytes:
        length = min(length, self._size - offset)
        if offset < 0 or length <= 0:
            return b""
        found = bytearray(self._drive.read_at(offset, length))
        for block in range(offset - offset % BLOCK, offset + length, BLOCK):
            if block in self._kept:
                start, end = max(block, offset), min(block + BLOCK, offset + length)
                kept = self._kept[block][start - block : end - block] or bytes(end - start)
                found[start - offset : end - offset] = kept
        return bytes(found)

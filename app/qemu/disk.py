"""The disk of the virtual machine: what is on the medium, read only, and what the guest writes kept
apart from it, in a file without a name that is gone with us."""

import time
from typing import BinaryIO

from app.errors import AppError, FolderError
from app.formats.binary import Reader
from app.qemu.machine import SECTOR
from app.qemu.medium import FOLDER

GRAIN = 4096  # bytes that are kept apart as a whole


class Disk:
    """`size` bytes, of which the medium has the first; the rest are zeros, as a stick is larger
    than its image. `fresh`: bytes that were read for the first time, in whole grains; `lost`: why
    the medium could not be read, or nothing more be kept; `longest_wait`: seconds that
    one read of the medium took, or takes by now. For the thread that serves it; others
    only look at the figures."""

    def __init__(self, medium: Reader, size: int, written: BinaryIO, sector: int = SECTOR) -> None:
        """`written`: a file for what the guest writes; `sector`: bytes."""
        self.size = size
        self.sector = sector
        self.fresh = 0
        self.lost: AppError | None = None
        self._asked: float | None = None
        self._longest = 0.0
        self._medium = medium
        self._file = written
        self._own: set[int] = set()
        self._seen: set[int] = set()

    @property
    def longest_wait(self) -> float:
        asked = self._asked
        return max(self._longest, 0.0 if asked is None else time.monotonic() - asked)

    def read(self, start: int, length: int) -> bytes:
        """Exactly so many bytes. Raises OSError."""
        grains = range(start // GRAIN, -(-(start + length) // GRAIN))
        unseen = [grain for grain in grains if grain not in self._seen]
        self._seen.update(unseen)
        self.fresh += len(unseen) * GRAIN
        if self._own.isdisjoint(grains):
            return self._below(start, length)
        first = grains.start * GRAIN
        found = b"".join(map(self._grain, grains))
        return found[start - first : start - first + length]

    def write(self, start: int, data: bytes) -> None:
        """Raises OSError, when there is no room for more."""
        grains = range(start // GRAIN, -(-(start + len(data)) // GRAIN))
        first = grains.start * GRAIN
        whole = bytearray().join(
            self._grain(grain) if grain in (grains[0], grains[-1]) else bytes(GRAIN)
            for grain in grains
        )
        whole[start - first : start - first + len(data)] = data
        try:
            self._file.seek(first)
            self._file.write(whole)
            self._file.flush()
        except OSError as error:
            self.lost = self.lost or FolderError(str(FOLDER), error.strerror or str(error))
            raise
        self._own.update(grains)

    def _grain(self, grain: int) -> bytes:
        if grain not in self._own:
            return self._below(grain * GRAIN, GRAIN)
        self._file.seek(grain * GRAIN)
        return self._file.read(GRAIN)

    def _below(self, start: int, length: int) -> bytes:
        """What is on the medium. Raises OSError, which the guest sees as a bad place."""
        self._asked = time.monotonic()
        try:
            return self._medium.read_at(start, length).ljust(length, b"\0")
        except AppError as error:
            self.lost = self.lost or error
            raise OSError(str(error)) from error
        finally:
            self._longest, self._asked = self.longest_wait, None

"""Fills a file with old contents while a drive is being written."""

from __future__ import annotations

import errno
import json
import os
import struct
import threading
from contextlib import ExitStack
from pathlib import Path

from app.drives.told import Told
from app.old_contents.records import LEFT, LENGTH, MAGIC, NEW, OLD, digests_of, header
from app.plain_file import sync_folder


class Writer:
    """Fills such a file. For several threads at once; every method raises OSError."""

    def __init__(
        self, path: Path, drive: Told, diskseq: int | None, start: str, *, probe: bool = False
    ) -> None:
        flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC | os.O_NOFOLLOW
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._fd = os.open(path, flags, 0o600)
        self._path = path
        self._lock = threading.Lock()
        about = {"drive": drive.to_json(), "diskseq": diskseq, "start": start, "probe": probe}
        text = json.dumps(about).encode()
        try:
            self._write(MAGIC, LENGTH.pack(len(text)), text)
            self.sync()
            sync_folder(path.parent)
        except OSError:
            self.discard()
            raise

    def old(self, offset: int, was: memoryview, becomes: memoryview, grain: int) -> None:
        """`was` is on the drive at `offset`, and `becomes` may be, once `sync` has returned."""
        self._record(OLD, offset, becomes, grain, was)

    def new(self, offset: int, becomes: memoryview, grain: int) -> None:
        """The place, whose old bytes are kept already, may hold this too."""
        self._record(NEW, offset, becomes, grain, memoryview(b""))

    def left(self, offset: int, was: memoryview) -> None:
        """This is on the drive, and stays there until `old` is told of the place."""
        self._record(LEFT, offset, was, len(was), memoryview(b""))

    def sync(self) -> None:
        """What was told so far is on the disk when this returns."""
        with self._lock:
            self._demand_open()
            os.fdatasync(self._fd)
            # It is hardly ever read again: the memory is of more use to others.
            os.posix_fadvise(self._fd, 0, 0, os.POSIX_FADV_DONTNEED)

    def discard(self) -> None:
        """Away with the file, also after a power cut: what is in it is not all any more. One that
        cannot be taken away is empty at least."""
        with ExitStack() as rest:  # whatever of this fails, from the last to the first
            rest.callback(sync_folder, self._path.parent)
            rest.callback(self._path.unlink, missing_ok=True)
            rest.callback(self.close)
            with self._lock:
                if self._fd >= 0:
                    os.ftruncate(self._fd, 0)

    def close(self) -> None:
        """An error is told once: the descriptor is gone then as well."""
        with self._lock:
            fd, self._fd = self._fd, -1
            if fd >= 0:
                os.close(fd)

    def _demand_open(self) -> None:
        """Another thread may have given up. Raises OSError, where the system's calls do not."""
        if self._fd < 0:
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))

    def _record(
        self, kind: bytes, offset: int, becomes: memoryview, grain: int, was: memoryview
    ) -> None:
        found = digests_of(becomes, grain)
        digests = struct.pack(f"<{len(found)}Q", *found)
        head = header(kind, grain, offset, len(becomes), digests, was)
        self._write(head, digests, was)

    def _write(self, *parts: bytes | memoryview) -> None:
        with self._lock:
            self._demand_open()
            for part in parts:
                view = memoryview(part)
                while view:
                    view = view[os.write(self._fd, view) :]

"""Keep what a write overwrites first, so that a stop in the first moments can be undone.

The head, the last MiB and up to 64 MiB of the body are read on the writing descriptor and put into
a file (`app.old_contents`), each piece just before its place is overwritten. When the write goes on
behind that, when the disk of the file has no room, when the drive cannot be read or takes its time
over it: the file goes, and nothing can be undone. That is never a reason for the write to fail, nor
to wait for long.

What begins and ends with zeros alone holds nothing worth keeping: neither a table nor a file system
is there.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from functools import partial
from pathlib import Path
from queue import Empty, SimpleQueue

import xxhash

from app.control import Control
from app.drives.drive import DriveInfo, Medium
from app.drives.told import Told, this_start
from app.errors import AppError
from app.events import Event, Progressed, Stage, Undoable
from app.old_contents import Writer
from app.stages.flow import page_aligned, read_all
from app.stages.ledger import BLOCK
from app.stages.patience import patiently

BODY = 64 << 20  # bytes behind the head
ROOM = 4 * BODY  # bytes that the disk of the file has to have free
GRAIN = 4096  # bytes: whatever tears a write leaves these whole
PATIENCE = 8.0  # seconds of all threads that keeping may cost
NEAR = 1 << 20  # bytes between two places that are looked at where the write may come
FAR = 16 << 20  # and between two where it will not, by which the drive is known again
SAMPLES = 16  # of these

log = logging.getLogger(__name__)


class Keep:
    """One for each write. Without a `path` it keeps nothing. `image` is the digest of the image's
    head, once that was read: by this an image is known again, if its file was moved."""

    def __init__(
        self, path: Path | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.path = path
        self._clock = clock
        self._spent = 0.0
        self.image = ""
        self._writer: Writer | None = None
        self._end = 0  # of what is kept as the body: where the last MiB begins
        self._spare: SimpleQueue[memoryview] = SimpleQueue()  # as many as read at once
        self._lock = threading.Lock()

    @property
    def possible(self) -> bool:
        """Whether everything that was overwritten so far could be put back."""
        return self._writer is not None

    def know(self, head: memoryview) -> None:
        self.image = xxhash.xxh3_128_hexdigest(head)

    def begin(self, medium: Medium, drive: DriveInfo) -> None:
        """Before the ends are blanked. Blocks, as reading does."""
        if self.path is None or drive.size < 2 * BLOCK or not _has_room(self.path):
            return
        view, zeros = page_aligned(BLOCK), memoryview(bytes(BLOCK))
        ends = (0, drive.size - BLOCK)
        try:
            if not any(_holds_something(medium, drive.name, view, offset) for offset in ends):
                return  # or what a write left that was stopped
            told = Told.of(drive)
            self._writer = Writer(self.path, told, drive.identity.diskseq, this_start())
            self._end = drive.size - BLOCK
            for offset in ends:
                read_all(medium, drive.name, view, offset)
                self._writer.old(offset, view, zeros, medium.sector)
            self._take_samples(medium, drive)
            self._writer.sync()
        except (AppError, OSError) as error:
            self._give_up(error)

    def before(
        self,
        medium: Medium,
        drive: str,
        parts: Sequence[tuple[int, memoryview]],
        halted: threading.Event,
    ) -> None:
        """At each offset, behind the head, these bytes are about to be written: what is there is
        kept. When `halted`, nothing is: then nothing will be written either."""
        if self._writer is None or not parts:
            return
        offset, view = parts[-1]
        if offset + len(view) > BLOCK + BODY:
            self._give_up()
            return
        began = self._clock()
        try:
            for offset, view in parts:
                self._before(medium, drive, offset, view, halted)
            self._sync()
        except (AppError, OSError) as error:
            self._give_up(error)
        self._took(self._clock() - began)

    def _before(
        self,
        medium: Medium,
        drive: str,
        offset: int,
        becomes: memoryview,
        halted: threading.Event,
    ) -> None:
        inner = max(0, min(len(becomes), self._end - offset))
        with self._buffer() as buffer:
            for place in range(0, inner, BLOCK):
                part = becomes[place : min(inner, place + BLOCK)]
                was = buffer[: len(part)]
                read_all(medium, drive, was, offset + place)
                if halted.is_set():
                    return
                self._old(offset + place, was, part)
        if inner < len(becomes):  # the last MiB is kept already
            self._new(offset + inner, becomes[inner:], medium.sector)

    @contextmanager
    def _buffer(self) -> Iterator[memoryview]:
        """Used again, for the kernel has to clear each page of a new one. All go with the file."""
        try:
            view = self._spare.get_nowait()
        except Empty:
            view = page_aligned(BLOCK)
        yield view
        if self.possible:
            self._spare.put(view)

    def before_head(self, head: memoryview, sector: int) -> None:
        """What the head's place, which was kept and blanked, will hold."""
        try:
            self._new(0, head, sector)
            self._sync()
        except OSError as error:
            self._give_up(error)

    def close(self) -> None:
        """The file stays."""
        if self._writer is not None:
            with suppress(OSError):
                self._writer.close()

    def _took(self, seconds: float) -> None:
        with self._lock:
            self._spent += seconds
        if self._spent > PATIENCE:
            self._give_up()

    def _old(self, offset: int, was: memoryview, becomes: memoryview) -> None:
        if (writer := self._writer) is not None:
            writer.old(offset, was, becomes, GRAIN)

    def _new(self, offset: int, becomes: memoryview, grain: int) -> None:
        if (writer := self._writer) is not None:
            writer.new(offset, becomes, grain)

    def _sync(self) -> None:
        if (writer := self._writer) is not None:
            writer.sync()

    def _take_samples(self, medium: Medium, drive: DriveInfo) -> None:
        """Whoever goes on where this write stops, with the same image from elsewhere perhaps, is
        found out by those that lie there."""
        view, body = page_aligned(GRAIN), BLOCK + BODY
        for offset in (*range(BLOCK, body, NEAR), *range(body, body + SAMPLES * FAR, FAR)):
            if (writer := self._writer) is not None and offset + GRAIN <= self._end:
                read_all(medium, drive.name, view, offset)
                writer.left(offset, view)

    def _give_up(self, error: Exception | None = None) -> None:
        with self._lock:
            writer, self._writer = self._writer, None
            self._spare = SimpleQueue()
        if error is not None:
            log.info("old contents are not kept: %s", error)
        if writer is not None:
            with suppress(OSError):
                writer.discard()


def keeping(keep: Keep, medium: Medium, drive: DriveInfo, control: Control) -> Generator[Event]:
    """What happens before the drive is touched."""
    sign = Progressed(Stage.RELEASE, 0)
    yield from patiently(partial(keep.begin, medium, drive), sign, control)
    if keep.possible:
        yield Undoable(possible=True)


def minding_keep(events: Generator[Event], keep: Keep) -> Generator[Event]:
    """The events of a write, with that nothing can be put back any more as soon as that is so:
    whoever hears how it failed has heard of it."""
    offered = False
    try:
        with closing(events):
            for event in events:
                if offered and not keep.possible:
                    offered = False
                    yield Undoable(possible=False)
                offered = offered or event == Undoable(possible=True)
                yield event
    except Exception:  # it goes on; this comes first, for nobody listens behind it
        if offered and not keep.possible:
            yield Undoable(possible=False)
        raise


def _holds_something(medium: Medium, drive: str, view: memoryview, offset: int) -> bool:
    """A mark in the head's place (`app.stages.mark`) is nobody's: no sector is like its neighbour
    all over the first MiB, but where it was put."""
    read_all(medium, drive, view, offset)
    sector = medium.sector
    return any(view[:sector]) or view[sector:-sector] != view[2 * sector :]


def _has_room(path: Path) -> bool:
    """Asked of the nearest folder that exists."""
    for folder in path.parents:
        with suppress(OSError):
            found = os.statvfs(folder)
            return found.f_bavail * found.f_frsize >= ROOM
    return False

"""What a quick probe overwrites for a moment, kept until it is back.

In memory, and in a file (`app.old_contents`) as long as it is not back: a drive that is pulled out
in the middle is put right by `undo`, which needs the drive's first sector to begin with.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from app.drives.drive import DriveInfo, Medium
from app.drives.told import Told, this_start
from app.errors import FolderError, ReadRefused, WriteRefused
from app.old_contents import Writer
from app.stages.flow import page_aligned, read_all, write_all
from app.stages.spread import Place


class Safe:
    """For one round; without a `path`, in memory alone. Every method blocks, as the drive does."""

    def __init__(self, medium: Medium, drive: DriveInfo, path: Path | None) -> None:
        self._medium, self._drive, self._path = medium, drive, path
        self._kept: dict[Place, bytes] = {}
        self._writer: Writer | None = None
        self.lost = set[Place]()  # what could not be put back

    @property
    def places(self) -> Sequence[Place]:
        """What was kept of the drive, and may have been written to, in order."""
        return tuple(self._kept)

    def begin(self) -> None:
        """Raises FolderError: without the file nothing is written to the drive. Of what is never
        overwritten only the first sector is kept: whoever mounts the drive may write behind it."""
        if self._path is None:
            return
        told, diskseq = Told.of(self._drive), self._drive.identity.diskseq
        self._filing(partial(self._begin, self._path, told, diskseq))
        view = page_aligned(self._medium.sector)
        with suppress(ReadRefused):
            read_all(self._medium, self._drive.name, view, 0)
        self._old(0, view, view)

    def keep(self, place: Place, becomes: bytes) -> None:
        """What is at the place, which `becomes` something else. Raises ReadRefused, FolderError."""
        view = page_aligned(place.whole)
        read_all(self._medium, self._drive.name, view, place.offset)
        self._old(place.offset, view, memoryview(becomes))
        self._kept[place] = bytes(view)

    def narrow(self, places: Iterable[Place]) -> None:
        """Of what was kept only these were written to, and only so far; the rest is as it was."""
        kept = {place.offset: was for place, was in self._kept.items()}
        self._kept = {place: kept[place.offset][: place.whole] for place in places}

    def sync(self) -> None:
        """The file is on its disk when this returns. Raises FolderError."""
        if self._writer is not None:
            self._filing(self._writer.sync)

    def put_back(self, place: Place) -> None:
        """Beside what the drive refuses, all else. What is not back is found out by `look`."""
        view = page_aligned(place.whole)
        view[:] = self._kept[place]
        try:
            write_all(self._medium, self._drive.name, view, place.offset)
        except WriteRefused:
            for start in range(0, place.whole, place.length):
                part = view[start : start + place.length]
                with suppress(WriteRefused):
                    write_all(self._medium, self._drive.name, part, place.offset + start)

    def look(self, place: Place) -> None:
        """Whether it is back."""
        view = page_aligned(place.whole)
        with suppress(ReadRefused):
            read_all(self._medium, self._drive.name, view, place.offset)
        if bytes(view) != self._kept[place]:
            self.lost.add(place)

    def put_all_back(self) -> None:
        for place in self._kept:
            self.put_back(place)
        self._medium.sync()
        for place in self._kept:
            self.look(place)
        self.forget()

    def forget(self) -> None:
        """Everything is back, or was never touched. While something is lost the file stays: there
        is no other copy."""
        writer, self._writer = self._writer, None
        if writer is not None:
            with suppress(OSError):
                writer.close() if self.lost else writer.discard()

    def _begin(self, path: Path, told: Told, diskseq: int | None) -> None:
        self._writer = Writer(path, told, diskseq, this_start(), probe=True)

    def _old(self, offset: int, was: memoryview, becomes: memoryview) -> None:
        if self._writer is not None:
            grain = self._medium.sector
            self._filing(partial(self._writer.old, offset, was, becomes, grain))

    def _filing(self, work: Callable[[], None]) -> None:
        try:
            work()
        except OSError as error:
            folder = str(self._path.parent if self._path is not None else "")
            raise FolderError(folder, error.strerror or str(error)) from error

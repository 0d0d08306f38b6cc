"""Taking files out of an image, into a folder.

The image decides nothing about the computer it is unpacked on: regular files and folders are made
and nothing else, below the folder and nowhere else (`beneath`), under names that lead nowhere
(`names`), readable by all and writable by their owner. What is taken is numbered, never
overwritten. Everything is counted before the first file is made. Where an image was noted to come
from, its files are noted to come from there too.
"""

import errno
import os
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from app.control import Control
from app.errors import (
    BudgetSpent,
    CorruptImage,
    FolderError,
    ImageUnreadable,
    NoRoom,
    NotInside,
    NotReached,
    PackedDamaged,
    UnsupportedImage,
)
from app.formats.binary import read_exactly
from app.formats.tree import Entry
from app.inside.beneath import Beneath
from app.inside.names import numbered, safe
from app.inside.told import Begun, LeftOut, Moved, Renamed, TakenOut, Told
from app.inside.tree import Inside
from app.sources.origin import Mark, mark, marks_of
from app.sources.source import Source, demand_unchanged

MOST_BYTES = 1 << 40  # that an image may hold before it is asked for again
BEYOND = 50  # times as much as an honest image needs, where that was done
ANYWAY = "Go on all the same with --anyway."

_READ = 4 << 20
_TELL = 0.1  # seconds between two words about the progress
_MOST_NUMBERS = 1_000  # for one name

Taking = Generator[Told, None, None]

Made = TypeVar("Made")

# What keeps one file from being had, and not the next.
_UNHAD = (
    BudgetSpent,
    CorruptImage,
    ImageUnreadable,
    NotReached,
    PackedDamaged,
    UnsupportedImage,
)
# What a file system has against one file, and not against the next.
_NOT_TAKEN = {
    errno.ENAMETOOLONG: "its path is too long",
    errno.EINVAL: "the file system there does not take its name",
    errno.EILSEQ: "the file system there does not take its name",
    errno.EFBIG: "it is too large for the file system there",
    errno.EEXIST: "too many have its name",
}


@dataclass(frozen=True, slots=True)
class ExtractPlan:
    """`paths` of the image that will be put into the `folder`, which is made where it is missing,
    and what was counted of them."""

    paths: tuple[str, ...]
    folder: Path
    files: int
    folders: int
    size: int  # bytes that will be written
    patience: int


def plan_extract(
    inside: Inside, paths: Sequence[str], folder: Path, *, anyway: bool = False
) -> ExtractPlan:
    """Counts everything. `inside` was opened with as much patience as `anyway` needs.

    Raises NotInside, NoRoom, FolderError; BudgetSpent, with a hint how to go on, for more than any
    honest image holds; CorruptImage.
    """
    patience = BEYOND if anyway else 1
    whole = tuple("/".join(filter(None, path.split("/"))) for path in paths)
    free, free_files, block = _room(folder)
    files = folders = size = need = 0
    with _saying_how_to_go_on(anyway=anyway):
        for _, entry in (each for path in whole for each in chosen(inside, path, patience)):
            length = _stored(entry)
            files, folders = files + (not entry.directory), folders + entry.directory
            size += length
            need += -(-length // block) * block if not entry.directory else block
        demand_honest(size, anyway=anyway)
    if need > free or -1 < free_files < files + folders:
        raise NoRoom(str(folder), need, free)
    return ExtractPlan(whole, folder, files, folders, size, patience)


def demand_honest(size: int, *, anyway: bool) -> None:
    """Raises BudgetSpent for more bytes than images hold."""
    if size > MOST_BYTES and not anyway:
        raise BudgetSpent(f"{size:,} bytes of files")


@contextmanager
def _saying_how_to_go_on(*, anyway: bool) -> Iterator[None]:
    try:
        yield
    except BudgetSpent as error:
        error.hint = "" if anyway else ANYWAY
        raise


def _room(folder: Path) -> tuple[int, int, int]:
    """As `Beneath.room`; of the folder above, where this one has yet to be made."""
    try:
        if folder.is_symlink() and not folder.exists():
            raise FolderError(str(folder), "it is a link that leads nowhere")
        with Beneath(folder if folder.exists() else folder.parent) as below:
            below.demand_writable()
            return below.room()
    except OSError as error:
        raise FolderError(str(folder), error.strerror or str(error)) from error


def extract(source: Source, inside: Inside, plan: ExtractPlan, control: Control) -> Taking:
    """Puts the files there; the last thing said is `TakenOut`. Stopped, failed or closed, it leaves
    whole files behind and no other: the one that was being written is removed. Raises Stopped,
    FolderError, ImageChanged."""
    yield Begun(plan.size, plan.files, plan.folders)
    try:
        plan.folder.mkdir(exist_ok=True)
        with Beneath(plan.folder) as below:
            taking = _Taking(inside, below, control, marks_of(source.path))
            for path in plan.paths:
                yield from taking.all_of(path, plan.patience)
            taking.date_folders()
    except OSError as error:
        raise FolderError(str(plan.folder), error.strerror or str(error)) from error
    demand_unchanged(source)
    yield taking.taken()


class _Taking:
    """One extraction: where it puts what, and what it has done so far."""

    def __init__(
        self, inside: Inside, below: Beneath, control: Control, marks: tuple[Mark, ...]
    ) -> None:
        self._inside = inside
        self._below = below
        self._control = control
        self._marks = marks
        self._begun = self._said = time.monotonic()
        self._now = time.time()
        self._places: dict[str, str] = {}  # where each of the image's folders is made
        self._dates: list[tuple[str, int]] = []
        self._numbers: dict[str, int] = {}  # the last one of each name that was taken
        self._files = self._folders = self._size = self._left = self._lost = 0

    def all_of(self, path: str, patience: int) -> Iterator[Told]:
        """A file, or a folder with all below it."""
        self._places = {path.rpartition("/")[0]: ""}
        for place, entry in chosen(self._inside, path, patience):
            self._control.checkpoint()
            above = self._places.get(place.rpartition("/")[0])
            try:
                if above is None:
                    yield self._left_out(place, "its folder is left out")
                elif why := _kept_out(entry):
                    yield self._left_out(place, why, lost=entry.damaged)
                elif entry.directory:
                    yield from self._folder(place, entry, above)
                else:
                    yield from self._file(place, entry, above)
            except _UNHAD as error:
                yield self._left_out(place, str(error).rstrip("."))
            except OSError as error:
                if error.errno not in _NOT_TAKEN:
                    raise
                yield self._left_out(place, _NOT_TAKEN[error.errno])

    def date_folders(self) -> None:
        """When nothing is put into them any more."""
        for path, when in reversed(self._dates):
            with suppress(OSError):  # somebody took it away, which is theirs to do
                self._below.date_folder(path, when)

    def taken(self) -> TakenOut:
        seconds = time.monotonic() - self._begun
        return TakenOut(self._files, self._folders, self._size, self._left, self._lost, seconds)

    def _folder(self, place: str, entry: Entry, above: str) -> Iterator[Told]:
        _, path = self._named(above, entry.name, self._below.make_folder)
        self._places[place] = path
        self._folders += 1
        if (when := _date(entry, self._now)) is not None:
            self._dates.append((path, when))
        yield from _renamed(place, entry, path)

    def _file(self, place: str, entry: Entry, above: str) -> Iterator[Told]:
        fd, path = self._named(above, entry.name, self._below.make_file)
        whole = False
        try:
            yield from self._fill(fd, place, entry)
            for each in self._marks:
                mark(fd, each)
            if (when := _date(entry, self._now)) is not None:
                os.utime(fd, ns=(when, when))
            whole = True
        finally:
            try:
                if not whole:
                    self._remove(path, fd)
            finally:
                os.close(fd)
        self._files += 1
        yield from _renamed(place, entry, path)

    def _fill(self, fd: int, place: str, entry: Entry) -> Iterator[Told]:
        """What is a hole in the image is one in the file."""
        reader, extents = self._inside.stored(place, entry)
        at = 0
        for extent in extents:
            start, end = at, min(at + extent.length, entry.size)
            while at < end and extent.offset is not None:
                self._control.checkpoint()
                count = min(_READ, end - at)
                data = read_exactly(reader, extent.offset + at - start, count, "File")
                _write(fd, data, at)
                at += count
                self._size += count
                if time.monotonic() - self._said >= _TELL:
                    self._said = time.monotonic()
                    yield Moved(self._size, place)
            at = end
        if at < entry.size:
            raise CorruptImage("File", 0, f"it ends {entry.size - at:,} bytes too early")
        os.ftruncate(fd, entry.size)

    def _named(self, above: str, name: str, make: Callable[[str], Made]) -> tuple[Made, str]:
        """What was made, and its path: the first number of the name that is free."""
        fit = safe(name)
        before = f"{above}/" if above else ""
        first = self._numbers.get(before + fit, 1)
        for number in range(first, first + _MOST_NUMBERS):
            path = before + numbered(fit, number)
            try:
                made = make(path)
            except FileExistsError:
                continue
            if number > 1:
                self._numbers[before + fit] = number
            return made, path
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), fit)

    def _remove(self, path: str, fd: int) -> None:
        """The file that is not whole; where it can't be removed, it is emptied and named."""
        try:
            self._below.remove(path, fd)
        except OSError as error:
            with suppress(OSError):
                os.ftruncate(fd, 0)
            why = f"{error.strerror}, and “{path}” is not whole"
            raise FolderError(str(self._below.path), why) from error

    def _left_out(self, place: str, why: str, *, lost: bool = True) -> LeftOut:
        self._left += 1
        self._lost += lost
        return LeftOut(place, why, lost)


def chosen(inside: Inside, path: str, patience: int) -> Iterator[tuple[str, Entry]]:
    """What is at a path, and all below it. Raises NotInside."""
    entry = inside.find(path)
    if entry is None:
        raise NotInside(path)
    if path:
        yield path, entry
    if entry.directory and not entry.damaged:
        yield from inside.walk(path, patience)


def _kept_out(entry: Entry) -> str:
    """Why nothing is made of it; "" for nothing against it."""
    if entry.link:
        return f"it is a link to “{entry.link}”"
    if entry.special:
        return "it is a device, a pipe or a socket"
    return "it can’t be read" if entry.damaged else ""


def _stored(entry: Entry) -> int:
    """Bytes that are not holes, as far as the tree knows."""
    if entry.directory or not entry.extents:
        return entry.size
    stored = sum(extent.length for extent in entry.extents if extent.offset is not None)
    return min(stored, entry.size)


def _date(entry: Entry, now: float) -> int | None:
    """In nanoseconds; a date in the future is now. None where it is not known or absurd. FAT's
    dates are those of the clock on the wall."""
    try:
        return int(min(max(entry.modified.timestamp(), 0), now) * 1e9) if entry.modified else None
    except (ValueError, OverflowError, OSError):
        return None


def _renamed(place: str, entry: Entry, path: str) -> Iterator[Renamed]:
    name = path.rpartition("/")[2]
    if name != entry.name:
        yield Renamed(place, name)


def _write(fd: int, data: bytes, offset: int) -> None:
    rest = memoryview(data)
    while rest:
        count = os.pwrite(fd, rest, offset)
        rest, offset = rest[count:], offset + count

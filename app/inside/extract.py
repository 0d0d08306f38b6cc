"""Taking files out of an image, into a folder.

The image decides nothing about the computer it is unpacked on: regular files and folders are made
and nothing else, below the folder and nowhere else (`beneath`), under names that lead nowhere
(`names`), readable by all and writable by their owner. What is taken is numbered, never
overwritten. Everything was counted before (`plan`). Where an image was noted to come from, its
files are noted to come from there too.
"""

import errno
import os
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import suppress
from typing import TypeVar

from app.control import Control
from app.errors import (
    BudgetSpent,
    CorruptImage,
    FolderError,
    ImageUnreadable,
    NotReached,
    PackedDamaged,
    UnsupportedImage,
)
from app.formats.binary import Window
from app.formats.tree import Entry
from app.inside.beneath import Beneath
from app.inside.fill import fill
from app.inside.names import numbered, safe
from app.inside.plan import ExtractPlan, chosen
from app.inside.told import Begun, LeftOut, Moved, Renamed, TakenOut, Told
from app.inside.tree import Inside
from app.sources.origin import Mark, mark, marks_of
from app.sources.source import Source, demand_unchanged

_TELL = 0.1  # seconds between two words about the progress
_MOST_NUMBERS = 1_000  # for one name
_TOO_FAR = "it lies too far inside a packed image, which has to be unpacked first"
_UNPROVEN = "What was taken out of it may be wrong."
_NO_END = "The packed file could not be read to its end, where its checksum is."

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


def extract(source: Source, inside: Inside, plan: ExtractPlan, control: Control) -> Taking:
    """Puts the files there; the last thing said is `TakenOut`. Stopped, failed or closed, it leaves
    whole files behind and no other: the one that was being written is removed. A packed image is
    read on to its checksums: where they are wrong, what was taken out is there and may be wrong.
    Raises Stopped, FolderError, ImageChanged, PackedDamaged, UnsupportedImage."""
    yield Begun(plan.size, plan.files, plan.folders)
    try:
        plan.folder.mkdir(exist_ok=True)
        with Beneath(plan.folder) as below:
            taking = _Taking(inside, below, control, marks_of(source.path))
            for path in plan.paths:
                yield from taking.all_of(path, plan.patience)
            taking.date_folders()
        taking.prove()
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
        for place, entry in self._in_order(path, patience):
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
                why = _TOO_FAR if isinstance(error, NotReached) else str(error).rstrip(".")
                yield self._left_out(place, why)
            except OSError as error:
                if error.errno not in _NOT_TAKEN:
                    raise
                yield self._left_out(place, _NOT_TAKEN[error.errno])

    def _in_order(self, path: str, patience: int) -> Iterator[tuple[str, Entry]]:
        """Of a packed image the folders first, and the files as they lie in it."""
        found = chosen(self._inside, path, patience)
        if not self._inside.forward:
            yield from found
            return
        files: list[tuple[int, str, Entry]] = []
        for place, entry in found:
            if entry.directory:
                yield place, entry
            else:
                files.append((self._begins(place, entry), place, entry))
        files.sort(key=lambda each: each[0])
        yield from ((place, entry) for _, place, entry in files)

    def _begins(self, place: str, entry: Entry) -> int:
        with suppress(CorruptImage, BudgetSpent, NotReached, PackedDamaged):
            reader, extents = self._inside.stored(place, entry)
            start = reader.start if isinstance(reader, Window) else 0
            return start + next((each.offset for each in extents if each.offset is not None), 0)
        return 0

    def date_folders(self) -> None:
        """When nothing is put into them any more."""
        for path, when in reversed(self._dates):
            with suppress(OSError):  # somebody took it away, which is theirs to do
                self._below.date_folder(path, when)

    def prove(self) -> None:
        """Also where a file could not be had: a damage shows where a packer notices it, and what is
        wrong may lie in front of that, in files that were taken out whole."""
        try:
            self._inside.prove()
        except PackedDamaged as error:
            error.hint = _UNPROVEN
            raise
        except NotReached as error:
            raise UnsupportedImage(_NO_END, _UNPROVEN) from error

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
        reader, extents = self._inside.stored(place, entry)
        for count in fill(fd, reader, extents, entry.size, self._control):
            self._size += count
            if time.monotonic() - self._said >= _TELL:
                self._said = time.monotonic()
                yield Moved(self._size, place)

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


def _kept_out(entry: Entry) -> str:
    """Why nothing is made of it; "" for nothing against it."""
    if entry.link:
        return f"it is a link to “{entry.link}”"
    if entry.special:
        return "it is a device, a pipe or a socket"
    return "it can’t be read" if entry.damaged else ""


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

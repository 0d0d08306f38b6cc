"""The calls into the engine for what is inside an image, each on a thread of its own."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.display import for_display
from app.errors import (
    AppError,
    BudgetSpent,
    CorruptImage,
    NotReached,
    PackedDamaged,
    Stopped,
    TooMuchToDrag,
)
from app.inside import tree
from app.sources.patience import Patience
from ui.screens.inside_words import cannot_list, row_note
from ui.view import FileRow, Folder

if TYPE_CHECKING:
    from app.control import Control
    from app.formats.tree import Entry
    from app.inside.extract import Taking
    from app.sources.source import Source

MOST_FOUND = 500
LONGEST = 200  # characters of a name
_NUMBER = re.compile("[0-9]+")
_DIGITS = 20  # of a number that is sorted as one


@dataclass(frozen=True, slots=True)
class Hits:
    """`whole`: nothing else has the text in its name. `searched`: all files were looked at."""

    rows: tuple[FileRow, ...]
    whole: bool = True
    searched: bool = True


@dataclass(frozen=True, slots=True)
class Seen:
    """The beginning of a file; `text` is None where it is none. `whole`: there is no more of it."""

    text: str | None = None
    whole: bool = True


class Look:
    """An image that is looked into, by one thread at a time."""

    def __init__(self, source: Source, stopped: threading.Event | None = None) -> None:
        """Once `stopped` is set nothing is unpacked any more. Raises ImageError, Stopped."""
        self._inside = tree.open_inside(source, far=_Unpacking(stopped or threading.Event()))
        self._one_at_a_time = threading.Lock()
        self._index: list[tuple[str, str, Entry]] | None = None  # by name, in small letters
        self._indexed = True

    def folder(self, key: str) -> Folder:
        """One that can't be listed holds a row that says so."""
        with self._one_at_a_time:
            try:
                entries = self._inside.list(key)
            except AppError as error:
                return Folder(key, (FileRow("", cannot_list(error)),))
        before = f"{key}/" if key else ""
        rows = [as_row(before + entry.name, entry) for entry in entries]
        rows.sort(key=_order)
        return Folder(key, tuple(rows))

    def find(self, text: str) -> Hits:
        """What has `text` in its name, without regard to case; at most 500."""
        wanted = text.casefold()
        with self._one_at_a_time:
            if self._index is None:
                self._index = list(self._all())
        found = [(path, entry) for name, path, entry in self._index if wanted in name]
        rows = tuple(_found_row(path, entry) for path, entry in found[:MOST_FOUND])
        return Hits(rows, len(found) <= MOST_FOUND, self._indexed)

    def preview(self, key: str) -> Seen:
        """Raises ImageError."""
        from app.inside.preview import MOST, preview

        with self._one_at_a_time:
            entry = self._inside.find(key)
            if entry is None:
                raise CorruptImage("File", 0, "it holds nothing to read")
            return Seen(preview(self._inside, key, entry), entry.size <= MOST)

    def _all(self) -> Iterator[tuple[str, str, Entry]]:
        try:
            for path, entry in self._inside.walk():
                yield entry.name.casefold(), path, entry
        except (BudgetSpent, CorruptImage, NotReached, PackedDamaged):
            self._indexed = False


class _Unpacking(Patience):
    def __init__(self, stopped: threading.Event) -> None:
        super().__init__()
        self._stopped = stopped

    def hear(self) -> None:
        if self._stopped.is_set():
            raise Stopped


def as_row(path: str, entry: Entry) -> FileRow:
    """The row of the file at `path`."""
    # A name with a slash in it would lead elsewhere as a path.
    folder = entry.directory and "/" not in entry.name and not entry.damaged
    plain = not entry.directory and not entry.link and not entry.special
    return FileRow(
        path,
        for_display(entry.name, LONGEST),
        folder,
        entry.size if plain else None,
        entry.modified,
        row_note(entry) if entry.link or entry.special or entry.damaged else "",
    )


def _found_row(path: str, entry: Entry) -> FileRow:
    """One that says in which folder it is."""
    row = as_row(path, entry)
    row.name = for_display(path, LONGEST)
    return row


def _order(row: FileRow) -> tuple[bool, str]:
    """Folders first, and "file 2" before "file 10"."""
    return not row.folder, _NUMBER.sub(_padded, row.name.casefold())


def _padded(number: re.Match[str]) -> str:
    return number[0].zfill(_DIGITS)


@dataclass(frozen=True, slots=True)
class Order:
    """Files of an image that shall be put into a folder. `member`: which image of an archive.
    `most`: bytes, beyond which nothing is done; `anyway`: also more than any honest image holds."""

    source: Source
    member: str
    paths: tuple[str, ...]
    folder: Path
    most: int | None = None
    anyway: bool = False


def taken_out(order: Order, control: Control) -> Taking:
    """With a reader of its own, so that the image can be looked into meanwhile. Raises AppError."""
    from app.inside.extract import extract
    from app.inside.plan import BEYOND, plan_extract
    from app.sources import open_source
    from app.sources.source import demand_unchanged

    demand_unchanged(order.source)
    source = open_source(order.source.path, order.member or None)
    beyond = BEYOND if order.anyway else 1
    inside = tree.open_inside(source, beyond, far=_Unpacking(control.stopped))
    plan = plan_extract(inside, order.paths, order.folder, anyway=order.anyway)
    if order.most is not None and plan.size > order.most:
        raise TooMuchToDrag(plan.size, order.most)
    yield from extract(source, inside, plan, control)

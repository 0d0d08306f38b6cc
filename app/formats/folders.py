"""Listing, finding and reading by path, for file systems whose folders can be read in one go.

ISO 9660 and UDF say where a folder's records lie and leave the rest to this: paths, what was read
lately, folders that hold themselves, and the limits that keep damage and malice short.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import replace

from app.errors import AppError, BudgetSpent, CorruptImage
from app.formats.binary import Reader, name_counter
from app.formats.tree import DEEPEST, LARGEST_FOLDER, Entry, Extent

MOST_IN_FOLDER = 100_000
MOST_FOLDERS = 50_000  # that one tree remembers
LARGEST_READ = 64 << 20  # bytes, where the caller named no length

_KEPT_FOLDERS = 32
_KEPT_ENTRIES = 20_000
_NO_NAMES = frozenset({"", ".", ".."})


class Folders(ABC):
    """A `Tree` but for its label. A folder's `extents` are where its records lie."""

    def __init__(self, reader: Reader, root: Entry) -> None:
        self._reader = reader
        self._known = {"": root}  # folders by path
        self._folded = {"": ""}  # the same paths in lower case
        self._recent: dict[str, tuple[Entry, ...] | AppError] = {}

    @abstractmethod
    def _records(self, folder: Entry) -> Iterator[Entry]:
        """What the folder holds, without itself and its parent."""

    def list(self, path: str = "") -> tuple[Entry, ...]:
        """What a folder holds, in the image's order; an unknown path or a file is empty.

        Raises CorruptImage, BudgetSpent.
        """
        key = self._folder(_names(path))
        return () if key is None else self._listed(key)

    def find(self, path: str) -> Entry | None:
        """The entry at a path, None where there is none. Raises CorruptImage, BudgetSpent."""
        names = _names(path)
        if not names:
            return self._known[""]
        key = self._folder(names[:-1])
        listed = () if key is None else self._listed(key)
        exact = (entry for entry in listed if entry.name == names[-1])
        folded = (entry for entry in listed if entry.name.casefold() == names[-1].casefold())
        return next(exact, None) or next(folded, None)

    def read(self, entry: Entry, offset: int = 0, length: int | None = None) -> bytes:
        """Bytes of a file, fewer at its end; without `length` up to 64 MiB.

        Raises CorruptImage where the file lies outside the image, BudgetSpent.
        """
        rest = max(0, entry.size - max(offset, 0))
        if length is None and rest > LARGEST_READ:
            raise BudgetSpent(f"{rest:,} bytes of a file at once")
        wanted = rest if length is None else min(length, rest)
        return b"".join(self._pieces(entry.extents, max(offset, 0), wanted))

    def _pieces(self, extents: Iterable[Extent], offset: int, length: int) -> Iterator[bytes]:
        for extent in extents:
            if length <= 0:
                return
            if offset >= extent.length:
                offset -= extent.length
                continue
            count = min(length, extent.length - offset)
            yield self._piece(extent.offset, offset, count)
            offset, length = 0, length - count

    def _piece(self, start: int | None, within: int, count: int) -> bytes:
        if start is None:
            return bytes(count)
        data = self._reader.read_at(start + within, count)
        if len(data) < count:
            raise CorruptImage(
                "File", start + within, f"{len(data):,} of {count:,} bytes are there"
            )
        return data

    def _inside(self, extent: Extent) -> bool:
        """Whether the image is long enough; one of unknown length is."""
        if extent.offset is None or self._reader.size is None:
            return True
        return extent.offset + extent.length <= self._reader.size

    def _content(self, folder: Entry) -> bytes:
        """A folder's records, read whole. Raises CorruptImage, BudgetSpent."""
        for extent in folder.extents:
            if not self._inside(extent):
                raise CorruptImage("Folder", extent.offset or 0, "it reaches outside the image")
        total = sum(extent.length for extent in folder.extents)
        if total > LARGEST_FOLDER:
            raise CorruptImage("Folder", folder.extents[0].offset or 0, f"{total:,} bytes of names")
        return b"".join(self._pieces(folder.extents, 0, total))

    def _folder(self, names: tuple[str, ...]) -> str | None:
        """The key of the folder with these names, None where there is none."""
        if len(names) > DEEPEST:
            raise BudgetSpent(f"more than {DEEPEST} folders inside each other")
        if (key := self._key(names)) is not None:
            return key
        for depth in range(len(names)):
            if (key := self._key(names[:depth])) is None:
                return None
            self._listed(key)
        return self._key(names)

    def _key(self, names: tuple[str, ...]) -> str | None:
        """The key of a folder that is known: by its very names, else by any that differ in case."""
        key = "/".join(names)
        return key if key in self._known else self._folded.get(key.casefold())

    def _listed(self, key: str) -> tuple[Entry, ...]:
        """The folder's entries, from memory where it was asked for lately; failures too, since
        a folder made to be slow would be slow at every look."""
        listed = self._recent.pop(key, None)
        if listed is None:
            try:
                listed = tuple(self._read_folder(key))
            except (CorruptImage, BudgetSpent) as error:
                listed = error
        self._keep(key, listed)
        if isinstance(listed, AppError):
            raise listed.with_traceback(None)
        return listed

    def _keep(self, key: str, listed: tuple[Entry, ...] | AppError) -> None:
        self._recent[key] = listed
        kept = sum(len(old) for old in self._recent.values() if isinstance(old, tuple))
        while len(self._recent) > 1 and (kept > _KEPT_ENTRIES or len(self._recent) > _KEPT_FOLDERS):
            dropped = self._recent.pop(next(iter(self._recent)))
            kept -= len(dropped) if isinstance(dropped, tuple) else 0

    def _read_folder(self, key: str) -> Iterator[Entry]:
        above, count_name = self._places_above(key), name_counter(self._reader)
        for count, entry in enumerate(self._records(self._known[key])):
            count_name()
            if count >= MOST_IN_FOLDER:
                raise BudgetSpent(f"more than {MOST_IN_FOLDER:,} names in one folder")
            name = entry.name
            if name in _NO_NAMES or "/" in name or "\0" in name:
                yield replace(entry, damaged=True)  # no path leads there
            elif not entry.directory:
                yield entry
            elif entry.extents and entry.extents[0].offset in above:
                yield replace(entry, damaged=True)
            else:
                self._remember(f"{key}/{name}" if key else name, entry)
                yield entry

    def _places_above(self, key: str) -> set[int | None]:
        """Where the folder itself and those it lies in begin: one that holds these is a loop."""
        names = _names(key)
        keys = ("/".join(names[:depth]) for depth in range(len(names) + 1))
        folders = (self._known[key] for key in keys)
        return {folder.extents[0].offset for folder in folders if folder.extents}

    def _remember(self, key: str, folder: Entry) -> None:
        if len(self._known) >= MOST_FOLDERS:
            raise BudgetSpent(f"more than {MOST_FOLDERS:,} folders")
        self._known.setdefault(key, folder)
        self._folded.setdefault(key.casefold(), key)


def _names(path: str) -> tuple[str, ...]:
    return tuple(name for name in path.split("/") if name)

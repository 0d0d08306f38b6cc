"""What one file tree holds, asked for by paths that a system is known by.

Nothing is searched: every path is named, each folder on the way is read once, and of a file its
first kilobytes at most. What is damaged, or was not reached in a packed image, counts as not there:
a name is worth less than the verdict, which has its own findings about such places.
"""

from collections.abc import Callable
from fnmatch import fnmatchcase
from typing import TypeVar

from app.errors import BudgetSpent, CorruptImage, NotReached, PackedDamaged
from app.formats.binary import Reader
from app.formats.fat import Fat
from app.formats.tree import Entry, Extent, Tree
from app.inspection.loaders import TreeFile

LONGEST_TEXT = 4096  # bytes of a file that is read for one line of it

_LONGEST_LINE = 256  # characters
_MOST_MATCHES = 8  # of a path with stars, in each folder

Found = TypeVar("Found")
Otherwise = TypeVar("Otherwise")


def quietly(probe: Callable[[], Found], otherwise: Otherwise) -> Found | Otherwise:
    """What the probe found, `otherwise` where that is damaged or out of reach."""
    try:
        return probe()
    except (BudgetSpent, CorruptImage, NotReached, PackedDamaged):
        return otherwise


class Files:
    """A tree, and `what` it is called in evidence. Paths are compared without case. `start` is the
    byte of the image where the tree begins."""

    def __init__(self, tree: Tree, what: str, label: str = "", start: int = 0) -> None:
        self._tree = tree
        self._start = start
        self.what = what
        self.label = label
        self._folders: dict[str, dict[str, Entry]] = {}

    def names(self, folder: str = "") -> dict[str, Entry]:
        """What a folder holds, by names in lower case."""
        key = folder.casefold()
        if key not in self._folders:
            self._folders[key] = self._list(folder)
        return self._folders[key]

    def _list(self, folder: str) -> dict[str, Entry]:
        above, _, name = folder.rpartition("/")
        if folder and not _is_folder(self.names(above).get(name.casefold())):
            return {}
        entries = quietly(lambda: self._tree.list(folder), ())
        return {entry.name.casefold(): entry for entry in entries}

    def find(self, path: str) -> str:
        """The path as it stands there; "" where it is not. A "*" stands for any part of one name,
        and the first that fits the whole path is taken."""
        return self._find("", path.casefold().split("/"))

    def _find(self, folder: str, names: list[str]) -> str:
        there = self.names(folder)
        fitting = [names[0]] if names[0] in there else []
        if "*" in names[0] or "[" in names[0]:
            fitting = [name for name in there if fnmatchcase(name, names[0])][:_MOST_MATCHES]
        for name in fitting:
            path = f"{folder}/{there[name].name}" if folder else there[name].name
            if len(names) == 1:
                return path
            if found := self._find(path, names[1:]):
                return found
        return ""

    def entry(self, path: str) -> Entry | None:
        folder, _, name = path.rpartition("/")
        return self.names(folder).get(name.casefold())

    def has(self, *paths: str) -> bool:
        """Whether every one of these is there."""
        return all(self.find(path) for path in paths)

    def text(self, path: str, longest: int = LONGEST_TEXT) -> str:
        """The beginning of a text; "" where it is not there. What is not UTF-8 is replaced."""
        entry = self.entry(path)
        if entry is None or entry.directory:
            return ""
        data = quietly(lambda: self._tree.read(entry, 0, min(longest, entry.size)), b"")
        return data.decode("utf-8", "replace").removeprefix("\ufeff")

    def lines(self, path: str, longest: int = LONGEST_TEXT) -> list[str]:
        """The lines of a text's beginning that hold anything."""
        return [line for line in _lines(self.text(path, longest)) if line]

    def values(self, path: str, longest: int = LONGEST_TEXT) -> dict[str, str]:
        """What a text of `NAME=value` lines says; names in lower case, quotes taken off."""
        pairs = (line.partition("=") for line in _lines(self.text(path, longest)))
        return {
            name.strip().casefold(): value.strip().strip("\"'").strip()
            for name, equals, value in pairs
            if equals
        }

    def sections(self, path: str, longest: int) -> dict[tuple[str, str], str]:
        """What a text of sections and `name = value` lines says, by (section, name)."""
        found: dict[tuple[str, str], str] = {}
        section = ""
        for line in _lines(self.text(path, longest)):
            if line.startswith("[") and line.endswith("]"):
                section = line[1:-1].casefold()
            elif "=" in line and line[0] not in "#;":
                name, _, value = line.partition("=")
                found.setdefault((section, name.strip().casefold()), value.strip())
        return found

    def reader(self, path: str) -> Reader | None:
        """A file to be read by place."""
        entry = self.entry(path)
        return TreeFile(self._tree, entry) if entry and not entry.directory else None

    def place(self, path: str) -> int:
        """The byte of the image where a file begins, for evidence; that of the tree where the file
        has none."""
        entry = self.entry(path)
        extents = quietly(lambda: self._extents(entry), ()) if entry else ()
        return self._start + ((extents[0].offset or 0) if extents else 0)

    def _extents(self, entry: Entry) -> tuple[Extent, ...]:
        return self._tree.extents(entry) if isinstance(self._tree, Fat) else entry.extents


def _lines(text: str) -> list[str]:
    """Ended as files end them; what else Unicode calls the end of a line is a character here. Each
    is cut to what a pattern may be let loose on."""
    return [line.strip()[:_LONGEST_LINE] for line in text.replace("\r", "\n").split("\n")]


def _is_folder(entry: Entry | None) -> bool:
    return entry is not None and entry.directory and not entry.damaged

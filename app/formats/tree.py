"""Files inside an image, whatever holds them: ISO 9660, UDF, FAT, ext4.

Inspection looks for a few paths, Windows mode copies all of them, "Look inside" shows them: each
is handed a `Tree` and does not care which it is.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from app.errors import BudgetSpent, CorruptImage, NotReached, PackedDamaged

DEEPEST = 64  # folders inside each other
LARGEST_FOLDER = 16 << 20  # bytes of its records: what is larger is damage
MOST_NODES = 200_000  # in one walk
MOST_FOLDER_BYTES = 64 << 20  # of records read in one walk: an honest one needs 200 a node


# Nobody changes one, nor an `Entry`, but Python takes four times as long to make those that cannot
# be changed, and that was a third of the time for a large tree.
@dataclass(slots=True, unsafe_hash=True)
class Extent:
    """A run of a file's bytes; `offset` counts in the reader that the tree was made of. None is a
    hole: it reads as zeros."""

    offset: int | None
    length: int


@dataclass(slots=True, unsafe_hash=True)
class Entry:
    """A file or folder. `name` is raw text out of the image, `size` is in bytes.

    `extents` are where a file's bytes lie, for trees that know it without reading (ISO 9660, UDF);
    a FAT's are found by walking its chain, see `Tree.read`.
    """

    name: str
    directory: bool
    size: int
    extents: tuple[Extent, ...] = ()
    modified: datetime | None = None
    hidden: bool = False
    damaged: bool = False  # it says that it reaches outside the image
    link: str = ""  # where a symbolic link points; shown, never followed
    special: bool = False  # a device, a pipe or a socket


class Tree(Protocol):
    """Paths are given with "/" between names and compared without case, as firmware does."""

    @property
    def label(self) -> str: ...

    def list(self, path: str = "") -> tuple[Entry, ...]:
        """What a folder holds, in the image's order. Raises CorruptImage, BudgetSpent; an unknown
        path or a file is an empty folder."""

    def find(self, path: str) -> Entry | None:
        """The entry at a path; None where there is none. Raises CorruptImage, BudgetSpent."""

    def read(self, entry: Entry, offset: int = 0, length: int | None = None) -> bytes:
        """Bytes of a file, fewer at its end. Raises CorruptImage, BudgetSpent."""


def walk(tree: Tree, path: str = "", patience: int = 1) -> Iterator[tuple[str, Entry]]:
    """Every entry below a folder with its path, each folder before what it holds.

    A folder that cannot be listed, or that was met before, comes out as damaged, and the walk goes
    on. Raises BudgetSpent behind 200,000 entries, 64 folders inside each other, or too many bytes
    of folders; CorruptImage only where the first folder cannot be listed. `patience`: how many
    times as many entries and bytes are borne, where the user said to go on anyway.
    """
    nodes = 0
    spent = 0
    met: set[int | None] = set()
    waiting = [_below(path, tree.list(path))]
    most = patience * MOST_NODES
    while waiting:
        for found in waiting[-1]:
            nodes += 1
            if nodes > most:
                raise BudgetSpent(f"more than {most:,} files and folders")
            below, entry = found
            if entry.directory:
                break
            yield found
        else:
            waiting.pop()
            continue
        spent += min(LARGEST_FOLDER, sum(extent.length for extent in entry.extents))
        if spent > patience * MOST_FOLDER_BYTES:
            raise BudgetSpent("its folders are too large")
        if len(waiting) >= DEEPEST:
            raise BudgetSpent(f"more than {DEEPEST} folders inside each other")
        inner = _inside(tree, below, entry, met)
        yield below, entry if inner is not None else replace(entry, damaged=True)
        waiting.append(_below(below, inner or ()))


def _inside(tree: Tree, path: str, folder: Entry, met: set[int | None]) -> tuple[Entry, ...] | None:
    """What a folder holds; None where that cannot be told or was met before."""
    if not folder.name or "/" in folder.name:  # its path would lead elsewhere
        return None
    if folder.extents:
        if folder.extents[0].offset in met:
            return None
        met.add(folder.extents[0].offset)
    try:
        return tree.list(path)
    except (CorruptImage, NotReached, PackedDamaged):
        return None


def _below(path: str, entries: tuple[Entry, ...]) -> Iterator[tuple[str, Entry]]:
    return ((f"{path}/{entry.name}" if path else entry.name, entry) for entry in entries)

"""Files inside an image, whatever holds them: ISO 9660, UDF, FAT.

Inspection looks for a few paths, Windows mode copies all of them, "Look inside" shows them: each
is handed a `Tree` and does not care which it is.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Extent:
    """A run of a file's bytes; `offset` counts in the reader that the tree was made of. None is a
    hole: it reads as zeros."""

    offset: int | None
    length: int


@dataclass(frozen=True, slots=True)
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

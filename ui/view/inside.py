"""What is inside an image: its files as rows, and the beginning of one of them.

Hundreds of thousands of rows may be on their way to the window at once. So a row keeps its size
and date as they are, and the page puts them into words as far as it paints them.
"""

from dataclasses import dataclass
from datetime import datetime


# As with `app.formats.tree.Entry`: nobody changes one, and this way they are made faster.
@dataclass(slots=True, unsafe_hash=True)
class FileRow:
    """`key` is the raw path in the image, "" of what is only told; `name` is fit to be shown.
    `size` in bytes, None where it says nothing. `note`: a link and where to, "can’t be read"."""

    key: str
    name: str
    folder: bool = False
    size: int | None = None
    modified: datetime | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Folder:
    """What a folder holds; the root's key is ""."""

    key: str
    rows: tuple[FileRow, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """The headings, and what a screen reader says of a row beside its name."""

    name: str
    size: str
    modified: str
    folder: str  # "Folder"
    open: str  # "open": of a folder whose rows stand below it
    closed: str


@dataclass(frozen=True, slots=True)
class Preview:
    """The beginning of the file that is chosen. `detail`: why there is no `text`, or that there is
    more of it."""

    title: str
    detail: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Carried:
    """Files of these keys lie ready as `urls`, for whoever drags them out."""

    keys: tuple[str, ...]
    urls: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Inside:
    """`folders` are those that were listed so far; with `found` its rows are shown instead, in one
    list. `line` stands in place of files where there are none."""

    name: str  # of the list, for screen readers
    columns: Columns
    folders: tuple[Folder, ...]
    open: frozenset[str]  # keys of those whose rows stand below them
    search: str  # what the field is for
    sought: str = ""
    found: Folder | None = None
    line: str = ""
    preview: Preview | None = None
    carried: Carried | None = None

"""One way to tell a system: which files have to be there, and where its version is said."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from app.inspection.system.files import Files
from app.report import Role


@dataclass(frozen=True, slots=True)
class Named:
    """A system as one row read it. Texts are still as they came out of the image.

    `what` are the words that its description begins with, where the role's own are not enough;
    `computers` those that it ends with, where content says so. `place` is a byte of the image, for
    what no file told.
    """

    name: str
    family: str
    version: str = ""
    role: Role | None = None
    what: str = ""
    computers: str = ""
    path: str = ""  # of the file that told it
    said: str = ""  # and what that said
    place: int = 0


@dataclass(frozen=True, slots=True)
class Look:
    """Where a version is said: what `pattern` captures, in a line of the text at `path`."""

    path: str
    pattern: str

    def read(self, files: Files) -> str:
        found = (re.search(self.pattern, line, re.IGNORECASE) for line in files.lines(self.path))
        return next((one[1] for one in found if one), "")


Reading = Callable[[Files, "Row"], Named | None]


def plain(files: Files, row: "Row") -> Named:
    """As the row says, with its version behind the name."""
    version = row.version.read(files) if row.version else ""
    return Named(
        name=f"{row.name} {version}".strip(),
        family=row.family,
        version=version,
        role=row.role,
        what=row.what,
        path=files.find(row.marks[0]),
    )


@dataclass(frozen=True, slots=True)
class Row:
    """A system by its files. All of `marks` have to be there; then `read` says its name, or None
    where it turns out to be something else."""

    name: str
    family: str
    role: Role | None
    marks: tuple[str, ...]
    version: Look | None = None
    what: str = ""
    read: Reading = field(default=plain)

    def of(self, files: Files) -> Named | None:
        return self.read(files, self) if files.has(*self.marks) else None

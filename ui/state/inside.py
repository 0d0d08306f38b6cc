"""What the window knows of the inside of the image."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import AppError

if TYPE_CHECKING:
    from app.inside.mounted import Mounted
    from app.inside.told import TakenOut
    from app.sources.source import Source
    from ui.looking import Hits, Look, Seen
    from ui.view import Carried, FileRow, Folder


@dataclass(frozen=True, slots=True)
class Taking:
    """Files are taken out. `folder` is None where they are only put ready to be dragged, `total`
    until they are counted. `anyway`: also more than any honest image holds."""

    number: int
    folder: Path | None
    keys: tuple[str, ...]
    done: int = 0
    total: int | None = None
    stopping: bool = False
    anyway: bool = False


@dataclass(frozen=True, slots=True)
class Taken:
    """How that ended; `Stopped` is an error, too. `lines` say what was left out, and what got
    another name, the first thousand of them. `keys` are what was to be taken out, where more of it
    than any honest image holds is taken out only when somebody insists."""

    folder: Path | None
    end: TakenOut | AppError
    lines: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mounting:
    """What of the image is mounted at which `points`. `busy`: that is about to change; `error`: why
    it did not."""

    points: tuple[Mounted, ...] = ()
    busy: bool = False
    error: AppError | None = None


NOT_MOUNTED = Mounting()


@dataclass(frozen=True, slots=True)
class Inside:
    """`source` is looked into by `look`, once it is open; `trouble` says why it can't be. `chosen`
    are the keys that are marked, `seen` is the beginning of the only one."""

    number: int  # of the question: an answer to an older one is dropped
    source: Source
    look: Look | None = None
    trouble: AppError | None = None
    folders: tuple[Folder, ...] = ()
    open: frozenset[str] = frozenset()
    sought: str = ""
    found: Hits | None = None
    chosen: tuple[str, ...] = ()
    seen: Seen | AppError | None = None
    taking: Taking | None = None
    taken: Taken | None = None
    carried: Carried | None = None
    mounting: Mounting = NOT_MOUNTED

    @property
    def mountable(self) -> bool:
        """What is packed would have to be unpacked first."""
        return not self.source.layers

    def row(self, key: str) -> FileRow | None:
        """Among those that are shown."""
        above = key.rpartition("/")[0]
        listed = next((each.rows for each in self.folders if each.key == above), ())
        found = self.found.rows if self.found is not None else ()
        return next((row for row in (*found, *listed) if row.key == key), None)

    @property
    def paths(self) -> tuple[str, ...]:
        """What is to be taken out."""
        return outermost(self.chosen) or ("",)

    def quiet(self) -> Inside:
        """Without what was said about an earlier deed."""
        return replace(self, taken=None, mounting=replace(self.mounting, error=None))


def outermost(marked: tuple[str, ...]) -> tuple[str, ...]:
    """What lies in a folder that is marked comes with it."""
    keys = frozenset(marked)
    return tuple(key for key in marked if not _below(key, keys))


def _below(key: str, keys: frozenset[str]) -> bool:
    above = key
    while above := above.rpartition("/")[0]:
        if above in keys:
            return True
    return False

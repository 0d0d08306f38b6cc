"""What was left behind, and on which drive."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.drives.drive import DriveInfo
from app.drives.told import Told
from app.errors import NothingKept
from app.journal.story import Unfinished, read

if TYPE_CHECKING:  # who only reads what was left behind needs nothing of all the writing
    from app.old_contents import OldContents

MOST_KEPT = 100  # writes


def folder() -> Path:
    """Where the journal is kept; it need not exist."""
    state = os.environ.get("XDG_STATE_HOME", "")
    base = Path(state) if state.startswith("/") else Path.home() / ".local" / "state"
    return base / "stickwright" / "jobs"


def unfinished(place: Path | None = None) -> tuple[Unfinished, ...]:
    """What was left behind, the latest first, one for each drive. What another window is writing
    just now is not among it, and a file that says nothing is passed over."""
    found: dict[Told, Unfinished] = {}
    for told in stories(place or folder()):
        latest = found.setdefault(told.drive, told)
        if told.undoable and not latest.undoable:  # the later one ended before it changed anything
            found[told.drive] = replace(latest, undoable=True, story=told.story)
    return tuple(found.values())


def stories(place: Path) -> Iterator[Unfinished]:
    """Of all writes, the latest first."""
    with suppress(OSError):
        for path in sorted(place.glob("*.jsonl"), reverse=True)[:MOST_KEPT]:
            told = read(path)
            if told is not None:
                yield told


def about(drive: DriveInfo, left: tuple[Unfinished, ...]) -> Unfinished | None:
    """What was left behind on this drive."""
    return next((each for each in left if each.is_about(drive)), None)


def old_of(drive: DriveInfo, place: Path | None = None) -> OldContents:
    """What a write that was begun on this drive kept of it: the latest, but first of all one since
    which it was not unplugged. Raises NothingKept."""
    from app.old_contents import read as read_old  # here, for it is seldom needed

    told = Told.of(drive)
    kept = [left for left in stories(place or folder()) if left.drive == told and left.undoable]
    for left in sorted(kept, key=lambda left: not left.is_same(drive)):
        with suppress(NothingKept):
            return read_old(left.old)
    raise NothingKept(drive.name)

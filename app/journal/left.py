"""What was left behind, and on which drive."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.drives.drive import DriveInfo
from app.drives.told import Told
from app.errors import NothingKept
from app.home import state_folder
from app.journal.story import Unfinished, read

if TYPE_CHECKING:  # who only reads what was left behind needs nothing of all the writing
    from app.old_contents import OldContents

MOST_KEPT = 100  # writes


def folder() -> Path:
    """Where the journal is kept; it need not exist."""
    return state_folder() / "jobs"


def unfinished(place: Path | None = None) -> tuple[Unfinished, ...]:
    """What was left behind, the latest first. What another window is writing just now is not among
    it, and a file that says nothing is passed over."""
    return tuple(stories(place or folder()))


def stories(place: Path) -> Iterator[Unfinished]:
    """Of all writes, the latest first."""
    with suppress(OSError):
        for path in sorted(place.glob("*.jsonl"), reverse=True)[:MOST_KEPT]:
            told = read(path)
            if told is not None:
                yield told


def about(drive: DriveInfo, left: tuple[Unfinished, ...]) -> Unfinished | None:
    """What was left behind on this drive, the latest. Where that ended before it wrote anything,
    old contents of the one before can be put back still."""
    ours = _of(drive, [each for each in left if each.is_about(drive)])
    undoable = _undoable(ours)
    if undoable is None:
        return ours[0] if ours else None
    return replace(ours[0], undoable=True, story=undoable.story)


def old_of(drive: DriveInfo, place: Path | None = None) -> OldContents:
    """What the last write to this drive kept of it: whatever was kept before that was of a drive
    that holds something else by now. Raises NothingKept."""
    from app.old_contents import read as read_old  # here, for it is seldom needed

    told = Told.of(drive)
    kept = [left for left in stories(place or folder()) if left.drive == told]
    left = _undoable(_of(drive, kept))
    if left is None:
        raise NothingKept(drive.name)
    return read_old(left.old)


def _of(drive: DriveInfo, left: Sequence[Unfinished]) -> Sequence[Unfinished]:
    """Of stories about drives that look like it, without those of others: since the first that is
    surely its own it was plugged in, so whatever was plugged in as something else is another."""
    same = [each.is_same(drive) for each in left]
    return [each for number, each in enumerate(left) if same[number] or not any(same[number + 1 :])]


def _undoable(left: Sequence[Unfinished]) -> Unfinished | None:
    """The latest with old contents, unless a later one wrote to the drive."""
    for each in left:
        if each.undoable:
            return each
        if each.wrote:
            break
    return None

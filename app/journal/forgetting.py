"""What of the journal is kept no longer: it is old, or its drive holds something else by now."""

from __future__ import annotations

import fcntl
import logging
import os
import re
import time
from contextlib import suppress
from pathlib import Path
from stat import S_ISDIR

from app.drives.drive import DriveInfo
from app.drives.told import Told
from app.journal.left import folder, stories
from app.journal.story import OLD, read
from app.plain_file import open_plain_file, sync_folder

LONGEST_KEPT = 60 * 24 * 3600  # seconds
LONGEST_OLD = 7 * 24 * 3600  # seconds: they are somebody's files
MOST_OLD = 4  # old contents
_YOUNG = 3600  # seconds in which old contents may not have their story yet, or an empty one

LAST = 99_999_999_999_999_999_999  # that a name has room for
_NAME = re.compile(r"(\d{20})-[0-9a-f]{6}\.(jsonl|old)", re.ASCII)

log = logging.getLogger(__name__)


def tidy(place: Path | None = None) -> None:
    """Away with what is old. What is being written now is left alone, however much it is."""
    place = place or folder()
    with suppress(OSError):
        if not _is_own_folder(place):
            return
        ours = sorted(filter(_is_ours, place.iterdir()), reverse=True)
        for path in (each for each in ours if each.suffix != OLD):
            with suppress(OSError):  # another window may tidy up as well
                if _age(path) > LONGEST_KEPT:
                    forget(path)
        idle = [path for path in ours if path.suffix == OLD and not _in_use(path)]
        for number, path in enumerate(idle):
            with suppress(OSError):
                if number >= MOST_OLD or _age(path) > LONGEST_OLD or _is_orphan(path):
                    _remove(path)


def overwritten(drive: DriveInfo, place: Path) -> None:
    """Away with what earlier writes left of the `drive`: it will hold something else from now on.
    One that only looks like it keeps what was left of it where it is plugged in as well. Of one
    that is not, nobody can tell: then an offer is lost rather than something put back, and called
    so, over what is written now."""
    told = Told.of(drive)
    for left in stories(place):
        if left.drive == told and not left.is_elsewhere(drive):
            with suppress(OSError):
                forget(left.story)


def restored(story: Path) -> None:
    """Away with the story of a write whose old contents are back, and with those of later ones that
    came no further than blanking the ends: these are back as well. Raises OSError."""
    mine = read(story)
    for left in stories(story.parent):
        if mine is None or left.story.name <= story.name or left.drive != mine.drive:
            continue
        stayed = left.plugged_in is not None and left.plugged_in == mine.plugged_in
        if (left.drive.certain or stayed) and not (left.wrote or left.undoable):
            forget(left.story)
    forget(story)


def forget(story: Path) -> None:
    """For good: the power may go as soon as somebody was told that all is done, and nothing may say
    otherwise after that. The story goes first: nobody looks for old contents without one. Raises
    OSError."""
    story.unlink(missing_ok=True)
    story.with_suffix(OLD).unlink(missing_ok=True)
    sync_folder(story.parent)


def latest(place: Path) -> int:
    """The largest number of a name in the folder; 0 where there is none."""
    with suppress(OSError):
        found = (_NAME.fullmatch(path.name) for path in place.iterdir())
        return max((int(name[1]) for name in found if name is not None), default=0)
    return 0


def _age(path: Path) -> float:
    """Seconds since somebody wrote to it. Raises OSError."""
    return time.time() - path.lstat().st_mtime


def _is_orphan(old: Path) -> bool:
    """Nobody says whose it is: a quick test that is killed while it keeps leaves an empty story.
    Raises OSError."""
    try:
        told = old.with_suffix(".jsonl").lstat().st_size > 0
    except FileNotFoundError:
        told = False
    return not told and _age(old) > _YOUNG


def _is_own_folder(place: Path) -> bool:
    """Not one that a link leads to: files of somebody's that look like ours may lie there. Raises
    OSError."""
    status = place.lstat()
    return S_ISDIR(status.st_mode) and status.st_uid == os.geteuid()


def _is_ours(path: Path) -> bool:
    return _NAME.fullmatch(path.name) is not None


def _remove(old: Path) -> None:
    """Unless it is being put back: then it is locked. Raises OSError."""
    fd = os.open(old, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(fd, "rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        except OSError as error:  # of file systems that know no locks
            log.info("old contents: %s", error)
        old.unlink()


def _in_use(old: Path) -> bool:
    """Whether a write is filling it: its story is locked, or not begun yet."""
    try:
        with open_plain_file(old.with_suffix(".jsonl")) as story:
            fcntl.flock(story, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except FileNotFoundError:
        with suppress(OSError):
            return _age(old) < _YOUNG
    except OSError:
        pass
    return False

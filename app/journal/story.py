"""What a journal says that was left behind, and when it is too old to be kept."""

from __future__ import annotations

import fcntl
import json
import logging
import os
import re
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import TYPE_CHECKING, Any

from app.drives.drive import DriveInfo
from app.drives.told import Told, this_start
from app.errors import DriveGone, NothingKept, Stopped
from app.events import Stage

if TYPE_CHECKING:  # who only reads what was left behind needs nothing of all the writing
    from app.old_contents import OldContents
    from app.sources.source import FileIdentity

LONGEST_KEPT = 60 * 24 * 3600  # seconds
LONGEST_OLD = 7 * 24 * 3600  # seconds: they are somebody's files
MOST_KEPT = 100  # writes
MOST_OLD = 4  # old contents
OLD = ".old"  # ends the name of a file with old contents
_LARGEST = 1 << 20  # bytes of a file that is still looked at
_YOUNG = 3600  # seconds in which old contents may not have their story yet

_WRITTEN = (Stage.VERIFY, Stage.WRITE_HEAD, Stage.VERIFY_HEAD, Stage.IDENTITY)

_NAME = re.compile(r"\d{20}-[0-9a-f]{6}\.(jsonl|old)")

_HEAD = (Stage.WRITE_HEAD, Stage.VERIFY_HEAD, Stage.IDENTITY)

# What reading raises for a file that this program did not write.
_OTHERS_WORDS = (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError)


log = logging.getLogger(__name__)


class End(StrEnum):
    """How a write came to its end before it was finished."""

    STOPPED = "stopped"  # by the user
    UNPLUGGED = "unplugged"
    FAILED = "failed"
    KILLED = "killed"  # the program came to its end, the computer went on
    POWER_CUT = "power-cut"  # the computer came to its end


@dataclass(frozen=True, slots=True)
class ImageTold:
    """By what the image's file was known. `digest` is that of its first MiB."""

    device: int
    inode: int
    size: int
    modified: int  # nanoseconds
    digest: str

    def is_file(self, now: FileIdentity) -> bool:
        """Whether it is that file, untouched."""
        mine = (self.device, self.inode, self.size, self.modified)
        return mine == (now.device, now.inode, now.size, now.modified)


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A write that was begun and not brought to its end: the drive does not start.

    `image` is what it is called, `stage` the last one that was begun, `done` the bytes of the image
    that had been written, `total` its size where that was known. `why` is the code of the error,
    "" when the program itself came to an end. `when` in seconds since 1970. `story` is the file
    that says so, `undoable` whether old contents lie beside it.
    """

    image: str
    stage: Stage
    done: int
    total: int | None
    why: str
    end: End
    when: float
    drive: Told
    story: Path
    file: ImageTold | None = None
    undoable: bool = False
    start: str = ""  # of the computer, and
    diskseq: int | None = None  # as what the drive was plugged in
    headed: bool = False  # so far that what is seen on the drive may be the image's own

    @property
    def share(self) -> float | None:
        """How much of the image was written, from 0 to 1."""
        if self.total is None or self.total <= 0:
            return None
        return max(0, min(self.done, self.total)) / self.total

    @property
    def old(self) -> Path:
        """The old contents, where they were kept."""
        return self.story.with_suffix(OLD)

    def is_same(self, drive: DriveInfo) -> bool:
        """Whether the drive was not even unplugged since then. By this sticks that look alike are
        told apart, as long as the computer runs."""
        return (self.start, self.diskseq) == (this_start(), drive.identity.diskseq)

    def is_about(self, drive: DriveInfo) -> bool:
        """Whether it was this drive, and nobody gave it something else to hold since then."""
        parted = any(part.node != drive.node for part in drive.partitions)
        empty = self.headed or not (drive.label or drive.file_system or drive.partitions)
        return empty and not parted and self.drive.certain and Told.of(drive) == self.drive

    def is_of(self, image: FileIdentity) -> bool:
        """Whether it was this image that was written. It may go on then: the drive has to prove
        every byte of it."""
        return self.file is not None and self.file.is_file(image)

    def to_json(self) -> dict[str, Any]:
        return {
            "image": self.image,
            "stage": self.stage.value,
            "done": self.done,
            "total": self.total,
            "end": self.end.value,
            "code": self.why,
            "when": int(self.when),
            "undo": self.undoable,
        }


def folder() -> Path:
    """Where the journal is kept; it need not exist."""
    state = os.environ.get("XDG_STATE_HOME", "")
    base = Path(state) if state.startswith("/") else Path.home() / ".local" / "state"
    return base / "stickwright" / "jobs"


def unfinished(place: Path | None = None) -> tuple[Unfinished, ...]:
    """What was left behind, the latest first, one for each drive. What another window is writing
    just now is not among it, and a file that says nothing is passed over."""
    found: dict[Told, Unfinished] = {}
    for told in _all(place or folder()):
        latest = found.setdefault(told.drive, told)
        if told.undoable and not latest.undoable:  # the later one ended before it changed anything
            found[told.drive] = replace(latest, undoable=True, story=told.story)
    return tuple(found.values())


def _all(place: Path) -> Iterator[Unfinished]:
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
    kept = [left for left in _all(place or folder()) if left.drive == told and left.undoable]
    for left in sorted(kept, key=lambda left: not left.is_same(drive)):
        with suppress(NothingKept):
            return read_old(left.old)
    raise NothingKept(drive.name)


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
        latest = [path for path in ours if path.suffix == OLD]
        idle = [path for path in latest if not _in_use(path)]
        for number, path in enumerate(idle):
            with suppress(OSError):
                if number >= MOST_OLD or _age(path) > LONGEST_OLD or _is_orphan(path):
                    _remove(path)


def overwritten(drive: DriveInfo, place: Path) -> None:
    """Away with what earlier writes left of the `drive`: it will hold something else from now on.
    What may be of another one that only looks like it stays until it is old."""
    told = Told.of(drive)
    for left in _all(place):
        since_then = left.is_same(drive) or (left.start != this_start() and told.certain)
        if left.drive == told and (since_then or not left.undoable):
            with suppress(OSError):
                forget(left.story)


def forget(story: Path) -> None:
    """For good: the power may go as soon as somebody was told that all is done, and nothing may say
    otherwise after that. The story goes first: nobody looks for old contents without one. Raises
    OSError."""
    from app.old_contents import sync_folder  # here, for it is seldom needed

    story.unlink(missing_ok=True)
    story.with_suffix(OLD).unlink(missing_ok=True)
    sync_folder(story.parent)


def read(path: Path) -> Unfinished | None:
    """None for what says nothing, and for what is being written just now. Whatever lies in the
    folder, nobody waits for it: a pipe would keep whoever opens it until somebody fills it."""
    try:
        fd = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC)
        with os.fdopen(fd, encoding="utf-8", errors="replace") as file:
            status = os.fstat(fd)
            if not S_ISREG(status.st_mode) or status.st_size > _LARGEST:
                return None
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)  # refused while it is being written
            return _parsed(path, file)
    except (OSError, *_OTHERS_WORDS):
        return None


def _age(path: Path) -> float:
    """Seconds since somebody wrote to it. Raises OSError."""
    return time.time() - path.lstat().st_mtime


def _is_orphan(old: Path) -> bool:
    return not old.with_suffix(".jsonl").exists() and _age(old) > _YOUNG


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
        with old.with_suffix(".jsonl").open("rb") as story:
            fcntl.flock(story, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except FileNotFoundError:
        with suppress(OSError):
            return _age(old) < _YOUNG
    except OSError:
        pass
    return False


def _parsed(path: Path, lines: Iterator[str]) -> Unfinished:
    """Raises `_OTHERS_WORDS`. A last line that a crash cut off is passed over."""
    first = json.loads(next(lines, ""))
    total = first["total"]
    stage, done, why, headed = Stage.BLANK, 0, "", False
    for line in lines:
        try:
            note = json.loads(line)
        except ValueError:
            break
        stage = Stage(note.get("stage", stage))
        headed = headed or stage in _HEAD
        done = max(done, int(note.get("done", 0)))
        why = str(note.get("end", why))
        if stage in _WRITTEN and total is not None:
            done = int(total)
    return Unfinished(
        image=str(first["image"]),
        stage=stage,
        done=done,
        total=None if total is None else int(total),
        why=why,
        end=_end(why, str(first.get("start", ""))),
        when=float(first["when"]),
        drive=Told.from_json(first["drive"]),
        story=path,
        file=_image_told(first.get("file")),
        undoable=_is_file(path.with_suffix(OLD)),
        start=str(first.get("start", "")),
        diskseq=_number(first.get("diskseq")),
        headed=headed,
    )


def _end(why: str, start: str) -> End:
    if why == Stopped.code():
        return End.STOPPED
    if why == DriveGone.code():
        return End.UNPLUGGED
    if why:
        return End.FAILED
    return End.POWER_CUT if start and start != this_start() else End.KILLED


def _number(told: Any) -> int | None:
    return None if told is None else int(told)


def _image_told(told: Any) -> ImageTold | None:
    if told is None:
        return None
    return ImageTold(
        device=int(told["device"]),
        inode=int(told["inode"]),
        size=int(told["size"]),
        modified=int(told["modified"]),
        digest=str(told["digest"]),
    )


def _is_file(path: Path) -> bool:
    with suppress(OSError):
        return S_ISREG(path.lstat().st_mode)
    return False

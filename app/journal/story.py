"""What the story of one write says: a file of JSON lines that may have been cut off anywhere, or be
somebody else's."""

from __future__ import annotations

import fcntl
import json
import math
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING, Any

from app.drives.drive import DriveInfo
from app.drives.told import Told, is_plugged_in, this_start
from app.errors import DriveGone, Stopped
from app.events import Stage
from app.plain_file import open_plain_file

if TYPE_CHECKING:  # who only reads what was left behind needs nothing of all the writing
    from app.sources.source import FileIdentity

OLD = ".old"  # ends the name of a file with old contents
_LARGEST = 1 << 20  # bytes of a file that is still looked at

WRITES = (Stage.COMPARE, Stage.WRITE)  # from here on the drive holds something else

_WRITTEN = (Stage.VERIFY, Stage.WRITE_HEAD, Stage.VERIFY_HEAD, Stage.IDENTITY)

_HEAD = (Stage.WRITE_HEAD, Stage.VERIFY_HEAD, Stage.IDENTITY)

# What reading raises for a file that this program did not write.
_OTHERS_WORDS = (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError)


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
    """A write that was begun and not brought to its end: the drive does not start. Or a quick probe
    whose marks may still be on the drive.

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
    wrote: bool = False  # more than zeros over both ends, or may have
    headed: bool = False  # so far that what is seen on the drive may be the image's own
    probed: bool = False  # no write, a quick probe of the drive, which still looks as it did

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

    @property
    def plugged_in(self) -> tuple[str, int | None] | None:
        """In which start of the computer, and as what, the drive was plugged in; None where nobody
        knows. By this sticks that look alike are told apart, as long as the computer runs."""
        known = self.diskseq is not None or self.drive.inode
        return (self.start, self.diskseq) if known and self.start else None

    def is_same(self, drive: DriveInfo) -> bool:
        """Whether the drive was not even unplugged since then."""
        return self.plugged_in == (this_start(), drive.identity.diskseq)

    def is_elsewhere(self, drive: DriveInfo) -> bool:
        """Whether it was surely another drive, which is plugged in still."""
        return (
            self.diskseq is not None
            and self.diskseq != drive.identity.diskseq
            and self.start == this_start()
            and is_plugged_in(self.diskseq)
        )

    def is_about(self, drive: DriveInfo) -> bool:
        """Whether it was this drive, and nobody gave it something else to hold since then. One that
        nothing tells from its like is known as long as it stays plugged in; after a quick probe, by
        its marks, which are looked for before anything is put back."""
        parted = any(part.node != drive.node for part in drive.partitions)
        empty = self.headed or not (drive.label or drive.file_system or drive.partitions)
        as_left = self.undoable if self.probed else empty and not parted
        if not as_left or Told.of(drive) != self.drive:
            return False
        if self.probed and not self.is_elsewhere(drive):
            return True
        return self.drive.certain or self.is_same(drive)

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


def read(path: Path) -> Unfinished | None:
    """None for what says nothing, and for what is being written just now."""
    try:
        with open_plain_file(path, follow_links=False) as file:
            if os.fstat(file.fileno()).st_size > _LARGEST:
                return None
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)  # refused while it is being written
            return _parsed(path, (line.decode("utf-8", "replace") for line in file))
    except (OSError, *_OTHERS_WORDS):
        return None


def _parsed(path: Path, lines: Iterator[str]) -> Unfinished:
    """Raises `_OTHERS_WORDS`. A last line that a crash cut off is passed over."""
    first = json.loads(next(lines, ""))
    total = first["total"]
    stage, done, why, wrote, headed = Stage.BLANK, 0, "", False, False
    for line in lines:
        try:
            note = json.loads(line)
        except ValueError:
            break
        stage = Stage(note.get("stage", stage))
        wrote = wrote or stage in WRITES or stage in _WRITTEN
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
        when=_seconds(first["when"]),
        drive=Told.from_json(first["drive"]),
        story=path,
        file=_image_told(first.get("file")),
        undoable=_is_file(path.with_suffix(OLD)),
        start=str(first.get("start", "")),
        diskseq=_number(first.get("diskseq")),
        wrote=wrote,
        headed=headed,
        probed=first.get("probe") is True,
    )


def _end(why: str, start: str) -> End:
    if why == Stopped.code():
        return End.STOPPED
    if why == DriveGone.code():
        return End.UNPLUGGED
    if why:
        return End.FAILED
    return End.POWER_CUT if start and start != this_start() else End.KILLED


def _seconds(told: Any) -> float:
    """Raises ValueError for what is no time."""
    if not math.isfinite(seconds := float(told)):
        raise ValueError(told)
    return seconds


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

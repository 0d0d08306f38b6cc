"""What was being written to which drive, kept where a crash or a power cut does not take it.

One file of JSON lines for a write, below `$XDG_STATE_HOME/stickwright/jobs`: who it is about, then
each stage, and how it ended. A write that finished takes its file away. What is left explains a
drive that does not start; it proves nothing, and nothing is ever decided by it.
"""

from __future__ import annotations

import fcntl
import json
import logging
import os
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from app.drives.drive import DriveInfo, DriveKind
from app.errors import AppError
from app.events import Finished, Progressed, Stage, StageStarted

if TYPE_CHECKING:  # who only reads what was left behind needs nothing of all the writing
    from app.job import Job
    from app.plan import WritePlan

PAUSE = 5.0  # seconds between two notes of one stage
LONGEST_KEPT = 60 * 24 * 3600  # seconds
MOST_KEPT = 100  # writes
_LARGEST = 1 << 20  # bytes of a file that is still looked at

_WRITTEN = (Stage.VERIFY, Stage.WRITE_HEAD, Stage.VERIFY_HEAD, Stage.IDENTITY)

# What reading raises for a file that this program did not write.
_OTHERS_WORDS = (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError)

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A write that was begun and not brought to its end: the drive does not start.

    `image` is what it is called, `stage` the last one that was begun, `done` the bytes of the image
    that had been written, `total` its size where that was known. `why` is the code of the error,
    "stopped", or "" when the program itself came to an end. `when` in seconds since 1970.
    """

    image: str
    stage: Stage
    done: int
    total: int | None
    why: str
    when: float
    drive: _Told

    @property
    def share(self) -> float | None:
        """How much of the image was written, from 0 to 1."""
        if self.total is None or self.total <= 0:
            return None
        return max(0, min(self.done, self.total)) / self.total

    def is_about(self, drive: DriveInfo) -> bool:
        """Whether it was this drive, and nobody gave it something else to hold since then. A drive
        without a serial number is nobody's for certain."""
        untouched = not drive.partitions and not drive.label and not drive.file_system
        return untouched and _told(drive) == self.drive and bool(drive.serial or _inode(drive))


@dataclass(frozen=True, slots=True)
class _Told:
    """What a drive is known by when it comes back."""

    vendor: str
    model: str
    serial: str
    size: int
    inode: int  # of a virtual stick, else 0


def folder() -> Path:
    """Where the journal is kept; it need not exist."""
    state = os.environ.get("XDG_STATE_HOME", "")
    base = Path(state) if state.startswith("/") else Path.home() / ".local" / "state"
    return base / "stickwright" / "jobs"


def kept(job: Job, plan: WritePlan, image: str, place: Path | None = None) -> Job:
    """The events of `job`, noted down as they pass. A journal that cannot be written stops nobody:
    the write is worth more than its story."""
    notes: _Notes | None = None
    try:
        with closing(job):
            for event in job:
                if isinstance(event, StageStarted) and event.stage is Stage.BLANK:
                    notes = _begin(plan, image, place or folder())
                if notes is not None:
                    notes.tell(event)
                yield event
    except AppError as error:
        if notes is not None:
            notes.end(error.code())
        raise
    finally:
        if notes is not None:
            notes.close()


def unfinished(place: Path | None = None) -> tuple[Unfinished, ...]:
    """What was left behind, the latest first, one for each drive. What another window is writing
    just now is not among it, and a file that says nothing is passed over."""
    found: dict[_Told, Unfinished] = {}
    with suppress(OSError):
        for path in sorted((place or folder()).glob("*.jsonl"), reverse=True)[:MOST_KEPT]:
            told = _read(path)
            if told is not None:
                found.setdefault(told.drive, told)
    return tuple(found.values())


def about(drive: DriveInfo, left: tuple[Unfinished, ...]) -> Unfinished | None:
    """What was left behind on this drive."""
    return next((each for each in left if each.is_about(drive)), None)


class _Notes:
    """The file of one write, locked as long as that goes on."""

    def __init__(self, path: Path, file: IO[str], clock: Callable[[], float] = time.monotonic):
        self._path = path
        self._file = file
        self._clock = clock
        self._last = clock()
        self._done = 0
        self._finished = False

    def tell(self, event: object) -> None:
        match event:
            case StageStarted(stage, _):
                self.write({"stage": stage.value}, sync=True)
            case Progressed(Stage.WRITE, done):
                self._done = done
                if self._clock() - self._last >= PAUSE:
                    self.write({"done": done})
            case Finished():
                self._finished = True
            case _:
                """Not worth a line."""

    def end(self, why: str) -> None:
        self.write({"done": self._done, "end": why}, sync=True)

    def write(self, line: dict[str, Any], *, sync: bool = False) -> None:
        """A line, at once for whoever comes after a crash; `sync` for after a power cut too."""
        self._last = self._clock()
        try:
            self._file.write(json.dumps(line) + "\n")
            self._file.flush()
            if sync:
                os.fdatasync(self._file.fileno())
        except OSError as error:
            log.info("journal: %s", error)

    def close(self) -> None:
        with suppress(OSError), self._file:
            if self._finished:
                self._path.unlink(missing_ok=True)


def _begin(plan: WritePlan, image: str, place: Path) -> _Notes | None:
    """A new file that says whom it is about. What was known of the drive is over."""
    told = _told(plan.drive)
    try:
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        _tidy(place, told)
        path = place / f"{time.time_ns():020d}-{secrets.token_hex(3)}.jsonl"
        fd = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC, 0o600)
        file = os.fdopen(fd, "w", encoding="utf-8")
    except OSError as error:
        log.info("journal: %s", error)
        return None
    with suppress(OSError):  # of file systems that know no locks
        fcntl.flock(file, fcntl.LOCK_EX)  # whoever reads holds it for a moment only
    notes = _Notes(path, file)
    about_it = {name: getattr(told, name) for name in told.__slots__}
    notes.write({"image": image, "total": plan.size, "when": time.time(), "drive": about_it})
    return notes


def _tidy(place: Path, drive: _Told) -> None:
    """Away with what is old, and with what was told of the drive that is written now."""
    for path in place.glob("*.jsonl"):
        with suppress(OSError):  # another window may tidy up as well
            told = _read(path)
            old = time.time() - path.stat().st_mtime > LONGEST_KEPT
            if old or (told is not None and told.drive == drive):
                path.unlink()


def _read(path: Path) -> Unfinished | None:
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            if os.fstat(file.fileno()).st_size > _LARGEST:
                return None
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)  # refused while it is being written
            return _parsed(file)
    except (OSError, *_OTHERS_WORDS):
        return None


def _parsed(lines: Iterator[str]) -> Unfinished:
    """Raises `_OTHERS_WORDS`. A last line that a crash cut off is passed over."""
    first = json.loads(next(lines, ""))
    told, total = first["drive"], first["total"]
    stage, done, why = Stage.BLANK, 0, ""
    for line in lines:
        try:
            note = json.loads(line)
        except ValueError:
            break
        stage = Stage(note.get("stage", stage))
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
        when=float(first["when"]),
        drive=_Told(
            vendor=str(told["vendor"]),
            model=str(told["model"]),
            serial=str(told["serial"]),
            size=int(told["size"]),
            inode=int(told["inode"]),
        ),
    )


def _told(drive: DriveInfo) -> _Told:
    return _Told(drive.vendor, drive.model, drive.serial, drive.size, _inode(drive))


def _inode(drive: DriveInfo) -> int:
    return drive.identity.inode or 0 if drive.kind is DriveKind.VIRTUAL else 0

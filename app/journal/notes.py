"""The story of a write, noted down while it happens."""

from __future__ import annotations

import fcntl
import json
import logging
import os
import time
from collections.abc import Callable
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from app.drives.told import Told, this_start
from app.errors import AppError, Stopped
from app.events import Finished, Progressed, Stage, StageStarted
from app.journal.forgetting import LAST, forget, latest, overwritten, restored, tidy
from app.journal.left import folder
from app.journal.story import OLD, WRITES
from app.plain_file import sync_folder

if TYPE_CHECKING:  # who only reads what was left behind needs nothing of all the writing
    from app.control import Control
    from app.drives.drive import Drive, DriveInfo
    from app.job import Job
    from app.plan import WritePlan
    from app.stages.keep import Keep

SOON, PAUSE = 0.2, 5.0  # seconds between two notes of one stage: at first, and in the end

log = logging.getLogger(__name__)


def noted(
    plan: WritePlan,
    drive: Drive,
    image: str,
    control: Control | None = None,
    hold: ExitStack | None = None,
    place: Path | None = None,
) -> Job:
    """The job of the plan, noted down, and with what it overwrites first kept. `image` is what it
    is called."""
    from app.job import run

    keep = keep_in(place)
    return kept(run(plan, drive, control, hold, keep), plan, keep, image, place)


def keep_in(place: Path | None = None) -> Keep:
    """A place for old contents; nothing is made yet."""
    from app.stages.keep import Keep

    place = place or folder()
    return Keep(place / _name(place))


def _name(place: Path) -> str:
    """The latest is the last in the order of the names, also when the clock was set back."""
    number = max(time.time_ns(), min(latest(place) + 1, LAST))
    return f"{number:020d}-{os.urandom(3).hex()}{OLD}"


def kept(job: Job, plan: WritePlan, keep: Keep, image: str, place: Path | None = None) -> Job:
    """The events of `job`, noted down as they pass, beside what it keeps. A journal that cannot be
    written stops nobody: the write is worth more than its story."""
    notes: _Notes | None = None
    job = forgetting(job, plan.drive, place or folder())
    try:
        with closing(job):
            for event in job:
                if isinstance(event, StageStarted) and event.stage is Stage.BLANK:
                    notes = _begin(plan, image, place or folder(), keep)
                if notes is not None:
                    notes.tell(event)
                yield event
    except AppError as error:
        _end(notes, error.code())
        raise
    except GeneratorExit:
        _end(notes, Stopped.code())
        raise
    except Exception:  # of the job itself, or of whoever it passes through
        _end(notes, "bug")
        raise
    finally:
        if notes is not None:
            notes.close()


def forgetting(job: Job, drive: DriveInfo, place: Path) -> Job:
    """Before the first byte behind the head, what earlier writes left of the drive goes, whether
    this one can be noted down or not."""
    with closing(job):
        for event in job:
            if isinstance(event, StageStarted) and event.stage in WRITES:
                overwritten(drive, place)
            yield event


def undone(job: Job, old: Path) -> Job:
    """The events of a job that puts `old` contents back. When that is done, nothing is left to
    tell of the write, and nothing to keep."""
    with closing(job):
        for event in job:
            if isinstance(event, Finished):
                with suppress(OSError):
                    restored(old.with_suffix(".jsonl"))
            yield event


def _end(notes: _Notes | None, why: str) -> None:
    if notes is not None:
        notes.end(why)


class _Notes:
    """The file of one write, locked as long as that goes on."""

    def __init__(
        self,
        path: Path,
        file: IO[str],
        clock: Callable[[], float] = time.monotonic,
    ):
        self._path = path
        self._file = file
        self._clock = clock
        self._last = clock()
        self._pause = SOON
        self._done = 0
        self._finished = False

    def tell(self, event: object) -> None:
        match event:
            case StageStarted(stage, _):
                self.write({"stage": stage.value}, sync=True)
            case Progressed(Stage.WRITE | Stage.COMPARE, done):
                self._done = done
                if self._clock() - self._last >= self._pause:
                    self._pause = min(PAUSE, 2 * self._pause)
                    self.write({"done": done})
            case Finished():
                self._finished = True
                with suppress(OSError):
                    forget(self._path)
            case _:
                """Not worth a line."""

    def end(self, why: str) -> None:
        if not self._finished:
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
        with suppress(OSError):
            self._file.close()


def _begin(plan: WritePlan, image: str, place: Path, keep: Keep) -> _Notes | None:
    """A new file that says whom it is about."""
    path = (keep.path or place / _name(place)).with_suffix(".jsonl")
    try:
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        tidy(place)
        fd = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC, 0o600)
        file = os.fdopen(fd, "w", encoding="utf-8")
        sync_folder(place)
    except OSError as error:
        log.info("journal: %s", error)
        return None
    with suppress(OSError):  # of file systems that know no locks
        fcntl.flock(file, fcntl.LOCK_EX)  # whoever reads holds it for a moment only
    notes = _Notes(path, file)
    identity = plan.source.identity
    notes.write(
        {
            "image": image,
            "total": plan.size,
            "when": time.time(),
            "start": this_start(),
            "drive": Told.of(plan.drive).to_json(),
            "diskseq": plan.drive.identity.diskseq,
            "file": {
                "device": identity.device,
                "inode": identity.inode,
                "size": identity.size,
                "modified": identity.modified,
                "digest": keep.image,
            },
        }
    )
    return notes

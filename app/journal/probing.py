"""A quick probe of a drive, with what it overwrites for a moment kept beside a note of it, so that
`undo` finds it when the drive was pulled out in the middle.

The drive looks as it did before, so the note alone says that something is to be put back.
"""

from __future__ import annotations

import errno
import fcntl
import json
import logging
import os
import time
from contextlib import closing, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING

from app.drives.told import Told, this_start
from app.errors import AppError, FolderError
from app.events import Ended, Stage, StageStarted, Undoable
from app.journal.forgetting import forget, tidy
from app.journal.left import folder
from app.journal.notes import forgetting, keep_in
from app.plain_file import sync_folder

if TYPE_CHECKING:
    from app.control import Control
    from app.drives.drive import Drive
    from app.job import Job
    from app.plan_capacity import CapacityPlan

log = logging.getLogger(__name__)


def probed(
    plan: CapacityPlan, drive: Drive, control: Control | None = None, place: Path | None = None
) -> Job:
    """The job of the plan. Where every byte is tested there is nothing to keep, and what earlier
    writes left of the drive goes."""
    from app.job import run

    keep = keep_in(place)
    job = run(plan, drive, control, keep=keep)
    if plan.every_byte:
        return forgetting(job, plan.drive, place or folder())
    if keep.path is None:
        return job
    return _noted(job, plan, keep.path)


def _noted(job: Job, plan: CapacityPlan, old: Path) -> Job:
    note = _Note(old.with_suffix(".jsonl"), plan)
    try:
        with closing(job):
            for event in job:
                if isinstance(event, StageStarted) and event.stage is Stage.KEEP:
                    note.begin()
                elif isinstance(event, StageStarted) and event.stage is Stage.PROBE:
                    note.tell()
                elif isinstance(event, Ended) and not _is_kept(old):
                    note.over()
                yield event
    except AppError:
        if _is_kept(old):  # whoever hears how it failed has heard of it
            yield Undoable(possible=True)
        raise
    finally:
        note.close()
        if not _is_kept(old):  # everything is back, however it ended
            note.over()


def _is_kept(old: Path) -> bool:
    try:
        return old.exists()
    except OSError:  # where nobody may look, nothing was put
        return False


class _Note:
    """Of one probe. It says nothing until all is kept, for until then the drive holds what it held:
    while places are kept, when it is looked at once more as well."""

    def __init__(self, story: Path, plan: CapacityPlan) -> None:
        self._story, self._plan = story, plan
        self._file: IO[str] | None = None
        self._told = False

    def begin(self) -> None:
        """Until it is closed nobody takes it for one that is over. Raises nothing: where no note
        can be made, no file can either, and the probe says so."""
        try:
            if self._file is not None:
                self._file.truncate(0)
                self._told = False
                return
            self._story.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            tidy(self._story.parent)
            self._file = self._story.open("x", encoding="utf-8")
            self._story.chmod(0o600)
            with suppress(OSError):  # of file systems that know no locks
                fcntl.flock(self._file, fcntl.LOCK_EX)
        except OSError as error:
            log.info("journal: %s", error)

    def tell(self) -> None:
        """What is to be put back, and whose it is, before the first mark; on its disk when this
        returns. Raises FolderError: nobody would find what was kept."""
        if self._told:
            return
        note = {
            "probe": True,
            "image": "Quick probe",
            "total": None,
            "when": time.time(),
            "start": this_start(),
            "drive": Told.of(self._plan.drive).to_json(),
            "diskseq": self._plan.drive.identity.diskseq,
        }
        try:
            if self._file is None:
                raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
            self._file.seek(0)
            self._file.write(json.dumps(note) + "\n")
            self._file.flush()
            os.fsync(self._file.fileno())
            sync_folder(self._story.parent)
        except OSError as error:
            why = error.strerror or str(error)
            raise FolderError(str(self._story.parent), why) from error
        self._told = True

    def over(self) -> None:
        with suppress(OSError):
            forget(self._story)

    def close(self) -> None:
        if self._file is not None:
            with suppress(OSError):  # it had no room, which was said
                self._file.close()

"""Show several jobs that run at once: a bar for each on a terminal, lines with names elsewhere."""

import json
import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Protocol

from app.commands.bars import bar, say_beside
from app.commands.ends import DONE, in_a_line, status_of
from app.commands.follow import STAGES
from app.commands.left_on_drive import LeftOnDrive
from app.commands.notes import note
from app.display import for_display
from app.drives.drive import DriveInfo
from app.errors import AppError
from app.events import (
    Ended,
    Event,
    Finished,
    Judged,
    Progressed,
    Stage,
    StageStarted,
    Undoable,
    Warned,
    error_to_json,
    of_drive,
    to_json,
)
from app.jobs import Failed, Heard, Jobs
from app.plan import WritePlan
from app.result import Result


@dataclass(frozen=True, slots=True)
class End:
    """How it ended for one drive; `status` as if it had been the only one."""

    drive: DriveInfo
    how: Result | AppError
    status: int


class _Show(Protocol):
    def tell(self, drive: int, event: Event | Failed, /) -> None: ...
    def close(self) -> None: ...


def follow_several(jobs: Jobs, plans: Sequence[WritePlan], *, as_json: bool) -> list[End]:
    """Run the jobs to their ends, which come in the order of the drives."""
    infos = [plan.drive for plan in plans]
    show = _show(infos, as_json=as_json)
    ends: dict[int, End] = {}
    left = [LeftOnDrive() for _ in infos]
    with closing(jobs), closing(show):
        for news in jobs:
            if news is None:
                continue
            if (end := _end(news, infos[news.drive], left[news.drive])) is not None:
                ends[news.drive] = end
            show.tell(news.drive, news.event)
    return [ends[number] for number in range(len(infos))]


def _end(news: Heard, drive: DriveInfo, left: LeftOnDrive) -> End | None:
    match news.event:
        case Finished(result):
            return End(drive, result, DONE)
        case Failed(error):
            left.explain(error, drive)
            return End(drive, error, status_of(error))
        case event:
            left.hear(event)
            return None


def _show(drives: Sequence[DriveInfo], *, as_json: bool) -> _Show:
    if as_json:
        return _Json(drives)
    return _Bars(drives) if sys.stderr.isatty() else _Lines(drives)


def short_names(drives: Sequence[DriveInfo]) -> list[str]:
    """ "sdb", as long as that tells them apart."""
    names = [drive.node.rpartition("/")[2] for drive in drives]
    if len(set(names)) < len(names):
        names = [drive.node for drive in drives]
    return [for_display(name, 200) for name in names]


class _Json:
    def __init__(self, drives: Sequence[DriveInfo]) -> None:
        self._nodes = [drive.node for drive in drives]

    def tell(self, drive: int, event: Event | Failed, /) -> None:
        line = error_to_json(event.error) if isinstance(event, Failed) else to_json(event)
        print(json.dumps(of_drive(line, self._nodes[drive])), flush=True)

    def close(self) -> None:
        """Nothing is left open."""


class _Lines:
    """For logs and pipes: each line begins with the drive; one for each stage and each tenth."""

    def __init__(self, drives: Sequence[DriveInfo]) -> None:
        self._names = short_names(drives)
        self._totals: list[int | None] = [None] * len(drives)
        self._tenths = [0] * len(drives)

    def tell(self, drive: int, event: Event | Failed, /) -> None:
        match event:
            case StageStarted(stage, total):
                self._totals[drive], self._tenths[drive] = total, 0
                if total != 0:  # a small image is all head
                    self._say(drive, f"{STAGES[stage]}…")
            case Progressed(_, done):
                self._progress(drive, done)
            case Warned(_, text):
                self._say(drive, note(text))
            case Undoable() | Judged() | Ended():
                pass
            case Finished():
                self._say(drive, "Done.")
            case Failed(error):
                self._say(drive, in_a_line(error))

    def close(self) -> None:
        """Nothing is left open."""

    def _progress(self, drive: int, done: int) -> None:
        total = self._totals[drive]
        if total and (tenth := done * 10 // total) > self._tenths[drive]:
            self._tenths[drive] = tenth
            self._say(drive, f"{tenth * 10} %")

    def _say(self, drive: int, text: str) -> None:
        print(f"{self._names[drive]}: {text}", file=sys.stderr, flush=True)


class _Bars:
    """For a terminal: one bar a drive, which tells its stage."""

    def __init__(self, drives: Sequence[DriveInfo]) -> None:
        names = short_names(drives)
        width = max(map(len, names))
        self._names = [name.ljust(width) for name in names]
        self._bars = [bar(None, name, place=place) for place, name in enumerate(self._names)]

    def tell(self, drive: int, event: Event | Failed, /) -> None:
        mine = self._bars[drive]
        match event:
            case StageStarted(stage, total):
                self._name(drive, STAGES[stage])
                if stage in (Stage.WRITE, Stage.VERIFY):
                    mine.reset(total)
            case Progressed(Stage.WRITE | Stage.VERIFY, done):
                mine.update(done - mine.n)
            case Warned(_, text):
                say_beside(f"{self._names[drive]}: {note(text)}")
            case Finished():
                self._name(drive, "Done")
            case Failed():
                self._name(drive, "Failed")
            case _:
                pass

    def close(self) -> None:
        for each in self._bars:
            each.close()

    def _name(self, drive: int, text: str) -> None:
        self._bars[drive].set_description_str(f"{self._names[drive]} {text}")

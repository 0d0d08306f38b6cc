"""What a job says while it runs. The last event is `Finished`, or `Ended`; an error is raised
instead.

Numbers are bytes, never per cent and never text. The same events are the lines of `--json`.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, assert_never

from app.capacity import Capacity, Cell
from app.errors import AppError, DriveDrifted, Stopped, VerifyError
from app.result import PutBack, Result, Unchecked, Verified, VerifiedParts
from app.saved import Saved


class Stage(StrEnum):
    """The steps of a write, in their order, and then what only other jobs do. COMPARE is there only
    where something may be on the drive already: what an interrupted write left, or what a stopped
    one overwrote."""

    RELEASE = "release"
    BLANK = "blank"
    COMPARE = "compare"
    WRITE = "write"
    SYNC = "sync"
    VERIFY = "verify"
    WRITE_HEAD = "write-head"
    VERIFY_HEAD = "verify-head"
    IDENTITY = "identity"
    KEEP = "keep"  # of a probe: reads what it is going to overwrite for a moment
    PROBE = "probe"  # writes here and there
    PROBE_READ = "probe-read"  # whether it is still there
    PUT_BACK = "put-back"
    READ = "read"  # of a backup: what can be read in large steps
    RESCUE = "rescue"  # around bad places
    SUM = "sum"  # reads the file and sums it up


@dataclass(frozen=True, slots=True)
class StageStarted:
    """`total` in bytes; None where it is unknown, or where the stage has no length. `done` bytes of
    it need not be done any more."""

    stage: Stage
    total: int | None = None
    done: int = 0


@dataclass(frozen=True, slots=True)
class Progressed:
    """`done` bytes the drive has taken or given. Said again without change while it stalls, so
    that whoever drives the job can stop it. `share` is how much of a packed file that was, from 0
    to 1, where nobody knows the size of what it holds."""

    stage: Stage
    done: int
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Warned:
    """Something worth knowing that does not end the job; `offset` in bytes where it has a place,
    `rate` in bytes a second where it is about a speed."""

    code: str
    text: str
    offset: int | None = None
    rate: int | None = None


@dataclass(frozen=True, slots=True)
class Undoable:
    """Whether everything that was overwritten so far could be put back. Said when that begins, and
    when it is over."""

    possible: bool


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of a cell of the map of a drive that is tested or saved, and how many cells there
    are."""

    cell: int
    of: int
    found: Cell


@dataclass(frozen=True, slots=True)
class Finished:
    """The last of a job that put something on a drive, or compared it."""

    result: Result


@dataclass(frozen=True, slots=True)
class Ended:
    """The last of a job that is for something else."""

    result: Capacity | Saved


Event = StageStarted | Progressed | Warned | Undoable | Judged | Finished | Ended


def result_word(result: Result | Capacity | Saved) -> str:
    match result:
        case Saved(unread=unread):
            return "incomplete" if unread else "saved"
        case Capacity(verdict=verdict):
            return verdict.value
        case Verified():
            return "verified"
        case VerifiedParts():
            return "verified-parts"
        case Unchecked():
            return "unchecked"
        case PutBack():
            return "put-back"
    assert_never(result)


def to_json(event: Event) -> dict[str, Any]:
    """The event as one object of the `--json` stream."""
    match event:
        case StageStarted(stage, total, done):
            begun = {"event": "stage", "stage": stage.value, "total": total}
            return {**begun, "done": done} if done else begun
        case Progressed(stage, done, _):
            return {"event": "progress", "stage": stage.value, "done": done}
        case Warned(code, text):
            return {"event": "warning", "code": code, "text": text}
        case Undoable(possible):
            return {"event": "undo", "possible": possible}
        case Judged(cell, of, found):
            return {"event": "cell", "cell": cell, "of": of, "found": found.value}
        case Finished(result) | Ended(result):
            ended = {
                "event": "finished",
                "result": result_word(result),
                "bytes": result.size,
                "sha256": result.sha256,
                "seconds": round(result.seconds, 3),
            }
            return ended | _more_of(result)
    assert_never(event)


def _more_of(result: Result | Capacity | Saved) -> dict[str, Any]:
    """What only this kind of result has."""
    match result:
        case Saved():
            return {
                "stored": result.stored,
                "file_sha256": result.file_sha256,
                "ranges": [list(place) for place in result.unread],
                "left": result.left,
                "checked": result.checked,
            }
        case VerifiedParts():
            return {"left": result.left}
        case Capacity():
            return {
                "whole": result.whole,
                "keeps": result.keeps,
                "cells": [cell.value for cell in result.cells],
                "ranges": [list(place) for place in result.ranges],
                "overcame": result.overcame,
                "changed": result.changed,
                "places": result.places,
                "through": result.through,
            }
        case _:
            return {}


def of_drive(line: dict[str, Any], node: str) -> dict[str, Any]:
    """A line of the `--json` stream when several drives are written: each says of which."""
    return {**line, "drive": node}


def error_to_json(error: AppError) -> dict[str, Any]:
    """How a job that did not finish ends in the `--json` stream."""
    if isinstance(error, Stopped):
        return {"event": "stopped"}
    ranges = error.ranges if isinstance(error, VerifyError) else ()
    return {
        "event": "failed",
        "code": error.code(),
        "text": str(error),
        "hint": error.hint,
        "ranges": [list(place) for place in ranges],
        "diagnosis": _diagnosis_of(error),
        "drift": [each.value for each in error.drift] if isinstance(error, DriveDrifted) else [],
    }


def _diagnosis_of(error: AppError) -> dict[str, Any] | None:
    """What a failed check seems to mean; None for other failures."""
    found = error.diagnosis if isinstance(error, VerifyError) else None
    return None if found is None else {"cause": found.cause.value, "keeps": found.keeps}

"""How a command ends: the exit status, and what is said when it did not go well."""

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from app.display import for_display
from app.errors import AppError, Stopped, UsageError, VerifyError
from app.events import error_to_json

DONE, FAILED, USAGE, REFUSED, DIFFERS, STOPPED = 0, 1, 2, 3, 4, 130

STATUSES = {
    DONE: "done",
    FAILED: "failed",
    USAGE: "wrong usage",
    REFUSED: "refused before anything was touched",
    DIFFERS: "what was read differs",
    STOPPED: "stopped",
}

# Of several drives the worst end is that of the command. A drive that lies about what it keeps is
# worse than one that says no.
_WORST_FIRST = (DIFFERS, FAILED, REFUSED, STOPPED, DONE)


def status_of(error: AppError) -> int:
    match error:
        case Stopped():
            return STOPPED
        case UsageError():
            return USAGE
        case VerifyError():
            return DIFFERS
        case _:
            return REFUSED if error.untouched else FAILED


def worst(statuses: Iterable[int]) -> int:
    """Of the ends of several drives."""
    return min(statuses, key=_WORST_FIRST.index)


def tell(error: AppError, *, as_json: bool) -> int:
    """Say it, and return the exit status."""
    if as_json:
        print(json.dumps(error_to_json(error)), flush=True)
    print(f"stickwright: {in_a_line(error)}", file=sys.stderr)
    return status_of(error)


def in_a_line(error: AppError) -> str:
    """A name in it may be any bytes: a terminal must not obey them."""
    hint = f" {error.hint}" if error.hint else ""
    return for_display(f"{error}{hint}", 400)


@contextmanager
def untouched() -> Iterator[None]:
    """What fails in here has changed nothing, and says so by its exit status."""
    try:
        yield
    except AppError as error:
        error.untouched = True
        raise

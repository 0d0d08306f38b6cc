"""Show a running job: a bar on a terminal, lines elsewhere, the engine's own events as JSON."""

import json
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from types import FrameType
from typing import TypeVar

from app.capacity import Capacity
from app.commands.bars import Bar, bar, say_beside
from app.commands.left_on_drive import HALF, HEADED, LeftOnDrive
from app.commands.notes import note
from app.commands.outlet import go_on_unheard
from app.control import Control, Controls
from app.desktop import awake
from app.display import for_display
from app.drives.drive import DriveInfo, DriveKind
from app.errors import AppError, Stopped
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
    to_json,
)
from app.job import Job
from app.result import Result
from app.saved import Saved
from app.signals import heeding

SOON = 1.0  # seconds that stopping may take without a word

STAGES = {
    Stage.RELEASE: "Closing what is open on the drive",
    Stage.BLANK: "Clearing both ends of the drive",
    Stage.COMPARE: "Looking what is on the drive already",
    Stage.WRITE: "Writing",
    Stage.SYNC: "Waiting until the drive has stored it",
    Stage.VERIFY: "Checking every byte",
    Stage.WRITE_HEAD: "Writing the boot record",
    Stage.VERIFY_HEAD: "Checking the boot record",
    Stage.IDENTITY: "Checking that it is still the same drive",
    Stage.KEEP: "Keeping what is there",
    Stage.PROBE: "Writing here and there",
    Stage.PROBE_READ: "Reading it back",
    Stage.PUT_BACK: "Putting back what was there",
    Stage.READ: "Reading the drive",
    Stage.RESCUE: "Reading around bad places",
    Stage.SUM: "Summing up the file",
}


_TOUCHING = (Stage.BLANK, Stage.PROBE, Stage.READ)
_DRAWN = (
    Stage.COMPARE,
    Stage.WRITE,
    Stage.VERIFY,
    Stage.KEEP,
    Stage.PROBE,
    Stage.PROBE_READ,
    Stage.PUT_BACK,
    Stage.READ,
    Stage.RESCUE,
    Stage.SUM,
)


def follow(
    job: Job,
    drive: DriveInfo | None = None,
    *,
    as_json: bool,
    half: str = HALF,
    headed: str = HEADED,
) -> Result:
    """Run the job to its end and return its result. Raises AppError, which then says what is on
    the drive: `half` and `headed` as in `LeftOnDrive`. `drive`: one that is written."""
    go_on_unheard()
    result: Result | None = None
    show, left = _shown(as_json=as_json), LeftOnDrive(half, headed)
    try:
        with closing(job), closing(show):
            for event in job:
                left.hear(event)
                show.tell(event)
                if isinstance(event, Finished):
                    result = event.result
    except AppError as error:
        left.explain(error, drive)
        raise
    if result is None:
        raise RuntimeError("a job that ends without an error ends with Finished")
    return result


@contextmanager
def stopping_on_signals(control: Control | Controls) -> Iterator[None]:
    """Ctrl+C and a polite kill stop the job in its own order instead of in the middle of a line.
    What blocks in the kernel can't be stopped, so after a second it is said what is waited for."""
    slow = threading.Timer(SOON, _say_waiting)
    slow.daemon = True

    def stop(_number: int, _frame: FrameType | None) -> None:
        if not slow.is_alive() and not slow.finished.is_set():
            slow.start()
        control.stop()

    try:
        with heeding(stop, signal.SIGINT, signal.SIGTERM):
            yield
    finally:
        slow.cancel()


def _say_waiting() -> None:
    say_beside("Stopping. Waiting for the drive…")


E = TypeVar("E", Capacity, Saved)


def follow_tool(job: Job, kind: type[E], *, as_json: bool, left: Callable[[AppError], str]) -> E:
    """The same for a job that ends with `Ended`, with a result of this kind. `left`: what is to be
    said of what is there, when the job has not come to its end."""
    go_on_unheard()
    show, touched = _shown(as_json=as_json), False
    try:
        with closing(job), closing(show):
            for event in job:
                touched = touched or (isinstance(event, StageStarted) and event.stage in _TOUCHING)
                show.tell(event)
                if isinstance(event, Ended) and isinstance(event.result, kind):
                    return event.result
    except AppError as error:
        error.untouched = not touched
        if touched:
            stopped = isinstance(error, Stopped)
            error.hint = left(error) if stopped else f"{error.hint} {left(error)}".strip()
        raise
    raise RuntimeError("a job that ends without an error ends with Ended")


def staying_awake(
    image: str, drives: Sequence[DriveInfo], doing: str = ""
) -> AbstractContextManager[None]:
    """No sleep and no shutdown while a drive is written, or what it is `doing`; a virtual stick
    does not care."""
    names = [for_display(drive.name) for drive in drives if drive.kind is not DriveKind.VIRTUAL]
    if not names:
        return nullcontext()
    what = doing or f"Writing {for_display(image)} to"
    return awake(f"{what} {' and '.join(names)}")


def _shown(*, as_json: bool) -> "_Json | _Bars | _Lines":
    return _Json() if as_json else _Bars() if sys.stderr.isatty() else _Lines()


class _Json:
    def tell(self, event: Event) -> None:
        print(json.dumps(to_json(event)), flush=True)

    def close(self) -> None:
        """Nothing is left open."""


class _Lines:
    """For logs and pipes: a line a stage and one for each tenth of it."""

    def __init__(self) -> None:
        self._total: int | None = None
        self._tenth = 0

    def tell(self, event: Event) -> None:
        match event:
            case StageStarted(stage, total, done):
                self._total, self._tenth = total, done * 10 // total if total else 0
                if total == 0:  # a small image is all head
                    return
                print(f"{STAGES[stage]}…", file=sys.stderr, flush=True)
            case Progressed(_, done):
                self._progress(done)
            case Warned(_, text):
                print(note(text), file=sys.stderr, flush=True)
            case Undoable() | Judged() | Finished() | Ended():
                pass

    def close(self) -> None:
        """Nothing is left open."""

    def _progress(self, done: int) -> None:
        if self._total and (tenth := done * 10 // self._total) > self._tenth:
            self._tenth = tenth
            print(f"  {tenth * 10} %", file=sys.stderr, flush=True)


class _Bars:
    """For a terminal: one bar for each stage that has a length."""

    def __init__(self) -> None:
        self._bar: Bar | None = None

    def tell(self, event: Event) -> None:
        match event:
            case StageStarted(stage, total, done):
                self.close()
                if stage in _DRAWN:
                    self._bar = bar(total, STAGES[stage], done=done)
                elif stage is Stage.SYNC:
                    print(f"{STAGES[stage]}…", file=sys.stderr)
            case Progressed(_, done):
                if self._bar is not None:
                    self._bar.update(done - self._bar.n)
            case Warned(_, text):
                say_beside(note(text))
            case Undoable() | Judged() | Finished() | Ended():
                pass

    def close(self) -> None:
        if self._bar is not None:
            self._bar.close()
            self._bar = None

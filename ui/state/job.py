"""What the window knows of a write or a check, while it runs and after it ended."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum

from app.capacity import Capacity, Verdict
from app.drives.drive import DriveInfo, Ejection
from app.errors import AppError, ReadRefused, VerifyError, WriteRefused
from app.events import Stage
from app.progress import Progress
from app.report.places import WrongPlace
from app.result import Result
from app.saved import Saved
from ui.state.image import Inspected


class Step(IntEnum):
    """The four steps that people see."""

    PREPARE = 0
    WRITE = 1
    CHECK = 2
    FINISH = 3


# Until one of the other stages begins, nothing on the drive was changed.
_READING = (Stage.RELEASE, Stage.COMPARE)

# A sync belongs to the step before it.
_STEPS = {
    Stage.RELEASE: Step.PREPARE,
    Stage.BLANK: Step.PREPARE,
    Stage.COMPARE: Step.PREPARE,
    Stage.WRITE: Step.WRITE,
    Stage.READ: Step.WRITE,
    Stage.RESCUE: Step.WRITE,
    Stage.SUM: Step.CHECK,
    Stage.VERIFY: Step.CHECK,
    Stage.WRITE_HEAD: Step.FINISH,
    Stage.VERIFY_HEAD: Step.FINISH,
    Stage.IDENTITY: Step.FINISH,
}


UNHEARD = Progress()  # of a job that has said nothing yet


class Purpose(StrEnum):
    WRITE = "write"
    CHECK = "check"  # of a drive that was written unchecked: nothing is changed
    UNDO = "undo"  # what a stopped write had overwritten is put back
    COMPARE = "compare"  # the same, any time after it was written
    TEST = "test"  # whether the drive keeps what it is given
    SAVE = "save"  # to a file: nothing is changed, and what was read is kept


End = Result | Capacity | Saved | AppError


@dataclass(frozen=True, slots=True)
class Working:
    """`touched`: the first byte of the drive was changed. Until then the program waits for the
    drive, and for the password, and whatever goes wrong has cost nothing.

    `moved` is when anything was last heard of that differs, in seconds of the steady clock.
    `earlier` is how the write ended that is checked or undone now. `resume`: the write goes on with
    an interrupted one. `then_back`: when it has stopped, what it overwrote is put back.
    """

    number: int
    image: Inspected
    drive: DriveInfo
    purpose: Purpose
    began: float
    moved: float
    progress: Progress = UNHEARD
    step: Step = Step.PREPARE
    touched: bool = False
    stopping: bool = False
    skipping: bool = False
    said: int = 0  # per cent of the write that were announced last
    earlier: Ended | None = None
    resume: bool = False
    then_back: bool = False

    def after(self, progress: Progress, now: float) -> Working:
        """After news of the job."""
        same = _place(progress) == _place(self.progress)
        if self.purpose is Purpose.CHECK:
            progress = replace(progress, write=self.progress.write)  # as it was written before
        reached = _STEPS.get(progress.stage, self.step) if progress.stage else self.step
        return replace(
            self,
            progress=progress,
            step=max(self.step, reached),
            touched=self.touched or any(each not in _READING for each, _ in progress.stages),
            moved=self.moved if same else now,
        )

    @property
    def undoable(self) -> bool:
        """Whether all that this write overwrote could be put back."""
        return self.purpose is Purpose.WRITE and self.progress.undoable

    @property
    def now(self) -> float:
        """When it was last heard of."""
        return max(self.progress.now, self.moved)

    @property
    def quiet(self) -> float:
        """Seconds since it last got on."""
        return self.now - self.moved


def _place(progress: Progress) -> tuple[object, ...]:
    """How far it is; the same again means that it did not get on."""
    ways = (progress.write.done, progress.check.done, progress.aside.done)
    return progress.stage, progress.compared, *ways


class Unplugging(StrEnum):
    """How far "Eject" is."""

    NOT_ASKED = "not-asked"
    ASKED = "asked"
    DONE = "done"
    ALREADY_OUT = "already-out"  # somebody was faster


@dataclass(frozen=True, slots=True)
class Ended:
    """How it ended: with a result, or with an error; a `Stopped` is one, and a bug of ours comes
    as a plain AppError. That of a test is a Capacity, that of a backup Saved. `booted`: by which
    firmware of a virtual machine the drive was seen to start."""

    image: Inspected
    drive: DriveInfo
    end: End
    progress: Progress
    step: Step
    purpose: Purpose = Purpose.WRITE
    elapsed: float = 0.0
    unplugging: Unplugging = Unplugging.NOT_ASKED
    trouble: AppError | None = None  # why it could not be ejected
    places: tuple[WrongPlace, ...] = ()  # of the failed bytes, once they are found
    booted: frozenset[str] = frozenset()

    @property
    def is_out(self) -> bool:
        """Whether the drive is ejected, or was pulled out without that."""
        return self.unplugging in (Unplugging.DONE, Unplugging.ALREADY_OUT)

    def ejected(self, how: Ejection, error: AppError | None) -> Ended:
        """After "Eject" came to its end."""
        unplugging = Unplugging.DONE
        if error is not None:
            unplugging = Unplugging.NOT_ASKED
        elif how is Ejection.ALREADY_OUT:
            unplugging = Unplugging.ALREADY_OUT
        return replace(self, unplugging=unplugging, trouble=error)

    @property
    def result(self) -> Result:
        """Of a job that put something on the drive or compared it, and ended well."""
        if isinstance(self.end, AppError | Capacity | Saved):
            raise TypeError(self.end)
        return self.end

    @property
    def undoable(self) -> bool:
        """Whether all that it overwrote can be put back: of a write that failed, or of a putting
        back that did."""
        if not isinstance(self.end, AppError):
            return False
        return self.purpose is Purpose.UNDO or (
            self.purpose is Purpose.WRITE and self.progress.undoable
        )


Job = Working | Ended


def went_well(image: Inspected, end: End) -> bool:
    """Whether there is nothing about it that one would have to be warned of."""
    match end:
        case AppError():
            return False
        case Capacity(verdict=verdict, changed=changed):
            return verdict is Verdict.FINE and not changed
        case Saved(unread=unread):
            return not unread
        case _:
            return not image.checksum.wrong


def failed_ranges(end: End) -> tuple[tuple[int, int], ...]:
    """(offset, length) of the bytes that failed, where the failure has places."""
    match end:
        case VerifyError(ranges=ranges):
            return ranges
        case WriteRefused(offset=offset) | ReadRefused(offset=offset):
            return ((offset, 1),)
        case _:
            return ()

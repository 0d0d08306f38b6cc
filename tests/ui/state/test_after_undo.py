"""What leads to putting back and to going on, and where it ends: only by the user's hand, only to
the drive that was chosen, and never twice where it cannot help."""

from dataclasses import replace
from pathlib import Path

import pytest
from support_window import doing, drive, ended, inspected, partition, ready, told, with_drives

from app.drives.drive import DriveInfo
from app.drives.told import Told
from app.errors import (
    AppError,
    DriveGone,
    NotAsLeft,
    NothingKept,
    NotPermitted,
    Stopped,
    VerifyError,
)
from app.events import Event, Progressed, Stage, StageStarted, Undoable
from app.journal import End, ImageTold, Unfinished
from app.progress import Progress
from app.result import PutBack
from ui import intents
from ui.state import ConfirmOpen, PutBackOpen, QuitOpen, Refused, State, StopOpen
from ui.state.after_undo import can_go_on, undoable_drive
from ui.state.drive_list import key_of
from ui.state.effects import LookBack, StartJob, StopJob, Tell
from ui.state.happenings import DrivesSeen, JobEnded, JobMoved
from ui.state.image import Inspected
from ui.state.job import Ended, Purpose, Step, Working

A = drive()
IMAGE = inspected()
EARLY = (
    StageStarted(Stage.RELEASE),
    Undoable(possible=True),
    StageStarted(Stage.BLANK, 2),
    StageStarted(Stage.WRITE, 1000),
    Progressed(Stage.WRITE, 10),
)


def progress(*events: Event) -> Progress:
    so_far = Progress()
    for number, event in enumerate(events):
        so_far = so_far.after(event, float(number))
    return so_far


def writing(*events: Event) -> State:
    """At work, after these events."""
    state = told(told(ready(), intents.Write()), intents.Confirmed())
    return told(state, JobMoved(number(state), progress(*events)), 10.0)


def number(state: State) -> int:
    assert isinstance(state.job, Working)
    return state.job.number


def over(state: State, end: object) -> State:
    return told(state, JobEnded(number(state), end), 20.0)  # type: ignore[arg-type]  # any end


def stopped_early() -> State:
    state = told(told(writing(*EARLY), intents.StopAsked()), intents.StopConfirmed())
    return over(state, Stopped())


def left(about: DriveInfo = A, image: Inspected = IMAGE, *, undoable: bool = True) -> Unfinished:
    identity = image.source.identity
    file = ImageTold(identity.device, identity.inode, identity.size, identity.modified, "ab")
    return Unfinished(
        "Ubuntu",
        Stage.WRITE,
        33,
        100,
        "stopped",
        End.STOPPED,
        0.0,
        Told.of(about),
        Path("1.jsonl"),
        file,
        undoable,
    )


def found(*stories: Unfinished) -> State:
    """The drive chosen again, with what was left on it known."""
    return replace(ready(), unfinished=stories)


def test_stop_and_put_back_starts_it_when_the_write_has_stopped() -> None:
    state = told(writing(*EARLY), intents.StopAsked())
    assert state.sheet == StopOpen()
    confirmed = intents.StopConfirmed(put_back=True)
    assert doing(state, confirmed) == (StopJob(),)
    state = told(state, confirmed)
    write = number(state)
    effects = doing(state, JobEnded(write, Stopped()))
    state = over(state, Stopped())
    assert isinstance(state.job, Working)
    assert (state.job.purpose, state.job.drive) == (Purpose.UNDO, A)
    assert not state.job.touched
    (start,) = (effect for effect in effects if isinstance(effect, StartJob))
    assert (start.purpose, start.drive, start.number) == (Purpose.UNDO, A, state.job.number)


def test_a_plain_stop_leads_to_its_page_from_where_it_can_be_undone() -> None:
    state = stopped_early()
    assert isinstance(state.job, Ended)
    assert state.job.undoable
    assert undoable_drive(state) == A
    state = told(state, intents.PutBack())
    assert state.sheet == PutBackOpen(A)
    state = told(state, intents.PutBackConfirmed())
    assert isinstance(state.job, Working)
    assert state.job.purpose is Purpose.UNDO


def test_once_the_write_has_gone_further_nothing_can_be_undone() -> None:
    state = writing(*EARLY, Undoable(possible=False))
    state = over(
        told(told(state, intents.StopAsked()), intents.StopConfirmed(put_back=True)), Stopped()
    )
    assert isinstance(state.job, Ended)
    assert isinstance(state.job.end, Stopped)
    assert not state.job.undoable
    assert told(state, intents.PutBack()).sheet is None


def test_a_write_that_failed_instead_is_not_undone_by_itself() -> None:
    state = told(told(writing(*EARLY), intents.StopAsked()), intents.StopConfirmed(put_back=True))
    state = over(state, DriveGone("SanDisk Ultra"))
    assert isinstance(state.job, Ended)
    assert isinstance(state.job.end, DriveGone)
    assert undoable_drive(state) == A  # it is plugged in, as far as is known
    assert undoable_drive(told(state, DrivesSeen(()))) is None


def test_a_finished_putting_back_has_a_page() -> None:
    state = told(told(stopped_early(), intents.PutBack()), intents.PutBackConfirmed())
    moved = progress(StageStarted(Stage.COMPARE, 5), StageStarted(Stage.BLANK, 1))
    state = told(state, JobMoved(number(state), moved), 30.0)
    effects = doing(state, JobEnded(number(state), PutBack(5, 1.0)))
    assert any(isinstance(effect, Tell) for effect in effects)
    state = over(state, PutBack(5, 1.0))
    assert isinstance(state.job, Ended)
    assert (state.job.purpose, state.job.end) == (Purpose.UNDO, PutBack(5, 1.0))
    assert not state.job.undoable
    assert state.chosen == ""


@pytest.mark.parametrize("error", [NotAsLeft("SanDisk Ultra", 5), NothingKept("SanDisk Ultra")])
def test_what_can_never_be_put_back_is_offered_no_longer(error: AppError) -> None:
    state = told(told(stopped_early(), intents.PutBack()), intents.PutBackConfirmed())
    state = over(state, error)
    assert isinstance(state.job, Ended)
    assert isinstance(state.job.end, Stopped)
    assert state.job.trouble is error
    assert not state.job.undoable


def test_what_failed_for_another_reason_may_be_tried_again() -> None:
    state = told(told(stopped_early(), intents.PutBack()), intents.PutBackConfirmed())
    error = NotPermitted("SanDisk Ultra")
    state = over(state, error)
    assert isinstance(state.job, Ended)
    assert state.job.trouble is error
    assert state.job.undoable
    state = told(told(state, intents.PutBack()), intents.PutBackConfirmed())
    assert isinstance(state.job, Working)


def test_a_putting_back_that_broke_off_goes_on_from_its_page() -> None:
    state = told(told(stopped_early(), intents.PutBack()), intents.PutBackConfirmed())
    state = told(state, JobMoved(number(state), progress(StageStarted(Stage.BLANK, 1))), 30.0)
    state = over(state, VerifyError("SanDisk Ultra", ((0, 5),), flaky=False))
    assert isinstance(state.job, Ended)
    assert state.job.purpose is Purpose.UNDO
    state = told(told(state, intents.PutBack()), intents.PutBackConfirmed())
    assert isinstance(state.job, Working)


def test_it_is_offered_when_the_drive_is_chosen_again() -> None:
    state = found(left())
    assert undoable_drive(state) == A
    state = told(state, intents.PutBack())
    assert state.sheet == PutBackOpen(A)
    effects = doing(state, intents.PutBackConfirmed())
    (start,) = (effect for effect in effects if isinstance(effect, StartJob))
    assert (start.purpose, start.drive) == (Purpose.UNDO, A)


def test_it_is_not_offered_for_anything_else() -> None:
    state = found(left())
    other = drive(2)
    assert undoable_drive(replace(state, chosen="")) is None
    assert undoable_drive(found(left(undoable=False))) is None
    assert undoable_drive(found(left(other))) is None
    assert undoable_drive(found()) is None
    filled = ready(chosen=drive(partitions=(partition(),)))
    assert undoable_drive(replace(filled, unfinished=(left(),))) is None
    assert undoable_drive(replace(state, several=True, ticked=frozenset({key_of(A)}))) is None
    assert told(found(), intents.PutBack()).sheet is None
    assert told(state, intents.PutBackConfirmed()).job is None  # nobody asked


def test_the_question_goes_when_the_drive_does() -> None:
    state = told(found(left()), intents.PutBack())
    gone = told(state, DrivesSeen(()))
    assert gone.sheet is None
    assert told(gone, intents.PutBackConfirmed()).job is None


def test_a_refusal_at_home_stands_in_the_bar_and_looks_back_again() -> None:
    state = told(told(found(left()), intents.PutBack()), intents.PutBackConfirmed())
    error = NotAsLeft("SanDisk Ultra", 5)
    assert LookBack() in doing(state, JobEnded(number(state), error))
    state = over(state, error)
    assert state.job is None
    assert state.notice == Refused(error, A, putting_back=True)
    stopped = told(told(found(left()), intents.PutBack()), intents.PutBackConfirmed())
    assert over(stopped, Stopped()).notice is None


def test_closing_the_window_asks_while_something_is_put_back() -> None:
    state = told(told(stopped_early(), intents.PutBack()), intents.PutBackConfirmed())
    state = told(state, JobMoved(number(state), progress(StageStarted(Stage.BLANK, 1))), 30.0)
    assert told(state, intents.Quit()).sheet == QuitOpen()


def test_a_write_goes_on_only_with_the_image_it_was_begun_with() -> None:
    assert can_go_on(found(left()))
    other = inspected(path="/home/a/other.iso")
    changed = replace(other.source.identity, modified=99)
    source = replace(other.source, identity=changed)  # type: ignore[type-var]  # a dataclass
    assert not can_go_on(replace(found(left()), image=replace(other, source=source)))
    assert not can_go_on(found(left(drive(2))))
    assert not can_go_on(found())
    assert not can_go_on(replace(found(left()), chosen=""))


def test_going_on_asks_like_any_write() -> None:
    state = told(found(left()), intents.Write(resume=True))
    assert state.sheet == ConfirmOpen(A, resume=True)
    effects = doing(state, intents.Confirmed())
    (start,) = (effect for effect in effects if isinstance(effect, StartJob))
    assert (start.purpose, start.resume) == (Purpose.WRITE, True)
    assert told(found(left()), intents.Write()).sheet == ConfirmOpen(A)
    assert told(found(), intents.Write(resume=True)).sheet == ConfirmOpen(
        A
    )  # nothing to go on with


def test_comparing_is_a_part_of_preparing() -> None:
    state = told(told(found(left()), intents.Write(resume=True)), intents.Confirmed())
    events = (
        StageStarted(Stage.RELEASE),
        StageStarted(Stage.BLANK, 2),
        StageStarted(Stage.COMPARE, 100),
        Progressed(Stage.COMPARE, 33),
    )
    state = told(state, JobMoved(number(state), progress(*events)), 30.0)
    assert isinstance(state.job, Working)
    assert (state.job.step, state.job.touched, state.job.progress.compared) == (
        Step.PREPARE,
        True,
        33,
    )
    assert state.job.moved == 30.0


def test_a_check_is_never_undone() -> None:
    job = ended(Stopped(), purpose=Purpose.CHECK, progress=progress(*EARLY))
    state = replace(with_drives(A, image=IMAGE), job=job)
    assert undoable_drive(state) is None

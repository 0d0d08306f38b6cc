"""From the question to the end: what starts a write, what stops it, where its ends lead."""

from dataclasses import replace

import pytest
from support_window import (
    CD_ONLY,
    FILES_ONLY,
    GB,
    TRUNCATED,
    doing,
    drive,
    ended,
    inspected,
    partition,
    ready,
    report,
    sized,
    told,
    unchecked,
    verified,
    with_drives,
    working,
)

from app.drives.drive import DriveInfo, Ejection, Reason
from app.errors import (
    AppError,
    DriveChanged,
    DriveGone,
    ImageChanged,
    NotEjected,
    NotPermitted,
    ReadRefused,
    Stopped,
    VerifyError,
    WriteRefused,
)
from app.events import Event, Progressed, Stage, StageStarted, Warned
from app.progress import Progress
from app.report import Report
from app.report.places import WrongPlace
from app.result import Result
from ui import intents
from ui.state import ConfirmOpen, QuitOpen, Refused, SkipOpen, State, StopOpen
from ui.state.after import after
from ui.state.drive_list import key_of
from ui.state.effects import (
    Close,
    EjectDrive,
    FindPlaces,
    LetGo,
    LookAt,
    LookBack,
    SkipCheck,
    StartJob,
    StopJob,
    Tell,
)
from ui.state.happenings import DriveEjected, DrivesSeen, JobEnded, JobMoved, PlacesFound
from ui.state.job import Ended, Purpose, Step, Unplugging, Working

A = drive()
WRITING = working(((0.0, StageStarted(Stage.WRITE, 100)),))
CHECKING = working(((0.0, StageStarted(Stage.WRITE, 100)), (1.0, StageStarted(Stage.VERIFY, 100))))


def asked(chosen: DriveInfo = A, about: Report | None = None) -> State:
    return told(ready(chosen=chosen, about=about), intents.Write(anyway=True))


def at_work(job: Working = WRITING) -> State:
    return replace(with_drives(A, image=inspected()), job=job)


def test_write_opens_the_question_and_nothing_else() -> None:
    turn = after(ready(), intents.Write(), 0.0)
    assert turn.state.sheet == ConfirmOpen(A)
    assert turn.state.job is None
    assert turn.effects == ()


def test_without_a_choice_there_is_no_question() -> None:
    state = with_drives(A, image=inspected())
    assert told(state, intents.Write(anyway=True)) == state
    assert told(with_drives(A), intents.Write(anyway=True)).sheet is None


@pytest.mark.parametrize("anyway", [True, False])
def test_an_incomplete_image_is_never_written(anyway: bool) -> None:
    state = ready(about=TRUNCATED)
    assert told(state, intents.Write(anyway=anyway)) == state


def test_what_would_not_boot_needs_the_other_button() -> None:
    state = ready(about=CD_ONLY)
    assert told(state, intents.Write()) == state
    assert told(state, intents.Write(anyway=True)).sheet is not None
    assert told(ready(about=FILES_ONLY), intents.Write()).sheet is not None


def test_confirming_starts_the_write_of_that_image_to_that_drive() -> None:
    turn = after(asked(), intents.Confirmed(), 7.0)
    job = turn.state.job
    assert isinstance(job, Working)
    assert (job.drive, job.purpose, job.touched) == (A, Purpose.WRITE, False)
    assert turn.state.sheet is None
    assert turn.effects == (StartJob(job.number, inspected(), A, Purpose.WRITE),)


def test_nothing_starts_without_the_question() -> None:
    assert after(ready(), intents.Confirmed(), 0.0).effects == ()
    closed = told(asked(), intents.Dismiss())
    assert after(closed, intents.Confirmed(), 0.0).effects == ()


def test_a_drive_that_changed_while_it_was_asked_about_is_not_written() -> None:
    busy = replace(A, reasons=(Reason("in-use", "In use."),))
    gone = replace(asked(), drives=with_drives().drives)
    changed = replace(asked(), drives=with_drives(busy).drives)
    for state in (gone, changed):
        turn = after(state, intents.Confirmed(), 0.0)
        assert turn.effects == ()
        assert turn.state.sheet is None


STORAGE = sized(512 * GB, partitions=(partition("Backup 2024"),))


@pytest.mark.parametrize(
    ("typed", "starts"),
    [
        ("", False),
        ("Backup", False),
        ("SanDisk", False),
        ("Backup 2024", True),
        (" backup 2024 ", True),
    ],
)
def test_what_looks_like_storage_has_to_be_typed(typed: str, starts: bool) -> None:
    turn = after(asked(STORAGE), intents.Confirmed(typed), 0.0)
    assert bool(turn.effects) == starts
    assert (turn.state.sheet is None) == starts


def test_news_move_the_job_on_and_never_back() -> None:
    state = at_work(working())
    progress = Progress()
    steps, touched = [], []
    events: list[Event] = [
        StageStarted(Stage.RELEASE),
        StageStarted(Stage.BLANK, 2),
        StageStarted(Stage.SYNC),
        StageStarted(Stage.WRITE, 100),
        Progressed(Stage.WRITE, 60),
        StageStarted(Stage.SYNC),
        StageStarted(Stage.VERIFY, 100),
        StageStarted(Stage.WRITE_HEAD, 1),
        StageStarted(Stage.SYNC),
        StageStarted(Stage.VERIFY_HEAD, 1),
        StageStarted(Stage.IDENTITY),
    ]
    for now, event in enumerate(events):
        progress = progress.after(event, float(now))
        state = told(state, JobMoved(1, progress), float(now))
        assert isinstance(state.job, Working)
        steps.append(state.job.step)
        touched.append(state.job.touched)
    assert steps == sorted(steps)
    assert steps[3:7] == [Step.WRITE, Step.WRITE, Step.WRITE, Step.CHECK]
    assert steps[-1] is Step.FINISH
    assert touched == [False] + [True] * 10
    assert state.job is not None
    assert isinstance(state.job, Working)
    assert state.job.said == 50


def test_a_silent_drive_grows_quiet() -> None:
    progress = Progress().after(StageStarted(Stage.WRITE, 100), 0.0)
    state = told(at_work(), JobMoved(1, progress), 0.0)
    for now in (1.0, 11.0, 61.0):
        progress = progress.after(Progressed(Stage.WRITE, 0), now)
        state = told(state, JobMoved(1, progress), now)
    assert isinstance(state.job, Working)
    assert state.job.quiet == 61.0
    progress = progress.after(Progressed(Stage.WRITE, 1), 62.0)
    state = told(state, JobMoved(1, progress), 62.0)
    assert isinstance(state.job, Working)
    assert state.job.quiet == 0.0


def test_news_of_another_job_are_not_for_this_one() -> None:
    assert told(at_work(), JobMoved(99, Progress(stage=Stage.VERIFY))) == at_work()
    assert told(at_work(), JobEnded(99, verified())) == at_work()


@pytest.mark.parametrize("end", [verified(), unchecked(), WriteRefused("SanDisk Ultra", 5, "I/O")])
def test_an_end_has_its_page_and_is_told(end: Result | AppError) -> None:
    turn = after(at_work(), JobEnded(1, end), 90.0)
    assert isinstance(turn.state.job, Ended)
    assert turn.state.job.end is end
    assert turn.state.job.elapsed == 90.0
    assert turn.state.chosen == ""
    assert turn.effects[0] == Tell(inspected(), A, end)


@pytest.mark.parametrize(
    ("error", "ranges"),
    [
        (VerifyError("SanDisk Ultra", ((512, 4), (900, 8)), flaky=False), ((512, 4), (900, 8))),
        (WriteRefused("SanDisk Ultra", 5, "I/O"), ((5, 1),)),
        (ReadRefused("SanDisk Ultra", 7, "I/O"), ((7, 1),)),
        (DriveGone("SanDisk Ultra"), ()),
    ],
)
def test_where_it_failed_is_looked_up(error: AppError, ranges: tuple[tuple[int, int], ...]) -> None:
    turn = after(at_work(), JobEnded(1, error), 90.0)
    asked = [effect for effect in turn.effects if isinstance(effect, FindPlaces)]
    assert [effect.ranges for effect in asked] == ([ranges] if ranges else [])
    found = tuple(WrongPlace(*each, 2, ("a",)) for each in ranges)
    state = told(turn.state, PlacesFound(error, found))
    assert isinstance(state.job, Ended)
    assert state.job.places == found
    other = told(turn.state, PlacesFound(DriveGone("another job"), found or (WrongPlace(0, 1),)))
    assert other == turn.state
    assert told(State(), PlacesFound(error, found)) == State()


def test_a_stop_is_nothing_to_tell() -> None:
    assert doing(at_work(), JobEnded(1, Stopped())) == ()


@pytest.mark.parametrize(
    ("error", "keeps"),
    [
        (NotPermitted("SanDisk Ultra"), True),
        (DriveChanged("SanDisk Ultra", "size"), False),
        (DriveGone("SanDisk Ultra"), False),
    ],
)
def test_what_fails_before_the_first_byte_goes_back_to_the_cards(
    error: AppError, keeps: bool
) -> None:
    state = told(asked(), intents.Confirmed())
    assert isinstance(state.job, Working)
    back = told(state, JobEnded(state.job.number, error))
    assert back.job is None
    assert back.notice == Refused(error, A)
    assert bool(back.chosen) == keeps


def test_an_image_that_changed_is_looked_at_again() -> None:
    state = told(asked(), intents.Confirmed())
    assert isinstance(state.job, Working)
    turn = after(state, JobEnded(state.job.number, ImageChanged("ubuntu.iso", "size")), 0.0)
    assert turn.effects == (LookAt(turn.state.opening, inspected().path, opens=True),)


def test_esc_while_the_desktop_asks_for_the_password() -> None:
    state = told(asked(), intents.Confirmed())
    assert isinstance(state.job, Working)
    turn = after(state, intents.StopWaiting(), 0.0)
    assert turn.effects == (StopJob(),)
    back = told(turn.state, JobEnded(state.job.number, Stopped()))
    assert (back.job, back.notice, back.chosen) == (None, None, key_of(A))
    assert doing(at_work(), intents.StopWaiting()) == ()


def test_stop_asks_first_while_the_work_goes_on() -> None:
    state = told(at_work(), intents.StopAsked())
    assert state.sheet == StopOpen()
    moved = told(state, JobMoved(1, Progress(stage=Stage.WRITE)))
    assert moved.sheet == StopOpen()
    assert told(moved, intents.Dismiss()).sheet is None
    turn = after(moved, intents.StopConfirmed(), 0.0)
    assert turn.effects == (StopJob(),)
    assert isinstance(turn.state.job, Working)
    assert turn.state.job.stopping
    assert doing(at_work(), intents.StopConfirmed()) == ()  # without the question nothing stops


def test_a_job_that_ends_closes_the_question_about_it() -> None:
    state = told(at_work(), intents.StopAsked())
    assert told(state, JobEnded(1, verified())).sheet is None


def test_skipping_asks_first_too() -> None:
    assert told(at_work(), intents.SkipAsked()).sheet is None  # there is no check yet
    state = told(at_work(CHECKING), intents.SkipAsked())
    assert state.sheet == SkipOpen()
    assert doing(state, intents.SkipConfirmed()) == (SkipCheck(),)
    later = Progress(stage=Stage.WRITE_HEAD)
    assert told(state, JobMoved(1, later)).sheet is None  # the check is over
    assert doing(at_work(CHECKING), intents.SkipConfirmed()) == ()


def test_closing_the_window_while_it_writes_asks() -> None:
    state = told(at_work(), intents.Quit())
    assert state.sheet == QuitOpen()
    turn = after(state, intents.QuitConfirmed(), 0.0)
    assert turn.effects == (StopJob(),)
    assert doing(turn.state, JobEnded(1, Stopped())) == (LetGo(), Close())


def test_closing_it_before_the_first_byte_only_stops_waiting() -> None:
    state = told(asked(), intents.Confirmed())
    turn = after(state, intents.Quit(), 0.0)
    assert turn.effects == (StopJob(),)
    assert turn.state.sheet is None
    assert turn.state.quitting


def test_closing_it_at_rest_just_closes() -> None:
    assert doing(ready(), intents.Quit()) == (LetGo(), Close())


def test_an_unchecked_drive_can_be_checked_without_letting_go() -> None:
    state = replace(with_drives(A, image=inspected()), job=ended(unchecked()))
    turn = after(state, intents.CheckNow(), 5.0)
    assert isinstance(turn.state.job, Working)
    assert turn.state.job.purpose is Purpose.CHECK
    assert turn.effects == (StartJob(turn.state.job.number, inspected(), A, Purpose.CHECK),)
    number = turn.state.job.number
    assert told(turn.state, JobEnded(number, Stopped())).job == state.job
    refused = told(turn.state, JobEnded(number, NotPermitted("SanDisk Ultra")))
    assert isinstance(refused.job, Ended)
    assert (refused.job.end, refused.job.trouble is not None) == (unchecked(), True)
    good = told(turn.state, JobEnded(number, verified()))
    assert isinstance(good.job, Ended)
    assert good.job.purpose is Purpose.CHECK
    verified_before = replace(state, job=ended(verified()))
    assert told(verified_before, intents.CheckNow()) == verified_before


def test_the_speeds_of_the_write_stay_on_the_map_while_it_is_checked_later() -> None:
    wrote = Progress().after(StageStarted(Stage.WRITE, 100), 0.0)
    wrote = wrote.after(Progressed(Stage.WRITE, 100), 1.0)
    state = replace(with_drives(A), job=ended(unchecked(), progress=wrote))
    state = told(state, intents.CheckNow(), 5.0)
    assert isinstance(state.job, Working)
    checks = Progress().after(StageStarted(Stage.VERIFY, 100), 6.0)
    state = told(state, JobMoved(state.job.number, checks), 6.0)
    assert isinstance(state.job, Working)
    assert state.job.progress.write == wrote.write
    assert state.job.progress.check.started == 6.0


FAILED = ended(WriteRefused("SanDisk Ultra", 5, "I/O"))


def test_writing_again_asks_about_the_drive_that_failed() -> None:
    state = replace(with_drives(A, drive(2), image=inspected()), job=FAILED)
    again = told(state, intents.WriteAgain())
    assert again.sheet == ConfirmOpen(A)
    assert again.chosen == ""
    turn = after(again, intents.Confirmed(), 0.0)
    assert isinstance(turn.state.job, Working)
    assert turn.state.job.drive == A


def test_an_unplugged_drive_is_known_again_by_serial_size_and_name() -> None:
    job = ended(DriveGone("SanDisk Ultra", 5))
    back = replace(A, identity=replace(A.identity, diskseq=77), node="/dev/sdq")
    other = replace(back, serial="5A")
    for seen, found in ((back, back), (other, None), (sized(16 * GB, 1), None)):
        state = replace(with_drives(seen, image=inspected()), job=job)
        sheet = told(state, intents.WriteAgain()).sheet
        assert (sheet.drive if isinstance(sheet, ConfirmOpen) else None) == found
    nameless = replace(job, drive=replace(A, serial=""))
    state = replace(with_drives(replace(back, serial=""), image=inspected()), job=nameless)
    assert told(state, intents.WriteAgain()).sheet is None


def test_success_is_not_written_again_by_a_stray_key() -> None:
    state = replace(with_drives(A, image=inspected()), job=ended(verified()))
    assert told(state, intents.WriteAgain()) == state
    assert told(state, intents.Write(anyway=True)) == state


@pytest.mark.parametrize(
    "intent", [intents.WriteAnother(), intents.ChooseAnotherDrive(), intents.CloseResult()]
)
def test_leaving_keeps_the_image_and_clears_the_drive(intent: intents.Intent) -> None:
    state = replace(with_drives(A, image=inspected()), job=ended(verified()))
    turn = after(state, intent, 0.0)
    assert (turn.state.image, turn.state.job, turn.state.chosen) == (inspected(), None, "")
    assert turn.effects == (LetGo(), LookBack())


def test_ejecting_once() -> None:
    state = replace(with_drives(A), job=ended(verified()))
    turn = after(state, intents.Eject(), 0.0)
    assert turn.effects == (EjectDrive(A),)
    assert doing(turn.state, intents.Eject()) == ()
    done = told(turn.state, DriveEjected())
    assert isinstance(done.job, Ended)
    assert done.job.unplugging is Unplugging.DONE
    gone = told(turn.state, DriveEjected(how=Ejection.ALREADY_OUT))
    assert isinstance(gone.job, Ended)
    assert gone.job.unplugging is Unplugging.ALREADY_OUT
    assert doing(gone, intents.Eject()) == ()
    refused = told(turn.state, DriveEjected(NotEjected("SanDisk Ultra")))
    assert isinstance(refused.job, Ended)
    assert refused.job.trouble is not None
    assert doing(refused, intents.Eject()) == (EjectDrive(A),)
    unplugged = told(state, DrivesSeen(()), 5.0)
    assert doing(unplugged, intents.Eject()) == ()


def test_a_warning_keeps_its_place() -> None:
    job = working(
        (
            (0.0, StageStarted(Stage.VERIFY, 100)),
            (1.0, Warned("read-again", "Right only when read again.", 50)),
        )
    )
    assert job.progress.warnings[0].offset == 50


def test_a_failed_check_leaves_nothing_chosen() -> None:
    state = replace(at_work(CHECKING), chosen=key_of(A))
    end = VerifyError("SanDisk Ultra", ((0, 512),), flaky=False)
    assert told(state, JobEnded(1, end)).chosen == ""
    assert told(ready(about=report()), intents.Dismiss()).chosen == key_of(A)

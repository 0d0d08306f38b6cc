"""Several drives: asked together, each with an end of its own."""

from dataclasses import replace
from pathlib import Path

import pytest
from support_checksums import RIGHT, WRONG, listed
from support_window import (
    CD_ONLY,
    GB,
    doing,
    drive,
    inspected,
    partition,
    told,
    verified,
    with_drives,
)

from app.checksums.comparison import Search
from app.drives.drive import DriveInfo, DriveKind, Ejection
from app.drives.image_file import virtual_stick
from app.errors import (
    AppError,
    DriveBusy,
    DriveTooSmall,
    ImageChanged,
    NotPermitted,
    PackedDamaged,
    StickFileGone,
    Stopped,
    WriteRefused,
)
from app.events import Progressed, Stage, StageStarted
from app.progress import Progress
from app.report import Report
from app.report.places import WrongPlace
from app.result import Result
from ui import intents
from ui.settings import DEFAULTS
from ui.state import (
    ConfirmOpen,
    ConfirmSeveralOpen,
    DetailsOpen,
    ListChanged,
    QuitOpen,
    Refused,
    State,
    StopOpen,
)
from ui.state.after import after
from ui.state.batch import Batch
from ui.state.checksum import Checksum
from ui.state.drive_list import key_of
from ui.state.effects import (
    Close,
    EjectDrive,
    FindPlaces,
    LeaveOut,
    LetGo,
    LookAt,
    LookBack,
    PlaySound,
    StartBatch,
    StopJob,
    TellBatch,
)
from ui.state.happenings import (
    BatchMoved,
    BatchRefused,
    DriveEjected,
    DrivesSeen,
    MemberEnded,
    PlacesFound,
)
from ui.state.image import Inspected
from ui.state.job import Ended, Step, Unplugging, Working

A, B, C = drive(1), drive(2), drive(3)
STORAGE = drive(5, kind=DriveKind.EXTERNAL_DISK, partitions=(partition("Backup"),))
REFUSED = WriteRefused("SanDisk Ultra", 5, "no")


def chosen(*drives: DriveInfo, about: Report | None = None) -> State:
    state = with_drives(*drives, image=inspected(about))
    return replace(state, several=True, ticked=frozenset(key_of(each) for each in drives))


def asked(*drives: DriveInfo) -> State:
    return told(chosen(*drives), intents.Write())


def at_work(*drives: DriveInfo) -> State:
    return told(asked(*drives), intents.Confirmed(str(len(drives))))


def number_of(state: State) -> int:
    assert isinstance(state.job, Batch)
    return state.job.number


def moving(state: State, *drives: DriveInfo, stage: Stage = Stage.WRITE) -> State:
    """These have begun the stage."""
    progress = Progress().after(StageStarted(stage, 6 * GB), 1.0)
    progress = progress.after(Progressed(stage, 3 * GB), 2.0)
    news = tuple((each, progress) for each in drives)
    return told(state, BatchMoved(number_of(state), news), 2.0)


def ending(state: State, drive: DriveInfo, end: Result | AppError) -> State:
    return told(state, MemberEnded(number_of(state), drive, end), 9.0)


@pytest.mark.parametrize("begun", [(), (A, B)])
def test_what_one_found_damaged_is_not_offered_to_any(begun: tuple[DriveInfo, ...]) -> None:
    """Whether they were changed or not."""
    state = ending(moving(at_work(A, B), *begun), A, PackedDamaged("gzip", 9, "it is cut off"))
    state = ending(state, B, PackedDamaged("gzip", 9, "it is cut off"))
    assert isinstance(state.image, Inspected)
    assert not state.image.writable
    assert len(state.damaged) == 1


def member(state: State, drive: DriveInfo) -> Working | Ended:
    assert isinstance(state.job, Batch)
    found = state.job.find(key_of(drive))
    assert found is not None
    return found


def test_the_question_is_about_all_that_are_ticked_in_the_order_of_their_rows() -> None:
    turn = after(chosen(A, B, C), intents.Write(), 0.0)
    assert turn.state.sheet == ConfirmSeveralOpen((A, B, C))
    assert turn.state.job is None
    assert turn.effects == ()


def test_one_ticked_drive_is_asked_about_as_ever() -> None:
    assert told(chosen(A), intents.Write()).sheet == ConfirmOpen(A)


def test_none_ticked_is_no_question() -> None:
    state = replace(chosen(A, B), ticked=frozenset())
    assert told(state, intents.Write(anyway=True)) == state


def test_what_would_not_boot_needs_a_second_thought() -> None:
    state = chosen(A, B, about=CD_ONLY)
    assert told(state, intents.Write()) == state
    assert told(state, intents.Write(anyway=True)).sheet == ConfirmSeveralOpen((A, B))


@pytest.mark.parametrize("typed", ["", "1", "3", "two", "SanDisk Ultra"])
def test_the_number_of_drives_is_typed(typed: str) -> None:
    state = asked(A, B)
    assert told(state, intents.Confirmed(typed)) == state


def test_the_right_number_starts_all() -> None:
    turn = after(asked(A, B), intents.Confirmed(" 2 "), 5.0)
    assert isinstance(turn.state.job, Batch)
    assert turn.state.sheet is None
    assert turn.effects == (StartBatch(turn.state.job.number, turn.state.job.image, (A, B)),)
    assert turn.state.at_work


def test_names_of_what_looks_like_storage_are_typed_as_well() -> None:
    state = asked(A, STORAGE)
    assert told(state, intents.Confirmed("2")) == state
    assert isinstance(told(state, intents.Confirmed("2, backup")).job, Batch)


def test_a_change_of_the_list_closes_the_question() -> None:
    state = told(asked(A, B), DrivesSeen((A, B, C)), 1.0)
    assert state.sheet is None
    assert state.notice == ListChanged()
    assert told(asked(A, B), DrivesSeen((A,)), 1.0).sheet is None


def test_each_has_its_own_story() -> None:
    state = moving(at_work(A, B), A)
    first, second = member(state, A), member(state, B)
    assert isinstance(first, Working)
    assert isinstance(second, Working)
    assert (first.step, first.touched) == (Step.WRITE, True)
    assert (second.step, second.touched) == (Step.PREPARE, False)


def test_one_failure_does_not_stop_the_others() -> None:
    state = moving(at_work(A, B), A, B)
    turn = after(state, MemberEnded(number_of(state), A, REFUSED), 9.0)
    assert turn.effects == ()
    failed = member(turn.state, A)
    assert isinstance(failed, Ended)
    assert failed.end == REFUSED
    assert isinstance(member(turn.state, B), Working)
    assert turn.state.at_work


def test_with_the_last_it_is_over_and_told() -> None:
    state = ending(moving(at_work(A, B), A, B), A, REFUSED)
    turn = after(state, MemberEnded(number_of(state), B, verified()), 9.0)
    assert isinstance(turn.state.job, Batch)
    looked_up = FindPlaces(inspected(), (A, B), REFUSED, ((5, 1),))
    assert turn.effects == (TellBatch(turn.state.job), looked_up)
    places = (WrongPlace(5, 1, 2, ("live/vmlinuz",)),)
    found = member(told(turn.state, PlacesFound(REFUSED, places)), A)
    assert isinstance(found, Ended)
    assert found.places == places
    assert told(turn.state, PlacesFound(Stopped(), places)) == turn.state
    assert not turn.state.at_work
    assert turn.state.ticked == frozenset()


@pytest.mark.parametrize("digest", [RIGHT, WRONG])
def test_what_it_sums_up_is_said_of_the_image(digest: str) -> None:
    """One write is enough for that, and a fact of all of them."""
    state = chosen(A, B)
    image = replace(inspected(), checksum=Checksum(1, Search((listed(digest),))))
    state = told(replace(state, image=image), intents.Write())
    state = moving(told(state, intents.Confirmed("2")), A, B)
    over = ending(ending(state, A, verified()), B, REFUSED)
    assert isinstance(over.job, Batch)
    assert isinstance(over.image, Inspected)
    for told_of in (over.job.image, over.image):
        assert told_of.checksum.comparison is not None
        assert told_of.checksum.wrong == (digest == WRONG)


def test_news_of_another_job_or_of_one_that_is_over_change_nothing() -> None:
    state = ending(moving(at_work(A, B), A, B), A, REFUSED)
    assert told(state, MemberEnded(number_of(state) + 1, B, verified())) == state
    assert told(state, MemberEnded(number_of(state), A, verified())) == state
    assert told(state, BatchMoved(number_of(state), ((A, Progress()),))) == state


def test_a_refused_plan_leaves_the_cards_and_the_ticks() -> None:
    state = at_work(A, B)
    error = DriveTooSmall(2, 1)
    after_it = told(state, BatchRefused(number_of(state), B, error))
    assert after_it.job is None
    assert after_it.notice == Refused(error, B)
    assert after_it.ticked == state.ticked


def test_where_no_drive_was_touched_the_cards_come_back() -> None:
    state = ending(at_work(A, B), A, NotPermitted("A"))
    state = ending(state, B, DriveBusy("B"))
    assert state.job is None
    assert isinstance(state.notice, Refused)
    assert state.notice.drive == A
    assert state.ticked == {key_of(A), key_of(B)}


def test_a_virtual_stick_whose_file_is_gone_is_there_no_more(tmp_path: Path) -> None:
    """Found out when it was to be planned, or opened."""
    file = virtual_stick(tmp_path / "stick.img", 32 * GB).info
    begun = told(told(chosen(A, file), intents.Write()), intents.Confirmed("2"))
    gone = StickFileGone("stick.img")
    planned = told(begun, BatchRefused(number_of(begun), file, gone))
    opened = ending(ending(begun, A, NotPermitted("A")), file, gone)
    for state in (planned, opened):
        assert state.drives.drives == (A,)
        assert state.ticked == {key_of(A)}
        assert isinstance(state.notice, Refused)


def test_an_image_that_changed_is_looked_at_anew() -> None:
    state = ending(at_work(A, B), A, ImageChanged("ubuntu.iso", "it grew"))
    effects = doing(state, MemberEnded(number_of(state), B, ImageChanged("ubuntu.iso", "it grew")))
    assert [type(effect) for effect in effects] == [LookAt]


def test_one_is_left_out_after_a_question() -> None:
    state = told(moving(at_work(A, B), A, B), intents.StopAsked(key_of(A)))
    assert state.sheet == StopOpen(key_of(A))
    turn = after(state, intents.StopConfirmed(), 3.0)
    assert turn.effects == (LeaveOut(A),)
    first, second = member(turn.state, A), member(turn.state, B)
    assert isinstance(first, Working)
    assert isinstance(second, Working)
    assert (first.stopping, second.stopping) == (True, False)
    assert told(turn.state, intents.StopAsked(key_of(A))) == turn.state


def test_all_are_stopped_after_a_question() -> None:
    state = told(moving(at_work(A, B), A, B), intents.StopAsked())
    assert state.sheet == StopOpen()
    turn = after(state, intents.StopConfirmed(), 3.0)
    assert turn.effects == (StopJob(),)
    assert isinstance(turn.state.job, Batch)
    assert turn.state.job.stopping


def test_a_question_about_one_that_ends_meanwhile_goes() -> None:
    state = told(moving(at_work(A, B), A, B), intents.StopAsked(key_of(A)))
    assert ending(state, A, verified()).sheet is None
    assert ending(state, B, verified()).sheet == StopOpen(key_of(A))


def test_closing_the_window_asks_and_then_stops_all() -> None:
    state = told(moving(at_work(A, B), A, B), intents.Quit())
    assert state.sheet == QuitOpen()
    turn = after(state, intents.QuitConfirmed(), 3.0)
    assert turn.effects == (StopJob(),)
    one = ending(turn.state, A, Stopped())
    assert doing(one, MemberEnded(number_of(one), B, Stopped())) == (LetGo(), Close())


def test_closing_the_window_before_anything_was_changed_asks_nothing() -> None:
    turn = after(at_work(A, B), intents.Quit(), 0.0)
    assert turn.effects == (StopJob(),)
    assert turn.state.quitting


def over(*ends: Result | AppError) -> State:
    drives = (A, B, C)[: len(ends)]
    state = moving(at_work(*drives), *drives, stage=Stage.VERIFY)
    for each, end in zip(drives, ends, strict=True):
        state = ending(state, each, end)
    return state


def test_one_or_all_that_are_done_are_ejected() -> None:
    state = over(verified(), REFUSED, verified())
    assert doing(state, intents.Eject(key_of(A))) == (EjectDrive(A, key_of(A)),)
    assert doing(state, intents.Eject(key_of(B))) == ()
    turn = after(state, intents.Eject(), 0.0)
    assert turn.effects == (EjectDrive(A, key_of(A)), EjectDrive(C, key_of(C)))
    assert doing(turn.state, intents.Eject()) == ()
    out = told(turn.state, DriveEjected(key=key_of(A)))
    first, third = member(out, A), member(out, C)
    assert isinstance(first, Ended)
    assert isinstance(third, Ended)
    assert (first.unplugging, third.unplugging) == (Unplugging.DONE, Unplugging.ASKED)
    gone = member(told(out, DriveEjected(key=key_of(C), how=Ejection.ALREADY_OUT)), C)
    assert isinstance(gone, Ended)
    assert gone.unplugging is Unplugging.ALREADY_OUT
    failed = told(turn.state, DriveEjected(DriveBusy("C"), key_of(C)))
    stuck = member(failed, C)
    assert isinstance(stuck, Ended)
    assert stuck.unplugging is Unplugging.NOT_ASKED
    assert isinstance(stuck.trouble, DriveBusy)


def test_the_settings_hold_for_several_as_well() -> None:
    settings = replace(DEFAULTS, check=False, awake=False, eject=True, notify=False, sound=True)
    state = replace(asked(A, B), settings=settings)
    turn = after(state, intents.Confirmed("2"), 0.0)
    (start,) = turn.effects
    assert isinstance(start, StartBatch)
    assert (start.check, start.awake) == (False, False)
    state = moving(turn.state, A, B)
    one = after(state, MemberEnded(number_of(state), A, verified()), 9.0)
    assert one.effects == (EjectDrive(A, key_of(A)),)
    gone = told(state, DrivesSeen(()), 8.0)
    assert doing(gone, MemberEnded(number_of(state), A, verified())) == one.effects
    last = after(one.state, MemberEnded(number_of(state), B, REFUSED), 9.0)
    assert last.effects[0] == PlaySound(good=False)


def test_a_stop_is_nothing_to_tell() -> None:
    state = ending(moving(at_work(A, B), A, B), A, Stopped())
    assert doing(state, MemberEnded(number_of(state), B, Stopped())) == ()


def test_one_can_be_ejected_while_others_work() -> None:
    state = ending(moving(at_work(A, B), A, B), A, verified())
    assert doing(state, intents.Eject(key_of(A))) == (EjectDrive(A, key_of(A)),)


def test_details_are_of_one() -> None:
    state = over(verified(), REFUSED)
    assert told(state, intents.ShowDetails(key_of(B))).sheet == DetailsOpen(key_of(B))
    assert told(state, intents.ShowDetails("nobody")) == state


@pytest.mark.parametrize("intent", [intents.WriteAnother(), intents.CloseResult()])
def test_leaving_keeps_the_image_and_ticks_nothing(intent: intents.Intent) -> None:
    turn = after(over(verified(), verified()), intent, 0.0)
    assert turn.state.job is None
    assert turn.state.ticked == frozenset()
    assert turn.state.several
    assert turn.state.image == over(verified(), verified()).image
    assert turn.effects == (LetGo(), LookBack())


def test_there_is_no_leaving_while_there_is_work() -> None:
    state = moving(at_work(A, B), A)
    assert told(state, intents.WriteAnother()) == state

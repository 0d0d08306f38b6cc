"""Boxes instead of circles: only a hand ticks, and what vanishes loses its tick."""

from dataclasses import replace

from support_window import drive, inspected, partition, sized, told, with_drives, working

from app.drives.drive import DriveInfo, DriveKind, Reason
from ui import intents
from ui.state import Blocked, Gone, State
from ui.state.drive_list import key_of
from ui.state.happenings import DrivesSeen

A, B, C = drive(1), drive(2), drive(3)
LOCKED = drive(4, reasons=(Reason("read-only", "Locked."),))
STORAGE = drive(5, kind=DriveKind.EXTERNAL_DISK, partitions=(partition("Backup"),))


def boxes(*drives: DriveInfo) -> State:
    state = with_drives(*drives, image=inspected())
    return told(state, intents.SeveralAtOnce(on=True))


def ticked(state: State, *drives: DriveInfo) -> State:
    for each in drives:
        state = told(state, intents.TickDrive(key_of(each), on=True))
    return state


def keys(*drives: DriveInfo) -> frozenset[str]:
    return frozenset(key_of(each) for each in drives)


def test_nothing_is_ticked_by_itself() -> None:
    assert boxes(A, B).ticked == frozenset()
    more = told(boxes(A, B), DrivesSeen((A, B, C)), 5.0)
    assert more.ticked == frozenset()


def test_what_the_hand_chose_before_stays_chosen() -> None:
    state = replace(with_drives(A, B, image=inspected()), chosen=key_of(A))
    several = told(state, intents.SeveralAtOnce(on=True))
    assert (several.chosen, several.ticked) == ("", keys(A))
    one = told(several, intents.SeveralAtOnce(on=False))
    assert (one.chosen, one.ticked) == (key_of(A), frozenset())


def test_of_several_none_stays_the_one() -> None:
    one = told(ticked(boxes(A, B), A, B), intents.SeveralAtOnce(on=False))
    assert (one.chosen, one.ticked, one.several) == ("", frozenset(), False)


def test_ticks_come_and_go() -> None:
    state = ticked(boxes(A, B, C), C, A)
    assert state.ticked == keys(A, C)
    assert state.ticked_drives == (A, C)
    assert told(state, intents.TickDrive(key_of(A), on=False)).ticked == keys(C)
    assert told(state, intents.TickNone()).ticked == frozenset()


def test_what_cannot_take_the_image_cannot_be_ticked() -> None:
    small = sized(6, 1 << 20)
    state = ticked(boxes(A, LOCKED, small), LOCKED, small)
    assert state.ticked == frozenset()
    assert told(state, intents.TickDrive("nobody", on=True)) == state


def test_all_are_the_ordinary_ones() -> None:
    state = boxes(A, LOCKED, STORAGE, B)
    assert told(state, intents.TickAll()).ticked == keys(A, B)
    assert ticked(state, STORAGE).ticked == keys(STORAGE)


def test_one_that_vanishes_loses_its_tick_and_the_others_keep_theirs() -> None:
    state = told(ticked(boxes(A, B, C), A, B), DrivesSeen((B, C)), 1.0)
    assert state.ticked == keys(B)
    assert state.notice == Gone(A)
    back = told(state, DrivesSeen((A, B, C)), 2.0)
    assert back.ticked == keys(B)


def test_one_that_gets_into_use_loses_its_tick() -> None:
    busy = replace(A, reasons=(Reason("in-use", "In use."),))
    state = told(ticked(boxes(A, B), A, B), DrivesSeen((busy, B)), 1.0)
    assert state.ticked == keys(B)
    assert state.notice == Blocked(busy)


def test_a_circle_means_nothing_among_boxes() -> None:
    state = boxes(A, B)
    assert told(state, intents.ChooseDrive(key_of(A))) == state


def test_a_box_means_nothing_among_circles() -> None:
    state = with_drives(A, B, image=inspected())
    for intent in (intents.TickDrive(key_of(A), on=True), intents.TickAll(), intents.TickNone()):
        assert told(state, intent) == state


def test_nothing_changes_while_there_is_work() -> None:
    state = replace(ticked(boxes(A, B), A), job=working())
    for intent in (
        intents.SeveralAtOnce(on=False),
        intents.TickDrive(key_of(B), on=True),
        intents.TickAll(),
        intents.TickNone(),
    ):
        assert told(state, intent) == state

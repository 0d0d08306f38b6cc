"""What is inside the image, mounted by one click, and taken away again."""

from dataclasses import replace

import pytest
from support_states import looking
from support_window import finding, inspected, ready, report, told

from app.errors import NotMountable, StillInUse
from app.inside.mounted import Mounted
from app.report import Severity
from ui import intents
from ui.state import MountOpen, MountsOpen, Page, State
from ui.state.after import after
from ui.state.effects import (
    FindMounts,
    ListMounts,
    MountImage,
    ShowFolder,
    Unmount,
    UnmountAll,
)
from ui.state.happenings import MountRefused, MountsFound, MountsListed
from ui.state.inside import Inside, Mounting

POINTS = (
    Mounted("/home/a/ubuntu.iso", "", "/media/a/Ubuntu", "loop0"),
    Mounted("/home/a/ubuntu.iso", "boot-image-1", "/media/a/ESP", "loop1"),
)


@pytest.fixture
def opened() -> State:
    image = inspected()
    return replace(
        ready(), image=image, page=Page.INSIDE, inside=Inside(7, image.source, looking())
    )


@pytest.fixture
def mounted(opened: State) -> State:
    return told(opened, MountsFound(7, POINTS))


def mounting(state: State) -> Mounting:
    assert state.inside is not None
    return state.inside.mounting


def test_one_click_and_another(opened: State) -> None:
    turn = after(opened, intents.Mount(), 0.0)
    assert opened.inside is not None
    assert turn.effects == (MountImage(7, opened.inside.source),)
    assert mounting(turn.state).busy
    assert after(turn.state, intents.Mount(), 0.0).effects == ()
    there = told(turn.state, MountsFound(7, POINTS))
    assert mounting(there) == Mounting(POINTS)
    assert after(there, intents.Mount(), 0.0).effects == ()
    turn = after(there, intents.Unmount(), 0.0)
    assert turn.effects == (Unmount(7, POINTS),)
    assert mounting(turn.state).busy
    assert mounting(told(turn.state, MountsFound(7, ()))) == Mounting()


def test_what_was_asked_before_does_not_end_it(opened: State) -> None:
    begun = told(opened, intents.Mount())
    assert told(begun, MountsFound(7, ())) == begun


def test_it_is_shown_once(mounted: State, opened: State) -> None:
    begun = told(opened, intents.Mount())
    turn = after(begun, MountsFound(7, POINTS), 0.0)
    assert turn.effects == (ShowFolder("/media/a/Ubuntu"),)
    assert after(mounted, MountsFound(7, POINTS), 0.0).effects == ()  # it was there before
    assert after(opened, MountsFound(7, POINTS), 0.0).effects == ()
    assert after(opened, intents.Unmount(), 0.0).effects == ()


def test_an_error_says_why_and_what_is_there_is_asked(mounted: State) -> None:
    error = StillInUse("/media/a/Ubuntu")
    begun = told(mounted, intents.Unmount())
    turn = after(begun, MountRefused(7, error), 0.0)
    assert [type(each) for each in turn.effects] == [FindMounts]
    assert after(turn.state, intents.Unmount(), 0.0).effects == ()
    left = told(turn.state, MountsFound(7, POINTS[:1]))
    assert mounting(left) == Mounting(POINTS[:1], error=error)
    assert mounting(told(left, intents.ChooseFiles(("a",)))).error is None
    assert mounting(told(left, intents.Unmount())).error is None


def test_a_trick_is_a_question(opened: State) -> None:
    image = inspected(report(findings=(finding("hidden-program", Severity.CAUTION),)))
    wary = replace(opened, image=image)
    asked = after(wary, intents.Mount(), 0.0)
    assert asked.effects == ()
    assert asked.state.sheet == MountOpen()
    assert after(wary, intents.MountAnyway(), 0.0).effects == ()
    turn = after(asked.state, intents.MountAnyway(), 0.0)
    assert [type(each) for each in turn.effects] == [MountImage]
    assert turn.state.sheet is None


def test_not_before_it_is_open_nor_packed(opened: State) -> None:
    assert opened.inside is not None
    packed = inspected(report(layers=("xz",))).source
    for inside in (replace(opened.inside, look=None), replace(opened.inside, source=packed)):
        state = replace(opened, inside=inside)
        turn = after(state, intents.Mount(), 0.0)
        assert (turn.state, turn.effects) == (state, ())


def test_what_is_about_another_image_is_dropped(opened: State) -> None:
    for late in (MountsFound(6, POINTS), MountRefused(6, NotMountable("a.iso", "it is packed"))):
        turn = after(opened, late, 0.0)
        assert (turn.state, turn.effects) == (opened, ())
    home = replace(opened, inside=None)
    assert told(home, MountsFound(7, POINTS)) == home


def test_all_that_is_mounted_is_listed_and_unmounted_when_asked(opened: State) -> None:
    assert after(opened, intents.ShowMounts(), 0.0).effects == (ListMounts(),)
    listed = after(opened, MountsListed(POINTS), 0.0)
    assert listed.state.sheet == MountsOpen(POINTS)
    turn = after(listed.state, intents.UnmountAll(), 0.0)
    assert turn.state.sheet == MountsOpen(POINTS, busy=True)
    assert turn.effects == (UnmountAll(POINTS),)
    assert after(turn.state, intents.UnmountAll(), 0.0).effects == ()
    error = StillInUse("/media/a/Ubuntu")
    answer = MountsListed(POINTS[:1], error, unmounted=True)
    left = after(turn.state, answer, 0.0)
    assert left.state.sheet == MountsOpen(POINTS[:1], error=error)
    assert [type(each) for each in left.effects] == [FindMounts]
    closed = told(turn.state, intents.Dismiss())
    assert after(closed, answer, 0.0) == left
    done = after(closed, MountsListed((), unmounted=True), 0.0)
    assert done.state.sheet is None
    assert [type(each) for each in done.effects] == [FindMounts]


def test_a_list_comes_over_nothing_else(opened: State) -> None:
    asked = replace(opened, sheet=MountOpen())
    assert after(asked, MountsListed(POINTS), 0.0).state.sheet == MountOpen()
    assert after(asked, intents.UnmountAll(), 0.0).effects == ()
    nothing = told(opened, MountsListed(()))
    assert after(nothing, intents.UnmountAll(), 0.0).effects == ()

"""The page with the image's files: opened, listed, searched, and files taken out."""

from dataclasses import replace
from pathlib import Path

import pytest
from support_states import looking
from support_window import inspected, ready, told, working

from app.errors import AppError, BudgetSpent, ImageUnreadable, NoRoom, Stopped
from app.firmware import ThisComputer
from app.inside.told import TakenOut
from ui import intents
from ui.intents.inside import MOST_CHOSEN
from ui.looking import Hits, Seen
from ui.offers import Found, Refusal, WebLink
from ui.screens.image_card import image_card
from ui.state import LeftOutOpen, Page, State
from ui.state.after import after
from ui.state.effects import (
    AskForFolder,
    FindFiles,
    FindMounts,
    ListFolder,
    LookInto,
    PreviewFile,
    StopTaking,
    TakeFiles,
)
from ui.state.happenings import (
    FileSeen,
    FilesFound,
    FolderChosen,
    FolderListed,
    InsideOpened,
    InsideRefused,
    Looked,
    TakingEnded,
    TakingMoved,
)
from ui.state.image import Inspected
from ui.state.inside import Inside, Taken
from ui.view import Carried, FileRow, Folder

FILE, LINK = FileRow("boot/a.cfg", "a.cfg", size=5), FileRow("boot/l", "l", note="a link to a")
BOOT = FileRow("boot", "boot", folder=True)
ROOT, INNER = Folder("", (BOOT,)), Folder("boot", (FILE, LINK))
OUT = Path("/home/a/out")
WEB = WebLink("https://example.org/b.iso")
DONE = TakenOut(1, 0, 5, 0, 0, 0.1)


@pytest.fixture
def opened() -> State:
    turn = after(ready(), intents.LookInside(), 0.0)
    ask, mounts = turn.effects
    assert isinstance(ask, LookInto)
    assert isinstance(mounts, FindMounts)
    return told(turn.state, InsideOpened(ask.number, looking(), ROOT))


def inside(state: State) -> Inside:
    assert state.inside is not None
    return state.inside


def listed(state: State) -> State:
    return told(state, FolderListed(inside(state).number, INNER))


def taking(state: State) -> State:
    return told(state, FolderChosen(OUT))


def test_it_is_opened_once_and_stays_as_it_was_left(opened: State) -> None:
    assert opened.page is Page.INSIDE
    left = told(told(opened, intents.OpenFolder("boot")), intents.Back())
    assert left.page is None
    again = after(left, intents.LookInside(), 0.0)
    assert again.state.page is Page.INSIDE
    assert [type(each) for each in again.effects] == [FindMounts]
    assert inside(again.state).open == {"boot"}
    other = replace(left, image=inspected())
    assert isinstance(after(other, intents.LookInside(), 0.0).effects[0], LookInto)


def test_not_while_a_drive_is_written() -> None:
    busy = replace(ready(), job=working())
    assert after(busy, intents.LookInside(), 0.0).state == busy


def test_answers_to_older_questions_change_nothing(opened: State) -> None:
    number = inside(opened).number - 1
    for late in (
        InsideOpened(number, looking(), INNER),
        InsideRefused(number, ImageUnreadable("a.iso", 0, "gone")),
        FolderListed(number, INNER),
        FilesFound(number, "", Hits(())),
        FileSeen(number, "boot", Seen()),
        TakingMoved(number, 1, 2),
        TakingEnded(number, DONE),
    ):
        assert told(opened, late) == opened


def test_why_it_cannot_be_opened_is_kept() -> None:
    turn = after(ready(), intents.LookInside(), 0.0)
    error = ImageUnreadable("a.iso", 0, "gone")
    refused = told(turn.state, InsideRefused(inside(turn.state).number, error))
    assert inside(refused).trouble is error
    assert after(refused, intents.TakeOut(), 0.0).effects == ()


def test_a_folder_is_listed_when_it_is_first_opened(opened: State) -> None:
    turn = after(opened, intents.OpenFolder("boot"), 0.0)
    assert [type(each) for each in turn.effects] == [ListFolder]
    state = listed(turn.state)
    assert inside(state).folders == (ROOT, INNER)
    assert listed(state) == state
    closed = told(state, intents.OpenFolder("boot", open=False))
    assert inside(closed).open == frozenset()
    again = after(closed, intents.OpenFolder("boot"), 0.0)
    assert again.effects == ()
    assert inside(again.state).open == {"boot"}


def test_searching(opened: State) -> None:
    turn = after(opened, intents.Seek(" a.cfg "), 0.0)
    (ask,) = turn.effects
    assert isinstance(ask, FindFiles)
    assert ask.text == "a.cfg"
    assert after(turn.state, intents.Seek("a.cfg"), 0.0).effects == ()
    other = told(turn.state, FilesFound(ask.number, "b", Hits(())))
    assert inside(other).found is None
    found = told(turn.state, FilesFound(ask.number, "a.cfg", Hits((FILE,))))
    assert inside(found).found == Hits((FILE,))
    assert inside(told(found, intents.Seek(""))).found is None


def test_only_a_single_file_shows_its_beginning(opened: State) -> None:
    state = listed(opened)
    turn = after(state, intents.ChooseFiles((FILE.key,)), 0.0)
    assert [type(each) for each in turn.effects] == [PreviewFile]
    seen = told(turn.state, FileSeen(inside(state).number, FILE.key, Seen("text")))
    assert inside(seen).seen == Seen("text")
    for keys in (("boot",), (LINK.key,), (FILE.key, LINK.key), (), ("nowhere",)):
        turn = after(seen, intents.ChooseFiles(keys), 0.0)
        assert turn.effects == ()
        assert inside(turn.state).seen is None
        late = told(turn.state, FileSeen(inside(state).number, FILE.key, Seen("text")))
        assert inside(late).seen is None


def test_taking_out(opened: State) -> None:
    state = told(listed(opened), intents.ChooseFiles((FILE.key, "boot", "boot/b/c")))
    assert after(state, intents.TakeOut(), 0.0).effects == (AskForFolder(),)
    turn = after(state, FolderChosen(OUT), 0.0)
    (take,) = turn.effects
    assert isinstance(take, TakeFiles)
    assert (take.paths, take.folder) == (("boot",), OUT)  # what lies in it comes with it
    moved = told(turn.state, TakingMoved(take.number, 3, 5))
    assert inside(moved).taking is not None
    assert moved.occupied
    assert not moved.at_work
    over = told(moved, TakingEnded(take.number, DONE, ("left",)))
    assert inside(over).taken == Taken(OUT, DONE, ("left",))
    assert not over.occupied
    assert told(over, intents.ShowLeftOut()).sheet == LeftOutOpen()
    assert inside(told(over, intents.ChooseFiles(()))).taken is None


def test_more_than_any_honest_image_holds_is_taken_out_by_who_insists(opened: State) -> None:
    state = told(listed(opened), intents.ChooseFiles((FILE.key,)))
    turn = after(state, FolderChosen(OUT), 0.0)
    (take,) = turn.effects
    assert isinstance(take, TakeFiles)
    assert not take.anyway
    refused = told(turn.state, TakingEnded(take.number, BudgetSpent("2 files")))
    again = after(refused, intents.TakeAnyway(), 0.0)
    (insisted,) = again.effects
    assert isinstance(insisted, TakeFiles)
    assert (insisted.paths, insisted.folder, insisted.anyway) == (take.paths, OUT, True)
    over = told(again.state, TakingEnded(insisted.number, BudgetSpent("2 files")))
    assert after(over, intents.TakeAnyway(), 0.0).effects == (), "nothing is left to insist on"


@pytest.mark.parametrize("end", [NoRoom("/tmp", 9, 5), Stopped(), DONE])
def test_nothing_else_is_insisted_on(opened: State, end: TakenOut | AppError) -> None:
    turn = after(opened, FolderChosen(OUT), 0.0)
    (take,) = turn.effects
    assert isinstance(take, TakeFiles)
    over = told(turn.state, TakingEnded(take.number, end))
    assert after(over, intents.TakeAnyway(), 0.0).effects == ()


def test_nor_is_it_put_ready_to_be_dragged(opened: State) -> None:
    turn = after(opened, intents.CarryOut(("boot",)), 0.0)
    (take,) = turn.effects
    assert isinstance(take, TakeFiles)
    over = told(turn.state, TakingEnded(take.number, BudgetSpent("2 files")))
    assert after(over, intents.TakeAnyway(), 0.0).effects == ()


def test_nothing_marked_is_everything(opened: State) -> None:
    (take,) = after(opened, FolderChosen(OUT), 0.0).effects
    assert isinstance(take, TakeFiles)
    assert take.paths == ("",)


def test_too_many_are_not_taken_one_by_one(opened: State) -> None:
    keys = tuple(str(number) for number in range(MOST_CHOSEN + 1))
    state = told(opened, intents.ChooseFiles(keys))
    assert after(state, intents.TakeOut(), 0.0).effects == ()
    fewer = told(opened, intents.ChooseFiles(keys[1:]))
    assert after(fewer, intents.TakeOut(), 0.0).effects == (AskForFolder(),)


def test_while_files_are_taken_out_the_page_stays(opened: State) -> None:
    state = taking(opened)
    looked = Looked(state.opening, Path("/b.iso"), Found(None, 9), opens=True)
    for wish in (
        intents.Back(),
        intents.ShowSettings(),
        intents.TakeOut(),
        intents.CarryOut(("boot",)),
        intents.ChooseFile(),
        intents.TryWithoutStick(),
        intents.OpenFile("/b.iso"),
        intents.FromWeb(),
        intents.Dropped(intents.Offer((WEB.url,))),
        looked,
    ):
        turn = after(state, wish, 0.0)
        assert turn.state == state
        assert turn.effects == ()
    dragged = told(state, intents.DragEntered(intents.Offer(text="/b.iso")))
    assert dragged.drag is not None
    assert dragged.drag.refusal is Refusal.TAKING_OUT


def test_stopping(opened: State) -> None:
    assert after(opened, intents.StopTaking(), 0.0).effects == ()
    turn = after(taking(opened), intents.StopTaking(), 0.0)
    assert turn.effects == (StopTaking(),)
    now = inside(turn.state).taking
    assert now is not None
    assert now.stopping
    over = told(turn.state, TakingEnded(now.number, Stopped()))
    assert inside(over).taken == Taken(OUT, over.inside.taken.end)  # type: ignore[union-attr]


def test_what_is_dragged_lies_ready_first(opened: State) -> None:
    turn = after(opened, intents.CarryOut(("boot",)), 0.0)
    (take,) = turn.effects
    assert isinstance(take, TakeFiles)
    assert (take.paths, take.folder) == (("boot",), None)
    ready = Carried(("boot",), ("file:///tmp/boot",))
    over = told(turn.state, TakingEnded(take.number, DONE, carried=ready))
    assert inside(over).carried == ready
    assert inside(told(over, intents.ChooseFiles(()))).carried == ready


def test_another_image_has_another_inside(opened: State) -> None:
    state = replace(opened, opening=7)
    fresh = told(state, Looked(7, Path("/b.iso"), Found(None, 9), opens=True))
    assert fresh.inside is None
    assert fresh.page is None
    from_web = told(opened, intents.Dropped(intents.Offer((WEB.url,))))
    assert from_web.inside is None
    assert from_web.page is None
    assert isinstance(opened.image, Inspected)


def test_an_image_on_the_web_is_not_looked_into() -> None:
    there = replace(inspected(), link=WEB)
    turn = after(replace(ready(), image=there), intents.LookInside(), 0.0)
    assert turn.state.page is None
    assert turn.effects == ()
    card = image_card(there, ThisComputer())
    assert all(each.intent != intents.LookInside() for each in card.links)

from dataclasses import replace
from pathlib import Path

import pytest
from support_window import (
    doing,
    drive,
    ended,
    inspected,
    ready,
    report,
    told,
    verified,
    with_drives,
    working,
)

from app.errors import UnsupportedImage
from ui import intents
from ui.intents import Offer
from ui.offers import Found, Refusal
from ui.state import Dragged, FileChanged, NotTaken, State
from ui.state.after import after, next_change
from ui.state.drive_list import key_of
from ui.state.effects import AskForImage, FindChecksums, Inspect, LetGo, Locate, LookAgain, LookAt
from ui.state.happenings import (
    CameBack,
    DrivesSeen,
    ImageDiffers,
    ImageInspected,
    ImageLocated,
    ImageRefused,
    Looked,
)
from ui.state.image import QUIET, Inspected, NoImage, Reading, Unusable, visible

ISO = Path("/home/a/debian.iso")
OFFER = Offer(("file:///home/a/debian.iso",))


def reading(state: State | None = None, now: float = 10.0) -> State:
    """A file was dropped and found."""
    dropped = told(state or State(), intents.Dropped(OFFER), now)
    return told(dropped, Looked(dropped.opening, ISO, Found(None, 600), opens=True), now)


def test_a_dropped_file_is_looked_at_then_inspected() -> None:
    turn = after(State(), intents.Dropped(OFFER), 0.0)
    assert turn.effects == (LookAt(1, ISO, opens=True),)
    turn = after(turn.state, Looked(1, ISO, Found(None, 600), opens=True), 0.0)
    assert turn.effects == (Inspect(1, ISO),)
    turn = after(turn.state, ImageInspected(1, inspected().source, report()), 0.1)
    assert isinstance(turn.state.image, Inspected)
    source = turn.state.image.source
    assert turn.effects == (Locate(ISO, ()), FindChecksums(turn.state.asked, source))


@pytest.mark.parametrize(
    "intent",
    [
        intents.Dropped(OFFER),
        intents.Pasted(Offer(text="/home/a/debian.iso")),
        intents.OpenFile("/home/a/debian.iso"),
    ],
)
def test_every_way_in_leads_to_the_same_look(intent: intents.Intent) -> None:
    assert doing(State(), intent) == (LookAt(1, ISO, opens=True),)


@pytest.mark.parametrize(
    ("intent", "refusal"),
    [
        (intents.Dropped(Offer(("file:///a", "file:///b"))), Refusal.MANY),
        (intents.Dropped(Offer(("ftp://a/b.iso",))), Refusal.REMOTE),
        (intents.Dropped(Offer(("smb://a/b.iso",))), Refusal.SANDBOX),
        (intents.Dropped(Offer()), Refusal.NOTHING),
        (intents.Pasted(Offer(("file:///a/b.iso.part",))), Refusal.PARTIAL),
        (intents.OpenFile("/a/b.iso.crdownload"), Refusal.PARTIAL),
    ],
)
def test_what_is_no_image_is_refused_with_its_reason(
    intent: intents.Intent, refusal: Refusal
) -> None:
    turn = after(State(), intent, 0.0)
    assert turn.state.notice == NotTaken(refusal)
    assert turn.effects == ()


def test_pasting_some_text_is_no_mistake() -> None:
    assert told(State(), intents.Pasted(Offer(text="milk"))) == State()


def test_a_refused_path_leaves_the_image_as_it_was() -> None:
    before = ready()
    dropped = told(before, intents.Dropped(OFFER))
    answer = Looked(dropped.opening, ISO, Found(Refusal.UNREADABLE, 1, "root"), opens=True)
    after_it = told(dropped, answer)
    assert after_it.image == before.image
    assert after_it.chosen == before.chosen
    assert after_it.notice == NotTaken(Refusal.UNREADABLE, "root")


def test_only_the_last_file_is_opened() -> None:
    first = told(State(), intents.Dropped(OFFER))
    second = told(first, intents.Dropped(Offer(("file:///b.iso",))))
    late = told(second, Looked(first.opening, ISO, Found(None), opens=True))
    assert late == second


def test_an_answer_about_an_older_file_is_dropped() -> None:
    state = reading()
    late = ImageInspected(state.opening - 1, inspected().source, report())
    assert told(state, late) == state
    assert told(state, ImageRefused(state.opening - 1, UnsupportedImage("no"))) == state


def test_a_blink_of_reading_is_not_shown() -> None:
    state = reading(now=10.0)
    assert isinstance(visible(state.image, 10.0 + QUIET - 0.01), NoImage)
    assert isinstance(visible(state.image, 10.0 + QUIET), Reading)
    assert next_change(state, 10.0) == 10.0 + QUIET


def test_reading_a_second_image_shows_the_first_meanwhile() -> None:
    state = reading(ready(), now=10.0)
    assert visible(state.image, 10.1) == ready().image
    again = reading(state, now=10.2)  # and a third before that was done
    assert visible(again.image, 10.3) == ready().image


def test_reading_can_be_stopped() -> None:
    assert told(reading(ready()), intents.StopReading()).image == ready().image


def test_a_file_that_can_not_be_opened_keeps_its_name() -> None:
    error = UnsupportedImage("There is no image in this archive.")
    state = reading()
    assert told(state, ImageRefused(state.opening, error)).image == Unusable(ISO, 600, error)


def test_a_larger_image_clears_a_drive_that_is_too_small() -> None:
    state = reading(ready())
    answer = ImageInspected(state.opening, inspected(report(size=64 * 10**9)).source, report())
    after_it = told(state, answer)
    assert after_it.chosen == ""


def test_the_drive_that_the_image_lies_on_can_not_stay_chosen() -> None:
    state = ready()
    assert isinstance(state.image, Inspected)
    on_it = ImageLocated(state.image.path, frozenset({key_of(drive())}))
    asked = told(state, intents.Write())
    assert asked.sheet is not None
    after_it = told(asked, on_it)
    assert after_it.chosen == ""
    assert after_it.sheet is None
    elsewhere = ImageLocated(Path("/other.iso"), frozenset({key_of(drive())}))
    assert told(state, elsewhere) == state


def test_a_file_that_changed_meanwhile_is_inspected_again() -> None:
    state = ready()
    assert isinstance(state.image, Inspected)
    source = state.image.source
    assert doing(state, CameBack()) == (LookAgain(source),)
    turn = after(told(state, intents.Write()), ImageDiffers(source), 0.0)
    assert turn.effects == (LookAt(turn.state.opening, state.image.path, opens=True),)
    found = Looked(turn.state.opening, state.image.path, Found(None, 700), opens=True)
    read = told(turn.state, found)
    assert isinstance(read.image, Reading)
    assert (read.notice, read.sheet) == (FileChanged(), None)
    known = told(read, ImageInspected(read.opening, inspected().source, report()))
    assert isinstance(known.image, Inspected)
    assert known.notice == FileChanged()
    assert told(known, intents.OpenFile("/b.iso")).notice is None


def test_a_file_that_has_gone_meanwhile_is_shown_no_more() -> None:
    state = ready()
    assert isinstance(state.image, Inspected)
    looking = told(state, ImageDiffers(state.image.source))
    gone = Found(Refusal.GONE)
    empty = told(looking, Looked(looking.opening, state.image.path, gone, opens=True))
    assert isinstance(empty.image, NoImage)
    assert empty.notice == NotTaken(Refusal.GONE)
    assert not empty.chosen
    other = told(state, intents.OpenFile("/b.iso"))
    kept = told(other, Looked(other.opening, Path("/b.iso"), gone, opens=True))
    assert kept.image == state.image


def test_a_drive_that_goes_may_take_the_image_with_it() -> None:
    state = ready(drive(2))
    assert isinstance(state.image, Inspected)
    assert LookAgain(state.image.source) in doing(state, DrivesSeen((drive(),)))
    assert LookAgain(state.image.source) not in doing(state, DrivesSeen((drive(), drive(2))))


def test_what_is_written_is_looked_at_by_the_write() -> None:
    state = ready()
    assert isinstance(state.image, Inspected)
    differs = ImageDiffers(state.image.source)
    for busy in (replace(state, job=working()), replace(state, job=ended(verified()))):
        assert doing(busy, CameBack()) == ()
        assert told(busy, differs) == busy
    assert told(replace(state, image=inspected()), differs).notice is None


def test_dragging_says_what_letting_go_would_do() -> None:
    turn = after(State(), intents.DragEntered(OFFER), 0.0)
    assert turn.state.drag == Dragged(1, None)
    assert turn.effects == (LookAt(1, ISO, opens=False),)
    folder = told(turn.state, Looked(1, ISO, Found(Refusal.FOLDER), opens=False))
    assert folder.drag == Dragged(1, Refusal.FOLDER)
    assert told(folder, intents.DragLeft()).drag is None
    assert told(State(), Looked(1, ISO, Found(None), opens=False)) == State()


def test_while_a_drive_is_written_nothing_comes_in() -> None:
    state = State(job=working())
    assert told(state, intents.DragEntered(OFFER)).drag == Dragged(1, Refusal.AT_WORK)
    for intent in (
        intents.Dropped(OFFER),
        intents.Pasted(OFFER),
        intents.OpenFile("/a.iso"),
        intents.ChooseFile(),
        intents.TryWithoutStick(),
    ):
        turn = after(state, intent, 0.0)
        assert turn.effects == ()
        assert turn.state.job == state.job


def test_a_new_image_leaves_the_result_page_and_lets_go_of_the_drive() -> None:
    state = replace(with_drives(drive(), image=inspected()), job=ended(verified()))
    dropped = told(state, intents.Dropped(OFFER))
    assert dropped.job == state.job  # until it is known to be a file
    turn = after(dropped, Looked(dropped.opening, ISO, Found(None, 1), opens=True), 0.0)
    assert turn.state.job is None
    assert turn.effects[0] == LetGo()


def test_choosing_a_file_asks_the_desktop() -> None:
    assert doing(State(), intents.ChooseFile()) == (AskForImage(),)

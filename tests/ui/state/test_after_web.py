"""An image on the web, as far as the state knows of it."""

from dataclasses import replace
from pathlib import Path

import pytest
from support_window import doing, drive, inspected, ready, report, told, working

from app.errors import ImageChanged, NotFetched
from ui import intents
from ui.intents import Offer
from ui.offers import Found, WebLink
from ui.state import AddressOpen, PasteOpen, PlainOpen, State
from ui.state.after import after
from ui.state.effects import AskForCopy, Fetch, FindOnWeb, Inspect, StopFetching, StopSumming, SumUp
from ui.state.happenings import (
    CopyChosen,
    ImageDiffers,
    ImageInspected,
    ImageRefused,
    JobEnded,
    ListsNotFound,
    Looked,
)
from ui.state.image import Inspected, NoImage, Reading, Unusable, visible

LINK = WebLink("https://example.org/a.iso")
OFFER = Offer((LINK.url,))


def reading(state: State | None = None) -> State:
    return told(state or State(), intents.Dropped(OFFER), 10.0)


def there(state: State | None = None) -> State:
    asked = reading(state)
    return told(asked, ImageInspected(asked.opening, inspected().source, report()), 11.0)


def image(state: State) -> Inspected:
    assert isinstance(state.image, Inspected)
    return state.image


@pytest.mark.parametrize("way", [intents.Dropped(OFFER), intents.Pasted(OFFER)])
def test_an_address_is_asked_for_and_shown_at_once(way: intents.Intent) -> None:
    turn = after(State(), way, 10.0)
    assert turn.effects == (Fetch(1, LINK),)
    assert isinstance(visible(turn.state.image, 10.0), Reading)


def test_what_comes_in_lies_nowhere_and_is_remembered_nowhere() -> None:
    state = there()
    assert image(state).link == LINK
    assert state.used == ()
    asked = reading()
    assert doing(asked, ImageInspected(1, inspected().source, report())) == ()


def test_cancel_asks_nobody_any_more_and_goes_back() -> None:
    before = ready()
    turn = after(reading(before), intents.StopReading(), 11.0)
    assert turn.effects == (StopFetching(),)
    assert turn.state.image == before.image
    late = told(turn.state, ImageRefused(turn.state.opening, NotFetched("a", "late")))
    assert late.image == before.image


def test_cancel_of_the_second_does_not_bring_back_the_first() -> None:
    turn = after(reading(reading()), intents.StopReading(), 11.0)
    assert isinstance(turn.state.image, NoImage)


def test_a_file_after_an_address_is_what_is_shown() -> None:
    path = Path("/home/a/b.iso")
    dropped = told(reading(), intents.Dropped(Offer((path.as_uri(),))))
    turn = after(dropped, Looked(dropped.opening, path, Found(None, 600), opens=True), 12.0)
    assert turn.effects == (Inspect(dropped.opening, path),)
    assert not isinstance(turn.state.image, Inspected)


def test_http_asks_first_and_nothing_else_happens() -> None:
    turn = after(State(), intents.Pasted(Offer(text="http://example.org/a.iso")), 0.0)
    plain = WebLink("http://example.org/a.iso")
    assert turn.state.sheet == PlainOpen(plain)
    assert turn.effects == ()
    assert doing(turn.state, intents.Dismiss()) == ()
    assert doing(turn.state, intents.FetchPlain()) == (Fetch(1, replace(plain, plain=True)),)
    assert doing(turn.state, intents.FetchSafely()) == (Fetch(1, LINK),)


@pytest.mark.parametrize("wish", [intents.FetchPlain(), intents.FetchSafely()])
def test_nobody_answers_what_was_not_asked(wish: intents.Intent) -> None:
    assert after(State(), wish, 0.0).effects == ()


def test_an_address_is_typed() -> None:
    state = told(State(), intents.FromWeb())
    assert state.sheet == AddressOpen()
    entered = intents.FieldEntered("address", f"  {LINK.url} ")
    assert doing(state, entered) == (Fetch(1, LINK),)


@pytest.mark.parametrize(
    "text", ["", "example", "/home/a.iso", "https://", "ftp://a/b", "file:///a"]
)
def test_what_is_no_address_is_said(text: str) -> None:
    state = told(State(), intents.FromWeb())
    turn = after(state, intents.FieldEntered("address", text), 0.0)
    assert turn.state.sheet == AddressOpen(text, wrong=True)
    assert turn.effects == ()


def test_nothing_is_asked_while_a_drive_is_written() -> None:
    busy = replace(ready(), job=working())
    for wish in (intents.Dropped(OFFER), intents.Pasted(OFFER), intents.FromWeb()):
        turn = after(busy, wish, 0.0)
        assert (turn.state.sheet, turn.effects) == (None, ())


def test_once_more() -> None:
    failed = told(reading(), ImageRefused(1, NotFetched("example.org", "it does not answer")))
    assert isinstance(failed.image, Unusable)
    assert doing(failed, intents.FetchAgain()) == (Fetch(2, LINK),)
    assert doing(State(), intents.FetchAgain()) == ()


def test_it_is_never_read_for_a_checksum_alone() -> None:
    turn = after(there(), intents.Pasted(Offer(text="0" * 64)), 12.0)
    assert image(turn.state).checksum.published
    assert not [each for each in turn.effects if isinstance(each, SumUp)]
    again = after(turn.state, intents.CompareChecksum(), 13.0)
    assert again.effects == ()


def test_lists_are_looked_for_when_it_is_wanted() -> None:
    state = replace(there(), sheet=PasteOpen())
    turn = after(state, intents.LookForLists(), 12.0)
    assert [type(each) for each in turn.effects] == [FindOnWeb]
    assert turn.state.sheet is None
    error = NotFetched("example.org", "it does not answer")
    failed = told(turn.state, ListsNotFound(turn.state.asked, error))
    assert image(failed).checksum.answer is error
    assert doing(failed, intents.LookForLists()) != ()
    assert doing(ready(), intents.LookForLists()) == ()


def test_a_copy() -> None:
    state = there()
    assert doing(state, intents.KeepCopy()) == (AskForCopy("a.iso"),)
    kept = told(state, CopyChosen(Path("/home/a/a.iso")))
    assert image(kept).keep == Path("/home/a/a.iso")
    assert image(told(kept, intents.KeepNone())).keep is None
    assert doing(ready(), intents.KeepCopy()) == ()


def test_nobody_fetches_another_file_unasked() -> None:
    state = replace(there(), job=None)
    busy = replace(state, job=working(image=image(state), drive=drive()))
    changed = ImageChanged("a.iso", "the server has another file there now")
    assert busy.job is not None
    turn = after(busy, JobEnded(1, changed), 20.0)
    assert isinstance(turn.state.image, Unusable)
    assert not [each for each in turn.effects if isinstance(each, Fetch)]


def test_reading_of_another_image_makes_way() -> None:
    state = ready()
    known = image(state)
    from ui.state.checksum import Checksum, Summing

    summing = replace(known, checksum=Checksum(1, summing=Summing(3)))
    turn = after(replace(state, image=summing), intents.Dropped(OFFER), 0.0)
    assert [type(each) for each in turn.effects] == [StopSumming, Fetch]


def test_a_file_of_this_computer_is_looked_at_anew() -> None:
    state = ready()
    turn = after(state, ImageDiffers(image(state).source), 0.0)
    assert turn.effects

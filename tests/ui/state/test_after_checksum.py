"""Published checksums: found, pasted, summed up; and nothing is read while a drive is written."""

from dataclasses import replace

import pytest
from samples.burning import DVD_RW, LG
from support_checksums import (
    DIGESTS,
    MD5,
    ORIGIN,
    RIGHT,
    WRONG,
    answered,
    comparison,
    listed,
    pasted,
)
from support_window import (
    doing,
    drive,
    ended,
    inspected,
    ready,
    report,
    told,
    unchecked,
    verified,
    working,
)

from app.checksums.comparison import Search
from app.errors import DriveBusy, ImageUnreadable, Stopped
from ui import intents
from ui.intents import Offer
from ui.screens.says import announce
from ui.state import (
    BurnOpen,
    ChecksumOpen,
    ConfirmOpen,
    ConfirmSeveralOpen,
    Page,
    PasteOpen,
    State,
    after_checksum,
)
from ui.state.after import after
from ui.state.burning import Burn, Seen
from ui.state.checksum import Checksum, Summing
from ui.state.drive_list import key_of
from ui.state.effects import FindChecksums, StartJob, StopSumming, SumUp
from ui.state.happenings import (
    BurnEnded,
    ChecksumsFound,
    ImageInspected,
    JobEnded,
    SummedSoFar,
    SummedUp,
    SummingFailed,
)
from ui.state.image import Inspected, Reading
from ui.state.job import Ended, Purpose


def checksum(state: State) -> Checksum:
    assert isinstance(state.image, Inspected)
    return state.image.checksum


def knowing(known: Checksum, **facts: object) -> State:
    """Ready to write, with this knowledge about the image."""
    state = ready(**facts)  # type: ignore[arg-type]  # passed on as they are
    assert isinstance(state.image, Inspected)
    return replace(state, asked=9, image=replace(state.image, checksum=known))


SEARCHED = Checksum(1)
SUMMING = Checksum(1, Search((listed(),)), summing=Summing(5, 10, 100))


def test_a_fresh_image_is_looked_for_in_lists() -> None:
    image = inspected()
    state = State(image=Reading(image.path, 6, 3, 0.0, State().image), asked=3)
    turn = after(state, ImageInspected(3, image.source, report()), 0.0)
    assert FindChecksums(4, image.source) in turn.effects
    assert checksum(turn.state) == Checksum(4)


def test_what_is_found_is_summed_up_at_once() -> None:
    state = knowing(SEARCHED)
    turn = after(state, ChecksumsFound(1, Search((listed(),)), ORIGIN), 0.0)
    assert isinstance(state.image, Inspected)
    assert turn.effects == (SumUp(10, state.image.source, (listed(),)),)
    assert checksum(turn.state).summing == Summing(10)
    assert checksum(turn.state).origin == ORIGIN


def test_nothing_is_read_when_there_is_nothing_to_compare_with() -> None:
    turn = after(knowing(SEARCHED), ChecksumsFound(1, Search(silent=("SHA256SUMS",)), None), 0.0)
    assert turn.effects == ()
    assert checksum(turn.state).summing is None


def test_an_answer_about_an_earlier_image_is_dropped() -> None:
    state = knowing(SEARCHED)
    assert told(state, ChecksumsFound(0, Search((listed(),)), None)) == state
    summing = knowing(SUMMING)
    for late in (
        SummedSoFar(4, 1, 2),
        SummedUp(4, comparison(listed())),
        SummingFailed(4, ImageUnreadable("a", 0, "gone")),
    ):
        assert told(summing, late) == summing
        assert told(state, late) == state


def test_steps_and_the_answer() -> None:
    state = told(knowing(SUMMING), SummedSoFar(5, 60, 100))
    assert checksum(state).summing == Summing(5, 60, 100)
    state = told(state, SummedUp(5, comparison(listed())))
    assert checksum(state).summing is None
    assert checksum(state).comparison == comparison(listed())
    assert not checksum(state).wrong


def test_what_could_not_be_read_can_be_tried_again() -> None:
    error = ImageUnreadable("a", 0, "gone")
    state = told(knowing(SUMMING), SummingFailed(5, error))
    assert (checksum(state).answer, checksum(state).summing) == (error, None)
    turn = after(state, intents.CompareChecksum(), 0.0)
    assert [type(effect) for effect in turn.effects] == [SumUp]


def test_it_can_be_stopped_and_begun_again() -> None:
    turn = after(knowing(SUMMING), intents.StopChecksum(), 0.0)
    assert turn.effects == (StopSumming(),)
    assert checksum(turn.state).stopped
    assert told(turn.state, SummedUp(5, comparison(listed()))) == turn.state
    again = after(turn.state, intents.CompareChecksum(), 0.0)
    assert [type(effect) for effect in again.effects] == [SumUp]
    assert doing(again.state, intents.CompareChecksum()) == ()


def test_a_wrong_checksum_asks_for_write_anyway() -> None:
    state = knowing(answered(listed(WRONG)))
    assert told(state, intents.Write()).sheet is None
    assert isinstance(told(state, intents.Write(anyway=True)).sheet, ConfirmOpen)


def test_a_question_that_is_open_is_closed_when_it_turns_out_wrong() -> None:
    known = replace(SUMMING, search=Search((listed(WRONG),)))
    asked = told(knowing(known), intents.Write())
    assert isinstance(asked.sheet, ConfirmOpen)
    assert told(asked, SummedUp(5, comparison(listed(WRONG)))).sheet is None
    several = replace(asked, sheet=ConfirmSeveralOpen((drive(1), drive(2))))
    assert told(several, SummedUp(5, comparison(listed(WRONG)))).sheet is None
    asked = told(knowing(SUMMING), intents.Write())
    assert isinstance(told(asked, SummedUp(5, comparison(listed()))).sheet, ConfirmOpen)


def burning(state: State) -> State:
    """The disc in a drive is asked about."""
    assert isinstance(state.image, Inspected)
    seen = Seen(LG, DVD_RW)
    burn = Burn(1, state.image, (seen,), chosen=LG.node)
    return replace(state, page=Page.BURN, burn=burn, sheet=BurnOpen(seen))


def test_the_page_of_discs_knows_it_as_well() -> None:
    """The question is closed, and asked anew in other words."""
    asked = burning(knowing(replace(SUMMING, search=Search((listed(WRONG),)))))
    after = told(asked, SummedUp(5, comparison(listed(WRONG))))
    assert after.sheet is None
    assert after.burn is not None
    assert after.burn.image.checksum.wrong
    spoken = announce(asked, after, 0.0)
    assert spoken is not None
    assert "Checksum does not match" in spoken.text
    assert isinstance(told(after, intents.Write()).sheet, BurnOpen)
    right = told(burning(knowing(SUMMING)), SummedUp(5, comparison(listed())))
    assert isinstance(right.sheet, BurnOpen)


def test_a_burning_stops_the_reading_and_it_goes_on_afterwards() -> None:
    turn = after(burning(knowing(SUMMING)), intents.Confirmed(), 0.0)
    assert StopSumming() in turn.effects
    assert checksum(turn.state).summing is None
    assert turn.state.burn is not None
    assert turn.state.burn.run is not None
    over = after(turn.state, BurnEnded(turn.state.burn.run.number, Stopped()), 1.0)
    assert SumUp in {type(each) for each in over.effects}
    assert checksum(over.state).summing is not None


def test_pasting_into_the_sheet() -> None:
    state = told(knowing(Checksum(1, Search())), intents.PasteChecksum())
    assert state.sheet == PasteOpen()
    assert told(state, intents.FieldEntered("another", RIGHT)) == state
    wrong = told(state, intents.FieldEntered("checksum", "hello"))
    assert wrong.sheet == PasteOpen(wrong=True)
    turn = after(wrong, intents.FieldEntered("checksum", f" {RIGHT.upper()}\n"), 0.0)
    assert turn.state.sheet is None
    assert checksum(turn.state).pasted == pasted()
    assert [type(effect) for effect in turn.effects] == [SumUp]


def test_an_empty_field_takes_back_what_was_pasted() -> None:
    state = told(knowing(answered(pasted(WRONG), listed())), intents.PasteChecksum())
    assert checksum(state).wrong
    turn = after(state, intents.FieldEntered("checksum", " "), 0.0)
    assert (turn.state.sheet, turn.effects) == (None, ())
    assert checksum(turn.state).comparison == comparison(listed())
    alone = told(knowing(answered(pasted(WRONG))), intents.PasteChecksum())
    turn = after(alone, intents.FieldEntered("checksum", ""), 0.0)
    assert (turn.effects, checksum(turn.state).answer) == ((), None)
    empty = told(knowing(Checksum(1, Search())), intents.PasteChecksum())
    assert told(empty, intents.FieldEntered("checksum", "")).sheet == PasteOpen(wrong=True)


def test_what_was_written_counts_more_than_what_was_read_before() -> None:
    image = replace(inspected(), checksum=answered(listed()))
    job = working(image=image)
    end = replace(verified(), sha256="1" * 64)
    over = told(replace(ready(), image=image, job=job), JobEnded(job.number, end))
    assert isinstance(over.job, Ended)
    assert over.job.image.checksum.wrong


def test_pasting_with_the_keyboard_is_told_apart_by_its_form() -> None:
    state = knowing(Checksum(1, Search()))
    offer = Offer(text=f"{RIGHT}  ubuntu.iso")
    assert checksum(told(state, intents.Pasted(offer))).pasted == pasted()
    assert told(state, intents.Pasted(Offer(text="hello"))) == state
    assert told(State(), intents.Pasted(offer)) == State()


def test_what_was_summed_up_answers_at_once() -> None:
    state = knowing(answered(listed()))
    turn = after(state, intents.Pasted(Offer(text=WRONG)), 0.0)
    assert turn.effects == ()
    assert checksum(turn.state).wrong
    known = answered(listed())
    less = replace(known, answer=replace(comparison(listed()), digests=replace(DIGESTS)))
    turn = after(knowing(less), intents.Pasted(Offer(text="0" * 40)), 0.0)
    assert [type(effect) for effect in turn.effects] == [SumUp]
    assert checksum(turn.state).answer is None


def test_another_kind_while_it_is_read_begins_anew() -> None:
    turn = after(knowing(SUMMING), intents.Pasted(Offer(text="0" * 40)), 0.0)
    assert [type(effect) for effect in turn.effects] == [StopSumming, SumUp]


def test_details() -> None:
    assert told(knowing(answered(listed())), intents.ShowChecksum()).sheet == ChecksumOpen()
    assert told(State(), intents.ShowChecksum()) == State()
    assert told(State(), intents.PasteChecksum()) == State()


def test_a_write_stops_the_reading_and_it_goes_on_afterwards() -> None:
    state = knowing(SUMMING)
    asked = told(state, intents.Write())
    turn = after(asked, intents.Confirmed(), 1.0)
    assert [type(effect) for effect in turn.effects] == [StopSumming, StartJob]
    assert checksum(turn.state).summing is None
    assert not checksum(turn.state).stopped
    during = ChecksumsFound(1, Search((listed(),)), None)
    assert not [each for each in doing(turn.state, during) if isinstance(each, SumUp)]
    back = after(turn.state, JobEnded(turn.state.asked, DriveBusy("SanDisk")), 2.0)
    assert [type(effect) for effect in back.effects] == [SumUp]
    stopped = after(turn.state, JobEnded(turn.state.asked, Stopped()), 2.0)
    assert [type(effect) for effect in stopped.effects] == [SumUp]


@pytest.mark.parametrize(("digest", "wrong"), [(RIGHT, False), (WRONG, True)])
def test_the_write_sums_up_as_well(digest: str, wrong: bool) -> None:
    image = replace(inspected(), checksum=Checksum(1, Search((listed(digest),))))
    job = working(image=image)
    state = replace(ready(), image=image, job=job)
    over = told(state, JobEnded(job.number, verified()))
    assert isinstance(over.job, Ended)
    assert over.job.image.checksum.wrong == wrong
    assert checksum(over).comparison is not None
    home = after(over, intents.WriteAnother(), 3.0)
    assert not [each for each in home.effects if isinstance(each, SumUp)]


def test_what_a_write_cannot_answer_is_read_afterwards() -> None:
    image = replace(inspected(), checksum=Checksum(1, Search((listed(MD5, "MD5SUMS"),))))
    job = working(image=image)
    over = told(replace(ready(), image=image, job=job), JobEnded(job.number, verified()))
    assert checksum(over).comparison is None
    home = after(over, intents.WriteAnother(), 3.0)
    assert [type(each) for each in home.effects][-1:] == [SumUp]
    packed = replace(inspected(report(layers=("xz",))), checksum=Checksum(1, Search((listed(),))))
    job = working(image=packed)
    over = told(replace(ready(), image=packed, job=job), JobEnded(job.number, verified()))
    assert checksum(over).comparison is not None  # it is the sum of what was packed
    wrong = replace(packed, checksum=Checksum(1, Search((listed(WRONG),))))
    job = working(image=wrong)
    over = told(replace(ready(), image=wrong, job=job), JobEnded(job.number, verified()))
    assert checksum(over).comparison is None  # the packed file may have it


def test_a_check_of_a_drive_stops_the_reading_too() -> None:
    image = replace(inspected(), checksum=SUMMING)
    over = ended(unchecked(), image=image)
    state = replace(ready(), image=image, job=over, chosen="")
    turn = after(state, intents.CheckNow(), 1.0)
    assert StopSumming() in turn.effects
    start = next(each for each in turn.effects if isinstance(each, StartJob))
    assert start.purpose is Purpose.CHECK
    assert start.image.checksum.summing is None
    assert key_of(start.drive) == key_of(over.drive)


def test_another_image_stops_the_reading() -> None:
    from ui.offers import Found
    from ui.state.happenings import Looked

    state = knowing(SUMMING)
    opened = told(state, intents.OpenFile("/home/a/other.iso"))
    image = opened.image
    assert isinstance(image, Inspected)
    turn = after(opened, Looked(opened.opening, image.path, Found(None, 6), opens=True), 0.0)
    assert StopSumming() in turn.effects


def test_no_list_is_looked_for_beside_what_is_no_image() -> None:
    from support_window import finding

    image = inspected(report(findings=(finding("not-an-image"),)))
    state = State(image=Reading(image.path, 6, 3, 0.0, State().image), asked=3)
    turn = after(state, ImageInspected(3, image.source, image.report), 0.0)
    assert not [each for each in turn.effects if isinstance(each, FindChecksums)]


def test_what_is_only_summed_up_is_neither_right_nor_wrong() -> None:
    turn = after_checksum.sum_up(knowing(SEARCHED), 0.0)
    assert turn.state.sheet == PasteOpen()
    assert [type(each) for each in turn.effects] == [SumUp]
    state = told(turn.state, SummedUp(10, comparison()))
    assert checksum(state).summed == RIGHT
    assert checksum(state).comparison is None
    assert not checksum(state).wrong
    assert isinstance(told(replace(state, sheet=None), intents.Write()).sheet, ConfirmOpen)
    # A list that is found meanwhile is compared with what is known.
    found = told(turn.state, ChecksumsFound(1, Search((listed(),)), None))
    assert checksum(told(found, SummedUp(10, comparison()))).comparison == comparison(listed())


def test_what_was_pasted_is_taken_back_and_the_sums_stay() -> None:
    state = told(
        knowing(replace(SEARCHED, wanted=True, answer=comparison())), intents.PasteChecksum()
    )
    pasted = told(state, intents.FieldEntered("checksum", RIGHT))
    assert checksum(pasted).comparison is not None
    again = told(pasted, intents.PasteChecksum())
    turn = after(again, intents.FieldEntered("checksum", ""), 0.0)
    assert turn.effects == ()
    assert checksum(turn.state).comparison is None
    assert checksum(turn.state).summed == RIGHT

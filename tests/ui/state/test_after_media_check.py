"""The checksum that its makers left in an image: compared on request, and stopped for a write."""

from dataclasses import replace

from support_checksums import DAMAGE, listed
from support_window import doing, drive, ready, report, told

from app.checksums.comparison import Search
from app.errors import ImageUnreadable
from app.inspection.media_check import MediaCheck
from app.report import Finding, Severity
from ui import intents
from ui.offers import WebLink
from ui.state import ConfirmOpen, ConfirmSeveralOpen, State
from ui.state.after import after
from ui.state.checksum import Checksum, Summing
from ui.state.effects import LookForDamage, StartJob, StopSumming, SumUp
from ui.state.happenings import ChecksumsFound, DamageLookedFor, LookingFailed, LookingSoFar
from ui.state.image import Inspected

NOTE = Finding("implanted-checksum", Severity.INFO, "[There is one.]")


def state(known: Checksum, *findings: Finding) -> State:
    made = ready(about=report(findings=findings))
    assert isinstance(made.image, Inspected)
    return replace(made, asked=9, image=replace(made.image, checksum=known))


def checksum(state: State) -> Checksum:
    assert isinstance(state.image, Inspected)
    return state.image.checksum


IDLE = Checksum(1, Search())
LOOKING = Checksum(1, Search(), implanted=Summing(5, 10, 100))


def test_it_is_looked_for_once_somebody_asks() -> None:
    before = state(IDLE, NOTE)
    assert isinstance(before.image, Inspected)
    turn = after(before, intents.LookForDamage(), 0.0)
    assert turn.effects == (LookForDamage(10, before.image.source),)
    assert checksum(turn.state).implanted == Summing(10)
    assert doing(turn.state, intents.LookForDamage()) == ()


def test_not_where_nothing_was_left_nor_on_the_web() -> None:
    assert doing(state(IDLE), intents.LookForDamage()) == ()
    there = state(IDLE, NOTE)
    assert isinstance(there.image, Inspected)
    link = WebLink("https://example.org/fedora.iso")
    web = replace(there, image=replace(there.image, link=link))
    assert doing(web, intents.LookForDamage()) == ()


def test_not_beside_another_reading() -> None:
    summing = state(Checksum(1, Search((listed(),)), summing=Summing(5)), NOTE)
    assert doing(summing, intents.LookForDamage()) == ()


def test_steps_and_the_answer() -> None:
    looking = told(state(LOOKING, NOTE), LookingSoFar(5, 60, 100))
    assert checksum(looking).implanted == Summing(5, 60, 100)
    whole = told(looking, DamageLookedFor(5, MediaCheck(None)))
    assert checksum(whole).media == MediaCheck(None)
    assert not checksum(whole).wrong
    damaged = told(looking, DamageLookedFor(5, MediaCheck(DAMAGE)))
    assert checksum(damaged).damage == DAMAGE
    assert checksum(damaged).wrong
    assert checksum(told(looking, DamageLookedFor(5, None))).implanted is None


def test_an_answer_to_an_earlier_question_is_dropped() -> None:
    looking = state(LOOKING, NOTE)
    error = ImageUnreadable("a", 0, "gone")
    for late in (
        LookingSoFar(4, 1, 2),
        DamageLookedFor(4, MediaCheck(DAMAGE)),
        LookingFailed(4, error),
    ):
        assert told(looking, late) == looking


def test_what_could_not_be_read_can_be_tried_again() -> None:
    error = ImageUnreadable("a", 0, "gone")
    failed = told(state(LOOKING, NOTE), LookingFailed(5, error))
    assert checksum(failed).implanted == error
    assert [type(each) for each in doing(failed, intents.LookForDamage())] == [LookForDamage]


def test_it_can_be_stopped() -> None:
    turn = after(state(LOOKING, NOTE), intents.StopChecksum(), 0.0)
    assert turn.effects == (StopSumming(),)
    assert checksum(turn.state) == IDLE
    assert told(turn.state, DamageLookedFor(5, MediaCheck(None))) == turn.state


def test_a_damaged_image_asks_for_write_anyway() -> None:
    damaged = state(replace(IDLE, implanted=MediaCheck(DAMAGE)), NOTE)
    assert told(damaged, intents.Write()).sheet is None
    assert isinstance(told(damaged, intents.Write(anyway=True)).sheet, ConfirmOpen)


def test_a_question_that_is_open_is_closed_by_damage_alone() -> None:
    asked = told(state(LOOKING, NOTE), intents.Write())
    assert isinstance(asked.sheet, ConfirmOpen)
    assert told(asked, DamageLookedFor(5, MediaCheck(DAMAGE))).sheet is None
    several = replace(asked, sheet=ConfirmSeveralOpen((drive(1), drive(2))))
    assert told(several, DamageLookedFor(5, MediaCheck(DAMAGE))).sheet is None
    assert isinstance(told(asked, DamageLookedFor(5, MediaCheck(None))).sheet, ConfirmOpen)


def test_a_write_comes_first_and_leaves_it_unanswered() -> None:
    asked = replace(state(LOOKING, NOTE), sheet=ConfirmOpen(drive()))
    turn = after(asked, intents.Confirmed(), 0.0)
    assert StopSumming() in turn.effects
    assert any(isinstance(each, StartJob) for each in turn.effects)
    assert checksum(turn.state).implanted is None
    assert doing(turn.state, intents.LookForDamage()) == ()


def test_what_was_published_is_read_in_its_place() -> None:
    turn = after(state(replace(LOOKING, search=None), NOTE), _found(), 0.0)
    assert [type(each) for each in turn.effects] == [SumUp]
    assert checksum(turn.state).implanted is None


def _found() -> ChecksumsFound:
    return ChecksumsFound(1, Search((listed(),)), None)

"""The row of the image card about the checksum that its makers left in it, and its details."""

from dataclasses import replace

import pytest
from support_checksums import (
    DAMAGE,
    MD5,
    RIGHT,
    WRONG,
    answered,
    implanted,
    listed,
    pasted,
    signature,
)
from support_window import ready, report

from app.checksums.comparison import Published, Search
from app.checksums.signature import UNSIGNED, Signature, Standing
from app.errors import ImageUnreadable
from app.inspection.media_check import MediaCheck
from app.report import Finding, Severity
from ui import intents
from ui.screens.says import announce
from ui.screens.screen import screen
from ui.state import ChecksumOpen, State
from ui.state.checksum import Checksum, Summing
from ui.state.image import Inspected
from ui.view import FactRow, Home, ListSheet, Look, Tone

NOTE = Finding("implanted-checksum", Severity.INFO, "[There is one.]")
UNREADABLE = ImageUnreadable("a", 0, "gone")


def state(known: Checksum, *findings: Finding) -> State:
    made = ready(about=report(findings=findings or (NOTE,)))
    assert isinstance(made.image, Inspected)
    return replace(made, image=replace(made.image, checksum=known))


def rows(known: Checksum, *findings: Finding) -> tuple[FactRow, ...]:
    body = screen(state(known, *findings), 0.0).body
    assert isinstance(body, Home)
    return body.image.rows


def row(looked: Summing | MediaCheck | ImageUnreadable | None) -> FactRow:
    return rows(Checksum(1, Search(), implanted=looked))[1]


@pytest.mark.parametrize(
    ("looked", "title", "tone", "intent"),
    [
        (None, "Not checked for damage", Tone.NEUTRAL, intents.LookForDamage()),
        (Summing(2), "Looking for damage…", Tone.NEUTRAL, intents.StopChecksum()),
        (Summing(2, 43, 100), "Looking for damage… 43%", Tone.NEUTRAL, intents.StopChecksum()),
        (UNREADABLE, "Not checked for damage", Tone.CAUTION, intents.LookForDamage()),
        (MediaCheck(None), "Not damaged", Tone.SUCCESS, intents.ShowChecksum()),
        (MediaCheck(DAMAGE), "The image is damaged", Tone.DANGER, intents.ShowChecksum()),
    ],
)
def test_every_state_has_its_words(
    looked: Summing | MediaCheck | ImageUnreadable | None,
    title: str,
    tone: Tone,
    intent: intents.Intent,
) -> None:
    shown = row(looked)
    assert (shown.title, shown.tone) == (title, tone)
    assert shown.button is not None
    assert shown.button.intent == intent
    assert shown.button.name  # its word alone does not tell it from the row above


def test_progress_is_shown_where_it_is_known() -> None:
    assert row(Summing(2, 43, 100)).progress == pytest.approx(0.43)
    assert row(Summing(2)).progress is None


def test_where_the_damage_is_is_said_roughly_and_then_to_the_byte() -> None:
    damaged = Checksum(1, Search(), implanted=MediaCheck(DAMAGE))
    assert row(MediaCheck(DAMAGE)).text.replace("\u00a0", " ").startswith("After 1.2 GB it differs")
    assert row(MediaCheck((0, 10))).text.startswith("It differs")
    shown = screen(replace(state(damaged), sheet=ChecksumOpen()), 0.0).sheet
    assert isinstance(shown, ListSheet)
    assert shown.lines[0].text == "It differs between byte 1,210,056,704 and 1,330,118,656."


def test_it_is_not_offered_where_it_would_tell_nothing_new() -> None:
    other = Finding("another", Severity.INFO, "[Something else.]")
    assert len(rows(Checksum(1, Search()), other)) == 2
    assert len(rows(answered(listed()))) == 2
    assert len(rows(answered(listed(WRONG)))) == 2
    assert len(rows(Checksum(1, Search((listed(MD5),)), summing=Summing(2)))) == 2
    assert len(rows(Checksum(1, Search((listed(MD5),)), stopped=True))) == 3


SIGNED = listed(signature=signature(Standing.GOOD))


@pytest.mark.parametrize("published", [pasted(), SIGNED], ids=["pasted", "signed"])
def test_an_image_that_is_what_its_makers_published_is_not_called_damaged(
    published: Published,
) -> None:
    """They may have summed it up too early; it is written unasked."""
    both = replace(answered(published), implanted=MediaCheck(DAMAGE))
    shown = rows(both)
    assert shown[0].tone is Tone.SUCCESS
    assert (shown[1].title, shown[1].tone) == ("The checksum in it does not match", Tone.CAUTION)
    bar = screen(state(both), 0.0).bar
    assert bar is not None
    assert bar.end[-1].intent == intents.Write()


@pytest.mark.parametrize(
    "signed", [UNSIGNED, signature(Standing.BAD), signature(Standing.UNKNOWN_KEY)]
)
def test_a_list_beside_it_takes_nothing_back(signed: Signature) -> None:
    """It may have been made of the damaged file."""
    for digest in (RIGHT, WRONG):
        known = answered(listed(digest, signature=signed))
        assert rows(replace(known, implanted=MediaCheck(DAMAGE)))[1].tone is Tone.DANGER
        assert replace(known, implanted=MediaCheck(DAMAGE)).wrong


def test_a_damaged_image_is_written_only_by_who_insists() -> None:
    damaged = screen(state(Checksum(1, Search(), implanted=MediaCheck(DAMAGE))), 0.0)
    assert damaged.bar is not None
    button = damaged.bar.end[-1]
    assert (button.intent, button.look) == (intents.Write(anyway=True), Look.DANGER_OUTLINE)
    assert damaged.bar.text.plain.startswith("The checksum does not match. Everything on")


def test_what_came_of_it_is_announced_once() -> None:
    for known in implanted():
        said = announce(state(Checksum(1, Search(), implanted=Summing(2))), state(known), 0.0)
        assert (said is not None) == (known.media is not None)
        assert announce(state(known), state(known), 0.0) is None
        if said is not None:
            assert said.urgent == (known.damage is not None)

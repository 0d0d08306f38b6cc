"""The checksum row of the image card in each of its states, and its sheets (design 8.2)."""

from dataclasses import replace

import pytest
from support_checksums import (
    KEY,
    MD5,
    ORIGIN,
    RIGHT,
    SUMMED,
    WRONG,
    answered,
    comparison,
    listed,
    pasted,
    signature,
)
from support_window import (
    TRUNCATED,
    drive,
    ended,
    inspected,
    ready,
    texts,
    told,
    unchecked,
    verified,
)

from app.checksums.algorithm import Algorithm
from app.checksums.comparison import Search, Unread
from app.checksums.hashing import Digests
from app.checksums.signature import Standing
from app.errors import ImageUnreadable, PackedDamaged
from app.report import Report
from ui import intents
from ui.screens.messages import message
from ui.screens.says import announce
from ui.screens.screen import screen
from ui.state import ChecksumOpen, ConfirmOpen, EvidenceOpen, PasteOpen, State
from ui.state.checksum import Checksum, Summing
from ui.state.image import Inspected
from ui.state.job import Ended
from ui.view import (
    Banner,
    ConfirmSheet,
    FactRow,
    FieldSheet,
    Home,
    ListSheet,
    Look,
    Outcome,
    Proof,
    Screen,
    Tone,
)


def plain(text: str) -> str:
    return text.replace("\u2068", "").replace("\u2069", "")


def state(known: Checksum, about: Report | None = None) -> State:
    made = ready(about=about)
    assert isinstance(made.image, Inspected)
    return replace(made, image=replace(made.image, checksum=known))


def row(known: Checksum) -> FactRow:
    body = screen(state(known), 0.0).body
    assert isinstance(body, Home)
    return body.image.rows[0]


def sheet(known: Checksum) -> ListSheet:
    shown = screen(replace(state(known), sheet=ChecksumOpen()), 0.0).sheet
    assert isinstance(shown, ListSheet)
    return shown


BESIDE = Search((listed(),))


@pytest.mark.parametrize(
    ("known", "title", "text", "tone"),
    [
        (
            Checksum(),
            "Checksum not checked",
            "Paste the one from the download page to be sure",
            Tone.NEUTRAL,
        ),
        (
            Checksum(1, Search(silent=("SHA256SUMS",))),
            "Checksum not checked",
            "SHA256SUMS does not mention this file",
            Tone.NEUTRAL,
        ),
        (
            Checksum(1, Search(unread=(Unread("SHA256SUMS", "it is not a text"),))),
            "Checksum not checked",
            "SHA256SUMS can’t be taken as a list of checksums",
            Tone.NEUTRAL,
        ),
        (
            Checksum(1, BESIDE, summing=Summing(2, 43, 100)),
            "Checking… 43%",
            "SHA-256",
            Tone.NEUTRAL,
        ),
        (Checksum(1, BESIDE, summing=Summing(2, 43)), "Checking…", "SHA-256", Tone.NEUTRAL),
        (
            Checksum(1, BESIDE, stopped=True),
            "Checksum not checked",
            "SHA-256, from SHA256SUMS in the same folder",
            Tone.NEUTRAL,
        ),
        (
            Checksum(1, BESIDE, answer=ImageUnreadable("a", 0, "gone")),
            "Checksum not checked",
            "The image can’t be read",
            Tone.CAUTION,
        ),
        (
            answered(listed()),
            "Checksum matches",
            "SHA-256, from SHA256SUMS in the same folder",
            Tone.SUCCESS,
        ),
        (answered(pasted()), "Checksum matches", "SHA-256, the one you pasted", Tone.SUCCESS),
        (
            answered(listed(MD5, "MD5SUMS")),
            "MD5 matches",
            "Good against damage, not against forgery.",
            Tone.SUCCESS,
        ),
        (
            answered(listed(WRONG)),
            "Checksum does not match",
            "The file differs from the one its makers published",
            Tone.DANGER,
        ),
        (
            answered(listed(), listed(WRONG, "CHECKSUM")),
            "Checksums disagree",
            "One matches, another does not: SHA-256, from CHECKSUM in the same folder",
            Tone.DANGER,
        ),
        (
            answered(listed(signature=signature(Standing.GOOD))),
            "Signed by Ubuntu CD Image key, and matches",
            "SHA-256, from SHA256SUMS in the same folder",
            Tone.SUCCESS,
        ),
        (
            answered(listed(signature=signature(Standing.BAD))),
            "Checksum matches, its signature is wrong",
            "The list is not what was signed",
            Tone.CAUTION,
        ),
        (
            answered(listed(signature=signature(Standing.UNKNOWN_KEY))),
            "Checksum matches",
            "SHA-256, from SHA256SUMS in the same folder",
            Tone.SUCCESS,
        ),
    ],
)
def test_every_state_has_its_words(known: Checksum, title: str, text: str, tone: Tone) -> None:
    shown = row(known)
    assert (plain(shown.title), plain(shown.text), shown.tone) == (title, text, tone)
    assert shown.button is not None


def test_sums_alone_are_told_and_say_nothing_of_right_or_wrong() -> None:
    known = Checksum(1, Search(), wanted=True, answer=comparison())
    shown = row(known)
    assert (shown.title, shown.tone) == ("Checksum not checked", Tone.NEUTRAL)
    assert plain(shown.text) == f"SHA-256 of this file: {RIGHT[:16]}…"
    lines = sheet(known).lines
    assert [(line.title, line.text) for line in lines] == [("SHA-256 of this file", RIGHT)]
    assert row(Checksum(1, Search(), wanted=True, summing=Summing(2, 1, 2))).text == "SHA-256"
    packed = replace(comparison(), digests=Digests(SUMMED, {Algorithm.SHA256: WRONG}))
    titles = [line.title for line in sheet(replace(known, answer=packed)).lines]
    assert titles == ["SHA-256 of this file", "SHA-256 of the image in it"]


def test_what_can_not_be_unpacked_is_told_where_nothing_was_published() -> None:
    """It is found by reading all of it, where the first look saw only the beginning."""
    damage = str(PackedDamaged("gzip", 70 << 20, "its checksum is wrong"))
    answer = replace(comparison(), digests=Digests(SUMMED, damage=damage))
    shown = row(Checksum(1, Search(), wanted=True, answer=answer))
    assert (shown.title, shown.tone) == ("It can’t be unpacked to its end", Tone.DANGER)
    assert "past byte 73,400,320 (gzip" in plain(shown.text)


def test_progress_is_shown_where_it_is_known() -> None:
    assert row(Checksum(1, BESIDE, summing=Summing(2, 43, 100))).progress == pytest.approx(0.43)
    assert row(Checksum(1, BESIDE, summing=Summing(2, 43))).progress is None
    assert row(answered(listed())).progress is None


def test_every_row_has_the_action_that_fits() -> None:
    wanted = {
        Checksum(): intents.PasteChecksum(),
        Checksum(1, BESIDE, stopped=True): intents.CompareChecksum(),
        Checksum(1, BESIDE, summing=Summing(2)): intents.StopChecksum(),
    }
    for known, intent in wanted.items():
        button = row(known).button
        assert button is not None
        assert button.intent == intent
    button = row(answered(listed())).button
    assert button is not None
    assert button.intent == intents.ShowChecksum()


def test_the_line_is_shown_as_it_stands_there() -> None:
    line = sheet(answered(listed())).lines[0]
    assert plain(line.title) == "SHA-256, line 3 of SHA256SUMS"
    assert plain(line.text) == listed().text
    assert line.answer is not None
    assert line.answer.text == "The image matches"


def test_a_copy_that_is_whole_and_who_made_it_are_two_lines() -> None:
    titles = [line.title for line in sheet(answered(listed())).lines]
    assert titles[1] == "Who published it is not proven"
    signed = sheet(answered(listed(signature=signature(Standing.GOOD)))).lines
    assert plain(signed[1].title) == "Signed by Ubuntu CD Image key"
    assert "A595 4426 E556" in signed[1].text
    assert len(KEY) == 40
    assert "Who published it is not proven" not in [line.title for line in signed]


@pytest.mark.parametrize("standing", [each for each in Standing if each is not Standing.NONE])
def test_only_a_good_signature_proves_something(standing: Standing) -> None:
    lines = sheet(answered(listed(signature=signature(standing)))).lines
    unproven = any("not proven" in line.title for line in lines)
    assert unproven == (standing is not Standing.GOOD)
    tones = [line.answer.tone for line in lines[1:] if line.answer is not None]
    assert (Tone.SUCCESS in tones) == (standing is Standing.GOOD)
    how = any("stickwright keys --add" in line.text for line in lines)
    assert how == (standing is Standing.UNKNOWN_KEY)


def test_where_it_came_from_is_a_fact_among_others() -> None:
    known = answered(listed(), origin=ORIGIN)
    assert any(ORIGIN.url in line.text for line in sheet(known).lines)
    shown = screen(replace(state(known), sheet=EvidenceOpen()), 0.0).sheet
    assert isinstance(shown, ListSheet)
    assert any(ORIGIN.url in line.text for line in shown.lines)


def test_lists_without_the_image_are_told() -> None:
    search = Search((listed(),), ("MD5SUMS",), (Unread("SHA1SUMS", "it is not a text"),))
    known = replace(answered(listed()), search=search)
    titles = [plain(line.title) for line in sheet(known).lines]
    assert "MD5SUMS does not mention this file" in titles
    assert "SHA1SUMS can’t be taken as a list of checksums" in titles


def test_the_field() -> None:
    for wrong in (True, False):
        shown = screen(replace(state(Checksum()), sheet=PasteOpen(wrong=wrong)), 0.0).sheet
        assert isinstance(shown, FieldSheet)
        assert shown.key == "checksum"
        assert bool(shown.problem) == wrong


def bar_of(shown: Screen) -> tuple[str, intents.Intent, Look]:
    assert shown.bar is not None
    button = shown.bar.end[-1]
    return shown.bar.text.plain, button.intent, button.look


def test_a_wrong_checksum_stops_the_primary_button() -> None:
    text, intent, look = bar_of(screen(state(answered(listed(WRONG))), 0.0))
    assert text.startswith("The checksum does not match. Everything on")
    assert (intent, look) == (intents.Write(anyway=True), Look.DANGER_OUTLINE)
    assert bar_of(screen(state(answered(listed())), 0.0))[1:] == (intents.Write(), Look.PRIMARY)


def test_the_question_before_erasing_says_it() -> None:
    wrong = state(answered(listed(WRONG)))
    chosen = wrong.chosen_drive
    assert chosen is not None
    shown = screen(replace(wrong, sheet=ConfirmOpen(chosen)), 0.0).sheet
    assert isinstance(shown, ConfirmSheet)
    assert shown.warning is not None
    assert "checksum does not match" in shown.warning.text
    shown = screen(replace(state(answered(listed())), sheet=ConfirmOpen(chosen)), 0.0).sheet
    assert isinstance(shown, ConfirmSheet)
    assert shown.warning is None


def test_a_file_that_is_cut_off_says_it_twice() -> None:
    shown = screen(state(answered(listed(WRONG)), TRUNCATED), 0.0)
    assert isinstance(shown.body, Home)
    assert [each.title for each in shown.body.image.rows] == ["Checksum does not match"]
    _, intent, look = bar_of(shown)
    assert (intent, look) == (intents.Write(), Look.PRIMARY)
    assert shown.bar is not None
    assert not shown.bar.end[-1].enabled
    untold = screen(state(Checksum(), TRUNCATED), 0.0)
    assert isinstance(untold.body, Home)
    assert untold.body.image.rows == ()


def page(job: Ended) -> Outcome:
    body = screen(State(image=job.image, job=job), 0.0).body
    assert isinstance(body, Outcome)
    return body


def test_a_stick_with_a_wrong_image_is_not_ready_to_boot() -> None:
    image = replace(inspected(), checksum=answered(listed(WRONG)))
    for end in (verified(), unchecked()):
        shown = page(ended(end, image=image))
        assert "Ready" not in shown.title
        banner = next(each for each in shown.panels if isinstance(each, Banner))
        assert (banner.tone, banner.title) == (Tone.DANGER, "Checksum does not match")
        assert "checksum does not match" in message(image, drive(), end).title
    said = announce(State(), State(image=image, job=ended(verified(), image=image)), 0.0)
    assert said is not None
    assert "Checksum does not match" in said.text


def test_the_proof_names_what_the_image_was_compared_with() -> None:
    shown = page(ended(verified(), image=replace(inspected(), checksum=answered(listed()))))
    assert shown.title == "Ready to boot"
    proof = next(each for each in shown.panels if isinstance(each, Proof))
    said = "The image matches SHA-256, from SHA256SUMS in the same folder."
    assert said in plain(proof.text)
    assert "The image matches" not in " ".join(
        texts(page(ended(verified(), image=inspected())).panels)
    )


def test_a_proof_names_nothing_that_was_not_compared() -> None:
    image = replace(inspected(), checksum=Checksum(1, Search(), wanted=True, answer=comparison()))
    shown = page(ended(verified(), image=image))
    assert shown.title == "Ready to boot"
    assert "The image matches" not in " ".join(texts(shown.panels))


def test_it_is_announced_once() -> None:
    before = state(Checksum(1, BESIDE, summing=Summing(2)))
    after = state(answered(listed()))
    said = announce(before, after, 0.0)
    assert said is not None
    assert said.text.startswith("Checksum matches.")
    assert not said.urgent
    assert announce(after, after, 0.0) is None
    wrong = announce(before, state(answered(listed(WRONG))), 0.0)
    assert wrong is not None
    assert wrong.urgent


def test_a_sheet_whose_image_has_gone_is_closed() -> None:
    for opened in (ChecksumOpen(), PasteOpen()):
        assert screen(State(sheet=opened), 0.0).sheet is None
    assert told(State(), intents.ShowChecksum()) == State()

"""What the screens say of a write that can be undone, or go on."""

from dataclasses import replace
from pathlib import Path

import pytest
from support_window import doing, drive, ended, inspected, ready, texts, told, working

from app.drives.told import Told
from app.errors import (
    AppError,
    Cause,
    Diagnosis,
    DriveGone,
    NotAsLeft,
    ReadRefused,
    Stopped,
    SyncFailed,
    VerifyError,
    WriteRefused,
)
from app.events import Event, Progressed, Stage, StageStarted, Undoable
from app.journal import End, ImageTold, Unfinished
from app.result import PutBack
from ui import intents
from ui.screens.asking import asking
from ui.screens.messages import message
from ui.screens.report_text import report_text
from ui.screens.says import spoken
from ui.screens.screen import screen
from ui.state import PutBackOpen, QuitOpen, Refused, State, StopOpen
from ui.state.after_format import being_formatted
from ui.state.effects import LetGo, LookBack
from ui.state.job import Purpose, Step
from ui.view import AskSheet, Button, ConfirmSheet, Home, MapPanel, Outcome, Work

A = drive()
EARLY: tuple[tuple[float, Event], ...] = (
    (0.0, Undoable(possible=True)),
    (1.0, StageStarted(Stage.BLANK, 2)),
    (2.0, StageStarted(Stage.WRITE, 1000)),
    (3.0, Progressed(Stage.WRITE, 10)),
)


def plain(text: str) -> str:
    return text.replace("\u2068", "").replace("\u2069", "")


def left(done: int = 33) -> Unfinished:
    identity = inspected().source.identity
    file = ImageTold(identity.device, identity.inode, identity.size, identity.modified, "ab")
    story = Path("1.jsonl")
    return Unfinished(
        "Ubuntu", Stage.WRITE, done, 100, "", End.KILLED, 0.0, Told.of(A), story, file, True
    )


def home(state: State) -> tuple[str, list[str], list[str]]:
    shown = screen(state, 0.0)
    assert isinstance(shown.body, Home)
    assert shown.bar is not None
    start, end = ([each.text for each in place] for place in (shown.bar.start, shown.bar.end))
    return plain(shown.bar.text.plain), start, end


def test_stopping_early_offers_to_put_back() -> None:
    sheet = asking(StopOpen(), working(EARLY))
    assert "can mostly be put back" in sheet.text
    assert [each.intent for each in sheet.yes] == [
        intents.StopConfirmed(),
        intents.StopConfirmed(put_back=True),
    ]
    late = asking(StopOpen(), working((*EARLY, (4.0, Undoable(possible=False)))))
    assert "gone already" in late.text
    assert [each.intent for each in late.yes] == [intents.StopConfirmed()]


def test_the_bar_offers_both_when_the_drive_is_chosen_again() -> None:
    state = replace(ready(), unfinished=(left(),))
    text, start, end = home(state)
    assert text == (
        "Writing Ubuntu 24.04.1 LTS to SanDisk Ultra, 32 GB ended at 33%. "
        "What is on it already need not be written again."
    )
    assert (start, end) == (["Put back…"], ["Write anew…", "Go on…"])
    assert "was not finished" in home(replace(state, unfinished=(left(0),)))[0]


def test_without_the_choice_the_bar_offers_neither() -> None:
    state = replace(ready(), unfinished=(left(),))
    assert home(replace(state, chosen=""))[1:] == ([], ["Write…"])
    assert home(ready())[1:] == ([], ["Write…"])
    undone = replace(left(), undoable=False)
    assert home(replace(state, unfinished=(undone,)))[1:] == ([], ["Write anew…", "Go on…"])
    another = replace(left(), file=None)
    assert home(replace(state, unfinished=(another,)))[1:] == (["Put back…"], ["Write…"])


def test_a_refusal_does_not_offer_to_write_instead() -> None:
    notice = Refused(NotAsLeft("SanDisk Ultra", 5), A, putting_back=True)
    text, _, end = home(replace(ready(), notice=notice))
    assert "Nothing was changed" in text
    assert end == ["Write…"]


def test_a_test_that_cannot_be_undone_is_not_called_a_write() -> None:
    """Of a drive that is worn out it may not be true that something else wrote to it."""
    notice = Refused(NotAsLeft("SanDisk Ultra", 5, probed=True), A, putting_back=True)
    text, _, _ = home(replace(ready(), notice=notice))
    assert "not as the test left it" in text
    assert "or it is worn out. Nothing was changed." in text


def test_the_questions() -> None:
    state = replace(ready(), unfinished=(left(),))
    going_on = screen(told(state, intents.Write(resume=True)), 0.0).sheet
    assert isinstance(going_on, ConfirmSheet)
    assert plain(going_on.title) == "Go on writing to SanDisk Ultra?"
    assert plain(going_on.lead).startswith("What is on the drive already is compared with ")
    assert going_on.erase.text == "Compare and write"
    assert "Erase" not in plain(" ".join(texts(going_on)))
    anew = screen(told(state, intents.Write()), 0.0).sheet
    assert isinstance(anew, ConfirmSheet)
    assert (plain(anew.title), anew.erase.text) == ("Erase SanDisk Ultra?", "Erase and write")
    back = screen(told(state, intents.PutBack()), 0.0).sheet
    assert isinstance(back, AskSheet)
    assert [each.intent for each in back.yes] == [intents.PutBackConfirmed()]
    assert "only if nothing else was written to it since" in back.text


def test_what_could_be_put_back_is_something_to_lose() -> None:
    for wish in (intents.Write(), intents.Write(resume=True)):
        for undoable in (True, False):
            kept = replace(left(), undoable=undoable)
            sheet = screen(told(replace(ready(), unfinished=(kept,)), wish), 0.0).sheet
            assert isinstance(sheet, ConfirmSheet)
            told_of = [loss.title for loss in sheet.drives[0].losses]
            assert told_of == (["Its old contents"] if undoable else [])
            assert bool(sheet.drives[0].heading) is undoable


def test_a_drive_whose_test_was_cut_short_says_what_is_on_it() -> None:
    """It still tells, and whoever chooses it has to know."""
    cut = replace(left(), probed=True)
    body = screen(replace(ready(), unfinished=(cut,)), 0.0).body
    assert isinstance(body, Home)
    assert body.drives.rows[0].contents == "Nothing that this computer can read"
    assert body.drives.rows[0].remark is not None
    assert body.drives.rows[0].remark.text.startswith("Unfinished: a quick test")


def test_a_drive_that_can_be_undone_is_not_said_to_hold_nothing() -> None:
    body = screen(replace(ready(), unfinished=(left(),)), 0.0).body
    assert isinstance(body, Home)
    (row,) = body.drives.rows
    assert row.contents == "Its old contents can be put back"
    assert "Its old contents can be put back." in row.description
    body = screen(replace(ready(), unfinished=(replace(left(), undoable=False),)), 0.0).body
    assert isinstance(body, Home)
    assert body.drives.rows[0].contents == "Nothing that this computer can read"


def test_the_page_of_a_putting_back() -> None:
    events: tuple[tuple[float, Event], ...] = (
        (0.0, StageStarted(Stage.RELEASE)),
        (1.0, StageStarted(Stage.COMPARE, 100)),
    )
    job = working(events, Purpose.UNDO)
    shown = screen(State(job=job), 0.0)
    assert isinstance(shown.body, Work)
    assert not shown.frozen
    assert shown.body.lead == "Checking that the drive is as it was left"
    assert [each.text for each in shown.body.stages] == ["Prepare", "Put back", "Check", "Finish"]
    late = working(
        (
            *events,
            (2.0, StageStarted(Stage.BLANK, 1)),
            (3.0, StageStarted(Stage.WRITE, 10_000_000)),
            (9.0, Progressed(Stage.WRITE, 5_000_000)),
        ),
        Purpose.UNDO,
    )
    shown = screen(State(job=late), 0.0)
    assert isinstance(shown.body, Work)
    assert (shown.body.title, shown.body.percent) == ("Putting back", "50%")
    assert shown.body.map.end_label == "end of what was overwritten"
    assert shown.bar is not None
    assert [each.intent for each in shown.bar.end] == [intents.StopAsked()]
    assert "half put back" in asking(StopOpen(), late).text
    assert "half put back" in asking(QuitOpen(), late).text
    check = replace(late, step=Step.CHECK)
    bar = screen(State(job=check), 0.0).bar
    assert bar is not None
    assert [each.intent for each in bar.end] == [intents.StopAsked()]  # its check can't be skipped


def test_comparing_says_how_far_it_is() -> None:
    events: tuple[tuple[float, Event], ...] = (
        (0.0, StageStarted(Stage.BLANK, 2)),
        (1.0, StageStarted(Stage.COMPARE, 6_000_000_000)),
        (2.0, Progressed(Stage.COMPARE, 2_000_000_000)),
    )
    shown = screen(State(job=working(events)), 0.0)
    assert isinstance(shown.body, Work)
    assert shown.body.lead == "Comparing what is on the drive already: 2.00 of 6.00 GB"


def test_the_page_after_it() -> None:
    job = ended(PutBack(67_000_000, 1.0), purpose=Purpose.UNDO)
    shown = screen(replace(ready(), job=job), 0.0)
    assert isinstance(shown.body, Outcome)
    assert shown.body.title == "Put back"
    assert not shown.body.badge.stick
    assert "67" in shown.body.lead.plain
    assert shown.bar is not None
    assert [each.text for each in shown.bar.end] == ["Close", "Eject"]
    said = spoken(replace(ready(), job=job))
    assert said is not None
    assert "Put back" in said.text
    assert "Every byte matches" not in said.text
    assert message(job.image, job.drive, job.end).title == "Put back"
    assert "Put back and read back: 67000000 bytes" in report_text(job)


WORN = VerifyError("A", ((0, 5),), flaky=False)
FAKE = VerifyError("A", ((0, 5),), flaky=False)
CHANGED = VerifyError("A", ((0, 5),), flaky=False)
FAKE.diagnosis, CHANGED.diagnosis = Diagnosis(Cause.FAKE, 5), Diagnosis(Cause.CHANGED)


@pytest.mark.parametrize(
    "error",
    [
        *(Stopped(), DriveGone("A"), WriteRefused("A", 5, "no"), ReadRefused("A", 5, "no")),
        *(SyncFailed("A", "no"), WORN, FAKE, CHANGED),
    ],
)
def test_the_page_of_one_that_broke_off(error: AppError) -> None:
    """Who writes again loses what is kept: that is a button beside, and no advice."""
    job = ended(error, purpose=Purpose.UNDO)
    shown = screen(replace(ready(), job=job), 0.0)
    assert isinstance(shown.body, Outcome)
    assert not any(isinstance(panel, MapPanel) for panel in shown.body.panels)
    assert "will not boot" not in shown.body.lead.plain
    assert "may be put back only in part. You can go on with it." in plain(shown.body.lead.plain)
    said = " ".join(texts(shown.body)).casefold()
    assert "write again" not in said
    assert "install" not in said
    assert shown.bar is not None
    assert [each.text for each in shown.bar.end] == ["Put back…", "Write again…"]


def test_the_page_of_an_early_stop_offers_it() -> None:
    job = ended(Stopped(), progress=working(EARLY).progress)
    shown = screen(replace(ready(), job=job), 0.0)
    assert isinstance(shown.body, Outcome)
    assert "can mostly be put back" in shown.body.lead.plain
    assert shown.bar is not None
    assert [each.text for each in shown.bar.end] == ["Put back…", "Write again…"]
    away = screen(replace(ready(), job=replace(job, drive=drive(2))), 0.0)
    assert away.bar is not None
    assert [each.enabled for each in away.bar.end] == [False, False]
    assert isinstance(told(replace(ready(), job=job), intents.PutBack()).sheet, PutBackOpen)
    assert doing(replace(ready(), job=job), intents.PutBack()) == ()


def test_why_nothing_was_put_back_stands_below_the_page() -> None:
    error = NotAsLeft("SanDisk Ultra", 5)
    shown = screen(replace(ready(), job=ended(Stopped(), trouble=error)), 0.0)
    assert shown.bar is not None
    assert shown.bar.title == "Nothing was put back"
    assert [each.text for each in shown.bar.end] == ["Make normal again…", "Write again…"]


def test_a_drive_that_was_stopped_on_can_be_made_normal_again() -> None:
    state = replace(ready(), job=ended(Stopped()))
    (normal, _) = _ways_on(state)
    after = told(state, normal.intent)
    assert after.job is None
    assert {LetGo(), LookBack()} <= set(doing(state, normal.intent)), "as when it is closed"
    assert LookBack() not in doing(ready(), normal.intent)
    assert being_formatted(after) is not None
    assert after.chosen == "", "it is chosen by whoever looks at it"
    (other, _) = _ways_on(replace(ready(), job=ended(DriveGone("SanDisk Ultra"))))
    assert other.text == "Choose another drive"


def _ways_on(state: State) -> tuple[Button, ...]:
    bar = screen(state, 0.0).bar
    assert bar is not None
    return bar.end

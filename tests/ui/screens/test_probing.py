"""What is said of a test of a drive: before, during and after it. Never that a drive is genuine."""

from dataclasses import replace

import pytest
from samples.states import STATES
from samples.testing import (
    KEPT,
    QUICK,
    STICK,
    WHOLE,
    at_work,
    every_byte,
    found,
    left_of_probe,
    opened,
    over,
    quick,
)
from support_window import drive, ended, texts, told, with_drives

from app.capacity import CELLS, Capacity, Cell, Verdict
from app.drives.drive import DriveKind
from app.errors import (
    AppError,
    Drift,
    DriveDiffers,
    DriveDrifted,
    DriveGone,
    StickFileGone,
    Stopped,
    SyncFailed,
    VerifyError,
)
from app.events import Event, Judged, Progressed, Stage, StageStarted
from ui import intents
from ui.keys import keys
from ui.screens.broken_off import broken_off_words
from ui.screens.cell_map import cell_panel
from ui.screens.messages import message, reason_to_stay_awake
from ui.screens.report_text import details, report_text
from ui.screens.says import announce, spoken
from ui.screens.screen import screen
from ui.state import PutBackOpen, State
from ui.state.happenings import DrivesSeen, LackingFound, UnfinishedFound
from ui.state.image import Inspected
from ui.state.job import Ended, Purpose
from ui.view import Cell as CellView
from ui.view import CellPanel, MapPanel, Outcome

PUT_BACK = (30.0, StageStarted(Stage.PUT_BACK, 8 * 10**6))


def shown(state: State) -> str:
    return "\n".join(texts(screen(state, 9.0))).translate({0x2068: "", 0x2069: ""})


def job_of(state: State) -> Ended:
    assert isinstance(state.job, Ended)
    return state.job


def panels(state: State) -> tuple[object, ...]:
    body = screen(state, 9.0).body
    assert isinstance(body, Outcome)
    return body.panels


def test_nothing_calls_a_drive_genuine() -> None:
    for name, each in STATES.items():
        assert "genuine" not in "\n".join(texts(each)), name


def test_before_it_begins() -> None:
    assert "Now choose the drive to test." in shown(opened())
    said = shown(QUICK)
    assert "Generic Flash Disk, 128 GB will be tested" in said.replace("\n", "")
    assert "Test…" in said
    said = shown(WHOLE)
    assert "Everything on Generic Flash Disk, 128 GB will be erased" in said.replace("\n", "")
    bar = screen(WHOLE, 9.0).bar
    assert bar is not None
    assert bar.end[0].name.translate({0x2068: "", 0x2069: ""}) == "Test Generic Flash Disk"


def test_a_quick_probe_says_what_it_does_now() -> None:
    said = shown(at_work(QUICK, quick()))
    assert "Reading it back  ·  50%" in said
    assert "Looked into 160 of 320 parts" in said
    assert "loses data" not in said, "as long as nothing is lost"
    said = shown(at_work(QUICK, (*quick(), PUT_BACK)))
    assert "Putting back what was there" in said


@pytest.mark.parametrize("stage", [Stage.RELEASE, Stage.BLANK, Stage.SYNC, Stage.IDENTITY])
def test_what_has_no_length_has_no_share(stage: Stage) -> None:
    body = screen(at_work(WHOLE, (*every_byte(), (5000.0, StageStarted(stage)))), 9.0).body
    assert isinstance(body, Outcome)
    assert body.lead
    assert "%" not in body.lead.plain


def test_every_byte_has_its_speeds_and_its_time() -> None:
    state = at_work(WHOLE, every_byte())
    assert any(isinstance(panel, MapPanel) for panel in panels(state))
    assert not any(isinstance(panel, MapPanel) for panel in panels(at_work(QUICK, quick())))
    said = shown(state)
    assert "Reading every byte back  ·  85%  ·  About" in said
    assert "85% tested" in said
    assert "end of drive" in said


def test_all_is_tested_only_when_all_is_read() -> None:
    """What pushes the end out of the drive's memory lies in the first cell: that is read last."""
    size, start = STICK.size, 64 << 20
    told_: tuple[tuple[float, Event], ...] = (
        *((9.0, Judged(cell, CELLS, Cell.GOOD)) for cell in range(CELLS)),
        (9.0, Progressed(Stage.VERIFY, size - start)),
        (9.0, StageStarted(Stage.SYNC)),
    )
    events = ((1.0, StageStarted(Stage.WRITE, size)), (5.0, StageStarted(Stage.VERIFY, size)))
    said = shown(at_work(WHOLE, (*events, *told_)))
    assert "99% tested" in said
    assert "100%" not in said


def test_the_map_is_of_the_whole_drive_from_the_start() -> None:
    (panel, *_) = panels(at_work(QUICK, quick()[:2]))
    assert isinstance(panel, CellPanel)
    assert panel.cells == (CellView.UNTESTED,) * CELLS
    assert panel.note == ""


def test_what_is_bad_is_crossed_and_read_out() -> None:
    panel = cell_panel([Cell.GOOD, Cell.LOST, Cell.REPEATS, Cell.REFUSED, Cell.UNTESTED])
    assert panel.cells == (CellView.KEEPS, *(CellView.LOSES,) * 3, CellView.UNTESTED)
    assert panel.name == "Of 5 parts, 1 keep data, 3 lose it, 1 are not tested"


@pytest.mark.parametrize(
    ("end", "title", "text"),
    [
        (found(Verdict.FAKE), "This drive is smaller than it claims", "keeps only the first 14.8"),
        (replace(found(Verdict.FAKE), keeps=0), "This drive is smaller", "keeps nothing"),
        (found(Verdict.WORN), "This drive has worn-out places", "3 places did not keep"),
        (found(Verdict.FINE), "This drive is fine", "All 128 GB came back"),
        (
            found(Verdict.FINE, whole=False),
            "Nothing wrong was found",
            "In 960 places, in 320 of 320",
        ),
        (
            replace(found(Verdict.FINE, whole=False), through=False),
            "Nothing wrong was found",
            "too slow to look through more in two minutes: if it is smaller",
        ),
    ],
)
def test_what_was_found(end: Capacity, title: str, text: str) -> None:
    state = over(WHOLE if end.whole else QUICK, end)
    said = shown(state)
    assert title in said
    assert text in said
    assert ("It looks fake." in said) is (end.verdict is Verdict.FAKE)
    heard = spoken(state)
    assert heard is not None
    assert heard.text.startswith(title)
    assert heard == announce(at_work(QUICK, quick()), state, 9.0)


def test_what_could_not_be_put_back_is_said() -> None:
    state = over(QUICK, found(Verdict.WORN, whole=False, changed=2))
    said = shown(state)
    assert "2 places could not be put back. What was there is kept" in said
    assert "What was there before is back" not in said
    heard = spoken(state)
    assert heard is not None
    assert heard.text.endswith("choose the drive again and put it back.")
    heard = spoken(over(QUICK, found(Verdict.FINE, whole=False)))
    assert heard is not None
    assert heard.text.endswith("What was there before is back.")


@pytest.mark.parametrize(
    ("error", "more", "whole", "text"),
    [
        (Stopped(), (), True, "is gone: it holds nothing of use."),
        (DriveGone("x"), (), True, "is gone: it holds nothing of use."),
        (Stopped(), (PUT_BACK,), False, "What was there before is back on Generic Flash Disk."),
        (DriveGone("x"), (PUT_BACK,), False, "What was there before is back on"),
        (DriveGone("x"), (KEPT,), False, "As soon as Generic Flash Disk is plugged in again"),
        *(
            (error, (PUT_BACK, KEPT), False, "Not all that was on Generic Flash Disk could be put")
            for error in (Stopped(), SyncFailed("x", "y"), DriveGone("x"))
        ),
    ],
)
def test_what_the_drive_holds_when_it_was_broken_off(
    error: AppError, more: tuple[tuple[float, Event], ...], text: str, *, whole: bool
) -> None:
    events = (*(every_byte() if whole else quick()), *more)
    state = over(WHOLE if whole else QUICK, error, events)
    assert text in shown(state)
    heard = spoken(state)
    assert heard is not None
    assert text in heard.text.translate({0x2068: "", 0x2069: ""})


def test_nobody_unplugs_a_file() -> None:
    stick = replace(STICK, kind=DriveKind.VIRTUAL, bus="file")
    gone = StickFileGone("stick.img")
    job = replace(job_of(over(QUICK, gone, (*quick(), KEPT))), drive=stick)
    words = broken_off_words(job, gone)
    assert words.title == "The file was renamed, deleted, replaced or resized"
    assert words.text.startswith("As soon as the file is as it was again, what was in it")


def test_while_it_only_looked_nothing_was_changed() -> None:
    assert "Nothing on Generic Flash Disk was changed." in shown(
        over(QUICK, Stopped(), quick()[:2])
    )


def test_putting_back_is_offered_where_something_was_kept() -> None:
    state = over(QUICK, DriveGone(STICK.name), quick())
    assert "Put back…" not in shown(state)
    state = told(state, UnfinishedFound((left_of_probe(STICK),)))
    assert "Put back…" in shown(state)
    asked = told(state, intents.PutBack())
    assert asked.sheet == PutBackOpen(STICK)
    assert "What a quick test overwrote on Generic Flash Disk is put back." in shown(asked)


def test_only_a_drive_that_is_there_is_used_or_tested_again() -> None:
    away = with_drives().drives
    for state in (over(WHOLE, found(Verdict.FAKE)), over(WHOLE, Stopped())):
        for drives, there in ((state.drives, True), (away, False)):
            bar = screen(replace(state, drives=drives), 9.0).bar
            assert bar is not None
            assert bar.end[-1].enabled is there
            assert bool(bar.end[-1].reason) is not there


def test_a_list_that_changed_under_the_question_is_told() -> None:
    asked = told(over(WHOLE, found(Verdict.FAKE)), LackingFound((), good_part=True))
    changed = told(asked, DrivesSeen((STICK, drive(4))))
    assert changed.sheet is None
    assert "The list of drives has just changed. Look again." in shown(changed)


def test_esc_asks_and_goes_back() -> None:
    def esc(state: State) -> object:
        return {key.sequence: key.intent for key in keys(screen(state, 9.0))}.get("Esc")

    assert esc(at_work(QUICK, quick())) == intents.StopAsked()
    assert esc(over(WHOLE, found(Verdict.FINE))) == intents.Back()
    assert esc(QUICK) == intents.Back()


def test_the_desktop_is_told() -> None:
    image = QUICK.image
    assert isinstance(image, Inspected)
    told_of = {verdict: message(image, STICK, found(verdict)) for verdict in Verdict}
    assert told_of[Verdict.FAKE].title == "This drive is smaller than it claims"
    assert told_of[Verdict.WORN].urgent
    assert not told_of[Verdict.FINE].urgent
    assert message(image, STICK, SyncFailed("x", "y")).title == "The test was broken off"
    reason = reason_to_stay_awake(image, STICK, Purpose.TEST)
    assert reason == "Testing Generic Flash Disk"


def test_a_report_has_what_was_found() -> None:
    job = job_of(over(QUICK, found(Verdict.WORN, whole=False, changed=2), quick()))
    text = report_text(job)
    assert text.startswith("Stickwright: report of a test\n")
    assert "Plan: quick probe" in text
    assert "Image:" not in text
    assert "Test: worn, keeps 128000000000 of 128000000000 bytes" in text
    assert "Looked into 960 places" in text
    assert "Not put back: 2 places" in text
    assert "  1048576 bytes at 16400000000" in text
    assert details(job) in text
    whole = report_text(job_of(over(WHOLE, found(Verdict.FINE), every_byte())))
    assert "Plan: test every byte" in whole


@pytest.mark.parametrize(
    ("error", "offered"),
    [
        (VerifyError("x", ((0, 9),), flaky=False), True),
        (DriveDiffers("x", ((0, 9),), flaky=False), True),
        (DriveDrifted("x", ((0, 9),), (Drift.SIGNATURE,)), False),
        (SyncFailed("x", "y"), False),
        (Stopped(), False),
    ],
)
def test_a_drive_that_did_not_keep_what_was_written_is_to_be_tested(
    error: AppError, *, offered: bool
) -> None:
    said = shown(replace(with_drives(STICK), job=ended(error, drive=STICK)))
    assert ("Test this drive…" in said) is offered
    assert ("to find out how much of it really works." in said) is offered

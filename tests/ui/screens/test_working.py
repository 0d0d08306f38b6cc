"""A drive at work: numbers, stages, stalls, and what is said meanwhile (design 8.4 and 9)."""

from dataclasses import replace

import pytest
from support_states import CHECK, WRITE
from support_window import GB, inspected, report, working

from app.events import Progressed, Stage, StageStarted, Undoable, Warned
from ui import intents
from ui.screens.asking import asking
from ui.screens.says import announce
from ui.screens.screen import screen
from ui.screens.working import work, work_bar
from ui.state import QuitOpen, SkipOpen, State, StopOpen
from ui.state.job import Purpose, Step, Working
from ui.view import AskSheet, Head, Work


def stages(view: Work) -> list[str]:
    return [f"{item.text} {item.state}" for item in view.stages]


def figures(view: Work) -> dict[str, str]:
    return {figure.label: figure.value for figure in view.figures}


def test_writing() -> None:
    view = work(working(WRITE))
    assert (view.percent, view.title) == ("50%", "Writing")
    assert view.lead.startswith("About")
    assert view.lead.endswith("left, check included")
    assert stages(view) == ["Prepare done", "Write now", "Check to-do", "Finish to-do"]
    assert view.stages_name == "Stage 2 of 4: Write"
    assert (view.map.head, view.map.at, view.map.percent) == (Head.WRITING, 0.5, 50)
    assert view.map.end_label == "end of image, 6 GB"
    assert figures(view) == {
        "Now": "150 MB/s",
        "Average": "150 MB/s",
        "Written": "3.00 of 6.00 GB",
        "Elapsed": "20 s",
    }
    assert view.map.description == f"150 MB/s, 3.00 of 6.00 GB, {view.lead}"
    bar = work_bar(working(WRITE))
    assert bar.text.plain == "Keep the drive plugged in. You can go on using your computer."
    assert [button.intent for button in bar.end] == [intents.StopAsked()]


def test_checking() -> None:
    view = work(working(CHECK))
    assert (view.percent, view.title) == ("66%", "Checking every byte")
    assert view.lead.endswith("seconds left")
    assert stages(view) == ["Prepare done", "Write done", "Check now", "Finish to-do"]
    assert view.map.head is Head.CHECKING
    assert len(view.map.written) == 240
    assert "Read back" in figures(view)
    assert [button.intent for button in work_bar(working(CHECK)).end] == [intents.SkipAsked()]


def test_preparing_and_finishing_have_no_percentage() -> None:
    blank = working(((0.0, StageStarted(Stage.BLANK, 2 << 20)),))
    assert (work(blank).percent, work(blank).title) == ("", "Preparing")
    assert work(blank).lead == "Clearing the start and the end of the drive"
    last = working((*CHECK, (61.0, StageStarted(Stage.WRITE_HEAD, 1 << 20))))
    assert (work(last).percent, work(last).lead) == ("", "Almost done")
    assert stages(work(last))[-1] == "Finish now"


def test_a_sync_says_what_it_waits_for() -> None:
    job = working((*WRITE, (21.0, StageStarted(Stage.SYNC))))
    assert work(job).lead == "Waiting until the drive has stored everything"


def test_at_first_nobody_knows_how_long() -> None:
    early = working((WRITE[0], (1.0, Progressed(Stage.WRITE, 1 << 20))))
    assert work(early).lead == "Working out how long it takes"


def test_a_stall_is_said_and_then_explained() -> None:
    quiet = working((*WRITE, (31.0, Progressed(Stage.WRITE, 3 * GB))))
    assert work(quiet).lead == "The drive is not answering. Waiting…"
    assert work(quiet).banner is None
    longer = working((*WRITE, (81.0, Progressed(Stage.WRITE, 3 * GB))))
    banner = work(longer).banner
    assert banner is not None
    assert banner.title == "The drive has not answered for 1 minute"


def test_who_does_not_answer_is_named() -> None:
    stalled = (*WRITE, (31.0, Warned("image-stalled", "Oh.")))
    quiet = working((*stalled, (32.0, Progressed(Stage.WRITE, 3 * GB))))
    assert work(quiet).lead == "The image’s disk is not answering. Waiting…"
    assert said(working(WRITE), quiet) == "The image’s disk is not answering. Waiting…"
    longer = working((*stalled, (81.0, Progressed(Stage.WRITE, 3 * GB))))
    banner = work(longer).banner
    assert banner is not None
    assert banner.title == "The image’s disk has not answered for 1 minute"
    stopping = work_bar(replace(longer, stopping=True))
    assert stopping.text.plain == "Stopping. Waiting for the image’s disk…"
    again = working((*stalled, (90.0, Warned("image-answers", "Oh.")), (99.0, WRITE[1][1])))
    assert work(again).lead == "The drive is not answering. Waiting…"


def test_before_anything_is_written_a_stall_is_not_taken_for_a_password() -> None:
    waiting = (0.0, StageStarted(Stage.RELEASE))
    for who, lead in (("image", "The image’s disk"), ("drive", "The drive")):
        stalled = (waiting, (10.0, Warned(f"{who}-stalled", "Oh.")))
        job = working((*stalled, (11.0, Progressed(Stage.RELEASE, 0))))
        assert work(job).lead == f"{lead} is not answering. Waiting…"
    asked = working((waiting, (10.0, Warned("opening-stalled", "Oh."))))
    assert work(asked).lead == "Waiting for permission…"


def test_a_sleep_is_told_while_the_work_goes_on() -> None:
    slept = working((*WRITE, (21.0, Warned("slept", "Oh."))))
    banner = work(slept).banner
    assert banner is not None
    assert banner.title == "The computer slept meanwhile"
    assert banner.text == "It is still the same drive. All of it is checked."
    again = working((*CHECK, (61.0, Warned("slept", "Oh.")), (61.0, Warned("checked-again", ""))))
    banner = work(again).banner
    assert banner is not None
    assert banner.text == "The drive is being checked from the start."


def test_a_slow_disk_under_the_image_is_said_while_it_is_read() -> None:
    slow = Warned("image-slow", "Oh.", rate=12_000_000)
    banner = work(working((*WRITE, (21.0, slow)))).banner
    assert banner is not None
    assert banner.title == "The file is on a slow disk"
    assert banner.text == "Writing can’t be faster than 12 MB/s."
    assert work(working((*WRITE, (21.0, slow), *CHECK[1:]))).banner is None


def test_an_unknown_size_has_no_percentage_and_no_end() -> None:
    job = working(((0.0, StageStarted(Stage.WRITE, None)), (9.0, Progressed(Stage.WRITE, 5 << 20))))
    job = replace(job, image=inspected(report(layers=("xz",), size=None)))
    view = work(job)
    assert view.percent == ""
    assert view.lead == "The size of the image shows only at its end"
    assert view.map.head is Head.NONE
    assert view.map.end_label == "end of the packed file"
    assert figures(view)["Written"] == "5.2 MB"


def test_a_place_that_was_right_at_the_second_reading_is_marked() -> None:
    job = working((*CHECK, (61.0, Warned("read-again", "Oh.", 3 * 10**9))))
    assert work(job).map.retries == (0.5,)


def test_no_other_warning_is_taken_for_such_a_place() -> None:
    job = working((*CHECK, (61.0, Warned("another", "Oh.", 3 * 10**9))))
    assert work(job).map.retries == ()


def test_a_check_by_itself_has_no_writing_in_it() -> None:
    view = work(working(purpose=Purpose.CHECK))
    assert stages(view) == ["Prepare now", "Check to-do", "Finish to-do"]
    assert view.lead == "Waiting for permission…"
    assert not screen(State(job=working(purpose=Purpose.CHECK)), 0.0).frozen


def test_skipping_shows_as_skipped() -> None:
    assert stages(work(working(CHECK, skipping=True)))[2] == "Check skipped"


def test_stopping_takes_the_button_away() -> None:
    bar = work_bar(working(WRITE, stopping=True))
    assert bar.text.plain == "Stopping. Waiting for the drive…"
    assert bar.end == ()


def test_the_window_says_how_far_it_is() -> None:
    shown = screen(State(job=working(WRITE)), 0.0)
    assert shown.title.endswith("% – SanDisk Ultra – Stickwright")
    assert shown.busy
    assert not shown.frozen
    assert shown.header.tools is None


@pytest.mark.parametrize(
    ("opened", "title"), [(StopOpen(), "Stop checking?"), (SkipOpen(), "Skip")]
)
def test_the_work_goes_on_behind_the_question(opened: StopOpen | SkipOpen, title: str) -> None:
    shown = screen(State(job=working(CHECK), sheet=opened), 0.0)
    assert isinstance(shown.body, Work)
    assert isinstance(shown.sheet, AskSheet)
    assert shown.sheet.title.startswith(title)
    assert shown.sheet.dismiss.intent == intents.Dismiss()


EARLY = ((0.5, Undoable(possible=True)), *CHECK)


@pytest.mark.parametrize(
    ("job", "title", "says", "keep"),
    [
        (working(WRITE), "Stop writing?", "half an image", "Keep writing"),
        (working(CHECK), "Stop checking?", "Skip the check instead", "Keep checking"),
        (working(EARLY), "Stop checking?", "mostly be put back", "Keep checking"),
        (working(purpose=Purpose.CHECK), "Stop checking?", "stays as it is", "Keep checking"),
        (working(CHECK, Purpose.CHECK), "Stop checking?", "stays as it is", "Keep checking"),
    ],
)
def test_stopping_is_asked_in_the_words_of_what_is_done(
    job: Working, title: str, says: str, keep: str
) -> None:
    sheet = asking(StopOpen(), job)
    assert (sheet.title, sheet.dismiss.text) == (title, keep)
    assert says in sheet.text
    assert sheet.yes[0].text == "Stop"
    if title == "Stop checking?":
        assert "half an image" not in sheet.text


def test_closing_the_window_is_asked_in_the_words_of_what_is_done() -> None:
    written, checked = asking(QuitOpen(), working(WRITE)), asking(QuitOpen(), working(CHECK))
    assert "writing stops" in written.text
    assert written.dismiss.text == "Keep writing"
    assert "the check stops" in checked.text
    assert checked.dismiss.text == "Keep checking"
    assert "will not boot" in checked.text


def said(before: Working, after: Working) -> str:
    found = announce(State(job=before), State(job=after), 50.0)
    return found.text if found else ""


def test_announcements_of_progress_are_few() -> None:
    start, half = working(WRITE[:1]), working(WRITE, said=50)
    assert said(start, half).startswith("50% written, about")
    assert said(half, half) == ""
    checking = working(CHECK)
    assert said(half, checking) == "Written. Now checking every byte."
    quiet = working((*WRITE, (31.0, Progressed(Stage.WRITE, 3 * GB))))
    assert said(half, quiet) == "The drive is not answering. Waiting…"
    assert said(quiet, quiet) == ""
    assert half.step is Step.WRITE


def test_of_a_packed_file_without_a_size_the_packed_bytes_are_the_measure() -> None:
    events = [(float(n), Progressed(Stage.WRITE, n * 10**7, n / 100)) for n in range(1, 31)]
    job = working(((0.0, StageStarted(Stage.WRITE, None)), *events))
    job = replace(job, image=inspected(report(layers=("bzip2",), size=None)))
    view = work(job)
    assert view.percent == "30%"
    assert view.lead.startswith("About")
    assert view.map.head is Head.WRITING
    assert view.map.end_label == "end of the packed file"

"""Every way to fail has words: in the bar before the first byte, on a page of its own after it."""

import errno
import os
import re
from dataclasses import replace

import pytest
from support_errors import one_of_each
from support_window import drive, ended, inspected, ready, texts, with_drives

from app import errors
from app.errors import AppError
from ui import intents
from ui.screens.errors import words_of
from ui.screens.screen import screen
from ui.state import DetailsOpen, Refused
from ui.state.after_format import MAKE_NORMAL
from ui.state.image import Unusable
from ui.view import Bar, Home, Look, Outcome, Screen, Steps

DETAILS = DetailsOpen()
UNFILLED = re.compile(r"[{}]")


def kind_of(error: AppError) -> str:
    return error.code()


def page_after(error: AppError) -> tuple[Outcome, Bar, Screen]:
    state = replace(with_drives(drive(), image=inspected()), job=ended(error))
    shown = screen(state, 0.0)
    assert isinstance(shown.body, Outcome)
    assert shown.bar is not None
    return shown.body, shown.bar, shown


@pytest.mark.parametrize("error", one_of_each(), ids=kind_of)
def test_before_the_first_byte_the_bar_says_why(error: AppError) -> None:
    state = replace(ready(), notice=Refused(error, drive()))
    shown = screen(state, 0.0)
    assert isinstance(shown.body, Home)
    assert shown.bar is not None
    assert shown.bar.title
    assert shown.bar.text.plain.endswith(".")
    assert not any(UNFILLED.search(text) for text in texts(shown))
    assert shown.bar.end[-1].intent == intents.Write()  # once more
    assert shown.bar.end[-1].enabled


@pytest.mark.parametrize("error", one_of_each(), ids=kind_of)
def test_after_it_there_is_a_page(error: AppError) -> None:
    page, bar, shown = page_after(error)
    assert page.title
    assert page.lead.plain.endswith(".")
    assert not page.badge.stick
    assert "{" not in "".join(texts(shown))
    other, first = (button.intent for button in bar.end)
    if isinstance(error, errors.DriveDrifted):  # nothing has to be done about it
        assert (other, first) == (intents.WriteAgain(), intents.CloseResult())
    else:
        assert first == intents.WriteAgain()
        normal = intents.OpenTool(MAKE_NORMAL)
        assert other in (intents.ChooseAnotherDrive(), intents.ProbeDrive(), normal)
        assert (other == normal) is isinstance(error, errors.Stopped)
    assert all(button.look is not Look.DANGER for button in (*bar.start, *bar.end))


@pytest.mark.parametrize("error", one_of_each(), ids=kind_of)
def test_a_file_that_can_not_be_opened_says_why(error: AppError) -> None:
    state = replace(with_drives(), image=Unusable(inspected().path, 600, error))
    shown = screen(state, 0.0)
    assert isinstance(shown.body, Home)
    assert shown.body.image.verdict is not None
    assert shown.body.image.verdict.title == words_of(error).title
    assert not shown.body.fits


@pytest.mark.parametrize("error", one_of_each(), ids=kind_of)
def test_what_the_system_said_is_one_press_away(error: AppError) -> None:
    state = replace(with_drives(drive(), image=inspected()), job=ended(error))
    assert error.code() in "".join(texts(screen(replace(state, sheet=DETAILS), 0.0).sheet))


def test_the_sentences_of_the_design() -> None:
    """8.4, filled in."""
    said = {
        errors.VerifyError: (
            "The drive did not keep what was written",
            (
                "Reading back found different bytes, first at 3.41 GB (sector 6,661,120). Don’t "
                "use this drive to install anything."
            ),
        ),
        errors.DiskFull: (
            "The disk under the virtual stick is full",
            (
                "The disk that the file \u2068sdb\u2069 is on has no room left. "
                "\u2068SanDisk Ultra\u2069 holds half an image and will not boot. "
                "Make room, or make a virtual stick on another disk."
            ),
        ),
        errors.WriteRefused: (
            "The drive refuses to be written",
            (
                "It reports an error at 1.86 GB. It is worn out, or the connection is bad. "
                "\u2068SanDisk Ultra\u2069 holds half an image and will not boot."
            ),
        ),
        errors.DriveReadOnly: (
            "The drive has locked itself",
            (
                "Many sticks turn read-only for good when they are worn out. What is on it can "
                "still be read, but it will not boot."
            ),
        ),
    }
    for error in one_of_each():
        if type(error) in said:
            page, _, _ = page_after(error)
            assert (page.title, page.lead.plain) == said[type(error)]


def test_a_bug_of_ours_says_so_and_offers_a_report() -> None:
    page, _, _ = page_after(AppError("The writing part stopped unexpectedly."))
    assert page.title == "The writing part stopped unexpectedly"
    assert "Save a report…" in texts(page)


def test_a_bad_drive_has_steps_to_take_and_a_bad_image_has_not() -> None:
    for error in one_of_each():
        page, _, _ = page_after(error)
        is_drive = isinstance(error, errors.DriveError | errors.VerifyError)
        others = errors.DriveGone | errors.DiskFull | errors.DriveDrifted
        wanted = is_drive and not isinstance(error, others)
        assert any(isinstance(panel, Steps) for panel in page.panels) == wanted


def test_an_image_that_is_gone_is_said_to_be() -> None:
    gone = errors.ImageUnreadable("ubuntu.iso", 0, os.strerror(errno.ENOENT))
    assert words_of(gone).title == "The file is gone"

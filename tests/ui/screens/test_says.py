"""What a screen reader is told before anything is written (design 7)."""

from dataclasses import replace

import pytest
from support_window import CD_ONLY, drive, ended, inspected, ready, told, verified, with_drives

from app.drives.drive import DriveInfo, Ejection
from app.errors import NotEjected
from ui import intents
from ui.intents import Intent
from ui.screens.says import announce
from ui.state import State
from ui.state.drive_list import key_of
from ui.state.happenings import DriveEjected, DrivesSeen, Happening, ReportWritten
from ui.state.image import Inspected
from ui.view import Announcement

A, B = drive(1), drive(2, model="Extreme")


def said(before: State, message: Intent | Happening) -> Announcement | None:
    return announce(before, told(before, message, 1.0), 1.0)


def plain(announcement: Announcement | None) -> str:
    """Without what isolates names."""
    assert announcement is not None
    return announcement.text.replace("\u2068", "").replace("\u2069", "")


def with_image(image: Inspected, *drives: DriveInfo) -> Announcement | None:
    """When an image has been looked into, beside these drives."""
    before = with_drives(*drives)
    return announce(before, replace(before, image=image), 1.0)


def test_an_image_and_what_to_do_next() -> None:
    text = plain(with_image(inspected(), A))
    assert text.endswith(". Now choose a drive.")
    assert "Boots on" in text


def test_without_a_drive_there_is_none_to_choose() -> None:
    assert plain(with_image(inspected())).endswith(". No drive connected.")


def test_what_would_not_boot_is_urgent() -> None:
    announcement = with_image(inspected(CD_ONLY), A)
    assert announcement is not None
    assert announcement.urgent
    assert "would not boot" in announcement.text


def test_drives_come_and_go() -> None:
    one = with_drives(A, image=inspected())
    assert plain(said(one, DrivesSeen((A, B)))).startswith("New drive: SanDisk Extreme")
    assert plain(said(one, DrivesSeen(()))) == "No drive connected"
    none = told(one, DrivesSeen(()), 1.0)
    assert said(none, DrivesSeen(())) is None


def test_on_the_empty_page_the_image_comes_first() -> None:
    assert said(State(), DrivesSeen(())) is None


def test_a_choice_and_its_end() -> None:
    one = with_drives(A, image=inspected())
    text = plain(said(one, intents.ChooseDrive(key_of(A))))
    assert text == "SanDisk Ultra, 32 GB, chosen."
    gone = said(ready(), DrivesSeen(()))
    assert plain(gone) == "SanDisk Ultra was unplugged. Choose a drive."
    assert gone is not None
    assert gone.urgent


@pytest.mark.parametrize(
    ("happening", "said_of_it"),
    [
        (DriveEjected(), "SanDisk Ultra is ejected. You can take it out."),
        (DriveEjected(how=Ejection.ALREADY_OUT), "SanDisk Ultra was already taken out."),
        (
            DriveEjected(NotEjected("SanDisk Ultra")),
            "This computer can’t eject it for you. What is on the drive is stored",
        ),
    ],
)
def test_what_came_of_ejecting(happening: DriveEjected, said_of_it: str) -> None:
    over = replace(with_drives(A), job=ended(verified()))
    over = told(over, ReportWritten("log.txt"), 1.0)
    asked = told(over, intents.Eject(), 1.0)
    assert announce(over, asked, 1.0) is None
    announcement = said(asked, happening)
    assert plain(announcement).startswith(said_of_it)
    assert announcement is not None
    assert announcement.urgent

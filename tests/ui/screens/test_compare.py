"""The card of the image on the page that compares a drive with it: nothing is written there."""

from dataclasses import replace

import pytest
from samples.comparing import opened
from support_window import inspected, report, told, with_drives

from app.inspection.appended import Additions
from app.report import Conversion, Mode
from ui import intents
from ui.screens.screen import screen
from ui.settings import Settings
from ui.state import State
from ui.state.image import Inspected
from ui.view import FactRow, Home


def row(state: State) -> FactRow:
    body = screen(state, 0.0).body
    assert isinstance(body, Home)
    return body.image.rows[-1]


@pytest.mark.parametrize("check", [True, False])
def test_nothing_is_said_of_writing(*, check: bool) -> None:
    said = row(replace(opened(), settings=Settings(check=check)))
    assert said.title == "Compared with the drive"
    assert said.text == "Sector by sector; nothing is written"
    written = row(with_drives(image=inspected()))
    assert (written.title, written.text) != (said.title, said.text)


def test_what_was_added_behind_it_is_chosen_here_too() -> None:
    state = opened()
    assert isinstance(state.image, Inspected)
    said = row(replace(state, image=replace(state.image, more=Additions(0, 0))))
    assert said.title == "Compared with the drive"
    assert said.text.startswith("And behind it:")
    assert said.button is not None
    assert said.button.intent == intents.ShowOptions()


def test_what_has_to_be_converted_first_says_so() -> None:
    solid = report(
        mode=Mode.WINDOWS, conversion=Conversion("sources/install.esd", 1, 1, "/tmp", missing="")
    )
    state = told(with_drives(image=inspected(solid)), intents.OpenTool("check-drive"))
    assert row(state).title == "Windows mode"

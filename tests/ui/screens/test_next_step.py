from dataclasses import replace

import pytest
from support_window import drive, ended, told, verified

from app.boot_menu import ROWS, BootKeys
from app.firmware import ThisComputer
from ui import intents
from ui.screens.next_step import next_step
from ui.screens.screen import screen
from ui.state import OtherComputerOpen, State
from ui.view import ListSheet


def said(maker: str, model: str = "") -> tuple[str, str]:
    shown = next_step(drive(), ThisComputer(maker=maker, model=model))
    return shown.key, shown.text.replace("\u2068", "").replace("\u2069", "")


def test_a_key_that_its_maker_names() -> None:
    key, text = said("Dell Inc.")
    assert key == "F12"
    assert text == "Restart, then press F12 when the Dell logo shows and pick “SanDisk”."


def test_two_keys_one_after_the_other() -> None:
    key, text = said("HP")
    assert key == "Esc"
    assert text == ("Restart, then press Esc when the HP logo shows, then F9, and pick “SanDisk”.")


def test_where_models_differ_it_says_so() -> None:
    key, text = said("LENOVO")
    assert key == "F12"
    assert "the usual key" in text
    key, text = said("ASUSTeK COMPUTER INC.")
    assert key == ""
    assert "press Esc or F8 when the ASUS logo shows" in text
    assert "Usually it is one of these" in text


def test_keys_that_are_held() -> None:
    assert "hold Option" in said("Apple Inc.")[1]
    key, text = said("Microsoft Corporation", "Surface Go")
    assert key == "volume down"
    assert "Hold".casefold() in text.casefold()
    assert "pick" not in text


def test_an_unknown_maker() -> None:
    key, text = said("QEMU")
    assert key == ""
    assert "F12, F11, F9, F8 or Esc" in text


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.maker}-{row.model}")
def test_every_row_is_a_whole_sentence(row: BootKeys) -> None:
    text = said(row.vendors[0], row.model)[1]
    assert "{" not in text
    assert text.endswith(".")
    assert "SanDisk" in text
    assert all(key in text for key in row.menu)


def test_other_computers_have_other_keys() -> None:
    shown = next_step(drive(), ThisComputer(maker="Dell Inc."))
    assert shown.button is not None
    state = replace(State(), job=ended(verified()))
    state = told(state, shown.button.intent)
    assert state.sheet == OtherComputerOpen()
    sheet = screen(state, 0.0).sheet
    assert isinstance(sheet, ListSheet)
    lines = {line.title: line.aside for line in sheet.lines}
    assert list(lines) == sorted(lines, key=str.casefold)
    assert lines["Dell"] == "F12"
    assert lines["HP"] == "Esc, then F9"
    assert lines["ASUS"] == "Esc or F8"
    assert lines["Apple"] == "hold Option"
    assert set(lines) == {row.maker for row in ROWS}


def test_without_a_result_there_is_nothing_to_start() -> None:
    assert told(State(), intents.OtherComputer()) == State()

"""The window says of every dump in tests/data/udev what `stickwright drives` says of it."""

from pathlib import Path

import pytest
from computers import ALL_DUMPS, FakeComputer, verdicts_of
from support_window import told

from app.drives.describe import list_drives
from ui.screens.drive_card import drive_card
from ui.screens.telling import telling
from ui.state import HiddenOpen, State
from ui.state.happenings import DrivesSeen
from ui.view import DriveRow, ListSheet


def plain(text: str) -> str:
    """Without the marks that keep a name's direction to itself."""
    return text.replace("\u2068", "").replace("\u2069", "")


def verdict(row: DriveRow) -> str:
    if not row.blocked:
        return "offered once its name is typed" if row.remark else "offered"
    return f"blocked: {plain(row.remark.text) if row.remark else ''}"


@pytest.mark.parametrize("dump", ALL_DUMPS)
def test_the_window_says_the_same(dump: str, tmp_path: Path) -> None:
    computer = FakeComputer(tmp_path)
    computer.replay(dump)
    state = told(State(), DrivesSeen(list_drives(computer.look())), 0.0)
    card = drive_card(state, 0.0)
    sheet = telling(HiddenOpen(), state)
    assert isinstance(sheet, ListSheet)
    found = {plain(row.detail).rpartition(" ")[2]: verdict(row) for row in card.rows}
    found |= {
        plain(line.aside).rpartition(" ")[2]: f"not in the list: {plain(line.text)}"
        for line in sheet.lines
    }
    expected = verdicts_of(dump)
    # A remark that is one sentence has no full stop in the window.
    assert {name: words.rstrip(".") for name, words in found.items()} == {
        name: words.rstrip(".") for name, words in expected.items() if words != "never shown"
    }
    assert (card.none is None) == bool(card.rows)
    assert (card.hidden is None) == (not sheet.lines)

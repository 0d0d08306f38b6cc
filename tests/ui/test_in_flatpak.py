"""What a Flatpak can't do is said where one looks for it: no network, no firmware, no programs."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import dragging
import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from samples.window import settle
from support_flow import Desk, boot_image
from support_window import ended, inspected, ready, report, told, verified

from app.burning import plan
from app.drives import told_by_udisks
from app.errors import NoDisc
from app.firmware import ThisComputer, this_computer
from app.report import Conversion
from ui import intents
from ui.intents import Offer
from ui.screens.convert import convert_row
from ui.screens.empty import drag
from ui.screens.errors import said
from ui.screens.evidence import evidence_sheet
from ui.screens.image_card import image_card
from ui.screens.rest import rest_sheet
from ui.state import NotHere, NotHereOpen, NotTaken, RestOpen, State, TryOpen
from ui.state.image import NoImage, Rest
from ui.this_system import system_lines
from ui.view import Empty

LINK = "https://example.org/a.iso"
APART = ThisComputer(sandboxed=True)
OTHERS = "A Flatpak can’t use the programs of this computer; Stickwright’s other packages can."


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    """In what a Flatpak is told apart by."""
    (tmp_path / ".flatpak-info").write_text("[Application]\n")
    desk = Desk(qtbot, computer=this_computer(tmp_path))
    yield desk
    QGuiApplication.clipboard().clear()
    desk.window.close()
    assert desk.flow.finish()


def said_in_zone(desk: Desk) -> str:
    settle()
    body = desk.window._screen and desk.window._screen.body
    assert isinstance(body, Empty)
    return body.drop.problem


def test_from_the_web(desk: Desk) -> None:
    desk.press("From the web…")
    assert desk.state.sheet == NotHereOpen(NotHere.WEB)
    desk.press("Close")


def test_from_the_web_with_a_key(desk: Desk) -> None:
    desk.until(lambda: desk.window._shortcuts is not None)
    QTest.keyClick(desk.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert desk.state.sheet == NotHereOpen(NotHere.WEB)


def test_an_address_that_is_pasted_or_dropped(desk: Desk) -> None:
    """Nobody is asked for it."""
    mime = QMimeData()
    mime.setUrls([QUrl(LINK)])
    assert dragging.drop(desk.window, mime)
    assert "Download the image with your browser" in said_in_zone(desk)
    assert isinstance(desk.state.image, NoImage)
    desk.until(lambda: desk.window._shortcuts is not None)
    text = QMimeData()
    text.setText(LINK)
    QGuiApplication.clipboard().setMimeData(text)
    QTest.keyClick(desk.window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert "Download the image with your browser" in said_in_zone(desk)
    assert isinstance(desk.state.image, NoImage)


def test_one_that_is_dragged() -> None:
    shown = drag(told(State(computer=APART), intents.DragEntered(Offer((LINK,)))).drag)
    assert shown is not None
    assert "Flatpak" in shown.title
    elsewhere = drag(told(State(), intents.DragEntered(Offer((LINK,)))).drag)
    assert elsewhere is not None
    assert "Flatpak" not in elsewhere.title


def test_a_virtual_machine(desk: Desk, tmp_path: Path) -> None:
    desk.inspect(boot_image(tmp_path, extra=0))
    desk.press("Virtual machine…")
    assert desk.state.sheet == NotHereOpen(NotHere.MACHINE)
    desk.press("Close")
    assert desk.state.sheet is None


def test_a_virtual_machine_for_the_drive_that_was_written() -> None:
    over = replace(ready(), job=ended(verified()))
    apart = told(replace(over, computer=APART), intents.TryInMachine())
    assert apart.sheet == NotHereOpen(NotHere.MACHINE)
    assert isinstance(told(over, intents.TryInMachine()).sheet, TryOpen)


def test_not_while_a_page_has_no_image() -> None:
    assert told(State(computer=APART), intents.TryInMachine()).sheet is None


def test_this_computer() -> None:
    tile = image_card(inspected(), APART).this_computer
    assert tile is not None
    assert (tile.title, tile.answer) == ("This computer", "Not known as a Flatpak")
    assert image_card(inspected(), ThisComputer()).this_computer is None
    lines = {line.title: line.text for line in evidence_sheet(report(), APART).lines}
    assert "can’t be seen" in lines["Not known as a Flatpak"]


def test_programs_of_the_computer() -> None:
    """Nobody is told to install what would be of no use."""
    image = replace(inspected(), rest=Rest("e2fsprogs", "exfatprogs"))
    there, apart = (rest_sheet(RestOpen(), image, each) for each in (ThisComputer(), APART))
    assert "Install the package exfatprogs." in there.settings[1].text
    assert OTHERS in apart.settings[1].text
    assert "Install" not in str(apart)
    needed = Conversion("sources/install.esd", 1, 1, "/tmp", missing="wimtools")
    assert "wimtools" in convert_row(image, needed, ThisComputer()).text
    assert convert_row(image, needed, APART).text == OTHERS


def test_what_burns_discs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "info").touch()
    monkeypatch.setattr(told_by_udisks, "FLATPAK", tmp_path / "info")
    monkeypatch.setattr(plan, "found", lambda _: False)
    with pytest.raises(NoDisc) as raised:
        plan.demand_xorriso()
    assert said(raised.value).endswith(OTHERS)


def test_the_report_says_so() -> None:
    assert system_lines(APART)[1].endswith(", in a sandbox")
    assert "sandbox" not in str(system_lines(ThisComputer()))


def test_a_notice_of_an_address_is_no_sheet() -> None:
    state = told(State(computer=APART), intents.Pasted(Offer(text=LINK)))
    assert isinstance(state.notice, NotTaken)
    assert state.sheet is None

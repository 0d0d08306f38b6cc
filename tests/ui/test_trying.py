"""The virtual machine beside the window, with a QEMU that is played."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from support_flow import Desk, boot_image, stick
from support_qemu import Play, Played, described, play_qemu
from support_window import inspected, ready, told, working

from app.errors import NoMachine, ToolError
from app.firmware import ThisComputer
from app.qemu import boot, firmware
from app.result import Verified
from ui import intents
from ui.offers import WebLink
from ui.screens.image_card import image_card
from ui.screens.trying import trying
from ui.state import State, TryOpen
from ui.state.after import after
from ui.state.effects import StopTrying, TryIn
from ui.state.happenings import TryEnded, TrySlow


def asked() -> State:
    return told(ready(), intents.TryInMachine())


def running() -> tuple[State, TryIn]:
    turn = after(asked(), intents.TryBy("uefi"), 0.0)
    (effect,) = turn.effects
    assert isinstance(effect, TryIn)
    return turn.state, effect


def test_the_image_is_tried_by_a_firmware() -> None:
    state, effect = running()
    assert effect.firmware == "uefi"
    assert effect.source is not None
    assert effect.drive is None
    assert state.sheet == TryOpen(number=effect.number)
    assert not after(state, intents.TryBy("bios"), 0.0).effects, "one at a time"
    slow = told(state, TrySlow(effect.number))
    assert slow.sheet == TryOpen(number=effect.number, slow=True)


def test_how_it_ends() -> None:
    state, effect = running()
    error = ToolError("qemu", "no")
    assert told(state, TryEnded(effect.number, booted=False)).sheet is None
    booted = told(state, TryEnded(effect.number, booted=True)).sheet
    assert booted == TryOpen(number=effect.number, booted=True)
    failed = told(state, TryEnded(effect.number, booted=False, error=error)).sheet
    assert failed == TryOpen(number=effect.number, error=error)
    assert told(state, TryEnded(effect.number + 1, booted=True)) == state, "an older one"


def test_it_is_switched_off() -> None:
    state, _ = running()
    turn = after(state, intents.StopTrying(), 0.0)
    assert (turn.state.sheet, turn.effects) == (None, (StopTrying(),))
    assert not after(ready(), intents.StopTrying(), 0.0).effects


def test_not_while_a_drive_is_written() -> None:
    assert told(replace(ready(), job=working()), intents.TryInMachine()).sheet is None


def test_only_what_is_here_and_starts_something_offers_it() -> None:
    image = inspected()
    names = {each.name for each in image_card(image, ThisComputer()).links}
    assert "Try it in a virtual machine" in names
    on_web = replace(image, link=WebLink("https://example.org/b.iso"))
    names = {each.name for each in image_card(on_web, ThisComputer()).links}
    assert "Try it in a virtual machine" not in names


def test_booted_in_a_test_is_said_of_nothing_else() -> None:
    states = (TryOpen(), TryOpen(number=1), TryOpen(number=1, slow=True))
    for opened in (*states, TryOpen(number=1, error=NoMachine("QEMU is not installed"))):
        assert "Booted" not in trying(opened).title
    assert trying(TryOpen(number=1, booted=True)).title == "Booted in a test"


@pytest.fixture
def qemu(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Played:
    monkeypatch.setattr(boot, "POLL", 0.02)
    monkeypatch.setattr(boot, "QUIET", {True: 0.1, False: 0.1})
    monkeypatch.setattr(firmware, "FOLDERS", (described(tmp_path / "firmware"),))
    monkeypatch.setenv("DISPLAY", ":99")
    return play_qemu(tmp_path / "programs", monkeypatch)


@pytest.fixture
def desk(qtbot: QtBot, qemu: Played) -> Iterator[Desk]:
    desk = Desk(qtbot)
    yield desk
    desk.window.close()
    assert desk.flow.finish()
    assert not any(Path("/proc", run[0]).exists() for run in qemu.runs)


def test_a_machine_that_is_closed(desk: Desk, qemu: Played, tmp_path: Path) -> None:
    qemu.as_told(Play(ends=True))
    desk.inspect(boot_image(tmp_path))
    desk.press("Virtual machine…")
    desk.press("Newer PC (UEFI)")
    desk.until(lambda: desk.state.sheet is None)
    assert any("gtk" in run for run in qemu.runs)


def test_a_machine_that_is_switched_off(desk: Desk, qemu: Played, tmp_path: Path) -> None:
    desk.inspect(boot_image(tmp_path))
    desk.press("Virtual machine…")
    desk.press("Newer PC (UEFI)")
    desk.until(lambda: len(qemu.runs) == 1)
    desk.press("Switch it off")
    assert desk.state.sheet is None


def test_what_is_missing_is_said(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(firmware, "FOLDERS", ())
    desk.inspect(boot_image(tmp_path))
    desk.press("Virtual machine…")
    desk.press("With Secure Boot")
    desk.until(lambda: isinstance(desk.state.sheet, TryOpen) and desk.state.sheet.ended)
    assert isinstance(desk.state.sheet, TryOpen)
    assert isinstance(desk.state.sheet.error, NoMachine)
    desk.press("Close")
    assert desk.state.sheet is None


def test_the_drive_that_was_written(desk: Desk, qemu: Played, tmp_path: Path) -> None:
    """While the window still holds it, as it does until it is ejected."""
    drive = stick(tmp_path)
    desk.inspect(boot_image(tmp_path))
    desk.plug(drive)
    desk.choose(drive)
    desk.press("Write…")
    desk.erase()
    assert isinstance(desk.until_ended().end, Verified)
    desk.press("Try it in a virtual machine")
    assert desk.state.sheet == TryOpen(drive.info)
    desk.press("Newer PC (UEFI)")
    desk.until(lambda: len(qemu.runs) == 1)
    desk.press("Switch it off")

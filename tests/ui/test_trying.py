"""The virtual machine beside the window, with a QEMU that is played."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from support_flow import LONG, Desk, boot_image, shown, stick
from support_qemu import Play, Played, described, play_qemu
from support_window import (
    MICROSOFT,
    drive,
    ended,
    inspected,
    ready,
    report,
    texts,
    told,
    verified,
    working,
)
from support_window import signed as with_signatures

from app.drives.drive import Drive, Ejection, Medium
from app.errors import NoMachine, ToolError
from app.firmware import ThisComputer
from app.qemu import boot, firmware
from app.report import Machine
from app.result import Verified
from ui import intents
from ui.icons import Icon
from ui.offers import WebLink
from ui.screens.image_card import image_card
from ui.screens.screen import screen
from ui.screens.trying import trying
from ui.state import State, TryOpen
from ui.state.after import after
from ui.state.effects import StopTrying, TryIn
from ui.state.happenings import TryEnded, TryRuns, TrySlow
from ui.state.image import Inspected
from ui.trying import TryThread

TESTED = "Booted in a test"


def asked() -> State:
    return told(ready(), intents.TryInMachine())


def running() -> tuple[State, TryIn]:
    turn = after(asked(), intents.TryBy("uefi"), 0.0)
    (effect,) = turn.effects
    assert isinstance(effect, TryIn)
    return turn.state, effect


def opened(state: State, effect: TryIn) -> TryOpen:
    assert isinstance(state.image, Inspected)
    return TryOpen(None, effect.number, state.image.source, "uefi")


def test_the_image_is_tried_by_a_firmware() -> None:
    state, effect = running()
    assert effect.firmware == "uefi"
    assert effect.source is not None
    assert effect.drive is None
    assert state.sheet == opened(state, effect)
    assert not after(state, intents.TryBy("bios"), 0.0).effects, "one at a time"
    slow = told(state, TrySlow(effect.number))
    assert slow.sheet == replace(opened(state, effect), slow=True)
    runs = told(slow, TryRuns(effect.number))
    assert runs.sheet == replace(opened(state, effect), slow=True, runs=True)
    assert told(state, TryRuns(effect.number + 1)) == state, "an older one"


def test_how_it_ends() -> None:
    state, effect = running()
    error = ToolError("qemu", "no")
    assert told(state, TryEnded(effect.number, booted=False)).sheet is None
    booted = told(state, TryEnded(effect.number, booted=True)).sheet
    assert booted == replace(opened(state, effect), booted=True)
    failed = told(state, TryEnded(effect.number, booted=False, error=error)).sheet
    assert failed == replace(opened(state, effect), error=error)
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


def test_it_runs_only_once_it_does() -> None:
    """Before that a password may have to be typed, or an image unpacked."""
    running = "The virtual machine is running"
    assert trying(TryOpen(number=1, runs=True)).title == running
    assert trying(TryOpen(number=1)).title != running
    assert "password" in trying(TryOpen(drive(), number=1)).text
    assert "password" not in trying(TryOpen(number=1)).text


def test_booted_in_a_test_is_said_of_nothing_else() -> None:
    states = (TryOpen(), TryOpen(number=1), TryOpen(number=1, runs=True, slow=True))
    for opened in (*states, TryOpen(number=1, error=NoMachine("QEMU is not installed"))):
        assert "Booted" not in trying(opened).title
    assert trying(TryOpen(number=1, booted=True)).title == "Booted in a test"


def signed(*, revoked: bool = False) -> State:
    secure = {Machine.X64: with_signatures(MICROSOFT, revoked=revoked)}
    return ready(about=report(secure_boot=secure))


def tried(firmware: str, state: State | None = None, *, booted: bool = True) -> State:
    state = told(state or ready(), intents.TryInMachine())
    turn = after(state, intents.TryBy(firmware), 0.0)
    return told(turn.state, TryEnded(turn.state.asked, booted=booted))


def answers(state: State) -> list[str]:
    assert isinstance(state.image, Inspected)
    card = image_card(state.image, ThisComputer())
    return [tile.answer for tile in card.tiles if tile.icon is not Icon.CHIP]


@pytest.mark.parametrize(
    ("firmware", "shown"),
    [
        ("uefi", [TESTED, "Signed by Microsoft", "Boots"]),
        ("secure", [TESTED, TESTED, "Boots"]),
        ("bios", ["Boots", "Signed by Microsoft", TESTED]),
    ],
)
def test_the_tile_says_it_of_the_firmware_that_was_tried(firmware: str, shown: list[str]) -> None:
    before = signed()
    assert answers(tried(firmware, before)) == shown
    assert answers(tried(firmware, before, booted=False)) == answers(before)


def test_another_firmware_adds_to_it() -> None:
    both = told(tried("bios", signed()), intents.Dismiss())
    assert answers(tried("uefi", both)) == [TESTED, "Signed by Microsoft", TESTED]


def test_a_loader_that_others_refuse_stays_in_doubt() -> None:
    """The machine's firmware may know less than theirs."""
    before = signed(revoked=True)
    assert answers(tried("secure", before))[1] == answers(before)[1] != TESTED


def test_another_image_knows_nothing_of_it() -> None:
    turn = after(told(signed(), intents.TryInMachine()), intents.TryBy("bios"), 0.0)
    other = replace(turn.state, image=inspected(path="/other.iso"))
    assert answers(told(other, TryEnded(turn.state.asked, booted=True))) == answers(other)
    assert TESTED in answers(told(turn.state, TryEnded(turn.state.asked, booted=True)))


def test_the_result_of_the_drive_that_was_tried_says_it() -> None:
    over = replace(ready(), job=ended(verified()))
    assert TESTED not in texts(screen(over, 0.0).body)
    shown = told(tried("secure", over), intents.Dismiss())
    assert TESTED in texts(screen(shown, 0.0).body)
    assert any("With Secure Boot" in text for text in texts(screen(shown, 0.0).body))
    assert isinstance(shown.image, Inspected)
    assert not shown.image.booted, "it was not the image that was tried"


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
    desk.until(lambda: isinstance(desk.state.sheet, TryOpen) and desk.state.sheet.runs)
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
    tried = written(desk, tmp_path)
    assert desk.state.sheet == TryOpen(tried.info)
    desk.press("Newer PC (UEFI)")
    desk.until(lambda: isinstance(desk.state.sheet, TryOpen) and desk.state.sheet.runs)
    desk.until(lambda: len(qemu.runs) == 1)
    desk.press("Switch it off")


class Asking:
    """A drive that is opened once somebody has typed a password."""

    def __init__(self, drive: Drive) -> None:
        self.info = drive.info
        self.asked, self.typed, self.closed = (threading.Event() for _ in range(3))
        self._drive = drive

    def release(self) -> None:
        self._drive.release()

    @contextmanager
    def open(self, *, write: bool = True) -> Iterator[Medium]:
        self.asked.set()
        self.typed.wait(LONG / 1000)
        try:
            with self._drive.open(write=write) as medium:
                yield medium
        finally:
            self.closed.set()

    def eject(self) -> Ejection:
        return self._drive.eject()


@pytest.mark.parametrize("closes", [True, False])
def test_nobody_waits_for_the_password(
    desk: Desk, qemu: Played, tmp_path: Path, closes: bool
) -> None:
    """The window is closed, or the machine is not wanted any more, while the desktop asks for it.
    What is handed over later is closed untouched."""
    asking = Asking(written(desk, tmp_path))
    desk.socket.drives[asking.info.node] = asking
    desk.press("Newer PC (UEFI)")
    desk.until(asking.asked.is_set)
    assert "password" in shown(desk)
    if closes:
        desk.window.close()
        assert desk.flow.finish(), "and so the process ends"
    else:
        desk.press("Cancel")
        assert desk.state.sheet is None
        desk.until(lambda: not desk.flow.findChildren(TryThread))
    assert not asking.closed.is_set()
    asking.typed.set()
    assert asking.closed.wait(LONG / 1000)
    assert not qemu.runs


def test_a_password_that_comes_with_the_cancel_opens_nothing(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[object] = []
    monkeypatch.setattr("app.qemu.stick.from_drive", lambda *given: looked.append(given))
    asking = Asking(written(desk, tmp_path))
    desk.socket.drives[asking.info.node] = asking
    desk.press("Newer PC (UEFI)")
    desk.until(asking.asked.is_set)
    desk.flow._stop_trying()
    asking.typed.set()
    assert asking.closed.wait(LONG / 1000)
    desk.until(lambda: not desk.flow.findChildren(TryThread))
    assert looked == []


def written(desk: Desk, folder: Path) -> Drive:
    """A stick with an image, on whose page somebody wants to try it."""
    made = stick(folder)
    desk.inspect(boot_image(folder))
    desk.plug(made)
    desk.choose(made)
    desk.press("Write…")
    desk.erase()
    assert isinstance(desk.until_ended().end, Verified)
    desk.press("Try it in a virtual machine")
    return made

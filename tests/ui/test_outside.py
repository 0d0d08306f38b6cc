"""What is seen of the window from outside, on a bus of its own."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from fake_bus import Call, FakeBus, Refusal, Reply
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from support_flow import Desk, boot_image, stick

from app.session import Session
from ui import theme
from ui.main_window import MainWindow
from ui.outside import Outside
from ui.screens.messages import Message
from ui.theme import PaletteName

SERVER = "org.freedesktop.Notifications"
PATH = "/org/freedesktop/Notifications"
PORTAL_PATH = "/org/freedesktop/portal/desktop"
SETTINGS = "org.freedesktop.portal.Settings"
READY = Message("Ready to boot", "Ubuntu on SanDisk Ultra, every byte matches.")
PATIENCE = 20_000  # milliseconds: only a failing test waits so long


def answer(call: Call) -> Reply | Refusal:
    if call.method == "Notify":
        return Reply("u", (call.body[1] or 7,))
    if call.method == "GetCapabilities":
        return Reply("as", (["body-markup"],))
    return Reply("a{sa{sv}}", ({},)) if call.method == "ReadAll" else Reply()


@dataclass
class Window:
    """Notes what it was asked for."""

    tokens: list[str] = field(default_factory=list)

    def bring_up(self, token: str) -> None:
        self.tokens.append(token)


class Noting(Session):
    """Notes what it was told of progress: the bus hears only of the last where it is busy."""

    def __init__(self) -> None:
        super().__init__(sandboxed=False)
        self.told: list[float | None] = []

    def progress(self, fraction: float | None, *, urgent: bool = False) -> None:
        self.told.append(fraction)
        super().progress(fraction, urgent=urgent)


@dataclass
class Street:
    """Where one stands and looks at the window."""

    bus: FakeBus
    qtbot: QtBot
    window: Window
    outside: Outside
    looking: list[bool]
    session: Noting

    def come(self, application: QApplication) -> None:
        """Somebody looks."""
        self.looking.append(True)
        application.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)

    def until(self, holds: Any) -> None:
        self.qtbot.waitUntil(lambda: bool(holds()), timeout=PATIENCE)

    def called(self, method: str) -> list[tuple[Any, ...]]:
        return [call.body for call in self.bus.calls if call.method == method]


@pytest.fixture
def street(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Street]:
    with FakeBus(tmp_path / "bus", answer) as bus:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", bus.address)
        window = Window()
        looking: list[bool] = []
        session = Noting()
        outside = Outside(window, session, lambda: bool(looking))
        here = Street(bus, qtbot, window, outside, looking, session)
        outside.start()
        try:
            here.until(lambda: here.called("ReadAll"))
            yield here
        finally:  # the bus waits for whoever is there
            assert outside.stop()


def test_a_message_waits_for_somebody_to_look(street: Street, qapp: QApplication) -> None:
    street.outside.tell(READY)
    street.outside.tell(READY)
    street.until(lambda: street.called("Notify") and street.called("Notify")[-1][1] == 7)
    street.bus.emit(PATH, SERVER, "ActivationToken", "us", 7, "token")
    street.bus.emit(PATH, SERVER, "ActionInvoked", "us", 7, "default")
    street.until(lambda: street.window.tokens)
    assert street.window.tokens == ["token"]
    street.come(qapp)
    street.until(lambda: street.called("CloseNotification"))
    urgent = [signal.body[1]["urgent"][1] for signal in street.bus.signals]
    street.until(lambda: street.bus.signals[-1].body[1]["urgent"] == ("b", False))
    assert urgent[0] is True


def test_whoever_looks_needs_no_message(street: Street, qapp: QApplication) -> None:
    street.come(qapp)
    street.outside.tell(READY)
    street.outside.progress(0.5)
    street.until(lambda: street.bus.signals)
    assert not street.called("Notify")
    assert street.bus.signals[0].body[1]["urgent"] == ("b", False)


def test_progress_is_shown_and_taken_away(street: Street) -> None:
    told = street.bus.signals
    for count, fraction in enumerate((0.1, 0.5, None), 1):
        street.outside.progress(fraction)
        street.outside.progress(fraction)
        street.until(lambda count=count: len(told) == count)
    keys = ("progress", "progress-visible")
    assert [tuple(signal.body[1][key][1] for key in keys) for signal in told] == [
        (0.1, True),
        (0.5, True),
        (0.0, False),
    ]


def test_the_portal_s_wishes_are_followed(street: Street) -> None:
    before = theme._Current.desktop
    street.outside.preferences.connect(theme.desktop_says)
    changed = (PORTAL_PATH, SETTINGS, "SettingChanged", "ssv", "org.freedesktop.appearance")
    try:
        street.bus.emit(*changed, "color-scheme", ("u", 1))
        street.until(lambda: theme.now().name is PaletteName.DARK)
        street.bus.emit(*changed, "contrast", ("u", 1))
        street.until(lambda: theme.now().name is PaletteName.CONTRAST_DARK)
        assert not theme.now().still
        street.bus.emit(*changed, "reduced-motion", ("u", 1))
        street.until(lambda: theme.now().still)
        street.bus.emit(*changed, "color-scheme", ("u", 2))
        street.until(lambda: theme.now().name is PaletteName.CONTRAST_LIGHT)
    finally:
        theme._Current.desktop = before


def test_before_the_first_frame_nothing_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> None:
    with FakeBus(tmp_path / "bus", answer) as bus:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", bus.address)
        outside = Outside(Window(), Session(sandboxed=False))
        outside.tell(READY)
        outside.progress(0.5)
        assert outside.stop()
        assert not bus.calls
        assert not bus.signals


def test_the_window_comes_up(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    window.showMinimized()
    assert window.isMinimized()
    monkeypatch.delenv("XDG_ACTIVATION_TOKEN", raising=False)
    window.bring_up("token")
    assert not window.isMinimized()
    assert window.isVisible()
    qtbot.waitUntil(window.isActiveWindow, timeout=PATIENCE)
    assert "XDG_ACTIVATION_TOKEN" not in os.environ  # no program that is started later may use it


def test_a_write_is_seen_from_outside(street: Street, qtbot: QtBot, tmp_path: Path) -> None:
    """Its progress while it goes on, and how it ended for whoever does not look."""
    desk = Desk(qtbot)
    desk.flow._outside = street.outside
    drive = stick(tmp_path)
    desk.inspect(boot_image(tmp_path))
    desk.plug(drive)
    desk.choose(drive)
    desk.press("Write…")
    desk.erase()
    desk.until_ended()
    street.until(lambda: street.called("Notify"))
    title, text = street.called("Notify")[0][3:5]
    assert title == "Ready to boot"
    assert text.endswith(" on SanDisk Ultra, every byte matches.")
    street.until(lambda: street.bus.signals[-1].body[1]["urgent"] == ("b", True))
    assert street.bus.signals[-1].body[1]["progress-visible"] == ("b", False)
    assert max(fraction for fraction in street.session.told if fraction is not None) == 1.0
    assert street.session.told[-1] is None
    desk.window.close()
    assert desk.flow.finish()

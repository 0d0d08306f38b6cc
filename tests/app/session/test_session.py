"""The session's thread on a bus of its own."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from fake_bus import Answer, Call, FakeBus, Refusal, Reply

from app.session import Clicked, Heard, Session
from app.session.preferences import Preferences

SERVER = "org.freedesktop.Notifications"
PATH = "/org/freedesktop/Notifications"
PORTAL_PATH = "/org/freedesktop/portal/desktop"
PORTAL = "org.freedesktop.portal.Notification"
SETTINGS = "org.freedesktop.portal.Settings"
PATIENCE = 20.0  # seconds: only a failing test waits so long


def server(call: Call) -> Reply | Refusal:
    """A notification server that counts, and a portal that says nothing."""
    if call.method == "Notify":
        return Reply("u", (call.body[1] or 7,))
    if call.method == "GetCapabilities":
        return Reply("as", (["actions", "body", "body-markup"],))
    if call.method == "ReadAll":
        return Reply("a{sa{sv}}", ({},))
    return Reply()


@dataclass
class Desktop:
    """A session at work on a bus."""

    bus: FakeBus
    session: Session
    heard: list[Heard] = field(default_factory=list)

    def until(self, holds: Any) -> None:
        deadline = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < deadline, (self.bus.calls, self.bus.signals, self.heard)
            time.sleep(0.005)

    def called(self, method: str) -> list[tuple[Any, ...]]:
        return [call.body for call in self.bus.calls if call.method == method]

    def until_called(self, method: str, times: int = 1) -> tuple[Any, ...]:
        self.until(lambda: len(self.called(method)) >= times)
        return self.called(method)[-1]

    def up(self, title: str, text: str, *, urgent: bool = False) -> tuple[Any, ...]:
        """Shown, and shown again: the second time waits for the number of the first."""
        self.session.notify(title, text, urgent=urgent)
        self.until_called("Notify")
        self.session.notify(title, text, urgent=urgent)
        self.until(lambda: self.called("Notify")[-1][1] == 7)
        return self.called("Notify")[-1]


@contextmanager
def desktop(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    answer: Answer = server,
    *,
    sandboxed: bool = False,
) -> Iterator[Desktop]:
    with FakeBus(folder / "bus", answer) as bus:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", bus.address)
        here = Desktop(bus, Session(sandboxed=sandboxed))
        thread = threading.Thread(target=here.session.run, args=(here.heard.append,))
        thread.start()
        try:
            here.until_called("ReadAll")
            yield here
        finally:
            here.session.close()
            thread.join(PATIENCE)
            assert not thread.is_alive()


def test_a_message_can_be_pressed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with desktop(tmp_path, monkeypatch) as here:
        here.session.notify("Ready to boot", "A <b> & C on SanDisk", urgent=False)
        name, replaces, icon, title, text, actions, hints, _ = here.until_called("Notify")
        assert (name, replaces, title) == ("Stickwright", 0, "Ready to boot")
        assert text == "A &lt;b&gt; &amp; C on SanDisk"
        assert icon == "io.github.stickwright.Stickwright"
        assert actions[:1] == ["default"]
        assert hints["urgency"] == ("y", 1)
        here.up("Ready to boot", "A")
        # Another message of somebody else’s is none of ours.
        here.bus.emit(PATH, SERVER, "ActionInvoked", "us", 99, "default")
        here.bus.emit(PATH, SERVER, "ActivationToken", "us", 7, "token-1")
        here.bus.emit(PATH, SERVER, "ActionInvoked", "us", 7, "default")
        here.until(lambda: here.heard)
        assert here.heard == [Clicked("token-1")]


def test_a_server_without_tokens_and_markup(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def answer(call: Call) -> Reply | Refusal:
        return Reply("as", (["body"],)) if call.method == "GetCapabilities" else server(call)

    with desktop(tmp_path, monkeypatch, answer) as here:
        body = here.up("Writing failed", "A & B", urgent=True)
        assert body[4] == "A & B"
        assert body[6]["urgency"] == ("y", 2)
        here.bus.emit(PATH, SERVER, "ActionInvoked", "us", 7, "default")
        here.until(lambda: here.heard)
        assert here.heard == [Clicked("")]


def test_a_new_message_takes_the_place_of_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with desktop(tmp_path, monkeypatch) as here:
        for text in ("1", "2", "3"):
            here.session.notify("Ready to boot", text)
        here.until(lambda: here.called("Notify") and here.called("Notify")[-1][4] == "3")
        assert [body[1] for body in here.called("Notify")[1:]] == [7] * (
            len(here.called("Notify")) - 1
        )
        here.session.withdraw()
        assert here.until_called("CloseNotification") == (7,)


def test_what_was_read_before_it_was_up_goes_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with desktop(tmp_path, monkeypatch) as here:
        here.session.notify("Ready to boot", "")
        here.session.withdraw()
        assert here.until_called("CloseNotification") == (7,)


def test_what_its_user_closed_is_not_closed_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with desktop(tmp_path, monkeypatch) as here:
        here.up("Ready to boot", "1")
        here.bus.emit(PATH, SERVER, "ActionInvoked", "us", 7, "default")
        here.bus.emit(PATH, SERVER, "NotificationClosed", "uu", 7, 2)
        here.bus.emit(PATH, SERVER, "ActionInvoked", "us", 7, "default")
        last = ("org.freedesktop.appearance", "contrast", ("u", 1))
        here.bus.emit(PORTAL_PATH, SETTINGS, "SettingChanged", "ssv", *last)
        here.until(lambda: len(here.heard) == 2)
        assert here.heard == [Clicked(""), Preferences(contrast=True)]
        here.session.withdraw()
        here.session.progress(0.5)
        here.until(lambda: here.bus.signals)
        assert not here.called("CloseNotification")


def test_in_a_sandbox_the_portal_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with desktop(tmp_path, monkeypatch, sandboxed=True) as here:
        here.session.notify("Writing failed", "A & B", urgent=True)
        name, notice = here.until_called("AddNotification")
        assert notice["title"] == ("s", "Writing failed")
        assert notice["body"] == ("s", "A & B")
        assert notice["priority"] == ("s", "urgent")
        assert notice["default-action"] == ("s", "default")
        platform = [("a{sv}", {"activation-token": ("s", "token-2")})]
        here.bus.emit(PORTAL_PATH, PORTAL, "ActionInvoked", "ssav", "other", "default", [])
        here.bus.emit(PORTAL_PATH, PORTAL, "ActionInvoked", "ssav", name, "default", platform)
        here.bus.emit(PORTAL_PATH, PORTAL, "ActionInvoked", "ssav", name, "default", [])
        here.until(lambda: len(here.heard) == 2)
        assert here.heard == [Clicked("token-2"), Clicked("")]
        here.session.withdraw()
        assert here.until_called("RemoveNotification") == (name,)
        assert not here.called("Notify")


def test_progress_in_the_taskbar(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with desktop(tmp_path, monkeypatch) as here:
        here.session.progress(0.25)
        here.until(lambda: here.bus.signals)
        here.session.progress(0.2501)  # nobody could see that
        here.session.progress(0.9)
        here.until(lambda: len(here.bus.signals) == 2)
        here.session.progress(None, urgent=True)
        here.until(lambda: len(here.bus.signals) == 3)
    here.until(lambda: len(here.bus.signals) == 4)
    told = [signal.body[1] for signal in here.bus.signals]
    assert [
        (each["progress"][1], each["progress-visible"][1], each["urgent"][1]) for each in told
    ] == [
        (0.25, True, False),
        (0.9, True, False),
        (0.0, False, True),
        (0.0, False, False),
    ]
    signal = here.bus.signals[0]
    assert (signal.interface, signal.name) == ("com.canonical.Unity.LauncherEntry", "Update")
    assert signal.body[0] == "application://io.github.stickwright.Stickwright.desktop"


def test_the_end_takes_progress_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with desktop(tmp_path, monkeypatch) as here:
        here.session.progress(0.5)
        here.until(lambda: here.bus.signals)
    here.until(lambda: len(here.bus.signals) == 2)
    assert here.bus.signals[-1].body[1]["progress-visible"] == ("b", False)


def test_preferences_are_read_and_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    appearance = "org.freedesktop.appearance"

    def answer(call: Call) -> Reply | Refusal:
        if call.method != "ReadAll":
            return server(call)
        return Reply("a{sa{sv}}", ({appearance: {"color-scheme": ("u", 1)}},))

    with desktop(tmp_path, monkeypatch, answer) as here:
        here.until(lambda: here.heard)
        assert here.heard == [Preferences(dark=True)]
        changed = (PORTAL_PATH, SETTINGS, "SettingChanged", "ssv")
        here.bus.emit(*changed, "org.example", "color-scheme", ("u", 2))
        here.bus.emit(*changed, appearance, "color-scheme", ("u", 1))
        here.bus.emit(*changed, appearance, "contrast", ("u", 1))
        here.until(lambda: len(here.heard) == 2)
        here.bus.emit(*changed, "org.gnome.desktop.interface", "enable-animations", ("b", False))
        here.until(lambda: len(here.heard) == 3)
        assert here.heard[1:] == [
            Preferences(dark=True, contrast=True),
            Preferences(dark=True, contrast=True, still=True),
        ]


def test_services_that_refuse_change_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refusal = Refusal("org.freedesktop.DBus.Error.ServiceUnknown", "nobody is there")
    with desktop(tmp_path, monkeypatch, lambda _: refusal) as here:
        here.session.notify("Ready to boot", "")
        here.until_called("Notify")
        here.session.withdraw()
        here.session.progress(0.5)
        here.until(lambda: here.bus.signals)
    assert here.heard == []


@pytest.mark.parametrize("method", ["ReadAll", "Notify"])
def test_a_bus_that_breaks_off_ends_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    def answer(call: Call) -> Reply | Refusal | None:
        return None if call.method == method else server(call)

    with desktop(tmp_path, monkeypatch, answer) as here:
        here.session.notify("Ready to boot", "")
        here.session.progress(0.5)


def test_without_a_bus_it_returns_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    for address in ("unix:path=/nonexistent", "launchd:nothing"):
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        session = Session()
        session.notify("Ready to boot", "")
        session.run(lambda _: None)
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS")
    Session().run(lambda _: None)

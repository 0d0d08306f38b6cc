"""The same through dbus-daemon, which hands on only what was asked for, and knows who is gone."""

import os
import shutil
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from jeepney import (
    DBusAddress,
    HeaderFields,
    MatchRule,
    Message,
    MessageType,
    message_bus,
    new_error,
    new_method_return,
    new_signal,
)
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from app.session import Clicked, Heard, Session
from app.session.preferences import Preferences

pytestmark = pytest.mark.system

SERVER = "org.freedesktop.Notifications"
PORTAL = "org.freedesktop.portal.Desktop"
LAUNCHER = "com.canonical.Unity.LauncherEntry"
PATIENCE = 20.0  # seconds


@dataclass
class Services:
    """A notification server, the settings portal and a taskbar, all on one connection."""

    bus: DBusConnection
    seen: list[tuple[str, tuple[Any, ...]]] = field(default_factory=list)
    stopped: bool = False

    def serve(self) -> None:
        while not self.stopped:
            try:
                self._answer(self.bus.receive(timeout=0.05))
            except TimeoutError:
                continue

    def emit(self, path: str, interface: str, name: str, signature: str, *body: Any) -> None:
        self.bus.send(new_signal(DBusAddress(path, interface=interface), name, signature, body))

    def _answer(self, message: Message) -> None:
        name = message.header.fields.get(HeaderFields.member, "")
        self.seen.append((name, tuple(message.body)))
        if message.header.message_type is not MessageType.method_call:
            return
        answers: dict[str, tuple[str, tuple[Any, ...]]] = {
            "Notify": ("u", (7,)),
            "GetCapabilities": ("as", (["actions"],)),
            "ReadAll": ("a{sa{sv}}", ({},)),
            "CloseNotification": ("", ()),
        }
        if name in answers:
            signature, body = answers[name]
            self.bus.send(new_method_return(message, signature or None, body))
        else:
            self.bus.send(new_error(message, "org.freedesktop.DBus.Error.UnknownMethod"))

    def until(self, holds: Callable[[], object]) -> None:
        deadline = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < deadline, self.seen
            time.sleep(0.01)

    def told(self, name: str) -> list[tuple[Any, ...]]:
        return [body for seen, body in self.seen if seen == name]


@contextmanager
def daemon(folder: Path) -> Iterator[str]:
    assert shutil.which("dbus-daemon"), "needs the package dbus"
    address = f"unix:path={folder / 'bus'}"
    command = ["dbus-daemon", "--session", "--nofork", "--nopidfile", f"--address={address}"]
    with subprocess.Popen([*command, "--print-address=1"], stdout=subprocess.PIPE) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline()
            yield address
        finally:
            process.terminate()


@pytest.fixture
def services(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Services]:
    with daemon(tmp_path) as address:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        with open_dbus_connection("SESSION") as bus:
            for name in (SERVER, PORTAL):
                bus.send_and_get_reply(message_bus.RequestName(name))
            rule = MatchRule(type="signal", interface=LAUNCHER)
            bus.send_and_get_reply(message_bus.AddMatch(rule))
            here = Services(bus)
            thread = threading.Thread(target=here.serve)
            thread.start()
            yield here
            here.stopped = True
            thread.join()


def test_messages_taskbar_and_preferences(services: Services) -> None:
    assert os.environ["DBUS_SESSION_BUS_ADDRESS"]
    heard: list[Heard] = []
    session = Session(sandboxed=False)
    thread = threading.Thread(target=session.run, args=(heard.append,))
    thread.start()
    try:
        services.until(lambda: services.told("ReadAll"))
        path, portal = "/org/freedesktop/portal/desktop", "org.freedesktop.portal.Settings"
        changed = ("org.freedesktop.appearance", "color-scheme", ("u", 1))
        services.emit(path, portal, "SettingChanged", "ssv", *changed)
        services.until(lambda: heard)
        assert heard == [Preferences(dark=True)]
        session.notify("Ready to boot", "1")
        session.notify("Ready to boot", "2")
        services.until(lambda: services.told("Notify") and services.told("Notify")[-1][1] == 7)
        services.emit("/org/freedesktop/Notifications", SERVER, "ActivationToken", "us", 7, "t")
        services.emit("/org/freedesktop/Notifications", SERVER, "ActionInvoked", "us", 7, "default")
        services.until(lambda: len(heard) == 2)
        assert heard[1] == Clicked("t")
        session.progress(0.5)
        services.until(lambda: services.told("Update"))
        session.withdraw()
        services.until(lambda: services.told("CloseNotification"))
        assert services.told("CloseNotification") == [(7,)]
    finally:
        session.close()
        thread.join(PATIENCE)
    services.until(lambda: len(services.told("Update")) == 2)
    shown = [body[1]["progress-visible"][1] for body in services.told("Update")]
    assert shown == [True, False]

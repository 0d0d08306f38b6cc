import os
from pathlib import Path

import pytest
from fake_bus import Answer, Call, FakeBus, Refusal, Reply

from app.desktop import awake, handed_over

FAILED = Refusal("org.freedesktop.DBus.Error.ServiceUnknown", "nobody is there")


def open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def buses(folder: Path, monkeypatch: pytest.MonkeyPatch, answer: Answer) -> FakeBus:
    """One bus that plays both."""
    bus = FakeBus(folder / "bus", answer)
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", bus.address)
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", bus.address)
    return bus


def test_sleep_shutdown_lid_and_logout_are_held_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[int] = []

    def answer(call: Call) -> Reply:
        if call.interface == "org.freedesktop.login1.Manager":
            told.append(os.open("/dev/null", os.O_RDONLY))
            return Reply("h", (told[-1],))
        return Reply("o", ("/request",))

    before = open_files()
    with buses(tmp_path, monkeypatch, answer) as bus:
        with awake("Writing A to B"):
            assert [call.body for call in bus.calls] == [
                *(
                    (what, "Stickwright", "Writing A to B", "block")
                    for what in ("sleep", "shutdown", "idle", "handle-lid-switch")
                ),
                ("", 5, {"reason": ("s", "Writing A to B")}),
            ]
            for fd in told:
                os.close(fd)
            held = open_files()
        assert held > open_files()
    assert open_files() == before


def test_without_a_portal_the_session_manager_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def answer(call: Call) -> Reply | Refusal:
        return Reply("u", (7,)) if call.interface == "org.gnome.SessionManager" else FAILED

    with buses(tmp_path, monkeypatch, answer) as bus, awake("Writing"):
        assert bus.calls[-1].body == ("io.github.stickwright.Stickwright", 0, "Writing", 5)


def test_what_one_may_not_hold_off_costs_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever logged in from elsewhere may hold off less."""
    told: list[int] = []

    def answer(call: Call) -> Reply | Refusal:
        if call.interface != "org.freedesktop.login1.Manager":
            return FAILED
        if call.body[0] == "sleep":
            return Refusal("org.freedesktop.DBus.Error.AccessDenied", "not you")
        told.append(os.open("/dev/null", os.O_RDONLY))
        return Reply("h", (told[-1],))

    before = open_files()
    with buses(tmp_path, monkeypatch, answer), awake("Writing"):
        assert len(told) == 3
        for fd in told:
            os.close(fd)
    assert open_files() == before


@pytest.mark.parametrize("answer", [FAILED, None])
def test_services_that_refuse_or_break_off_change_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: Refusal | None
) -> None:
    done = False
    with buses(tmp_path, monkeypatch, lambda _: answer), awake("Writing"):
        done = True
    assert done


def test_a_computer_without_any_bus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", f"unix:path={tmp_path / 'none'}")
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    done = []
    with awake("Writing"):
        done.append(1)
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "launchd:nothing")
    with awake("Writing"):
        done.append(2)
    assert done == [1, 2]


def test_a_failure_inside_is_not_swallowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nonexistent")
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
    with pytest.raises(OSError, match="mine"), awake("Writing"):
        raise OSError("mine")


def test_files_of_a_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`org.freedesktop.portal.FileTransfer`, "RetrieveFiles"."""
    answer = Reply("as", (["/run/user/1000/doc/7f/a.iso", "/b.iso"],))
    with buses(tmp_path, monkeypatch, lambda _: answer) as bus:
        assert handed_over("key 1") == ("/run/user/1000/doc/7f/a.iso", "/b.iso")
        (call,) = bus.calls
    assert call.path == "/org/freedesktop/portal/documents"
    assert call.interface == "org.freedesktop.portal.FileTransfer"
    assert (call.method, call.body) == ("RetrieveFiles", ("key 1", {}))


@pytest.mark.parametrize("answer", [FAILED, None, Reply("as", ([],)), Reply(), Reply("i", (7,))])
def test_a_desktop_that_hands_over_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: Reply | Refusal | None
) -> None:
    with buses(tmp_path, monkeypatch, lambda _: answer):
        assert handed_over("key") == ()


def test_a_key_that_is_no_text_of_the_bus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Strings of D-Bus are UTF-8 without a zero byte; what was dropped may be anything."""
    with buses(tmp_path, monkeypatch, lambda _: Reply("as", ([],))):
        assert handed_over("a\udcffb") == ()
        assert handed_over("a\0b") == ()

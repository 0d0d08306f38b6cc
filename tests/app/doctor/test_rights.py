"""Who may open drives, by what the bus answers; the real services are asked at the end."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fake_bus import Call, FakeBus, Refusal, Reply
from services import everything_permitted, udisks

from app.doctor import Check, State, can_write, packages
from app.doctor.rights import ACTION, rights
from app.drives import told_by_udisks

ROOT = Path(__file__).parents[3]
VERSION = Reply("v", (("s", "2.10.1"),))
UNKNOWN = Refusal("org.freedesktop.DBus.Error.ServiceUnknown", "nobody of that name")

Answers = Callable[[Reply | Refusal, Reply | Refusal], FakeBus]


def authorization(*, permitted: bool, asks: bool) -> Reply:
    return Reply("(bba{ss})", ((permitted, asks, {}),))


@pytest.fixture
def bus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Answers]:
    """Starts a bus on which UDisks2 and polkit answer so."""
    buses: list[FakeBus] = []

    def started(of_udisks: Reply | Refusal, of_polkit: Reply | Refusal) -> FakeBus:
        def answer(call: Call) -> Reply | Refusal:
            return of_udisks if call.method == "Get" else of_polkit

        made = FakeBus(tmp_path / "bus", answer)
        buses.append(made.__enter__())
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", made.address)
        return made

    yield started
    for each in buses:
        each.__exit__()


@pytest.fixture
def processes(tmp_path: Path) -> Path:
    """A /proc on which only polkit's service runs."""
    return running(tmp_path / "proc", "/usr/lib/polkit-1/polkitd\0--no-debug")


def running(proc: Path, *commands: str) -> Path:
    for number, command in enumerate(commands, 7 + len(list(proc.glob("*")))):
        (proc / str(number)).mkdir(parents=True)
        (proc / str(number) / "cmdline").write_text(command)
    (proc / "99").mkdir()  # one that just ended
    return proc


def told(proc: Path, *, root: bool = False) -> dict[str, Check]:
    return {check.code: check for check in rights(proc, root=root)}


def test_with_a_password_and_a_desktop_that_asks_for_it(bus: Answers, tmp_path: Path) -> None:
    started = bus(VERSION, authorization(permitted=False, asks=True))
    proc = running(tmp_path / "proc", "/usr/lib/polkit-1/polkitd", "/usr/bin/lxpolkit\0")
    checks = told(proc)
    assert {check.state for check in checks.values()} == {State.OK}
    assert "2.10.1" in checks["udisks2"].text
    assert "password" in checks["polkit"].text
    assert "agent" in checks
    (asked,) = (call for call in started.calls if call.method == "CheckAuthorization")
    subject, action, details, flags, _ = asked.body
    assert subject == ("system-bus-name", {"name": ("s", ":1.1")})
    assert (action, details, flags) == (ACTION, {}, 0), "nobody is asked for a password"


@pytest.mark.parametrize("agent", ["gnome-shell", "polkit-kde-authentication-agent-1"])
def test_an_agent_is_known_by_its_name(bus: Answers, tmp_path: Path, agent: str) -> None:
    bus(VERSION, authorization(permitted=False, asks=True))
    assert told(running(tmp_path / "proc", agent))["agent"].state is State.OK


def test_without_an_agent_it_is_unsure(bus: Answers, processes: Path) -> None:
    bus(VERSION, authorization(permitted=False, asks=True))
    checks = told(processes)
    assert checks["agent"].state is State.UNSURE
    assert "sudo" in checks["agent"].hint
    assert can_write(checks.values())


def test_without_a_password_no_agent_is_needed(bus: Answers, processes: Path) -> None:
    bus(VERSION, authorization(permitted=True, asks=False))
    checks = told(processes)
    assert "without a password" in checks["polkit"].text
    assert "agent" not in checks


@pytest.mark.parametrize(
    ("of_udisks", "of_polkit", "code"),
    [
        (UNKNOWN, UNKNOWN, "udisks2"),
        (VERSION, UNKNOWN, "polkit"),
        (VERSION, authorization(permitted=False, asks=False), "polkit"),
    ],
    ids=["no UDisks2", "no polkit", "forbidden"],
)
def test_what_keeps_a_user_from_writing(
    bus: Answers,
    processes: Path,
    of_udisks: Reply | Refusal,
    of_polkit: Reply | Refusal,
    code: str,
) -> None:
    bus(of_udisks, of_polkit)
    checks = told(processes)
    assert [each.code for each in checks.values() if each.state is State.BLOCKS] == [code]
    assert "sudo" in checks[code].hint
    assert not can_write(checks.values())


@pytest.mark.parametrize(
    ("of_udisks", "of_polkit", "code"),
    [
        (UNKNOWN, UNKNOWN, "udisks2"),
        (VERSION, authorization(permitted=False, asks=False), "polkit"),
        (VERSION, authorization(permitted=False, asks=True), "agent"),
    ],
    ids=["no UDisks2", "forbidden", "no agent in sight"],
)
def test_a_flatpak_is_not_started_with_sudo(
    bus: Answers,
    processes: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    of_udisks: Reply | Refusal,
    of_polkit: Reply | Refusal,
    code: str,
) -> None:
    monkeypatch.setattr(told_by_udisks, "FLATPAK", tmp_path)
    (tmp_path / "os-release").write_text("ID=debian")
    monkeypatch.setattr(packages, "OUTSIDE", tmp_path / "os-release")
    bus(of_udisks, of_polkit)
    check = told(processes)[code]
    assert check.state is not State.OK
    assert "sudo" not in check.hint.replace("sudo apt install udisks2", "")
    assert check.hint.endswith(".")


def test_the_bus_of_a_flatpak_does_not_lead_to_polkit(
    bus: Answers, processes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Which says nothing against its writing drives: UDisks2 asks polkit, outside."""
    monkeypatch.setattr(told_by_udisks, "FLATPAK", tmp_path)
    bus(VERSION, UNKNOWN)
    checks = told(processes)
    assert (checks["polkit"].state, checks["agent"].state) == (State.UNSURE, State.UNSURE)
    assert can_write(checks.values())


@pytest.mark.parametrize("address", ["unix:path=/nonexistent", "nonsense"])
def test_without_a_bus(monkeypatch: pytest.MonkeyPatch, processes: Path, address: str) -> None:
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", address)
    assert told(processes)["bus"].state is State.BLOCKS
    assert told(processes, root=True)["bus"].state is State.MISSING


def test_root_needs_no_service(bus: Answers, processes: Path) -> None:
    bus(UNKNOWN, UNKNOWN)
    checks = told(processes, root=True)
    assert can_write(checks.values())
    assert checks["udisks2"].state is State.MISSING
    assert "polkit" not in checks


def test_a_bus_that_breaks_off_is_no_bus(
    tmp_path: Path, processes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with FakeBus(tmp_path / "broken", lambda _: None) as broken:
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", broken.address)
        states = [(check.code, check.state) for check in rights(processes, root=False)]
        assert states[-1] == ("bus", State.BLOCKS)
        monkeypatch.undo()


@pytest.mark.system
def test_the_real_services_as_an_ordinary_user() -> None:
    """polkit lets a user ask about itself, and knows UDisks2's action."""
    with udisks():
        asked = as_nobody()
        assert (asked["udisks2"]["state"], asked["polkit"]["state"]) == ("ok", "ok")
        assert "needs a password" in asked["polkit"]["text"]
        with everything_permitted():
            assert "without a password" in as_nobody()["polkit"]["text"]


def as_nobody() -> dict[str, dict[str, str]]:
    """What is imported comes first: he may not be allowed to read it."""
    code = (
        "import os, sys, pyudev, app.commands.doctor; from app.cli import main; "
        "os.setgroups([]); os.setgid(65534); os.setuid(65534); "
        "sys.exit(main(['doctor', '--json']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=os.environ, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return {check["code"]: check for check in json.loads(done.stdout)["checks"]}

"""What a virtual machine needs beside QEMU itself, each with what can be done about it."""

import errno
import grp
import json
import os
from pathlib import Path

import pytest

from app import tools
from app.doctor import State, machine, packages
from app.doctor.check import Check
from app.doctor.packages import Packages
from app.qemu import here
from app.qemu.here import QEMU, group_of, may_use_kvm

SECURE = ["enrolled-keys", "requires-smm", "secure-boot"]


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder with programs."""
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setitem(tools.ENVIRONMENT, "PATH", f"{folder}:/bin")
    return folder


def qemu(folder: Path, displays: str) -> None:
    program = folder / QEMU
    program.write_text(f"#!/bin/sh\necho '{displays}'\n")
    program.chmod(0o755)


def firmware(folder: Path, name: str, features: list[str]) -> None:
    """As a package describes it."""
    folder.mkdir(exist_ok=True)
    for part in ("code", "vars"):
        (folder / f"{name}.{part}").write_bytes(b"\0")
    flash = [
        {"filename": str(folder / f"{name}.{part}"), "format": "raw"} for part in ("code", "vars")
    ]
    told = {
        "interface-types": ["uefi"],
        "mapping": {"device": "flash", "executable": flash[0], "nvram-template": flash[1]},
        "targets": [{"architecture": "x86_64", "machines": ["pc-q35-*"]}],
        "features": features,
    }
    (folder / f"{name}.json").write_text(json.dumps(told))


def told(folder: Path, kvm: Path) -> dict[str, Check]:
    checks = tuple(machine.machines({"boot"}, [folder], kvm))
    assert all(check.hint for check in checks if check.state is not State.OK)
    return {check.code: check for check in checks}


def test_nothing_is_there(programs: Path, tmp_path: Path) -> None:
    checks = told(tmp_path / "firmware", tmp_path / "kvm")
    assert {code: check.state for code, check in checks.items()} == dict.fromkeys(
        ("uefi", "uefi-secure", "qemu-window", "kvm"), State.MISSING
    )
    assert not (programs / QEMU).exists()
    assert "VT-x" in checks["kvm"].hint


def test_without_qemu_no_screenshot_is_promised(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(tools.ENVIRONMENT, "PATH", str(tmp_path))
    assert "screenshot" not in told(tmp_path, tmp_path / "kvm")["qemu-window"].text


def test_all_is_there(programs: Path, tmp_path: Path) -> None:
    qemu(programs, "none gtk")
    firmware(tmp_path / "firmware", "plain", [])
    firmware(tmp_path / "firmware", "secure", SECURE)
    (tmp_path / "kvm").touch()
    checks = told(tmp_path / "firmware", tmp_path / "kvm")
    assert {check.state for check in checks.values()} == {State.OK}


def test_firmware_without_keys_is_not_enough_for_secure_boot(
    programs: Path, tmp_path: Path
) -> None:
    firmware(tmp_path / "firmware", "plain", [])
    checks = told(tmp_path / "firmware", tmp_path / "kvm")
    assert not list(programs.iterdir())
    assert checks["uefi"].state is State.OK
    assert checks["uefi-secure"].state is State.MISSING


@pytest.mark.parametrize(
    ("displays", "state"), [("none spice-app", State.MISSING), ("none sdl", State.OK)]
)
def test_a_window(programs: Path, tmp_path: Path, displays: str, state: State) -> None:
    qemu(programs, displays)
    assert told(tmp_path, tmp_path / "kvm")["qemu-window"].state is state


def test_a_qemu_that_fails_shows_nothing(programs: Path, tmp_path: Path) -> None:
    qemu(programs, "'; exit 1; '")
    assert told(tmp_path, tmp_path / "kvm")["qemu-window"].state is State.MISSING


def test_who_may_not_use_the_device_is_told_its_group(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    device = tmp_path / "kvm"
    device.touch(mode=0o660)
    assert may_use_kvm(device)
    monkeypatch.setattr(machine, "why_no_kvm", lambda _: errno.EACCES)  # root may use everything
    monkeypatch.setattr(machine, "group_of", lambda _: "kvm")
    assert "usermod -aG kvm" in told(tmp_path, device)["kvm"].hint
    monkeypatch.setattr(machine, "group_of", lambda _: "")
    assert "administrator" in told(tmp_path, device)["kvm"].hint


def test_a_device_that_is_there_for_nothing(tmp_path: Path) -> None:
    (tmp_path / "kvm").mkdir()
    assert not may_use_kvm(tmp_path / "kvm")
    check = told(tmp_path, tmp_path / "kvm")["kvm"]
    assert check.state is State.MISSING
    assert "VT-x" in check.hint


def test_whose_the_device_is(tmp_path: Path) -> None:
    device = tmp_path / "kvm"
    assert group_of(device) == ""
    device.touch()
    name = grp.getgrgid(device.stat().st_gid).gr_name
    assert group_of(device) == ("" if name == "root" else name)
    if os.geteuid() == 0:
        other = next(each for each in grp.getgrall() if each.gr_gid)
        os.chown(device, -1, other.gr_gid)
        assert group_of(device) == other.gr_name


def test_a_flatpak_is_told_that_it_has_none_of_it(
    programs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (machine, packages):
        monkeypatch.setattr(module, "in_flatpak", lambda: True)
    checks = told(tmp_path, tmp_path / "kvm")
    assert not list(programs.iterdir())
    assert {check.hint for check in checks.values()} == {packages.IN_FLATPAK}


def test_what_no_command_needs_is_not_asked_for() -> None:
    assert not list(machine.machines({"check"}))


def test_where_no_package_holds_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "family", lambda: "arch")
    assert Packages("d", "f", "").hint() == "No package of this distribution holds it."
    monkeypatch.setattr(packages, "family", lambda: "")
    assert Packages("d e", "f", "").hint() == "Install what Debian calls “d e”."
    assert Path("/dev/kvm") == here.KVM

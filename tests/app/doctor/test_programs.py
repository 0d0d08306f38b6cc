"""Programs of others: which are asked for, and how to get them."""

import subprocess
from pathlib import Path

import pytest

from app import tools
from app.burning.disc import XORRISO
from app.commands.grammar import COMMANDS
from app.doctor import State, packages
from app.doctor.packages import Packages, family
from app.doctor.programs import PROGRAMS, packages_of, programs
from app.sources import solid_wim

NAMES = Packages("d", "f", "a")


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder with programs."""
    monkeypatch.setitem(tools.ENVIRONMENT, "PATH", str(tmp_path))
    return tmp_path


def test_what_is_there_and_what_is_not(installed: Path) -> None:
    (installed / "gpgv").touch(mode=0o755)
    checks = {check.code: check for check in programs(COMMANDS)}
    assert checks["gpgv"].state is State.OK
    assert checks["mke2fs"].state is State.MISSING
    assert "e2fsprogs" in checks["mke2fs"].hint


def test_a_flatpak_is_not_told_to_install_them(
    installed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packages, "in_flatpak", lambda: True)
    assert {check.hint for check in programs(COMMANDS)} == {packages.IN_FLATPAK}


def test_what_no_command_needs_is_not_asked_for(installed: Path) -> None:
    assert {check.code for check in programs({"check"})} == {"gpgv"}
    assert {check.code for check in programs({"burn", "boot"})} == {"xorriso", "qemu-system-x86_64"}


def test_every_program_of_the_engine_is_known() -> None:
    """Whatever is demanded there by name."""
    source = (Path(tools.__file__).parent / "sources/new_volumes.py").read_text()
    known = {program.name for program in PROGRAMS}
    makers = {"mke2fs", "mkfs.exfat", "mkntfs"}
    assert all(f'"{name}"' in source for name in makers)
    assert {*makers, solid_wim.PROGRAM, XORRISO} <= known
    assert packages_of(solid_wim.PROGRAM) is packages.WIMLIB


@pytest.mark.parametrize(
    ("text", "found", "command"),
    [
        ("ID=debian\n", "debian", "sudo apt install d"),
        ('NAME=Mint\nID=linuxmint\nID_LIKE="ubuntu debian"\n', "debian", "sudo apt install d"),
        ("ID=fedora\n", "fedora", "sudo dnf install f"),
        ("ID=manjaro\nID_LIKE=arch\n", "arch", "sudo pacman -S a"),
        ('ID="opensuse-tumbleweed"\nID_LIKE="opensuse suse"\n', "suse", "sudo zypper install d"),
        ("ID=nixos\n\nnonsense", "", "package d"),
    ],
)
def test_how_to_get_one(tmp_path: Path, text: str, found: str, command: str) -> None:
    release = tmp_path / "os-release"
    release.write_text(text)
    assert family(release) == found
    assert NAMES.install(release) == command


def test_a_flatpak_goes_by_the_computer_outside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its own is that of what it was built upon, which nobody can install anything into."""
    for name, text in (("OS_RELEASE", "ID=debian"), ("OUTSIDE", "ID=fedora")):
        (tmp_path / name).write_text(text)
        monkeypatch.setattr(packages, name, tmp_path / name)
    assert NAMES.install() == "sudo apt install d"
    monkeypatch.setattr(packages, "in_flatpak", lambda: True)
    assert NAMES.install() == "sudo dnf install f"


def test_without_a_name_of_the_system(tmp_path: Path) -> None:
    assert NAMES.install(tmp_path / "os-release") == "package d"


@pytest.mark.tools
def test_the_packages_of_debian_hold_them() -> None:
    """As far as they are installed here, which those of our tests are."""
    for program in PROGRAMS:
        place = tools.run(["sh", "-c", f"command -v {program.name}"]).strip()
        # /bin is /usr/bin, and dpkg knows one of the two names
        names = {place, str(Path(place).resolve()), place.removeprefix("/usr")}
        owners = {
            line.partition(":")[0]
            for name in names
            for line in subprocess.run(
                ["dpkg", "-S", name], capture_output=True, text=True, check=False
            ).stdout.splitlines()
        }
        assert owners & set(program.packages.debian.split()), (program.name, owners)

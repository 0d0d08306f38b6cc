"""Sticks composed of a Windows disc's files start where the plan says that they do."""

import re
from pathlib import Path

import pytest
from support_boot import AA64, IA32, X64
from support_programs import efi_program
from support_windows import FILES, windows_disc
from system.qemu import Firmware, Medium, boot

from app.cli import main
from app.inspection import inspect
from app.report import Answer, Machine
from app.sources import open_source

pytestmark = pytest.mark.boots

MACHINES = {
    Firmware.X64: (X64, Machine.X64),
    Firmware.IA32: (IA32, Machine.IA32),
    Firmware.AA64: (AA64, Machine.AA64),
}


def line_of(firmware: Firmware) -> str:
    return f"composed stick started by {firmware}"


@pytest.fixture(scope="module")
def disc(tmp_path_factory: pytest.TempPathFactory) -> Path:
    loaders = {
        f"efi/boot/boot{firmware}.efi": efi_program(number, line_of(firmware))
        for firmware, (number, _) in MACHINES.items()
    }
    return windows_disc(tmp_path_factory.mktemp("disc") / "win.iso", FILES | loaders)


def written(disc: Path, folder: Path, size: str) -> Path:
    stick = folder / "stick.img"
    assert main(["write", "--yes", "--size", size, str(disc), str(stick)]) == 0
    return stick


@pytest.mark.parametrize("size", ["512MiB", "8GB", "32GB"])
def test_uefi_starts_it_at_every_cluster_size(disc: Path, size: str, tmp_path: Path) -> None:
    stick = written(disc, tmp_path, size)
    line = line_of(Firmware.X64)
    seen = boot(stick, Firmware.X64, Medium.STICK, expected=line, spare=0)
    assert line in seen.serial


@pytest.mark.parametrize("firmware", [Firmware.IA32, Firmware.AA64])
def test_uefi_of_other_processors(disc: Path, firmware: Firmware, tmp_path: Path) -> None:
    stick = written(disc, tmp_path, "300MiB")
    report = inspect(open_source(stick))
    assert report.boots.on_uefi_usb(MACHINES[firmware][1]).answer is Answer.YES
    seen = boot(stick, firmware, Medium.STICK, expected=line_of(firmware), spare=0)
    assert line_of(firmware) in seen.serial


def test_a_bios_is_told_what_it_takes(disc: Path, tmp_path: Path) -> None:
    stick = written(disc, tmp_path, "300MiB")
    assert inspect(open_source(stick)).boots.bios_usb.answer is Answer.NO
    said = "This stick needs UEFI: older BIOS PCs can't start it."
    seen = boot(stick, Firmware.BIOS, Medium.STICK, expected=re.escape(said), spare=0)
    assert said in seen.screen
    assert seen.handed_over


def test_a_plain_copy_starts_nowhere(disc: Path, tmp_path: Path) -> None:
    """What the mode is for."""
    stick = tmp_path / "stick.img"
    assert main(["write", "--yes", "--exact", str(disc), str(stick)]) == 0
    seen = boot(stick, Firmware.X64, Medium.STICK, expected="composed stick started")
    assert "composed stick started" not in seen.serial
    assert seen.gave_up

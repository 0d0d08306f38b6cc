"""The demo image starts on every kind of computer it says it starts on."""

from pathlib import Path

import pytest
from system.qemu import Firmware, Medium, boot

from app.demo import make_demo_image

BY_BIOS_STICK = "Stickwright demo: started by BIOS from a stick"
BY_BIOS_CD = "Stickwright demo: started by BIOS from a CD"
BY_UEFI = "Stickwright demo: started by UEFI"

pytestmark = pytest.mark.boots


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "demo.img"
    make_demo_image(path)
    return path


@pytest.mark.parametrize(
    ("medium", "line"), [(Medium.STICK, BY_BIOS_STICK), (Medium.CD, BY_BIOS_CD)]
)
def test_bios_says_its_line_on_serial_port_and_screen(
    image: Path, medium: Medium, line: str
) -> None:
    seen = boot(image, Firmware.BIOS, medium, expected=line)
    assert line in seen.serial
    assert line in seen.screen


@pytest.mark.parametrize(
    ("medium", "hidden"), [(Medium.STICK, False), (Medium.STICK, True), (Medium.CD, False)]
)
def test_uefi_says_its_line(image: Path, medium: Medium, hidden: bool) -> None:
    seen = boot(image, Firmware.X64, medium, expected=BY_UEFI, hide_el_torito=hidden)
    assert BY_UEFI in seen.serial


@pytest.mark.parametrize("firmware", [Firmware.IA32, Firmware.AA64])
def test_uefi_of_another_processor_finds_nothing(image: Path, firmware: Firmware) -> None:
    seen = boot(image, firmware, Medium.STICK, expected="Stickwright demo")
    assert "Stickwright demo" not in seen.serial
    assert seen.gave_up

"""A stick with more behind the image starts as the image does, by BIOS and by UEFI."""

from pathlib import Path

import pytest
from system import debian, samples
from system.qemu import Firmware, Medium, boot

from app.cli import main
from app.inspection import inspect
from app.report import Answer, Machine
from app.sources import open_source

pytestmark = pytest.mark.boots

MADE = {sample.name: sample for sample in (*samples.SAMPLES, *debian.SAMPLES)}


@pytest.mark.parametrize(
    ("name", "firmware"),
    [
        ("gpt-esp", Firmware.X64),
        ("disc-hybrid", Firmware.X64),
        ("isohybrid", Firmware.X64),
        ("isohybrid", Firmware.BIOS),
        ("appended-esp", Firmware.X64),
        ("appended-esp", Firmware.BIOS),
    ],
)
def test_it_starts_as_before(name: str, firmware: Firmware, tmp_path: Path) -> None:
    image, stick, answers = tmp_path / "image.iso", tmp_path / "stick.img", tmp_path / "user-data"
    MADE[name].make(image)
    answers.write_bytes(b"#cloud-config\n")
    more = ("--data", "64MiB", "--cidata", str(answers))
    assert main(["write", "--yes", str(image), str(stick), "--size", "300MiB", *more]) == 0
    boots = inspect(open_source(image)).boots
    path = boots.bios_usb if firmware is Firmware.BIOS else boots.on_uefi_usb(Machine.X64)
    assert path.answer is Answer.YES
    expected = MADE[name].expected(firmware)
    seen = boot(stick, firmware, Medium.STICK, expected=expected, spare=0)
    assert expected in seen.serial + seen.screen

"""A stick with more behind the image starts as the image does, by BIOS and by UEFI."""

from pathlib import Path

import pytest
from system import debian, samples
from system.qemu import Firmware, Medium, boot
from system.samples import Sample

from app.cli import main
from app.inspection import inspect
from app.report import Answer, Machine
from app.sources import open_source

pytestmark = pytest.mark.system

SAMPLES = [
    sample
    for sample in (*samples.SAMPLES, *debian.SAMPLES)
    if sample.name in ("gpt", "isohybrid", "appended-esp")
]


@pytest.mark.parametrize("firmware", [Firmware.BIOS, Firmware.X64])
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_it_starts_as_before(sample: Sample, firmware: Firmware, tmp_path: Path) -> None:
    image, stick, answers = tmp_path / "image.iso", tmp_path / "stick.img", tmp_path / "user-data"
    sample.make(image)
    answers.write_bytes(b"#cloud-config\n")
    more = ("--data", "64MiB", "--cidata", str(answers))
    assert main(["write", "--yes", str(image), str(stick), "--size", "300MiB", *more]) == 0
    boots = inspect(open_source(image)).boots
    path = boots.bios_usb if firmware is Firmware.BIOS else boots.on_uefi_usb(Machine.X64)
    assert path.answer is Answer.YES
    expected = sample.expected(firmware)
    seen = boot(stick, firmware, Medium.STICK, expected=expected, spare=0)
    assert expected in seen.serial + seen.screen

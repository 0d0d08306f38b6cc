"""What `boot` says of images is what became of them, in a real QEMU. They are those of the judge,
who knows better: here nobody knows what they will say."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from system import debian, samples

from app.control import Control
from app.demo import make_demo_image
from app.drives.image_file import virtual_stick
from app.qemu import firmware as tried_by
from app.qemu.boot import boot
from app.qemu.judge import Verdict
from app.qemu.plan import plan_boot
from app.qemu.stick import from_drive, from_image
from app.qemu.told import Tried
from app.sources import open_source

pytestmark = pytest.mark.boots

ROOT = Path(__file__).parents[2]
BIOS, UEFI, SECURE = tried_by.Firmware
SAMPLES = {sample.name: sample for sample in (*samples.SAMPLES, *debian.SAMPLES)}

# Loaders of ours come back to the firmware after their line, and by BIOS they read nothing more.
CASES = (
    ("isohybrid", BIOS, Verdict.BOOTED),
    ("appended-esp", BIOS, Verdict.BOOTED),
    ("syslinux", BIOS, Verdict.BOOTED),
    ("grub-mkrescue", BIOS, Verdict.BOOTED),
    ("grub-mkrescue", UEFI, Verdict.BOOTED),
    ("memtest86+", UEFI, Verdict.BOOTED),
    ("demo", BIOS, Verdict.STARTED),
    ("demo", UEFI, Verdict.BOOTED),
    ("demo", SECURE, Verdict.REFUSED),
    ("isohybrid-stale", BIOS, Verdict.FAILED),
    ("appended-esp", UEFI, Verdict.FAILED),
    ("syslinux", UEFI, Verdict.NOTHING),
    ("isolinux", BIOS, Verdict.NOTHING),
)


@pytest.mark.parametrize(("name", "firmware", "verdict"), CASES)
def test_what_became_of_it(
    name: str, firmware: tried_by.Firmware, verdict: Verdict, tmp_path: Path
) -> None:
    image = tmp_path / "image.img"
    SAMPLES[name].make(image)
    before = image.read_bytes()
    stick = from_image(open_source(image))
    plan = plan_boot(stick.report.boots, asked=firmware, kvm=False)
    *_, tried = boot(stick, plan, Control())
    assert isinstance(tried, Tried)
    assert tried.picture is not None
    assert tried.verdict is verdict
    assert image.read_bytes() == before


@pytest.mark.parametrize(("sector", "verdict"), [(512, Verdict.BOOTED), (4096, Verdict.NOTHING)])
def test_a_stick_has_the_sectors_that_it_has(sector: int, verdict: Verdict, tmp_path: Path) -> None:
    """The image counts in those of 512 bytes."""
    image = tmp_path / "demo.img"
    make_demo_image(image)
    drive = virtual_stick(image, sector=sector)
    with drive.open(write=False) as medium:
        stick = from_drive(drive.info, medium)
        *_, tried = boot(stick, plan_boot(stick.report.boots, asked=UEFI, kvm=False), Control())
    assert isinstance(tried, Tried)
    assert tried.verdict is verdict


def test_a_kill_leaves_nothing(tmp_path: Path) -> None:
    """Neither of the machine, nor of its files."""
    image = tmp_path / "demo.img"
    make_demo_image(image)
    command = [sys.executable, "-m", "ui", "boot", str(image), "--no-kvm"]
    process = subprocess.Popen([*command, "--screenshot", str(tmp_path / "seen.png")], cwd=ROOT)
    try:
        machine = child_of(process.pid)
        process.send_signal(signal.SIGKILL)
    finally:
        process.kill()
        process.wait()
    end = time.monotonic() + 10
    while Path("/proc", machine).exists():
        assert time.monotonic() < end
        time.sleep(0.05)
    assert [path.name for path in tmp_path.iterdir()] == ["demo.img"]


def child_of(pid: int) -> str:
    """Once QEMU runs."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
            if b"qemu-system" in Path("/proc", child, "cmdline").read_bytes().split(b"\0")[0]:
                return child
        time.sleep(0.05)
    raise AssertionError("no QEMU was started")

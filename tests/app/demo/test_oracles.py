"""Other programs read the demo image as we meant it."""

import json
import subprocess
from pathlib import Path

import pytest

from app.demo import make_demo_image
from app.demo.image import BLOCK, ESP

pytestmark = pytest.mark.tools


@pytest.fixture
def image(tmp_path: Path) -> Path:
    path = tmp_path / "demo.img"
    make_demo_image(path)
    return path


@pytest.fixture
def partition(image: Path) -> Path:
    path = image.with_suffix(".esp")
    path.write_bytes(image.read_bytes()[ESP * BLOCK :])
    return path


def say(*command: str | Path) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_sfdisk_sees_one_efi_system_partition(image: Path) -> None:
    table = json.loads(say("sfdisk", "--json", image))["partitiontable"]
    (only,) = table["partitions"]
    assert (table["label"], only["type"], only["bootable"]) == ("dos", "ef", True)
    assert (only["start"], only["size"]) == (128, 384)


def test_xorriso_sees_two_boot_images(image: Path) -> None:
    report = say("xorriso", "-indev", image, "-report_el_torito", "plain")
    lines = [line.split()[6:] for line in report.splitlines() if "boot img" in line]
    assert [(line[0], line[1], line[-2:]) for line in lines] == [
        ("BIOS", "y", ["4", "23"]),
        ("UEFI", "y", ["384", "32"]),
    ]


def test_isoinfo_reads_the_text(image: Path) -> None:
    assert "stickwright demo" in say("isoinfo", "-i", image, "-x", "/README.TXT;1")


def test_fsck_finds_nothing_to_mend(partition: Path) -> None:
    assert "4 files" in say("fsck.fat", "-n", partition)


def test_mtools_finds_the_loader(partition: Path) -> None:
    listing = say("mdir", "-i", partition, "-/", "-b", "::")
    assert "::/EFI/BOOT/BOOTX64.EFI" in listing

"""Verdicts on skeletons of real images: the answers are what QEMU did with the whole ones, as the
README's table has them."""

import gzip
from dataclasses import dataclass
from pathlib import Path

import pytest
from skeleton import skeleton
from support_inspection import report_on

from app.report import Answer, Machine

FOLDER = Path(__file__).parents[2] / "data/images"
YES, LIKELY, NO = Answer.YES, Answer.LIKELY, Answer.NO


@dataclass(frozen=True)
class Real:
    """`bios` and `x64` are the answers for a stick and for a disc."""

    file: str
    name: str
    bios: tuple[Answer, Answer]
    x64: tuple[Answer, Answer]
    first_sector: str

    def read(self) -> bytes:
        return gzip.decompress((FOLDER / self.file).read_bytes())


REAL = (
    Real("memtest86+x64.gz", "Memtest86+", (YES, YES), (YES, YES), "memtest86+’s boot code"),
    Real("grub-rescue.gz", "GRUB", (YES, YES), (NO, NO), "GRUB 2’s hybrid boot code"),
    Real("ipxe.gz", "iPXE", (YES, YES), (LIKELY, YES), "isolinux’s hybrid boot code"),
)


@pytest.mark.parametrize("real", REAL, ids=lambda real: real.file)
def test_the_verdict_is_what_happens(real: Real) -> None:
    told = report_on(real.read())
    boots = told.boots
    assert told.system is not None
    assert told.system.name == real.name
    assert (boots.bios_usb.answer, boots.bios_cd.answer) == real.bios
    on = (boots.on_uefi_usb(Machine.X64), boots.on_uefi_cd(Machine.X64))
    assert tuple(path.answer for path in on) == real.x64
    assert boots.bios_usb.evidence[0].said.startswith(real.first_sector)


@pytest.mark.parametrize("real", REAL, ids=lambda real: real.file)
def test_real_systems_give_no_warning(real: Real) -> None:
    """Of what they hold. That not every computer starts one from a stick has to be said."""
    warned = {
        finding.code for finding in report_on(real.read()).findings if finding.severity != "info"
    }
    assert warned <= {"uefi-only-as-cd"}


def test_a_skeleton_is_all_that_is_read() -> None:
    image = REAL[0].read()
    assert skeleton(image) == image


def test_each_says_where_it_comes_from() -> None:
    told = (FOLDER / "README.md").read_text()
    assert {path.name for path in FOLDER.glob("*.gz")} == {real.file for real in REAL}
    assert all(f"| {real.file} |" in told for real in REAL)

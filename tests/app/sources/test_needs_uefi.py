"""The stub that a BIOS runs is what its source says, and inspection knows it."""

import subprocess
import textwrap
from pathlib import Path

import pytest

import app.sources
from app.formats import bootcode
from app.formats.bootcode import NextStage
from app.sources.needs_uefi import CODE

SOURCE = Path(app.sources.__file__).with_name("needs_uefi.asm")
FAT32_CODE = 90  # byte of a FAT32 boot sector where its code begins


def test_it_fits_and_starts_nothing() -> None:
    assert len(CODE) <= 510 - FAT32_CODE
    first = CODE.ljust(510, b"\0") + b"\x55\xaa"
    behind = (b"\xeb\x58\x90".ljust(FAT32_CODE, b"\0") + CODE).ljust(510, b"\0") + b"\x55\xaa"
    for sector in (first, behind):
        found = bootcode.recognise(sector)
        assert (found.stage, "needs UEFI" in found.name) == (NextStage.NOWHERE, True)


@pytest.mark.tools
def test_assembled_again_it_is_the_same(tmp_path: Path) -> None:
    target = tmp_path / "code.bin"
    subprocess.run(["nasm", "-f", "bin", "-o", target, SOURCE], check=True)
    fresh = target.read_bytes()
    assert fresh == CODE, "CODE should be\n" + "\n".join(textwrap.wrap(fresh.hex(), 92))

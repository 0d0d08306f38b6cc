"""The bytes of the demo are what their sources say."""

import subprocess
import textwrap
from pathlib import Path

import pytest

import app.demo
from app.demo import code

SOURCES = Path(app.demo.__file__).parent


@pytest.mark.tools
@pytest.mark.parametrize(
    ("source", "words", "name"),
    [
        ("bios.asm", ["-D", 'MEDIUM="a stick"'], "BIOS_STICK"),
        ("bios.asm", ["-D", 'MEDIUM="a CD"'], "BIOS_CD"),
        ("uefi.asm", [], "UEFI_X64"),
    ],
)
def test_assembled_again_it_is_the_same(
    source: str, words: list[str], name: str, tmp_path: Path
) -> None:
    target = tmp_path / "code.bin"
    subprocess.run(["nasm", "-f", "bin", *words, "-o", target, SOURCES / source], check=True)
    fresh = target.read_bytes()
    text = "\n".join(textwrap.wrap(fresh.hex(), 92))
    assert fresh == getattr(code, name), f"{name} in code.py should be\n{text}"

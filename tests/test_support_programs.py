"""The programs that the judge starts are what their sources say."""

import subprocess
from pathlib import Path

import pytest
from support_boot import AA64, IA32, X64
from support_programs import CODE, bios_program, efi_program

from app.formats.binary import Memory
from app.formats.pe import APPLICATION, Pe

SOURCES = Path(__file__).parent / "programs"


@pytest.mark.tools
@pytest.mark.parametrize(("name", "machine"), [("x64", X64), ("ia32", IA32)])
def test_assembled_again_it_is_the_same(name: str, machine: int, tmp_path: Path) -> None:
    target = tmp_path / "code"
    subprocess.run(["nasm", "-f", "bin", "-o", target, SOURCES / f"{name}.asm"], check=True)
    assert target.read_bytes() == CODE[machine], target.read_bytes().hex()


@pytest.mark.tools
def test_assembled_again_for_arm_it_is_the_same(tmp_path: Path) -> None:
    made, target = tmp_path / "made", tmp_path / "code"
    prefix = "aarch64-linux-gnu-"
    subprocess.run([f"{prefix}as", SOURCES / "aa64.s", "-o", made], check=True)
    subprocess.run([f"{prefix}objcopy", "-O", "binary", made, target], check=True)
    assert target.read_bytes() == CODE[AA64], target.read_bytes().hex()


@pytest.mark.parametrize("machine", CODE)
def test_a_program_is_one_for_its_machine(machine: int) -> None:
    data = efi_program(machine, "words")
    program = Pe.read(Memory(data))
    assert (program.machine, program.subsystem, program.end) == (machine, APPLICATION, len(data))
    assert "words".encode("utf-16-le") in data


def test_boot_code_that_does_not_fit_is_refused() -> None:
    assert len(bios_program("words")) <= 440
    with pytest.raises(ValueError, match="too long"):
        bios_program("w" * 400)

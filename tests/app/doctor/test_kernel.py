"""What the kernel and udev tell, on computers that never were; this one comes last."""

from pathlib import Path

import pytest
from computers import FakeComputer

from app.doctor import State
from app.doctor.check import Check
from app.doctor.kernel import kernel
from app.drives.computer import Computer


@pytest.fixture
def computer(tmp_path: Path) -> FakeComputer:
    return FakeComputer(tmp_path)


def told(computer: Computer, *, library: bool = True) -> dict[str, Check]:
    return {check.code: check for check in kernel(computer, library=library)}


def test_a_kernel_that_numbers_drives(computer: FakeComputer) -> None:
    disk(computer, "diskseq", "7")
    checks = told(computer.look())
    assert {check.state for check in checks.values()} == {State.OK}


def test_an_older_kernel(computer: FakeComputer) -> None:
    disk(computer, "size", "2048")
    check = told(computer.look())["diskseq"]
    assert check.state is State.MISSING
    assert "5.15" in check.text


def test_no_drive_to_be_seen(computer: FakeComputer) -> None:
    checks = told(computer.look())
    assert checks["sys"].state is State.BLOCKS
    assert "diskseq" not in checks


def test_udev_silent_or_without_its_library(computer: FakeComputer) -> None:
    disk(computer, "diskseq", "7")
    computer.udev.running = False
    silent = told(computer.look())["udev"]
    deaf = told(computer.look(), library=False)["udev"]
    assert silent.state is deaf.state is State.MISSING
    assert "systemd-udevd" in silent.hint
    assert "udev" in deaf.hint


def test_this_computer() -> None:
    checks = {check.code: check for check in kernel()}
    shown = any(Path("/sys/class/block").glob("*"))  # not in every container
    assert checks["sys"].state is (State.OK if shown else State.BLOCKS)
    assert checks["openat2"].state is State.OK


def disk(computer: FakeComputer, attribute: str, value: str) -> None:
    for place in ("sys/block/sda", "sys/class/block/sda"):
        folder = computer.root / place
        folder.mkdir(parents=True)
        (folder / attribute).write_text(value)

import os
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import psutil
import pytest
from computers import FakeComputer

from app.drives.blocker import blocker
from app.drives.describe import describe
from app.drives.drive import DriveInfo


@pytest.fixture
def info(computer: FakeComputer) -> DriveInfo:
    computer.stick()
    computer.partition("sdb", 1)
    found = describe("sdb", computer.look())
    assert found is not None
    return found


def test_a_program_that_stands_in_it(
    computer: FakeComputer, info: DriveInfo, tmp_path: Path
) -> None:
    folder = tmp_path / "mounted"
    folder.mkdir()
    computer.mount("sdb1", str(folder))
    with subprocess.Popen(["sleep", "60"], cwd=folder) as sleeper:
        try:
            assert blocker(info, computer.look()) == "sleep"
        finally:
            sleeper.kill()


def test_a_program_that_has_a_file_open(
    computer: FakeComputer, info: DriveInfo, tmp_path: Path
) -> None:
    file = tmp_path / "mounted/film.mkv"
    file.parent.mkdir()
    file.touch()
    computer.mount("sdb1", str(file.parent))
    with file.open("rb") as opened:
        sleeper = subprocess.Popen(["sleep", "60"], stdin=opened)
    with sleeper:
        try:
            assert blocker(info, computer.look()) == "sleep"
        finally:
            sleeper.kill()


def test_where_it_is_mounted(computer: FakeComputer, info: DriveInfo) -> None:
    computer.mount("sdb1", "/media/me/A \x1b[0m")
    assert blocker(info, computer.look()) == "“/media/me/A �[0m”"


def test_what_holds_it(computer: FakeComputer, info: DriveInfo) -> None:
    computer.mapped("dm-0", "sdb1", name="vg-a", uuid="LVM-1")
    assert blocker(info, computer.look()) == "the LVM volume vg-a"


def test_swap(computer: FakeComputer, info: DriveInfo) -> None:
    computer.swap("/dev/sdb1")
    assert blocker(info, computer.look()) == "/dev/sdb1"


def test_nobody(computer: FakeComputer, info: DriveInfo) -> None:
    assert blocker(info, computer.look()) == ""


def test_a_program_that_has_the_node_open(computer: FakeComputer, info: DriveInfo) -> None:
    """Any node will do to show it: this one is named like the drive."""
    drive = replace(info, node="/dev/null")
    fd = os.open("/dev/null", os.O_RDONLY)
    try:
        assert blocker(drive, computer.look()) != ""
    finally:
        os.close(fd)


def test_of_this_computer_where_no_other_is_named(info: DriveInfo) -> None:
    with Path("/dev/null").open():
        assert blocker(replace(info, node="/dev/null")) != ""


def test_a_program_that_has_the_node_of_a_partition_open(
    computer: FakeComputer, info: DriveInfo
) -> None:
    """As above."""
    assert blocker(info, computer.look()) == ""
    folder = computer.look().sysfs.folder("sdb").resolve().relative_to(computer.root / "sys")
    computer.device(f"/{folder}/null", {"partition": "2", "start": "0", "size": "8"})
    with Path("/dev/null").open():
        assert blocker(info, computer.look()) != ""


@pytest.mark.parametrize("name", ["(udev-worker)", "systemd-udevd"])
def test_who_only_looks_in_passing_is_not_named(
    computer: FakeComputer, info: DriveInfo, tmp_path: Path, name: str
) -> None:
    program = tmp_path / name
    shutil.copy(shutil.which("sleep") or "/bin/sleep", program)
    folder = tmp_path / "mounted"
    folder.mkdir()
    computer.mount("sdb1", str(folder))
    with subprocess.Popen([program, "60"], cwd=folder) as sleeper:
        try:
            assert blocker(info, computer.look()).endswith("/mounted”")
        finally:
            sleeper.kill()


def test_programs_of_the_folder_above_are_not_in_it(
    computer: FakeComputer, info: DriveInfo
) -> None:
    """Where its own folder is everybody's, nobody can be told to leave it."""
    computer.mount("sdb1", "/")
    with subprocess.Popen(["sleep", "60"], cwd="/") as sleeper:
        try:
            assert blocker(info, computer.look()) == "“/”"
        finally:
            sleeper.kill()


def test_programs_that_end_meanwhile(
    computer: FakeComputer, info: DriveInfo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One before its name could be asked for, one before what it has open."""
    folder = tmp_path / "mounted"
    folder.mkdir()
    computer.mount("sdb1", str(folder))

    class Ending(psutil.Process):
        def name(self) -> str:
            name = super().name()
            self.kill()
            self.wait()
            return name

    with subprocess.Popen(["sleep", "60"]) as gone:
        ended = psutil.Process(gone.pid)
        gone.kill()
    with (
        subprocess.Popen(["sleep", "60"]) as going,
        subprocess.Popen(["sleep", "60"], cwd=folder) as sleeper,
    ):
        listed = [ended, Ending(going.pid), psutil.Process(sleeper.pid)]
        monkeypatch.setattr(psutil, "process_iter", lambda: iter(listed))
        try:
            assert blocker(info, computer.look()) == "sleep"
        finally:
            going.kill()
            sleeper.kill()

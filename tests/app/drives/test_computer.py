"""This computer: where it is looked at, and what this program stands on."""

import os
import sys
import tempfile
from pathlib import Path

import pytest
from computers import FakeComputer

import app
from app.drives import computer as computer_module
from app.drives.carries import device_of
from app.drives.computer import Computer, own_places, used_bytes
from app.drives.udev import LiveUdev


def test_where_this_computer_is_looked_at() -> None:
    computer = Computer()
    assert [str(path) for path in (computer.sys, computer.proc, computer.dev)] == [
        "/sys",
        "/proc",
        "/dev",
    ]
    assert computer.sysfs.root == computer.sys
    assert isinstance(computer.udev, LiveUdev)
    assert (computer.device_of, computer.used) == (device_of, used_bytes)
    assert computer.own == own_places()


def test_what_the_program_stands_on(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Its own files, its interpreter's, and where it puts what is in the works."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    program, environment, scratch = own_places()
    assert Path(program).is_relative_to(Path(app.__path__[0]).resolve())
    assert (environment, scratch) == (sys.prefix, str(tmp_path))


def test_what_files_take_up(tmp_path: Path) -> None:
    """Free is what root alone may take, too."""
    status = os.statvfs("/proc")
    assert used_bytes("/proc") == (status.f_blocks - status.f_bfree) * status.f_frsize
    used = used_bytes(str(tmp_path))
    assert used is not None
    whole = os.statvfs(tmp_path)
    assert 0 < used < whole.f_blocks * whole.f_frsize
    assert used % whole.f_frsize == 0
    assert used_bytes(str(tmp_path / "gone")) is None


def test_who_lies_on_what_is_asked_anew(computer: FakeComputer) -> None:
    computer.stick()
    looked = computer.look()
    assert looked.carries().mounts_of("sdb") == ()
    computer.mount("sdb", "/mnt")
    assert looked.carries().mounts_of("sdb") == ("/mnt",)


def test_where_no_disk_has_room_for_a_temporary_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """Drives are listed all the same: none can hold one."""
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setattr(tempfile, "_candidate_tempdir_list", lambda: ["/proc"])
    assert own_places() == (str(Path(computer_module.__file__).resolve()), sys.prefix)

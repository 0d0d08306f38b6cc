"""What the kernel's refusals mean. The rest needs root: test_contract.py."""

import errno
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from computers import FakeComputer
from fake_bus import FakeBus, Reply

from app import tools
from app.drives.describe import describe
from app.drives.device import READING
from app.drives.direct import DirectDrive
from app.drives.drive import DriveKind
from app.errors import (
    DriveBusy,
    DriveError,
    DriveGone,
    DriveReadOnly,
    NotEjected,
    NotPermitted,
)


@pytest.fixture
def drive(computer: FakeComputer) -> DirectDrive:
    computer.stick()
    info = describe("sdb", computer.look())
    assert info is not None
    return DirectDrive(info, computer.look)


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOENT, DriveGone),
        (errno.ENXIO, DriveGone),
        (errno.ENODEV, DriveGone),
        (errno.ENOMEDIUM, DriveGone),
        (errno.EBUSY, DriveBusy),
        (errno.EROFS, DriveReadOnly),
        (errno.EACCES, NotPermitted),
        (errno.EPERM, NotPermitted),
        (errno.EINVAL, DriveError),
        (errno.EIO, DriveError),
    ],
)
def test_meaning(drive: DirectDrive, number: int, kind: type[DriveError]) -> None:
    error = drive._judged(OSError(number, os.strerror(number)))
    assert type(error) is kind
    assert error.drive == "SanDisk Ultra"


def test_what_has_no_name_is_told_in_the_kernels_words(drive: DirectDrive) -> None:
    error = drive._judged(OSError(errno.EIO, os.strerror(errno.EIO)))
    assert str(error) == "SanDisk Ultra can’t be opened: Input/output error."
    assert str(drive._judged(OSError("x"))) == "SanDisk Ultra can’t be opened: x."


def test_some_drivers_call_a_lock_not_permitted(drive: DirectDrive, computer: FakeComputer) -> None:
    computer.set("sdb", "ro", "1")
    assert type(drive._judged(OSError(errno.EACCES, "x"))) is DriveReadOnly


def test_a_node_that_is_not_there(computer: FakeComputer) -> None:
    computer.stick("sdz")
    info = describe("sdz", computer.look())
    assert info is not None
    with pytest.raises(DriveGone):
        DirectDrive(info, computer.look)._open_node(READING)


def test_a_node_is_opened_as_it_was_asked_for(drive: DirectDrive, tmp_path: Path) -> None:
    node = tmp_path / "node"
    node.write_bytes(b"boot")
    fd = DirectDrive(replace(drive.info, node=str(node)))._open_node(os.O_RDONLY | os.O_CLOEXEC)
    try:
        assert os.read(fd, 8) == b"boot"
        with pytest.raises(OSError, match="Bad file descriptor"):
            os.write(fd, b"x")
    finally:
        os.close(fd)


Program = Callable[..., Path]


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """Puts a program of this name where ours are looked for; what it was called with is noted."""
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setitem(tools.ENVIRONMENT, "PATH", f"{folder}:/usr/bin:/bin")

    def make(name: str, status: int = 0) -> Path:
        noted = tmp_path / f"{name}.txt"
        path = folder / name
        path.write_text(f'#!/bin/sh\nprintf "<%s>" "$@" >>"{noted}"\nexit {status}\n')
        path.chmod(0o755)
        return noted

    return make


class TestUnmounting:
    def test_it_is_left_to_umount(
        self, drive: DirectDrive, computer: FakeComputer, program: Program
    ) -> None:
        computer.mount("sdb", "/media/me/-f")
        noted = program("umount")
        drive.release()
        assert noted.read_text() == "<--></media/me/-f>"

    def test_what_stays_mounted_is_busy(
        self, drive: DirectDrive, computer: FakeComputer, program: Program
    ) -> None:
        computer.mount("sdb", "/media/me/A")
        program("umount", 32)
        with pytest.raises(DriveBusy):
            drive._unmount("sdb", "/media/me/A")

    def test_what_somebody_else_unmounted_is_done(
        self, drive: DirectDrive, program: Program
    ) -> None:
        program("umount", 32)
        drive._unmount("sdb", "/media/me/A")


class TestEjecting:
    @pytest.fixture(autouse=True)
    def no_bus(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", f"unix:path={tmp_path / 'no-bus'}")

    def test_without_udisks_the_medium_is_ejected(
        self, drive: DirectDrive, program: Program
    ) -> None:
        noted = program("eject")
        drive.eject()
        assert noted.read_text() == "</dev/sdb>"

    def test_a_failure_is_told(self, drive: DirectDrive, program: Program) -> None:
        program("eject", 1)
        with pytest.raises(NotEjected):
            drive.eject()

    def test_a_loop_device_has_no_plug(self, computer: FakeComputer, program: Program) -> None:
        noted = program("eject")
        computer.loop("loop3", "/images/a.img")
        info = describe("loop3", computer.look(), loop=True)
        assert info is not None
        assert info.kind is DriveKind.VIRTUAL
        DirectDrive(info, computer.look).eject()
        assert not noted.exists()

    def test_udisks_is_asked_first(
        self,
        drive: DirectDrive,
        program: Program,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        noted = program("eject")
        with FakeBus(tmp_path / "bus", lambda _: Reply("v", (("o", "/"),))) as bus:
            monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", bus.address)
            with pytest.raises(NotEjected):
                drive.eject()
            assert bus.methods == ["Get"]
        assert not noted.exists()

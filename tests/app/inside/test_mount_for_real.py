"""Mounting with the real UDisks2, as far as this computer's kernel goes: ext4. What else there is,
is mounted in the virtual PC."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import services

from app.errors import NotMountable, StillInUse
from app.inside import mounts
from app.inside.mount import listed, mount, unmount
from app.inside.mounted import Mounted
from app.sources import open_source

pytestmark = pytest.mark.system

MIB = 1 << 20


@pytest.fixture
def disk(tmp_path: Path) -> Path:
    """Two partitions: an ext4 with a file in it, and nothing."""
    tmp_path.chmod(0o755)
    path, files = tmp_path / "disk.img", tmp_path / "files"
    files.mkdir()
    (files / "hello").write_text("hello")
    with path.open("wb") as file:
        file.truncate(24 * MIB)
    table = b"label: dos\n2048,16384,83\n18432,16384,83\n"
    subprocess.run(["sfdisk", "-q", path], input=table, check=True)
    make: list[str | Path] = [
        "mke2fs",
        "-q",
        "-F",
        "-t",
        "ext4",
        "-d",
        files,
        "-E",
        f"offset={MIB}",
        path,
        "8M",
    ]
    subprocess.run(make, check=True)
    return path


def test_mounted_read_only_and_taken_away(udisks: str, disk: Path) -> None:
    before = disk.read_bytes()
    (there,) = mount(open_source(disk))
    try:
        assert there.volume == "partition-1"
        point = Path(there.point)
        assert (point / "hello").read_text() == "hello"
        assert os.statvfs(point).f_flag & os.ST_RDONLY
        assert os.statvfs(point).f_flag & os.ST_NOEXEC
        assert listed() == (there,) == mount(open_source(disk))
        with (point / "hello").open(), pytest.raises(StillInUse):
            unmount((there,))
        assert listed() == (there,)
    finally:
        unmount((there,))
    assert_nothing_is_left(there)
    assert disk.read_bytes() == before


def test_a_file_manager_takes_it_away(udisks: str, disk: Path) -> None:
    (there,) = mount(open_source(disk))
    subprocess.run(["umount", there.point], check=True)
    services.settle()
    assert_nothing_is_left(there)


def test_what_a_killed_program_left_is_taken_away(udisks: str, disk: Path) -> None:
    """It had set up the device, and had not mounted it."""
    dies = "loop.mount = lambda *_: os.kill(os.getpid(), signal.SIGKILL)"
    code = f"import os, signal, sys; from app.inside import loop; {dies}; from app.cli import main"
    command = [sys.executable, "-c", f"{code}; main(['mount', sys.argv[1]])", str(disk)]
    assert subprocess.run(command, check=False).returncode == -signal.SIGKILL
    (note,) = mounts.kept()
    backing = Path(f"/sys/block/{note.device}/loop/backing_file")
    assert backing.read_text().strip() == str(disk)
    assert listed() == ()
    services.wait_for(lambda: not backing.exists())
    assert mounts.kept() == ()


def test_nothing_to_mount(udisks: str, tmp_path: Path) -> None:
    path = tmp_path / "zeros.img"
    with path.open("wb") as file:
        file.truncate(4 * MIB)
    with pytest.raises(NotMountable, match="no file system"):
        mount(open_source(path))
    assert str(path) not in subprocess.run(["losetup"], capture_output=True, text=True).stdout


def assert_nothing_is_left(there: Mounted) -> None:
    assert listed() == ()
    assert not Path(there.point).exists()
    services.wait_for(lambda: not Path(f"/sys/block/{there.device}/loop/backing_file").exists())

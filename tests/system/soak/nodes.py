"""Loop devices with numbers of their own, which nobody else on this computer comes upon while they
are without a file for a moment."""

import errno
import fcntl
import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LOOP_CTL_ADD, LOOP_CTL_REMOVE = 0x4C80, 0x4C81  # linux/loop.h
MAJOR = 7
FIRST = 1000
LIMIT = 20  # seconds


@contextmanager
def node_of_its_own() -> Iterator[str]:
    """ "/dev/loop1003", with no file behind it."""
    with Path("/dev/loop-control").open("rb") as control:
        number = _added(control.fileno())
        node = f"/dev/loop{number}"
        try:
            if not Path(node).exists():
                os.mknod(node, 0o660 | 0o060000, os.makedev(MAJOR, number))
            yield node
        finally:
            detach(node)
            _remove(control.fileno(), number)
            Path(node).unlink(missing_ok=True)


def attach(node: str, file: Path) -> None:
    subprocess.run(["losetup", node, file], check=True)


def detach(node: str) -> None:
    """Returns when it has happened. One without a file is fine."""
    subprocess.run(["losetup", "--detach", node], check=False, capture_output=True)
    backing = Path(f"/sys/block/{Path(node).name}/loop/backing_file")
    deadline = time.monotonic() + LIMIT
    while backing.exists():
        assert time.monotonic() < deadline, f"{node} does not become free"
        time.sleep(0.005)


@contextmanager
def mounted(node: str, point: Path) -> Iterator[Path]:
    """For reading, and without a trace."""
    point.mkdir()
    subprocess.run(["mount", "-o", "ro,noload", node, point], check=True)
    try:
        yield point
    finally:
        subprocess.run(["umount", point], check=True)


def _remove(control: int, number: int) -> None:
    """Somebody who looks at all devices may hold it for a moment."""
    deadline = time.monotonic() + LIMIT
    while True:
        try:
            fcntl.ioctl(control, LOOP_CTL_REMOVE, number)
        except OSError as error:
            if error.errno != errno.EBUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.05)
        else:
            return


def _added(control: int) -> int:
    number = FIRST
    while True:
        try:
            return fcntl.ioctl(control, LOOP_CTL_ADD, number)
        except FileExistsError:
            number += 1

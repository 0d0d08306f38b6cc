"""Real block devices for tests that run as root: loop devices, and somebody who is not root."""

import os
import subprocess
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

NOBODY = 65534
LIMIT = 60.0  # seconds for a command


def run(*command: str | Path) -> str:
    """What it says. One that the kernel keeps, for a drive that does not answer, cannot be killed:
    it is told of, and not waited for."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        out, err = process.communicate(timeout=LIMIT)
    except subprocess.TimeoutExpired as error:
        process.kill()
        raise AssertionError(f"{command} did not end within {LIMIT} seconds") from error
    assert process.returncode == 0, f"{command}: {err}"
    return out.strip()


@contextmanager
def loop_device(
    file: Path,
    *,
    size: int = 8 << 20,
    sector: int = 512,
    read_only: bool = False,
    direct: bool = False,
) -> Iterator[str]:
    """A loop device over `file`, which is made if it is missing; yields "/dev/loop3".
    `direct`: past the page cache of the file."""
    if not file.exists():
        with file.open("xb") as new:
            new.truncate(size)
    options = ["--read-only"] if read_only else []
    options += ["--direct-io=on"] if direct else []
    node = run("losetup", "--find", "--show", "--sector-size", str(sector), *options, file)
    try:
        yield node
    finally:
        _detach(node)


@contextmanager
def attached_again(node: str, file: Path) -> Iterator[None]:
    """A device that was detached, with a file behind it once more."""
    run("losetup", node, file)
    try:
        yield
    finally:
        _detach(node)


@contextmanager
def mounted(node: str, point: Path) -> Iterator[Path]:
    """Mounted, and unmounted again if nobody did it meanwhile."""
    point.mkdir()
    run("mount", node, point)
    try:
        yield point
    finally:
        if point.is_mount():
            run("umount", point)


def _detach(node: str) -> None:
    """Returns when it has happened: the kernel puts it off while udev looks at the device."""
    run("losetup", "--detach", node)
    file = Path(f"/sys/block/{Path(node).name}/loop/backing_file")
    deadline = time.monotonic() + 20
    while file.exists():
        assert time.monotonic() < deadline, f"{node} does not become free"
        time.sleep(0.02)


def as_nobody(work: Callable[[], str]) -> str:
    """What `work` returns when an ordinary user runs it; in a process of its own, which must not
    import anything new, for it may not be allowed to read it."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
            answer = work()
        except BaseException:  # noqa: BLE001  the child ends here, whatever happened
            answer = traceback.format_exc()
        os.write(writing, answer.encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        answer = pipe.read().decode()
    os.waitpid(child, 0)
    return answer

"""Sticks for tests: `faulty_file`, `faulty_loop` and `faulty_nbd`.

Each is a context; what it gives out has a `Line` to the stick's own process. On leaving, everything
is unmounted, detached and ended, whatever the stick was made to do.
"""

import json
import os
import select
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from loops import loop_device
from system.sticks.control import Line, StickError
from system.sticks.faults import Faults
from system.sticks.fuse import NAME, unmount

TESTS = Path(__file__).parents[2]
START = 60.0  # seconds until a stick has to be there
LIMIT = 20.0  # seconds until an orderly end is no longer waited for


@dataclass(frozen=True, slots=True)
class Stick:
    """`memory` is the file with what the stick holds without power: for looking at, and for filling
    before anybody reads."""

    line: Line
    memory: Path

    @property
    def permanent(self) -> bytes:
        """Everything that it holds without power; its real size, not the one it says."""
        return self.memory.read_bytes()


@dataclass(frozen=True, slots=True)
class FileStick(Stick):
    path: Path


@dataclass(frozen=True, slots=True)
class LoopStick(FileStick):
    node: str


@dataclass(frozen=True, slots=True)
class NbdStick(Stick):
    socket: Path


@contextmanager
def faulty_file(folder: Path, faults: Faults, name: str = "stick") -> Iterator[FileStick]:
    """A file that behaves like a stick with these faults. `folder` gets a folder `name`; what lies
    in its `memory` stays there, so that a second time it is the same stick."""
    place = folder / name
    mounted = place / "mounted"
    mounted.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        stack.callback(unmount, mounted)  # also where it came too late, and was ended
        line = stack.enter_context(_serving("fuse", mounted, place, faults))
        stack.callback(unmount, mounted)
        yield FileStick(line, place / "memory", mounted / NAME)


@contextmanager
def faulty_loop(
    folder: Path, faults: Faults, name: str = "stick", *, sector: int = 512
) -> Iterator[LoopStick]:
    """A block device of the kernel with these faults; needs root."""
    options = {"read_only": faults.read_only, "direct": True}
    with (
        faulty_file(folder, faults, name) as stick,
        loop_device(stick.path, sector=sector, **options) as node,
    ):
        try:
            yield LoopStick(stick.line, stick.memory, stick.path, node)
        finally:
            _let_go(stick.line)


def _let_go(line: Line) -> None:
    """Nothing is left to wait for: whatever it holds ends with an error."""
    try:
        line.change(hold=False, dead=True)
    except StickError:
        line.power_off()  # or the kernel would wait for it, and whoever detaches for the kernel
        raise


@contextmanager
def faulty_nbd(folder: Path, faults: Faults, name: str = "stick") -> Iterator[NbdStick]:
    """A socket that QEMU can attach as the medium of a USB stick. Its process ends when QEMU lets
    go; then there is nobody at the line any more."""
    place = folder / name
    place.mkdir(parents=True, exist_ok=True)
    with _short_folder() as sockets:
        path = sockets / "nbd"
        with _serving("nbd", path, place, faults) as line:
            yield NbdStick(line, place / "memory", path)


@contextmanager
def _short_folder() -> Iterator[Path]:
    """Names of sockets have to be short, and folders of tests are not."""
    with TemporaryDirectory(prefix="stick-", dir="/tmp") as name:
        yield Path(name)


@contextmanager
def _serving(kind: str, where: Path, place: Path, faults: Faults) -> Iterator[Line]:
    with (
        _short_folder() as sockets,
        _process(kind, where, sockets / "line", place, faults) as process,
    ):
        yield Line(sockets / "line", process)


@contextmanager
def _process(kind: str, where: Path, line: Path, place: Path, faults: Faults) -> Iterator[int]:
    words = [kind, where, line, place / "memory", json.dumps(faults.to_json())]
    process = subprocess.Popen(
        [sys.executable, "-m", "system.sticks.serve", *map(str, words)],
        cwd=place,
        env=os.environ | {"PYTHONPATH": str(TESTS)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    try:
        yield _started(process)
    finally:
        _end(process)


def _started(process: "subprocess.Popen[bytes]") -> int:
    """Its number, once it serves."""
    assert process.stdout is not None
    answers, _, _ = select.select([process.stdout], [], [], START)
    if not answers:
        raise StickError(f"the stick did not start within {START} seconds")
    if process.stdout.readline() != b"ready\n":
        raise StickError("the stick does not start")
    return process.pid


def _end(process: "subprocess.Popen[bytes]") -> None:
    """In order when its input ends, or else by force; one that cannot even be killed is told of."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.close()
    process.stdout.close()
    try:
        process.wait(LIMIT)
    except subprocess.TimeoutExpired:
        process.kill()
        try:
            process.wait(LIMIT)
        except subprocess.TimeoutExpired as error:
            raise StickError(f"the stick's process {process.pid} cannot be ended") from error

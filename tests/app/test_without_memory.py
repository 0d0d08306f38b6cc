"""Programs that get little memory, or no threads: each ends as it should, or with one sentence."""

import errno
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from support_images import image_bytes

from app.errors import AppError, NoMemory, ran_out, unforeseen

MIB = 1 << 20
ROOT = Path(__file__).parents[2]
SENTENCE = "stickwright: There is not enough memory for this. Close other programs, then try again."
SIZE = 9 * MIB + 100

# Address space in MiB: from one in which the interpreter hardly starts to one that is enough.
LIMITS = (40, 60, 80, 120, 200)


def limited(folder: Path, limit: int, *words: str | Path) -> subprocess.CompletedProcess[str]:
    def hold_back() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (limit * MIB, limit * MIB))

    around = {**os.environ, "XDG_STATE_HOME": str(folder / "state"), "LC_ALL": "C.UTF-8"}
    return subprocess.run(
        [sys.executable, "-m", "app", *words],
        cwd=ROOT,
        env=around,
        preexec_fn=hold_back,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def complaints(done: subprocess.CompletedProcess[str]) -> list[str]:
    """What was said on standard error beside the course of a job."""
    course = ("…", "%")
    return [line for line in done.stderr.splitlines() if not line.endswith(course)]


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("images") / "image.img"
    path.write_bytes(image_bytes(SIZE))
    return path


@pytest.mark.parametrize("limit", LIMITS)
def test_a_write_is_verified_or_says_so(tmp_path: Path, image: Path, limit: int) -> None:
    """And a drive never looks finished when it is not."""
    stick = tmp_path / "stick.img"
    stick.write_bytes(b"\x55" * (10 * MIB))
    done = limited(tmp_path, limit, "write", "--yes", image, stick)
    content = stick.read_bytes()
    if done.returncode == 0:
        assert content[:SIZE] == image.read_bytes()
        assert complaints(done) == []
        return
    (said,) = complaints(done)
    assert said.startswith(SENTENCE)
    assert done.returncode in (1, 3)
    if done.returncode == 3:
        assert content == b"\x55" * (10 * MIB)
    assert content[:512] in (bytes(512), b"\x55" * 512)
    if content[:512] == bytes(512):
        again = limited(tmp_path, 4096, "write", "--yes", image, stick)
        assert again.returncode == 0
        assert "ended early: image.img, failed at " in again.stderr
        assert "(no-memory)" in again.stderr


@pytest.mark.parametrize("limit", LIMITS)
@pytest.mark.parametrize("command", ["verify", "inspect", "check"])
def test_reading_ends_well_or_says_so(
    tmp_path: Path, image: Path, command: str, limit: int
) -> None:
    stick = tmp_path / "stick.img"
    stick.write_bytes(image.read_bytes() + bytes(MIB - 100))
    words = {
        "verify": ("verify", image, stick),
        "inspect": ("inspect", image),
        "check": ("check", image, "--expect", "0" * 64),
    }
    done = limited(tmp_path, limit, *words[command])
    if done.returncode in (1, 3):
        (said,) = complaints(done)
        assert said == SENTENCE
    else:
        assert done.returncode == (4 if command == "check" else 0)


@pytest.mark.parametrize("limit", [60, 100, 140, 240])
def test_of_several_drives_each_is_told(tmp_path: Path, image: Path, limit: int) -> None:
    sticks = [tmp_path / name for name in ("a.img", "b.img")]
    for stick in sticks:
        stick.write_bytes(b"\x55" * (10 * MIB))
    done = limited(tmp_path, limit, "write", "--yes", image, *sticks)
    assert "Traceback" not in done.stderr + done.stdout
    right = [stick.read_bytes()[:SIZE] == image.read_bytes() for stick in sticks]
    if done.returncode == 0:
        assert all(right)
    else:
        assert "not enough memory" in done.stderr
    for stick, whole in zip(sticks, right, strict=True):
        first = stick.read_bytes()[:512]
        assert whole or first in (bytes(512), b"\x55" * 512)


NO_MORE: tuple[Callable[[], BaseException], ...] = (
    MemoryError,
    NoMemory,
    lambda: OSError(errno.ENOMEM, "Cannot allocate memory"),
    lambda: RuntimeError("can't start new thread"),
    lambda: ImportError("x.so: failed to map segment from shared object"),
)


@pytest.mark.parametrize("made", NO_MORE)
def test_how_python_says_that_there_is_no_more(made: Callable[[], BaseException]) -> None:
    error = made()
    assert ran_out(error)
    assert isinstance(error, Exception)
    told = unforeseen(error)
    assert isinstance(told, NoMemory)
    assert told.__cause__ is error


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.EIO, "Input/output error"),
        RuntimeError("other"),
        ImportError("no module"),
        ValueError(),
    ],
)
def test_everything_else_is_a_bug(error: Exception, caplog: pytest.LogCaptureFixture) -> None:
    assert not ran_out(error)
    told = unforeseen(error, "It ended.")
    assert (type(told), str(told), told.__cause__) == (AppError, "It ended.", error)
    assert [record.exc_info and record.exc_info[1] for record in caplog.records] == [error]


def test_memory_that_ran_out_is_no_bug(caplog: pytest.LogCaptureFixture) -> None:
    unforeseen(MemoryError())
    assert not caplog.records

"""What is printed to may go away: a reader ends, a disk is full. That decides about no drive."""

import contextlib
import errno
import io
import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from support_images import image_bytes
from support_iso import Iso

from app.cli import main
from app.commands.ends import DONE, FAILED, REFUSED, USAGE
from app.commands.outlet import Bears, Outlet, outlets

ROOT = Path(__file__).parents[3]
LENGTH = 6 << 20


@pytest.fixture
def image(tmp_path: Path) -> Path:
    path = tmp_path / "image.img"
    path.write_bytes(image_bytes(LENGTH))
    return path


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    return tmp_path / "stick.img"


class Breaking(io.StringIO):
    """Takes what it is given until somebody says `word`."""

    def __init__(self, number: int, word: str = "") -> None:
        super().__init__()
        self._error = OSError(number, os.strerror(number))
        self._word = word
        self.broken = 0

    def write(self, text: str, /) -> int:
        if self.broken or self._word in text:
            self.broken += 1
            raise self._error
        return super().write(text)


def shell(line: str, *words: object) -> "subprocess.CompletedProcess[str]":
    """`line` with "$@" as the command; the exit status is the command's."""
    command = ["sh", "-c", line, "sh", sys.executable, "-m", "app", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)


@pytest.mark.parametrize("words", [["--json"], []])
@pytest.mark.parametrize("streams", ["", "2>&1"])
def test_a_reader_that_goes_away_ends_no_write(
    image: Path, stick: Path, words: list[str], streams: str
) -> None:
    line = f'{{ "$@" {streams}; echo $? > {shlex.quote(str(stick))}.status; }} | head -n 1'
    done = shell(line, "write", "--yes", *words, image, stick)
    assert stick.with_suffix(".img.status").read_text() == f"{DONE}\n", done.stderr
    assert stick.read_bytes() == image.read_bytes()
    assert done.stdout.count("\n") == 1
    if not streams:
        assert "The exit status tells how it ended: 0, done." in done.stderr
        assert "Broken pipe" in done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


@pytest.mark.parametrize("streams", ["| true", "> /dev/full"])
def test_what_is_taken_out_comes_whole_whoever_listens(tmp_path: Path, streams: str) -> None:
    files = {f"{number}": b"x" * 5000 for number in range(40)}
    (tmp_path / "disc.iso").write_bytes(Iso(files).build())
    status = tmp_path / "status"
    for words in (["--json"], []):
        to = tmp_path / f"to{len(words)}"
        line = f'{{ "$@"; echo $? > {shlex.quote(str(status))}; }} {streams}'
        done = shell(line, "extract", *words, tmp_path / "disc.iso", "/", "--to", to)
        assert status.read_text() == f"{DONE}\n", done.stderr
        assert "The exit status tells how it ended: 0, done." in done.stderr
        assert len(list(to.iterdir())) == len(files)


def test_a_reader_that_goes_away_hides_no_difference(image: Path, stick: Path) -> None:
    stick.write_bytes(bytes(LENGTH))
    line = f'{{ "$@"; echo $? > {shlex.quote(str(stick))}.status; }} | head -n 1'
    done = shell(line, "verify", "--json", image, stick)
    assert stick.with_suffix(".img.status").read_text() == "4\n"
    assert "differs from the image" in done.stderr
    assert "4, what was read differs." in done.stderr


def test_a_full_disk_below_the_output_is_not_the_drives(image: Path, stick: Path) -> None:
    """What can't be said at all is not begun."""
    stick.write_bytes(b"old!" * (LENGTH // 4))
    new = stick.with_name("new.img")
    for words in (["--json"], []):
        for drives in ([stick], [new], [stick, new]):
            done = shell('"$@" > /dev/full', "write", "--yes", *words, image, *drives)
            assert done.returncode == REFUSED
            assert "Standard output can’t be written (No space left on device)." in done.stderr
            assert "3, refused before anything was touched." in done.stderr
            assert stick.read_bytes() == b"old!" * (LENGTH // 4)
            assert not new.exists()


def test_a_disk_that_fills_up_later_ends_no_write(
    image: Path, stick: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = Breaking(errno.ENOSPC, '"progress"')
    with contextlib.redirect_stdout(out):
        assert main(["write", "--yes", "--json", str(image), str(stick)]) == DONE
    assert out.broken == 1
    assert json.loads(out.getvalue().splitlines()[-1])["event"] == "stage"
    assert stick.read_bytes() == image.read_bytes()
    error = capsys.readouterr().err
    assert "Standard output can’t be written (No space left on device)." in error
    assert "0, done." in error


def test_of_several_drives_all_are_written(image: Path, stick: Path) -> None:
    sticks = [stick, stick.with_name("other.img")]
    out = Breaking(errno.EPIPE, '"stage"')
    with contextlib.redirect_stdout(out):
        assert main(["write", "--yes", "--json", str(image), *map(str, sticks)]) == DONE
    assert out.broken == 1
    assert [each.read_bytes() == image.read_bytes() for each in sticks] == [True, True]


def test_an_error_stream_that_is_full_ends_nothing(
    image: Path, stick: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with contextlib.redirect_stderr(Breaking(errno.ENOSPC)):
        assert main(["write", "--yes", str(image), str(stick)]) == DONE
    assert "read back, identical" in capsys.readouterr().out
    assert stick.read_bytes() == image.read_bytes()


def test_who_only_says_something_fails_with_its_output(image: Path) -> None:
    done = shell('"$@" > /dev/full', "inspect", image)
    assert done.returncode == FAILED
    assert done.stderr == (
        "stickwright: Standard output can’t be written (No space left on device). "
        "The exit status tells how it ended: 1, failed.\n"
    )


def test_a_reader_that_has_seen_enough_is_told_nothing(image: Path) -> None:
    out = Breaking(errno.EPIPE)
    error = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(error):
        assert main(["inspect", str(image)]) == FAILED
    assert error.getvalue() == ""


@pytest.mark.parametrize(
    ("words", "status"),
    [(["inspect", "--json"], FAILED), (["write", "--json"], USAGE), (["verify", "--json"], FAILED)],
)
def test_an_error_that_cannot_be_told_keeps_its_status(words: list[str], status: int) -> None:
    drive = [] if words[0] == "inspect" else ["stick.img"]
    done = shell('"$@" > /dev/full', *words, "nothing.iso", *drive)
    assert done.returncode == status
    first, second = done.stderr.splitlines()
    assert ("--yes" if words[0] == "write" else "nothing.iso") in first
    assert "Standard output can’t be written" in second


@pytest.mark.skipif(
    not Path("/dev/pts/ptmx").exists(), reason="a container without terminals: no /dev/pts in it"
)
def test_a_question_that_nobody_saw_is_not_answered(image: Path, stick: Path) -> None:
    """`write … | head` on a terminal: whoever typed "yes" beforehand did not mean this plan."""
    stick.write_bytes(b"old!" * (LENGTH // 4))
    main_end, terminal = os.openpty()
    reader, pipe = os.pipe()
    os.close(reader)
    with os.fdopen(main_end, "wb", buffering=0) as keyboard, os.fdopen(terminal) as console:
        keyboard.write(b"yes\n")
        done = subprocess.run(
            [sys.executable, "-m", "app", "write", image, stick],
            stdin=console,
            stdout=pipe,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            cwd=ROOT,
        )
    os.close(pipe)
    assert done.returncode == REFUSED
    assert "Nothing was touched." in done.stderr
    assert stick.read_bytes() == b"old!" * (LENGTH // 4)


def test_what_is_lost_is_dropped_and_the_streams_come_back() -> None:
    before = sys.stdout, sys.stderr
    with outlets(for_a_job=True) as out:
        assert sys.stdout is out
        assert out.lost is None
    assert (sys.stdout, sys.stderr) == before
    broken = Breaking(errno.EPIPE)
    outlet = Outlet(broken, Bears.NOTHING)
    with pytest.raises(BrokenPipeError):
        print("one", file=outlet)
    assert outlet.lost is not None
    print("two", file=outlet, flush=True)
    assert broken.broken == 1


def test_an_outlet_that_is_cleared_away_leaves_its_stream_alone() -> None:
    stream = io.StringIO()
    outlet = Outlet(stream, Bears.NOTHING)
    print("said", file=outlet)
    outlet.close()
    assert stream.getvalue() == "said\n"
    stream.close()
    outlet.__del__()

"""Plays writes, and the taking out of files, while a disk is full."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import PIPE

from loops import run
from support_images import image_bytes
from support_iso import Iso
from system.matrix.case import Left, Seen
from system.matrix.host import MIB, Crowded, Full
from system.matrix.play_write import ended, environment, running
from system.sticks.promises import Bystanders

STICK = 16 * MIB
LARGE = 256 * MIB  # of a file that takes its time


def play(given: Crowded, folder: Path) -> Seen:
    return _taking_out(folder) if given.full is Full.TAKEN else _writing(given, folder)


def _writing(given: Crowded, folder: Path) -> Seen:
    image, stick = folder / "image.iso", folder / "stick.img"
    content = image_bytes(9 * MIB)
    image.write_bytes(content)
    before = Bystanders.of(image)
    with small_disk(folder / "small", 6 * MIB) as small:
        match given.full:
            case Full.STICK:
                stick = small / "stick.img"
            case Full.JOURNAL:
                (small / "filler").write_bytes(bytes(6 * MIB - 8192))
                home = Path(environment(folder)["XDG_STATE_HOME"])
                home.parent.mkdir(parents=True)
                home.symlink_to(small)
                _fill(small / "rest")
            case Full.OUTPUT:
                stick.write_bytes(b"old!" * (STICK // 4))
            case Full.TAKEN:
                raise NotImplementedError
        words = ["-m", "app", "write", "--yes", "--json", "--size", "16MiB", image, stick]
        with (
            Path("/dev/full").open("w") as full,
            running(words, folder, output=full if given.full is Full.OUTPUT else PIPE) as process,
        ):
            over = ended(process)
        left = left_in(stick, content)
    return Seen(over.outcome, left, over.text, not before.changed())


def _taking_out(folder: Path) -> Seen:
    """There was room when it was looked. The small file comes first and is whole, if it
    is there; nothing is left of the large one, and what is somebody's stays."""
    image = folder / "image.img"
    files = {"A.TXT": b"whole", "LARGE.BIN": b""}
    image.write_bytes(Iso(files, extents={"LARGE.BIN": (100, LARGE)}).build())
    os.truncate(image, LARGE + MIB)
    before = Bystanders.of(image)
    with small_disk(folder / "small", LARGE + 16 * MIB) as small:
        (small / "mine").write_bytes(b"mine")
        words = ["-m", "app", "extract", "--json", image, "/", "--to", small / "out"]
        with running(words, folder) as process:
            assert process.stdout is not None
            began = process.stdout.readline()
            assert '"stage"' in began, began
            process.send_signal(signal.SIGSTOP)
            os.waitid(os.P_PID, process.pid, os.WSTOPPED | os.WNOWAIT)
            _fill(small / "rest", MIB)
            process.send_signal(signal.SIGCONT)
            over = ended(process)
        left = {path.name: path.read_bytes()[:9] for path in small.rglob("*") if path.is_file()}
        del left["rest"]
        kept = left in ({"mine": b"mine"}, {"mine": b"mine", "A.TXT": b"whole"})
    return Seen(over.outcome, Left.NO_DRIVE, over.text, kept and not before.changed())


def left_in(stick: Path, content: bytes) -> Left:
    with stick.open("rb") as file:
        data = file.read()
    if data.startswith(content):
        return Left.IMAGE
    if data == b"old!" * (STICK // 4):
        return Left.UNTOUCHED
    return Left.OTHER if any(data[:512]) else Left.BLANK_HEAD


@contextmanager
def small_disk(folder: Path, size: int) -> Iterator[Path]:
    """A file system in memory."""
    folder.mkdir()
    run("mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder)
    try:
        yield folder
    finally:
        run("umount", folder)


def _fill(path: Path, step: int = 512) -> None:
    try:
        with path.open("wb", buffering=0) as file:
            while True:
                file.write(bytes(step))
    except OSError:
        """Now it is full."""

"""What is done while a guest runs: to the program, to QEMU, to the image or to the stick."""

import fcntl
import os
import shutil
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from loops import run
from system.matrix.host import Deed
from system.matrix.play_write import ENDS_WITHIN, LIMIT, events_of
from system.matrix.their_programs import ENDS, Process, child, end_theirs
from system.sticks.attach import FileStick

from app.stages.stall import PATIENCE

LOOP_CHANGE_FD = 0x4C06  # linux/loop.h: of a device that is read-only


@dataclass(frozen=True)
class Bench:
    """All that a case stands on. `named` is what is tried, `kept` the file that holds it in the
    end, whatever its name; `temporary` has what is written for a while, `pictures` the picture."""

    folder: Path
    named: Path
    kept: Path
    stick: FileStick | None
    temporary: Path
    pictures: Path

    @property
    def said(self) -> Path:
        return self.folder / "said"


def until(so: Callable[[], object], bench: Bench, limit: float = LIMIT) -> None:
    deadline = time.monotonic() + limit
    while not so():
        assert time.monotonic() < deadline, f"this never came: {bench.said.read_text()}"
        time.sleep(0.02)


Act = Callable[[Bench, Process], object]


def _signal(number: signal.Signals) -> Act:
    def act(_: Bench, process: Process) -> None:
        process.send_signal(number)
        time.sleep(0.3)  # until it was taken notice of

    return act


def _theirs(number: signal.Signals) -> Act:
    return lambda _, process: os.kill(child(process), number)


def _await_end(bench: Bench, _: object) -> None:
    """While nothing answers: a kernel keeps a process until it is answered, so its last word is
    waited for, and not that it is gone."""
    until(lambda: any(event["event"] in ENDS for event in _events(bench)), bench, ENDS_WITHIN + 20)


def _stop_and_await_word(bench: Bench, process: Process) -> None:
    process.send_signal(signal.SIGTERM)
    until(lambda: any(event["event"] == "stopped" for event in _events(bench)), bench, ENDS_WITHIN)


def _events(bench: Bench) -> list[dict[str, object]]:
    return events_of(bench.said.read_text())


def _pull_out(bench: Bench, _: object) -> None:
    """As a kernel does: requests fail, and then there is no medium any more."""
    assert bench.stick is not None
    bench.stick.line.change(unplugged=True)
    run("losetup", "--set-capacity", bench.named)


def _break(bench: Bench, _: object) -> None:
    assert bench.stick is not None
    bench.stick.line.change(dead=True)


def _exchange(bench: Bench, _: object) -> None:
    other = bench.folder / "other.img"
    other.write_bytes(bytes(bench.kept.stat().st_size))
    node = os.open(bench.named, os.O_RDONLY)
    new = os.open(other, os.O_RDONLY)
    try:
        fcntl.ioctl(node, LOOP_CHANGE_FD, new)
    finally:
        os.close(new)
        os.close(node)


def _edit(bench: Bench, _: object) -> None:
    with bench.kept.open("r+b") as file:
        file.seek(-5, os.SEEK_END)
        file.write(b"\xaa")


def _replace(bench: Bench, _: object) -> None:
    other = bench.folder / "other.img"
    other.write_bytes(bytes(bench.kept.stat().st_size))
    other.rename(bench.kept)


DEEDS: dict[Deed, Act] = {
    Deed.STOP: _signal(signal.SIGTERM),
    Deed.INTERRUPT: _signal(signal.SIGINT),
    Deed.HANG_UP: _signal(signal.SIGHUP),
    Deed.KILL: _signal(signal.SIGKILL),
    Deed.SAY_STOPPED: _stop_and_await_word,
    Deed.WAIT: lambda _bench, _process: time.sleep(PATIENCE + 1),
    Deed.NEVER_ANSWER: _await_end,
    Deed.END_THEIRS: lambda _, process: end_theirs(process),
    Deed.ASK_THEIRS: _theirs(signal.SIGTERM),
    Deed.FREEZE_THEIRS: _theirs(signal.SIGSTOP),
    Deed.REMOVE_PICTURES: lambda bench, _: shutil.rmtree(bench.pictures),
    Deed.PULL_OUT: _pull_out,
    Deed.BREAK: _break,
    Deed.EXCHANGE_MEDIUM: _exchange,
    Deed.CUT_OFF: lambda bench, _: os.truncate(bench.kept, bench.kept.stat().st_size // 4),
    Deed.EDIT: _edit,
    Deed.REPLACE: _replace,
    Deed.DELETE: lambda bench, _: bench.kept.unlink(),
}

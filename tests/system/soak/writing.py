"""A write in a process of its own, as a user starts it: watched, killed, and asked what it said.

It is forked from a process that has everything loaded already, so that it begins at once: this one
must have no other threads.
"""

import json
import os
import signal
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from system.sticks.promises import Claim

from app.cli import main as command_line
from app.drives.drive import DriveInfo

LIMIT = 60  # seconds until a write that does not end is given up
LOOK = 0.002  # seconds between two looks at what it says


@dataclass(frozen=True, slots=True)
class Ended:
    """`status` is that of the command, negative for the signal that ended it, None for one that
    had to be given up. `events` is all that it said."""

    status: int | None
    events: tuple[dict[str, Any], ...]

    @property
    def claim(self) -> Claim | None:
        """None when it ended without a word, and was not killed."""
        last = self.events[-1]["event"] if self.events else ""
        match last, self.status:
            case "finished", 0:
                return Claim(self.events[-1]["result"])
            case "failed", 3:
                return Claim.REFUSED
            case "failed", 1 | 4:
                return Claim.FAILED
            case _, 130:
                return Claim.STOPPED
            case _, int(status) if status < 0:
                return Claim.DIED
        return None

    @property
    def code(self) -> str:
        """Of the error."""
        return str(self.events[-1].get("code", "")) if self.events else ""


class Writing:
    """Under way as soon as it is made. `folder` gets what it says, and `state` its journal."""

    def __init__(self, work: Callable[[], int], folder: Path, state: Path) -> None:
        self._said = folder / "said"
        sys.stdout.flush()
        self.pid = os.fork()
        if self.pid == 0:
            _become(work, self._said, state)

    def said(self, word: str) -> bool:
        try:
            return word in self._said.read_text()
        except FileNotFoundError:
            return False

    @property
    def over(self) -> bool:
        """Without waiting for it."""
        return bool(os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT))

    def await_word(self, word: str, limit: float = LIMIT) -> None:
        """Returns when it has said the word, or is over."""
        deadline = time.monotonic() + limit
        while not self.said(word) and not self.over and time.monotonic() < deadline:
            time.sleep(LOOK)

    def send(self, number: signal.Signals) -> None:
        if not self.over:
            os.kill(self.pid, number)

    def ended(self, limit: float = LIMIT) -> Ended:
        deadline = time.monotonic() + limit
        while not self.over and time.monotonic() < deadline:
            time.sleep(LOOK)
        given_up = not self.over
        if given_up:
            os.kill(self.pid, signal.SIGKILL)
        _, status = os.waitpid(self.pid, 0)
        code = None if given_up else os.waitstatus_to_exitcode(status)
        lines = self._said.read_text().splitlines() if self._said.exists() else ()
        return Ended(code, tuple(events_of(lines)))


def by_command(*words: str | Path) -> Callable[[], int]:
    """`stickwright write --yes --json …`"""
    return by_words("write", "--yes", "--json", *words)


def by_words(*words: str | Path) -> Callable[[], int]:
    """`stickwright …`"""
    arguments = [str(word) for word in words]
    return lambda: command_line(arguments)


def by_window(image: Path, node: str) -> Callable[[], int]:
    """The thread on which the window lets the engine work, without the window."""

    def work() -> int:
        from system.soak.window import write  # here, for only this needs Qt

        return write(image, node)

    return work


def by_old_row(image: Path, row: DriveInfo) -> Callable[[], int]:
    """The same, of a row that the window read before."""

    def work() -> int:
        from system.soak.window import write_row  # here, for only this needs Qt

        return write_row(image, row)

    return work


def _become(work: Callable[[], int], said: Path, state: Path) -> None:
    """Never returns."""
    status = 70
    try:
        out = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
        nothing = os.open(os.devnull, os.O_RDWR)
        for target, source in ((0, nothing), (1, out), (2, nothing)):
            os.dup2(source, target)
        os.environ["XDG_STATE_HOME"] = str(state)
        status = work()
        sys.stdout.flush()
    finally:
        os._exit(status)


def events_of(lines: Iterable[str]) -> list[dict[str, Any]]:
    """A last line that was cut off is passed over."""
    events = []
    for line in lines:
        try:
            events.append(json.loads(line))
        except ValueError:
            continue
    return events

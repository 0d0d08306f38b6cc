"""Runs a target on one input and says what is wrong with that: an exception nobody promised, more
than a second of processor time, or more than 64 MiB of memory.

Processor time, since a busy machine is no defect of ours.
"""

import gc
import os
import resource
import signal
import time
import traceback
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from fuzz.targets import Target

MOST_SECONDS = 1.0
MOST_MEMORY = 64 << 10  # KiB

_PAGE = os.sysconf("SC_PAGE_SIZE") >> 10


class TooSlow(BaseException):  # so that nothing in the engine catches it
    """The time is over; the target is broken off."""


@dataclass(frozen=True)
class Finding:
    """What went wrong. Two of the same `kind` are taken for the same defect."""

    kind: str
    text: str


@dataclass(frozen=True)
class Outcome:
    seconds: float
    memory: int  # KiB that it took on top
    finding: Finding | None


class Watch:
    """Give it one input after the other. Only in the main thread, for the sake of its timer."""

    def __init__(self) -> None:
        signal.signal(signal.SIGPROF, _too_slow)
        self._base = 0
        self.settle()

    def settle(self) -> None:
        """The peak of memory counts from here on. What is garbage by now would hide some of it."""
        gc.collect()
        Path("/proc/self/clear_refs").write_text("5")
        self._base = int(Path("/proc/self/statm").read_text().split()[1]) * _PAGE

    def run(self, target: Target, data: bytes) -> Outcome:
        outcome = self._run(target, data)
        if outcome.memory > MOST_MEMORY:  # or was it what the ones before left behind?
            self.settle()
            outcome = self._run(target, data)
        if outcome.memory > MOST_MEMORY:
            self.settle()
            found = outcome.finding or Finding("memory", f"{outcome.memory >> 10} MiB")
            return Outcome(outcome.seconds, outcome.memory, found)
        return outcome

    def _run(self, target: Target, data: bytes) -> Outcome:
        finding = None
        # Not the process's clock: while a timer runs on it, it only moves with the kernel's ticks.
        before = time.thread_time()
        try:
            signal.setitimer(signal.ITIMER_PROF, MOST_SECONDS)
            try:
                target.run(data)
            finally:
                signal.setitimer(signal.ITIMER_PROF, 0)
        except TooSlow as error:
            finding = Finding(f"slow {_place(error)}", _text(error))
        except Exception as error:  # noqa: BLE001  any of them is a finding
            finding = Finding(f"{type(error).__name__} {_place(error)}", _text(error))
        seconds = time.thread_time() - before
        memory = max(0, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - self._base)
        return Outcome(seconds, memory, finding)


def _too_slow(_signal: int, _frame: FrameType | None) -> None:
    raise TooSlow


def _place(error: BaseException) -> str:
    """The innermost line of the engine, which names the defect."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "/app/" in frame.filename] or frames
    return f"{Path(ours[-1].filename).name}:{ours[-1].lineno}"


def _text(error: BaseException) -> str:
    return "".join(traceback.format_exception(error, limit=-6))

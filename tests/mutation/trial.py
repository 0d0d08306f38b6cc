"""Tests with a mutant in the place of a module: each in a process of its own, which is forked from
one that has everything loaded but the program."""

import gc
import importlib.util
import os
import signal
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from enum import StrEnum
from importlib.machinery import ModuleSpec, SourceFileLoader
from pathlib import Path
from types import CodeType

import hypothesis
import pytest
from PySide6 import QtTest, QtWidgets

LOADED = (QtTest, QtWidgets)  # once, for pytest-qt would do it in each child

PAUSE = 0.01  # seconds between two looks at the child
LOOK = 1.0  # seconds between two looks at what it does, for which all processes are gone through
IDLE = 5.0  # seconds in which it neither ran nor wanted to: then it waits for what never comes

# No search for the smallest example: that a test failed is all that is asked.
hypothesis.settings.register_profile(
    "mutation",
    deadline=None,
    derandomize=True,
    database=None,
    phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate],
)
_OPTIONS = (
    "-x",
    "-q",
    "--tb=no",
    "-pno:cacheprovider",
    "-Wignore:Module already imported:pytest.PytestAssertRewriteWarning",
    "--hypothesis-profile=mutation",
)


class Outcome(StrEnum):
    KILLED = "killed"
    SURVIVED = "survived"
    HUNG = "hung"  # it waited for what never comes
    TIMEOUT = "timeout"  # it worked on and on


class _Loader(SourceFileLoader):
    """Also the finder: of one module, which it makes of the code that it was handed."""

    def __init__(self, name: str, path: Path, code: CodeType) -> None:
        super().__init__(name, str(path))
        self._code = code

    def get_code(self, fullname: str) -> CodeType:
        return self._code

    def find_spec(
        self, name: str, _path: object = None, _target: object = None
    ) -> ModuleSpec | None:
        if name != self.name:
            return None
        return importlib.util.spec_from_file_location(name, self.path, loader=self)


def try_out(
    module: Path,
    code: CodeType,
    tests: Sequence[str],
    scratch: Path,
    patience: float,
    idle: float = IDLE,
) -> Outcome:
    """`module` is below the working folder; `tests` are pytest's words for them. `patience` is for
    seconds on a processor, `idle` for seconds without one."""
    gc.freeze()  # what was loaded is no garbage, and pytest has each child look for some
    child = os.fork()
    if not child:
        _test(module, code, tests, scratch)
    watch = _Watch(child, idle)
    while not (ended := os.waitpid(child, os.WNOHANG))[0]:
        watch.look()
        if watch.idle or watch.worked > patience:
            os.killpg(child, signal.SIGKILL)
            os.waitpid(child, 0)
            return Outcome.HUNG if watch.idle else Outcome.TIMEOUT
        time.sleep(PAUSE)
    return Outcome.KILLED if ended[1] else Outcome.SURVIVED


class _Watch:
    """What a child and its children do. A computer that is busy with something else makes them
    neither idle nor slow: who waits for a processor or a disk is not idle, and only the time on a
    processor counts."""

    def __init__(self, session: int, enough: float) -> None:
        self._session, self._enough = session, enough
        self.worked = 0.0  # seconds on a processor
        self.idle = False
        self._since = self._looked = time.monotonic()

    def look(self) -> None:
        now = time.monotonic()
        if now - self._looked < LOOK:
            return
        worked, eager = _work_of(self._session)
        if eager or worked != self.worked or now - self._looked > 4 * LOOK:
            self._since = now
        self.worked, self._looked = worked, now
        self.idle = now - self._since >= self._enough


def _work_of(session: int) -> tuple[float, bool]:
    """The time that its processes had so far, in seconds, and whether any of their threads runs or
    would if it could."""
    ticks, eager = 0, False
    for process in Path("/proc").iterdir():
        if process.name.isdigit() and (facts := _facts(process)) and int(facts[3]) == session:
            ticks += sum(map(int, facts[11:15]))  # of children that have ended, too
            eager = eager or any(
                state[0] in "RD" for thread in _threads(process) if (state := _facts(thread))
            )
    return ticks / os.sysconf("SC_CLK_TCK"), eager


def _threads(process: Path) -> list[Path]:
    with suppress(OSError):
        return list((process / "task").iterdir())
    return []


def _facts(thread: Path) -> list[str]:
    """What the kernel says of it, from its state on; nothing when it is gone."""
    with suppress(OSError):
        return (thread / "stat").read_text().rpartition(")")[2].split()
    return []


def _test(module: Path, code: CodeType, tests: Sequence[str], scratch: Path) -> None:
    """The child's life. Whatever else the mutant does, its end is a number."""
    status = 1
    try:
        os.setsid()
        nowhere = os.open(os.devnull, os.O_RDWR)
        for standard in range(3):
            os.dup2(nowhere, standard)
        name = ".".join(module.with_suffix("").parts)
        sys.meta_path.insert(0, _Loader(name, module.absolute(), code))
        status = int(pytest.main([*_OPTIONS, f"--basetemp={scratch / 'tests'}", *tests]))
    finally:
        os._exit(status)

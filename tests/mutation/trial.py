"""Tests with a mutant in the place of a module: each in a process of its own, which is forked from
one that has everything loaded but the program."""

import importlib.util
import os
import signal
import sys
import time
from collections.abc import Sequence
from enum import StrEnum
from importlib.machinery import ModuleSpec, SourceFileLoader
from pathlib import Path
from types import CodeType

import hypothesis
import pytest
from PySide6 import QtTest, QtWidgets

LOADED = (QtTest, QtWidgets)  # once, for pytest-qt would do it in each child

PAUSE = 0.01  # seconds between two looks at the child

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
    "-pno:cacheprovider",
    "-Wignore:Module already imported:pytest.PytestAssertRewriteWarning",
    "--hypothesis-profile=mutation",
)


class Outcome(StrEnum):
    KILLED = "killed"
    SURVIVED = "survived"
    TIMEOUT = "timeout"  # it would never have passed


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
    module: Path, code: CodeType, tests: Sequence[str], scratch: Path, patience: float
) -> Outcome:
    """`module` is below the working folder; `tests` are pytest's words for them. `patience` in
    seconds."""
    child = os.fork()
    if not child:
        _test(module, code, tests, scratch)
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return Outcome.KILLED if status else Outcome.SURVIVED
        time.sleep(PAUSE)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return Outcome.TIMEOUT


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

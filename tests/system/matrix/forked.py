"""The program in a fork of the tests, in which it is loaded once: half of what a case takes is
loading it, and a thousand of them start it. Words, folder, environment, standard streams and
signals are those of a program that was started by itself, and so is whose child it is.

    subprocess.Popen(words, …, preexec_fn=program(words, environment))

What is about the memory of a process, or begins before the first line of ours, is started itself.
"""

import faulthandler
import importlib
import logging
import os
import signal
import sys
import threading
import traceback
import warnings
from collections.abc import Callable, Mapping, Sequence

MODULES = (
    *("cli", "commands.write", "commands.undo", "commands.verify", "commands.several"),
    *("commands.test", "commands.backup", "commands.format", "commands.burn", "commands.extract"),
    *("drives.direct", "drives.users", "desktop", "journal", "sources.unpacking"),
)
_HIGHEST = 1 << 16  # of the descriptors that tests have open


def program(words: Sequence[str], environment: Mapping[str, str]) -> Callable[[], None]:
    """What the new process does in place of executing another program: it never returns."""
    for name in MODULES:
        importlib.import_module(f"app.{name}")

    def become() -> None:
        status = 1
        try:
            _leave_the_tests(environment)
            sys.argv = ["stickwright", *words]
            status = importlib.import_module("app.cli").main()
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else bool(end.code)
        except BaseException:  # noqa: BLE001  as Python itself does
            traceback.print_exc()
        finally:
            _leave(status)

    return become


def _leave_the_tests(environment: Mapping[str, str]) -> None:
    """Nothing of theirs is felt. Whoever started this waits until what he shares with it is
    closed."""
    faulthandler.disable()
    os.closerange(3, _HIGHEST)
    os.environ.clear()
    os.environ.update(environment)
    sys.stdin, sys.stdout = os.fdopen(0), os.fdopen(1, "w")
    sys.stderr = os.fdopen(2, "w", buffering=1, errors="backslashreplace")
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for ignored in (signal.SIGPIPE, signal.SIGXFSZ):
        signal.signal(ignored, signal.SIG_IGN)
    warnings.resetwarnings()
    warnings.simplefilter("ignore")
    logging.root.handlers.clear()
    threading.excepthook, sys.unraisablehook = threading.__excepthook__, sys.__unraisablehook__


def _leave(status: int) -> None:
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            status = 120  # as Python ends where its output can't be written
    os._exit(status)

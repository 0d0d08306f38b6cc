"""The command line: reads the words, runs one command, turns errors into exit statuses
(`app.commands.ends`)."""

import argparse
import errno
import gc
import importlib
import io
import signal
import sys
from collections.abc import Sequence
from types import ModuleType

from app.commands.ends import FAILED, REFUSED, tell
from app.commands.grammar import COMMANDS, parser
from app.commands.outlet import bear_everything, of_the_output, outlets
from app.commands.web_words import demand_taken
from app.display import for_display
from app.errors import AppError, NoMemory, Stopped, ran_out
from app.signals import heeding
from app.streams import hold_streams

# Go on to their end, whoever listens.
JOBS = ("write", "verify", "undo", "test", "backup", "format", "burn", "demo", "extract")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status."""
    hold_streams()
    _speak_everything()
    words = sys.argv[1:] if arguments is None else arguments
    asked = next((word for word in words if not word.startswith("-")), None)
    given = parser(asked if asked in COMMANDS else None).parse_args(words)
    is_job = given.command in JOBS
    with outlets(for_a_job=is_job) as out:
        try:
            status = _ended(given)
            out.flush()
        except OSError as error:  # the engine turns all but those of our output into an AppError
            status = REFUSED if is_job and error is out.lost else FAILED
            if error is not out.lost:
                print(f"stickwright: {_of_a_file(error)}", file=sys.stderr)
        if out.lost is not None and (is_job or out.lost.errno != errno.EPIPE):
            print(f"stickwright: {of_the_output(out.lost, status)}", file=sys.stderr)
    return status


def _of_a_file(error: OSError) -> str:
    """What the system said, and of which file."""
    said = error.strerror or str(error)
    return f"{for_display(str(error.filename), 200)}: {said}" if error.filename else said


def _ended(given: argparse.Namespace) -> int:
    as_json = getattr(given, "json", False)
    try:
        with heeding(signal.default_int_handler, signal.SIGTERM):
            demand_taken(given)
            status: int = _loaded(f"app.commands.{given.command}").run(given)
    except AppError as error:
        bear_everything()
        return tell(error, as_json=as_json)
    except KeyboardInterrupt:
        bear_everything()
        return tell(Stopped(), as_json=as_json)
    except Exception as error:  # want of memory has many kinds; all else goes on
        if not ran_out(error):
            raise
        bear_everything()
        return tell(NoMemory(), as_json=as_json)
    return status


def _loaded(name: str) -> ModuleType:
    """A command is imported when it is asked for: `inspect` need not wait for D-Bus. What is loaded
    stays until the end, so nobody shall look through it for rubbish, now or when the program ends:
    a seventh of the time that a short command takes."""
    gc.disable()
    try:
        if name not in sys.modules:
            importlib.import_module(name)
            gc.freeze()
        return sys.modules[name]
    finally:
        gc.enable()


def _speak_everything() -> None:
    """A name that the terminal has no letters for is spelled, not an error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")

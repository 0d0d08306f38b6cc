"""Where a command speaks to. That may go away while it works: the reader of a pipe ends, or a disk
is full. Who listens decides about no drive, so a job is told nothing of it and goes on to its end;
what could not be told is told of at last, where anybody is left to hear it.

A command that only says something fails with its output, as programs do. A job whose first words
can't be written at all, on a full disk, is not begun. A reader that is gone says nothing about
that: whoever wants one line only may take the first and go.
"""

import errno
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import Enum, auto
from typing import TextIO

from app.commands.ends import STATUSES


class Bears(Enum):
    """What may happen to an output without an error."""

    NOTHING = auto()
    READERS_THAT_GO = auto()
    EVERYTHING = auto()


class Outlet(io.TextIOBase):
    """A stream of text. Once it could not be written, `lost` says why, and the rest is dropped."""

    def __init__(self, stream: TextIO, bears: Bears) -> None:
        self._stream = stream
        self.bears = bears
        self.lost: OSError | None = None

    def write(self, text: str, /) -> int:
        if self.lost is None:
            try:
                self._stream.write(text)
            except OSError as error:
                self._lose(error)
        return len(text)

    def flush(self) -> None:
        if self.lost is None:
            try:
                self._stream.flush()
            except OSError as error:
                self._lose(error)

    def close(self) -> None:
        """The stream is its owner's, who may have closed it when this one is cleared away."""

    def fileno(self) -> int:
        return self._stream.fileno()

    def isatty(self) -> bool:
        return self._stream.isatty()

    @property
    def encoding(self) -> str:  # type: ignore[override]  # io says that it is an attribute
        return self._stream.encoding

    @property
    def errors(self) -> str | None:  # type: ignore[override]  # as above
        return self._stream.errors

    def _lose(self, error: OSError) -> None:
        self.lost = error
        _drop(self._stream)
        if not self._bears(error):
            raise error

    def _bears(self, error: OSError) -> bool:
        if self.bears is Bears.READERS_THAT_GO:
            return error.errno == errno.EPIPE
        return self.bears is Bears.EVERYTHING


def _drop(stream: TextIO) -> None:
    """What it still holds would be written at the end of the program, and complained of again."""
    with suppress(OSError, ValueError):  # what is no file of the system has no number
        nowhere = os.open(os.devnull, os.O_WRONLY | os.O_CLOEXEC)
        try:
            os.dup2(nowhere, stream.fileno())
        finally:
            os.close(nowhere)


@contextmanager
def outlets(*, for_a_job: bool) -> Iterator[Outlet]:
    """Standard output and error, which whatever prints in here goes through. Yields the output."""
    out, err = sys.stdout, sys.stderr
    outlet = Outlet(out, Bears.READERS_THAT_GO if for_a_job else Bears.NOTHING)
    sys.stdout, sys.stderr = outlet, Outlet(err, Bears.EVERYTHING)
    try:
        yield outlet
    finally:
        sys.stdout, sys.stderr = out, err


def go_on_unheard() -> None:
    """What was said so far was heard, or had a reader that is gone; from here on nothing that
    happens to the output ends the job. Raises OSError."""
    sys.stdout.flush()
    bear_everything()


def bear_everything() -> None:
    """How it ends is decided, whether or not that can be said."""
    if isinstance(sys.stdout, Outlet):
        sys.stdout.bears = Bears.EVERYTHING


def is_heard() -> bool:
    """Whether standard output could be written so far."""
    return not isinstance(sys.stdout, Outlet) or sys.stdout.lost is None


def of_the_output(error: OSError, status: int) -> str:
    """What is said of an output that was lost."""
    return (
        f"Standard output can’t be written ({error.strerror or error}). The exit status tells how "
        f"it ended: {status}, {STATUSES[status]}."
    )

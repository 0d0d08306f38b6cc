"""Notes of broken promises: who runs failed tests a second time asks for them, for a lie or harm
that was seen once is there whatever comes later (`packaging/test --system`)."""

import os
from pathlib import Path

from system.sticks.promises import BrokenPromise

NOTES = "STICKWRIGHT_BROKEN_PROMISES"  # the name of a file
LONGEST = 500  # characters of a note


def broken_promise(error: BaseException | None) -> BrokenPromise | None:
    """What was raised, or what was being raised when tidying up went wrong as well."""
    while error is not None and not isinstance(error, BrokenPromise):
        error = error.__context__
    return error


def note(words: str) -> None:
    """One line in the file of broken promises."""
    if name := os.environ.get(NOTES):
        with Path(name).open("a", encoding="utf-8") as notes:
            print(" ".join(words.split())[:LONGEST], file=notes)

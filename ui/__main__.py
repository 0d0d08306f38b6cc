"""`stickwright`: a command goes to the command line; an image, or nothing, opens the window.

Qt is imported for the window alone, so that commands are quick and work without its libraries.
"""

import gc
import os
import re
import sys
from collections.abc import Sequence

from app.streams import hold_streams

_DISPLAYS = ("WAYLAND_DISPLAY", "DISPLAY", "QT_QPA_PLATFORM")

USAGE, STOPPED = 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Returns the exit status."""
    hold_streams()
    gc.disable()  # until all is loaded: none of that is rubbish
    try:
        return _run(arguments)
    except KeyboardInterrupt:  # before there was anybody to hear it
        return STOPPED
    finally:
        gc.enable()


def _run(arguments: Sequence[str] | None) -> int:
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given and is_command(given[0]):
        from app.cli import main as command_line

        return command_line(given)
    if given and _is_mistyped(given[0]):
        return _refuse(_no_such_command(given[0]))
    if len(given) > 1:
        return _refuse("The window takes one image. --help lists the commands.")
    if not any(os.environ.get(name) for name in _DISPLAYS):
        return _refuse(f"There is no display to open a window on. {_instead(given)}")
    from ui.program import show

    gc.freeze()
    gc.enable()
    return show(given[0] if given else None)


def _instead(given: list[str]) -> str:
    if not given:
        return "--help lists the commands."
    from shlex import quote

    from app.display import for_display

    return f"To look at the image here: stickwright inspect {for_display(quote(given[0]), 400)}"


def is_command(word: str) -> bool:
    """Options belong to the command line too: the window has none. A path mostly shows itself as
    one, and then the first frame need not wait for the commands."""
    if not re.fullmatch("[a-z-]+", word):
        return word.startswith("-")
    from app.commands.grammar import COMMANDS

    return word.startswith("-") or word in COMMANDS


def _is_mistyped(word: str) -> bool:
    """Letters alone, and no file: who calls an image so would have it."""
    return re.fullmatch("[a-z]+", word) is not None and not os.path.lexists(word)


def _no_such_command(word: str) -> str:
    from difflib import get_close_matches

    from app.commands.grammar import COMMANDS

    near = get_close_matches(word, COMMANDS, 1)
    meant = f"Did you mean “{near[0]}”? " if near else ""
    return f"There is no command and no file “{word[:60]}”. {meant}--help lists the commands."


def _refuse(why: str) -> int:
    sys.stderr.write(f"stickwright: {why}\n")
    return USAGE


if __name__ == "__main__":
    sys.exit(main())

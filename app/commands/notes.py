"""What is worth knowing beside what a command does."""

import json
import sys

from app.display import for_display
from app.events import Warned, to_json

_LONGEST = 800  # characters: the name of a file may have a few hundred


def say(warning: Warned, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(to_json(warning)), flush=True)
    else:
        print(note(warning.text), file=sys.stderr)


def note(text: str) -> str:
    """The same while a job runs. A name in it may be any bytes: a terminal must not obey them."""
    return f"Note: {for_display(text, _LONGEST)}"

"""What is worth knowing beside what a command does."""

import json
import sys

from app.events import Warned, to_json


def say(warning: Warned, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(to_json(warning)), flush=True)
    else:
        print(f"Note: {warning.text}", file=sys.stderr)

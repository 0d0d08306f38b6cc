"""`stickwright doctor`: what is missing on this computer, and what to do about it."""

import json
from argparse import Namespace
from collections.abc import Sequence

from app.commands.ends import DONE, FAILED
from app.doctor import Check, can_write, examine


def run(given: Namespace) -> int:
    """Ends well when drives can be written, whatever else is missing."""
    checks = examine(given.commands)
    return show(checks, as_json=given.json)


def show(checks: Sequence[Check], *, as_json: bool) -> int:
    can = can_write(checks)
    if as_json:
        told = {"can_write": can, "checks": [check.to_json() for check in checks]}
        print(json.dumps(told))
    else:
        for check in checks:
            print(f"{check.state:8} {check.code:18} {check.text} {check.hint}".rstrip())
        print("Drives can be written here." if can else "Drives can’t be written here yet.")
    return DONE if can else FAILED

"""Whether an image is named by its address, told without loading anything of what asks the web."""

import re
from argparse import Namespace

from app.errors import UsageError

_TAKE_ADDRESSES = frozenset({"inspect", "write"})
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")


def is_address(text: str) -> bool:
    """No path of a file begins so."""
    return _ADDRESS.match(text) is not None


def names_address(given: Namespace) -> bool:
    """Raises UsageError for words that would be passed over in silence."""
    if is_address(given.image):
        return True
    if given.allow_http or getattr(given, "keep", None) is not None:
        raise UsageError("--allow-http and --keep are for an image from the web.")
    return False


def demand_taken(given: Namespace) -> None:
    """Raises UsageError for an address where only a file will do."""
    if given.command not in _TAKE_ADDRESSES and is_address(getattr(given, "image", None) or ""):
        raise UsageError("Only inspect and write take an address: download the image first.")

"""Sizes as they are typed."""

import argparse
import re

LARGEST_STICK = 1 << 62

_UNITS = {"": 1, "k": 10**3, "m": 10**6, "g": 10**9, "t": 10**12}
_UNITS |= {f"{unit}i": 1 << (10 * power) for power, unit in enumerate("kmgt", 1)}


def size(text: str) -> int:
    """ "8G", "512M", "4GiB" or a number of bytes, for --size."""
    match = re.fullmatch(r"(\d+)\s*([kmgt]?i?)b?", text.strip().lower())
    if match is None or match[2] not in _UNITS or not int(match[1]):
        raise argparse.ArgumentTypeError(f"{text!r} is not a size like 8G, 512M or 4GiB")
    length = int(match[1]) * _UNITS[match[2]]
    if length > LARGEST_STICK:
        raise argparse.ArgumentTypeError(f"{text!r} is larger than any file can be")
    return length


def share(text: str) -> int:
    """A size, or "rest" for what is left of a stick, which is 0."""
    return 0 if text.strip().lower() == "rest" else size(text)

"""Names out of an image, made such that any file system bears them and none leads elsewhere.

What a path is made of (a slash, a backslash, nothing, dots alone), what a terminal or a file
manager obeys (controls, marks that turn the direction of text), what Windows drops from the end
(dots, blanks) and what no disk takes (more than 255 bytes) becomes something harmless; all other
letters stay as they are.
"""

import re

LONGEST = 255  # bytes of UTF-8
_LONGEST_KIND = 32  # bytes of an ending like ".tar.xz" that outlives the cut

_UNFIT = re.compile(
    "[/\\\\\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
_AT_THE_END = re.compile(r"[. ]+$")


def safe(name: str) -> str:
    """One name for a file or folder; itself where nothing speaks against it."""
    fit = _UNFIT.sub("_", name)
    fit = _AT_THE_END.sub(lambda match: "_" * len(match[0]), fit)
    return shortened(fit or "_")


def numbered(name: str, number: int) -> str:
    """ "notes (2).txt", for a name that is taken."""
    stem, kind = _divided(name)
    return shortened(stem, f" ({number}){kind}") if number > 1 else name


def shortened(name: str, ending: str = "") -> str:
    """With its ending in at most 255 bytes, cut between two letters."""
    if len(name.encode()) + len(ending.encode()) <= LONGEST:
        return name + ending
    if not ending:
        name, ending = _divided(name)
    room = LONGEST - len(ending.encode())
    return name.encode()[:room].decode(errors="ignore") + ending


def _divided(name: str) -> tuple[str, str]:
    stem, dot, kind = name.rpartition(".")
    if not stem or len(kind.encode()) >= _LONGEST_KIND:
        return name, ""
    return stem, dot + kind

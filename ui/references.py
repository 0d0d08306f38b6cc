"""Does this PySide6 lose references to None?

PySide6 6.12 on Python 3.11 drops one reference to None for every call of a method that returns
nothing. After a few thousand strokes of a painter the interpreter stops: "none_dealloc". The
requirements keep the two apart; this finds it out at the start where somebody mixed them anyway,
and not in the middle of a write. From Python 3.12 on None cannot be lost.
"""

import sys

from PySide6 import __version__
from PySide6.QtGui import QImage, QPainter

_CALLS = 200


def lost_references() -> int:
    """How many of _CALLS calls lost one."""
    if sys.version_info >= (3, 12):
        return 0
    image = QImage(1, 1, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    before = sys.getrefcount(None)
    for _ in range(_CALLS):
        painter.setOpacity(1.0)
    lost = before - sys.getrefcount(None)
    painter.end()
    return lost


def is_sound() -> bool:
    return lost_references() < _CALLS // 2  # the rest of the program takes and gives some too


def complaint() -> str:
    python = ".".join(str(part) for part in sys.version_info[:2])
    return (
        f"PySide6 {__version__} does not work with Python {python}: it would stop this program in "
        "the middle of a write. Install a PySide6 before 6.12, or Python 3.12 or newer."
    )
